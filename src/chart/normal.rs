//! Draws the range that is normal for a line: a quiet band, day for day, behind everything that is told of days.

use super::canvas::{Canvas, Side};
use super::frame::{Frame, GAP, SAMPLE};
use crate::look;
use crate::report::Normal;

/// Width of its edges, in tenths.
const THIN: u32 = 8;
/// How far its sample reaches above and below the middle of the legend's line.
const HALF: f64 = 7.0;

/// The band within `frame`: one piece for each run of days that have it.
pub(super) fn draw(normal: &Normal, frame: &Frame, canvas: &Canvas) {
    let days: Vec<_> = (0..frame.days()).zip(&normal.ends).collect();
    for run in days.split(|(_, ends)| ends.is_none()).filter(|run| !run.is_empty()) {
        let side = |end: usize| -> Vec<(f64, f64)> {
            let steps = run.iter().filter_map(|(day, ends)| Some((*day, frame.level((**ends)?[end]))));
            steps.flat_map(|(day, level)| [(frame.dawn(day), level), (frame.dawn(day + 1), level)]).collect()
        };
        let (low, high) = (straightened(side(0)), straightened(side(1)));
        canvas.area_between(&low, &high, look::BAND);
        for edge in [low, high] {
            canvas.path(edge.into_iter().map(super::canvas::dot).collect(), look::BAND_EDGE, THIN);
        }
    }
}

/// The band's sample and what it means, at its place in the legend.
pub(super) fn legend(normal: &Normal, (left, middle): (f64, f64), canvas: &Canvas) {
    let right = left + SAMPLE;
    canvas.fill((left, middle - HALF), (right, middle + HALF), look::BAND);
    for edge in [middle - HALF, middle + HALF] {
        canvas.line((left, edge), (right, edge), look::BAND_EDGE, THIN);
    }
    canvas.text(&normal.label, (right + GAP, middle), Side::Left, look::TICK_SIZE, look::QUIET);
}

/// The same steps without the places between two of one height.
fn straightened(steps: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    let is_corner = |at: &usize| {
        let height = |at: Option<usize>| at.and_then(|at| steps.get(at)).map(|(_, height)| *height);
        let own = height(Some(*at));
        height(at.checked_sub(1)) != own || height(Some(at + 1)) != own
    };
    (0..steps.len()).filter(is_corner).map(|at| steps[at]).collect()
}
