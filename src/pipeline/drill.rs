//! The second, narrow round: what lies beneath single rows of the first answers, and the days of single rows in quarters
//! before, in one plan a source. No round where nothing asks.
//!
//! Comes in: what is asked, whoever asks it. Goes out: the answers, and what is wrong with the observations. A source
//! that does not have the columns together answers nothing; who asked tells that.

use std::collections::{BTreeMap, BTreeSet};

use super::stage::Asking;
use super::{ask, normal};
use crate::answer::Answer;
use crate::config::Site;
use crate::finding::Finding;
use crate::quarter::Quarter;
use crate::question::{By, Filter, Observed, Plan, Question};
use crate::report::Before;
use crate::rules::FILTERS;

/// Told where a column that is asked for is in no file.
const MISSING: &str = "missing-dimension";

/// What is asked in such a round.
#[derive(Clone, Debug, Default)]
pub(super) struct Beneath {
    /// Of the quarter.
    pub(super) questions: BTreeSet<Question>,
    /// Rows of which the days of so many quarters before are asked.
    pub(super) before: BTreeMap<Before, u32>,
    /// Whether the sums of the same quarter of the year before are asked, too, where no days of quarters before are.
    pub(super) year: bool,
}

/// What a second round brings.
#[derive(Debug, Default)]
pub(super) struct Drilled {
    pub(super) answers: BTreeMap<Question, Answer>,
    /// The days of quarters before, of each row that was asked: an answer of that row alone.
    pub(super) earlier: BTreeMap<Before, Answer>,
    /// The sums of these quarters, where questions part rows by sensor.
    pub(super) sensors: BTreeMap<Question, Answer>,
    pub(super) findings: Vec<Finding>,
}

/// Asks `beneath`: in one plan a source as long as its filters fit, or by each kind of rows alone where a source does not
/// have them all.
pub(super) fn drill(site: &Site, quarter: Quarter, beneath: &Beneath, ask: &mut Asking<'_>) -> Drilled {
    let mut drilled = Drilled::default();
    for round in rounds(beneath) {
        let mut found = ask_once(site, quarter, &round, ask);
        if found.lacks() {
            let kinds = round.kinds().into_iter();
            found = kinds
                .fold(Drilled::default(), |so_far, kind| so_far.and(ask_once(site, quarter, &kind, ask)));
            found.findings.retain(|finding| finding.code != MISSING);
        }
        drilled = drilled.and(found);
    }
    drilled
}

impl Beneath {
    pub(super) fn is_empty(&self) -> bool {
        self.questions.is_empty() && self.before.is_empty()
    }

    /// Every question that is put to the data, and the row before of which it asks.
    fn all(&self) -> impl Iterator<Item = (Question, Option<(Before, u32)>)> {
        let beneath = self.questions.iter().map(|question| (question.clone(), None));
        let before = self.before.iter();
        beneath.chain(before.map(|(before, quarters)| (before.question(), Some((before.clone(), *quarters)))))
    }

    fn add(&mut self, question: Question, before: Option<(Before, u32)>) {
        match before {
            Some((before, quarters)) => drop(self.before.insert(before, quarters)),
            None => drop(self.questions.insert(question)),
        }
    }

    /// The same, by each kind of rows alone.
    fn kinds(&self) -> Vec<Self> {
        let kinds: BTreeSet<_> = self.all().map(|(question, _)| question.by).collect();
        let of_kind = |by| {
            let mut kind = Self { year: self.year, ..Self::default() };
            let own = self.all().filter(|(question, _)| question.by == by);
            own.for_each(|(question, before)| kind.add(question, before));
            kind
        };
        kinds.into_iter().map(of_kind).collect()
    }
}

/// What is asked of one source after another, as much at a time as its filters fit a plan.
fn rounds(beneath: &Beneath) -> Vec<Beneath> {
    let mut all: Vec<_> = beneath.all().collect();
    all.sort_by(|(left, _), (right, _)| left.source.cmp(&right.source));
    let mut rounds: Vec<(String, BTreeSet<Filter>, Beneath)> = Vec::new();
    for (question, before) in all {
        let fits = |(source, filters, _): &(String, BTreeSet<Filter>, _)| {
            *source == question.source && (filters.len() < FILTERS || filters.contains(&question.filter))
        };
        if !rounds.last().is_some_and(fits) {
            let round = Beneath { year: beneath.year, ..Beneath::default() };
            rounds.push((question.source.clone(), BTreeSet::new(), round));
        }
        if let Some((_, filters, asked)) = rounds.last_mut() {
            filters.insert(question.filter.clone());
            asked.add(question, before);
        }
    }
    rounds.into_iter().map(|(_, _, asked)| asked).collect()
}

/// Asks what is asked of one source.
fn ask_once(site: &Site, quarter: Quarter, beneath: &Beneath, ask: &mut Asking<'_>) -> Drilled {
    let asked: BTreeSet<Question> = beneath.all().map(|(question, _)| question).collect();
    let Some(source) = asked.first().map(|question| question.source.clone()) else {
        return Drilled::default();
    };
    let quarters = beneath.before.values().copied().max().unwrap_or(0);
    let year = (beneath.year && quarters == 0).then(|| quarter.year_before().span());
    let before = normal::spans(quarter, quarters.max(1));
    let spans: Vec<_> = std::iter::once(quarter.span()).chain(before).chain(year).collect();
    let daily = if quarters > 0 { spans.len() } else { 1 };
    let plan = Plan { daily, ..ask::plan(&source, spans, &asked) };
    let seen = ask(site, std::slice::from_ref(&plan));
    let Some(observed) = seen.observed.get(&source) else {
        return Drilled { findings: seen.findings, ..Drilled::default() };
    };
    let answers = |plan: &Plan, questions: &BTreeSet<Question>, observed: Observed| {
        let observed = BTreeMap::from([(source.clone(), observed)]);
        ask::answers(site, quarter, questions, std::slice::from_ref(plan), &observed)
    };
    let findings = seen.findings;
    if quarters == 0 {
        let answers = answers(&plan, &beneath.questions, observed.clone());
        return Drilled { answers, findings, ..Drilled::default() };
    }
    // Where several quarters tell what is normal, they tell it of each sensor, too.
    let several = beneath.before.iter().filter(|(_, quarters)| **quarters > 1);
    let several: BTreeSet<Filter> = several.map(|(before, _)| before.question().filter).collect();
    let parted = beneath.questions.iter().filter(|question| question.by == By::Sensor);
    let parted: BTreeSet<Question> =
        parted.filter(|question| several.contains(&question.filter)).cloned().collect();
    let rows: BTreeSet<Question> = beneath.before.keys().map(Before::question).collect();
    let earlier = Plan { spans: vec![normal::stretch(quarter, quarters)], ..plan.clone() };
    let past = normal::before(quarter, observed);
    let told = answers(&earlier, &rows, past.clone());
    let of = |before: &Before| Some((before.clone(), told.get(&before.question())?.clone()));
    Drilled {
        answers: answers(&plan, &beneath.questions, normal::without(quarter, observed)),
        earlier: beneath.before.keys().filter_map(of).collect(),
        sensors: answers(&earlier, &parted, past),
        findings,
    }
}

impl Drilled {
    fn lacks(&self) -> bool {
        self.findings.iter().any(|finding| finding.code == MISSING)
    }

    fn and(mut self, other: Self) -> Self {
        self.answers.extend(other.answers);
        self.earlier.extend(other.earlier);
        self.sensors.extend(other.sensors);
        self.findings.extend(other.findings);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::Key;
    use crate::question::Scope;

    #[test]
    fn rounds_keep_to_one_source_and_as_many_filters_as_a_plan_may_have() {
        let filter = Filter { scope: Scope::All, conditions: Vec::new() };
        let of = |source: &str| Question {
            source: source.to_owned(),
            by: By::Column("kind".to_owned()),
            filter: filter.clone(),
            measure: "packets".to_owned(),
        };
        let beneath = |source: &str, at: usize| {
            let key = Key::Text(format!("{at}"));
            [By::Port, By::Sensor].map(|by| of(source).within(&key, by))
        };
        let questions: BTreeSet<_> =
            (0..FILTERS + 1).flat_map(|at| beneath("a", at)).chain(beneath("b", 0)).collect();
        let days = |source: &str, at: usize| Before { of: of(source), key: Key::Text(format!("{at}")) };
        let before = BTreeMap::from([(days("a", 0), 8), (days("b", 7), 1)]);
        let rounds = rounds(&Beneath { questions, before, year: false });
        assert_eq!(rounds.iter().map(|round| round.all().count()).sum::<usize>(), 2 * FILTERS + 4 + 2);
        for round in &rounds {
            let sources: BTreeSet<_> = round.all().map(|(question, _)| question.source).collect();
            assert_eq!(sources.len(), 1);
            let filters: BTreeSet<_> = round.all().map(|(question, _)| question.filter).collect();
            assert!(filters.len() <= FILTERS);
        }
        assert_eq!(rounds.iter().map(|round| round.before.len()).sum::<usize>(), 2);
        assert!(super::rounds(&Beneath::default()).is_empty());
    }
}
