//! A sheet of an Excel workbook: its cells in, records of text out, one at a time.
//!
//! Cells are taken as a stream, so that a sheet with a value in a far corner costs no more than its values.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use calamine::{DataRef, Reader, Xlsx, XlsxError};
use polars::prelude::PolarsError;

use super::records::Record;
use super::{Told, bytes};
use crate::config::{Input, Source};
use crate::finding::{Finding, Place};
use crate::observe::engine::quietly;
use crate::said;

/// Columns further right than this are not read.
const MOST_COLUMNS: u32 = 4096;

/// Integers from here on are not whole for certain in a workbook.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Gives every row of the sheet behind the title rows until `each` has enough; then what the bytes are.
pub fn records(
    path: &Path,
    shown: &str,
    source: &Source,
    mut each: impl FnMut(Record) -> bool,
) -> Told<Input> {
    let input = bytes::digest(path, shown)?;
    if !opens_as_archive(path) {
        return Err(no_workbook(shown));
    }
    let told = quietly(|| Ok(sheet(path, shown, source, &mut each).map_err(own)))
        .map_err(|why| bytes::damaged(shown, &why, &why))?;
    match told {
        Ok(()) => Ok(input),
        Err(Failed::Told(fault)) => Err(fault),
        Err(Failed::Read(why)) => Err(bytes::damaged(shown, &why, &why)),
    }
}

/// Whether the file begins as every .xlsx does, which is a ZIP archive.
fn opens_as_archive(path: &Path) -> bool {
    let mut first = [0; 2];
    File::open(path).and_then(|mut file| file.read_exact(&mut first)).is_ok() && first == *b"PK"
}

fn no_workbook(shown: &str) -> Box<Finding> {
    Box::new(Finding::error(
        "damaged-file",
        Place::file(shown),
        said!(
            "名前は .xlsx ですが、中身はExcelブックではありません。",
            "It is called .xlsx, but it is no Excel workbook."
        ),
        said!(
            "Excelで開き、「Excelブック（*.xlsx）」として保存し直してください。CSVなら、名前の終わりを .csv にしてください。",
            "Open it in Excel and save it as “Excel Workbook (*.xlsx)”; if it is a CSV, let its name end in .csv."
        ),
    ))
}

/// Names of the sheets of the workbook at `path`, in its order.
pub fn names(path: &Path, shown: &str) -> Told<Vec<String>> {
    let file = File::open(path).map_err(|error| bytes::unreadable(shown, &error))?;
    let book =
        quietly(|| Ok(Xlsx::new(BufReader::new(file)).map(|book| book.sheet_names()).map_err(Failed::from)));
    match book.map_err(Failed::Read).and_then(|names| names.map_err(own)) {
        Ok(names) => Ok(names),
        Err(Failed::Told(fault)) => Err(fault),
        Err(Failed::Read(why)) => Err(bytes::damaged(shown, &why, &why)),
    }
}

/// Why a sheet was not read.
enum Failed {
    Told(Box<Finding>),
    Read(String),
}

impl From<XlsxError> for Failed {
    fn from(error: XlsxError) -> Self {
        Self::Read(error.to_string())
    }
}

/// The same with one short line of words.
fn own(failed: Failed) -> Failed {
    match failed {
        Failed::Read(why) => {
            let line = quietly::<()>(|| Err(PolarsError::ComputeError(why.into())));
            Failed::Read(line.err().unwrap_or_default())
        }
        told => told,
    }
}

fn sheet(
    path: &Path,
    shown: &str,
    source: &Source,
    each: &mut impl FnMut(Record) -> bool,
) -> Result<(), Failed> {
    let file = File::open(path).map_err(|error| Failed::Told(bytes::unreadable(shown, &error)))?;
    let mut book = Xlsx::new(BufReader::new(file))?;
    let names = book.sheet_names();
    let name = match &source.shape.sheet {
        Some(name) if names.contains(name) => name.clone(),
        None if names.len() == 1 => names[0].clone(),
        _ => return Err(Failed::Told(no_sheet(shown, source, &names))),
    };
    let mut cells = book.worksheet_cells_reader(&name)?;
    let mut row = Record { line: 0, cells: Vec::new() };
    while let Some(cell) = cells.next_cell()? {
        let (at, column) = cell.get_position();
        let line = at.saturating_add(1);
        if column >= MOST_COLUMNS || line as usize <= source.shape.skip {
            continue;
        }
        if line != row.line {
            let done = std::mem::replace(&mut row, Record { line, cells: Vec::new() });
            if done.line > 0 && !each(done) {
                return Ok(());
            }
        }
        let column = column as usize;
        if row.cells.len() <= column {
            row.cells.resize(column + 1, String::new());
        }
        row.cells[column] = text(cell.get_value());
    }
    if row.line > 0 {
        each(row);
    }
    Ok(())
}

/// A cell as a CSV would have it: whole numbers without a point, days as days.
fn text(value: &DataRef) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < EXACT => format!("{number:.0}"),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(moment) => {
            let moment = moment.as_datetime();
            moment.map_or_else(String::new, |moment| moment.format("%Y-%m-%d %H:%M:%S").to_string())
        }
        DataRef::Error(error) => error.to_string(),
    }
}

fn no_sheet(shown: &str, source: &Source, names: &[String]) -> Box<Finding> {
    let names = names.join(", ");
    let what = match &source.shape.sheet {
        Some(sheet) => said!("シート「{sheet}」がありません。", "There is no sheet “{sheet}”."),
        None => said!(
            "シートが複数あり、どれを読むか決まりません。",
            "There are several sheets, and nothing says which to read."
        ),
    };
    Box::new(Finding::error(
        "sheet",
        Place::file(shown),
        what,
        said!(
            "teiten.toml のこのソースに sheet = \"…\" と書いてください。シート: {names}。",
            "Write sheet = \"…\" at this source in teiten.toml. Sheets: {names}."
        ),
    ))
}
