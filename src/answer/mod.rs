//! Ranks, means, changes and coverage, from the plain integers of a grid, by the rules of `rules`.
//!
//! Comes in: a question, the grid that answers it, the coverage of its source, and the site's sensors. Goes out: an
//! [`Answer`] that tables, charts and sentences share, so they cannot disagree. It words and rounds nothing.

mod change;
mod days;
mod distinct;
mod earlier;
mod edge;
mod event;
#[cfg(test)]
mod event_tests;
mod normal;
mod previous;
mod row;
mod standing;
mod stretch;
#[cfg(test)]
mod tests;
mod trend;
#[cfg(test)]
mod trend_tests;

use std::collections::BTreeMap;

pub use days::DayState;
pub use distinct::Distinct;
pub use earlier::LastQuarter;
pub use event::{Event, Happening};
pub use normal::{Normal, Outside};
pub use previous::{Disagreement, Previous, Record};
pub use row::{Row, TooSmall};
pub use standing::{Move, Standing, Standings};
pub use trend::{Class, Course, Spike};

use crate::config::Site;
use crate::key::Key;
use crate::quarter::{Quarter, Span};
use crate::question::{By, Grid, GridRow, Observed, Question, Ratio};
use crate::rules::{CONCENTRATED_KEYS, CONCENTRATED_PERCENT};

/// What a question is answered with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What was asked.
    pub question: Question,
    /// The edition's quarter.
    pub quarter: Quarter,
    /// The days that were asked: those of the quarter, or others that somebody inquires into.
    pub span: Span,
    /// Number of sensors in scope that were in service during these days; none for a source without sensors.
    pub sensors: Option<usize>,
    /// Each of these days.
    pub days: Vec<DayState>,
    /// Days of the previous quarter with an observed sensor of the scope.
    pub previous_days: usize,
    /// Observed sensor-days of the scope in the previous quarter.
    pub previous_sensor_days: i64,
    /// Packets of all rows in the previous quarter, the rest included.
    previous_total: i64,
    /// Observed sensor-days of the scope in the same quarter of the year before; none where that was not asked.
    year_before_sensor_days: Option<i64>,
    /// What was seen of each sensor alone, where the rows are sensors: their means divide by their own days.
    own: BTreeMap<Key, Own>,
    /// Of rows of which that was asked, the days of quarters before this one: an answer of that row alone.
    pub earlier: BTreeMap<Key, Answer>,
    /// Every key of either quarter, in the order of the ranking: packets, then key. The rest is not among them.
    pub rows: Vec<Row>,
    /// Packets of rows that stand for all others.
    pub rest: i64,
    /// Packets of all rows, the rest included.
    pub total: i64,
    /// Whether the source lists every key; else keys beyond its lists are unknown.
    pub complete: bool,
}

/// What was seen of one sensor.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Own {
    days: Vec<DayState>,
    previous_sensor_days: i64,
    year_before_sensor_days: Option<i64>,
}

/// Answers `question` of the days of `span` from `grid`.
pub fn answer(
    site: &Site,
    quarter: Quarter,
    span: Span,
    question: &Question,
    observed: &Observed,
    grid: &Grid,
) -> Answer {
    let scope = days::Scoped::new(site, question, &observed.coverage);
    let previous = scope.seen(&observed.coverage, 1).unwrap_or_default();
    let year_before = scope.seen(&observed.coverage, 2);
    let every = |at: usize| grid.rows.iter().map(move |row| row.sums.get(at).map_or(0, |sums| sums.every));
    Answer {
        question: question.clone(),
        quarter,
        span,
        sensors: scope.count(span),
        days: scope.days(span, &observed.coverage),
        previous_days: previous.days,
        previous_sensor_days: previous.sensor_days,
        previous_total: every(1).sum(),
        year_before_sensor_days: year_before.map(|seen| seen.sensor_days),
        own: own(&scope, span, question, observed, grid),
        earlier: BTreeMap::new(),
        rows: row::ranked(grid),
        rest: grid
            .rows
            .iter()
            .zip(every(0))
            .filter(|(row, _)| row.key == Key::Rest)
            .map(|(_, sum)| sum)
            .sum(),
        total: every(0).sum(),
        complete: site.sources.get(&question.source).is_none_or(|source| source.complete),
    }
}

fn own(
    scope: &days::Scoped<'_>,
    span: Span,
    question: &Question,
    observed: &Observed,
    grid: &Grid,
) -> BTreeMap<Key, Own> {
    let of_row = |row: &GridRow| {
        let Key::Text(id) = &row.key else { return None };
        let sensor = scope.of_sensor(id, &observed.coverage);
        let days = sensor.days(span, &observed.coverage);
        let seen = |span| sensor.seen(&observed.coverage, span).map(|seen| seen.sensor_days);
        let (previous_sensor_days, year_before_sensor_days) = (seen(1).unwrap_or_default(), seen(2));
        Some((row.key.clone(), Own { days, previous_sensor_days, year_before_sensor_days }))
    };
    if question.by == By::Sensor { grid.rows.iter().filter_map(of_row).collect() } else { BTreeMap::new() }
}

impl Answer {
    /// The same numbers as the answer to `question`, which asks the same in other words.
    pub fn as_of(&self, question: Question) -> Self {
        Self { question, ..self.clone() }
    }

    /// The row of `key`, if it has a packet in either quarter.
    pub fn row(&self, key: &Key) -> Option<&Row> {
        self.rows.iter().find(|row| row.key == *key)
    }

    /// The rows of the first `top` ranks; a tie across the cut widens them. Keys without a packet are never ranked.
    pub fn top(&self, top: u32) -> &[Row] {
        let end = self.rows.iter().position(|row| row.rank.is_none_or(|rank| rank > top));
        &self.rows[..end.unwrap_or(self.rows.len())]
    }

    /// What was seen of a row's own sensor, where the rows are sensors.
    fn own(&self, row: &Row) -> Option<&Own> {
        self.own.get(&row.key)
    }

    /// The days of the quarter as a row's means count them: a sensor's own, else those of the scope.
    pub fn days_of(&self, row: &Row) -> &[DayState] {
        self.own(row).map_or(&self.days, |own| &own.days)
    }

    /// Observed sensor-days of the quarter as a row's means count them.
    fn sensor_days_of(&self, row: &Row) -> i64 {
        self.days_of(row).iter().map(|day| i64::from(day.observed)).sum()
    }

    /// Days of the quarter with an observed sensor of the scope.
    pub fn observed_days(&self) -> usize {
        self.days.iter().filter(|day| day.observed > 0).count()
    }

    /// Whether the first [`CONCENTRATED_KEYS`] have [`CONCENTRATED_PERCENT`] of all packets in scope; none where there
    /// are none, or where a list that is cut does not tell the rest.
    pub fn is_concentrated(&self) -> Option<bool> {
        let total = (self.complete || self.rest > 0).then_some(self.total)?;
        concentrated(self.first().map(|row| row.sums.every), total)
    }

    /// The same of the previous quarter: whether the keys that are first now had as much then; none where it has no
    /// data.
    pub fn was_concentrated(&self) -> Option<bool> {
        let total = (self.previous_days > 0).then_some(self.previous_total)?;
        concentrated(self.first().map(|row| row.previous.every), total)
    }

    /// The first [`CONCENTRATED_KEYS`] that have a packet.
    fn first(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().take(CONCENTRATED_KEYS).filter(|row| row.rank.is_some())
    }

    /// A row's part of all packets in scope; none where there are none, or where a list that is cut does not tell
    /// the rest.
    pub fn share(&self, row: &Row) -> Option<Ratio> {
        if !self.complete && self.rest == 0 {
            return None;
        }
        Ratio::new(row.sums.every.into(), self.total.into())
    }

    /// A row's mean a sensor and day.
    pub fn per_sensor_day(&self, row: &Row) -> Option<Ratio> {
        Ratio::new(row.sums.observed.into(), self.sensor_days_of(row).into())
    }

    /// A row's mean a day, all observed sensors of the scope together.
    pub fn per_day(&self, row: &Row) -> Option<Ratio> {
        let days = self.days_of(row).iter().filter(|day| day.observed > 0).count();
        Ratio::new(row.sums.observed.into(), days as i128)
    }
}

/// Whether `held` have [`CONCENTRATED_PERCENT`] of `total`; none of nothing.
fn concentrated(held: impl Iterator<Item = i64>, total: i64) -> Option<bool> {
    let held: i128 = held.map(i128::from).sum();
    (total > 0).then_some(held * 100 >= i128::from(total) * CONCENTRATED_PERCENT)
}
