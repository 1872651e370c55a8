//! Marks events above a chart: the days of each, and a ring on the line where it stands out the most, or has
//! reached another level.

use super::canvas::{Canvas, Side};
use super::frame::{Frame, GAP, SAMPLE};
use super::labels::{Label, spread};
use super::trend;
use crate::fonts::Fonts;
use crate::look::{self, CHART_WIDTH, TICK_SIZE};
use crate::report::{Chart, Events};

/// The height of the marks above the plot: their words, the way down to their days.
pub(super) const HEIGHT: f64 = 40.0;
/// How high the bar over an event's days stands above the plot.
const BAR: f64 = 6.0;
/// The words stand so high above the plot.
const WORDS: f64 = 28.0;
/// Radius of a ring.
const RING: f64 = 4.5;
/// Width of rings and bars, in tenths.
const WIDTH: u32 = 15;
/// Width of leaders, in tenths.
const THIN: u32 = 8;

/// The middles of the words of each mark, by its days and beside each other; of as many as have room.
pub(super) fn places(events: &Events, frame: &Frame, fonts: &Fonts) -> Vec<f64> {
    let wanted: Vec<Label> = events
        .marks
        .iter()
        .map(|mark| Label {
            wish: middle(mark.first, mark.last, frame),
            height: fonts.width(&mark.label, TICK_SIZE) * 1.04 + 2.0 * GAP,
        })
        .collect();
    let room = wanted.iter().scan(0.0, |held, label| {
        *held += label.height;
        Some(*held)
    });
    let count = room.take_while(|held| *held <= CHART_WIDTH).count();
    spread(&wanted[..count], 0.0, CHART_WIDTH)
}

/// Draws the marks of `chart` with their words at `places`.
pub(super) fn draw(chart: &Chart, places: &[f64], frame: &Frame, canvas: &Canvas) {
    let Some(events) = &chart.events else { return };
    for (at, mark) in events.marks.iter().enumerate() {
        let Some(series) = chart.series.get(mark.series) else { continue };
        let bar = frame.top - BAR;
        canvas.group("event", || {
            let (left, right) = (frame.dawn(mark.first) + 1.0, frame.dawn(mark.last.saturating_add(1)) - 1.0);
            canvas.line((left, bar), (right, bar), look::INK, WIDTH);
            if let Some(&place) = places.get(at) {
                let way = [(place, frame.top - WORDS + 9.0), (middle(mark.first, mark.last, frame), bar)];
                canvas.line(way[0], way[1], look::HATCH, THIN);
                canvas.text(&mark.label, (place, frame.top - WORDS), Side::Middle, TICK_SIZE, look::INK);
            }
            let value = series.values.get(mark.peak as usize).copied().flatten();
            if let Some(value) = value {
                let at = frame.point(mark.peak, value);
                canvas.disc(at, RING, look::PAPER);
                canvas.ring(at, RING, trend::style(series).colour, WIDTH);
            }
        });
    }
}

/// A ring and what it means, at its place in the legend.
pub(super) fn legend(events: &Events, (left, middle): (f64, f64), canvas: &Canvas) {
    canvas.ring(super::canvas::dot((left + SAMPLE / 2.0, middle)), RING, look::INK, WIDTH);
    canvas.text(&events.label, (left + SAMPLE + GAP, middle), Side::Left, TICK_SIZE, look::QUIET);
}

fn middle(first: u32, last: u32, frame: &Frame) -> f64 {
    (frame.dawn(first) + frame.dawn(last.saturating_add(1))) / 2.0
}
