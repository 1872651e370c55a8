//! The course of ranks over editions: lines that cross, the first rank on top. It is laid out as a trend whose days are
//! quarters and whose values count ranks from below; every edition has a dot.

use super::canvas::Canvas;
use super::frame::Frame;
use super::trend;
use crate::fonts::Fonts;
use crate::look;
use crate::quarter::{Day, Quarter};
use crate::report::{Chart, DayTick, Month, Series, ValueTick};

/// The name of a year needs so many units of the axis.
const YEAR_WIDTH: f64 = 60.0;
/// The name of a quarter needs so many; with less room, the years alone are named.
const QUARTER_WIDTH: f64 = 60.0;
/// Units that the axis surely has.
const AXIS: f64 = 480.0;
/// Radius of the dot of an edition.
const DOT: f64 = 3.5;

/// The course of ranks, everything worded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bump {
    /// What stands above the axis.
    pub heading: String,
    /// A mark that must stand on the figure.
    pub mark: Option<String>,
    /// The quarter of the first edition.
    pub first: Quarter,
    /// The name of each quarter, from the first to the last.
    pub quarters: Vec<String>,
    /// The name of each year, in which those quarters are.
    pub years: Vec<String>,
    /// The name of each rank, from the first one down.
    pub ranks: Vec<String>,
    /// The lines, in the order of their labels from above.
    pub lines: Vec<Line>,
}

/// The course of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is called.
    pub label: String,
    /// Its rank a quarter; none where it has none.
    pub ranks: Vec<Option<u32>>,
}

/// Draws `bump` and gives the sheet.
pub(super) fn draw(bump: &Bump, fonts: &Fonts) -> Canvas {
    let chart = chart(bump);
    let frame = Frame::measure(&chart, fonts);
    let canvas = Canvas::new((look::CHART_WIDTH, frame.height()));
    trend::draw(&chart, &frame, &canvas);
    for series in &chart.series {
        canvas.group(&format!("ranks ranks-{}", series.style), || dots(series, &frame, &canvas));
    }
    canvas
}

/// The same as a trend.
fn chart(bump: &Bump) -> Chart {
    let top = u32::try_from(bump.ranks.len()).unwrap_or(u32::MAX);
    let level = |rank: u32| i64::from(top + 1 - rank);
    let value = |rank: &Option<u32>| rank.filter(|rank| (1..=top).contains(rank)).map(level);
    let series = bump.lines.iter().zip(0..).map(|(line, style)| Series {
        label: line.label.clone(),
        style,
        values: line.ranks.iter().map(value).collect(),
    });
    let ticks = (1..).zip(bump.ranks.iter().rev());
    Chart {
        heading: bump.heading.clone(),
        mark: bump.mark.clone(),
        first: Day::default(),
        days: count(bump.quarters.len()),
        day_ticks: quarters(bump),
        months: years(bump),
        parts: 1,
        value_ticks: ticks.map(|(value, label)| ValueTick { value, label: label.clone() }).collect(),
        series: series.collect(),
        outages: Vec::new(),
        outage_label: None,
        normal: None,
        events: None,
    }
}

/// Every quarter, named where there is room for the names.
fn quarters(bump: &Bump) -> Vec<DayTick> {
    let named = bump.quarters.len() as f64 * QUARTER_WIDTH <= AXIS;
    let label = |name: &String| if named { name.clone() } else { String::new() };
    (0..).zip(&bump.quarters).map(|(day, name)| DayTick { day, label: label(name) }).collect()
}

/// The years under the quarters, as many of them named as have room.
fn years(bump: &Bump) -> Vec<Month> {
    let width = AXIS / bump.quarters.len().max(1) as f64;
    let every = (YEAR_WIDTH / (4.0 * width)).ceil().max(1.0) as usize;
    let before = bump.first.number() - 1;
    let last = count(bump.quarters.len()).saturating_sub(1);
    let year = |(at, name): (u32, &String)| Month {
        first: (at * 4).saturating_sub(before),
        last: (at * 4 + 3 - before).min(last),
        label: if (at as usize).is_multiple_of(every) { name.clone() } else { String::new() },
    };
    (0..).zip(&bump.years).map(year).collect()
}

fn dots(series: &Series, frame: &Frame, canvas: &Canvas) {
    let style = &look::SERIES[usize::from(series.style) % look::SERIES.len()];
    for (day, value) in (0..frame.days()).zip(&series.values) {
        if let Some(value) = value {
            canvas.disc(frame.point(day, *value), DOT, style.colour);
        }
    }
}

fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bump(first: &str, quarters: usize, ranks: &[Option<u32>]) -> Bump {
        Bump {
            heading: "順位".to_owned(),
            mark: None,
            first: first.parse().unwrap(),
            quarters: (0..quarters).map(|at| at.to_string()).collect(),
            years: ["2020年", "2021年"].map(str::to_owned).to_vec(),
            ranks: ["1位", "2位", "3位"].map(str::to_owned).to_vec(),
            lines: vec![Line { label: "23/TCP".to_owned(), ranks: ranks.to_vec() }],
        }
    }

    #[test]
    fn the_first_rank_is_on_top_and_what_is_beyond_the_axis_is_a_gap() {
        let chart = chart(&bump("2020q3", 6, &[Some(1), None, Some(3), Some(4), Some(2), Some(1)]));
        assert_eq!(chart.series[0].values, [Some(3), None, Some(1), None, Some(2), Some(3)]);
        let ticks: Vec<_> = chart.value_ticks.iter().map(|tick| (tick.value, tick.label.as_str())).collect();
        assert_eq!(ticks, [(1, "3位"), (2, "2位"), (3, "1位")]);
        let years: Vec<_> = chart.months.iter().map(|year| (year.first, year.last)).collect();
        assert_eq!(years, [(0, 1), (2, 5)]);
    }

    #[test]
    fn every_edition_has_a_dot_and_what_cannot_be_read_is_not_named() {
        let fonts = Fonts::shipped();
        let ranks: Vec<_> = (0..60).map(|at| (at % 7 != 0).then_some(at % 3 + 1)).collect();
        let sheet = |bump: &Bump| draw(bump, &fonts).into_svg("id", "title", "desc");
        let many = sheet(&bump("2008q1", 60, &ranks));
        assert_eq!(many.matches("<circle").count(), ranks.iter().flatten().count());
        assert!(!many.contains(">59</text>"));
        let one = sheet(&bump("2022q4", 1, &[Some(1)]));
        assert!(one.contains(">0</text>") && one.matches("<circle").count() == 2, "{one}");
    }
}
