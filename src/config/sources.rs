//! Reads `[sources.<name>]`: where observations are, how their columns are called, what they measure.

use std::collections::BTreeMap;

use super::format;
use super::table::{Table, Value};
use super::{Columns, Layout, Measure, MeasureKind, Source, Text, mend, shape};
use crate::finding::{Finding, Place};
use crate::key::Protocol;
use crate::lang::Lang;
use crate::question::Scope;
use crate::said;

const SCOPES: &[(&str, Scope)] = &[("home", Scope::Home), ("overseas", Scope::Overseas), ("all", Scope::All)];

const PROTOCOLS: &[(&str, Protocol)] =
    &[("TCP", Protocol::Tcp), ("UDP", Protocol::Udp), ("ICMP", Protocol::Icmp)];

/// Names that questions use for other things than a text column.
const TAKEN: &[&str] = &["date", "sensor", "protocol", "port", "region", "total", "rest"];

/// The sources by name; at least one is required.
pub(super) fn read(table: &mut Table, lang: &Lang) -> Option<BTreeMap<String, Source>> {
    table.require_table("sources", "[sources.packets]");
    table.table("sources", |sources| {
        let mut read = BTreeMap::new();
        for name in sources.keys() {
            format::check_id(sources, &name);
            let source = sources.table(&name.value, |entry| source(entry, &name, lang));
            read.extend(source.flatten().map(|source| (name.value, source)));
        }
        read
    })
}

fn source(entry: &mut Table, name: &Value<String>, lang: &Lang) -> Option<Source> {
    entry.require(&["files"]);
    let files = entry.list_of_text("files");
    if let Some(files) = &files
        && (files.is_empty() || files.iter().any(|file| file.value.is_empty()))
    {
        entry.find(no_files(files.first().map_or_else(|| name.place.clone(), |file| file.place.clone())));
    }
    let columns = entry.table("columns", columns).unwrap_or_else(default_columns);
    let scope = entry.choice("scope", SCOPES).map(|scope| scope.value);
    let shape = shape::read(entry);
    let rest = values(entry.list_of_text("rest").unwrap_or_default());
    let leave_out = values(entry.list_of_text("leave_out").unwrap_or_default());
    let complete = entry.bool("complete").is_none_or(|complete| complete.value);
    let whole = entry.bool("whole").is_none_or(|whole| whole.value);
    let overlap = shape::overlap(entry);
    let time_zone = time_zone(entry);
    let region_database = format::by_lang(entry, "region_database", lang);
    let region_database_date = entry.day("region_database_date").map(|day| day.value);
    let measures = measures(entry, &columns, lang);
    if shape.layout == Layout::Wide && measures.len() > 1 {
        entry.find(shape::wide_measures(name.place.clone()));
    }
    Some(Source {
        name: name.value.clone(),
        files: values(files?),
        columns,
        scope,
        shape,
        rest,
        leave_out,
        complete,
        whole,
        overlap,
        time_zone,
        region_database,
        region_database_date,
        measures,
        place: name.place.clone(),
    })
}

/// A name of the IANA database, or an offset from UTC.
fn time_zone(entry: &mut Table) -> Option<String> {
    let expected = said!(
        "UTC、Asia/Tokyo、+09:00 のような時間帯の名前か時差",
        "a time zone such as UTC, Asia/Tokyo or +09:00"
    );
    entry
        .parsed("time_zone", expected, |text| is_time_zone(text).then(|| text.to_owned()))
        .map(|zone| zone.value)
}

fn is_time_zone(text: &str) -> bool {
    let part = |byte: u8| byte.is_ascii_alphanumeric() || b"_+-/:".contains(&byte);
    let starts = text.starts_with(|first: char| first.is_ascii_alphabetic() || "+-".contains(first));
    starts && text.len() <= 60 && text.bytes().all(part)
}

/// Every column by its own name, where nothing else is said.
fn default_columns() -> Columns {
    Columns {
        date: "date".to_owned(),
        sensor: Some("sensor".to_owned()),
        protocol: Some("protocol".to_owned()),
        port: Some("dst_port".to_owned()),
        protocol_is: Protocol::Tcp,
        region: Some("src_region".to_owned()),
        texts: BTreeMap::new(),
    }
}

/// An empty name says that the source has no such column.
fn columns(entry: &mut Table) -> Columns {
    let default = default_columns();
    let mut named = |key: &str, default: Option<String>| match entry.text(key) {
        Some(name) => Some(name.value).filter(|name| !name.is_empty()),
        None => default,
    };
    let (date, sensor) = (named("date", None), named("sensor", default.sensor));
    let (protocol, port) = (named("protocol", default.protocol), named("port", default.port));
    let region = named("region", default.region);
    let protocol_is = entry.choice("protocol_is", PROTOCOLS).map_or(default.protocol_is, |is| is.value);
    let texts = entry.table("texts", text_columns).unwrap_or_default();
    Columns { date: date.unwrap_or(default.date), sensor, protocol, port, protocol_is, region, texts }
}

fn text_columns(entry: &mut Table) -> BTreeMap<String, String> {
    let mut columns = BTreeMap::new();
    for name in entry.keys() {
        format::check_id(entry, &name);
        if TAKEN.contains(&name.value.as_str()) || name.value.starts_with("not_") {
            entry.find(taken(&name));
        }
        columns.extend(entry.text(&name.value).map(|column| (name.value, column.value)));
    }
    columns
}

fn measures(entry: &mut Table, columns: &Columns, lang: &Lang) -> BTreeMap<String, Measure> {
    let named = entry.table("measures", |measures| {
        let mut read = BTreeMap::new();
        for name in measures.keys() {
            format::check_id(measures, &name);
            let measure = measures.table(&name.value, |entry| measure(entry, &name.value, columns, lang));
            read.extend(measure.map(|measure| (name.value, measure)));
        }
        read
    });
    let mut measures = named.unwrap_or_default();
    let (column, kind) = ("packets".to_owned(), MeasureKind::Sum);
    let packets = || Measure { column, label: packets_label(lang), kind };
    measures.entry("packets".to_owned()).or_insert_with(packets);
    measures
}

fn measure(entry: &mut Table, name: &str, columns: &Columns, lang: &Lang) -> Measure {
    let column = entry.text_or("column", name);
    let own_name = || match name {
        "packets" => packets_label(lang),
        _ => Text::from([(lang.clone(), name.to_owned())]),
    };
    let label = format::by_lang(entry, "label", lang).unwrap_or_else(own_name);
    let kind = shape::measure_kind(entry, name, columns);
    Measure { column, label, kind }
}

/// What the default measure is called; a language without a word of its own gets the English one.
fn packets_label(lang: &Lang) -> Text {
    let (ja, en) = ("パケット数".to_owned(), "Packets".to_owned());
    let mut label = Text::from([(lang.clone(), en.clone())]);
    label.extend([(Lang::ja(), ja), (Lang::en(), en)]);
    label
}

fn values(texts: Vec<Value<String>>) -> Vec<String> {
    texts.into_iter().map(|text| text.value).collect()
}

fn no_files(place: Place) -> Finding {
    Finding::error(
        "no-files",
        place,
        said!("観測データのファイルが指定されていません。", "No files of observations are named."),
        said!(
            "files = [\"data/*.csv\"] のように、ファイル・フォルダー・パターンを書いてください。",
            "Name files, folders or patterns, such as files = [\"data/*.csv\"]."
        ),
    )
}

fn taken(name: &Value<String>) -> Finding {
    let found = mend::quoted(&name.value);
    Finding::error(
        "taken-name",
        name.place.clone(),
        said!("「{found}」は文字列の列の名前には使えません。", "A text column cannot be called `{found}`."),
        said!(
            "別の名前にしてください（「not_」で始まる名前も使えません）。",
            "Choose another name; it cannot begin with `not_` either."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::is_time_zone;

    #[test]
    fn a_time_zone_is_a_name_or_an_offset() {
        for good in ["UTC", "Asia/Tokyo", "Etc/GMT-9", "+09:00", "America/Argentina/Buenos_Aires"] {
            assert!(is_time_zone(good), "{good}");
        }
        for bad in ["", "日本時間", "9", "Asia Tokyo", "=1"] {
            assert!(!is_time_zone(bad), "{bad}");
        }
    }
}
