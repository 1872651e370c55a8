//! The data file beside a table or chart: the same numbers for machines.
//!
//! Comes in: what is told. Goes out: cells with a full stop, a hyphen and no separators, the same in every language.

use super::desk::Desk;
use super::events::Marks;
use super::normal::Band;
use super::runs::plain;
use super::series::Drawn;
use super::table::{heading, number};
use super::told::{Point, Told, ToldRow, Untold};
use super::{Data, Field, FieldKind};
use crate::answer::Previous;
use crate::manuscript::{self, Column as Asked};
use crate::question::Ratio;
use crate::rules::{INDEX_CHANGE_PARTS, INDEX_SHARE_PARTS, MEAN_PARTS, PREVIOUS_RANK_SHOWN};
use crate::words::Value;

/// The columns of the range that is normal for a line.
const NORMAL_ENDS: [&str; 2] = ["normal_low", "normal_high"];

/// The column of what was detected.
const EVENTS: &str = "events";

/// The data file of a ranking: keys and unformatted values.
pub(super) fn of_table(
    desk: &Desk<'_>,
    asked: &manuscript::Table,
    told: &Told<'_>,
    ranked: &[ToldRow<'_>],
    anchor: &str,
) -> Data {
    let mut header = vec!["key".to_owned()];
    header.extend(asked.columns.iter().map(|column| name(*column, told.is_index()).to_owned()));
    let rows = ranked.iter().map(|row| {
        let value = |column: &Asked| cell(desk, asked, told, *row, *column);
        std::iter::once(desk.key_name(&asked.question.by, row.key()))
            .chain(asked.columns.iter().map(value))
            .collect()
    });
    let index = told.is_index();
    let mut fields = vec![code(desk)];
    fields.extend(asked.columns.iter().map(|column| field(desk, asked, index, *column)));
    let scope = desk.filtered(desk.scope_of(told), told);
    Data { file: format!("{anchor}.csv"), header, fields, scope, rows: rows.collect() }
}

/// The data file of a chart, of which `unit` is what its axis measures: each day's values.
pub(super) fn of_chart(
    desk: &Desk<'_>,
    told: &Told<'_>,
    parts: i64,
    lines: &[Drawn<'_>],
    (band, marks): (&Band, &Marks),
    unit: &str,
    anchor: &str,
) -> Data {
    let print = |point: Point| match point {
        Point::Gap => String::new(),
        // A chart with a point that has no index is refused before it comes here.
        Point::Withheld | Point::NoIndex => Data::WITHHELD.to_owned(),
        Point::Told(value) => machine(&told.value(value, parts), told.is_index()),
    };
    let mut header = vec!["date".to_owned()];
    header.extend(lines.iter().map(|line| line.name.clone()));
    let ends = if band.ends().is_empty() { &[][..] } else { &NORMAL_ENDS };
    header.extend(ends.iter().map(|end| (*end).to_owned()));
    header.extend(marks.datum(lines, 0).map(|_| EVENTS.to_owned()));
    let rows = told.span().days().enumerate().map(|(at, day)| {
        let ends = band.ends().get(at).into_iter().flatten();
        let cells = lines.iter().map(|line| line.points[at]).chain(ends.copied()).map(print);
        std::iter::once(day.to_string()).chain(cells).chain(marks.datum(lines, at)).collect()
    });
    let kind = if parts == 1 { FieldKind::Integer } else { FieldKind::Decimal };
    let of = |title: &String| Field { title: title.clone(), kind, unit: Some(unit.to_owned()) };
    let mut fields = vec![day(desk)];
    fields.extend(lines.iter().map(|line| of(&line.label)));
    let (normal, events) = (&desk.words.normal, &desk.words.events);
    fields.extend(ends.iter().zip([&normal.low, &normal.high]).map(|(_, title)| of(title)));
    let told_events = marks.datum(lines, 0).map(|_| events.legend.clone());
    fields.extend(told_events.map(|title| Field { title, kind: FieldKind::Text, unit: None }));
    let scope = desk.filtered(desk.scope_of(told), told);
    Data { file: format!("{anchor}.csv"), header, fields, scope, rows: rows.collect() }
}

/// The column of keys.
pub(super) fn code(desk: &Desk<'_>) -> Field {
    Field { title: desk.words.data.code.clone(), kind: FieldKind::Text, unit: None }
}

/// The column of days.
pub(super) fn day(desk: &Desk<'_>) -> Field {
    Field { title: desk.words.labels.date.clone(), kind: FieldKind::Day, unit: None }
}

/// A column of a ranking; of counts as an index where `index`.
pub(super) fn field(desk: &Desk<'_>, asked: &manuscript::Table, index: bool, column: Asked) -> Field {
    let title = plain(&heading(desk, asked, index, column).runs);
    let words = &desk.words.data;
    let (kind, unit) = match column {
        Asked::Label => (FieldKind::Text, None),
        Asked::Rank => (FieldKind::Rank, None),
        Asked::Previous => (FieldKind::Before, None),
        Asked::Packets => (FieldKind::Integer, Some(title.clone())),
        Asked::PerSensorDay if index => (FieldKind::Integer, Some(title.clone())),
        Asked::PerSensorDay => (FieldKind::Decimal, Some(title.clone())),
        Asked::Share => (FieldKind::Ratio, Some(words.share.clone())),
        Asked::Change => (FieldKind::Ratio, Some(words.change.clone())),
    };
    Field { title, kind, unit }
}

/// The name of a column in data files.
fn name(column: Asked, index: bool) -> &'static str {
    match column {
        Asked::Rank => "rank",
        Asked::Label => "label",
        Asked::Previous => "previous_rank",
        Asked::Packets if index => "packets_index",
        Asked::Packets => "packets",
        Asked::PerSensorDay if index => "packets_per_sensor_day_index",
        Asked::PerSensorDay => "packets_per_sensor_day",
        Asked::Share => "share",
        Asked::Change => "change",
    }
}

fn cell(
    desk: &Desk<'_>,
    asked: &manuscript::Table,
    told: &Told<'_>,
    row: ToldRow<'_>,
    column: Asked,
) -> String {
    match (column, number(column, row)) {
        (_, Some(Ok(value))) => machine(&value, told.is_index()),
        (_, Some(Err(Untold::Withheld))) => Data::WITHHELD.to_owned(),
        (_, Some(Err(_))) => String::new(),
        (Asked::Label, _) => desk.key_label(&asked.question.by, row.key()),
        (Asked::Previous, _) => match desk.previous(&asked.id, told, row).0 {
            Previous::Rank(rank) => rank.to_string(),
            Previous::Outside => format!(">{PREVIOUS_RANK_SHOWN}"),
            Previous::Unknown => String::new(),
        },
        _ => row.rank().map_or_else(String::new, |rank| rank.to_string()),
    }
}

/// A number in a data file. Beside an index a ratio is as exact as in print: finer ones can tell counts.
fn machine(value: &Value, index: bool) -> String {
    match value {
        Value::Packets(packets) => packets.to_string(),
        Value::Mean(mean) => decimal(*mean, MEAN_PARTS.ilog10()),
        Value::Index(value) => value.rounded(1).map_or_else(String::new, |value| value.to_string()),
        Value::Share(share) => decimal(*share, if index { INDEX_SHARE_PARTS.ilog10() } else { 6 }),
        Value::Change(change) => decimal(*change, if index { INDEX_CHANGE_PARTS.ilog10() } else { 6 }),
        Value::Text(_) | Value::Number(_) | Value::Previous(_) | Value::Day(_) | Value::Truth(_) => {
            String::new()
        }
    }
}

/// A fraction with a full stop and a hyphen, for machines.
fn decimal(ratio: Ratio, digits: u32) -> String {
    let parts = 10_i128.pow(digits);
    let Some(rounded) = ratio.rounded(parts) else { return String::new() };
    let (whole, part) = (rounded.abs() / parts, rounded.abs() % parts);
    let sign = if rounded < 0 { "-" } else { "" };
    format!("{sign}{whole}.{part:0width$}", width = digits as usize)
}
