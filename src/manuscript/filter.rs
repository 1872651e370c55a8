//! Which rows count: the conditions of a filter, each a column and the values that are kept or left out.

use std::collections::BTreeSet;

use super::Reader;
use super::question::unknown;
use crate::config::{Source, Table as Toml, Value};
use crate::finding::Finding;
use crate::key::{Port, Protocol, Region};
use crate::question::{Condition, Values};
use crate::said;

/// A filter as it was written: columns, with `not_` before those whose values are left out, and values.
pub(super) type Written = Vec<(Value<String>, Vec<Value<String>>)>;

/// What stands under `filter`.
pub(super) fn read(toml: &mut Toml) -> Written {
    let read = toml.table("filter", |filter| {
        let keys = filter.keys().into_iter();
        keys.filter_map(|key| filter.list_of_text(&key.value).map(|values| (key, values))).collect()
    });
    read.unwrap_or_default()
}

/// The conditions of a filter, sorted, so that equal questions are equal values.
pub(super) fn conditions(reader: &mut Reader<'_>, source: &Source, filter: Written) -> Vec<Condition> {
    let read = filter.into_iter().filter_map(|(key, values)| condition(reader, source, &key, values));
    let mut conditions: Vec<_> = read.collect();
    conditions.sort();
    conditions
}

fn condition(
    reader: &mut Reader<'_>,
    source: &Source,
    key: &Value<String>,
    values: Vec<Value<String>>,
) -> Option<Condition> {
    let (exclude, column) = match key.value.strip_prefix("not_") {
        Some(column) => (true, column),
        None => (false, key.value.as_str()),
    };
    let known = ["port", "protocol", "region", "sensor"];
    if !known.contains(&column) && !source.columns.texts.contains_key(column) {
        let named = Value { value: column.to_owned(), place: key.place.clone() };
        unknown(
            reader,
            "filter-unknown",
            &named,
            known.into_iter().chain(source.columns.texts.keys().map(String::as_str)),
        );
        return None;
    }
    let values = match values.as_slice() {
        [range] if column == "port" && numbers(&range.value).is_some() => numbers(&range.value)?,
        _ => {
            let read: Vec<_> = values.iter().filter_map(|value| self::value(reader, column, value)).collect();
            (read.len() == values.len()).then_some(())?;
            Values::OneOf(BTreeSet::from_iter(read))
        }
    };
    Some(Condition { column: column.to_owned(), exclude, values })
}

/// `1-1023`, port numbers from and to.
fn numbers(text: &str) -> Option<Values> {
    let (first, last) = text.split_once('-')?;
    let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (first <= last).then_some(Values::Numbers(first, last))
}

/// A value in the form that answers have: ports and regions as their keys print.
fn value(reader: &mut Reader<'_>, column: &str, value: &Value<String>) -> Option<String> {
    let text = value.value.as_str();
    let read = match column {
        "port" => text.parse::<Port>().ok().map(|port| port.to_string()),
        "region" => text
            .parse::<Region>()
            .ok()
            .or_else(|| reader.site.names.region_named(text))
            .map(|region| region.to_string()),
        "protocol" => text.parse::<Protocol>().ok().map(|protocol| protocol.to_string()),
        _ => Some(text.to_owned()),
    };
    if read.is_none() {
        reader.findings.push(Finding::error(
            "filter-value",
            value.place.clone(),
            said!("「{text}」は{column}の値として読めません。", "“{text}” is no value of {column}."),
            said!(
                "ポートは「23/TCP」または「1-1023」、地域は「JP」や「日本」、プロトコルはTCP・UDP・ICMPと書きます。",
                "Ports are written 23/TCP or 1-1023, regions JP or Japan, protocols TCP, UDP or ICMP."
            ),
        ));
    }
    read
}
