//! What tables and charts ask alike: source, rows, scope, filter, measure.

use std::collections::BTreeSet;

use super::Reader;
use crate::config::{Source, Table as Toml, Value};
use crate::finding::{Finding, Place, nearest};
use crate::key::{Port, Region};
use crate::question::{By, Condition, Filter, Question, Scope, Values};
use crate::said;

/// Reads the question of a block; what is not said has its default.
pub(super) fn read(reader: &mut Reader<'_>, toml: &mut Toml, place: &Place) -> Option<Question> {
    let source = self::source(reader, toml, place);
    let rows = toml.text("rows");
    let scope =
        toml.choice("scope", &[("home", Scope::Home), ("overseas", Scope::Overseas), ("all", Scope::All)]);
    let measure = toml.text("measure");
    let source = source?;
    let conditions = filter(reader, toml, source);
    let by = by(reader, source, rows?)?;
    let measure = self::measure(reader, source, measure)?;
    let scope = scope.map_or_else(|| default_scope(reader, source), |scope| scope.value);
    Some(Question { source: source.name.clone(), by, filter: Filter { scope, conditions }, measure })
}

/// At home where sensors are known, else everything.
fn default_scope(reader: &Reader<'_>, source: &Source) -> Scope {
    match source.scope {
        Some(scope) => scope,
        None if source.columns.sensor.is_some() && !reader.site.sensors.is_empty() => Scope::Home,
        None => Scope::All,
    }
}

fn source<'a>(reader: &mut Reader<'a>, toml: &mut Toml, place: &Place) -> Option<&'a Source> {
    let named = toml.text("source");
    let sources = &reader.site.sources;
    match named {
        Some(name) => {
            let found = sources.get(&name.value);
            if found.is_none() {
                unknown(reader, "source-unknown", &name, sources.keys().map(String::as_str));
            }
            found
        }
        None if sources.len() == 1 => sources.values().next(),
        None => {
            let names = sources.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
            reader.findings.push(Finding::error(
                "source-unsaid",
                place.clone(),
                said!("どのデータを使うかが書かれていません。", "It is not said which source this asks."),
                said!("「source = \"…\"」を加えてください：{names}", "Add `source = \"…\"`: {names}"),
            ));
            None
        }
    }
}

fn by(reader: &mut Reader<'_>, source: &Source, rows: Value<String>) -> Option<By> {
    match rows.value.as_str() {
        "port" => Some(By::Port),
        "region" => Some(By::Region),
        "sensor" => Some(By::Sensor),
        "total" => Some(By::Total),
        column if source.columns.texts.contains_key(column) => Some(By::Column(column.to_owned())),
        _ => {
            let known = ["port", "region", "sensor", "total"].into_iter();
            unknown(
                reader,
                "rows-unknown",
                &rows,
                known.chain(source.columns.texts.keys().map(String::as_str)),
            );
            None
        }
    }
}

fn measure(reader: &mut Reader<'_>, source: &Source, measure: Option<Value<String>>) -> Option<String> {
    let Some(measure) = measure else { return Some("packets".to_owned()) };
    if source.measures.contains_key(&measure.value) {
        return Some(measure.value);
    }
    unknown(reader, "measure-unknown", &measure, source.measures.keys().map(String::as_str));
    None
}

/// The conditions under `filter`, sorted, so that equal questions are equal values.
fn filter(reader: &mut Reader<'_>, toml: &mut Toml, source: &Source) -> Vec<Condition> {
    let read = toml.table("filter", |filter| {
        let keys = filter.keys();
        keys.into_iter().filter_map(|key| Some((filter.list_of_text(&key.value)?, key))).collect::<Vec<_>>()
    });
    let conditions = read.unwrap_or_default().into_iter();
    let mut conditions: Vec<_> =
        conditions.filter_map(|(values, key)| condition(reader, source, &key, values)).collect();
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
        "protocol" => text.parse::<crate::key::Protocol>().ok().map(|protocol| protocol.to_string()),
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

/// A name that is not among those that exist.
pub(super) fn unknown<'n>(
    reader: &mut Reader<'_>,
    code: &str,
    name: &Value<String>,
    known: impl Iterator<Item = &'n str> + Clone,
) {
    let list = known.clone().collect::<Vec<_>>().join(", ");
    let (text, near) = (&name.value, nearest(&name.value, known));
    let mend = match near {
        Some(near) => said!(
            "「{near}」ではありませんか。使える名前：{list}",
            "Did you mean “{near}”? Known names: {list}"
        ),
        None => said!("使える名前：{list}", "Known names: {list}"),
    };
    reader.findings.push(Finding::error(
        code,
        name.place.clone(),
        said!("「{text}」という名前はありません。", "There is nothing called “{text}”."),
        mend,
    ));
}
