//! Two texts word by word: runs come in as words, pieces go out.

use std::borrow::Cow;

use similar::{Algorithm, DiffOp, DiffableStr, capture_diff_slices};

use super::value::{Detail, Of, Piece, Sides};
use crate::report::{Label, Run};

/// Words that two texts share between two changes are no island where they are so few characters: 「は」 alone.
const ISLAND: usize = 1;

/// A word: what Unicode takes for one, or what must not break, such as a number with its unit.
pub(super) type Word<'a> = Cow<'a, str>;

/// The words of `runs`. A link is followed by its address where that is not what it says.
pub(super) fn of(runs: &[Run]) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    add(runs, &mut words);
    words
}

fn add<'a>(runs: &'a [Run], words: &mut Vec<Word<'a>>) {
    for run in runs {
        match run {
            Run::Text { text } | Run::Code { text } => words.extend(plain(text)),
            Run::Keep { text, .. } | Run::Reference { text, .. } | Run::Citation { text, .. } => {
                words.push(text.into());
            }
            Run::Strong { runs } | Run::Emphasis { runs } | Run::Foreign { runs, .. } => add(runs, words),
            // Its address says what its words say.
            Run::Across { runs, .. } => add(runs, words),
            Run::Link { href, runs } => {
                let from = words.len();
                add(runs, words);
                if words[from..].concat() != *href {
                    words.push(format!("〔{href}〕").into());
                }
            }
            Run::Break => words.push(" ".into()),
        }
    }
}

/// The words of a plain text.
pub(super) fn plain(text: &str) -> impl Iterator<Item = Word<'_>> {
    text.tokenize_unicode_words().into_iter().map(Cow::Borrowed)
}

/// The words of a caption with its label: ［表1：…］.
pub(super) fn caption<'a>(label: &'a Label, caption: &'a [Run]) -> Vec<Word<'a>> {
    let mut words = vec![Word::from(&label.open)];
    add(caption, &mut words);
    words.push((&label.close).into());
    words
}

/// How the text `of` a part differs, if it does.
pub(super) fn detail(of: Of, old: &[Word<'_>], new: &[Word<'_>]) -> Option<Detail> {
    (old != new).then(|| Detail::Words { of, pieces: pieces(old, new) })
}

/// Both texts, what they share once.
pub(super) fn pieces(old: &[Word<'_>], new: &[Word<'_>]) -> Vec<Piece> {
    let mut found: Vec<Stretch> = Vec::new();
    for op in without_islands(capture_diff_slices(Algorithm::Myers, old, new), old) {
        let (old, new) = (old[op.old_range()].concat(), new[op.new_range()].concat());
        let same = matches!(op, DiffOp::Equal { .. });
        match found.last_mut() {
            Some(last) if !last.same && !same => {
                last.old += &old;
                last.new += &new;
            }
            _ => found.push(Stretch { same, old, new }),
        }
    }
    found.into_iter().flat_map(Stretch::pieces).collect()
}

/// What both texts share, or what each has in its place.
struct Stretch {
    same: bool,
    old: String,
    new: String,
}

impl Stretch {
    fn pieces(self) -> impl Iterator<Item = Piece> {
        let both = if self.same { self.new.clone() } else { String::new() };
        let (old, new) = if self.same { Default::default() } else { (self.old, self.new) };
        let sides = [(Sides::Both, both), (Sides::Old, old), (Sides::New, new)];
        sides.into_iter().filter(|(_, text)| !text.is_empty()).map(|(side, text)| Piece { side, text })
    }
}

/// `ops` with islands counted among the changes around them.
fn without_islands(ops: Vec<DiffOp>, old: &[Word<'_>]) -> Vec<DiffOp> {
    let is_island = |at: usize| match ops[at] {
        DiffOp::Equal { old_index, len, .. } => {
            let inside = at > 0 && at + 1 < ops.len();
            let letters = old[old_index..old_index + len].iter().map(|word| word.chars().count());
            inside && letters.sum::<usize>() <= ISLAND
        }
        _ => false,
    };
    let op = |at: usize| match ops[at] {
        DiffOp::Equal { old_index, new_index, len } if is_island(at) => {
            DiffOp::Replace { old_index, old_len: len, new_index, new_len: len }
        }
        op => op,
    };
    (0..ops.len()).map(op).collect()
}
