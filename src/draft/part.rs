//! What a signal is made of: which ports, regions and sensors have how much of it.
//!
//! The part of a key is how many packets more or fewer than usual it has in the same days, set against those of the row.

use super::Job;
use super::course::{Courses, Past};
use super::signal::Signal;
use crate::answer::{Answer, Row};
use crate::key::Key;
use crate::question::{By, Ratio};
use crate::rules::{
    CARRIED_PERCENT, CAUSE_PERCENT, CAUSES, FEWEST_SENSORS, MAJORITY_PERCENT, SPIKE_SIZE_TENTHS,
    WEIGHT_PERMILLE,
};

/// A key's part of a signal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) key: Key,
    /// Packets more or fewer than usual.
    pub(super) excess: i128,
    /// Of those of the row, in thousandths.
    pub(super) share: i128,
    /// Its part of the row's packets in the usual days, in thousandths.
    usually: i128,
}

/// A signal with what lies beneath it.
pub(super) struct Seen<'a> {
    pub(super) signal: &'a Signal<'a>,
    /// Packets more or fewer than usual.
    pub(super) excess: i128,
    /// Of all packets of the scope in these days, in thousandths.
    pub(super) weight: i128,
    /// Every part, the largest first.
    pub(super) parts: Vec<Part>,
    /// Those that make up most of it, or none where it is spread over many.
    pub(super) causes: Vec<Part>,
    /// The sensors, the one with the most first; none where they are not known.
    pub(super) sensors: Vec<Part>,
    /// How many sensors were in service.
    pub(super) serving: usize,
    /// Of a trend, how it stands to the previous quarter.
    pub(super) courses: Option<Courses>,
}

/// What lies beneath `signal`.
pub(super) fn seen<'a>(job: Job<'_>, signal: &'a Signal<'a>, past: Past<'_>) -> Seen<'a> {
    let excess = moved(signal.answer, signal.row, signal).unwrap_or(0);
    let of = |by: By| {
        let question = signal.question.within(&signal.row.key, by);
        let answer = past.beneath.get(&question).or_else(|| job.answers.get(&question));
        answer.map_or_else(Vec::new, |answer| parts(answer, signal, excess))
    };
    let (parts, sensors) = (of(signal.parts()), of(By::Sensor));
    let all: i128 = signal.answer.rows.iter().map(|row| packets(row, &signal.during)).sum();
    let weight = if all > 0 { excess.abs() * 1000 / all } else { 0 };
    let (causes, serving) = (causes(&parts), signal.answer.sensors.unwrap_or(0));
    let is_trend = signal.event.is_none();
    let courses = is_trend.then(|| Courses::of(job, signal.answer, signal.row, past.earlier));
    Seen { signal, excess, weight, causes, parts, sensors, serving, courses }
}

fn parts(answer: &Answer, signal: &Signal<'_>, whole: i128) -> Vec<Part> {
    let part = |row: &Row| {
        let excess = moved(answer, row, signal)?;
        let share = if whole == 0 { 0 } else { excess * 1000 / whole };
        let usually = packets(row, &signal.usual) * 1000 / packets(signal.row, &signal.usual).max(1);
        Some(Part { key: row.key.clone(), excess, share, usually })
    };
    let mut parts: Vec<Part> = answer.rows.iter().filter_map(part).collect();
    parts.sort_by(|left, right| right.share.cmp(&left.share).then_with(|| left.key.cmp(&right.key)));
    parts
}

/// Packets of the days of `signal` beyond what its usual days let expect, on as many observed sensors.
fn moved(answer: &Answer, row: &Row, signal: &Signal<'_>) -> Option<i128> {
    let [usual, during] = rates(answer, row, signal);
    (usual.under > 0).then(|| during.over - usual.over * during.under / usual.under)
}

/// The packets of `row` over the observed sensor-days, in the usual days of `signal` and in its own.
pub(super) fn rates(answer: &Answer, row: &Row, signal: &Signal<'_>) -> [Ratio; 2] {
    let days = answer.days_of(row);
    let observed = |day: &usize| i128::from(days.get(*day).map_or(0, |day| day.observed));
    let rate = |of: &[usize]| Ratio { over: packets(row, of), under: of.iter().map(observed).sum() };
    [rate(&signal.usual), rate(&signal.during)]
}

fn packets(row: &Row, days: &[usize]) -> i128 {
    days.iter().map(|day| i128::from(row.daily.get(*day).copied().unwrap_or(0))).sum()
}

/// The first parts that together make most of it, each of them a good part, and most of it or more of it than
/// of the row's usual days, with whatever is larger than the least of these; none where they do not: what moves like all
/// others is no cause. (Explanatory power and surprise: R. Bhagwan and others, "Adtributor", NSDI 2014.)
fn causes(parts: &[Part]) -> Vec<Part> {
    let (mut held, mut least) = (0, None);
    let is_cause = |part: &&Part| {
        let stands_out = part.share * 10 >= part.usually * SPIKE_SIZE_TENTHS;
        part.share >= CAUSE_PERCENT * 10 && (stands_out || part.share >= MAJORITY_PERCENT * 10)
    };
    let mut first = None;
    for part in parts.iter().filter(is_cause).take(CAUSES) {
        let alike = part.share * 2 >= *first.get_or_insert(part.share);
        if held >= i128::from(CARRIED_PERCENT) * 10 && !alike {
            break;
        }
        held += part.share;
        least = Some(part.share);
    }
    let least = least.filter(|_| held >= MAJORITY_PERCENT * 10);
    let named = parts.iter().filter(|part| least.is_some_and(|least| part.share >= least));
    named.take(CAUSES).cloned().collect()
}

impl<'a> Seen<'a> {
    /// The sensor that has nearly all of it, where there are sensors enough for one to stand out.
    pub(super) fn one_sensor(&self) -> Option<&Part> {
        let first = self.sensors.first().filter(|_| self.serving >= FEWEST_SENSORS)?;
        (first.share > i128::from(CARRIED_PERCENT) * 10).then_some(first)
    }

    /// The few sensors that together have nearly all of it where one alone has not: at most one in three.
    pub(super) fn few_sensors(&self) -> Option<&[Part]> {
        let most = i128::from(CARRIED_PERCENT) * 10;
        let (mut held, mut count) = (0, 0);
        while held <= most {
            held += self.sensors.get(count)?.share;
            count += 1;
        }
        (count > 1 && count * FEWEST_SENSORS <= self.serving).then_some(&self.sensors[..count])
    }

    /// Whether one day has nearly all of it.
    pub(super) fn one_day(&self) -> bool {
        let Some(event) = self.signal.event.as_ref().filter(|_| self.signal.event_is_hump()) else {
            return false;
        };
        let beyond = |day: &usize| {
            let packets = i128::from(self.signal.row.daily.get(*day).copied().unwrap_or(0));
            let sensors = self.signal.answer.days_of(self.signal.row).get(*day).map_or(0, |day| day.observed);
            (packets * 1000 - event.usual * i128::from(sensors)).abs()
        };
        let most = self.signal.during.iter().map(beyond).max().unwrap_or(0);
        event.count == 1 || most * 100 > self.excess.abs() * 1000 * i128::from(CARRIED_PERCENT)
    }

    /// Whether it is a small part of what `whole` shows, which is spread over many: of the same days and direction, most
    /// of it from the key of `whole`, which moved by far more.
    pub(super) fn is_part_of(&self, whole: &Self) -> bool {
        let (own, other) = (self.signal, whole.signal);
        let from = |part: &Part| part.key == other.row.key && part.share >= MAJORITY_PERCENT * 10;
        own.sign == other.sign
            && own.question.source == other.question.source
            && other.question.filter.conditions.is_empty()
            && own.shares_days(other)
            && self.parts.iter().any(from)
            && whole.causes.is_empty()
            && self.excess.abs() * 2 < whole.excess.abs()
    }

    /// Whether it is a large part of what its scope saw in these days.
    pub(super) fn is_large(&self) -> bool {
        self.weight >= WEIGHT_PERMILLE
    }

    /// Days of it, or of the usual level beside it, on which not every sensor in service was observed.
    pub(super) fn lost(&self) -> Vec<usize> {
        let days = self.signal.answer.days_of(self.signal.row);
        let lacks = |day: &&usize| days.get(**day).is_some_and(|day| day.lacks());
        self.signal.during.iter().filter(lacks).copied().collect()
    }
}
