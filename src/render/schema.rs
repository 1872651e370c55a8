//! The report and its data in the vocabulary of schema.org: the finished report comes in, JSON-LD goes out.
//!
//! It says nothing that the page does not. Addresses are told where the site has one: without, what has no address
//! is told by its name.

use serde_json::{Map, Value, json};

use super::blocks::data_path;
use super::files;
use super::named::Named;
use super::package::{JSON, WORKBOOK, has_data};
use super::runs::plain;
use crate::config;
use crate::report::{Block, Catalogue, Data, Figure, METHOD, Report, Table};

/// Columns of data files that hold a part of a whole, a change or an index: numbers without a unit.
const BARE: [&str; 4] = ["share", "change", "packets_index", "packets_per_sensor_day_index"];

/// Columns of data files that hold counts.
const COUNTS: [&str; 2] = ["packets", "packets_per_sensor_day"];

/// The media type of a workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// UN/CEFACT's code of the unit one.
const ONE: &str = "C62";

/// What a search engine is told of `report`.
pub(super) fn linked(report: &Report, catalogue: &Catalogue, named: &Named) -> Value {
    let mut graph = vec![self::report(report, catalogue, named)];
    let files = files(report);
    if !files.is_empty() {
        graph.push(dataset(report, catalogue, named, &files));
    }
    json!({ "@context": "https://schema.org", "@graph": graph })
}

fn report(report: &Report, catalogue: &Catalogue, named: &Named) -> Value {
    let front = &report.front;
    let mut told = common(report, catalogue, "Report", "");
    told.insert("headline".to_owned(), json!(front.document_title));
    told.insert("abstract".to_owned(), json!(points(report)));
    told.insert("isPartOf".to_owned(), json!({ "@type": "CreativeWorkSeries", "name": front.title }));
    let pdf = config::linked(&named.pdf);
    let pdf = download(named, "MediaObject", "application/pdf", &pdf, &report.labels.pdf);
    told.insert("encoding".to_owned(), pdf);
    Value::Object(told)
}

fn dataset(
    report: &Report,
    catalogue: &Catalogue,
    named: &Named,
    files: &[(Option<String>, &Data)],
) -> Value {
    let front = &report.front;
    let mut told = common(report, catalogue, "Dataset", "#data");
    let titles: Vec<&str> = files.iter().filter_map(|(title, _)| title.as_deref()).collect();
    told.insert("description".to_owned(), json!(format!("{} {}", front.document_title, titles.concat())));
    told.insert("creator".to_owned(), publisher(report));
    told.insert("isAccessibleForFree".to_owned(), json!(true));
    let download = |(title, data): &(Option<String>, &Data)| {
        let name = title.as_deref().unwrap_or(&data.file);
        self::download(named, "DataDownload", "text/csv", &data_path(data), name)
    };
    let mut distribution: Vec<Value> = files.iter().map(download).collect();
    if has_data(report) {
        let words = &report.labels.data;
        let whole = [(XLSX, WORKBOOK, &words.workbook), ("application/json", JSON, &words.json)];
        let download = |(format, path, name): (&str, &str, &String)| {
            self::download(named, "DataDownload", format, path, name)
        };
        distribution.extend(whole.map(download));
    }
    told.insert("distribution".to_owned(), Value::Array(distribution));
    told.insert("variableMeasured".to_owned(), variables(&report.body));
    if let Some(address) = catalogue.address.as_ref().filter(|_| has_method(&report.body)) {
        told.insert("measurementTechnique".to_owned(), json!(format!("{address}#{METHOD}")));
    }
    Value::Object(told)
}

/// What report and data have in common; `part` is where it stands in the page.
fn common(report: &Report, catalogue: &Catalogue, kind: &str, part: &str) -> Map<String, Value> {
    let front = &report.front;
    let mut told = Map::new();
    let mut tell = |name: &str, value: Value| drop(told.insert(name.to_owned(), value));
    tell("@type", json!(kind));
    if let Some(address) = &catalogue.address {
        tell("@id", json!(format!("{address}{part}")));
        tell("url", json!(address));
    }
    tell("name", json!(front.document_title));
    tell("inLanguage", json!(report.lang));
    tell("version", json!(catalogue.version));
    tell("datePublished", json!(catalogue.issued));
    tell("dateModified", json!(front.day));
    tell("temporalCoverage", json!(format!("{}/{}", catalogue.first, catalogue.last)));
    tell("publisher", publisher(report));
    if let Some(licence) = &front.licence {
        tell("license", json!(licence.url));
        tell("creditText", json!(licence.credit));
    }
    told
}

fn publisher(report: &Report) -> Value {
    json!({ "@type": "Organization", "name": report.front.publisher })
}

/// 要点 in one text, else the title.
fn points(report: &Report) -> String {
    let points = report.summary.iter().flat_map(|summary| &summary.points).map(|point| plain(&point.runs));
    let points = points.collect::<Vec<_>>().join("\n");
    if points.is_empty() { report.front.document_title.clone() } else { points }
}

/// A file of the edition at `path`.
fn download(named: &Named, kind: &str, format: &str, path: &str, name: &str) -> Value {
    let mut told = json!({ "@type": kind, "name": name, "encodingFormat": format });
    if let (Some(folder), Some(told)) = (&named.folder, told.as_object_mut()) {
        told.insert("contentUrl".to_owned(), json!(format!("{folder}{path}")));
    }
    told
}

fn has_method(body: &[Block]) -> bool {
    body.iter().any(|block| matches!(block, Block::Heading(heading) if heading.anchor == METHOD))
}

/// What was measured: the counted columns of rankings and the heading of each chart, which names its unit.
fn variables(body: &[Block]) -> Value {
    let mut told = Vec::new();
    for block in body {
        match block {
            Block::Table(table) => told.extend(columns(table)),
            Block::Chart(Figure { chart, .. }) => {
                told.push(json!({ "@type": "PropertyValue", "name": chart.heading }));
            }
            _ => {}
        }
    }
    let mut each: Vec<Value> = Vec::new();
    told.into_iter().for_each(|variable| {
        if !each.contains(&variable) {
            each.push(variable);
        }
    });
    Value::Array(each)
}

/// The columns of a ranking that hold measured numbers; its data file has the key before them.
fn columns(table: &Table) -> Vec<Value> {
    let header = table.data.iter().flat_map(|data| data.header.iter().skip(1));
    let columns = table.columns.iter().zip(header).map(|(column, name)| (plain(&column.runs), name.as_str()));
    let variable = |(printed, name): (String, &str)| {
        let mut told = json!({ "@type": "PropertyValue", "name": printed, "propertyID": name });
        let unit = if BARE.contains(&name) { ("unitCode", ONE) } else { ("unitText", printed.as_str()) };
        let known = BARE.contains(&name) || COUNTS.contains(&name);
        told.as_object_mut()?.insert(unit.0.to_owned(), json!(unit.1));
        known.then_some(told)
    };
    columns.filter_map(variable).collect()
}
