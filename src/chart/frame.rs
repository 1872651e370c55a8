//! Measures a chart before anything is drawn: where the plot lies, where labels stand, how days and values become
//! places.

use plotters::coord::CoordTranslate;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordi64;

use super::canvas::{Dot, Point, dot};
use super::events;
use super::labels::{Label, spread};
use super::legend::Legend;
use super::pen::TENTHS;
use super::wrap::wrap;
use crate::fonts::Fonts;
use crate::look::{CHART_WIDTH, LABEL_LINES, LABEL_SIZE, LABEL_WIDTH, LINE_HEIGHT, PLOT_HEIGHT, TICK_SIZE};
use crate::report::{Chart, Series};

/// Between the plot and the direct labels: room for leader lines.
pub(super) const LEADER: f64 = 24.0;
/// The sample of a line before its label.
pub(super) const SAMPLE: f64 = 28.0;
/// Between a sample and its label, a tick's label and the axis.
pub(super) const GAP: f64 = 7.0;
/// The box of the mark.
pub(super) const MARK_HEIGHT: f64 = 24.0;
/// Below the plot: labels of days, months and their brackets.
const DAYS_AND_MONTHS: f64 = 50.0;
/// The label of a line alone is cut beyond this width.
const ALONE_WIDTH: f64 = 440.0;
/// The label of a line on a card is wrapped beyond this width.
const CARD_LABEL: f64 = 140.0;
/// So many lines have room for a label of two lines on a card.
const CARD_ROOMY: usize = 5;
/// A tick's label is cut beyond this width.
const TICK_WIDTH: f64 = 150.0;
/// Other fonts than ours may be wider by so much.
const SLACK: f64 = 1.04;

/// A chart's geometry, in units from the upper left.
pub(super) struct Frame {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    /// Lines of the heading.
    pub(super) heading: Vec<String>,
    /// Width of the mark's box, zero without one.
    pub(super) mark: f64,
    /// Labels of the value ticks, as they fit.
    pub(super) ticks: Vec<String>,
    /// Labels, one a series: beside the plot, or in the legend's line where there is but one.
    pub(super) labels: Vec<Placed>,
    /// The height of the legend, where there is one.
    legend: Option<f64>,
    /// What stands in it.
    pub(super) told: Told,
    /// The middles of the words of events.
    pub(super) events: Vec<f64>,
    days: u32,
    plane: Cartesian2d<RangedCoordi64, RangedCoordi64>,
}

/// Where the entries of the legend begin, and the height of their middles; none of what is not told there.
#[derive(Default)]
pub(super) struct Told {
    line: Option<(f64, f64)>,
    pub(super) outages: Option<(f64, f64)>,
    pub(super) normal: Option<(f64, f64)>,
    pub(super) events: Option<(f64, f64)>,
}

/// A label where it stands.
pub(super) struct Placed {
    pub(super) lines: Vec<String>,
    /// Where its sample begins.
    pub(super) start: f64,
    /// The height of its middle.
    pub(super) middle: f64,
    /// The height of the last value, where a leader comes from it.
    pub(super) value: Option<f64>,
}

impl Frame {
    /// Measures all words of `chart` and shares out the room.
    pub(super) fn measure(chart: &Chart, fonts: &Fonts) -> Self {
        let mark = chart.mark.as_ref().map_or(0.0, |mark| fonts.width(mark, LABEL_SIZE) * SLACK + 2.0 * GAP);
        let heading = wrap(&chart.heading, CHART_WIDTH - mark - 3.0 * GAP, LABEL_SIZE, LABEL_LINES, fonts);
        let alone = chart.series.len() == 1;
        let (widest_label, most) = if alone { (ALONE_WIDTH, 1) } else { (LABEL_WIDTH, LABEL_LINES) };
        let lines =
            chart.series.iter().map(|series| wrap(&series.label, widest_label, LABEL_SIZE, most, fonts));
        let lines: Vec<Vec<String>> = lines.collect();
        let ticks =
            chart.value_ticks.iter().flat_map(|tick| wrap(&tick.label, TICK_WIDTH, TICK_SIZE, 1, fonts));
        let ticks: Vec<String> = ticks.collect();

        let left = widest(&ticks, TICK_SIZE, fonts) * SLACK + GAP + 2.0;
        let right = CHART_WIDTH - if alone { 2.0 * GAP } else { beside(&lines, fonts) };
        let marks = if chart.events.is_some() { events::HEIGHT } else { TICK_SIZE };
        let top = (heading.len() as f64 * LABEL_SIZE * LINE_HEIGHT).max(MARK_HEIGHT) + marks;
        let needed: f64 = lines.iter().map(|lines| height(lines)).sum();
        let bottom = top + PLOT_HEIGHT.max(needed);

        let days = chart.days.max(1);
        let plane = plane(chart, (left, top), (right, bottom));
        let (told, legend) = Told::of(chart, left, bottom + DAYS_AND_MONTHS, &lines, fonts);
        let (labels, events) = (Vec::new(), Vec::new());
        let mut frame = Self {
            left,
            right,
            top,
            bottom,
            heading,
            mark,
            ticks,
            labels,
            legend,
            told,
            events,
            days,
            plane,
        };
        frame.labels = if alone { frame.below(lines) } else { frame.place(&chart.series, lines) };
        frame.events = chart.events.as_ref().map_or_else(Vec::new, |all| events::places(all, &frame, fonts));
        frame
    }

    /// Measures what stands between two corners of a card: the plot, the labels of its value ticks at its left and those
    /// of its lines at its right.
    pub(super) fn within(chart: &Chart, (left, top): Point, (right, bottom): Point, fonts: &Fonts) -> Self {
        let most = if chart.series.len() > CARD_ROOMY { 1 } else { 2 };
        let lines =
            chart.series.iter().map(|series| wrap(&series.label, CARD_LABEL, LABEL_SIZE, most, fonts));
        let lines: Vec<Vec<String>> = lines.collect();
        let ticks =
            chart.value_ticks.iter().flat_map(|tick| wrap(&tick.label, TICK_WIDTH, TICK_SIZE, 1, fonts));
        let ticks: Vec<String> = ticks.collect();
        let left = left + widest(&ticks, TICK_SIZE, fonts) * SLACK + GAP;
        let right = right - beside(&lines, fonts);
        let mut frame = Self {
            left,
            right,
            top,
            bottom,
            heading: Vec::new(),
            mark: 0.0,
            ticks,
            labels: Vec::new(),
            legend: None,
            told: Told::default(),
            events: Vec::new(),
            days: chart.days.max(1),
            plane: plane(chart, (left, top), (right, bottom)),
        };
        frame.labels = frame.place(&chart.series, lines);
        frame
    }

    /// The height of the whole chart.
    pub(super) fn height(&self) -> f64 {
        self.bottom + DAYS_AND_MONTHS + self.legend.unwrap_or(2.0)
    }

    /// Number of days, at least 1.
    pub(super) fn days(&self) -> u32 {
        self.days
    }

    /// Where `value` of the day at `position` lies: in the middle of the day.
    pub(super) fn point(&self, position: u32, value: i64) -> Dot {
        self.plane.translate(&(i64::from(position) * 2 + 1, value.max(0)))
    }

    /// Where the day at `position` begins; the day before ends there.
    pub(super) fn dawn(&self, position: u32) -> f64 {
        f64::from(self.plane.translate(&(i64::from(position.min(self.days)) * 2, 0)).0) / TENTHS
    }

    /// The middle of the day at `position`.
    pub(super) fn noon(&self, position: u32) -> f64 {
        f64::from(self.point(position, 0).0) / TENTHS
    }

    /// The height of `value`.
    pub(super) fn level(&self, value: i64) -> f64 {
        f64::from(self.point(0, value).1) / TENTHS
    }

    fn place(&self, series: &[Series], lines: Vec<Vec<String>>) -> Vec<Placed> {
        let last =
            |series: &Series| series.values.iter().rev().flatten().next().map(|&value| self.level(value));
        let values: Vec<Option<f64>> = series.iter().map(last).collect();
        let label = |(lines, value): (&Vec<String>, &Option<f64>)| Label {
            wish: value.unwrap_or(self.bottom),
            height: height(lines),
        };
        let wanted: Vec<Label> = lines.iter().zip(&values).map(label).collect();
        let middles = spread(&wanted, self.top - LABEL_SIZE / 2.0, self.bottom + LABEL_SIZE / 2.0);
        let placed = lines.into_iter().zip(values).zip(middles);
        let start = self.right + LEADER;
        placed.map(|((lines, value), middle)| Placed { lines, start, middle, value }).collect()
    }

    /// A line alone needs no leader: its label stands in the legend's line, and the plot has the whole width.
    fn below(&self, lines: Vec<Vec<String>>) -> Vec<Placed> {
        let (start, middle) = self.told.line.unwrap_or((self.left, self.bottom));
        lines.into_iter().map(|lines| Placed { lines, start, middle, value: None }).collect()
    }
}

impl Told {
    /// The places of all that is told below `top`, and the height that it takes: a line that is alone, first of all.
    fn of(chart: &Chart, left: f64, top: f64, lines: &[Vec<String>], fonts: &Fonts) -> (Self, Option<f64>) {
        let mut legend = Legend::new(left);
        let mut entry = |text: &String, size: f64| {
            let (start, line) = legend.place(SAMPLE + GAP + fonts.width(text, size) * SLACK);
            (start, top + Legend::middle(line))
        };
        let alone = lines.first().filter(|_| lines.len() == 1);
        let line = alone.and_then(|lines| lines.first()).map(|label| entry(label, LABEL_SIZE));
        let outages = chart.outage_label.as_ref().filter(|_| !chart.outages.is_empty());
        let told = Self {
            line,
            outages: outages.map(|label| entry(label, TICK_SIZE)),
            normal: chart.normal.as_ref().map(|normal| entry(&normal.label, TICK_SIZE)),
            events: chart.events.as_ref().map(|events| entry(&events.label, TICK_SIZE)),
        };
        (told, legend.height())
    }
}

/// How days and values become places between two corners.
fn plane(
    chart: &Chart,
    (left, top): Point,
    (right, bottom): Point,
) -> Cartesian2d<RangedCoordi64, RangedCoordi64> {
    Cartesian2d::new(
        0..i64::from(chart.days.max(1)) * 2,
        0..highest(chart),
        (dot((left, 0.0)).0..dot((right, 0.0)).0, dot((0.0, bottom)).1..dot((0.0, top)).1),
    )
}

/// The top of the vertical axis: its last tick, and never below a value that is drawn.
fn highest(chart: &Chart) -> i64 {
    let ticks = chart.value_ticks.iter().map(|tick| tick.value);
    let values = chart.series.iter().flat_map(|series| series.values.iter().flatten().copied());
    let normal = chart.normal.iter().flat_map(|normal| normal.ends.iter().flatten().map(|[_, high]| *high));
    ticks.chain(values).chain(normal).fold(1, i64::max)
}

/// What stands at the right of the plot, in units.
fn beside(labels: &[Vec<String>], fonts: &Fonts) -> f64 {
    let widest = labels.iter().map(|lines| widest(lines, LABEL_SIZE, fonts)).fold(0.0, f64::max);
    if labels.is_empty() { 2.0 * GAP } else { LEADER + SAMPLE + GAP + widest * SLACK }
}

fn widest(lines: &[String], size: f64, fonts: &Fonts) -> f64 {
    lines.iter().map(|line| fonts.width(line, size)).fold(0.0, f64::max)
}

/// The height of a direct label: its lines and a little air.
fn height(lines: &[String]) -> f64 {
    lines.len() as f64 * LABEL_SIZE * LINE_HEIGHT + 1.0
}
