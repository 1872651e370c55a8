//! Conditions as they are typed on a command line: `region=US`, `region!=JP,CN`, `scope=all`.

use crate::config::Value;
use crate::finding::{Finding, Place};
use crate::manuscript::Reader;
use crate::manuscript::filter::Written as Filter;
use crate::manuscript::question::{SCOPES, Written, unknown};
use crate::question::Scope;
use crate::said;

/// Adds the condition `text` to what is written.
pub(super) fn read(reader: &mut Reader<'_>, text: &str, written: &mut Written) {
    let place = Place::file(format!("--where {text}"));
    let here = |value: &str| Value { value: value.to_owned(), place: place.clone() };
    let Some((column, values)) = text.split_once('=') else {
        return reader.findings.push(no_condition(place));
    };
    let (column, excludes) = match column.trim().strip_suffix('!') {
        Some(column) => (column.trim(), true),
        None => (column.trim(), false),
    };
    let values: Vec<_> =
        values.split(',').map(str::trim).filter(|value| !value.is_empty()).map(here).collect();
    match (column, values.as_slice()) {
        ("", _) | (_, []) => reader.findings.push(no_condition(place)),
        ("scope", [named]) if !excludes => match scope(&named.value) {
            Some(scope) => written.scope = Some(scope),
            None => unknown(reader, "scope-unknown", named, SCOPES.iter().map(|(name, _)| *name)),
        },
        ("scope", _) => reader.findings.push(no_condition(place)),
        _ => {
            let key = if excludes { format!("not_{column}") } else { column.to_owned() };
            match written.filter.iter_mut().find(|(known, _)| known.value == key) {
                Some((_, known)) => known.extend(values),
                None => written.filter.push((here(&key), values)),
            }
        }
    }
}

fn scope(name: &str) -> Option<Scope> {
    SCOPES.iter().find(|(known, _)| *known == name).map(|(_, scope)| *scope)
}

/// Columns of a filter that are not among `columns`, and sensors that the sensors' table does not know: none has a row.
pub(super) fn check(reader: &mut Reader<'_>, filter: &Filter, columns: &[&str]) {
    let ids: Vec<&str> = reader.site.sensors.iter().map(|sensor| sensor.id.as_str()).collect();
    let columns = columns.iter().copied().chain(["protocol", "scope"]);
    for (key, values) in filter {
        let named = Value { value: column(key).to_owned(), place: key.place.clone() };
        if !columns.clone().any(|known| known == named.value) {
            unknown(reader, "filter-unknown", &named, columns.clone());
        }
        let is_known = |id: &&Value<String>| ids.is_empty() || ids.contains(&id.value.as_str());
        for value in values.iter().filter(|value| named.value == "sensor" && !is_known(value)) {
            unknown(reader, "sensor-unknown", value, ids.iter().copied());
        }
    }
}

/// The column of a key of a filter.
fn column(key: &Value<String>) -> &str {
    key.value.strip_prefix("not_").unwrap_or(&key.value)
}

fn no_condition(place: Place) -> Finding {
    Finding::error(
        "where-form",
        place,
        said!("条件として読めません。", "This is no condition."),
        said!(
            "「region=US」「region!=JP」「port=23/TCP,2323/TCP」「port=1-1023」「scope=all」のように書いてください。",
            "Write it as region=US, region!=JP, port=23/TCP,2323/TCP, port=1-1023 or scope=all."
        ),
    )
}
