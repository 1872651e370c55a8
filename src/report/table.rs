//! Tables: a ranking with the columns it asks for, and tables written by hand.

use super::desk::Desk;
use super::runs::plain_runs;
use super::{Align, Cell, Column, Data, Run, Table};
use crate::answer::{Answer, Disagreement, Previous, Row};
use crate::config::{PublishedRank, Sensors};
use crate::finding::Finding;
use crate::key::Key;
use crate::manuscript::{self, Alignment, Column as Asked};
use crate::question::{By, Ratio};
use crate::rules::PREVIOUS_RANK_SHOWN;
use crate::said;
use crate::words::fill;

/// A ranking.
pub(super) fn computed(desk: &mut Desk<'_>, asked: &manuscript::Table) -> Option<Table> {
    let answer = desk.answer(&asked.question)?;
    if asked.question.by == By::Sensor && desk.job.site.disclosure.sensors == Sensors::None {
        desk.findings.push(sensors_withheld(&asked.place));
        return None;
    }
    let ranked = answer.top(asked.top);
    if ranked.is_empty() {
        desk.findings.push(empty(asked));
    }
    let caption = desk.table_caption(asked);
    let mut notes = desk.paragraphs(&asked.notes);
    if asked.columns.contains(&Asked::Previous) {
        let unread = unread_record(desk, asked);
        desk.findings.extend(unread);
        disagreements(desk, asked, answer, ranked);
        notes.extend(unknown_note(desk, asked, answer, ranked));
    }
    let rows = ranked.iter().map(|row| cells(desk, asked, answer, row)).collect();
    let columns = asked.columns.iter().map(|column| heading(desk, asked, *column)).collect();
    let label = desk.label(&asked.id);
    let data = data(desk, asked, answer, ranked, &label.anchor);
    Some(Table {
        label: Some(label),
        caption,
        columns,
        rows,
        notes,
        data: Some(data),
        place: asked.place.clone(),
    })
}

fn heading(desk: &Desk<'_>, asked: &manuscript::Table, column: Asked) -> Column {
    let words = &desk.words.columns;
    let measure = desk.measure(&asked.question);
    let text = match (column, &asked.question.by) {
        (Asked::Rank, _) => words.rank.clone(),
        (Asked::Label, By::Port) => words.port.clone(),
        (Asked::Label, By::Region) => words.region.clone(),
        (Asked::Label, By::Sensor) => words.sensor.clone(),
        (Asked::Label, By::Column(name)) => fill(&words.column, &[("column", name)]),
        (Asked::Label, By::Total) => words.total.clone(),
        (Asked::Previous, _) => words.previous.clone(),
        (Asked::Packets, _) => fill(&words.packets, &[("measure", &measure)]),
        (Asked::PerSensorDay, _) => fill(&words.per_sensor_day, &[("measure", &measure)]),
        (Asked::Share, _) => words.share.clone(),
        (Asked::Change, _) => words.change.clone(),
    };
    let align = match column {
        Asked::Label => Align::Left,
        Asked::Rank | Asked::Previous => Align::Center,
        Asked::Packets | Asked::PerSensorDay | Asked::Share | Asked::Change => Align::Right,
    };
    Column { runs: plain_runs(&text), align, names_row: column == Asked::Label }
}

fn cells(desk: &Desk<'_>, asked: &manuscript::Table, answer: &Answer, row: &Row) -> Vec<Cell> {
    let words = desk.words;
    let none = || words.ranks.none.clone();
    let text = |column: &Asked| match column {
        Asked::Rank => row.rank.map_or_else(none, |rank| rank.to_string()),
        Asked::Label => desk.key_label(&asked.question.by, &row.key),
        Asked::Previous => desk.previous_text(&asked.id, answer, row),
        Asked::Packets => words.number(row.sums.every.into()),
        Asked::PerSensorDay => answer.per_sensor_day(row).map_or_else(none, |mean| words.mean(mean)),
        Asked::Share => answer.share(row).map_or_else(none, |share| words.percent(share, 1)),
        Asked::Change => {
            answer.change_quarter(row).map_or_else(|_| none(), |change| words.signed_percent(change, 1))
        }
    };
    asked.columns.iter().map(|column| Cell { runs: plain_runs(&text(column)) }).collect()
}

/// The same for machines: keys and unformatted values.
fn data(desk: &Desk<'_>, asked: &manuscript::Table, answer: &Answer, ranked: &[Row], anchor: &str) -> Data {
    let mut header = vec!["key".to_owned()];
    header.extend(asked.columns.iter().map(|column| name(*column).to_owned()));
    let rows = ranked.iter().map(|row| {
        let value = |column: &Asked| machine(desk, asked, answer, row, *column);
        std::iter::once(desk.key_name(&asked.question.by, &row.key))
            .chain(asked.columns.iter().map(value))
            .collect()
    });
    Data { file: format!("{anchor}.csv"), header, rows: rows.collect() }
}

/// The name of a column in data files.
fn name(column: Asked) -> &'static str {
    match column {
        Asked::Rank => "rank",
        Asked::Label => "label",
        Asked::Previous => "previous_rank",
        Asked::Packets => "packets",
        Asked::PerSensorDay => "packets_per_sensor_day",
        Asked::Share => "share",
        Asked::Change => "change",
    }
}

fn machine(desk: &Desk<'_>, asked: &manuscript::Table, answer: &Answer, row: &Row, column: Asked) -> String {
    let exact = |ratio: Option<Ratio>, digits| ratio.map_or_else(String::new, |ratio| decimal(ratio, digits));
    match column {
        Asked::Rank => row.rank.map_or_else(String::new, |rank| rank.to_string()),
        Asked::Label => desk.key_label(&asked.question.by, &row.key),
        Asked::Previous => match desk.previous(&asked.id, answer, row).0 {
            Previous::Rank(rank) => rank.to_string(),
            Previous::Outside => format!(">{PREVIOUS_RANK_SHOWN}"),
            Previous::Unknown => String::new(),
        },
        Asked::Packets => row.sums.every.to_string(),
        Asked::PerSensorDay => exact(answer.per_sensor_day(row), 3),
        Asked::Share => exact(answer.share(row), 6),
        Asked::Change => exact(answer.change_quarter(row).ok(), 6),
    }
}

/// A fraction with a full stop and a hyphen, for machines.
pub(super) fn decimal(ratio: Ratio, digits: u32) -> String {
    let parts = 10_i128.pow(digits);
    let Some(rounded) = ratio.rounded(parts) else { return String::new() };
    let (whole, part) = (rounded.abs() / parts, rounded.abs() % parts);
    let sign = if rounded < 0 { "-" } else { "" };
    format!("{sign}{whole}.{part:0width$}", width = digits as usize)
}

/// Where record and data of the previous quarter do not agree, both are shown, and the edition decides.
fn disagreements(desk: &mut Desk<'_>, asked: &manuscript::Table, answer: &Answer, ranked: &[Row]) {
    for row in ranked {
        let (_, Some(Disagreement { key, told, data })) = desk.previous(&asked.id, answer, row) else {
            continue;
        };
        let id = &asked.id;
        let (ja, en, mend) = match told {
            Some(told) => (
                format!("{told}位"),
                format!("rank {told}"),
                said!(
                    "edition.tomlの[[previous_rank]]に table = \"{id}\"、key = \"{key}\"、use = \"published\" または \"data\" を書いて決めてください。",
                    "Decide in edition.toml: [[previous_rank]] table = \"{id}\", key = \"{key}\", use = \"published\" or \"data\"."
                ),
            ),
            // What was not told cannot be chosen.
            None => (
                "掲載なし".to_owned(),
                "not listed".to_owned(),
                said!(
                    "記録に漏れがあればpublished.csvを直し、データの順位でよければedition.tomlの[[previous_rank]]に table = \"{id}\"、key = \"{key}\"、use = \"data\" と書いてください。",
                    "Mend published.csv where it lacks a row; if the data's rank is right, say so in edition.toml: [[previous_rank]] table = \"{id}\", key = \"{key}\", use = \"data\"."
                ),
            ),
        };
        desk.findings.push(Finding::warning(
            "previous-rank",
            asked.place.clone(),
            said!(
                "{key}の前四半期の順位は、掲載の記録では{ja}、データでは{data}位です。",
                "The previous rank of {key} is {en} in the published record and {data} in the data."
            ),
            mend,
        ));
    }
}

fn empty(asked: &manuscript::Table) -> Finding {
    Finding::warning(
        "table-empty",
        asked.place.clone(),
        said!("この表に載る行が一つもありません。", "This table has no row at all."),
        said!(
            "対象の期間・範囲（scope）・条件（filter）を確かめてください。",
            "Check the period, the scope and the filter."
        ),
    )
}

/// Keys of the record that are no ports or regions, as those of this table are.
fn unread_record(desk: &Desk<'_>, asked: &manuscript::Table) -> Vec<Finding> {
    let (ja, en) = match asked.question.by {
        By::Port => ("23/TCP のようなポート", "a port such as 23/TCP"),
        By::Region => ("CN のような2文字の地域コード", "a region code of two letters such as CN"),
        By::Sensor | By::Column(_) | By::Total => return Vec::new(),
    };
    let told = desk.job.site.published.iter().filter(|told| {
        told.table == asked.id
            && told.edition == desk.job.edition.quarter.previous()
            && matches!(told.key, Key::Text(_))
    });
    let finding = |told: &PublishedRank| {
        let (key, id) = (told.key.to_string(), &asked.id);
        Finding::error(
            "published-key",
            told.place.clone(),
            said!(
                "表「{id}」の掲載の記録にある「{key}」を読めません。",
                "The key “{key}” in the record of the table “{id}” cannot be read."
            ),
            said!("key の列に、{ja}を書いてください。", "Write {en} in the column key."),
        )
    };
    told.map(finding).collect()
}

/// Without a predecessor the table says so itself.
fn unknown_note(
    desk: &Desk<'_>,
    asked: &manuscript::Table,
    answer: &Answer,
    ranked: &[Row],
) -> Option<super::Paragraph> {
    let unknown = ranked.iter().any(|row| desk.previous(&asked.id, answer, row).0 == Previous::Unknown);
    let text = fill(&desk.words.method.note_previous, &[("none", &desk.words.ranks.none)]);
    unknown.then(|| super::Paragraph { runs: plain_runs(&text), place: asked.place.clone() })
}

pub(super) fn sensors_withheld(place: &crate::finding::Place) -> Finding {
    Finding::error(
        "sensors-withheld",
        place.clone(),
        said!(
            "センサーごとの表やグラフは、公開の設定（sensors = \"none\"）では出せません。",
            "Tables and charts by sensor are withheld by sensors = \"none\"."
        ),
        said!(
            "teiten.tomlの[disclosure]でsensorsを\"alias\"か\"id\"にするか、このブロックを外してください。",
            "Set sensors to \"alias\" or \"id\" under [disclosure] in teiten.toml, or remove this block."
        ),
    )
}

/// A table that was written by hand.
pub(super) fn written(desk: &mut Desk<'_>, written: &manuscript::Written) -> Table {
    let columns = written.header.iter().enumerate().map(|(at, words)| Column {
        runs: desk.runs(words),
        align: match written.alignments.get(at) {
            Some(Alignment::Right) => Align::Right,
            Some(Alignment::Center) => Align::Center,
            _ => Align::Left,
        },
        names_row: at == 0,
    });
    let columns = columns.collect();
    let rows = written.rows.iter().map(|row| row.iter().map(|cell| Cell { runs: desk.runs(cell) }).collect());
    let rows = rows.collect();
    let notes = desk.paragraphs(&written.notes);
    Table {
        label: None,
        caption: Vec::<Run>::new(),
        columns,
        rows,
        notes,
        data: None,
        place: written.place.clone(),
    }
}
