//! All questions of the manuscripts, gathered into one plan a source, and the answers woven back.

use std::collections::{BTreeMap, BTreeSet};

use crate::answer::{self, Answer};
use crate::config::Site;
use crate::manuscript::{Block, Manuscript};
use crate::quarter::Quarter;
use crate::question::{GridPlan, Observed, Plan, Question};

/// Every question, once.
pub(super) fn questions<'a>(manuscripts: impl Iterator<Item = &'a Manuscript>) -> BTreeSet<Question> {
    let asked = |block: &Block| match block {
        Block::Table(table) => Some(table.question.clone()),
        Block::Chart(chart) => Some(chart.question.clone()),
        _ => None,
    };
    manuscripts.flat_map(|manuscript| manuscript.blocks.iter().filter_map(asked)).collect()
}

/// A plan for each source of the site, also for one that nobody asks: its coverage is always told.
pub(super) fn plans(site: &Site, quarter: Quarter, questions: &BTreeSet<Question>) -> Vec<Plan> {
    site.sources.keys().map(|source| plan(source, quarter, questions)).collect()
}

fn plan(source: &str, quarter: Quarter, questions: &BTreeSet<Question>) -> Plan {
    let asked: Vec<_> = questions.iter().filter(|question| question.source == source).collect();
    let filters: Vec<_> =
        asked.iter().map(|question| question.filter.clone()).collect::<BTreeSet<_>>().into_iter().collect();
    let measures: BTreeSet<_> = asked.iter().map(|question| question.measure.clone()).collect();
    let measures: Vec<_> = measures.into_iter().collect();
    let grid = |question: &&Question| {
        let filter = filters.iter().position(|filter| *filter == question.filter)?;
        let measure = measures.iter().position(|measure| *measure == question.measure)?;
        Some(GridPlan { by: question.by.clone(), filter, measure })
    };
    let grids = asked.iter().filter_map(grid).collect::<BTreeSet<_>>().into_iter().collect();
    let spans = vec![quarter.span(), quarter.previous().span()];
    Plan { source: source.to_owned(), spans, filters, measures, grids }
}

/// The answer to every question whose source could be read.
pub(super) fn answers(
    site: &Site,
    quarter: Quarter,
    questions: &BTreeSet<Question>,
    plans: &[Plan],
    observed: &BTreeMap<String, Observed>,
) -> BTreeMap<Question, Answer> {
    let answered = |question: &Question| {
        let plan = plans.iter().find(|plan| plan.source == question.source)?;
        let observed = observed.get(&question.source)?;
        let is_asked = |grid: &GridPlan| {
            grid.by == question.by
                && plan.filters.get(grid.filter) == Some(&question.filter)
                && plan.measures.get(grid.measure) == Some(&question.measure)
        };
        let grid = observed.grids.get(plan.grids.iter().position(is_asked)?)?;
        Some((question.clone(), answer::answer(site, quarter, question, observed, grid)))
    };
    questions.iter().filter_map(answered).collect()
}
