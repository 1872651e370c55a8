//! Writes the parts of the body: blocks come in, HTML goes out, each block in the same order as in the PDF.

use std::collections::BTreeMap;
use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;

use super::runs::{Runs, plain};
use crate::chart::Svg;
use crate::report::{
    Align, Block, Cell, Column, Data, DataTable, Figure, Heading, Image, Labels, Paragraph, Table,
};

/// What every block may need beside itself.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    /// Words of the frame.
    pub labels: &'a Labels,
    /// The drawn charts by anchor.
    pub figures: &'a BTreeMap<String, Svg>,
}

/// Blocks one after the other.
#[derive(Template)]
#[template(path = "html/blocks.html")]
pub(super) struct Blocks<'a> {
    around: Around<'a>,
    blocks: &'a [Block],
}

impl<'a> Blocks<'a> {
    pub(super) fn of(around: &Around<'a>, blocks: &'a [Block]) -> Self {
        Self { around: *around, blocks }
    }
}

/// A table with its caption and notes.
#[derive(Template)]
#[template(path = "html/table.html")]
struct TableFigure<'a> {
    labels: &'a Labels,
    table: &'a Table,
}

impl<'a> TableFigure<'a> {
    fn of(around: &Around<'a>, table: &'a Table) -> Self {
        Self { labels: around.labels, table }
    }

    /// Name of the part in which it scrolls: by its label, or by its headings where it has none.
    fn scroll_name(&self) -> String {
        let headings =
            || self.table.columns.iter().map(|column| plain(&column.runs)).collect::<Vec<_>>().join(" ");
        filled(
            &self.labels.scroll,
            &self.table.label.as_ref().map_or_else(headings, |label| label.text.clone()),
        )
    }

    /// The cells of `row`, each with its column.
    fn cells(&self, row: &'a [Cell]) -> impl Iterator<Item = (&'a Column, &'a Cell)> {
        self.table.columns.iter().zip(row)
    }
}

/// A chart with its caption, finding, notes, and its values as a table.
#[derive(Template)]
#[template(path = "html/chart.html")]
struct ChartFigure<'a> {
    around: Around<'a>,
    figure: &'a Figure,
}

impl<'a> ChartFigure<'a> {
    fn of(around: &Around<'a>, figure: &'a Figure) -> Self {
        Self { around: *around, figure }
    }

    fn drawing(&self) -> Option<Drawing<'a>> {
        self.around.figures.get(&self.figure.label.anchor).map(Drawing)
    }
}

/// Drawn values as a table, which the figure's caption names.
#[derive(Template)]
#[template(path = "html/values.html")]
struct Values<'a> {
    anchor: &'a str,
    table: &'a DataTable,
}

impl<'a> Values<'a> {
    fn of(figure: &'a Figure) -> Self {
        Self { anchor: &figure.label.anchor, table: &figure.table }
    }
}

/// A picture with its caption, credit and notes.
#[derive(Template)]
#[template(path = "html/image.html")]
struct ImageFigure<'a> {
    image: &'a Image,
}

impl<'a> ImageFigure<'a> {
    fn of(image: &'a Image) -> Self {
        Self { image }
    }
}

/// ※ notes.
#[derive(Template)]
#[template(path = "html/notes.html")]
struct Notes<'a> {
    notes: &'a [Paragraph],
}

impl<'a> Notes<'a> {
    fn of(notes: &'a [Paragraph]) -> Self {
        Self { notes }
    }
}

/// A chart as drawn: the one text that is not escaped, because `chart` alone makes it.
pub(super) struct Drawing<'a>(pub(super) &'a Svg);

impl fmt::Display for Drawing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str())
    }
}

// Everything below is written by a template of this room through the escaper, or by `chart`.
impl HtmlSafe for Blocks<'_> {}
impl HtmlSafe for TableFigure<'_> {}
impl HtmlSafe for ChartFigure<'_> {}
impl HtmlSafe for Values<'_> {}
impl HtmlSafe for ImageFigure<'_> {}
impl HtmlSafe for Notes<'_> {}
impl HtmlSafe for Drawing<'_> {}

/// The level of a heading in HTML, where the title is the first.
pub(super) fn html_level(heading: &Heading) -> u8 {
    heading.level.clamp(1, 5) + 1
}

/// Path of the chart with `anchor`.
pub(super) fn figure_path(anchor: &str) -> String {
    format!("figures/{anchor}.svg")
}

/// Path of a data file.
pub(super) fn data_path(data: &Data) -> String {
    format!("data/{}", data.file)
}

/// `pattern` with `word` in its place.
pub(super) fn filled(pattern: &str, word: &str) -> String {
    pattern.replacen("{}", word, 1)
}

/// The class by which the style sheet aligns a column.
fn class(column: &Column) -> &'static str {
    match column.align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
    }
}
