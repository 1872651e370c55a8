//! What one sensor or one day carries: before a rank or a peak is called a trend, the prose should say so.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::passage::Passage;
use super::pattern::{is_whole, pattern};
use super::{Desk, rows};
use crate::answer::{Answer, Row};
use crate::finding::{Finding, Place};
use crate::key::Key;
use crate::quarter::Day;
use crate::question::{By, Question};
use crate::report;
use crate::rules::{CARRIED_PERCENT, FEWEST_SENSORS, MIN_BASE};
use crate::said;

/// Words that say that not all sensors see it; not 11台.
static SENSOR_SAID: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[^0-9０-９.．〇一二三四五六七八九十百])[1１一]台|特定のセンサー|一部のセンサー|センサーだけ|one sensor",
    )
});

/// Words that say that not all days see it; not 21日だけ, which may be any number of days, but 10月21日だけ.
static DAY_SAID: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[^0-9０-９.．〇一二三四五六七八九十百])[1１一]日(?:だけ|のみ|のうちに)|月[0-9０-９]{1,2}日(?:だけ|のみ)|の日(?:だけ|のみ)|one day",
    )
});

/// What must be asked beneath the rows that are printed: their packets by sensor.
pub fn questions(job: report::Job<'_>) -> BTreeSet<Question> {
    rows::printed(job).filter_map(|row| row.by_sensor()).collect()
}

/// Rows that one sensor carries, as a whole or on their highest day.
pub(super) fn one_sensor(desk: &Desk<'_>) -> Vec<Finding> {
    let finding = |row: rows::Printed<'_>| {
        let beneath = desk.beneath(&row.by_sensor()?)?;
        let carrier = carrier(row.answer, row.row, beneath).filter(|_| !is_said(desk, &row, &SENSOR_SAID))?;
        let (label, Carrier { sensor, percent, day }) = (row.label(desk), carrier);
        let place = row.place.clone();
        Some(match day {
            None => of_sensor(&label, sensor, percent, place),
            Some(day) => {
                let day = row.answer.quarter.span().day(day);
                on_peak(&label, sensor, (&desk.words.day(day), day), percent, place)
            }
        })
    };
    once(rows::printed(desk.job).filter_map(finding))
}

/// A sensor that carries a row, or the spike of it.
pub(super) struct Carrier<'a> {
    sensor: &'a Key,
    percent: i64,
    /// Position of the spike's day.
    day: Option<usize>,
}

/// The sensor that carries `row`, whose packets by sensor are `beneath`.
pub(super) fn carrier<'a>(answer: &Answer, row: &Row, beneath: &'a Answer) -> Option<Carrier<'a>> {
    let sum: i64 = beneath.rows.iter().map(|own| own.sums.every).sum();
    let first = beneath.rows.first()?;
    if carries(first.sums.every, sum) {
        return Some(Carrier { sensor: &first.key, percent: share(first.sums.every, sum), day: None });
    }
    let day = spike(answer, row)?;
    let (sensor, excess, all) = on_day(&beneath.rows, day)?;
    carries(excess, all).then(|| Carrier { sensor, percent: share(excess, all), day: Some(day) })
}

/// Rows that one day carries.
pub(super) fn one_day(desk: &Desk<'_>) -> Vec<Finding> {
    let finding = |row: rows::Printed<'_>| {
        let sum: i64 = row.row.daily.iter().sum();
        let (at, most) = row.row.daily.iter().enumerate().max_by_key(|(_, packets)| **packets)?;
        if !carries(*most, sum) || !row.is_measured() || is_said(desk, &row, &DAY_SAID) {
            return None;
        }
        let day = row.answer.quarter.span().day(at);
        let (label, date) = (row.label(desk), desk.words.day(day));
        let percent = share(*most, sum);
        Some(Finding::warning(
            "one-day",
            row.place.clone(),
            said!(
                "{label}は、四半期のパケットの{percent}%を{date}の1日だけで観測しています。",
                "{label} has {percent}% of the quarter's packets on the one day {day}."
            ),
            said!(
                "傾向として述べる前に、{label}の名を挙げた段落に「1日だけ」のように書いて、そのことを読み手に示してください。",
                "Before it is called a trend, say in a paragraph that names {label} that it was seen on one day."
            ),
        ))
    };
    once(rows::printed(desk.job).filter_map(finding))
}

fn once(findings: impl Iterator<Item = Finding>) -> Vec<Finding> {
    let mut told = BTreeSet::new();
    findings.filter(|finding| told.insert(finding.what.clone())).collect()
}

fn carries(part: i64, whole: i64) -> bool {
    whole > 0 && i128::from(part) * 100 > i128::from(whole) * i128::from(CARRIED_PERCENT)
}

fn share(part: i64, whole: i64) -> i64 {
    (i128::from(part) * 100 / i128::from(whole.max(1))) as i64
}

/// The position of the highest day of a row's spike, where it has one.
fn spike(answer: &Answer, row: &Row) -> Option<usize> {
    let days = answer.course(row)?.spike()?.days;
    days.max_by_key(|day| row.daily.get(*day))
}

/// The sensor with most of what a day has above the mean of the other days, how much, and that of all sensors.
fn on_day(rows: &[Row], day: usize) -> Option<(&Key, i64, i64)> {
    let excess = |row: &Row| {
        let own = row.daily.get(day).copied().unwrap_or(0);
        let others = row.daily.iter().sum::<i64>() - own;
        (own - others / (row.daily.len() as i64 - 1).max(1)).max(0)
    };
    let all = rows.iter().map(excess).sum();
    rows.iter().map(|row| (&row.key, excess(row), all)).max_by_key(|(_, excess, _)| *excess)
}

/// Whether a passage that names the row says so.
fn is_said(desk: &Desk<'_>, row: &rows::Printed<'_>, said: &Regex) -> bool {
    let names = row.names(desk);
    let is_named = |text: &str, name: &String| {
        text.match_indices(name.as_str()).any(|(at, name)| is_whole(text, at, at + name.len()))
    };
    let says = |passage: &Passage| {
        let text = passage.text();
        said.is_match(&text) && names.iter().any(|name| is_named(&text, name))
    };
    desk.passages.iter().any(says)
}

fn of_sensor(label: &str, sensor: &Key, percent: i64, place: Place) -> Finding {
    Finding::warning(
        "one-sensor",
        place,
        said!(
            "{label}は、パケットの{percent}%を1台のセンサー（{sensor}）だけで観測しています。",
            "One sensor ({sensor}) observed {percent}% of the packets of {label}."
        ),
        mend(label),
    )
}

fn on_peak(label: &str, sensor: &Key, (date, day): (&str, Day), percent: i64, place: Place) -> Finding {
    Finding::warning(
        "one-sensor",
        place,
        said!(
            "{label}の{date}の急増は、その{percent}%を1台のセンサー（{sensor}）だけで観測しています。",
            "One sensor ({sensor}) observed {percent}% of the spike of {label} on {day}."
        ),
        mend(label),
    )
}

fn mend(label: &str) -> crate::finding::Said {
    said!(
        "傾向として述べる前に、{label}の名を挙げた段落に「センサー1台だけ」のように書いて、そのことを読み手に示してください。",
        "Before it is called a trend, say in a paragraph that names {label} that one sensor saw it."
    )
}

impl rows::Printed<'_> {
    /// Whether there are packets and days enough to speak of a trend at all.
    fn is_measured(&self) -> bool {
        self.row.sums.every >= MIN_BASE && self.answer.windows(self.row).is_some()
    }

    /// What asks for its packets by sensor; none where there are too few sensors for one to stand out, or
    /// where the row is a sensor itself.
    fn by_sensor(&self) -> Option<Question> {
        let many = self.answer.sensors.is_some_and(|sensors| sensors >= FEWEST_SENSORS);
        let told_apart = self.answer.question.by == By::Sensor;
        (many && !told_apart && self.is_measured())
            .then(|| self.answer.question.within(&self.row.key, By::Sensor))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sensor_and_one_day_are_no_part_of_a_number() {
        for (text, sensor, day) in [
            ("センサー1台だけで", true, false),
            ("（一台）", true, false),
            ("11台で観測し", false, false),
            ("十一台で観測し", false, false),
            ("2.1台あたり", false, false),
            ("1日だけ観測し", false, true),
            ("21日だけ観測し", false, false),
            ("10月21日だけ観測し", false, true),
        ] {
            assert_eq!((SENSOR_SAID.is_match(text), DAY_SAID.is_match(text)), (sensor, day), "{text}");
        }
    }
}
