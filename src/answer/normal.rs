//! The range that is normal for a row: where most of its daily values lay in the quarters before.
//!
//! Comes in: an answer about those quarters, of one row. Goes out: the median of its values, the scatter around it, and
//! the ends of the range by the constants of `rules`. Each value is a mean a sensor and day, so that a sensor that came
//! or was lost moves nothing.

use super::trend::middles;
use super::{Answer, Row};
use crate::quarter::Quarter;
use crate::question::Ratio;
use crate::rules::{MAD_TEN_THOUSANDTHS, MEAN_PARTS, NORMAL_TENTHS, WINDOW_DAYS};

/// The daily values of some quarters, a sensor and day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Normal {
    /// Twice their median, in parts.
    twice_median: i128,
    /// Four times the median of their distances from it, in parts.
    four_mads: i128,
    /// The fewest packets of a day.
    pub fewest: i64,
}

/// How the valid days of a quarter lie to a range.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outside {
    /// How many there are.
    pub days: usize,
    /// How many lie above it.
    pub above: usize,
    /// How many lie below it.
    pub below: usize,
}

impl Outside {
    /// Whether more than half of the days, and so their median, lie above the range (1) or below it (−1); else 0.
    pub fn side(self) -> i128 {
        i128::from(self.above * 2 > self.days) - i128::from(self.below * 2 > self.days)
    }
}

impl Answer {
    /// How the valid days of `row` lie to what was `normal`, as a chart a sensor and day draws both.
    pub fn outside(&self, row: &Row, normal: Normal) -> Outside {
        let parts = |value: Ratio| value.rounded(MEAN_PARTS.into());
        let [low, high] = normal.ends().map(parts);
        let valid = self.days_of(row).iter().enumerate().filter(|(_, day)| day.valid());
        let mut outside = Outside::default();
        for (at, day) in valid {
            let packets = row.daily.get(at).copied().unwrap_or(0);
            let value = Ratio::new(packets.into(), day.observed.into()).and_then(parts);
            outside.days += 1;
            outside.above += usize::from(value > high);
            outside.below += usize::from(value < low);
        }
        outside
    }

    /// How many of the last `quarters` before `quarter` have enough valid days.
    pub fn quarters_held(&self, quarters: u32) -> u32 {
        self.before(quarters).filter(|days| days.len() >= 2 * WINDOW_DAYS).count() as u32
    }

    /// How many days of the last `quarters` before `quarter` are not valid.
    pub fn lacking(&self, quarters: u32) -> usize {
        let last = std::iter::successors(Some(self.quarter.previous()), |held| Some(held.previous()));
        let all: usize = last.take(quarters as usize).map(|quarter| quarter.span().len()).sum();
        all - self.before(quarters).map(|days| days.len()).sum::<usize>().min(all)
    }

    /// What was normal in the last `quarters`, of means over `mean` days; none without a day.
    pub fn normal(&self, quarters: u32, mean: u32) -> Option<Normal> {
        let days: Vec<usize> = self.before(quarters).flatten().collect();
        let first = *days.first()?;
        let values: Vec<i128> = days.iter().filter_map(|day| self.level(first, *day, mean)).collect();
        let observed = (first..self.days.len()).filter(|day| self.days[*day].observed > 0);
        let fewest = observed.map(|day| self.packets(day)).min()?;
        let twice_median = middles(values.iter().copied());
        let four_mads = middles(values.iter().map(|value| (2 * value - twice_median).abs()));
        (!values.is_empty()).then_some(Normal { twice_median, four_mads, fewest })
    }

    /// The valid days of each of the last `quarters`, the earliest first.
    fn before(&self, quarters: u32) -> impl Iterator<Item = Vec<usize>> {
        let mut spans: Vec<_> =
            std::iter::successors(Some(self.quarter.previous()), |held| Some(held.previous()))
                .map(Quarter::span)
                .take(quarters as usize)
                .collect();
        spans.reverse();
        spans.into_iter().map(|span| {
            let within = span.days().filter_map(|day| self.span.index(day));
            within.filter(|day| self.days.get(*day).is_some_and(|state| state.valid())).collect()
        })
    }

    /// The mean a sensor and day over the `mean` days up to `day`, in parts; none where they begin before `first`.
    fn level(&self, first: usize, day: usize, mean: u32) -> Option<i128> {
        let from = (day + 1).checked_sub(mean as usize).filter(|from| *from >= first)?;
        let packets = (from..=day).map(|day| i128::from(self.packets(day))).sum();
        let sensor_days = (from..=day).map(|day| i128::from(self.days[day].observed)).sum();
        Ratio::new(packets, sensor_days)?.rounded(MEAN_PARTS.into())
    }

    /// The packets of a day of the one row.
    fn packets(&self, day: usize) -> i64 {
        self.rows.first().and_then(|row| row.daily.get(day)).copied().unwrap_or(0)
    }
}

impl Normal {
    /// The middle of it, a sensor and day.
    pub fn median(self) -> Ratio {
        Ratio { over: self.twice_median, under: 2 * i128::from(MEAN_PARTS) }
    }

    /// The low and the high end a sensor and day, never below nothing.
    pub fn ends(self) -> [Ratio; 2] {
        // Median ± k · 1.4826 · MAD, both sides four times, in tenths and ten-thousandths.
        let middle = 2 * self.twice_median * 10 * 10_000;
        let reach = NORMAL_TENTHS * MAD_TEN_THOUSANDTHS * self.four_mads;
        let under = 4 * 10 * 10_000 * i128::from(MEAN_PARTS);
        [middle - reach, middle + reach].map(|end| Ratio { over: end.max(0), under })
    }
}

#[cfg(test)]
mod tests {
    use super::super::trend_tests::{answer, days};
    use super::*;

    /// 100 packets a sensor and day, give or take 2.5 · 1.4826 · 10: from 62.935 to 137.065.
    fn normal() -> Normal {
        Normal { twice_median: 200_000, four_mads: 40_000, fewest: 0 }
    }

    fn outside(daily: &[i64], sensors: impl Fn(usize) -> u32) -> Outside {
        let answer = answer(daily, sensors);
        answer.outside(&answer.rows[0], normal())
    }

    #[test]
    fn days_lie_outside_beyond_the_ends_a_sensor() {
        assert_eq!(normal().median().rounded(1), Some(100));
        // Two sensors: 274 packets are 137 each.
        let turns = [274, 275, 126, 125];
        let all = outside(&days(|day| turns[day as usize % 4]), |_| 2);
        assert_eq!(all, Outside { days: 92, above: 23, below: 23 });
        // One sensor of two sees half of it, and the day is valid still; without one it is not.
        let half = days(|day| if day < 40 { 300 } else { 150 });
        assert_eq!(outside(&half, |day| if day < 40 { 2 } else { 1 }).above, 92);
        let none = outside(&days(|_| 300), |day| u32::from(day < 30) * 2);
        assert_eq!(none, Outside { days: 30, above: 30, below: 0 });
    }

    #[test]
    fn more_than_half_of_the_days_are_a_side() {
        let side = |above: usize, below: usize| Outside { days: 90, above, below }.side();
        assert_eq!((side(45, 0), side(46, 0), side(0, 45), side(0, 46)), (0, 1, 0, -1));
        assert_eq!((side(45, 45), Outside::default().side()), (0, 0));
    }
}
