//! Writes a chart: the finished figure and its drawing come in, HTML goes out, with its values as a table and the
//! controls by which they are asked for.

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;

use super::blocks::{Around, Notes, data_path, figure_path, filled};
use super::runs::Runs;
use super::saved::saved;
use crate::chart::Svg;
use crate::look::{self, SeriesStyle};
use crate::report::{Data, Figure, Label, Labels};

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

    /// The controls, where there is a drawing with lines to ask.
    fn ask(&self) -> Option<Ask<'a>> {
        self.drawing()?;
        let lines = lines(self.figure).filter(|lines| !lines.is_empty())?;
        Some(Ask { labels: self.around.labels, figure: self.figure, lines })
    }
}

/// The controls of a chart: its lines to be shown or not, and room for what they say of a day.
#[derive(Template)]
#[template(path = "html/ask.html")]
struct Ask<'a> {
    labels: &'a Labels,
    figure: &'a Figure,
    lines: Vec<Line<'a>>,
}

impl<'a> Ask<'a> {
    fn label(&self) -> &'a Label {
        &self.figure.label
    }

    fn last_day(&self) -> usize {
        self.figure.table.rows.len().saturating_sub(1)
    }
}

/// A line as the table names it and as it is drawn.
struct Line<'a> {
    name: &'a str,
    number: usize,
    style: &'static SeriesStyle,
}

impl Line<'_> {
    fn colour(&self) -> String {
        let (r, g, b) = self.style.colour;
        format!("#{r:02x}{g:02x}{b:02x}")
    }

    fn width(&self) -> f64 {
        f64::from(self.style.width) / 10.0
    }
}

/// The lines in the order of the table's columns; none where two have the same name.
fn lines(figure: &Figure) -> Option<Vec<Line<'_>>> {
    let line = |name: &String| {
        let mut drawn = figure.chart.series.iter().filter(|series| series.label == *name);
        let number = usize::from(drawn.next()?.style) % look::SERIES.len();
        drawn.next().is_none().then_some((number, &look::SERIES[number]))
    };
    // Beyond them stand the ends of a band, which is no line.
    let named = figure.table.header.iter().skip(1).take(figure.chart.series.len());
    named.map(|name| line(name).map(|(number, style)| Line { name, number, style })).collect()
}

/// Drawn values as a table, which the figure's caption names.
#[derive(Template)]
#[template(path = "html/values.html")]
struct Values<'a> {
    figure: &'a Figure,
}

/// A day of them.
struct Day<'a> {
    /// Whether an outage touches it.
    disturbed: bool,
    /// As printed, the date first, each with the reason why it is no value.
    cells: Vec<(&'a str, Option<&'static str>)>,
}

impl<'a> Values<'a> {
    fn of(figure: &'a Figure) -> Self {
        Self { figure }
    }

    fn days(&self) -> impl Iterator<Item = Day<'a>> {
        let figure = self.figure;
        let disturbed = |day: usize| {
            figure
                .chart
                .outages
                .iter()
                .any(|outage| (outage.first as usize..=outage.last as usize).contains(&day))
        };
        figure.table.rows.iter().enumerate().map(move |(day, cells)| {
            let cells = cells.iter().enumerate().map(|(at, cell)| (cell.as_str(), untold(figure, day, at)));
            Day { disturbed: disturbed(day), cells: cells.collect() }
        })
    }
}

/// Why a cell holds no value, as the data file tells it.
fn untold(figure: &Figure, day: usize, at: usize) -> Option<&'static str> {
    // What was not detected is no gap: its cell is empty in print, too.
    let is_printed = !figure.table.rows.get(day)?.get(at)?.is_empty();
    match figure.data.rows.get(day)?.get(at)?.as_str() {
        "" => is_printed.then_some("gap"),
        Data::WITHHELD => Some("withheld"),
        _ => None,
    }
}

/// A chart as drawn: the one text that is not escaped, because `chart` alone makes it.
pub struct Drawing<'a>(pub &'a Svg);

impl fmt::Display for Drawing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str())
    }
}

// Everything below is written by a template of this room through the escaper, or by `chart`.
impl HtmlSafe for ChartFigure<'_> {}
impl HtmlSafe for Ask<'_> {}
impl HtmlSafe for Values<'_> {}
impl HtmlSafe for Drawing<'_> {}
