//! Hatches a rectangle: diagonal lines that end exactly at its edges.

use super::canvas::{Canvas, Point};
use crate::look;

/// Width of the lines, in tenths.
const THIN: u32 = 7;

/// Hatches the rectangle between two corners, rising to the right. The lines of neighbouring rectangles meet.
pub(super) fn draw((left, top): Point, (right, bottom): Point, canvas: &Canvas) {
    canvas.fill((left, top), (right, bottom), look::HATCHED);
    lines((left, top), (right, bottom), canvas);
}

/// The lines alone, over what is drawn already.
pub(super) fn lines((left, top): Point, (right, bottom): Point, canvas: &Canvas) {
    // On a rising diagonal x + y is the same everywhere.
    let first = ((left + top) / look::HATCH_STEP).ceil() as i64;
    let last = ((right + bottom) / look::HATCH_STEP).floor() as i64;
    for step in first..=last {
        let sum = step as f64 * look::HATCH_STEP;
        let (from, to) = ((sum - bottom).max(left), (sum - top).min(right));
        if from < to {
            canvas.line((from, sum - from), (to, sum - to), look::HATCH, THIN);
        }
    }
}
