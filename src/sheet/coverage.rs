//! What was not observed: days, sensor-days and the windows of changes, by source and scope; and the outages.

use std::collections::BTreeMap;

use super::{Cell, Job, Row, Section};
use crate::answer::{Answer, DayState};
use crate::finding::Said;
use crate::quarter::{Day, Span};
use crate::question::{By, Scope};
use crate::said;

/// What was not observed.
pub(super) fn coverage(job: &Job<'_>) -> Section {
    let title = job.say(&said!("観測の欠け", "What was not observed"));
    let lead = job.coverage.iter().map(|said| job.say(said)).collect();
    let section = Section { lead, ..Section::new("coverage", title) };
    let heads = [
        (said!("対象", "Of"), 7),
        (said!("観測できた日", "Days observed"), 5),
        (said!("欠け（延べ）", "Sensor-days missing"), 6),
        (said!("使わない日", "Days not valid"), 4),
        (said!("期初・期末", "Missing in windows"), 5),
    ];
    let rows: Vec<_> = grounds(job).into_iter().map(|(ground, answer)| row(job, &ground, answer)).collect();
    if rows.is_empty() {
        return section;
    }
    Section { rows, ..section.table(heads.map(|(head, width)| (job.say(&head), width))) }
}

/// What days are counted over: a source, a scope, and whether a filter leaves out sensors of it.
type Ground<'a> = (&'a str, Scope, bool);

/// An answer for each ground; one of sensors' own rows only where there is no other, since its windows are theirs.
fn grounds<'a>(job: &Job<'a>) -> BTreeMap<Ground<'a>, &'a Answer> {
    let mut grounds = BTreeMap::new();
    let of_sensors =
        |by_sensor| job.answers.iter().filter(move |(own, _)| (own.by == By::Sensor) == by_sensor);
    for (question, answer) in of_sensors(false).chain(of_sensors(true)) {
        let some = question.filter.conditions.iter().any(|condition| condition.column == "sensor");
        grounds.entry((question.source.as_str(), question.filter.scope, some)).or_insert(answer);
    }
    grounds
}

fn row(job: &Job<'_>, (source, scope, some): &Ground<'_>, answer: &Answer) -> Row {
    let scope = answer.sensors.map(|sensors| match (scope, some) {
        (_, true) => said!("（うち{sensors}台）", " ({sensors} sensors of it)"),
        (Scope::Home, _) => said!("（国内{sensors}台）", " (home, {sensors} sensors)"),
        (Scope::Overseas, _) => said!("（海外{sensors}台）", " (overseas, {sensors} sensors)"),
        (Scope::All, _) => said!("（全{sensors}台）", " (all {sensors} sensors)"),
    });
    let whole = job.site.sources.get(*source).is_none_or(|source| source.whole);
    let (days, seen) = (answer.days.len(), answer.observed_days());
    let invalid = answer.days.iter().filter(|day| is_due(day, whole) && !day.valid()).count();
    let cells = [
        format!("{source}{}", scope.map_or_else(String::new, |scope| job.say(&scope))),
        job.say(&said!("{days}日中{seen}日", "{seen} of {days}")),
        missing(job, answer, whole),
        job.say(&said!("{invalid}日", "{invalid}")),
        windows(job, answer, whole),
    ];
    Row::of(cells.map(Cell::from))
}

/// Whether a day is one of those on which something should have been seen.
fn is_due(day: &DayState, whole: bool) -> bool {
    whole || day.observed > 0 || day.outage
}

/// Sensor-days that a day lacks.
fn lacks(day: &DayState, whole: bool) -> u32 {
    if is_due(day, whole) { day.in_service.max(day.observed) - day.observed } else { 0 }
}

fn missing(job: &Job<'_>, answer: &Answer, whole: bool) -> String {
    let lacks: Vec<u32> = answer.days.iter().map(|day| lacks(day, whole)).collect();
    let all: u32 = lacks.iter().sum();
    if all == 0 {
        return job.say(&said!("なし", "none"));
    }
    let when = stretches(&lacks).into_iter().map(|(first, last)| {
        let span = answer.quarter.span();
        stretch(job, span.day(first), span.day(last))
    });
    let when = when.collect::<Vec<_>>().join(&job.say(&said!("、", ", ")));
    job.say(&said!("{all}日分（{when}）", "{all} ({when})"))
}

/// The first and last positions of days beside each other that lack something.
fn stretches(lacks: &[u32]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for at in lacks.iter().enumerate().filter(|(_, lack)| **lack > 0).map(|(at, _)| at) {
        match found.last_mut() {
            Some((_, last)) if *last + 1 == at => *last = at,
            _ => found.push((at, at)),
        }
    }
    found
}

fn windows(job: &Job<'_>, answer: &Answer, whole: bool) -> String {
    if answer.question.by == By::Sensor {
        return "－".to_owned();
    }
    let windows = answer.rows.first().and_then(|row| answer.windows(row));
    let Some([first, last]) = windows else {
        return job.say(&said!("比べられる日が足りません", "too few days to compare"));
    };
    let lack = |days: &[usize]| -> u32 {
        days.iter().filter_map(|&at| answer.days.get(at)).map(|day| lacks(day, whole)).sum()
    };
    let said = match (lack(&first), lack(&last)) {
        (0, 0) => said!("なし", "none"),
        (first, last) => said!("期初{first}日分、期末{last}日分", "{first} in the first, {last} in the last"),
    };
    job.say(&said)
}

/// The outages that touch this quarter or the one before.
pub(super) fn outages(job: &Job<'_>) -> Section {
    let title = job.say(&said!("観測停止", "Outages"));
    let section = Section::new("outages", title);
    let (Span { last, .. }, Span { first, .. }) =
        (job.edition.quarter.span(), job.edition.quarter.previous().span());
    let touching = job.site.outages.iter().filter(|outage| outage.from <= last && outage.to >= first);
    let rows: Vec<_> = touching
        .map(|outage| {
            let every = || job.say(&said!("すべて", "all"));
            let cells = [
                stretch(job, outage.from, outage.to),
                outage.sensor.clone().unwrap_or_else(every),
                outage.reason.clone(),
            ];
            Row::of(cells.map(Cell::from))
        })
        .collect();
    if rows.is_empty() {
        let none = job.say(&said!(
            "この四半期と前の四半期の記録はありません。",
            "None is recorded of this quarter and the one before."
        ));
        return Section { lead: vec![none], ..section };
    }
    let heads = [(said!("期間", "When"), 4), (said!("センサー", "Sensor"), 3), (said!("理由", "Reason"), 5)];
    Section { rows, ..section.table(heads.map(|(head, width)| (job.say(&head), width))) }
}

/// From one day to another, in words.
fn stretch(job: &Job<'_>, first: Day, last: Day) -> String {
    let say = |day| match job.site.words.get(&job.site.lang) {
        Some(words) => words.day(day),
        None => day.to_string(),
    };
    if first == last {
        say(first)
    } else {
        job.say(&Said {
            ja: format!("{}～{}", say(first), say(last)),
            en: format!("{} to {}", say(first), say(last)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_beside_each_other_are_one_stretch() {
        assert_eq!(stretches(&[0, 1, 2, 0, 0, 3]), [(1, 2), (5, 5)]);
        assert!(stretches(&[0, 0]).is_empty());
    }

    #[test]
    fn a_part_of_a_delivery_lacks_no_day_that_nobody_promised() {
        let day = |observed, outage| DayState { observed, in_service: 3, outage };
        assert_eq!(lacks(&day(0, false), true), 3);
        assert_eq!(lacks(&day(0, false), false), 0);
        assert_eq!(lacks(&day(0, true), false), 3);
        assert_eq!(lacks(&day(2, false), false), 1);
        assert_eq!(lacks(&day(4, false), true), 0);
    }
}
