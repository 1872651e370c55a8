//! The quarters before an edition's, asked where a chart shows the range that is normal for its line. No question where
//! none does.
//!
//! Comes in: which rows are asked about over how many quarters. Goes out: an answer of each such row alone. A source is
//! asked in one plan, over the most quarters that any of its charts wants.

use std::collections::{BTreeMap, BTreeSet};

use super::ask;
use super::stage::Asking;
use crate::answer::Answer;
use crate::config::Site;
use crate::finding::{Finding, Level};
use crate::quarter::{Quarter, Span};
use crate::question::Question;
use crate::report::Before;

/// What the quarters before answer.
pub(super) struct Answered {
    /// The answer of each row, by the question and the key that it is a row of.
    pub(super) answers: Vec<(Before, Answer)>,
    /// What is wrong with the observations; that days of other quarters are absent is told where they are missed.
    pub(super) findings: Vec<Finding>,
}

/// Asks about each row of `asked`.
pub(super) fn before(
    site: &Site,
    quarter: Quarter,
    asked: BTreeMap<Before, u32>,
    asking: &mut Asking<'_>,
) -> Answered {
    let questions: BTreeSet<Question> = asked.keys().map(Before::question).collect();
    let sources: BTreeSet<&String> = asked.keys().map(|before| &before.of.source).collect();
    let plan = |source: &&String| {
        let own = asked.iter().filter(|(before, _)| before.of.source == **source);
        let quarters = own.map(|(_, quarters)| *quarters).max().unwrap_or_default();
        ask::plan(source, vec![span(quarter, quarters)], &questions)
    };
    let plans: Vec<_> = sources.iter().map(plan).collect();
    let mut seen = asking(site, &plans);
    seen.findings.retain(|finding| finding.level == Level::Error);
    let mut told = ask::answers(site, quarter, &questions, &plans, &seen.observed);
    let answers = asked.into_keys().filter_map(|before| {
        let answer = told.remove(&before.question())?;
        Some((before, answer))
    });
    Answered { answers: answers.collect(), findings: seen.findings }
}

/// The days of `quarters` before `quarter`.
fn span(quarter: Quarter, quarters: u32) -> Span {
    let last = quarter.previous();
    let first = (1..quarters).fold(last, |held, _| held.previous());
    Span { first: first.span().first, last: last.span().last }
}
