//! What single rows of the first answers show: an event in their days, or a trend of the whole quarter.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::ask::surveyed;
use super::{Job, rank};
use crate::answer::{Answer, Class, Course, Event, Happening, Row, TooSmall};
use crate::config::Site;
use crate::question::{By, Question, Scope};
use crate::rules::{
    CARRIED_PERCENT, DRILLED_KEYS, FLAT_PERCENT, MIN_BASE, PREVIOUS_RANK_SHOWN, SURVEYED_KEYS, TREND_PERCENT,
};

/// What a row shows.
#[derive(Clone, Debug)]
pub(super) struct Signal<'a> {
    pub(super) question: &'a Question,
    pub(super) answer: &'a Answer,
    pub(super) row: &'a Row,
    /// What happened; none of a trend.
    pub(super) event: Option<Event>,
    /// Whether it is the largest of its row, which bindings name.
    pub(super) is_main: bool,
    /// How many events its row has.
    pub(super) events: usize,
    /// Up (1) or down (−1).
    pub(super) sign: i128,
    /// The days that show the usual level, and those that do not, as positions in the quarter.
    pub(super) usual: Vec<usize>,
    pub(super) during: Vec<usize>,
}

/// The signals of the rows that are read, and how many rows these are. Those of the most packets are kept: what lies
/// beneath them is asked in one plan.
pub(super) fn signals<'a>(job: Job<'a>) -> (Vec<Signal<'a>>, usize) {
    let (mut trends, mut events, mut series) = (Vec::new(), Vec::new(), 0);
    for (question, answer) in surveyed(job) {
        for row in answer.rows.iter().take(SURVEYED_KEYS).filter(|row| row.sums.every >= MIN_BASE) {
            let Some(course) = answer.course(row) else { continue };
            series += 1;
            trends.extend(trend(question, answer, row, &course));
            events.extend(of_row(question, answer, row, course.events()));
        }
    }
    events.sort_by_key(|signal| Reverse(signal.event.as_ref().map_or(0, |event| event.excess.abs())));
    let all: Vec<Signal<'a>> = trends.into_iter().chain(events).collect();
    let told: Vec<bool> = all.iter().map(|one| all.iter().any(|other| other.tells(one))).collect();
    // The rows of the first ranks may be asked about, too.
    let mut keys: BTreeSet<_> = rank::first(job).map(|(question, _, row)| (question, &row.key)).collect();
    let mut kept = Vec::new();
    for (signal, _) in all.into_iter().zip(told).filter(|(_, told)| !told) {
        let key = (signal.question, &signal.row.key);
        if keys.len() < DRILLED_KEYS || keys.contains(&key) {
            keys.insert(key);
            kept.push(signal);
        }
    }
    (kept, series)
}

fn of_row<'a>(
    question: &'a Question,
    answer: &'a Answer,
    row: &'a Row,
    events: Vec<Event>,
) -> impl Iterator<Item = Signal<'a>> {
    let count = events.len();
    let main = events.iter().rev().max_by_key(|event| event.excess.abs()).cloned();
    events.into_iter().map(move |event| {
        let days = event.lasting(answer.days.len());
        let during =
            days.filter(|day| answer.days_of(row).get(*day).is_some_and(|day| day.valid())).collect();
        let (sign, usual) = (event.direction(), event.usual_days.clone());
        let is_main = main.as_ref() == Some(&event);
        Signal { question, answer, row, sign, usual, during, is_main, events: count, event: Some(event) }
    })
}

/// A trend of a row of the first ranks, or a large one.
fn trend<'a>(
    question: &'a Question,
    answer: &'a Answer,
    row: &'a Row,
    course: &Course,
) -> Option<Signal<'a>> {
    let of_note = row.rank.is_some_and(|rank| rank <= PREVIOUS_RANK_SHOWN);
    if !question.filter.conditions.is_empty() || question.filter.scope == Scope::Overseas {
        return None;
    }
    let least = if of_note { FLAT_PERCENT } else { TREND_PERCENT };
    let sign = answer.change_10d(row).ok()?.direction(least);
    let [usual, during] = answer.windows(row)?;
    let class = match sign {
        1 => Class::Rising,
        -1 => Class::Falling,
        _ => return None,
    };
    let tends = course.is(class, || Ok::<_, TooSmall>(sign)) == Ok(true);
    tends.then_some(Signal {
        question,
        answer,
        row,
        event: None,
        is_main: true,
        events: 0,
        sign,
        usual,
        during,
    })
}

/// Whether the source of `question` has what its rows are.
pub(super) fn has(site: &Site, question: &Question) -> bool {
    let source = site.sources.get(&question.source);
    source.is_some_and(|source| match question.by {
        By::Sensor => source.columns.sensor.is_some() || source.shape.sensor_from_file.is_some(),
        By::Region => source.columns.region.is_some(),
        _ => source.columns.port.is_some(),
    })
}

impl Signal<'_> {
    /// What has to be asked beneath it: the ports or regions that it is made of, and its sensors.
    pub(super) fn beneath(&self, site: &Site) -> Vec<Question> {
        let asked = [self.parts(), By::Sensor].map(|by| self.question.within(&self.row.key, by));
        asked.into_iter().filter(|question| has(site, question)).collect()
    }

    /// What its parts are.
    pub(super) fn parts(&self) -> By {
        if self.question.by == By::Port { By::Region } else { By::Port }
    }

    /// Whether this one tells all that `other` does: the same of all packets, or of those that have nearly all of it.
    fn tells(&self, other: &Self) -> bool {
        self.covers(other) && !other.has_most_of(self) || other.covers(self) && self.has_most_of(other)
    }

    /// Whether it has nearly all of what `wider` shows, under a condition that says what it is.
    fn has_most_of(&self, wider: &Self) -> bool {
        let excess = |signal: &Self| signal.event.as_ref().map_or(0, |event| event.excess.abs());
        !self.question.filter.conditions.is_empty()
            && excess(self) * 100 > excess(wider) * i128::from(CARRIED_PERCENT)
    }

    /// Whether `other` is the same seen through a narrower or another choice of rows: of the same key, direction and
    /// days, but overseas or under a condition.
    fn covers(&self, other: &Self) -> bool {
        let (own, others) = (self.question, other.question);
        let home = own.filter.scope != Scope::Overseas;
        let wider =
            own.filter.conditions.is_empty() && own != others || others.filter.scope == Scope::Overseas;
        let wider = own.source == others.source && own.by == others.by && home && wider;
        let same = self.row.key == other.row.key && self.sign == other.sign;
        wider && same && self.event.is_some() == other.event.is_some() && self.has_days_of(other)
    }

    /// Whether its days come and go, and are not the way to another level.
    pub(super) fn event_is_hump(&self) -> bool {
        self.event.as_ref().is_some_and(|event| matches!(event.what, Happening::Burst | Happening::Drop))
    }

    /// Whether at least half of the days of the longer one are days of both.
    fn has_days_of(&self, other: &Self) -> bool {
        let both = self.during.iter().filter(|day| other.during.contains(day)).count();
        both * 2 >= self.during.len().max(other.during.len()) && both > 0
    }

    /// Whether at least half of the days of the shorter one are days of both.
    pub(super) fn shares_days(&self, other: &Self) -> bool {
        let both = self.during.iter().filter(|day| other.during.contains(day)).count();
        both * 2 >= self.during.len().min(other.during.len()) && both > 0
    }
}
