//! Writes a table: the finished table comes in, HTML goes out, its columns to be sorted where a data file holds their
//! exact values.

use askama::Template;
use askama::filters::HtmlSafe;

use super::blocks::{Around, Notes, data_path, filled};
use super::runs::{Runs, plain};
use super::saved::saved;
use crate::compare::{Mark, Marks};
use crate::report::{Align, Cell, Column, Labels, Table};

/// A table with its caption and notes.
#[derive(Template)]
#[template(path = "html/table.html")]
pub(super) struct TableFigure<'a> {
    edition: &'a str,
    labels: &'a Labels,
    table: &'a Table,
    marks: &'a Marks,
}

/// A cell as the page shows it.
struct Shown<'a> {
    column: &'a Column,
    cell: &'a Cell,
    /// Its value in the data file, if that holds one.
    exact: Option<&'a str>,
    /// What it printed in the version before, in words, if that was something else.
    before: Option<String>,
}

// Its template writes text through the escaper alone.
impl HtmlSafe for TableFigure<'_> {}

impl<'a> TableFigure<'a> {
    pub(super) fn of(around: &Around<'a>, table: &'a Table) -> Self {
        let Around { edition, labels, marks, .. } = around;
        Self { edition, labels, table, marks }
    }

    /// Name of the part in which it scrolls: by its label, or by its headings where it has none.
    fn scroll_name(&self) -> String {
        let headings =
            || self.table.columns.iter().map(|column| plain(&column.runs)).collect::<Vec<_>>().join(" ");
        filled(
            &self.labels.scroll,
            self.table.label.as_ref().map_or_else(headings, |label| label.text.clone()),
        )
    }

    /// The cells by row.
    fn rows(&self) -> impl Iterator<Item = Vec<Shown<'a>>> {
        self.table.rows.iter().enumerate().map(move |(row, cells)| {
            let cells = self.table.columns.iter().zip(cells).enumerate();
            let shown = |(at, (column, cell))| {
                let (exact, before) = (self.exact(row, at), self.before(row, at));
                Shown { column, cell, exact, before }
            };
            cells.map(shown).collect()
        })
    }

    /// What is said of a cell that is not as it was.
    fn before(&self, row: usize, column: usize) -> Option<String> {
        let words = self.labels.changed.as_ref()?;
        let anchor = self.table.label.as_ref()?.anchor.clone();
        Some(match self.marks.get(&(anchor, row, column))? {
            Mark::Was(print) => filled(&words.cell, print),
            Mark::Other => words.other.clone(),
            Mark::New => words.row.clone(),
        })
    }

    /// What its marks mean, where it has any.
    fn legend(&self) -> Option<&'a str> {
        let marked = self.rows().flatten().any(|shown| shown.before.is_some());
        self.labels.changed.as_ref().filter(|_| marked).map(|words| words.legend.as_str())
    }

    /// What the data file holds in place of a cell: it has the key before the printed columns, and what is text
    /// there is no more exact than in print.
    fn exact(&self, row: usize, column: usize) -> Option<&'a str> {
        let data = self.table.data.as_ref()?;
        let known = data.header.len() == self.table.columns.len() + 1 && data.header[column + 1] != "label";
        data.rows.get(row)?.get(column + 1).filter(|_| known).map(String::as_str)
    }

    /// Whether there is anything to sort.
    fn is_ranking(&self) -> bool {
        self.table.data.is_some() && self.table.rows.len() > 1
    }

    /// The columns that may be taken out, each with its place: all but the one that names the rows.
    fn switches(&self) -> impl Iterator<Item = (usize, String)> {
        let columns = self.table.columns.iter().enumerate().filter(|(_, column)| !column.names_row);
        columns.map(|(at, column)| (at, plain(&column.runs)))
    }
}

/// The class by which the style sheet aligns a column.
fn class(column: &Column) -> &'static str {
    match column.align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
    }
}
