//! A chart that leaves its page: below it stand the lines of who must be named.

use super::canvas::{Canvas, Side};
use super::frame::Frame;
use super::trend;
use super::wrap::wrap_prose;
use crate::fonts::Fonts;
use crate::look::{self, CHART_WIDTH, LINE_HEIGHT};
use crate::report::Chart;

const SIZE: f64 = 12.0;
/// Above and below the lines.
const AIR: f64 = 8.0;
/// What is too long even for so many lines is cut.
const LINES: usize = 3;

/// `chart` with `credit` below it.
pub(super) fn draw(chart: &Chart, credit: &[&str], fonts: &Fonts) -> Canvas {
    let frame = Frame::measure(chart, fonts);
    let lines: Vec<String> =
        credit.iter().flat_map(|text| wrap_prose(text, CHART_WIDTH - 2.0, SIZE, LINES, fonts)).collect();
    let pitch = SIZE * LINE_HEIGHT;
    let height = frame.height() + 2.0 * AIR + lines.len() as f64 * pitch;
    let canvas = Canvas::new((CHART_WIDTH, height));
    canvas.group("paper", || canvas.fill((0.0, 0.0), (CHART_WIDTH, height), look::PAPER));
    trend::draw(chart, &frame, &canvas);
    canvas.group("credit", || {
        for (at, text) in lines.iter().enumerate() {
            let middle = frame.height() + AIR + (at as f64 + 0.5) * pitch;
            canvas.text(text, (1.0, middle), Side::Left, SIZE, look::QUIET);
        }
    });
    canvas
}
