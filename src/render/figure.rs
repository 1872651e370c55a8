//! Writes a chart: the finished figure and its drawing come in, HTML goes out, with its values as a table.

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;

use super::blocks::{Around, Notes, data_path, figure_path, filled};
use super::runs::Runs;
use crate::chart::Svg;
use crate::report::{DataTable, Figure};

/// A chart with its caption, finding, notes, and its values as a table.
#[derive(Template)]
#[template(path = "html/chart.html")]
pub(super) struct ChartFigure<'a> {
    around: Around<'a>,
    figure: &'a Figure,
}

impl<'a> ChartFigure<'a> {
    pub(super) fn of(around: &Around<'a>, figure: &'a Figure) -> Self {
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

/// A chart as drawn: the one text that is not escaped, because `chart` alone makes it.
struct Drawing<'a>(&'a Svg);

impl fmt::Display for Drawing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str())
    }
}

// Everything below is written by a template of this room through the escaper, or by `chart`.
impl HtmlSafe for ChartFigure<'_> {}
impl HtmlSafe for Values<'_> {}
impl HtmlSafe for Drawing<'_> {}
