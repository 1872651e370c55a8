//! How many distinct things were counted a day while an event lasted, and on its usual days.
//!
//! Comes in: a row of distinct counts, and the event of the row of packets with the same key. Goes out: medians of
//! daily counts. Of an even number of days the median is the lower of the two in the middle, so that nothing is added
//! or averaged: each is what was counted on a day.

use super::{Answer, Event, Row};
use crate::question::Ratio;
use crate::rules::{FEWEST_DISTINCT, MEAN_PARTS, SPIKE_SIZE_TENTHS, SWING_PERCENT};

/// The medians of the daily counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Distinct {
    /// On the event's usual days.
    pub usual: i64,
    /// While it lasted, or on the new level.
    pub then: i64,
}

impl Answer {
    /// The distinct counts of `row` around `event`; none where either days are not known.
    pub fn distinct(&self, row: &Row, event: &Event) -> Option<Distinct> {
        let count = |day: &usize| row.daily.get(*day).copied();
        let [usual, then] = self.around(row, event).map(|days| median(days.iter().filter_map(count)));
        Some(Distinct { usual: usual?, then: then? })
    }

    /// The packets of `packets` for each of the distinct things of `row`, on the median day, usually and then, in parts.
    pub fn packets_each(&self, row: &Row, packets: &Row, event: &Event) -> Option<[i128; 2]> {
        let each = |day: &usize| {
            let (over, under) = (packets.daily.get(*day)?, row.daily.get(*day)?);
            Ratio::new((*over).into(), (*under).into())?.rounded(MEAN_PARTS.into())
        };
        let [usual, then] = self.around(row, event).map(|days| median(days.iter().filter_map(each)));
        Some([usual?, then?])
    }

    /// The usual days of `event`, and its own, as far as they are valid.
    fn around(&self, row: &Row, event: &Event) -> [Vec<usize>; 2] {
        let days = self.days_of(row);
        let valid = |day: &usize| days.get(*day).is_some_and(|state| state.valid());
        let usual = event.usual_days.iter().copied().filter(valid).collect();
        [usual, event.lasting(days.len()).filter(valid).collect()]
    }
}

impl Distinct {
    /// Whether more were counted then (1), fewer (−1) or about as many (0); none in between, and of few.
    pub fn direction(self) -> Option<i128> {
        let [usual, then] = [self.usual, self.then].map(i128::from);
        let (low, high) = (usual.min(then), usual.max(then));
        if high < i128::from(FEWEST_DISTINCT) {
            return None;
        }
        if high * 10 >= low * SPIKE_SIZE_TENTHS {
            return Some((then - usual).signum());
        }
        Ratio::new(then - usual, usual).map(|change| change.direction(SWING_PERCENT)).filter(|way| *way == 0)
    }
}

/// The lower median.
fn median<T: Ord + Copy>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    values.get(values.len().saturating_sub(1) / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::super::Happening;
    use super::super::trend_tests::{answer, days};
    use super::*;

    #[test]
    fn a_median_is_what_was_counted_on_a_day() {
        assert_eq!(median([7, 1, 100].into_iter()), Some(7));
        assert_eq!(median([100, 1, 7, 8].into_iter()), Some(7));
        assert_eq!(median(std::iter::empty::<i64>()), None);
    }

    #[test]
    fn counts_go_up_or_down_from_half_as_many_again_and_are_alike_below_a_fifth() {
        for (usual, then, direction) in [
            (100, 150, Some(1)),
            (100, 149, None),
            (100, 120, None),
            (100, 119, Some(0)),
            (100, 81, Some(0)),
            (100, 80, None),
            (150, 100, Some(-1)),
            (149, 100, None),
            (3, 25, Some(1)),
            (0, 25, Some(1)),
            (25, 0, Some(-1)),
            (3, 24, None),
            (0, 0, None),
        ] {
            assert_eq!(Distinct { usual, then }.direction(), direction, "{usual} {then}");
        }
    }

    #[test]
    fn the_days_of_an_event_are_set_against_its_usual_days() {
        let event = |what: Happening| Event {
            what,
            days: 40..=41,
            count: 2,
            peak: 41,
            usual_days: (0..20).collect(),
            usual: 0,
            level: 0,
            excess: 0,
            strength: 0,
        };
        // 100 a day at first, then 60; 900 and 300 while it lasts.
        let counts = |day: i64| match day {
            0..=29 => 100,
            40 => 900,
            41 => 300,
            _ => 60,
        };
        let seen = |of: &dyn Fn(i64) -> i64| answer(&days(of), |day| if day == 45 { 0 } else { 2 });
        let (counted, packets) = (seen(&counts), seen(&|day| 2 * counts(day) + (day - 40).max(0)));
        let row = &counted.rows[0];
        let of = |what| counted.distinct(row, &event(what)).map(|held| (held.usual, held.then));
        assert_eq!(of(Happening::Burst), Some((100, 300)), "the lower of two");
        assert_eq!(of(Happening::Fall), Some((100, 60)), "the days from the new level on");
        let each = counted.packets_each(row, &packets.rows[0], &event(Happening::Burst));
        assert_eq!(each, Some([2_000, 2_000]), "1,800 of 900, and 601 of 300");
        let rise = Event { usual_days: vec![45], ..event(Happening::Rise) };
        assert_eq!(counted.distinct(row, &rise), None, "a day that nobody saw");
    }
}
