//! A row of an answer as it may be printed: its numbers, its days as points of a line, its windows.
//!
//! Nothing here reads a number past what [`Told`](super::Told) withholds.

use super::{Base, Counting, Number, Point, ToldRow, Untold};
use crate::answer::{Answer, Course, Disagreement, Event, Previous, Record, Row, TooSmall};
use crate::config::Decided;
use crate::key::Key;
use crate::manuscript::Per;
use crate::quarter::Day;
use crate::question::Ratio;
use crate::rules::{INDEX_SHARE_PARTS, MIN_BASE};
use crate::words::Value;

impl<'a> ToldRow<'a> {
    /// The key.
    pub(in crate::report) fn key(self) -> &'a Key {
        &self.row.key
    }

    /// Its rank; none without a packet.
    pub(in crate::report) fn rank(self) -> Option<u32> {
        self.row.rank
    }

    /// Its previous rank, and whether record and data disagree.
    pub(in crate::report) fn previous(
        self,
        record: &Record,
        decided: Option<&Decided>,
    ) -> (Previous, Option<Disagreement>) {
        self.told.answer.previous(self.row, record, decided)
    }

    /// Its packets in the quarter.
    pub(in crate::report) fn packets(self) -> Number {
        self.whole()?;
        self.told.sum(self.row.sums.every)
    }

    /// Its mean a day.
    pub(in crate::report) fn per_day(self) -> Number {
        self.whole()?;
        let mean = self.told.answer.per_day(self.row).ok_or(Untold::Unknown)?;
        self.told.mean(mean, |base| base.day)
    }

    /// Its mean a sensor and day.
    pub(in crate::report) fn per_sensor_day(self) -> Number {
        self.whole()?;
        let mean = self.told.answer.per_sensor_day(self.row).ok_or(Untold::Unknown)?;
        self.told.mean(mean, |base| base.sensor_day)
    }

    /// Its part of all packets in scope.
    pub(in crate::report) fn share(self) -> Number {
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
    pub(in crate::report) fn change_quarter(self) -> Number {
        self.whole()?;
        let change = self.told.answer.change_quarter(self.row)?;
        // The previous sum would follow from this one and the change.
        if self.told.below.is_some_and(|below| self.row.previous.observed < below) {
            return Err(Untold::Withheld);
        }
        Ok(Value::Change(change))
    }

    /// How far the mean a sensor and day of `other` lies from this one's, both over the whole quarter.
    pub(in crate::report) fn change_to(self, other: ToldRow<'_>) -> Number {
        self.whole()?;
        other.whole()?;
        let change = self.told.answer.change_to(self.row, other.told.answer, other.row);
        change.map(Value::Change).map_err(|TooSmall| Untold::TooSmallToCompare)
    }

    /// Its part of the packets of `whole`, a row of which it is a part.
    pub(in crate::report) fn share_of(self, whole: ToldRow<'_>) -> Number {
        self.whole()?;
        whole.whole()?;
        if whole.row.sums.every < MIN_BASE {
            return Err(Untold::TooSmallToCompare);
        }
        let share = Ratio::new(self.row.sums.every.into(), whole.row.sums.every.into());
        share.map(Value::Share).ok_or(Untold::Unknown)
    }

    /// The change against the same quarter of the year before.
    pub(in crate::report) fn change_year(self) -> Number {
        self.whole()?;
        if self.told.answer.year_before_sensor_days(self.row).unwrap_or_default() == 0 {
            return Err(Untold::NoYearBefore);
        }
        let change = self.told.answer.change_year(self.row)?;
        if self.told.below.is_some_and(|below| self.row.year_before.observed < below) {
            return Err(Untold::Withheld);
        }
        Ok(Value::Change(change))
    }

    /// The first day of more than `level` packets, or of an index above it where counts are one.
    pub(in crate::report) fn first_above(self, level: i64) -> Result<Option<Day>, Untold> {
        self.above(level, self.dated().into_iter())
    }

    /// The last such day.
    pub(in crate::report) fn last_above(self, level: i64) -> Result<Option<Day>, Untold> {
        self.above(level, self.dated().into_iter().rev())
    }

    fn dated(self) -> Vec<(Day, Point)> {
        self.told.span().days().zip(self.points(Per::Day, 1)).collect()
    }

    /// The first of `days` above `level`; none of those before it may be withheld, for it would be told to lie below.
    fn above(self, level: i64, days: impl Iterator<Item = (Day, Point)>) -> Result<Option<Day>, Untold> {
        for (day, point) in days {
            match point {
                Point::Withheld => return Err(Untold::Withheld),
                Point::NoIndex => return Err(Untold::NoIndex),
                Point::Told(value) if value > level => return Ok(Some(day)),
                Point::Told(_) | Point::Gap => {}
            }
        }
        Ok(None)
    }

    /// The change from the first ten to the last ten valid days.
    pub(in crate::report) fn change_10d(self) -> Number {
        self.change_days()?;
        Ok(Value::Change(self.told.answer.change_10d(self.row)?))
    }

    /// No day of the first or the last ten valid days is withheld.
    pub(super) fn change_days(self) -> Result<(), Untold> {
        self.windows()?.iter().try_for_each(|days| self.every_day(days))
    }

    /// The course of its days; what is withheld of them must not be told by a truth.
    pub(in crate::report) fn course(self) -> Result<Course, Untold> {
        self.all_days()?;
        self.told.answer.course(self.row).ok_or(Untold::TooSmall)
    }

    /// The event of the most packets in its days; none where there is none.
    pub(in crate::report) fn event(self) -> Result<Option<Event>, Untold> {
        Ok(self.course()?.event())
    }

    /// The means a day of the first ten and of the last ten valid days.
    pub(in crate::report) fn window_means(self) -> [Number; 2] {
        self.of_windows(Answer::window_means, |base| base.day)
    }

    /// The means a sensor and day of the same days.
    pub(in crate::report) fn window_rates(self) -> [Number; 2] {
        self.of_windows(Answer::window_rates, |base| base.sensor_day)
    }

    /// The day with the most packets.
    pub(in crate::report) fn peak_day(self) -> Result<Day, Untold> {
        self.highest().map(|(day, _)| day)
    }

    /// Its packets.
    pub(in crate::report) fn peak(self) -> Number {
        let (_, packets) = self.highest()?;
        match &self.told.counting {
            Counting::Plain => Ok(Value::Packets(packets)),
            Counting::Index(_) => self.told.mean(Ratio { over: packets.into(), under: 1 }, |base| base.day),
        }
    }

    fn highest(self) -> Result<(Day, i64), Untold> {
        let (day, packets) = self.told.answer.peak(self.row).ok_or(Untold::Unknown)?;
        let at = self.told.span().days().take_while(|before| *before < day).count();
        self.every_day(&[at])?;
        Ok((day, packets))
    }

    /// The value of each day in parts: a sum or a mean a sensor, over the `mean` days up to it.
    pub(in crate::report) fn points(self, per: Per, mean: u32) -> Vec<Point> {
        (0..self.told.days().len()).map(|at| self.point(at, per, mean)).collect()
    }

    fn point(self, at: usize, per: Per, mean: u32) -> Point {
        let Some(days) = self.observed_window(at, mean) else { return Point::Gap };
        if self.every_day(&days).is_err() {
            return Point::Withheld;
        }
        let packets = days.iter().map(|&day| i128::from(self.row.daily.get(day).copied().unwrap_or(0))).sum();
        let under = match per {
            Per::Day => days.len() as i128,
            Per::SensorDay => days.iter().map(|day| i128::from(self.observed(*day))).sum(),
        };
        let Some(mean_of_days) = Ratio::new(packets, under) else { return Point::Gap };
        let value = match self.told.mean(mean_of_days, |base| base.of(per)) {
            Ok(Value::Mean(value) | Value::Index(value)) => value,
            _ => return Point::NoIndex,
        };
        let rounded = value.rounded(self.told.parts(per, mean).into());
        rounded.and_then(|value| i64::try_from(value).ok()).map_or(Point::Gap, Point::Told)
    }

    /// The observed days of the `mean` days up to `at`; none where they begin before the quarter or end unobserved.
    pub(super) fn observed_window(self, at: usize, mean: u32) -> Option<Vec<usize>> {
        let first = (at + 1).checked_sub(mean as usize)?;
        let days = (first..=at).filter(|day| self.observed(*day) > 0);
        (self.observed(at) > 0).then(|| days.collect())
    }

    /// How many sensors were observed on a day, as the row's means count them.
    pub(super) fn observed(self, day: usize) -> u32 {
        self.told.answer.days_of(self.row).get(day).map_or(0, |day| day.observed)
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

    /// None of its days is withheld.
    pub(super) fn all_days(self) -> Result<(), Untold> {
        self.every_day(&(0..self.told.days().len()).collect::<Vec<_>>())
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
