//! The trend chart: lines over the days of a quarter.

use std::ops::Range;

use super::canvas::{Canvas, Point, Side};
use super::frame::{Frame, GAP, MARK_HEIGHT, Placed, SAMPLE};
use super::{events, hatch, normal};
use crate::look::{self, CHART_WIDTH, LABEL_SIZE, LINE_HEIGHT, SeriesStyle, TICK_SIZE};
use crate::report::{Chart, Outage, Series};

/// Width of axes and grid lines, in tenths.
const THIN: u32 = 8;
/// How far the marks of days reach below the axis.
const MARK: f64 = 4.0;

/// Draws `chart` on `canvas` within `frame`, from the back to the front.
pub(super) fn draw(chart: &Chart, frame: &Frame, canvas: &Canvas) {
    ground(chart, frame, canvas);
    figure(chart, frame, canvas);
}

/// Paper, heading, hatching and axes.
pub(super) fn ground(chart: &Chart, frame: &Frame, canvas: &Canvas) {
    canvas.group("paper", || canvas.fill((0.0, 0.0), (CHART_WIDTH, frame.height()), look::PAPER));
    canvas.group("heading", || heading(frame, canvas));
    if let Some(mark) = &chart.mark {
        canvas.group("mark", || notice(mark, frame, canvas));
    }
    outages(chart, frame, canvas);
    if let Some(normal) = &chart.normal {
        canvas.group("normal", || {
            normal::draw(normal, frame, canvas);
            hatched(chart, frame).for_each(|(from, to)| hatch::lines(from, to, canvas));
        });
    }
    canvas.group("grid", || grid(chart, frame, canvas));
    canvas.group("axis values", || values(chart, frame, canvas));
    canvas.group("axis days", || days(chart, frame, canvas));
    canvas.group("axis months", || months(chart, frame, canvas));
}

/// The lines and their labels, and what was detected in them.
pub(super) fn figure(chart: &Chart, frame: &Frame, canvas: &Canvas) {
    for series in &chart.series {
        canvas.group(&format!("series series-{}", number(series)), || {
            lines(series, style(series), frame, canvas);
        });
    }
    for (series, label) in chart.series.iter().zip(&frame.labels) {
        canvas.group(&format!("label label-{}", number(series)), || {
            direct(style(series), label, frame, canvas)
        });
    }
    events::draw(chart, &frame.events, frame, canvas);
    legend(chart, frame, canvas);
}

/// What the band and the rings mean.
fn legend(chart: &Chart, frame: &Frame, canvas: &Canvas) {
    if let (Some(normal), Some(place)) = (&chart.normal, frame.told.normal) {
        canvas.group("normal legend", || normal::legend(normal, place, canvas));
    }
    if let (Some(events), Some(place)) = (&chart.events, frame.told.events) {
        canvas.group("event legend", || events::legend(events, place, canvas));
    }
}

fn number(series: &Series) -> usize {
    usize::from(series.style) % look::SERIES.len()
}

pub(super) fn style(series: &Series) -> &'static SeriesStyle {
    &look::SERIES[number(series)]
}

fn heading(frame: &Frame, canvas: &Canvas) {
    for (line, text) in frame.heading.iter().enumerate() {
        let middle = MARK_HEIGHT / 2.0 + line as f64 * LABEL_SIZE * LINE_HEIGHT;
        canvas.text(text, (1.0, middle), Side::Left, LABEL_SIZE, look::INK);
    }
}

fn notice(mark: &str, frame: &Frame, canvas: &Canvas) {
    let (left, right) = (CHART_WIDTH - 1.0 - frame.mark, CHART_WIDTH - 1.0);
    canvas.edge((left, 1.0), (right, MARK_HEIGHT - 1.0), look::INK, 12);
    canvas.bold(mark, ((left + right) / 2.0, MARK_HEIGHT / 2.0), Side::Middle, LABEL_SIZE, look::INK);
}

fn outages(chart: &Chart, frame: &Frame, canvas: &Canvas) {
    for (from, to) in hatched(chart, frame) {
        canvas.group("outage", || hatch::draw(from, to, canvas));
    }
    if let (Some(label), Some((left, middle))) = (&chart.outage_label, frame.told.outages) {
        canvas.group("outage legend", || {
            let right = left + SAMPLE;
            hatch::draw((left, middle - 7.0), (right, middle + 7.0), canvas);
            canvas.text(label, (right + GAP, middle), Side::Left, TICK_SIZE, look::QUIET);
        });
    }
}

/// Two corners of each outage.
fn hatched<'a>(chart: &'a Chart, frame: &'a Frame) -> impl Iterator<Item = (Point, Point)> {
    let within = |outage: &&Outage| outage.first <= outage.last && outage.first < frame.days();
    chart.outages.iter().filter(within).map(|outage| {
        let (left, right) = (frame.dawn(outage.first), frame.dawn(outage.last.saturating_add(1)));
        ((left, frame.top), (right, frame.bottom))
    })
}

/// Lines at the value ticks and between months.
pub(super) fn grid(chart: &Chart, frame: &Frame, canvas: &Canvas) {
    for tick in chart.value_ticks.iter().filter(|tick| tick.value > 0) {
        let level = frame.level(tick.value);
        canvas.line((frame.left, level), (frame.right, level), look::GRID, THIN);
    }
    for month in chart.months.iter().filter(|month| month.first > 0 && month.first < frame.days()) {
        let dawn = frame.dawn(month.first);
        canvas.line((dawn, frame.top), (dawn, frame.bottom), look::GRID, THIN);
    }
}

/// Labels of the value ticks.
pub(super) fn values(chart: &Chart, frame: &Frame, canvas: &Canvas) {
    for (tick, label) in chart.value_ticks.iter().zip(&frame.ticks) {
        canvas.text(label, (frame.left - GAP, frame.level(tick.value)), Side::Right, TICK_SIZE, look::QUIET);
    }
}

fn days(chart: &Chart, frame: &Frame, canvas: &Canvas) {
    canvas.line((frame.left, frame.bottom), (frame.right, frame.bottom), look::INK, THIN);
    for tick in chart.day_ticks.iter().filter(|tick| tick.day < frame.days()) {
        let noon = frame.noon(tick.day);
        canvas.line((noon, frame.bottom), (noon, frame.bottom + MARK), look::INK, THIN);
        canvas.text(&tick.label, (noon, frame.bottom + 14.0), Side::Middle, TICK_SIZE, look::QUIET);
    }
}

fn months(chart: &Chart, frame: &Frame, canvas: &Canvas) {
    let base = frame.bottom + 27.0;
    for month in chart.months.iter().filter(|month| month.first <= month.last && month.first < frame.days()) {
        let (left, right) = (frame.dawn(month.first) + 1.5, frame.dawn(month.last.saturating_add(1)) - 1.5);
        let bracket = [(left, base - MARK), (left, base), (right, base), (right, base - MARK)];
        canvas.path(bracket.map(super::canvas::dot).to_vec(), look::QUIET, THIN);
        canvas.text(&month.label, ((left + right) / 2.0, base + 13.0), Side::Middle, TICK_SIZE, look::QUIET);
    }
}

/// The line of `series` in `style`.
pub(super) fn lines(series: &Series, style: &SeriesStyle, frame: &Frame, canvas: &Canvas) {
    let days: Vec<(u32, Option<i64>)> = (0..frame.days()).zip(series.values.iter().copied()).collect();
    canvas.dashed(style.dash, || {
        for run in runs(&series.values[..days.len()]) {
            let points = days[run].iter().filter_map(|&(day, value)| Some(frame.point(day, value?)));
            canvas.path(points.collect(), style.colour, style.width);
        }
    });
    for run in runs(&series.values[..days.len()]).filter(|run| run.len() == 1) {
        let alone = days[run].iter().filter_map(|&(day, value)| Some(frame.point(day, value?)));
        alone.for_each(|point| canvas.disc(point, look::DOT, style.colour));
    }
}

/// Spans of days in a row that have a value.
fn runs(values: &[Option<i64>]) -> impl Iterator<Item = Range<usize>> {
    let starts =
        (0..values.len()).filter(|&day| values[day].is_some() && (day == 0 || values[day - 1].is_none()));
    starts.map(|first| first..first + values[first..].iter().take_while(|value| value.is_some()).count())
}

fn direct(style: &SeriesStyle, label: &Placed, frame: &Frame, canvas: &Canvas) {
    let start = label.start;
    if let Some(value) = label.value {
        canvas.line((frame.right + 1.0, value), (start - 3.0, label.middle), look::HATCH, THIN);
    }
    let sample = ((start, label.middle), (start + SAMPLE, label.middle));
    canvas.dashed(style.dash, || canvas.line(sample.0, sample.1, style.colour, style.width));
    let pitch = LABEL_SIZE * LINE_HEIGHT;
    let first = label.middle - pitch * (label.lines.len().saturating_sub(1)) as f64 / 2.0;
    for (line, text) in label.lines.iter().enumerate() {
        // An opening bracket is blank in its left half: without it, the lines of a label begin flush.
        let blank = if text.starts_with(['（', '「']) { LABEL_SIZE / 2.0 } else { 0.0 };
        let at = (start + SAMPLE + GAP - blank, first + line as f64 * pitch);
        canvas.text(text, at, Side::Left, LABEL_SIZE, look::INK);
    }
}
