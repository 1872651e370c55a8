//! The last look before a report leaves the house: a sensor that must not be named stands nowhere in it.

use super::desk::Desk;
use super::runs::plain;
use super::texts::texts;
use super::{Block, Report, value};
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
    // Texts are cut where something must not break; a name may stand across the cut.
    let text = format!("{}{}", texts(report), lines(report));
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

/// Every line of words of the report.
fn lines(report: &Report) -> String {
    let mut lines: Vec<_> = points(report).collect();
    report.body.iter().for_each(|block| of_block(block, &mut lines));
    lines.join("\n")
}

fn points(report: &Report) -> impl Iterator<Item = String> {
    report.summary.iter().flat_map(|summary| &summary.points).map(|point| plain(point))
}

fn of_block(block: &Block, lines: &mut Vec<String>) {
    let notes = |notes: &[value::Paragraph]| notes.iter().map(|note| plain(&note.runs)).collect::<Vec<_>>();
    match block {
        Block::Heading(heading) => lines.push(plain(&heading.runs)),
        Block::Paragraph(paragraph) => lines.push(plain(&paragraph.runs)),
        Block::List(list) => list.items.iter().flatten().for_each(|block| of_block(block, lines)),
        Block::Table(table) => {
            lines.push(plain(&table.caption));
            lines.extend(table.columns.iter().map(|column| plain(&column.runs)));
            lines.extend(table.rows.iter().flatten().map(|cell| plain(&cell.runs)));
            lines.extend(notes(&table.notes));
        }
        Block::Chart(figure) => {
            lines.push(plain(&figure.caption));
            lines.extend(figure.finding.as_deref().map(plain));
            lines.extend(notes(&figure.notes));
        }
        Block::Image(image) => {
            lines.push(plain(&image.caption));
            lines.extend(image.credit.as_deref().map(plain));
            lines.extend(notes(&image.notes));
        }
        Block::Quote(quote) => lines.extend(notes(&quote.paragraphs)),
        Block::Closing(closing) => lines.extend(notes(&closing.paragraphs)),
        Block::References(references) => {
            lines.extend(references.entries.iter().flat_map(|entry| &entry.lines).map(|line| plain(line)));
        }
    }
}

/// Where `id` was written: in a block, a key point or a footnote; else somewhere in the edition.
fn place(desk: &Desk<'_>, report: &Report, id: &str) -> Place {
    let manuscript = desk.job.manuscript;
    let point = || {
        let mut named = manuscript.summary.iter().zip(points(report)).filter(|(_, point)| holds(point, id));
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
    let names = |block: &&Block| {
        let mut lines = Vec::new();
        of_block(block, &mut lines);
        holds(&lines.join("\n"), id) || holds(&texts(block), id)
    };
    blocks.iter().find(names).and_then(Block::place)
}
