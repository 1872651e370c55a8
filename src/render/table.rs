//! Writes a table: the finished table comes in, HTML goes out.

use askama::Template;
use askama::filters::HtmlSafe;

use super::blocks::{Around, Notes, data_path, filled};
use super::runs::{Runs, plain};
use crate::report::{Align, Cell, Column, Labels, Table};

/// A table with its caption and notes.
#[derive(Template)]
#[template(path = "html/table.html")]
pub(super) struct TableFigure<'a> {
    labels: &'a Labels,
    table: &'a Table,
}

// Its template writes text through the escaper alone.
impl HtmlSafe for TableFigure<'_> {}

impl<'a> TableFigure<'a> {
    pub(super) fn of(around: &Around<'a>, table: &'a Table) -> Self {
        Self { labels: around.labels, table }
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

    /// The cells of `row`, each with its column.
    fn cells(&self, row: &'a [Cell]) -> impl Iterator<Item = (&'a Column, &'a Cell)> {
        self.table.columns.iter().zip(row)
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
