//! The rows that a report prints: those of its tables, and those whose values its prose binds.

use super::Desk;
use crate::answer::{Answer, Row};
use crate::binding::{Expression, Step};
use crate::finding::Place;
use crate::key::Key;
use crate::manuscript::{Block, Column, Paragraph};
use crate::report;

/// A table or chart that prints rows.
pub(super) struct Table<'a> {
    pub(super) id: &'a str,
    pub(super) place: &'a Place,
    pub(super) answer: &'a Answer,
    /// How many ranks it prints.
    pub(super) top: u32,
    pub(super) columns: &'a [Column],
    pub(super) notes: &'a [Paragraph],
}

/// A row with the table or chart that prints it.
pub(super) struct Printed<'a> {
    pub(super) place: &'a Place,
    pub(super) answer: &'a Answer,
    pub(super) row: &'a Row,
}

/// Every table and chart that has an answer.
pub(super) fn tables(job: report::Job<'_>) -> impl Iterator<Item = Table<'_>> {
    job.manuscript.blocks.iter().filter_map(move |block| match block {
        Block::Table(table) => Some(Table {
            id: &table.id,
            place: &table.place,
            answer: job.answers.get(&table.question)?,
            top: table.top,
            columns: &table.columns,
            notes: &table.notes,
        }),
        Block::Chart(chart) => Some(Table {
            id: &chart.id,
            place: &chart.place,
            answer: job.answers.get(&chart.question)?,
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
        let Table { place, answer, .. } = table;
        let of_peak = |row: &&Row| peaks.iter().any(|bound| names(bound, &table, row));
        let mut rows: Vec<&Row> = answer.top(table.top).iter().collect();
        rows.extend(answer.rows.iter().skip(rows.len()).take(MOST).filter(of_peak));
        rows.into_iter().map(move |row| Printed { place, answer, row })
    })
}

/// Nobody binds the peak of a row beyond so many.
const MOST: usize = 1000;

/// Whether the last name of a path is one of `attributes`.
pub(super) fn ends_in(bound: &Expression, attributes: &[&str]) -> bool {
    matches!(bound.path.last(), Some(Step::Name(name)) if attributes.contains(&name.as_str()))
}

fn names(bound: &Expression, table: &Table<'_>, row: &Row) -> bool {
    let key = row.key.to_string();
    bound.root() == Some(table.id) && matches!(bound.path.get(1), Some(Step::Name(name)) if *name == key)
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
            key => vec![key.to_string()],
        }
    }
}
