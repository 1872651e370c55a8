//! The second, narrow round: what lies beneath single rows of the first answers. No round where nothing asks.
//!
//! Comes in: a set of questions, whoever asks them. Goes out: their answers, and what is wrong with the observations.
//! A source that does not have the columns together answers nothing; who asked tells that.

use std::collections::{BTreeMap, BTreeSet};

use super::stage::Asking;
use crate::answer::Answer;
use crate::config::Site;
use crate::finding::Finding;
use crate::quarter::Quarter;
use crate::question::{Filter, Question};
use crate::rules::FILTERS;

/// Told where a column that is asked for is in no file.
const MISSING: &str = "missing-dimension";

/// What a second round brings.
#[derive(Debug, Default)]
pub(super) struct Drilled {
    pub(super) answers: BTreeMap<Question, Answer>,
    pub(super) findings: Vec<Finding>,
}

/// Asks `questions`: in one plan a source as long as its filters fit, or by each kind of rows alone where a source
/// does not have them all.
pub(super) fn drill(
    site: &Site,
    quarter: Quarter,
    questions: &BTreeSet<Question>,
    ask: &mut Asking<'_>,
) -> Drilled {
    let mut drilled = Drilled::default();
    for round in rounds(questions) {
        let mut found = ask_once(site, quarter, &round, ask);
        if found.lacks() {
            let kinds: BTreeSet<_> = round.iter().map(|question| question.by.clone()).collect();
            let of_kind = |by| round.iter().filter(|question| question.by == by).cloned().collect();
            found = kinds.into_iter().map(of_kind).fold(Drilled::default(), |so_far, questions| {
                so_far.and(ask_once(site, quarter, &questions, ask))
            });
            found.findings.retain(|finding| finding.code != MISSING);
        }
        drilled = drilled.and(found);
    }
    drilled
}

/// The questions of one source after another, as many at a time as their filters fit a plan.
fn rounds(questions: &BTreeSet<Question>) -> Vec<BTreeSet<Question>> {
    let mut rounds: Vec<(&str, BTreeSet<&Filter>, BTreeSet<Question>)> = Vec::new();
    for question in questions {
        let fits = |(source, filters, _): &(&str, BTreeSet<&Filter>, _)| {
            *source == question.source && (filters.len() < FILTERS || filters.contains(&question.filter))
        };
        if !rounds.last().is_some_and(fits) {
            rounds.push((&question.source, BTreeSet::new(), BTreeSet::new()));
        }
        if let Some((_, filters, asked)) = rounds.last_mut() {
            filters.insert(&question.filter);
            asked.insert(question.clone());
        }
    }
    rounds.into_iter().map(|(_, _, asked)| asked).collect()
}

fn ask_once(site: &Site, quarter: Quarter, questions: &BTreeSet<Question>, ask: &mut Asking<'_>) -> Drilled {
    let plans = super::ask::asked(super::ask::plans(site, quarter, questions, &BTreeSet::new()));
    let seen = ask(site, &plans);
    let answers = super::ask::answers(site, quarter, questions, &plans, &seen.observed);
    Drilled { answers, findings: seen.findings }
}

impl Drilled {
    fn lacks(&self) -> bool {
        self.findings.iter().any(|finding| finding.code == MISSING)
    }

    fn and(mut self, other: Self) -> Self {
        self.answers.extend(other.answers);
        self.findings.extend(other.findings);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::Key;
    use crate::question::{By, Scope};

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
        let rounds = rounds(&questions);
        assert_eq!(rounds.iter().map(BTreeSet::len).sum::<usize>(), 2 * FILTERS + 4);
        for round in &rounds {
            assert_eq!(round.iter().map(|question| &question.source).collect::<BTreeSet<_>>().len(), 1);
            let filters: BTreeSet<_> = round.iter().map(|question| &question.filter).collect();
            assert!(filters.len() <= FILTERS);
        }
        assert!(super::rounds(&BTreeSet::new()).is_empty());
    }
}
