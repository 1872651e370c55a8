//! The description of the data package, by the standard Data Package 2 (datapackage.org): every data file with its
//! columns, types and units, and whose they are.

use serde_json::{Map, Value, json};

use super::Part;
use super::about::method;
use super::workbook::kind as kind_of;
use crate::digest::digest;
use crate::render::{File, blocks, data};
use crate::report::{Data, FieldKind, Origin, Report};

const PROFILE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";

/// The bytes of the description of `parts` and of the report's further data files, which are among `written`.
pub(super) fn descriptor(report: &Report, parts: &[Part<'_>], written: &[File]) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(&package(report, parts, written)).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn package(report: &Report, parts: &[Part<'_>], written: &[File]) -> Value {
    let (front, about) = (&report.front, &report.about);
    let of_part = |part: &Part<'_>| {
        let description = [std::slice::from_ref(&part.data.scope), &part.notes].concat().join("\n");
        resource(report, part.data, (part.title(), description), written)
    };
    let further = |data: &Data| resource(report, data, (data.file.clone(), data.scope.clone()), written);
    let resources: Vec<Value> = parts.iter().map(of_part).chain(report.package.iter().map(further)).collect();
    let notice = front.notice.as_ref().map(|notice| notice.sentence.clone());
    let mut package = json!({
        "$schema": PROFILE,
        "name": format!("{}-{}-{}", report.site, report.edition, report.lang),
        "title": front.document_title,
        "description": notice.into_iter().chain(method(&report.body)).collect::<Vec<_>>().join("\n\n"),
        "version": about.version,
        "created": format!("{}T00:00:00Z", front.day),
        "language": report.lang,
        "period": { "first": about.first, "last": about.last },
        "contributors": [{ "title": front.publisher, "roles": ["publisher"] }],
        "origins": about.origins,
        "resources": resources,
    });
    let sources: Vec<Value> = about.origins.iter().filter_map(source).collect();
    if !sources.is_empty() {
        package["sources"] = sources.into();
    }
    if let Some(licence) = licence(report) {
        package["licenses"] = json!([licence]);
    }
    package
}

/// Name, address and credit of the licence.
pub(super) fn licence(report: &Report) -> Option<Value> {
    let (name, licence) = (report.about.licence.as_ref()?, report.front.licence.as_ref()?);
    Some(json!({ "title": name, "path": licence.url, "credit": licence.credit }))
}

fn source(origin: &Origin) -> Option<Value> {
    let mut source = json!({ "title": origin.region_database.as_ref()? });
    if let Some(day) = origin.region_database_date {
        source["version"] = day.to_string().into();
    }
    Some(source)
}

fn resource(report: &Report, data: &Data, (title, description): (String, String), written: &[File]) -> Value {
    let path = blocks::data_path(data);
    let bytes = written.iter().find(|file| file.path == path).map_or(&[][..], |file| &file.bytes);
    json!({
        "name": data.file.trim_end_matches(".csv"),
        "type": "table",
        "path": path,
        "title": title,
        "description": description,
        "scope": data.scope,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": bytes.len(),
        "hash": format!("sha256:{}", digest(bytes)),
        "dialect": { "delimiter": ",", "lineTerminator": "\r\n", "header": true },
        "schema": schema(report, data),
    })
}

/// Columns with their types, and what stands in place of a number.
fn schema(report: &Report, data: &Data) -> Value {
    let marks = data::marks(&report.front);
    let mark = |(name, _): &(&'static str, String)| json!({ "name": name, "type": "string" });
    let own = data.header.iter().enumerate().map(|(at, name)| field(data, at, name));
    let fields: Vec<Value> = own.chain(marks.iter().map(mark)).collect();
    let marks = report.about.marks.iter().map(|mark| &*mark.text);
    let missing: Vec<&str> = marks.filter(|mark| ["", Data::WITHHELD].contains(mark)).collect();
    json!({ "fields": fields, "missingValues": missing })
}

fn field(data: &Data, at: usize, name: &str) -> Value {
    let mut field = Map::new();
    field.insert("name".to_owned(), name.into());
    field.insert("type".to_owned(), kind(kind_of(data, at)).into());
    if let Some(own) = data.fields.get(at) {
        field.insert("title".to_owned(), own.title.clone().into());
        field.extend(own.unit.clone().map(|unit| ("unit".to_owned(), unit.into())));
    }
    field.extend(constraints(kind_of(data, at)).map(|limits| ("constraints".to_owned(), limits)));
    field.into()
}

/// The standard's name of what a column holds. A previous rank can be `>10`, which is no number.
pub(super) fn kind(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text | FieldKind::Before => "string",
        FieldKind::Day => "date",
        FieldKind::Rank | FieldKind::Integer => "integer",
        FieldKind::Decimal | FieldKind::Ratio => "number",
    }
}

fn constraints(kind: FieldKind) -> Option<Value> {
    match kind {
        FieldKind::Rank => Some(json!({ "minimum": 1 })),
        FieldKind::Before => Some(json!({ "pattern": "^>?[1-9][0-9]*$" })),
        FieldKind::Integer | FieldKind::Decimal => Some(json!({ "minimum": 0 })),
        FieldKind::Day => Some(json!({ "required": true })),
        FieldKind::Text | FieldKind::Ratio => None,
    }
}
