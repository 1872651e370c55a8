//! Words without what their spellings differ in: width, capitals, spaces, small kana, ヴ, long vowels.

use unicode_normalization::UnicodeNormalization;

/// A text folded, and for each of its characters the byte of the text that it comes from.
pub(super) struct Folded {
    pub(super) chars: Vec<char>,
    origins: Vec<(usize, usize)>,
}

impl Folded {
    pub(super) fn of(text: &str) -> Self {
        let (mut chars, mut origins) = (Vec::new(), Vec::new());
        for (at, c) in text.char_indices() {
            for folded in c.nfkc().flat_map(char::to_lowercase).filter_map(plain) {
                chars.push(folded);
                origins.push((at, at + c.len_utf8()));
            }
        }
        Self { chars, origins }
    }

    /// Where `other` stands in this text, as bytes of the text. A long vowel right behind it belongs to it.
    pub(super) fn find(&self, other: &Self, text: &str) -> Vec<(usize, usize)> {
        if other.chars.is_empty() {
            return Vec::new();
        }
        let windows = self.chars.windows(other.chars.len()).enumerate();
        let found = windows.filter(|(_, window)| *window == other.chars);
        let bytes = found.map(|(at, window)| (self.origins[at].0, self.origins[at + window.len() - 1].1));
        bytes
            .map(|(from, to)| (from, to + if text[to..].starts_with('ー') { 'ー'.len_utf8() } else { 0 }))
            .collect()
    }
}

/// A character as all spellings have it; none for what some leave out.
fn plain(c: char) -> Option<char> {
    match c {
        ' ' | '　' | '\u{A0}' | '・' | 'ー' | '-' | '‐' | '－' => None,
        _ => Some(large(c)),
    }
}

/// Small kana as large ones: ウェ and ウエ are one sound in a loan word.
pub(super) fn large(c: char) -> char {
    match c {
        'ァ' => 'ア',
        'ィ' => 'イ',
        'ゥ' => 'ウ',
        'ェ' => 'エ',
        'ォ' => 'オ',
        'ヴ' => 'ブ',
        _ => c,
    }
}
