//! The last look before a report leaves the house: a sensor that must not be named stands nowhere in it.

use super::desk::Desk;
use super::texts::texts;
use super::{Block, Report};
use crate::config::Sensors;
use crate::finding::{Finding, Place};
use crate::manuscript::{Footnote, Inline};
use crate::said;

/// Shorter identities than this are words of their own and would be found everywhere.
const SHORTEST: usize = 4;

/// Finds identities of sensors in the finished report, whoever wrote them there.
pub(super) fn check(desk: &mut Desk<'_>, report: &Report) {
    if desk.job.site.disclosure.sensors == Sensors::Id {
        return;
    }
    let text = texts(report);
    let alias = |id: &str| desk.job.site.sensors.iter().any(|sensor| sensor.alias.as_deref() == Some(id));
    let ids = desk.job.site.sensors.iter().map(|sensor| sensor.id.as_str());
    let told: Vec<_> = ids.filter(|id| id.len() >= SHORTEST && !alias(id) && holds(&text, id)).collect();
    for id in told {
        let place = place(desk, report, id);
        desk.findings.push(Finding::error(
            "sensor-named",
            place,
            said!(
                "公開してはならないセンサーの識別名「{id}」が出力に含まれます。",
                "The sensor identity “{id}”, which must not leave the house, stands in the output."
            ),
            said!(
                "原稿からこの名前を除くか、teiten.tomlの[disclosure]のsensorsを見直してください。",
                "Take it out of the manuscript, or change sensors under [disclosure] in teiten.toml."
            ),
        ));
    }
}

/// Whether `id` stands in `text` as a word of its own.
fn holds(text: &str, id: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() && c.is_ascii() || c == '-' || c == '_';
    text.match_indices(id).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + id.len()..].chars().next();
        !before.is_some_and(part) && !after.is_some_and(part)
    })
}

/// Where `id` was written: in a block, a key point or a footnote; else somewhere in the edition.
fn place(desk: &Desk<'_>, report: &Report, id: &str) -> Place {
    let manuscript = desk.job.manuscript;
    let point = || {
        let points = report.summary.iter().flat_map(|summary| &summary.points);
        let mut named = manuscript.summary.iter().zip(points).filter(|(_, point)| holds(&texts(point), id));
        Some(named.next()?.0.place.clone())
    };
    let footnote = || {
        let names = |inline: &Inline| matches!(inline, Inline::Text { text, .. } if holds(text, id));
        let names = |footnote: &&Footnote| footnote.lines.iter().flatten().any(names);
        manuscript.footnotes.values().find(names).map(|footnote| footnote.place.clone())
    };
    block(&report.body, id).or_else(point).or_else(footnote).unwrap_or_else(|| desk.job.edition.place.clone())
}

/// Where the first block stands that names `id`.
fn block(blocks: &[Block], id: &str) -> Option<Place> {
    let names = |block: &&Block| holds(&texts(block), id);
    blocks.iter().find(names).and_then(Block::place)
}
