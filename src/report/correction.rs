//! The notices of corrections: what was wrong, what is right, who is affected. And what a version is called.

use super::desk::Desk;
use super::runs::{UNCONFIRMED, plain_runs};
use super::{Correction, Paragraph, Run};
use crate::config::{Notice, Revision, RevisionKind, Text};
use crate::finding::Finding;
use crate::said;
use crate::words::fill;

impl Desk<'_> {
    /// What a version of that kind is called.
    pub(super) fn kind(&self, kind: RevisionKind) -> &str {
        match kind {
            RevisionKind::Correction => &self.words.labels.correction,
            RevisionKind::Revision => &self.words.labels.revision,
            RevisionKind::Withdrawal => &self.words.labels.withdrawal,
        }
    }
}

/// A notice for every correction in the edition's history, the newest first.
pub(super) fn corrections(desk: &mut Desk<'_>) -> Vec<Correction> {
    let history = desk.job.edition.history.iter();
    history.clone().for_each(|revision| pending(desk, revision));
    history
        .filter(|revision| revision.kind == Some(RevisionKind::Correction))
        .filter_map(|revision| correction(desk, revision))
        .collect()
}

/// What is still to be confirmed in the words of a version, as in the manuscript.
fn pending(desk: &mut Desk<'_>, revision: &Revision) {
    let Notice { wrong, right, affected } = &revision.notice;
    let notice = [wrong, right, affected].into_iter().flatten().map(|text| desk.site_text(text));
    if notice.chain([desk.site_text(&revision.what)]).any(|words| words.contains(UNCONFIRMED)) {
        desk.unconfirmed(revision.place.clone());
    }
}

fn correction(desk: &mut Desk<'_>, revision: &Revision) -> Option<Correction> {
    let (words, notice) = (&desk.words.labels, &revision.notice);
    let parts = [
        ("wrong", &words.notice_wrong, &notice.wrong),
        ("right", &words.notice_right, &notice.right),
        ("affected", &words.notice_affected, &notice.affected),
    ];
    let lacking: Vec<_> = parts.iter().filter(|(_, _, text)| text.is_none()).map(|(key, ..)| *key).collect();
    let paragraph = |label: &str, text: &Text| {
        let label = Run::Strong { runs: plain_runs(label) };
        let runs = [label].into_iter().chain(plain_runs(&desk.site_text(text))).collect();
        Paragraph::new(runs, revision.place.clone())
    };
    let paragraphs: Vec<_> =
        parts.iter().filter_map(|(_, label, text)| Some(paragraph(label, text.as_ref()?))).collect();
    let version = fill(&words.version, &[("version", &revision.version)]);
    let date = desk.words.full_day(revision.date);
    let title = fill(&words.notice, &[("version", &version), ("date", &date)]);
    if !lacking.is_empty() {
        desk.findings.push(missing(desk, revision, &lacking));
    }
    (!paragraphs.is_empty()).then_some(Correction { title, paragraphs })
}

fn missing(desk: &Desk<'_>, revision: &Revision, lacking: &[&str]) -> Finding {
    let version = &revision.version;
    let (ja, en) = (lacking.join("、"), lacking.join(", "));
    desk.job.edition.unpublishable(Finding::warning(
        "notice-missing",
        revision.place.clone(),
        said!(
            "第{version}版の訂正のお知らせに、{ja}がありません。",
            "The notice of correction of version {version} lacks {en}."
        ),
        said!(
            "wrongに何が誤っていたか、rightに正しくは何か、affectedにだれに影響するかを書いてください。書かなければ公開できません。",
            "Say what was wrong (wrong), what is right (right) and who is affected (affected); without them it cannot be published."
        ),
    ))
}
