//! What is open by its weight, and what somebody let stand, with the reason.

use super::typed;
use super::{Cell, Job, Row, Section};
use crate::check;
use crate::finding::{Finding, Level, Said};
use crate::said;

/// What nobody has mended or silenced.
pub(super) fn open(job: &Job<'_>) -> Section {
    let title = job.say(&said!("残っている指摘", "Open findings"));
    let section = Section::new("findings", title);
    let count = |level| job.findings.iter().filter(|finding| finding.level == level).count();
    let (errors, warnings, notes) = (count(Level::Error), count(Level::Warning), count(Level::Note));
    let mut lead = vec![job.say(&said!(
        "エラー{errors}件、警告{warnings}件、参考{notes}件。",
        "Errors: {errors}; warnings: {warnings}; notes: {notes}."
    ))];
    let (numbers, mut others): (Vec<_>, Vec<_>) =
        job.findings.iter().cloned().partition(|finding| typed::is_of_number(&finding.code));
    if !numbers.is_empty() {
        let count = numbers.len();
        lead.push(job.say(&said!(
            "うち{count}件は手で書かれた数の照合によるもので、その欄に載せています。",
            "{count} of them are of typed numbers, which stand in sections of their own."
        )));
    }
    if others.is_empty() {
        return Section { lead, ..section };
    }
    check::foremost_first(&mut others);
    let heads = [(said!("重さ", "Level"), 2), (said!("指摘", "Finding"), 10), (said!("場所", "Place"), 4)];
    let rows = others.iter().map(|finding| row(job, finding)).collect();
    Section { lead, rows, ..section.table(heads.map(|(head, width)| (job.say(&head), width))) }
}

fn row(job: &Job<'_>, finding: &Finding) -> Row {
    let cells = [job.say(&level(finding.level)), job.say(&finding.what), job.place(&finding.place)];
    Row::of(cells.map(Cell::from))
}

fn level(level: Level) -> Said {
    match level {
        Level::Error => said!("エラー", "error"),
        Level::Warning => said!("警告", "warning"),
        Level::Note => said!("参考", "note"),
    }
}

/// What somebody let stand.
pub(super) fn silenced(job: &Job<'_>) -> Section {
    let title = job.say(&said!("そのままにした指摘とその理由", "Findings that were let stand, and why"));
    let section = Section::new("silenced", title);
    let silenced: Vec<_> = job.texts.iter().flat_map(|text| &text.checked.silenced).collect();
    if silenced.is_empty() {
        let none = job.say(&said!("ありません。", "None."));
        return Section { lead: vec![none], ..section };
    }
    let heads = [(said!("指摘", "Finding"), 6), (said!("理由", "Reason"), 6), (said!("場所", "Place"), 4)];
    let rows = silenced.into_iter().map(|silenced| {
        let finding = &silenced.finding;
        let cells = [job.say(&finding.what), silenced.reason.clone(), job.place(&finding.place)];
        Row::of(cells.map(Cell::from))
    });
    Section { rows: rows.collect(), ..section.table(heads.map(|(head, width)| (job.say(&head), width))) }
}
