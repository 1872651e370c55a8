//! What a first read asks: every destination port and source region of every source, at home and overseas, and again of
//! the rows that a further text column marks.

use std::collections::{BTreeMap, BTreeSet};

use super::Job;
use crate::answer::Answer;
use crate::config::{MeasureKind, Site, Source};
use crate::key::Key;
use crate::manuscript::{Block, Manuscript, default_scope};
use crate::question::{By, Condition, Filter, PACKETS, Question, Scope, Values};

/// What is asked first: what the blocks of `manuscript` ask, and every port and region.
pub fn questions(site: &Site, manuscript: &Manuscript) -> BTreeSet<Question> {
    let own = manuscript.blocks.iter().filter_map(asked_by).cloned();
    own.chain(site.sources.values().flat_map(|source| of_source(site, source))).collect()
}

/// The distinct counts of the same rows as `asked`, where the site has any.
pub fn distinct(site: &Site, asked: &BTreeSet<Question>) -> BTreeSet<Question> {
    let beside = |question: &Question| {
        let measures =
            site.sources.get(&question.source).into_iter().flat_map(|source| source.measures.keys());
        let question = question.clone();
        measures.map(move |measure| Question { measure: measure.clone(), ..question.clone() })
    };
    asked.iter().flat_map(beside).filter(|question| is_distinct(site, question)).collect()
}

/// Whether a question asks distinct counts at exactly their grain. Those of all sensors together answer no other scope
/// than the whole of their source.
pub(super) fn is_distinct(site: &Site, question: &Question) -> bool {
    let scope = question.filter.scope;
    let whole = || site.sources.get(&question.source).is_some_and(|source| source.scope == Some(scope));
    site.grain(question).is_some_and(|per| question.is_of_grain(per)) && (scope == Scope::All || whole())
}

fn asked_by(block: &Block) -> Option<&Question> {
    match block {
        Block::Table(table) => Some(&table.question),
        Block::Chart(chart) => Some(&chart.question),
        _ => None,
    }
}

fn of_source(site: &Site, source: &Source) -> Vec<Question> {
    let adds = source.measures.get(PACKETS).is_some_and(|measure| measure.kind == MeasureKind::Sum);
    if !adds {
        return Vec::new();
    }
    let scope = default_scope(site, source);
    let ask = |by: By, scope: Scope, conditions: Vec<Condition>| Question {
        source: source.name.clone(),
        by,
        filter: Filter { scope, conditions },
        measure: PACKETS.to_owned(),
    };
    let mut asked: Vec<Question> = kinds(source).map(|by| ask(by, scope, Vec::new())).collect();
    for column in source.columns.texts.keys() {
        asked.push(ask(By::Column(column.clone()), scope, Vec::new()));
        asked.extend(kinds(source).map(|by| ask(by, scope, vec![marked(column)])));
    }
    let abroad = || site.sensors.iter().any(|sensor| sensor.region != site.home);
    if scope == Scope::Home && source.scope.is_none() && abroad() {
        asked.extend(kinds(source).map(|by| ask(by, Scope::Overseas, Vec::new())));
    }
    asked
}

fn kinds(source: &Source) -> impl Iterator<Item = By> {
    let (port, region) = (source.columns.port.is_some(), source.columns.region.is_some());
    [(port, By::Port), (region, By::Region)].into_iter().filter(|(has, _)| *has).map(|(_, by)| by)
}

/// The rows that have any value in `column`.
fn marked(column: &str) -> Condition {
    Condition {
        column: column.to_owned(),
        exclude: true,
        values: Values::OneOf(BTreeSet::from([String::new()])),
    }
}

/// The answers to the same questions by the value itself, where a text column has a single one besides none: what has
/// any value has that one.
pub fn same(answers: &BTreeMap<Question, Answer>) -> BTreeMap<Question, Answer> {
    let of_column = |question: &Question| {
        let By::Column(column) = &question.by else { return None };
        let answer = answers.get(question).filter(|_| question.filter.conditions.is_empty())?;
        let values: Vec<&str> = answer.rows.iter().filter_map(value).collect();
        let [value] = values.as_slice() else { return None };
        let values = Values::OneOf(BTreeSet::from([(*value).to_owned()]));
        let named = Condition { column: column.clone(), exclude: false, values };
        let again = answers.iter().filter(|(other, _)| {
            other.source == question.source && other.filter.conditions == [marked(column)]
        });
        let again = again.map(|(other, answer)| {
            let filter = Filter { conditions: vec![named.clone()], ..other.filter.clone() };
            let question = Question { filter, ..other.clone() };
            (question.clone(), answer.as_of(question))
        });
        Some(again.collect::<Vec<_>>())
    };
    answers.keys().filter_map(of_column).flatten().collect()
}

fn value(row: &crate::answer::Row) -> Option<&str> {
    match &row.key {
        Key::Text(text) if !text.is_empty() && row.sums.every > 0 => Some(text),
        _ => None,
    }
}

/// Whether a condition names the value of a text column.
pub(super) fn is_mark(condition: &Condition) -> bool {
    !condition.exclude && !["port", "protocol", "region", "sensor"].contains(&condition.column.as_str())
}

/// The questions of ports and regions that are read: without conditions, or with a single one that names its value.
pub(super) fn surveyed<'a>(job: Job<'a>) -> impl Iterator<Item = (&'a Question, &'a Answer)> {
    let is_read = |question: &Question| {
        let plain = matches!(question.by, By::Port | By::Region);
        plain && question.measure == PACKETS && question.filter.conditions.iter().all(is_mark)
    };
    job.answers.iter().filter(move |(question, _)| is_read(question))
}
