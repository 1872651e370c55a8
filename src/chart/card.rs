//! The card by which social networks show an edition: whose it is, of when, and the lines of its first chart, or its
//! key points where it has none. Drawn in half pixels, so that everything is twice as large as on a chart.

use super::canvas::{Canvas, Point, Side};
use super::frame::{Frame, GAP};
use super::trend;
use super::wrap::{wrap, wrap_prose};
use crate::fonts::Fonts;
use crate::look::{self, CARD_HEIGHT, CARD_WIDTH, LABEL_SIZE, LINE_HEIGHT, TICK_SIZE};
use crate::report::{Chart, Front, Report, plain};

const MARGIN: f64 = 28.0;
const RIGHT: f64 = CARD_WIDTH / 2.0 - MARGIN;
const BAND: f64 = 8.0;
const TITLE_SIZE: f64 = 22.0;
const PERIOD_SIZE: f64 = 17.0;
const SMALL_SIZE: f64 = 11.5;
/// Bold letters are wider than the regular ones that are measured.
const BOLD: f64 = 1.06;
/// Where what is shown begins and ends.
const TOP: f64 = 116.0;
const BOTTOM: f64 = 258.0;
/// So many key points are read on a card, and so much of each.
const POINTS: usize = 3;
const POINT_LINES: usize = 2;

/// The card of `report`.
pub(super) fn draw(report: &Report, fonts: &Fonts) -> Canvas {
    let canvas = Canvas::new((CARD_WIDTH / 2.0, CARD_HEIGHT / 2.0));
    canvas.group("paper", || canvas.fill((0.0, 0.0), (CARD_WIDTH / 2.0, CARD_HEIGHT / 2.0), look::PAPER));
    let accent = look::SERIES[0].colour;
    canvas.group("band", || canvas.fill((0.0, 0.0), (CARD_WIDTH / 2.0, BAND), accent));
    canvas.group("heading", || heading(&report.front, fonts, &canvas));
    match report.first_chart() {
        Some(figure) => lines(&figure.chart, fonts, &canvas),
        None => canvas.group("points", || points(report, fonts, &canvas)),
    }
    canvas.group("foot", || foot(&report.front, fonts, &canvas));
    canvas
}

/// Publisher and mark, title, period.
fn heading(front: &Front, fonts: &Fonts, canvas: &Canvas) {
    let mark = front.notice.as_ref().map_or(0.0, |notice| mark(&notice.mark, fonts, canvas));
    line(&front.publisher, (MARGIN, 31.0), RIGHT - MARGIN - mark, LABEL_SIZE - 1.0, fonts, canvas);
    let title = wrap(&front.title, (RIGHT - MARGIN) / BOLD, TITLE_SIZE, 1, fonts);
    for title in title {
        canvas.bold(&title, (MARGIN, 61.0), Side::Left, TITLE_SIZE, look::INK);
    }
    canvas.bold(&front.period, (MARGIN, 87.0), Side::Left, PERIOD_SIZE, look::SERIES[0].colour);
}

/// The box of the mark, and its width.
fn mark(mark: &str, fonts: &Fonts, canvas: &Canvas) -> f64 {
    let width = fonts.width(mark, LABEL_SIZE) * BOLD + 2.0 * GAP;
    canvas.edge((RIGHT - width, 19.0), (RIGHT, 43.0), look::INK, 12);
    canvas.bold(mark, (RIGHT - width / 2.0, 31.0), Side::Middle, LABEL_SIZE, look::INK);
    width + 2.0 * GAP
}

/// The chart's heading, axes, lines and labels; a card has no room for what would have to be explained.
fn lines(chart: &Chart, fonts: &Fonts, canvas: &Canvas) {
    let chart = &Chart { events: None, normal: None, ..chart.clone() };
    let frame = Frame::within(chart, (MARGIN, TOP + 20.0), (RIGHT, BOTTOM), fonts);
    line(&chart.heading, (MARGIN, TOP), RIGHT - MARGIN, SMALL_SIZE, fonts, canvas);
    canvas.group("grid", || trend::grid(chart, &frame, canvas));
    canvas.group("axis values", || trend::values(chart, &frame, canvas));
    canvas.group("axis months", || months(chart, &frame, canvas));
    trend::figure(chart, &frame, canvas);
}

fn months(chart: &Chart, frame: &Frame, canvas: &Canvas) {
    canvas.line((frame.left, frame.bottom), (frame.right, frame.bottom), look::INK, 8);
    for month in chart.months.iter().filter(|month| month.first <= month.last && month.first < frame.days()) {
        let middle = (frame.dawn(month.first) + frame.dawn(month.last.saturating_add(1))) / 2.0;
        let at = (middle, frame.bottom + 12.0);
        canvas.text(&month.label, at, Side::Middle, TICK_SIZE, look::QUIET);
    }
}

/// The first key points.
fn points(report: &Report, fonts: &Fonts, canvas: &Canvas) {
    let pitch = LABEL_SIZE * LINE_HEIGHT;
    let mut middle = TOP + 6.0;
    for point in report.summary.iter().flat_map(|summary| &summary.points).take(POINTS) {
        let text = plain(&point.runs);
        canvas.disc(super::canvas::dot((MARGIN + 4.0, middle)), look::DOT, look::SERIES[0].colour);
        for text in wrap_prose(&text, RIGHT - MARGIN - 16.0, LABEL_SIZE, POINT_LINES, fonts) {
            canvas.text(&text, (MARGIN + 16.0, middle), Side::Left, LABEL_SIZE, look::INK);
            middle += pitch;
        }
        middle += pitch / 2.0;
    }
}

/// Version and day; the licence.
fn foot(front: &Front, fonts: &Fonts, canvas: &Canvas) {
    let middle = CARD_HEIGHT / 2.0 - 18.0;
    let issue = format!("{}　{}", front.version, front.date);
    let licence = front.licence.as_ref().map_or("", |licence| licence.name.as_str());
    let taken = fonts.width(licence, SMALL_SIZE);
    canvas.text(licence, (RIGHT, middle), Side::Right, SMALL_SIZE, look::QUIET);
    line(&issue, (MARGIN, middle), RIGHT - MARGIN - taken - 2.0 * GAP, SMALL_SIZE, fonts, canvas);
}

/// One line, cut where it is too long.
fn line(text: &str, at: Point, width: f64, size: f64, fonts: &Fonts, canvas: &Canvas) {
    for text in wrap(text, width, size, 1, fonts) {
        canvas.text(&text, at, Side::Left, size, look::QUIET);
    }
}
