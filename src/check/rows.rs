//! The rows that a report prints: those of its tables, and those whose values its prose binds.

use super::Desk;
use crate::answer::{Answer, Row};
use crate::binding::{Expression, Step};
use crate::finding::Place;
use crate::key::Key;
use crate::manuscript::{Block, Column, Lines, Paragraph};
use crate::names::Names;
use crate::question::By;
use crate::report;

/// A table or chart that prints rows.
pub(super) struct Table<'a> {
    pub(super) id: &'a str,
    pub(super) place: &'a Place,
    pub(super) answer: &'a Answer,
    /// What the one line of a chart is called.
    pub(super) line: Option<&'a str>,
    /// How many ranks it prints.
    pub(super) top: u32,
    pub(super) columns: &'a [Column],
    pub(super) notes: &'a [Paragraph],
}

/// A row with the table or chart that prints it.
pub(super) struct Printed<'a> {
    pub(super) place: &'a Place,
    pub(super) answer: &'a Answer,
    line: Option<&'a str>,
    pub(super) row: &'a Row,
}

/// Every table and chart that has an answer.
pub(super) fn tables(job: report::Job<'_>) -> impl Iterator<Item = Table<'_>> {
    job.manuscript.blocks.iter().filter_map(move |block| match block {
        Block::Table(table) => Some(Table {
            id: &table.id,
            place: &table.place,
            answer: job.answers.get(&table.question)?,
            line: None,
            top: table.top,
            columns: &table.columns,
            notes: &table.notes,
        }),
        Block::Chart(chart) => Some(Table {
            id: &chart.id,
            place: &chart.place,
            answer: job.answers.get(&chart.question)?,
            line: match &chart.lines {
                Lines::Total(label) => Some(label),
                _ => None,
            },
            top: 0,
            columns: &[],
            notes: &chart.notes,
        }),
        _ => None,
    })
}

/// Every row of a table, and every row whose peak the prose binds.
pub(super) fn printed(job: report::Job<'_>) -> impl Iterator<Item = Printed<'_>> {
    let bound = job.manuscript.bindings();
    let peaks: Vec<_> = bound
        .iter()
        .filter(|(_, bound)| ends_in(bound, &["peak", "peak_day"]))
        .map(|(_, bound)| *bound)
        .collect();
    tables(job).flat_map(move |table| {
        let Table { place, answer, line, .. } = table;
        let of_peak = |row: &&Row| peaks.iter().any(|bound| names(bound, &table, row, &job.site.names));
        let mut rows: Vec<&Row> = answer.top(table.top.min(FOREMOST)).iter().collect();
        rows.extend(answer.rows.iter().skip(rows.len()).take(MOST).filter(of_peak));
        rows.into_iter().map(move |row| Printed { place, answer, line, row })
    })
}

/// A sensor or day is told of so many ranks: each row is asked what lies beneath it.
const FOREMOST: u32 = 10;

/// Nobody binds the peak of a row beyond so many.
const MOST: usize = 1000;

/// Whether the last name of a path is one of `attributes`.
pub(super) fn ends_in(bound: &Expression, attributes: &[&str]) -> bool {
    matches!(bound.path.last(), Some(Step::Name(name)) if attributes.contains(&name.as_str()))
}

/// Whether a binding names `row`: by its key as anybody writes it, by its position, or as the one row of a total.
fn names(bound: &Expression, table: &Table<'_>, row: &Row, known: &Names) -> bool {
    let by = &table.answer.question.by;
    bound.root() == Some(table.id)
        && match bound.path.get(1) {
            _ if *by == By::Total => true,
            Some(Step::Name(name)) => known.key(by, name).as_ref() == Some(&row.key),
            Some(Step::Row(position)) => {
                let counted = table.answer.rows.iter().position(|other| other.key == row.key);
                counted.and_then(|at| i64::try_from(at + 1).ok()) == Some(*position)
            }
            None => false,
        }
}

impl Printed<'_> {
    /// How the report calls it.
    pub(super) fn label(&self, desk: &Desk<'_>) -> String {
        self.names(desk).pop().unwrap_or_default()
    }

    /// The words by which prose names it, the plainest last.
    pub(super) fn names(&self, desk: &Desk<'_>) -> Vec<String> {
        let site = desk.job.site;
        match &self.row.key {
            Key::Region(region) => vec![site.names.region(region, desk.job.lang).to_owned()],
            key => vec![self.line.map_or_else(|| key.to_string(), str::to_owned)],
        }
    }
}
