//! An answer as it may be printed: the one door through which a number of the observations enters a report.
//!
//! Comes in: the answers, and what the site discloses. Goes out: values that can be worded, already an index where
//! counts must not leave, or why there is none. Only this file, its rows, `withhold` and `sums` read an answer's own
//! numbers (`tests/it/house.rs` holds that), so that nothing else can forget what is withheld.

mod cause;
mod course;
mod distinct;
mod event;
mod normal;
mod row;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use event::Detected;
pub(super) use normal::NoRange;

use super::withhold::{Marks, withheld};
use crate::answer::{Answer, DayState, Record, Row, TooSmall};
use crate::config::{Counts, Site};
use crate::key::Key;
use crate::manuscript::Per;
use crate::quarter::{Quarter, Span};
use crate::question::{Question, Ratio};
use crate::rules::{CONCENTRATED_KEYS, INDEX_BASE, MEAN_PARTS, PREVIOUS_RANK_SHOWN};
use crate::words::Value;

/// Why a number is not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Untold {
    /// The data do not tell it.
    Unknown,
    /// It is a part of a whole that was not delivered: the list is cut.
    Cut,
    /// Either period has too few packets to speak of a change.
    TooSmall,
    /// It is below `min_packets`, or would tell a number that is.
    Withheld,
    /// Counts are told as an index, and this one would tell packets.
    NoIndex,
    /// The data do not reach the same quarter of the year before.
    NoYearBefore,
    /// The row's change is nearly flat: nothing is to be explained.
    Flat,
    /// Others moved against it, so that it is no part of the row's change.
    Beyond,
    /// Some parts of it are not listed, so that the largest is not known.
    CutParts,
    /// Of so few sensors none can be told to stand out.
    FewSensors,
    /// One of the two that are compared has too few packets.
    TooSmallToCompare,
    /// No block of the report asks the same of the other scope.
    NoOtherScope,
    /// No block of the report asks the same without a filter.
    NoWhole,
    /// The days do nothing that could go on.
    NoCourse,
    /// The row is no line of a chart that shows what is normal.
    NoNormal,
    /// Less than half of the days of the previous quarter are valid.
    NoLastQuarter,
    /// No block of the report counts distinct things of the same rows.
    NoDistinct,
}

/// A number, or why there is none.
pub(super) type Number = Result<Value, Untold>;

/// A day of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Point {
    /// No sensor was observed.
    Gap,
    /// The value is withheld.
    Withheld,
    /// The value would tell packets as an index.
    NoIndex,
    /// The value, in parts.
    Told(i64),
}

impl Point {
    /// The value, where it is told.
    pub(super) fn told(self) -> Option<i64> {
        if let Self::Told(value) = self { Some(value) } else { None }
    }
}

/// How counts are told.
enum Counting {
    Plain,
    /// As an index; without a base of nothing, or of what must not be added.
    Index(Option<Base>),
}

/// What is 100: the first-ranked key's sum, its mean a day, its mean a sensor and day.
struct Base {
    sum: Ratio,
    day: Ratio,
    sensor_day: Ratio,
}

/// An answer as it may be printed.
pub(super) struct Told<'a> {
    answer: &'a Answer,
    counting: Counting,
    /// Below what a number is withheld.
    below: Option<i64>,
    marks: Marks,
    /// Whether the source lists all of its keys.
    complete: bool,
}

/// A row of it.
#[derive(Clone, Copy)]
pub(super) struct ToldRow<'a> {
    told: &'a Told<'a>,
    row: &'a Row,
    at: usize,
}

/// All answers as they may be printed.
pub(super) fn told<'a>(
    site: &'a Site,
    answers: &'a BTreeMap<Question, Answer>,
) -> BTreeMap<&'a Question, Told<'a>> {
    let below = site.disclosure.min_packets;
    let adds = |question: &Question| !is_distinct(site, question);
    let mut marks = below.map_or_else(BTreeMap::new, |below| withheld(answers, below, adds));
    let told = |(question, answer): (&'a Question, &'a Answer)| {
        let counting = match site.disclosure.counts {
            Counts::Shown | Counts::Full => Counting::Plain,
            Counts::Index => Counting::Index(Base::of_answer(answer).filter(|_| adds(question))),
        };
        let complete = site.sources.get(&question.source).is_none_or(|source| source.complete);
        let marks = marks.remove(question).unwrap_or_default();
        (question, Told { answer, counting, below, marks, complete })
    };
    answers.iter().map(told).collect()
}

/// Whether a question's measure counts distinct things, which are never added.
pub(super) fn is_distinct(site: &Site, question: &Question) -> bool {
    site.grain(question).is_some()
}

impl Base {
    /// The base of an answer.
    fn of_answer(answer: &Answer) -> Option<Self> {
        let first = answer.top(1).first()?;
        Some(Self {
            sum: Ratio { over: first.sums.every.into(), under: 1 },
            day: answer.per_day(first)?,
            sensor_day: answer.per_sensor_day(first)?,
        })
    }

    /// The base of what a chart's values are.
    fn of(&self, per: Per) -> Ratio {
        match per {
            Per::Day => self.day,
            Per::SensorDay => self.sensor_day,
        }
    }
}

/// `amount` where `base` is 100, if one packet is at most 1.
fn index(amount: Ratio, base: Ratio) -> Result<Ratio, Untold> {
    let packet = i128::from(INDEX_BASE).saturating_mul(base.under);
    let index = Ratio::new(amount.over.saturating_mul(packet), amount.under.saturating_mul(base.over));
    index.filter(|index| packet <= index.under).ok_or(Untold::NoIndex)
}

impl<'a> Told<'a> {
    /// What was asked.
    pub(super) fn question(&self) -> &'a Question {
        &self.answer.question
    }

    /// The edition's quarter.
    pub(super) fn quarter(&self) -> Quarter {
        self.answer.quarter
    }

    /// The days that were asked.
    pub(super) fn span(&self) -> Span {
        self.answer.span
    }

    /// Number of sensors in scope; none for a source without sensors.
    pub(super) fn sensors(&self) -> Option<usize> {
        self.answer.sensors
    }

    /// Each of the days that were asked.
    pub(super) fn days(&self) -> &'a [DayState] {
        &self.answer.days
    }

    /// Those with an observed sensor of the scope.
    pub(super) fn observed_days(&self) -> usize {
        self.answer.observed_days()
    }

    /// The same of the previous quarter.
    pub(super) fn previous_days(&self) -> usize {
        self.answer.previous_days
    }

    /// Whether counts are told as an index.
    pub(super) fn is_index(&self) -> bool {
        !matches!(self.counting, Counting::Plain)
    }

    /// Every row, in the order of the ranking.
    pub(super) fn rows(&'a self) -> impl Iterator<Item = ToldRow<'a>> {
        self.answer.rows.iter().enumerate().map(|(at, row)| ToldRow { told: self, row, at })
    }

    /// The rows of the first `top` ranks.
    pub(super) fn top(&'a self, top: u32) -> Vec<ToldRow<'a>> {
        self.rows().take(self.answer.top(top).len()).collect()
    }

    /// The key of the first row: its mean is 100 in an index.
    pub(super) fn first(&self) -> Option<&'a Key> {
        self.answer.top(1).first().map(|row| &row.key)
    }

    /// The row of `key`.
    pub(super) fn row(&'a self, key: &Key) -> Option<ToldRow<'a>> {
        self.rows().find(|row| row.row.key == *key)
    }

    /// The rows of the first `top` ranks, and those whose previous rank is shown as a number.
    pub(super) fn noted(&'a self, top: u32, record: &Record) -> Vec<ToldRow<'a>> {
        let within = |rank: Option<u32>, top: u32| rank.is_some_and(|rank| rank <= top);
        let noted = |row: &Row| {
            within(row.rank, top)
                || within(row.previous_rank, PREVIOUS_RANK_SHOWN)
                || record.told(&row.key).is_some()
        };
        self.rows().filter(|row| noted(row.row)).collect()
    }

    /// Whether the first few keys have most of all packets.
    pub(super) fn is_concentrated(&'a self) -> Result<bool, Untold> {
        self.total()?;
        self.rows().take(CONCENTRATED_KEYS).try_for_each(|row| row.share().map(drop))?;
        self.answer.is_concentrated().ok_or(Untold::Unknown)
    }

    /// Packets of all rows, the rest included.
    pub(super) fn packets(&self) -> Number {
        self.total()?;
        self.sum(self.answer.total)
    }

    /// The total is not withheld.
    fn total(&self) -> Result<(), Untold> {
        let few = self.below.is_some_and(|below| self.answer.total < below);
        if few || self.marks.total { Err(Untold::Withheld) } else { Ok(()) }
    }

    /// How many parts make one of what a chart's values count.
    pub(super) fn parts(&self, per: Per, mean: u32) -> i64 {
        match (per, mean) {
            _ if self.is_index() => 1,
            (Per::Day, 1) => 1,
            _ => MEAN_PARTS,
        }
    }

    /// A value of a chart, from its parts.
    pub(super) fn value(&self, value: i64, parts: i64) -> Value {
        let ratio = Ratio { over: value.into(), under: parts.into() };
        match parts {
            _ if self.is_index() => Value::Index(ratio),
            1 => Value::Packets(value),
            _ => Value::Mean(ratio),
        }
    }

    /// Every number of packets that the data tell; for the last look alone, which seeks them in a report.
    pub(super) fn counts(&self) -> BTreeSet<i64> {
        let sums =
            |row: &Row| [row.sums, row.previous, row.year_before].map(|sums| [sums.every, sums.observed]);
        let of_row =
            |row: &Row| sums(row).into_iter().flatten().chain(row.daily.iter().copied()).collect::<Vec<_>>();
        let rows = self.answer.rows.iter().flat_map(of_row);
        rows.chain([self.answer.total, self.answer.rest]).collect()
    }

    fn sum(&self, packets: i64) -> Number {
        match &self.counting {
            Counting::Plain => Ok(Value::Packets(packets)),
            Counting::Index(_) => self.mean(Ratio { over: packets.into(), under: 1 }, |base| base.sum),
        }
    }

    fn mean(&self, mean: Ratio, base: impl Fn(&Base) -> Ratio) -> Number {
        match &self.counting {
            Counting::Plain => Ok(Value::Mean(mean)),
            Counting::Index(own) => {
                index(mean, own.as_ref().map(base).ok_or(Untold::NoIndex)?).map(Value::Index)
            }
        }
    }
}

impl From<TooSmall> for Untold {
    fn from(_: TooSmall) -> Self {
        Self::TooSmall
    }
}
