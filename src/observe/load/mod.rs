//! Finds a source's files, reads their headers and gives lazy frames; tells what is wrong with files and rows.
//!
//! In comes a source of the configuration, out go [`Delivery`]s. Does not know what is asked of the rows.

mod bytes;
mod csv;
mod files;
mod parquet;
mod rows;
mod tell;

use std::fmt;
use std::path::{Path, PathBuf};

use polars::prelude::{LazyFrame, PolarsResult};

use crate::config::{Input, Source};
use crate::finding::Finding;
use crate::said;
pub use tell::tell;

/// Formats of observation files by the end of their names, longest first.
const FORMATS: [(&str, Format); 3] =
    [(".csv.gz", Format::Csv), (".csv", Format::Csv), (".parquet", Format::Parquet)];

/// What was read, or why it was not.
type Told<T> = Result<T, Box<Finding>>;

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A long table of text in UTF-8, plain or in gzip.
    Csv,
    /// Apache Parquet.
    Parquet,
}

/// What the cells of a column are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text, of whatever encoding.
    Text,
    /// Integers of at most 64 bits.
    Integer,
    /// Days, or datetimes without a time zone.
    Day,
    /// A type that cannot be used, by its name.
    Other(String),
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Day => "day",
            Self::Other(name) => name,
        })
    }
}

/// A file of observations that can be opened.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// Where it is.
    pub path: PathBuf,
    /// Its path as the user knows it.
    pub shown: String,
    /// How it is written.
    pub format: Format,
    /// Name and kind of its columns, in its own order.
    pub columns: Vec<(String, Kind)>,
    /// What its bytes are, once they were surveyed.
    pub input: Option<Input>,
    /// Number of rows, header and blank lines included, where the format tells lines.
    pub lines: Option<u64>,
    /// Data rows from 0 that hold nothing or were told as ragged already; sorted.
    pub skipped: Vec<u64>,
    /// Whether its rows may be read.
    pub sound: bool,
}

impl Delivery {
    /// The line of the header, 0 where the format has none.
    pub fn header_line(&self) -> u32 {
        u32::from(self.format == Format::Csv)
    }

    /// Columns at `positions` as text, integers or days (integers from 1970), named by their place in `positions`.
    pub fn scan(&self, positions: &[usize]) -> PolarsResult<LazyFrame> {
        match self.format {
            Format::Csv => csv::scan(self, positions),
            Format::Parquet => parquet::scan(self, positions),
        }
    }
}

/// The files of `source` by name, each with its header checked.
pub fn deliveries(root: &Path, source: &Source, findings: &mut Vec<Finding>) -> Vec<Delivery> {
    let mut deliveries = Vec::new();
    for (path, shown) in files::find(root, source, findings) {
        let Some(format) = Format::of(&shown) else { continue };
        match header(format, &path, &shown) {
            Err(fault) => findings.push(*fault),
            Ok(columns) => {
                let doubled = doubled(&shown, &columns);
                let sound = doubled.is_empty();
                findings.extend(doubled);
                let (input, lines, skipped) = (None, None, Vec::new());
                deliveries.push(Delivery { path, shown, format, columns, input, lines, skipped, sound });
            }
        }
    }
    deliveries
}

/// Names of the columns of the first file of `source` that can be read.
pub fn headers(root: &Path, source: &Source) -> Vec<String> {
    let found = files::find(root, source, &mut Vec::new());
    let mut columns = found
        .iter()
        .filter_map(|(path, shown)| header(Format::of(shown)?, path, shown).ok())
        .take(1)
        .flatten();
    columns.by_ref().map(|(name, _)| name).collect()
}

/// Goes through the bytes of every delivery once: digests, and what is wrong with the shape of rows.
pub fn survey(deliveries: &mut [Delivery], findings: &mut Vec<Finding>) {
    for delivery in deliveries {
        let before = findings.len();
        match delivery.format {
            Format::Csv => csv::survey(delivery, findings),
            Format::Parquet => match bytes::digest(&delivery.path, &delivery.shown) {
                Ok(input) => delivery.input = Some(input),
                Err(fault) => findings.push(*fault),
            },
        }
        delivery.sound &=
            delivery.input.is_some() && (findings.len() == before || !delivery.skipped.is_empty());
    }
}

impl Format {
    /// The format of a file of this name.
    pub fn of(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        FORMATS.iter().find(|(end, _)| name.ends_with(end)).map(|(_, format)| *format)
    }
}

fn header(format: Format, path: &Path, shown: &str) -> Told<Vec<(String, Kind)>> {
    match format {
        Format::Csv => csv::header(path, shown),
        Format::Parquet => parquet::header(path, shown),
    }
}

/// Names that stand twice in a header, which nobody could tell apart.
fn doubled(shown: &str, columns: &[(String, Kind)]) -> Vec<Finding> {
    let again = columns.iter().enumerate().filter(|(at, (name, _))| {
        !name.is_empty() && columns[..*at].iter().filter(|(held, _)| held == name).count() == 1
    });
    again
        .map(|(at, (name, _))| {
            let column = at + 1;
            Finding::error(
                "doubled-column",
                crate::finding::Place::at(shown, 1, 0),
                said!(
                    "見出し「{name}」が2回以上あります（{column}列目）。",
                    "The header “{name}” stands twice (field {column})."
                ),
                said!(
                    "列名を改めるか、余分な列を除いてください。",
                    "Rename one of the columns or leave it out."
                ),
            )
        })
        .collect()
}
