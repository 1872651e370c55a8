//! All questions of the manuscripts, gathered into one plan a source, and the answers woven back.

use std::collections::{BTreeMap, BTreeSet};

use crate::answer::{self, Answer};
use crate::binding::Step;
use crate::config::Site;
use crate::manuscript::{Block, Manuscript};
use crate::quarter::{Quarter, Span};
use crate::question::{GridPlan, Observed, Plan, Question};

/// Every question, once.
pub(super) fn questions<'a>(manuscripts: impl Iterator<Item = &'a Manuscript>) -> BTreeSet<Question> {
    manuscripts.flat_map(|manuscript| manuscript.blocks.iter().filter_map(asked_by)).cloned().collect()
}

fn asked_by(block: &Block) -> Option<&Question> {
    match block {
        Block::Table(table) => Some(&table.question),
        Block::Chart(chart) => Some(&chart.question),
        _ => None,
    }
}

/// Sources of which a binding compares a row with the same quarter of the year before.
pub(super) fn years<'m>(manuscripts: impl Iterator<Item = &'m Manuscript>) -> BTreeSet<String> {
    let of_binding = |manuscript: &Manuscript, path: &[Step]| match (path.first(), path.last()) {
        (Some(Step::Name(id)), Some(Step::Name(name))) if name == "change_year" => {
            manuscript.asking(id).and_then(asked_by).map(|question| question.source.clone())
        }
        _ => None,
    };
    let of_manuscript = |manuscript: &'m Manuscript| {
        let bindings = manuscript.bindings().into_iter();
        bindings.filter_map(move |(_, expression)| of_binding(manuscript, &expression.path))
    };
    manuscripts.flat_map(of_manuscript).collect()
}

/// A plan for each source of the site, also for one that nobody asks: its coverage is always told. Of `years` the
/// quarter of the year before is asked, too.
pub(super) fn plans(
    site: &Site,
    quarter: Quarter,
    questions: &BTreeSet<Question>,
    years: &BTreeSet<String>,
) -> Vec<Plan> {
    let year = |source: &String| years.contains(source).then(|| quarter.year_before().span());
    let spans =
        |source| [quarter.span(), quarter.previous().span()].into_iter().chain(year(source)).collect();
    site.sources.keys().map(|source| plan(source, spans(source), questions)).collect()
}

/// The plan that puts to `source` those of `questions` that are its own; daily numbers come of the first of `spans`.
pub(super) fn plan(source: &str, spans: Vec<Span>, questions: &BTreeSet<Question>) -> Plan {
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
    Plan { source: source.to_owned(), spans, daily: 1, filters, measures, grids }
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
        let span = *plan.spans.first()?;
        Some((question.clone(), answer::answer(site, quarter, span, question, observed, grid)))
    };
    questions.iter().filter_map(answered).collect()
}
