//! Silences: what somebody let stand, with a reason.
//!
//! Comes in: the comments of a manuscript and what was found in it. Goes out: what is left to say, and what was
//! silenced by which reason. A silence that says too little or does nothing is a finding itself.

use std::collections::BTreeSet;
use std::ops::Bound;

use super::order::CODES;
use super::{Checked, Passage, Role, Silenced};
use crate::finding::{Finding, Place, nearest};
use crate::manuscript::{Manuscript, Silence};
use crate::said;

/// Takes out of `findings` what the manuscript's silences speak of.
pub(super) fn apply(manuscript: &Manuscript, passages: &[Passage], findings: Vec<Finding>) -> Checked {
    let stretches = Stretches::of(manuscript, passages);
    let mut checked = Checked::default();
    let mut idle: Vec<_> = manuscript.silences.iter().collect();
    for finding in findings {
        let stretch = stretches.with(&finding.place);
        let silence = manuscript
            .silences
            .iter()
            .find(|silence| silences(silence, &finding) && stretch == stretches.of_silence(silence));
        match silence.filter(|_| stretch.is_some()) {
            Some(silence) => {
                idle.retain(|other| *other != silence);
                checked.silenced.push(Silenced { finding, reason: silence.reason.clone() });
            }
            None => checked.findings.push(finding),
        }
    }
    checked.findings.extend(idle.into_iter().filter_map(fault));
    checked.findings.sort();
    checked
}

/// Whether `silence` speaks of `finding`, wherever the two stand.
fn silences(silence: &Silence, finding: &Finding) -> bool {
    let quoted = |words: &String| finding.what.ja.contains(&format!("「{words}」"));
    silence.is_formed
        && silence.code == finding.code
        && is_reason(&silence.reason)
        && silence.words.as_ref().is_none_or(quoted)
}

/// A sign alone is no reason.
fn is_reason(reason: &str) -> bool {
    reason.chars().filter(|c| c.is_alphanumeric()).count() > 1
}

/// Where paragraphs, notes and blocks begin. Each lasts until the next one does.
pub(super) struct Stretches(BTreeSet<Place>);

impl Stretches {
    pub(super) fn of(manuscript: &Manuscript, passages: &[Passage]) -> Self {
        // What stands inside of a block is silenced before its fence: no comment can stand between.
        let inside = |role: &Role| {
            matches!(role, Role::Caption(_) | Role::Finding(_) | Role::Alternative(_) | Role::Credit(_))
        };
        let prose =
            passages.iter().filter(|passage| !inside(&passage.role)).map(|passage| passage.place.clone());
        Self(manuscript.blocks.iter().filter_map(|block| block.place()).chain(prose).collect())
    }

    /// The beginning of the stretch that has `place`.
    pub(super) fn with(&self, place: &Place) -> Option<&Place> {
        self.0.range(..=place).next_back().filter(|start| start.file == place.file)
    }

    /// The beginning of the stretch that `silence` speaks of.
    fn of_silence(&self, silence: &Silence) -> Option<&Place> {
        if !silence.alone {
            return self.with(&silence.place);
        }
        let following = (Bound::Excluded(&silence.place), Bound::Unbounded);
        self.0.range::<Place, _>(following).next().filter(|start| start.file == silence.place.file)
    }
}

/// What is wrong with a silence that silenced nothing. What is not formed as one may be any comment, unless it names a
/// finding.
fn fault(silence: &Silence) -> Option<Finding> {
    let is_known = CODES.contains(&silence.code.as_str());
    match (silence.is_formed, is_known) {
        (false, false) => None,
        (false, true) => Some(unformed(silence)),
        (true, false) => Some(unknown(&silence.code, &silence.place)),
        (true, true) if is_reason(&silence.reason) => Some(idle(silence)),
        (true, true) => Some(unreasoned(silence)),
    }
}

fn unformed(Silence { code, place, .. }: &Silence) -> Finding {
    Finding::warning(
        "silence-form",
        place.clone(),
        said!(
            "このコメントは「校閲:」で始まっていないため、「{code}」の指摘を消しません。",
            "This comment does not begin with “check:” and silences no “{code}”."
        ),
        said!(
            "「<!-- 校閲: {code} 理由 -->」の形（半角か全角のコロン）に直してください。",
            "Write it as “<!-- check: {code} reason -->”, with the colon."
        ),
    )
}

fn unreasoned(Silence { code, place, .. }: &Silence) -> Finding {
    Finding::warning(
        "silence-form",
        place.clone(),
        said!(
            "「校閲: {code}」に理由がありません。理由がないうちは、指摘は消えません。",
            "“check: {code}” gives no reason, and silences nothing until it does."
        ),
        said!(
            "「<!-- 校閲: {code} 理由 -->」のように、そのままでよい理由を書いてください。",
            "Say why it may stand: “<!-- check: {code} reason -->”."
        ),
    )
}

fn idle(Silence { code, words, place, .. }: &Silence) -> Finding {
    let words = words.as_ref().map_or_else(String::new, |words| format!("「{words}」"));
    Finding::warning(
        "silence-idle",
        place.clone(),
        said!(
            "「校閲: {code}{words}」が消す指摘は、この段落にありません。",
            "There is no finding “{code}{words}” here that this comment silences."
        ),
        said!(
            "直し終えたものなら、コメントを消してください。指摘が残っているなら、その段落の中か、すぐ前の行に移してください。",
            "Remove the comment where all is mended; else move it into the passage, or onto the line before it."
        ),
    )
}

fn unknown(code: &str, place: &Place) -> Finding {
    let mend = match nearest(code, CODES.iter().copied()) {
        Some(near) => said!("「{near}」ではありませんか。", "Did you mean “{near}”?"),
        None => said!(
            "指摘の [ ] の中の名前を、「<!-- 校閲: 名前 理由 -->」のように書いてください。",
            "Write the name that stands in the brackets of the finding: “<!-- check: name reason -->”."
        ),
    };
    Finding::warning(
        "silence-form",
        place.clone(),
        said!(
            "「{code}」という、消すことのできる指摘はありません。",
            "There is no finding “{code}” that can be silenced."
        ),
        mend,
    )
}
