//! What the days of a row say of its course: a trend, a steady level, swings, a spike.
//!
//! Comes in: a row and the days of its answer. Goes out: truths and days, in integers, by the constants of `rules`.
//! Each value is the mean of a valid day over its observed sensors, so that an outage never looks like a fall.

use std::ops::RangeInclusive;

use super::{Answer, Row, TooSmall};
use crate::question::Ratio;
use crate::rules::{
    FLAT_PERCENT, MAD_TEN_THOUSANDTHS, MEAN_PARTS, MIN_BASE, SMOOTH_DAYS, SPIKE_DAYS, SPIKE_SIZE_TENTHS,
    SPIKE_TENTHS, STEADY_PERCENT, SWING_PERCENT, SWINGS, TREND_Z_THOUSANDTHS, WINDOW_DAYS,
};

/// A valid day of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    /// Its position in the quarter.
    pub(super) day: usize,
    /// Its packets.
    packets: i64,
    /// Its observed sensors.
    pub(super) observed: u32,
    /// Its packets a sensor, in parts.
    pub(super) value: i128,
}

/// The valid days of a row, at least two windows of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    points: Vec<Point>,
    /// Twice the median of the values.
    twice_median: i128,
    /// Four times the median of their distances from it.
    four_mads: i128,
}

/// What the days do as a whole. More than one can be so: they may rise and fall repeatedly while they tend upwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// They rise and fall repeatedly.
    Fluctuating,
    /// They tend upwards.
    Rising,
    /// They tend downwards.
    Falling,
    /// They are nearly constant.
    Steady,
}

/// The days of a spike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spike {
    /// From the first to the last, as positions in the quarter.
    pub days: RangeInclusive<usize>,
    /// How many of them are valid days.
    pub count: usize,
}

impl Answer {
    /// The course of `row`; none where the quarter has too few valid days.
    pub fn course(&self, row: &Row) -> Option<Course> {
        let days = self.days_of(row).iter().enumerate().filter(|(_, state)| state.valid());
        let point = |(day, state): (usize, &super::DayState)| {
            let packets = row.daily.get(day).copied().unwrap_or(0);
            let mean = Ratio { over: packets.into(), under: state.observed.into() };
            let value = mean.rounded(MEAN_PARTS.into()).unwrap_or(i128::from(packets));
            Point { day, packets, observed: state.observed, value }
        };
        let points: Vec<Point> = days.map(point).collect();
        (points.len() >= 2 * WINDOW_DAYS).then(|| Course::new(points))
    }

    /// What the days of `row` do; nothing where none of it can be said of them.
    ///
    /// # Errors
    /// [`TooSmall`] where too few days are valid, or a test needs a change of too few packets.
    pub fn classes(&self, row: &Row) -> Result<Vec<Class>, TooSmall> {
        let course = self.course(row).ok_or(TooSmall)?;
        let way = || Ok(self.change_10d(row)?.direction(FLAT_PERCENT));
        let is = |class: Class| course.is(class, way).map(|is| is.then_some(class)).transpose();
        Class::ALL.into_iter().filter_map(is).collect()
    }
}

impl Class {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Fluctuating, Self::Rising, Self::Falling, Self::Steady];
}

impl Course {
    fn new(points: Vec<Point>) -> Self {
        let twice_median = middles(points.iter().map(|point| point.value));
        let four_mads = middles(points.iter().map(|point| (2 * point.value - twice_median).abs()));
        Self { points, twice_median, four_mads }
    }

    /// The valid days.
    pub(super) fn points(&self) -> &[Point] {
        &self.points
    }

    /// Whether the days do what `class` says; `way` tells whether the first and the last ones differ up (1), down (−1) or
    /// hardly (0), and is asked where the test needs it.
    ///
    /// # Errors
    /// That of `way`.
    pub fn is<E>(&self, class: Class, way: impl Fn() -> Result<i128, E>) -> Result<bool, E> {
        Ok(match class {
            Class::Fluctuating => self.is_fluctuating(),
            Class::Rising => self.trend() == 1 && way()? == 1,
            Class::Falling => self.trend() == -1 && way()? == -1,
            Class::Steady => self.is_steady() && way()? == 0,
        })
    }

    /// Whether the values rise (1), fall (−1) or neither (0), by the test of Mann and Kendall.
    pub fn trend(&self) -> i128 {
        let values: Vec<i128> = self.points.iter().map(|point| point.value).collect();
        let pairs = values
            .iter()
            .enumerate()
            .flat_map(|(at, left)| values[at + 1..].iter().map(move |right| (left, right)));
        let score: i128 = pairs.map(|(left, right)| right.cmp(left) as i128).sum();
        // Z² = (|S| − 1)² / V beyond z², with V in eighteenths and z in thousandths.
        let beyond = (score.abs() - 1).pow(2) * 18 * 1_000_000;
        if score != 0 && beyond > TREND_Z_THOUSANDTHS.pow(2) * eighteen_variances(values) {
            score.signum()
        } else {
            0
        }
    }

    /// Whether the values keep close to their median.
    pub fn is_steady(&self) -> bool {
        self.twice_median > 0 && self.four_mads * 100 <= 2 * self.twice_median * STEADY_PERCENT
    }

    /// How often the moving mean rises and falls in turn, each time by [`SWING_PERCENT`] of the median or more.
    pub fn swings(&self) -> usize {
        let sum = |days: &[Point]| days.iter().map(|point| point.value).sum::<i128>();
        let sums: Vec<i128> = self.points.windows(SMOOTH_DAYS).map(sum).collect();
        let least = SWING_PERCENT * SMOOTH_DAYS as i128 * self.twice_median;
        let is_swing = |from: i128, to: i128| self.twice_median > 0 && (to - from) * 2 * 100 >= least;
        let (mut swings, mut rising) = (0, None);
        let (mut low, mut high) = (i128::MAX, 0);
        for sum in sums {
            (low, high) = (low.min(sum), high.max(sum));
            if rising != Some(true) && is_swing(low, sum) {
                (swings, rising, high) = (swings + 1, Some(true), sum);
            } else if rising != Some(false) && is_swing(sum, high) {
                (swings, rising, low) = (swings + 1, Some(false), sum);
            }
        }
        swings
    }

    /// Whether they rise and fall repeatedly.
    pub fn is_fluctuating(&self) -> bool {
        self.swings() >= SWINGS
    }

    /// The highest stretch of days that stand out, the first of equals, where it is short enough to be a spike and is
    /// seen to end: one that reaches the last day may be the beginning of another level.
    pub fn spike(&self) -> Option<Spike> {
        let stretches = self.points.split(|point| !self.stands_out(point)).filter(|days| !days.is_empty());
        let height = |days: &&[Point]| days.iter().map(|point| point.value).max();
        // Of equals the last is taken: the order is turned round.
        let highest = stretches.rev().max_by_key(height)?;
        let (first, last) = (highest.first()?.day, highest.last()?.day);
        let ends = self.points.last().is_some_and(|point| point.day > last);
        (ends && highest.len() <= SPIKE_DAYS).then_some(Spike { days: first..=last, count: highest.len() })
    }

    /// Whether a day is far above the median and large enough to be told.
    pub(super) fn stands_out(&self, point: &Point) -> bool {
        let above = 2 * point.value - self.twice_median;
        // value − median > k · 1.4826 · MAD, both sides four times.
        let far = above * 2 * 10 * 10_000 > SPIKE_TENTHS * MAD_TEN_THOUSANDTHS * self.four_mads;
        let large =
            point.value * 2 * 10 >= SPIKE_SIZE_TENTHS * self.twice_median && point.packets >= MIN_BASE;
        far && large
    }

    /// The median of the values, a sensor and day.
    pub fn median(&self) -> Ratio {
        Ratio { over: self.twice_median, under: 2 * i128::from(MEAN_PARTS) }
    }

    /// How far the values lie from their median, as a part of it: the MAD; none where the median is nothing.
    pub fn scatter(&self) -> Option<Ratio> {
        Ratio::new(self.four_mads, 2 * self.twice_median)
    }

    /// The day of the highest value, the first of equals, as a position in the quarter, and that value in multiples of
    /// the median; none where that is nothing.
    pub fn highest(&self) -> Option<(usize, Ratio)> {
        let highest = self.points.iter().rev().max_by_key(|point| point.value)?;
        Some((highest.day, Ratio::new(2 * highest.value, self.twice_median)?))
    }
}

/// The sum of the two middle values, or twice the one in the middle: twice the median.
pub(super) fn middles(values: impl Iterator<Item = i128>) -> i128 {
    let mut values: Vec<i128> = values.collect();
    values.sort_unstable();
    let middle = |at: usize| values.get(at).copied().unwrap_or(0);
    middle(values.len().saturating_sub(1) / 2) + middle(values.len() / 2)
}

/// Eighteen times the variance of Mann and Kendall's S over `values`, ties corrected.
fn eighteen_variances(mut values: Vec<i128>) -> i128 {
    let of = |count: usize| (count as i128) * (count as i128 - 1) * (2 * count as i128 + 5);
    values.sort_unstable();
    let ties: i128 = values.chunk_by(|left, right| left == right).map(|tied| of(tied.len())).sum();
    of(values.len()) - ties
}
