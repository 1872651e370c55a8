//! Japanese as the house prints it: brackets, marks, widths, punctuation, style and particles of what somebody typed.
//!
//! Comes in: the prose of a Japanese manuscript. Goes out: findings. Words that a binding prints, literals and the
//! titles of references are not judged.

mod brackets;
mod marks;
mod particles;
mod repeated;
mod style;

use super::silence::Stretches;
use super::{Desk, Origin, Passage, Role};
use crate::finding::Finding;

/// The rules that look at one passage.
const PASSAGES: [fn(&Passage) -> Vec<Finding>; 4] =
    [brackets::in_passage, marks::in_passage, particles::in_passage, repeated::in_passage];

/// The rule.
pub(super) fn find(desk: &Desk<'_>) -> Vec<Finding> {
    if !desk.is_japanese() {
        return Vec::new();
    }
    // A sentence with a hole in it is no sentence: the binding is mended first.
    let stretches = Stretches::of(desk.job.manuscript, &desk.passages);
    let holes: Vec<_> = desk.unread.iter().filter_map(|place| stretches.with(place)).collect();
    let has_hole =
        |passage: &Passage| stretches.with(&passage.place).is_some_and(|stretch| holes.contains(&stretch));
    let judged = |passage: &&Passage| {
        !matches!(passage.role, Role::Footnote(_) | Role::Credit(_)) && !has_hole(passage)
    };
    let passages: Vec<_> = desk.passages.iter().filter(judged).map(printed).collect();
    let passages: Vec<_> = passages.iter().collect();
    let mut findings = style::find(desk.job.manuscript, &passages);
    for rule in PASSAGES {
        findings.extend(passages.iter().flat_map(|passage| rule(passage)));
    }
    findings
}

/// `passage` with words in place of its references, for a sentence has them there.
fn printed(passage: &Passage) -> Passage {
    let mut passage = passage.clone();
    for piece in &mut passage.pieces {
        if matches!(piece.origin, Origin::Reference(_)) {
            piece.text = "［図］".to_owned();
        }
    }
    passage
}

/// Whether `c` is written in Japanese only.
fn is_japanese(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '々' | '一'..='鿿' | '㐀'..='䶿' | '、' | '。' | '「' | '」')
}
