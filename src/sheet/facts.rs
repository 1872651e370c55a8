//! What staff looked up themselves: value, day, source and who.

use std::collections::BTreeMap;

use super::{Job, Row, Section};
use crate::binding::Step;
use crate::config::Fact;
use crate::report;
use crate::said;

/// The facts of the edition.
pub(super) fn facts(job: &Job<'_>) -> Section {
    let title = job.say(&said!("手で調べた事実", "Facts that were looked up"));
    let section = Section::new("facts", title);
    if job.edition.facts.is_empty() {
        let none = job.say(&said!("ありません。", "None."));
        return Section { lead: vec![none], ..section };
    }
    let heads = [
        (said!("値", "Value"), 3),
        (said!("いつの時点", "As of"), 3),
        (said!("出どころ", "Source"), 6),
        (said!("調べた人", "Who"), 2),
    ];
    let prints = prints(job);
    let rows = job.edition.facts.iter().map(|(id, fact)| row(id, fact, prints.get(id)));
    Section { rows: rows.collect(), ..section.table(heads.map(|(head, width)| (job.say(&head), width))) }
}

fn row(id: &str, fact: &Fact, print: Option<&String>) -> Row {
    let unit = if fact.unit == "%" { "" } else { &fact.unit };
    let value = format!("{}{unit} [{id}]", print.map_or("", String::as_str));
    Row::of([value, fact.as_of.to_string(), fact.source.clone(), fact.who.clone()].map(Into::into))
}

/// What each fact prints without a filter.
fn prints(job: &Job<'_>) -> BTreeMap<String, String> {
    let values = job.texts.iter().take(1).flat_map(|text| report::values(text.job));
    let of_fact = |value: report::Bindable| match value.expression.path.as_slice() {
        [Step::Name(root), Step::Name(id)] if root == "facts" => Some((id.clone(), value.print)),
        _ => None,
    };
    values.filter_map(of_fact).collect()
}
