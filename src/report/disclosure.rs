//! The last look before a report leaves the house: a sensor that must not be named stands nowhere in it.

use super::desk::Desk;
use super::texts::texts;
use super::{Report, value};
use crate::config::Sensors;
use crate::finding::{Finding, Place};
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
        let place = place(&report.body, id).unwrap_or_else(|| Place::file("report.md"));
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

/// The first block that names `id`.
fn place(blocks: &[value::Block], id: &str) -> Option<Place> {
    let names = |block: &&value::Block| holds(&texts(block), id);
    blocks.iter().find(names).and_then(value::Block::place)
}
