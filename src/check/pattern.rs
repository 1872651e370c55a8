//! Patterns over the words of a passage, found where somebody typed them.

use regex::{Captures, Regex};

use super::Passage;
use crate::finding::Place;

/// A pattern of this room.
pub(super) fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("the patterns of this room are read by its tests")
}

/// Words that a pattern found.
pub(super) struct Hit<'t> {
    /// What the groups of the pattern hold.
    pub(super) groups: Captures<'t>,
    /// Where the words stand.
    pub(super) place: Place,
    /// What stands before them in the passage.
    pub(super) before: &'t str,
    /// What stands after them.
    pub(super) after: &'t str,
}

impl<'t> Hit<'t> {
    /// The words of the group `name`.
    pub(super) fn group(&self, name: &str) -> Option<&'t str> {
        self.groups.name(name).map(|found| found.as_str())
    }

    /// The words that were found: those of the group `at` or `at2`, else all.
    pub(super) fn words(&self) -> &'t str {
        meant(&self.groups).map_or("", |found| found.as_str())
    }
}

/// What a pattern looks for in what it found.
fn meant<'t>(groups: &Captures<'t>) -> Option<regex::Match<'t>> {
    groups.name("at").or(groups.name("at2")).or(groups.get(0))
}

/// Where `pattern` stands in `text`, which is that of `passage`; of a pattern with a group `at` or `at2`, where that
/// does. Only what was typed is found.
pub(super) fn hits<'t>(passage: &Passage, text: &'t str, pattern: &Regex) -> Vec<Hit<'t>> {
    let hit = |groups: Captures<'t>| {
        let found = meant(&groups)?;
        let place = typed(passage, found.start())?;
        Some(Hit { place, before: &text[..found.start()], after: &text[found.end()..], groups })
    };
    pattern.captures_iter(text).filter_map(hit).collect()
}

/// The place of byte `offset`, if it was typed.
pub(super) fn typed(passage: &Passage, offset: usize) -> Option<Place> {
    let (piece, place) = passage.at(offset)?;
    piece.origin.is_typed().then_some(place)
}

/// The sentence that ends with `before`: what follows its last full stop.
pub(super) fn sentence(before: &str) -> &str {
    before.rsplit(['。', '．', '\n']).next().unwrap_or(before)
}

/// The number in figures of either width.
pub(super) fn number(figures: &str) -> Option<i32> {
    narrow(figures).parse().ok()
}

/// Full-width figures, letters and signs in half width; all else as it is.
pub(super) fn narrow(text: &str) -> String {
    let narrow = |c: char| match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    text.chars().map(narrow).collect()
}

/// Whether the word from `from` to `to` is not a part of a longer one in the same script.
pub(super) fn is_whole(text: &str, from: usize, to: usize) -> bool {
    let joins = |a: Option<char>, b: Option<char>| matches!((a, b), (Some(a), Some(b)) if script(a) != 0 && script(a) == script(b));
    let (first, last) = (text[from..to].chars().next(), text[from..to].chars().next_back());
    !joins(text[..from].chars().next_back(), first) && !joins(last, text[to..].chars().next())
}

fn script(c: char) -> u8 {
    match c {
        'ァ'..='ヺ' | 'ー' => 1,
        '一'..='鿿' | '々' => 2,
        _ if c.is_ascii_alphanumeric() => 3,
        _ => 0,
    }
}
