//! Ticks: round values from zero, days that people use, months under them.

use chrono::Datelike;

use super::{DayTick, Month, ValueTick};
use crate::quarter::{Day, Quarter};
use crate::words::Words;

/// At most so many steps stand above zero.
const STEPS: i128 = 6;

/// Ticks from zero to the first round value at or above `highest`, in parts of a packet.
pub(super) fn values(highest: i64, parts: i64, words: &Words) -> Vec<ValueTick> {
    let step = step(i128::from(highest.max(1)), i128::from(parts));
    let steps = (i128::from(highest.max(1)) + step - 1) / step;
    (0..=steps.max(1))
        .filter_map(|count| i64::try_from(count * step).ok())
        .map(|value| ValueTick { value, label: words.tick(value.into(), step, parts) })
        .collect()
}

/// The smallest of 1, 2, 2.5 and 5 times a power of ten that needs at most [`STEPS`] steps; whole packets where
/// values are whole packets.
fn step(highest: i128, parts: i128) -> i128 {
    let mut unit = 1;
    loop {
        for (numerator, denominator) in [(1, 1), (2, 1), (5, 2), (5, 1)] {
            let whole =
                unit * numerator % denominator == 0 && (parts == 1 || unit * numerator / denominator >= 1);
            let step = unit * numerator / denominator;
            if whole && step * STEPS >= highest {
                return step;
            }
        }
        unit *= 10;
    }
}

/// The 1st and the 15th of each month.
pub(super) fn days(quarter: Quarter) -> Vec<DayTick> {
    let marked = |(_, day): &(usize, Day)| matches!(day.day(), 1 | 15);
    let tick = |(at, day): (usize, Day)| DayTick { day: at as u32, label: day.day().to_string() };
    quarter.span().days().enumerate().filter(marked).map(tick).collect()
}

/// The three months.
pub(super) fn months(quarter: Quarter, words: &Words) -> Vec<Month> {
    let within = |month: u32| quarter.span().days().enumerate().filter(move |(_, day)| day.month() == month);
    let month = |number: u32| {
        let first = within(number).map(|(at, _)| at as u32).next()?;
        let last = within(number).map(|(at, _)| at as u32).last()?;
        Some(Month { first, last, label: words.month(number).to_owned() })
    };
    quarter.months().into_iter().filter_map(month).collect()
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn steps_are_round() {
        for (highest, parts, expected) in
            [(1, 1, 1), (7, 1, 2), (29, 1, 5), (2_605, 1, 500), (340_000, 1, 100_000), (1_400, 1000, 250)]
        {
            assert_eq!(step(highest, parts), expected, "{highest}");
        }
        assert!(step(i128::from(i64::MAX), 1) > 0);
    }
}
