//! Delivered files as tables of text, as far as they are looked at: every format, encoding and packing, one table a
//! sheet. Knows no meaning of any cell.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use encoding_rs::SHIFT_JIS;

use crate::observe::load::{Format, Told, bytes, parquet, xlsx};

/// So many bytes of a text file are looked at.
const BYTES: u64 = 1 << 26;

/// So many rows of a table are looked at.
pub const ROWS: usize = 200_000;

/// A table.
pub struct Table {
    /// The file's path as the user knows it.
    pub shown: String,
    /// How it is written.
    pub format: Format,
    /// Whether its text is CP932.
    pub cp932: bool,
    /// The sheet, where the file has several.
    pub sheet: Option<String>,
    /// Its rows; a header and titles are among them.
    pub rows: Vec<Vec<String>>,
    /// Whether the first row is the header by the format.
    pub headed: bool,
    /// Whether there are further rows.
    pub more: bool,
}

/// The tables of the file at `path`.
pub fn tables(path: &Path, shown: &str, format: Format) -> Told<Vec<Table>> {
    let table = |rows: Vec<Vec<String>>| Table {
        shown: shown.to_owned(),
        format,
        cp932: false,
        sheet: None,
        more: rows.len() >= ROWS,
        rows,
        headed: false,
    };
    match format {
        Format::Csv => {
            let (text, cp932, cut) = text(path, shown)?;
            let table = table(records(&text));
            Ok(vec![Table { cp932, more: cut || table.more, ..table }])
        }
        Format::Parquet => Ok(vec![Table { headed: true, ..table(parquet::head(path, shown, ROWS)?) }]),
        Format::Xlsx => {
            let sheets = xlsx::sheets(path, shown, ROWS)?;
            let several = sheets.len() > 1;
            let named = |(name, rows)| Table { sheet: several.then_some(name), ..table(rows) };
            Ok(sheets.into_iter().map(named).filter(|table| !table.rows.is_empty()).collect())
        }
    }
}

/// The beginning of a text, whether it is CP932, and whether there is more of it.
fn text(path: &Path, shown: &str) -> Told<(String, bool, bool)> {
    let read = || -> io::Result<Vec<u8>> {
        let mut content = Vec::new();
        bytes::unpacked(File::open(path)?, path)?.take(BYTES).read_to_end(&mut content)?;
        Ok(content)
    };
    let mut content = read().map_err(|error| bytes::unreadable(shown, &error))?;
    let cut = content.len() as u64 >= BYTES;
    if cut {
        let end = content.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        content.truncate(end);
    }
    match String::from_utf8(content) {
        Ok(text) => Ok((text.trim_start_matches('\u{feff}').to_owned(), false, cut)),
        Err(error) => match SHIFT_JIS.decode_without_bom_handling_and_without_replacement(error.as_bytes()) {
            Some(text) => Ok((text.into_owned(), true, cut)),
            None => Err(bytes::damaged(shown, "UTF-8でもCP932でもない文字があります", "it is neither UTF-8 nor CP932")),
        },
    }
}

fn records(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let records = reader.records().take(ROWS).map_while(Result::ok);
    records.map(|record| record.iter().map(str::to_owned).collect()).collect()
}
