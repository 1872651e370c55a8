//! Two states of one chart on one sheet: the lines as they were, grey and dashed, below the lines as they are.

use super::canvas::Canvas;
use super::frame::Frame;
use super::trend;
use crate::fonts::Fonts;
use crate::look::{CHART_WIDTH, SeriesStyle};
use crate::report::Chart;

/// How old lines are drawn: 3:1 on white, and no style of a series.
const OLD: SeriesStyle = SeriesStyle { colour: (0x80, 0x80, 0x80), dash: "6 4", width: 20 };

/// Draws `new` over the lines of `old`, day over day from the first, and gives the sheet.
pub(super) fn draw(old: &Chart, new: &Chart, fonts: &Fonts) -> Canvas {
    let top = |chart: &Chart| chart.value_ticks.last().map_or(0, |tick| tick.value);
    let taller = if top(old) > top(new) { old } else { new };
    let chart = Chart { value_ticks: taller.value_ticks.clone(), ..new.clone() };
    let frame = Frame::measure(&chart, fonts);
    let canvas = Canvas::new((CHART_WIDTH, frame.height()));
    trend::ground(&chart, &frame, &canvas);
    for series in &old.series {
        canvas.group("series series-old", || trend::lines(series, &OLD, &frame, &canvas));
    }
    trend::figure(&chart, &frame, &canvas);
    canvas
}
