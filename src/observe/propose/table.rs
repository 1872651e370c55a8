//! Delivered files as tables of text, as far as they are looked at: every format, encoding and packing, one table a
//! sheet. Knows no meaning of any cell.

use std::collections::BTreeMap;
use std::path::Path;

use crate::config::{Columns, Encoding, Overlap, Source};
use crate::finding::Place;
use crate::key::Protocol;
use crate::observe::load::{Format, Record, Told, parquet, records, sheet};

/// So many rows of a table are looked at.
pub const ROWS: usize = 200_000;

/// A table.
pub struct Table {
    /// The file's path as the user knows it.
    pub shown: String,
    /// How it is written.
    pub format: Format,
    /// The encoding of its text.
    pub encoding: Encoding,
    /// The sheet, where the file has several.
    pub sheet: Option<String>,
    /// Its rows; a header and titles are among them.
    pub rows: Vec<Record>,
    /// Whether there are further rows.
    pub more: bool,
}

/// The tables of the file at `path`.
pub fn tables(path: &Path, shown: &str, format: Format) -> Told<Vec<Table>> {
    let table = |rows: Vec<Record>, encoding, sheet| Table {
        shown: shown.to_owned(),
        format,
        encoding,
        sheet,
        more: rows.len() > ROWS,
        rows,
    };
    let plain = Encoding::default();
    match format {
        Format::Csv => {
            let utf8 = rows(|each| records::records(path, shown, &probe(plain, None), each).map(|_| ()));
            let cp932 = || {
                rows(|each| records::records(path, shown, &probe(Encoding::Cp932, None), each).map(|_| ()))
            };
            match utf8 {
                Ok(rows) => Ok(vec![table(rows, plain, None)]),
                Err(fault) if fault.code != "not-utf8" => Err(fault),
                Err(fault) => cp932().map(|rows| vec![table(rows, Encoding::Cp932, None)]).map_err(|_| fault),
            }
        }
        Format::Parquet => Ok(vec![table(parquet::head(path, shown, ROWS)?, plain, None)]),
        Format::Sheet => {
            let names = sheet::names(path, shown)?;
            let several = names.len() > 1;
            let mut tables = Vec::new();
            for name in names {
                let source = probe(plain, Some(name.clone()));
                let rows = rows(|each| sheet::records(path, shown, &source, each).map(|_| ()))?;
                tables.push(table(rows, plain, several.then_some(name)));
            }
            tables.retain(|table| !table.rows.is_empty());
            Ok(tables)
        }
    }
}

/// The first rows that `read` gives, one more than are looked at where there are more.
fn rows(read: impl FnOnce(&mut dyn FnMut(Record) -> bool) -> Told<()>) -> Told<Vec<Record>> {
    let mut rows = Vec::new();
    read(&mut |record| {
        rows.push(record);
        rows.len() <= ROWS
    })?;
    Ok(rows)
}

/// A source that says nothing of its files but how to decode them.
fn probe(encoding: Encoding, sheet: Option<String>) -> Source {
    let columns = Columns {
        date: String::new(),
        sensor: None,
        protocol: None,
        port: None,
        protocol_is: Protocol::Tcp,
        region: None,
        texts: BTreeMap::new(),
    };
    let shape = crate::config::Shape { encoding, sheet, ..Default::default() };
    Source {
        name: String::new(),
        files: Vec::new(),
        columns,
        scope: None,
        shape,
        rest: Vec::new(),
        leave_out: Vec::new(),
        complete: true,
        whole: true,
        overlap: Overlap::default(),
        time_zone: None,
        region_database: None,
        region_database_date: None,
        measures: BTreeMap::new(),
        place: Place::default(),
    }
}
