//! An answer as it may be printed: the one door through which a number of the observations enters a report.
//!
//! Comes in: the answers, and what the site discloses. Goes out: values that can be worded, already an index where
//! counts must not leave, or why there is none. Only this file, `withhold` and `sums` read an answer's own
//! numbers (`tests/it/house.rs` holds that), so that nothing else can forget what is withheld.

use std::collections::{BTreeMap, BTreeSet};

use super::withhold::{Marks, withheld};
use crate::answer::{Answer, DayState, Disagreement, Previous, Record, Row, TooSmall};
use crate::config::{Counts, Decided, MeasureKind, Site};
use crate::key::Key;
use crate::manuscript::Per;
use crate::quarter::{Day, Quarter};
use crate::question::{Question, Ratio};
use crate::rules::{INDEX_BASE, INDEX_SHARE_PARTS, MEAN_PARTS};
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
            Counts::Index => Counting::Index(Base::of(answer).filter(|_| adds(question))),
        };
        let complete = site.sources.get(&question.source).is_none_or(|source| source.complete);
        let marks = marks.remove(question).unwrap_or_default();
        (question, Told { answer, counting, below, marks, complete })
    };
    answers.iter().map(told).collect()
}

/// Whether a question's measure counts distinct things, which are never added.
pub(super) fn is_distinct(site: &Site, question: &Question) -> bool {
    let measure =
        site.sources.get(&question.source).and_then(|source| source.measures.get(&question.measure));
    measure.is_some_and(|measure| matches!(measure.kind, MeasureKind::Distinct(_)))
}

impl Base {
    /// The base of an answer.
    fn of(answer: &Answer) -> Option<Self> {
        let first = answer.top(1).first()?;
        Some(Self {
            sum: Ratio { over: first.sums.every.into(), under: 1 },
            day: answer.per_day(first)?,
            sensor_day: answer.per_sensor_day(first)?,
        })
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

    /// Number of sensors in scope; none for a source without sensors.
    pub(super) fn sensors(&self) -> Option<usize> {
        self.answer.sensors
    }

    /// Each day of the quarter.
    pub(super) fn days(&self) -> &'a [DayState] {
        &self.answer.days
    }

    /// Days of the quarter with an observed sensor of the scope.
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
        let sums = |row: &Row| [row.sums.every, row.sums.observed, row.previous.every, row.previous.observed];
        let of_row = |row: &Row| sums(row).into_iter().chain(row.daily.iter().copied()).collect::<Vec<_>>();
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

impl<'a> ToldRow<'a> {
    /// The key.
    pub(super) fn key(self) -> &'a Key {
        &self.row.key
    }

    /// Its rank; none without a packet.
    pub(super) fn rank(self) -> Option<u32> {
        self.row.rank
    }

    /// Its previous rank, and whether record and data disagree.
    pub(super) fn previous(
        self,
        record: &Record,
        decided: Option<&Decided>,
    ) -> (Previous, Option<Disagreement>) {
        self.told.answer.previous(self.row, record, decided)
    }

    /// Its packets in the quarter.
    pub(super) fn packets(self) -> Number {
        self.whole()?;
        self.told.sum(self.row.sums.every)
    }

    /// Its mean a day.
    pub(super) fn per_day(self) -> Number {
        self.whole()?;
        let mean = self.told.answer.per_day(self.row).ok_or(Untold::Unknown)?;
        self.told.mean(mean, |base| base.day)
    }

    /// Its mean a sensor and day.
    pub(super) fn per_sensor_day(self) -> Number {
        self.whole()?;
        let mean = self.told.answer.per_sensor_day(self.row).ok_or(Untold::Unknown)?;
        self.told.mean(mean, |base| base.sensor_day)
    }

    /// Its part of all packets in scope.
    pub(super) fn share(self) -> Number {
        self.whole()?;
        // The total would follow from a share and its row.
        self.told.total()?;
        let unknown = if self.told.complete { Untold::Unknown } else { Untold::Cut };
        let share = self.told.answer.share(self.row).ok_or(unknown)?;
        if self.told.is_index() && share.under < i128::from(INDEX_SHARE_PARTS) {
            return Err(Untold::NoIndex);
        }
        Ok(Value::Share(share))
    }

    /// The change against the previous quarter.
    pub(super) fn change_quarter(self) -> Number {
        self.whole()?;
        let change = self.told.answer.change_quarter(self.row)?;
        // The previous sum would follow from this one and the change.
        if self.told.below.is_some_and(|below| self.row.previous.observed < below) {
            return Err(Untold::Withheld);
        }
        Ok(Value::Change(change))
    }

    /// The change from the first ten to the last ten valid days.
    pub(super) fn change_10d(self) -> Number {
        self.windows()?.iter().try_for_each(|days| self.every_day(days))?;
        Ok(Value::Change(self.told.answer.change_10d(self.row)?))
    }

    /// The means a day of the first ten and of the last ten valid days.
    pub(super) fn window_means(self) -> [Number; 2] {
        self.of_windows(Answer::window_means, |base| base.day)
    }

    /// The means a sensor and day of the same days.
    pub(super) fn window_rates(self) -> [Number; 2] {
        self.of_windows(Answer::window_rates, |base| base.sensor_day)
    }

    /// The day with the most packets.
    pub(super) fn peak_day(self) -> Result<Day, Untold> {
        self.highest().map(|(day, _)| day)
    }

    /// Its packets.
    pub(super) fn peak(self) -> Number {
        let (_, packets) = self.highest()?;
        match &self.told.counting {
            Counting::Plain => Ok(Value::Packets(packets)),
            Counting::Index(_) => self.told.mean(Ratio { over: packets.into(), under: 1 }, |base| base.day),
        }
    }

    fn highest(self) -> Result<(Day, i64), Untold> {
        let (day, packets) = self.told.answer.peak(self.row).ok_or(Untold::Unknown)?;
        let days = self.told.answer.quarter.span().days();
        let at = days.take_while(|before| *before < day).count();
        self.every_day(&[at])?;
        Ok((day, packets))
    }

    /// The value of each day in parts: a sum or a mean a sensor, over the `mean` days up to it.
    pub(super) fn points(self, per: Per, mean: u32) -> Vec<Point> {
        (0..self.told.days().len()).map(|at| self.point(at, per, mean)).collect()
    }

    fn point(self, at: usize, per: Per, mean: u32) -> Point {
        let seen = self.told.answer.days_of(self.row);
        let observed = |day: &usize| seen.get(*day).map_or(0, |day| day.observed);
        let Some(first) = (at + 1).checked_sub(mean as usize) else { return Point::Gap };
        if observed(&at) == 0 {
            return Point::Gap;
        }
        let days: Vec<usize> = (first..=at).filter(|day| observed(day) > 0).collect();
        if self.every_day(&days).is_err() {
            return Point::Withheld;
        }
        let packets = days.iter().map(|&day| i128::from(self.row.daily.get(day).copied().unwrap_or(0))).sum();
        let (under, base): (i128, fn(&Base) -> Ratio) = match per {
            Per::Day => (days.len() as i128, |base| base.day),
            Per::SensorDay => {
                (days.iter().map(|day| i128::from(observed(day))).sum(), |base| base.sensor_day)
            }
        };
        let Some(mean_of_days) = Ratio::new(packets, under) else { return Point::Gap };
        let value = match self.told.mean(mean_of_days, base) {
            Ok(Value::Mean(value) | Value::Index(value)) => value,
            _ => return Point::NoIndex,
        };
        let rounded = value.rounded(self.told.parts(per, mean).into());
        rounded.and_then(|value| i64::try_from(value).ok()).map_or(Point::Gap, Point::Told)
    }

    fn of_windows(
        self,
        means: impl Fn(&Answer, &Row) -> Option<[Ratio; 2]>,
        base: impl Fn(&Base) -> Ratio,
    ) -> [Number; 2] {
        let (Ok(windows), Some(means)) = (self.windows(), means(self.told.answer, self.row)) else {
            return [Err(Untold::Unknown), Err(Untold::Unknown)];
        };
        [0, 1].map(|at: usize| self.every_day(&windows[at]).and_then(|()| self.told.mean(means[at], &base)))
    }

    fn windows(self) -> Result<[Vec<usize>; 2], Untold> {
        self.told.answer.windows(self.row).ok_or(Untold::TooSmall)
    }

    /// Nothing of `days` is withheld: their sum with the others would tell it.
    fn every_day(self, days: &[usize]) -> Result<(), Untold> {
        let Some(marks) = self.told.marks.rows.get(self.at) else { return Ok(()) };
        if days.iter().any(|day| marks.get(*day) == Some(&true)) { Err(Untold::Withheld) } else { Ok(()) }
    }

    /// The quarter's sum is not withheld; its mark is the last one.
    fn whole(self) -> Result<(), Untold> {
        let marks = self.told.marks.rows.get(self.at);
        if marks.and_then(|marks| marks.last()) == Some(&true) { Err(Untold::Withheld) } else { Ok(()) }
    }
}

impl From<TooSmall> for Untold {
    fn from(_: TooSmall) -> Self {
        Self::TooSmall
    }
}
