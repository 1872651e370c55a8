//! The addresses outside that the report leads its readers to, with the day on which somebody last looked.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Cell, Job, Row, Section};
use crate::quarter::Day;
use crate::report::Report;
use crate::said;

/// What stands where no day is known.
const UNKNOWN: &str = "－";

/// The addresses in the order in which readers meet them.
pub(super) fn links(job: &Job<'_>) -> Section {
    let title = job.say(&said!("外部へのリンク", "Links outside"));
    let section = Section::new("links", title);
    let mut found = Vec::new();
    job.texts.iter().for_each(|text| gather(&json(text.report), &mut found));
    if found.is_empty() {
        let none = job.say(&said!("ありません。", "None."));
        return Section { lead: vec![none], ..section };
    }
    let looked: BTreeMap<&str, Day> =
        job.site.references.values().filter_map(|own| Some((own.url.as_str(), own.accessed?))).collect();
    let heads = [(said!("アドレス", "Address"), 5), (said!("最後に見た日", "Last looked at"), 2)];
    let rows = found.iter().map(|url| {
        let day = looked.get(url.as_str()).map_or_else(|| UNKNOWN.to_owned(), Day::to_string);
        Row::of([url.clone(), day].map(Cell::from))
    });
    Section { rows: rows.collect(), ..section.table(heads.map(|(head, width)| (job.say(&head), width))) }
}

fn json(report: &Report) -> Value {
    // Texts, integers, lists and enums by name: nothing of a report can fail to be JSON.
    serde_json::to_value(report).unwrap_or_default()
}

/// Adds every address that a link or the licence of `value` has, each once.
fn gather(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            let address = fields.get("href").or(fields.get("url")).and_then(Value::as_str);
            if let Some(address) = address.filter(|address| address.starts_with("http"))
                && !found.iter().any(|own| own == address)
            {
                found.push(address.to_owned());
            }
            fields.values().for_each(|field| gather(field, found));
        }
        Value::Array(items) => items.iter().for_each(|item| gather(item, found)),
        _ => {}
    }
}
