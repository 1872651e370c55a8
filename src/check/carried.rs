//! What one sensor or one day carries: before a rank or a peak is called a trend, the prose should say so.

use std::collections::BTreeSet;
use std::ops::Range;

use super::number::whole;
use super::passage::Passage;
use super::{Desk, rows};
use crate::answer::{Answer, Row};
use crate::finding::{Finding, Place};
use crate::key::Key;
use crate::quarter::Day;
use crate::question::{By, Question};
use crate::report;
use crate::rules::{CARRIED_PERCENT, FEWEST_SENSORS, MIN_BASE};
use crate::said;

/// Words that say that not all sensors, or not all days, see it.
const SENSOR_SAID: [&str; 7] =
    ["1台", "１台", "一台", "特定のセンサー", "一部のセンサー", "センサーだけ", "one sensor"];
const DAY_SAID: [&str; 6] = ["1日だけ", "１日だけ", "一日だけ", "だけ観測", "1日のうちに", "one day"];

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
fn is_said(desk: &Desk<'_>, row: &rows::Printed<'_>, words: &[&str]) -> bool {
    let names = row.names(desk);
    let says = |passage: &Passage| {
        let text = passage.text();
        names.iter().any(|name| is_there(&text, name, whole))
            && words.iter().any(|word| is_there(&text, word, counts))
    };
    desk.passages.iter().any(says)
}

/// Whether `text` has the word, as `stands` sees it.
fn is_there(text: &str, word: &str, stands: fn(&str, &Range<usize>) -> bool) -> bool {
    text.match_indices(word).any(|(at, _)| stands(text, &(at..at + word.len())))
}

/// Whether a word with a number is not the end of a longer number: 1台, but not 11台.
fn counts(text: &str, range: &Range<usize>) -> bool {
    let figure = |c: char| c.is_numeric() || matches!(c, '十' | '百' | '.');
    !(text[range.clone()].starts_with(|c: char| c.is_numeric() || c == '一')
        && text[..range.start].ends_with(figure))
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

    /// What asks for its packets by sensor; none where there are too few sensors for one to stand out.
    fn by_sensor(&self) -> Option<Question> {
        let many = self.answer.sensors.is_some_and(|sensors| sensors >= FEWEST_SENSORS);
        // What is told by sensor says so itself.
        let told_apart = self.answer.question.by == By::Sensor;
        (many && !told_apart && self.is_measured())
            .then(|| self.answer.question.within(&self.row.key, By::Sensor))
    }
}
