//! The shape of one delivered table: where its header stands, what each column is for, long or wide. A table and the
//! names of regions in, a shape out, with what is unsure of it. Knows neither other files nor the configuration's keys.

use super::doubt::Doubt;
use super::form::{Form, Values, day};
use super::marks::{Marks, cut_at, judge, marks};
use super::table::Table;
use crate::names::Names;
use crate::observe::load::{Format, Record};
use crate::observe::words::{Word, word};

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Days.
    Date,
    /// Sensors.
    Sensor,
    /// Protocols.
    Protocol,
    /// Port numbers.
    Port,
    /// Ports with their protocol.
    Pair,
    /// Source regions.
    Region,
    /// Packets.
    Packets,
    /// A count of different sources.
    Distinct,
    /// Text to filter by.
    Text,
    /// Nothing that is read.
    Unused,
}

/// The shape of a table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shape {
    /// Lines above the header.
    pub skip: u32,
    /// Whether days stand across.
    pub wide: bool,
    /// What each named column is for, day columns left out; in the table's order.
    pub columns: Vec<(Part, String)>,
}

/// A header stands within so many rows.
const TITLES: usize = 30;

/// The shape of `table`; none if no header is found.
pub fn shape(table: &Table, names: &Names, doubts: &mut Vec<Doubt>) -> Option<(Shape, Marks)> {
    let at = header(table)?;
    let (line, header) = table.rows.get(at).map(|row| (row.line, &row.cells))?;
    let below = &table.rows[at + 1..];
    let wide = days(header) >= 2 && !header.iter().any(|cell| word(cell) == Some(Word::Date));
    let values = values(below, header.len());
    let mut columns = Vec::new();
    for (cell, values) in header.iter().zip(&values).filter(|(cell, _)| !(wide && day(cell))) {
        let part = part(cell, values, names, &columns, doubts);
        columns.push((part, cell.trim().to_owned()));
    }
    settle(&mut columns, wide, doubts);
    let parts = columns.iter().map(|(part, _)| *part).collect::<Vec<_>>();
    let plain = header.iter().zip(&values).filter(|(cell, _)| !(wide && day(cell))).map(|(_, values)| values);
    let keyed = plain.zip(&parts).map(|(values, part)| (*part, values)).collect::<Vec<_>>();
    let mut marks = marks(&keyed);
    judge(&keyed, names, doubts);
    marks.cut_at = if wide || !marks.rest.is_empty() { None } else { cut_at(below, &parts) };
    columns.retain(|(_, name)| !name.is_empty());
    Some((Shape { skip: line.saturating_sub(1), wide, columns }, marks))
}

/// The row that is most like a header: known words, or days across.
fn header(table: &Table) -> Option<usize> {
    if table.format == Format::Parquet {
        return Some(0);
    }
    let likeness = |row: &Record| {
        let known = row.cells.iter().filter(|cell| word(cell).is_some_and(Word::heads)).count();
        known + days(&row.cells).saturating_sub(1)
    };
    let best = table.rows.iter().take(TITLES).map(likeness).max().filter(|likeness| *likeness >= 2)?;
    table.rows.iter().take(TITLES).position(|row| likeness(row) == best)
}

fn days(row: &[String]) -> usize {
    row.iter().filter(|cell| day(cell)).count()
}

/// The values of each column below the header.
fn values(below: &[Record], width: usize) -> Vec<Values> {
    let mut values = vec![Values::default(); width];
    for row in below.iter().filter(|row| row.cells.iter().any(|cell| !cell.trim().is_empty())) {
        values.iter_mut().zip(&row.cells).for_each(|(values, cell)| values.add(cell));
    }
    values
}

/// What a column is for: as its header says, else as its cells look.
fn part(
    header: &str,
    values: &Values,
    names: &Names,
    before: &[(Part, String)],
    doubts: &mut Vec<Doubt>,
) -> Part {
    let form = values.form(names);
    let said = match (word(header), form) {
        (Some(Word::Protocol | Word::Port), Form::Pair) => Some(Part::Pair),
        (Some(Word::Date), _) => Some(Part::Date),
        (Some(Word::Sensor), _) => Some(Part::Sensor),
        (Some(Word::Protocol), _) => Some(Part::Protocol),
        (Some(Word::Port), _) => Some(Part::Port),
        (Some(Word::Region), Form::Region) => Some(Part::Region),
        (Some(Word::Packets), _) => Some(Part::Packets),
        (Some(Word::Distinct), _) => Some(Part::Distinct),
        (Some(Word::Rest | Word::Total), _) => Some(Part::Unused),
        _ => None,
    };
    let part = said.unwrap_or(match form {
        Form::Day => Part::Date,
        Form::Protocol => Part::Protocol,
        Form::Pair => Part::Pair,
        Form::Region => Part::Region,
        Form::Integer => Part::Unused,
        Form::Text => Part::Text,
    });
    if part != Part::Text && part != Part::Unused && before.iter().any(|(held, _)| *held == part) {
        doubts.push(Doubt::Second { header: header.to_owned() });
        return Part::Unused;
    }
    match (said, part) {
        (None, Part::Unused | Part::Text) => doubts.push(Doubt::Unknown { header: header.to_owned() }),
        (None, _) => doubts.push(Doubt::ByCells { header: header.to_owned(), part }),
        (Some(Part::Unused), _) => doubts.push(Doubt::Total { header: header.to_owned() }),
        _ => {}
    }
    part
}

/// A long table needs its packets: the only number of unknown name is taken for them.
fn settle(columns: &mut [(Part, String)], wide: bool, doubts: &mut Vec<Doubt>) {
    if wide || columns.iter().any(|(part, _)| *part == Part::Packets) {
        return;
    }
    let unknown = |doubt: &Doubt, name: &str| matches!(doubt, Doubt::Unknown { header } if header == name);
    let mut open = columns
        .iter_mut()
        .filter(|(part, name)| *part == Part::Unused && doubts.iter().any(|doubt| unknown(doubt, name)));
    match (open.next(), open.next()) {
        (Some((part, name)), None) => {
            *part = Part::Packets;
            doubts.retain(|doubt| !unknown(doubt, name));
            doubts.push(Doubt::ByCells { header: name.clone(), part: Part::Packets });
        }
        _ => doubts.push(Doubt::NoPackets),
    }
}

impl Shape {
    /// The header of the first column that is for `part`.
    pub fn of(&self, part: Part) -> Option<&str> {
        self.columns.iter().find(|(held, _)| *held == part).map(|(_, header)| &**header)
    }

    /// Whether a column is for `part`.
    pub fn has(&self, part: Part) -> bool {
        self.of(part).is_some()
    }
}
