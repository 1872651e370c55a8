//! The data of an edition for those who count on: a workbook, JSON, and the description of the data package.
//!
//! Comes in: a finished report, and its data files as they were written. Goes out: the bytes of three files, which hold
//! what the data files hold and nothing else. It words, rounds and withholds nothing.

mod about;
mod cell;
mod descriptor;
mod json;
mod names;
mod workbook;

use super::File;
use crate::report::{Block, Data, Figure, Label, Paragraph, Report, Run, Table, plain};

/// The workbook's name.
pub const WORKBOOK: &str = "data.xlsx";

/// The same data as JSON.
pub const JSON: &str = "data.json";

/// The description of the data package; the name is that of the standard.
pub const DESCRIPTOR: &str = "datapackage.json";

/// A table or chart with its data.
struct Part<'a> {
    label: &'a Label,
    caption: String,
    notes: Vec<String>,
    data: &'a Data,
}

impl Part<'_> {
    /// What its numbers count, each once.
    fn units(&self) -> Vec<&str> {
        let mut units: Vec<&str> = Vec::new();
        for unit in self.data.fields.iter().filter_map(|field| field.unit.as_deref()) {
            if !units.contains(&unit) {
                units.push(unit);
            }
        }
        units
    }

    /// Label and caption as they are printed: ［表1：…］.
    fn title(&self) -> String {
        format!("{}{}{}", self.label.open, self.caption, self.label.close)
    }
}

/// Whether there are data at all, and so these files.
pub(super) fn has_data(report: &Report) -> bool {
    !parts(&report.body).is_empty()
}

/// The three files; none where the report has no data. `written` are all its files so far.
pub(super) fn files(report: &Report, written: &[File]) -> Vec<File> {
    let parts = parts(&report.body);
    if parts.is_empty() {
        return Vec::new();
    }
    let file = |name: &str, bytes| File { path: name.to_owned(), bytes };
    vec![
        file(WORKBOOK, workbook::workbook(report, &parts)),
        file(JSON, json::json(report, &parts)),
        file(DESCRIPTOR, descriptor::descriptor(report, &parts, written)),
    ]
}

/// Tables and charts with data in their order, those in lists included.
fn parts(blocks: &[Block]) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    for block in blocks {
        match block {
            Block::Table(Table { label: Some(label), caption, notes, data: Some(data), .. }) => {
                parts.push(part(label, caption, notes, data));
            }
            Block::Chart(Figure { label, caption, notes, data, .. }) => {
                parts.push(part(label, caption, notes, data));
            }
            Block::List(list) => parts.extend(list.items.iter().flat_map(|item| self::parts(item))),
            _ => {}
        }
    }
    parts
}

fn part<'a>(label: &'a Label, caption: &[Run], notes: &[Paragraph], data: &'a Data) -> Part<'a> {
    let notes = notes.iter().map(|note| plain(&note.runs)).collect();
    Part { label, caption: plain(caption), notes, data }
}
