//! What was detected in the lines of a chart: of which rows the sensors are asked, and what a figure shows of it: marks,
//! a column of its data and values, its words.

use std::collections::BTreeSet;

use super::desk::Desk;
use super::method::EVENTS;
use super::runs::plain_runs;
use super::series::{Drawn, rows};
use super::told::{Detected, Told, Untold};
use super::{EventMark, Events, Paragraph, Series};
use crate::answer::Happening;
use crate::manuscript::{Block, Chart, Manuscript};
use crate::quarter::Span;
use crate::question::Question;
use crate::rules::MARKED_EVENTS;
use crate::words::fill;

/// An event of a line.
struct Found {
    /// Position of the line.
    line: usize,
    event: Detected,
}

/// What a figure shows.
#[derive(Default)]
pub(super) struct Marks {
    /// Whether that was asked.
    asked: bool,
    /// The largest events, in the order of their days.
    found: Vec<Found>,
    /// How many smaller ones are not shown.
    more: usize,
    /// Whether a line has days that are withheld, so that nothing is told of it.
    withheld: bool,
}

fn charts(manuscript: &Manuscript) -> impl Iterator<Item = &Chart> {
    manuscript.blocks.iter().filter_map(|block| match block {
        Block::Chart(chart) if chart.events => Some(chart),
        _ => None,
    })
}

/// Whether any chart marks events.
pub(super) fn is_asked(manuscript: &Manuscript) -> bool {
    charts(manuscript).next().is_some()
}

/// The questions by sensor beneath the lines of charts that mark events.
pub(super) fn asked(desk: &Desk<'_>) -> BTreeSet<Question> {
    let of_chart = |chart: &Chart| {
        let told = desk.answer(&chart.question)?;
        let rows = rows(desk, chart, told).into_iter().flatten();
        Some(rows.filter_map(|row| desk.by_sensor(told, row)).collect::<Vec<_>>())
    };
    charts(desk.job.manuscript).filter_map(of_chart).flatten().collect()
}

/// The events of the lines of `chart`, where it asks for them.
pub(super) fn marks(desk: &mut Desk<'_>, chart: &Chart, told: &Told<'_>, lines: &[Drawn<'_>]) -> Marks {
    if !chart.events {
        return Marks::default();
    }
    desk.used.insert(EVENTS.to_owned());
    let mut marks = Marks { asked: true, ..Marks::default() };
    for (at, line) in lines.iter().enumerate() {
        let sensors = desk.by_sensor(told, line.row).and_then(|question| desk.answer(&question));
        match line.row.events(sensors) {
            Ok(events) => marks.found.extend(events.into_iter().map(|event| Found { line: at, event })),
            Err(untold) => marks.withheld |= untold == Untold::Withheld,
        }
    }
    // Of equals, those of the first line.
    marks.found.sort_by_key(|found| std::cmp::Reverse(found.event.size));
    marks.more = marks.found.len().saturating_sub(MARKED_EVENTS);
    marks.found.truncate(MARKED_EVENTS);
    marks.found.sort_by_key(|found| (found.event.days, found.line));
    marks
}

impl Marks {
    /// What is drawn, on `series` of `lines`; nothing where nothing was detected.
    pub(super) fn drawn(
        &self,
        desk: &Desk<'_>,
        span: Span,
        lines: &[Drawn<'_>],
        series: &[Series],
    ) -> Option<Events> {
        let mark = |found: &Found| {
            let Detected { days: [first, last], peak, .. } = found.event;
            let label = &lines.get(found.line)?.label;
            Some(EventMark {
                series: series.iter().position(|series| series.label == *label)?,
                first: first as u32,
                last: last as u32,
                peak: peak as u32,
                label: label_of(desk, span, &found.event),
            })
        };
        let marks: Vec<EventMark> = self.found.iter().filter_map(mark).collect();
        (!marks.is_empty()).then(|| Events { label: desk.words.events.legend.clone(), marks })
    }

    /// Heading of their column in the figure's values.
    pub(super) fn heading(&self, desk: &Desk<'_>) -> Option<String> {
        (!self.found.is_empty()).then(|| desk.words.events.legend.clone())
    }

    /// What is said of a day in that column.
    pub(super) fn cell(&self, desk: &Desk<'_>, lines: &[Drawn<'_>], day: usize) -> Option<String> {
        self.of_day(day, &desk.words.events.separator, |found| {
            let holes = [("label", lines[found.line].label.as_str()), ("what", what(desk, &found.event))];
            fill(&desk.words.events.cell, &holes)
        })
    }

    /// The same for machines: `81/TCP rise`, several parted by semicolons.
    pub(super) fn datum(&self, lines: &[Drawn<'_>], day: usize) -> Option<String> {
        self.of_day(day, "; ", |found| format!("{} {}", lines[found.line].name, name(&found.event)))
    }

    fn of_day(&self, day: usize, separator: &str, say: impl Fn(&Found) -> String) -> Option<String> {
        let within = |found: &&Found| (found.event.days[0]..=found.event.days[1]).contains(&day);
        let said: Vec<String> = self.found.iter().filter(within).map(say).collect();
        (!self.found.is_empty()).then(|| said.join(separator))
    }

    /// Its part of the text alternative.
    pub(super) fn alt(&self, desk: &Desk<'_>, span: Span, lines: &[Drawn<'_>]) -> String {
        let words = &desk.words.events;
        if !self.asked || (self.found.is_empty() && self.withheld) {
            return String::new();
        }
        if self.found.is_empty() {
            return words.none.clone();
        }
        let item = |found: &Found| {
            let days = days(desk, span, &found.event);
            let label = lines[found.line].label.as_str();
            fill(&words.item, &[("label", label), ("days", &days), ("what", what(desk, &found.event))])
        };
        let items = self.found.iter().map(item).collect::<Vec<_>>().join(&words.separator);
        let template = if self.more > 0 { &words.alt_more } else { &words.alt };
        fill(template, &[("items", &items), ("n", &self.more.to_string())])
    }

    /// Why nothing is told of a line.
    pub(super) fn note(&self, desk: &Desk<'_>, chart: &Chart) -> Option<Paragraph> {
        let text = self.withheld.then_some(&desk.words.events.withheld)?;
        Some(Paragraph::new(plain_runs(text), chart.place.clone()))
    }
}

/// What happened, in words; of what one sensor carries never that a level changed.
fn what<'d>(desk: &'d Desk<'_>, event: &Detected) -> &'d str {
    let words = &desk.words.events;
    match (event.one_sensor, event.is_more, event.what) {
        (true, true, _) => &words.one_sensor_up,
        (true, false, _) => &words.one_sensor_down,
        (_, _, Happening::Burst) => &words.burst,
        (_, _, Happening::Drop) => &words.drop,
        (_, _, Happening::Rise) => &words.rise,
        (_, _, Happening::Fall) => &words.fall,
    }
}

/// The same for machines.
fn name(event: &Detected) -> &'static str {
    match (event.one_sensor, event.is_more, event.what) {
        (true, true, _) => "one_sensor_up",
        (true, false, _) => "one_sensor_down",
        (_, _, Happening::Burst) => "burst",
        (_, _, Happening::Drop) => "drop",
        (_, _, Happening::Rise) => "rise",
        (_, _, Happening::Fall) => "fall",
    }
}

/// Its days on the chart, and that one sensor carries it.
fn label_of(desk: &Desk<'_>, span: Span, event: &Detected) -> String {
    let days = days(desk, span, event);
    if event.one_sensor { fill(&desk.words.events.mark_one, &[("days", &days)]) } else { days }
}

/// Its days in words: 12月5日～15日, or of another level the day on which the way to it begins.
fn days(desk: &Desk<'_>, span: Span, event: &Detected) -> String {
    use chrono::Datelike;
    let words = &desk.words.events;
    let [first, last] = event.days.map(|at| span.day(at));
    let template = match event.what {
        Happening::Rise | Happening::Fall => &words.from,
        _ if first == last => &words.day,
        _ if first.month() == last.month() => &words.days_of_month,
        _ => &words.days,
    };
    let numbers = [first, last].map(|day| day.day().to_string());
    let dates = [first, last].map(|day| desk.words.day(day));
    fill(
        template,
        &[
            ("first", dates[0].as_str()),
            ("last", &dates[1]),
            ("first_number", &numbers[0]),
            ("last_number", &numbers[1]),
        ],
    )
}
