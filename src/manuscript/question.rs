//! What tables and charts ask alike: source, rows, scope, measure, and a filter.

use super::{Reader, filter};
use crate::config::{Site, Source, Table as Toml, Value};
use crate::finding::{Finding, Place, nearest};
use crate::question::{By, Filter, Question, Scope};
use crate::said;

/// The scopes by their names.
pub(super) const SCOPES: [(&str, Scope); 3] =
    [("home", Scope::Home), ("overseas", Scope::Overseas), ("all", Scope::All)];

/// A question as it was written, wherever that was.
#[derive(Default)]
pub(super) struct Written {
    pub(super) source: Option<Value<String>>,
    pub(super) rows: Option<Value<String>>,
    pub(super) scope: Option<Scope>,
    pub(super) measure: Option<Value<String>>,
    pub(super) filter: filter::Written,
}

/// Reads the question of a block; what is not said has its default.
pub(super) fn read(reader: &mut Reader<'_>, toml: &mut Toml, place: &Place) -> Option<Question> {
    let written = Written {
        source: toml.text("source"),
        rows: toml.text("rows"),
        scope: toml.choice("scope", &SCOPES).map(|scope| scope.value),
        measure: toml.text("measure"),
        filter: filter::read(toml),
    };
    meant(reader, written, place)
}

/// The question that is meant, if its names are known.
pub(super) fn meant(reader: &mut Reader<'_>, written: Written, place: &Place) -> Option<Question> {
    let source = source(reader, written.source, place)?;
    let conditions = filter::conditions(reader, source, written.filter);
    let by = by(reader, source, written.rows?)?;
    let measure = measure(reader, source, written.measure)?;
    let scope = written.scope.unwrap_or_else(|| default_scope(reader.site, source));
    Some(Question { source: source.name.clone(), by, filter: Filter { scope, conditions }, measure })
}

/// The scope of a block that names none: at home where sensors are known, else everything.
pub fn default_scope(site: &Site, source: &Source) -> Scope {
    match source.scope {
        Some(scope) => scope,
        None if source.columns.sensor.is_some() && !site.sensors.is_empty() => Scope::Home,
        None => Scope::All,
    }
}

fn source<'a>(reader: &mut Reader<'a>, named: Option<Value<String>>, place: &Place) -> Option<&'a Source> {
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
