//! A passage in one string: its sentences and clauses, and which of its bytes somebody typed.

use std::ops::Range;

use super::super::passage::{Passage, Piece};

/// A passage in one string.
pub(super) struct Line<'a> {
    pub(super) passage: &'a Passage,
    pub(super) text: String,
    /// Where each piece lies in the text.
    pub(super) pieces: Vec<(Range<usize>, &'a Piece)>,
    /// Where each sentence lies in the text.
    pub(super) sentences: Vec<Range<usize>>,
}

impl<'a> Line<'a> {
    pub(super) fn new(passage: &'a Passage) -> Self {
        let (mut text, mut pieces) = (String::new(), Vec::new());
        for piece in &passage.pieces {
            let begins = text.len();
            text.push_str(&piece.text);
            pieces.push((begins..text.len(), piece));
        }
        let sentences = parted(&text, 0..text.len(), ends_sentence);
        Self { passage, text, pieces, sentences }
    }

    /// The sentence that holds `at`.
    pub(super) fn sentence(&self, at: usize) -> Range<usize> {
        self.sentences.iter().find(|range| range.contains(&at)).cloned().unwrap_or(0..self.text.len())
    }

    /// The clause that holds `at`: from one comma to the next.
    pub(super) fn clause(&self, at: usize) -> Range<usize> {
        let clauses = parted(&self.text, self.sentence(at), ends_clause);
        clauses.into_iter().find(|range| range.contains(&at)).unwrap_or(self.sentence(at))
    }

    /// Whether what is named at `at` is only what another thing is set beside: 22/TCPを上回って3位となり.
    pub(super) fn is_companion(&self, at: usize) -> bool {
        let clause = self.words(&(at..self.clause(at).end));
        let beside = COMPANIONS.iter().filter_map(|word| clause.find(word)).min();
        beside.is_some_and(|end| !clause[..end].contains(['は', 'が', 'も', 'の']))
    }

    /// Where the piece that holds `at` lies.
    pub(super) fn piece(&self, at: usize) -> Option<Range<usize>> {
        self.pieces.iter().map(|(range, _)| range).find(|range| range.contains(&at)).cloned()
    }

    pub(super) fn words(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or("")
    }
}

/// Words behind a thing that another one is set beside.
const COMPANIONS: [&str; 8] =
    ["と順位", "と入れ替わ", "を上回", "を下回", "を抜い", "に次い", "に次ぐ", "に代わ"];

fn ends_sentence(_: &str, c: char, rest: &str) -> bool {
    matches!(c, '。' | '！' | '？' | '\n') || (matches!(c, '.' | '!' | '?') && rest.starts_with(' '))
}

/// A comma behind a port parts a list, no clauses: 6666/TCP、6668/TCPが.
fn ends_clause(before: &str, c: char, rest: &str) -> bool {
    let listed =
        before.ends_with(|c: char| c.is_ascii_uppercase()) && rest.starts_with(|c: char| c.is_ascii_digit());
    matches!(c, '、' | '，' | ';') && !listed
}

/// The parts of `within`, each with the sign that ends it.
fn parted(text: &str, within: Range<usize>, ends: fn(&str, char, &str) -> bool) -> Vec<Range<usize>> {
    let (mut parts, mut begins) = (Vec::new(), within.start);
    for (at, c) in text[within.clone()].char_indices() {
        let next = within.start + at + c.len_utf8();
        if ends(&text[begins..within.start + at], c, &text[next..]) {
            parts.push(begins..next);
            begins = next;
        }
    }
    if begins < within.end {
        parts.push(begins..within.end);
    }
    parts
}
