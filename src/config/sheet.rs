//! A small CSV table with named columns: cells by row, each with its place. It knows no column of any file.

use std::collections::BTreeMap;

use super::cells::places;
use super::mend;
use crate::finding::{Finding, Place, Said, nearest};
use crate::said;

/// A table that was read, and what was wrong with it.
pub(super) struct Sheet {
    pub(super) rows: Vec<Row>,
    pub(super) findings: Vec<Finding>,
}

/// A row: its cells by the names of their columns.
pub(super) struct Row {
    cells: BTreeMap<String, Cell>,
    /// Where the row begins.
    pub(super) place: Place,
}

struct Cell {
    text: String,
    place: Place,
}

/// The columns a table may have.
pub(super) struct Columns<'a> {
    /// Must be there.
    pub(super) required: &'a [&'a str],
    /// May be there.
    pub(super) optional: &'a [&'a str],
    /// Whether a column of another name may be there.
    pub(super) open: fn(&str) -> bool,
}

impl Sheet {
    /// Reads `text`, the content of `file`: a header, then rows; blank lines are skipped.
    pub(super) fn read(file: &str, text: &str, columns: &Columns<'_>) -> Self {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let mut sheet = Self { rows: Vec::new(), findings: Vec::new() };
        let mut header: Option<Vec<String>> = None;
        for record in reader.records() {
            let Ok(record) = record else { continue }; // text is UTF-8 and rows are flexible: cannot be
            let places = places(file, text, record.position());
            let cells = record.iter().map(|cell| cell.trim().to_owned());
            match &header {
                None => header = Some(sheet.header(file, cells.collect(), &places, columns)),
                Some(header) => sheet.row(header, cells.collect(), places),
            }
        }
        if header.is_none() {
            sheet.missing_columns(file, &[], columns);
        }
        sheet
    }

    fn header(
        &mut self,
        file: &str,
        names: Vec<String>,
        places: &[Place],
        columns: &Columns<'_>,
    ) -> Vec<String> {
        let known: Vec<&str> = columns.required.iter().chain(columns.optional).copied().collect();
        let mut meant = Vec::new();
        for (at, (name, place)) in names.iter().zip(places).enumerate() {
            if names.iter().take(at).any(|before| before == name) {
                self.findings.push(double_column(name, place.clone()));
            } else if !known.contains(&name.as_str()) && !(columns.open)(name) {
                self.findings.push(unknown_column(name, place.clone(), &known));
                meant.extend(nearest(name, known.iter().copied()).map(str::to_owned));
            }
        }
        // A column that is required and only misspelt is one fault, not two.
        meant.extend(names.iter().cloned());
        self.missing_columns(file, &meant, columns);
        names
    }

    fn missing_columns(&mut self, file: &str, names: &[String], columns: &Columns<'_>) {
        for column in columns.required.iter().filter(|column| !names.iter().any(|name| name == *column)) {
            self.findings.push(Finding::error(
                "missing-column",
                Place::at(file, 1, 1),
                said!("列「{column}」がありません。", "The column `{column}` is missing."),
                said!(
                    "1行目に列名「{column}」を加えてください。",
                    "Add `{column}` to the names in the first line."
                ),
            ));
        }
    }

    fn row(&mut self, header: &[String], cells: Vec<String>, places: Vec<Place>) {
        let Some(place) = places.first().cloned() else { return };
        if cells.len() != header.len() {
            self.findings.push(wrong_length(header.len(), cells.len(), place.clone()));
        }
        let cells = cells.into_iter().zip(places).map(|(text, place)| Cell { text, place });
        self.rows.push(Row { cells: header.iter().cloned().zip(cells).collect(), place });
    }

    /// What `read` makes of the text in `column`; none where it is empty. A finding where `read` cannot.
    pub(super) fn cell<T>(
        &mut self,
        row: &Row,
        column: &str,
        expected: Said,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = row.text(column)?;
        let read = read(text);
        if read.is_none() {
            self.findings.push(mend::bad_value(column, text, row.place(column), &expected));
        }
        read
    }

    /// As [`Sheet::cell`], with a finding where the cell is empty.
    pub(super) fn need<T>(
        &mut self,
        row: &Row,
        column: &str,
        expected: Said,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        if row.has(column) && row.text(column).is_none() {
            self.findings.push(empty_cell(column, row.place(column)));
        }
        self.cell(row, column, expected, read)
    }
}

impl Row {
    /// The text in `column`, if it is not empty.
    pub(super) fn text(&self, column: &str) -> Option<&str> {
        self.cells.get(column).map(|cell| cell.text.as_str()).filter(|text| !text.is_empty())
    }

    /// Where the cell of `column` stands, else the row.
    pub(super) fn place(&self, column: &str) -> Place {
        self.cells.get(column).map_or_else(|| self.place.clone(), |cell| cell.place.clone())
    }

    /// The names of all columns.
    pub(super) fn columns(&self) -> impl Iterator<Item = &str> {
        self.cells.keys().map(String::as_str)
    }

    fn has(&self, column: &str) -> bool {
        self.cells.contains_key(column)
    }
}

fn double_column(name: &str, place: Place) -> Finding {
    let name = mend::quoted(name);
    Finding::error(
        "double-column",
        place,
        said!("列名「{name}」が重複しています。", "The column `{name}` stands twice."),
        said!(
            "どちらかの列を削除するか、名前を直してください。",
            "Remove one of the columns or correct its name."
        ),
    )
}

fn unknown_column(name: &str, place: Place, known: &[&str]) -> Finding {
    let mend = nearest(name, known.iter().copied()).map_or_else(|| mend::one_of(known), mend::did_you_mean);
    let name = mend::quoted(name);
    let what = said!("列「{name}」は使えません。", "There is no column `{name}` here.");
    Finding::error("unknown-column", place, what, mend)
}

fn wrong_length(header: usize, found: usize, place: Place) -> Finding {
    Finding::error(
        "wrong-length",
        place,
        said!(
            "見出しは{header}列ですが、この行は{found}列です。",
            "The header has {header} columns, this row {found}."
        ),
        said!(
            "区切りの「,」を確認し、「,」を含む値は \"…\" で囲んでください。",
            "Check the commas; put a value that holds one between \"…\"."
        ),
    )
}

fn empty_cell(column: &str, place: Place) -> Finding {
    Finding::error(
        "empty-cell",
        place,
        said!("列「{column}」が空です。", "The column `{column}` is empty."),
        said!("値を書いてください。", "Write a value."),
    )
}
