//! Long CSV: UTF-8 with or without a byte order mark, LF or CRLF, plain, in gzip or in zstd.
//!
//! Columns are known by the header that this file reads itself, never by position in another file, and every
//! needed column goes to the engine as text, so that nothing is guessed.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::sync::Arc;

use flate2::read::MultiGzDecoder;
use polars::prelude::{
    DataType, Field, LazyCsvReader, LazyFileListReader, LazyFrame, PlRefPath, PlSmallStr, PolarsResult,
    Schema, col,
};

use super::bytes::{self, CHUNK};
use super::rows::{Row, Rows};
use super::{Delivery, Kind, Told};
use crate::finding::{Finding, Place};
use crate::observe::fault::TOLD;
use crate::said;

/// The byte order mark.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// The names in the first line of the file at `path`; all its columns are text.
pub fn header(path: &Path, shown: &str) -> Told<Vec<(String, Kind)>> {
    let file = File::open(path).map_err(|error| bytes::unreadable(shown, &error))?;
    let reader = plain(file, path).and_then(unmarked).map_err(|error| bytes::unreadable(shown, &error))?;
    let mut record = csv::StringRecord::new();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(reader);
    reader.read_record(&mut record).map_err(|error| match error.into_kind() {
        csv::ErrorKind::Io(error) => bytes::unreadable(shown, &error),
        _ => not_utf8(shown, 1),
    })?;
    if record.iter().all(str::is_empty) {
        return Err(no_header(shown));
    }
    Ok(record.iter().map(|name| (name.to_owned(), Kind::Text)).collect())
}

/// Goes through the bytes of `delivery` once: encoding, and the number of fields of every row.
pub fn survey(delivery: &mut Delivery, findings: &mut Vec<Finding>) {
    let width = delivery.width();
    let (mut lines, mut blank, mut strays, mut ragged, mut count) =
        (0, Vec::new(), Vec::new(), Vec::new(), 0_u64);
    let taken = rows(&delivery.path, &delivery.shown, |row| {
        lines += 1;
        if row.stray && strays.len() < TOLD {
            strays.push(row.line);
        }
        if row.blank && row.index > 0 {
            blank.push(row.index - 1);
        } else if row.fields != width {
            count += 1;
            if ragged.len() < TOLD {
                ragged.push(row);
            }
        }
    });
    if let Err(fault) = taken {
        delivery.sound = false;
        findings.push(*fault);
    }
    // What the engine makes of a stray quote depends on how it cuts the file: such rows are never read.
    delivery.sound &= strays.is_empty();
    findings.extend(strays.into_iter().map(|line| stray_quote(&delivery.shown, line)));
    findings.extend(ragged.iter().map(|row| ragged_row(&delivery.shown, *row, width)));
    if count > TOLD as u64 {
        findings.push(more_ragged_rows(&delivery.shown, count - TOLD as u64));
        delivery.sound = false;
    }
    blank.extend(ragged.iter().map(|row| row.index.saturating_sub(1)));
    blank.sort_unstable();
    (delivery.lines, delivery.skipped) = (Some(lines), blank);
}

/// Gives every row of the file at `path`.
fn rows(path: &Path, shown: &str, mut each: impl FnMut(Row)) -> Told<()> {
    let unreadable = |error: io::Error| bytes::unreadable(shown, &error);
    let file = File::open(path).map_err(unreadable)?;
    let mut reader = plain(file, path).and_then(unmarked).map_err(unreadable)?;
    let (mut rows, mut buffer, mut held) = (Rows::new(), vec![0; CHUNK], 0);
    loop {
        let read = reader.read(&mut buffer[held..]).map_err(unreadable)?;
        let filled = held + read;
        let valid = match std::str::from_utf8(&buffer[..filled]) {
            Ok(_) => filled,
            Err(error) if error.error_len().is_none() && read > 0 => error.valid_up_to(),
            Err(error) => {
                rows.feed(&buffer[..error.valid_up_to()], |_| ());
                return Err(not_utf8(shown, rows.at_line()));
            }
        };
        rows.feed(&buffer[..valid], &mut each);
        if read == 0 {
            break;
        }
        buffer.copy_within(valid..filled, 0);
        held = filled - valid;
    }
    let line = rows.row_line();
    if rows.finish(&mut each) { Err(open_quote(shown, line)) } else { Ok(()) }
}

/// The lines on which the data rows `wanted` (sorted, from 0) begin; 0 for those that are not found.
pub fn lines(delivery: &Delivery, wanted: &[u64]) -> Vec<u64> {
    let mut found = vec![0; wanted.len()];
    let taken = rows(&delivery.path, &delivery.shown, |row| {
        if let Some(index) = row.index.checked_sub(1) {
            let first = wanted.partition_point(|&row| row < index);
            wanted[first..]
                .iter()
                .zip(&mut found[first..])
                .take_while(|(row, _)| **row == index)
                .for_each(|(_, line)| *line = row.line);
        }
    });
    taken.map_or_else(|_| vec![0; wanted.len()], |()| found)
}

/// A lazy frame of the columns at `positions`, all text, empty cells null or empty.
pub fn scan(delivery: &Delivery, positions: &[usize]) -> PolarsResult<LazyFrame> {
    // Names would be ignored beside a schema anyhow, so columns are named by their position in this very file.
    let fields = (0..delivery.width()).map(|at| Field::new(name(at), DataType::String));
    let frame = LazyCsvReader::new(PlRefPath::try_from_path(&delivery.path)?)
        .with_schema(Some(Arc::new(Schema::from_iter(fields))))
        .with_has_header(true)
        .with_glob(false)
        .with_truncate_ragged_lines(true)
        .finish()?;
    Ok(frame.select(
        positions
            .iter()
            .enumerate()
            .map(|(pick, at)| col(name(*at)).alias(pick.to_string()))
            .collect::<Vec<_>>(),
    ))
}

fn name(position: usize) -> PlSmallStr {
    PlSmallStr::from_string(format!("column {position}"))
}

/// The bytes without gzip or zstd, where the file's name says so.
pub fn plain<'a>(file: impl Read + 'a, path: &Path) -> io::Result<Box<dyn Read + 'a>> {
    let ends = |with: &str| path.extension().is_some_and(|end| end.eq_ignore_ascii_case(with));
    Ok(if ends("gz") {
        Box::new(MultiGzDecoder::new(BufReader::with_capacity(CHUNK, file)))
    } else if ends("zst") {
        Box::new(zstd::Decoder::new(file)?)
    } else {
        Box::new(file)
    })
}

/// The bytes without a byte order mark.
pub fn unmarked<'a>(mut reader: impl Read + 'a) -> io::Result<impl Read + 'a> {
    let mut first = Vec::with_capacity(MARK.len());
    reader.by_ref().take(MARK.len() as u64).read_to_end(&mut first)?;
    if first == MARK {
        first.clear();
    }
    Ok(io::Cursor::new(first).chain(reader))
}

pub fn no_header(shown: &str) -> Box<Finding> {
    Box::new(Finding::error(
        "no-header",
        Place::at(shown, 1, 0),
        said!(
            "1行目に見出しがありません（空のファイルか空行です）。",
            "The first line holds no header (the file or line is empty)."
        ),
        said!(
            "1行目に列名を書いてください。例: date,sensor,protocol,dst_port,src_region,packets",
            "Write the names of the columns in the first line, such as date,sensor,protocol,dst_port,src_region,packets."
        ),
    ))
}

pub fn not_utf8(shown: &str, line: u64) -> Box<Finding> {
    Box::new(Finding::error(
        "not-utf8",
        Place::at(shown, number(line), 0),
        said!("文字コードがUTF-8ではありません。", "The text is not UTF-8."),
        said!(
            "CP932（Shift_JIS）なら、teiten.toml のこのソースに encoding = \"cp932\" と書いてください。そうでなければUTF-8で保存し直してください（Excelでは「CSV UTF-8」）。",
            "If it is CP932 (Shift_JIS), write encoding = \"cp932\" at this source in teiten.toml; else save it as UTF-8 (“CSV UTF-8” in Excel)."
        ),
    ))
}

fn open_quote(shown: &str, line: u64) -> Box<Finding> {
    Box::new(Finding::error(
        "open-quote",
        Place::at(shown, number(line), 0),
        said!(
            "この行で始まる引用符 \" が、ファイルの終わりまで閉じていません。",
            "A quote \" that opens in this row is never closed."
        ),
        said!("この行の \" を閉じるか、取り除いてください。", "Close the \" of this row, or take it out."),
    ))
}

fn stray_quote(shown: &str, line: u64) -> Finding {
    Finding::error(
        "stray-quote",
        Place::at(shown, number(line), 0),
        said!("引用符 \" が値の途中にあります。", "A quote \" stands inside of a value."),
        said!(
            "値全体を \" で囲み、中の \" は \"\" と書いてください。",
            "Put the whole value between quotes, and write a quote inside of it twice."
        ),
    )
}

fn ragged_row(shown: &str, row: Row, width: usize) -> Finding {
    ragged(shown, row.line, row.fields, width)
}

/// A row with more or fewer fields than the header has.
pub fn ragged(shown: &str, line: u64, fields: usize, width: usize) -> Finding {
    Finding::error(
        "ragged-row",
        Place::at(shown, number(line), 0),
        said!(
            "この行には{fields}個の値がありますが、見出しは{width}列です。",
            "This row has {fields} fields, but the header has {width}."
        ),
        said!(
            "値の過不足を直してください。1,234 のように桁を区切った数は \"1,234\" と引用符で囲みます。",
            "Add or remove fields so that they fit the header. Numbers such as 1,234 stand between quotes: \"1,234\"."
        ),
    )
}

pub fn more_ragged_rows(shown: &str, count: u64) -> Finding {
    Finding::error(
        "ragged-row",
        Place::file(shown),
        said!("列数の合わない行がほかに{count}行あります。", "{count} more rows do not fit the header."),
        said!("ファイルの書き出し方を確かめてください。", "Check how the file was written."),
    )
}

/// A line number as places have it.
pub fn number(line: u64) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}
