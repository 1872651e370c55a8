//! The same data as JSON that says of itself what it is: a cell is a number, a text or nothing.

use serde_json::{Value, json};

use super::about::method;
use super::cell::{Cell, cell};
use super::workbook::kind;
use super::{Part, descriptor};
use crate::report::{Data, Report};

/// Version of this format.
const FORMAT: u32 = 1;

/// The bytes of the JSON of `parts`: one line.
pub(super) fn json(report: &Report, parts: &[Part<'_>]) -> Vec<u8> {
    let mut value = self::value(report, parts).to_string().into_bytes();
    value.push(b'\n');
    value
}

fn value(report: &Report, parts: &[Part<'_>]) -> Value {
    let (front, about) = (&report.front, &report.about);
    json!({
        "format": FORMAT,
        "site": report.site,
        "edition": report.edition,
        "lang": report.lang,
        "title": front.document_title,
        "version": about.version,
        "published": front.day,
        "draft": front.draft,
        "period": { "first": about.first, "last": about.last },
        "publisher": front.publisher,
        "notice": front.notice,
        "licence": descriptor::licence(report),
        "origins": about.origins,
        "marks": about.marks,
        "method": method(&report.body),
        "tables": parts.iter().map(table).collect::<Vec<_>>(),
    })
}

fn table(part: &Part<'_>) -> Value {
    let data = part.data;
    json!({
        "id": part.label.anchor,
        "label": part.label.text,
        "title": part.caption,
        "file": format!("data/{}", data.file),
        "scope": data.scope,
        "notes": part.notes,
        "columns": columns(data),
        "rows": data.rows.iter().map(|row| cells(data, row)).collect::<Vec<_>>(),
    })
}

fn columns(data: &Data) -> Vec<Value> {
    let column = |(at, name): (usize, &String)| {
        let field = data.fields.get(at);
        json!({
            "name": name,
            "title": field.map(|field| &field.title),
            "type": descriptor::kind(kind(data, at)),
            "unit": field.and_then(|field| field.unit.as_ref()),
        })
    };
    data.header.iter().enumerate().map(column).collect()
}

fn cells(data: &Data, row: &[String]) -> Vec<Value> {
    let value = |(at, text): (usize, &String)| match cell(kind(data, at), text) {
        Cell::Nothing => Value::Null,
        Cell::Text(text) => text.into(),
        Cell::Day(day) => day.to_string().into(),
        Cell::Whole(number) => number.into(),
        Cell::Decimal(number) => number.into(),
    };
    row.iter().enumerate().map(value).collect()
}
