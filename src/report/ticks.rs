//! Ticks: round values from zero, days that people use, months under them.

use chrono::Datelike;

use super::{DayTick, Month, ValueTick};
use crate::quarter::{Day, Span};
use crate::words::Words;

/// At most so many steps stand above zero.
const STEPS: i128 = 6;

/// The name of a month needs one part in so many of the axis: February of a year still has it.
const NARROWEST: usize = 14;

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

/// The 1st and the 15th of each month; of few days more of them, of many the 1st alone.
pub(super) fn days(span: Span) -> Vec<DayTick> {
    let is_marked = |day: Day| match span.len() {
        0..=16 => true,
        17..=62 => matches!(day.day(), 1 | 8 | 15 | 22),
        63..=190 => matches!(day.day(), 1 | 15),
        _ => day.day() == 1,
    };
    let tick = |(at, day): (usize, Day)| DayTick { day: at as u32, label: day.day().to_string() };
    span.days().enumerate().filter(|(_, day)| is_marked(*day)).map(tick).collect()
}

/// The months, but for a part of one that has no room for its name.
pub(super) fn months(span: Span, words: &Words) -> Vec<Month> {
    let days: Vec<(u32, Day)> = (0..).zip(span.days()).collect();
    let month = |days: &[(u32, Day)]| {
        let ((first, day), (last, _)) = (days.first()?, days.last()?);
        let has_room = days.len() * NARROWEST >= span.len();
        has_room.then(|| Month { first: *first, last: *last, label: words.month(day.month()).to_owned() })
    };
    days.chunk_by(|(_, one), (_, next)| one.month() == next.month()).filter_map(month).collect()
}

#[cfg(test)]
mod tests {
    use super::{days, months, step};
    use crate::quarter::Span;
    use crate::words::{Words, shipped};

    #[test]
    fn days_and_months_are_marked_as_far_as_they_have_room() {
        let span =
            |first: &str, last: &str| Span { first: first.parse().unwrap(), last: last.parse().unwrap() };
        let labels = |span| days(span).into_iter().map(|tick| tick.label).collect::<Vec<_>>().join(" ");
        assert_eq!(labels(span("2022-10-01", "2022-12-31")), "1 15 1 15 1 15");
        assert_eq!(labels(span("2022-12-30", "2023-01-02")), "30 31 1 2");
        assert_eq!(labels(span("2022-12-01", "2022-12-31")), "1 8 15 22");
        assert_eq!(labels(span("2022-01-01", "2022-12-31")), "1 1 1 1 1 1 1 1 1 1 1 1");
        let words: Words = toml::from_str(shipped()[0].1).unwrap();
        let named = |span| {
            let of = months(span, &words).into_iter();
            of.map(|month| (month.first, month.last, month.label)).collect::<Vec<_>>()
        };
        let months = |span| named(span).into_iter().map(|(.., label)| label).collect::<Vec<_>>().join(" ");
        assert_eq!(named(span("2022-11-29", "2022-12-31")), [(2, 32, "12月".to_owned())]);
        assert_eq!(months(span("2022-12-31", "2023-01-01")), "12月 1月");
        assert_eq!(months(span("2022-01-01", "2022-12-31")).split(' ').count(), 12);
    }

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
