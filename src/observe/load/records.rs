//! CSV that is not read lazily: bytes of either encoding in, records of text out, one at a time.

use std::io::Read;
use std::path::Path;

use encoding_rs::SHIFT_JIS;

use super::bytes::{self, Digested};
use super::{Told, csv as long};
use crate::config::{Encoding, Input, Source};
use crate::finding::{Finding, Place};
use crate::said;

/// A row of a delivered table.
pub struct Record {
    /// Its line in the file, or its row in the sheet, from 1.
    pub line: u32,
    /// Its cells.
    pub cells: Vec<String>,
}

/// Gives every record behind the title lines until `each` has enough; then what the bytes of the file are.
pub fn records(
    path: &Path,
    shown: &str,
    source: &Source,
    mut each: impl FnMut(Record) -> bool,
) -> Told<Input> {
    let unreadable = |error: std::io::Error| bytes::unreadable(shown, &error);
    let mut file = Digested::open(path).map_err(unreadable)?;
    let mut bytes = long::plain(&mut file, path).map_err(unreadable)?;
    if source.shape.encoding == Encoding::Utf8 {
        bytes = Box::new(long::unmarked(bytes).map_err(unreadable)?);
    }
    let mut bytes = std::io::BufReader::new(bytes);
    for _ in 0..source.shape.skip {
        std::io::BufRead::skip_until(&mut bytes, b'\n').map_err(unreadable)?;
    }
    read(bytes, shown, source, &mut each)?;
    file.finish(shown).map_err(unreadable)
}

fn read(bytes: impl Read, shown: &str, source: &Source, each: &mut impl FnMut(Record) -> bool) -> Told<()> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let mut record = csv::ByteRecord::new();
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(error) => {
                let csv::ErrorKind::Io(error) = error.into_kind() else { return Ok(()) };
                return Err(bytes::unreadable(shown, &error));
            }
        }
        let line = record.position().map_or(0, csv::Position::line) + source.shape.skip as u64;
        let text = |cell: &[u8]| decoded(cell, source.shape.encoding);
        let cells = record.iter().map(text).collect::<Option<Vec<_>>>();
        let cells = cells.ok_or_else(|| match source.shape.encoding {
            Encoding::Utf8 => long::not_utf8(shown, line),
            Encoding::Cp932 => not_cp932(shown, line),
        })?;
        if !each(Record { line: long::number(line), cells }) {
            return Ok(());
        }
    }
}

/// The text of a cell. No second byte of CP932 is a comma, a quote or a line end, so cells are cut before.
fn decoded(cell: &[u8], encoding: Encoding) -> Option<String> {
    match encoding {
        Encoding::Utf8 => std::str::from_utf8(cell).ok().map(str::to_owned),
        Encoding::Cp932 => {
            let (text, broken) = SHIFT_JIS.decode_without_bom_handling(cell);
            (!broken).then(|| text.into_owned())
        }
    }
}

fn not_cp932(shown: &str, line: u64) -> Box<Finding> {
    Box::new(Finding::error(
        "not-cp932",
        Place::at(shown, long::number(line), 0),
        said!("文字コードがCP932（Shift_JIS）ではありません。", "The text is not CP932 (Shift_JIS)."),
        said!(
            "UTF-8なら、teiten.toml のこのソースから encoding を消してください。",
            "If it is UTF-8, remove encoding from this source in teiten.toml."
        ),
    ))
}
