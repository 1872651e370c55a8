//! How far the observations of an answer reach: days and sensors observed, days lost.

use super::Reach;
use crate::answer::DayState;
use crate::quarter::{Day, Span};
use crate::report::desk::Desk;
use crate::report::told::Told;
use crate::words::fill;

/// In numbers.
pub(super) fn reach(told: &Told<'_>) -> Reach {
    let (Span { first, last }, days) = (told.span(), told.days());
    let count = |of: fn(&DayState) -> u32| days.iter().map(|day| i64::from(of(day))).sum();
    let lost = told.span().days().zip(days).filter(|(_, day)| day.observed == 0);
    Reach {
        first,
        last,
        days: days.len(),
        observed_days: told.observed_days(),
        sensors: told.sensors(),
        sensor_days: count(|day| day.in_service),
        observed_sensor_days: count(|day| day.observed),
        lost_days: lost.map(|(day, _)| day).collect(),
    }
}

/// In words.
pub(super) fn said(desk: &Desk<'_>, reach: &Reach) -> Vec<String> {
    let words = &desk.words.inquiry;
    let template = if reach.sensors.is_some() { &words.coverage_sensors } else { &words.coverage };
    let number = |count: i64| desk.words.number(count.into());
    let holes = [
        ("days", reach.days.to_string()),
        ("held", reach.observed_days.to_string()),
        ("pairs", number(reach.sensor_days)),
        ("held_pairs", number(reach.observed_sensor_days)),
    ];
    let runs = reach.lost_days.chunk_by(|one, next| one.succ_opt() == Some(*next));
    let run = |days: &[Day]| Some(desk.words.span(Span { first: *days.first()?, last: *days.last()? }));
    let lost: Vec<String> = runs.filter_map(run).collect();
    let lost = (!lost.is_empty()).then(|| fill(&words.lost, &[("days", &lost.join(&words.separator))]));
    [desk.words.filled(template, &holes)].into_iter().chain(lost).collect()
}
