//! Finds a source's files, reads their headers and gives their rows; tells what is wrong with files and rows.
//!
//! In comes a source of the configuration, out go [`Delivery`]s. Long CSV in UTF-8 and Parquet are read as they
//! stand; every other file is turned into the same columns first. Does not know what is asked of the rows.

mod bytes;
mod cells;
mod chunk;
mod csv;
mod delivery;
mod files;
mod fixed;
mod groups;
mod lazy;
mod marked;
pub mod parquet;
pub mod records;
mod rows;
pub mod sheet;
mod tell;
#[cfg(test)]
mod tests;
mod turned;
mod value;
mod wide;

use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use crate::config::{Encoding, Layout, Source};
use crate::finding::Finding;
use crate::said;
pub use cells::{Cells, Decoded};
pub use delivery::{Delivery, Kind};
pub use files::{expand, find, known, shown};
pub use fixed::SENSOR_OF_FILE;
pub use records::Record;
pub use tell::tell;

/// Formats of observation files by the end of their names, longest first.
const FORMATS: [(&str, Format); 5] = [
    (".csv.zst", Format::Csv),
    (".csv.gz", Format::Csv),
    (".csv", Format::Csv),
    (".xlsx", Format::Sheet),
    (".parquet", Format::Parquet),
];

/// What was read, or why it was not.
pub type Told<T> = Result<T, Box<Finding>>;

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A table of text, plain, in gzip or in zstd.
    Csv,
    /// Apache Parquet.
    Parquet,
    /// A sheet of an Excel workbook.
    Sheet,
}

/// The files of `source` by name, each with its header checked; those that are not read lazily are turned.
pub fn deliveries(root: &Path, source: &Source, findings: &mut Vec<Finding>) -> Vec<Delivery> {
    let shared = Arc::new(source.clone());
    let mut deliveries = Vec::new();
    let mut kept = 0;
    for (path, shown) in files::find(root, source, findings) {
        let Some(format) = Format::of(&shown) else { continue };
        let opened = if lazy(format, source) {
            header(format, &path, &shown).map(|columns| (columns, None)).map_err(|fault| vec![*fault])
        } else {
            turned::turn(format, &path, &shown, source).map(|turned| (turned.columns(), Some(turned)))
        };
        let (mut columns, turned) = match opened {
            Ok(opened) => opened,
            Err(mut faults) => {
                findings.append(&mut faults);
                continue;
            }
        };
        let before = findings.len();
        findings.extend(doubled(&shown, &columns));
        fixed::add(source, &shown, &mut columns, findings);
        let mut delivery = Delivery {
            path,
            shown,
            format,
            columns,
            input: None,
            lines: None,
            skipped: Vec::new(),
            sound: findings.len() == before,
            turning: None,
            turned: None,
        };
        if let Some(mut turned) = turned {
            findings.append(&mut turned.findings);
            delivery.input = Some(turned.input.clone());
            delivery.turning = Some(Arc::clone(&shared));
            kept += turned.rows();
            delivery.turned = (kept <= turned::MOST_ROWS).then(|| Arc::new(turned));
        }
        deliveries.push(delivery);
    }
    deliveries
}

/// Whether a file is read by the engine as it stands.
fn lazy(format: Format, source: &Source) -> bool {
    let shape = &source.shape;
    let plain = shape.layout == Layout::Long && shape.skip == 0 && shape.encoding == Encoding::Utf8;
    match format {
        Format::Parquet => shape.layout == Layout::Long,
        Format::Csv => plain,
        Format::Sheet => false,
    }
}

/// Names of the columns of the first file of `source` that can be read.
pub fn headers(root: &Path, source: &Source) -> Vec<String> {
    let found = files::find(root, source, &mut Vec::new());
    let read = |(path, shown): &(PathBuf, String)| {
        let format = Format::of(shown)?;
        if lazy(format, source) {
            header(format, path, shown).ok()
        } else {
            turned::turn(format, path, shown, source).ok().map(|turned| turned.columns())
        }
    };
    let columns = found.iter().find_map(read).unwrap_or_default();
    columns.into_iter().map(|(name, _)| name).collect()
}

/// Goes through the rows of every CSV that is read lazily: what is wrong with their shape.
pub fn survey(deliveries: &mut [Delivery], findings: &mut Vec<Finding>) {
    let lazy = deliveries.iter_mut().filter(|delivery| delivery.turning.is_none());
    for delivery in lazy.filter(|delivery| delivery.format == Format::Csv) {
        let before = findings.len();
        csv::survey(delivery, findings);
        delivery.sound &= findings.len() == before || !delivery.skipped.is_empty();
    }
}

/// Tells what the bytes of every delivery are that is read lazily, while `work` goes on with them.
pub fn digested<T>(
    deliveries: &mut [Delivery],
    findings: &mut Vec<Finding>,
    work: impl FnOnce(&mut [Delivery], &mut Vec<Finding>) -> T,
) -> T {
    let lazy = deliveries.iter().enumerate().filter(|(_, delivery)| delivery.turning.is_none());
    let files = lazy.map(|(at, held)| (at, held.path.clone(), held.shown.clone())).collect::<Vec<_>>();
    let files = &files;
    let (done, inputs) = thread::scope(|scope| {
        let digest = |(at, path, shown): &(usize, PathBuf, String)| (*at, bytes::digest(path, shown));
        let inputs = scope.spawn(move || files.iter().map(digest).collect::<Vec<_>>());
        let done = work(deliveries, findings);
        (done, inputs.join().unwrap_or_else(|panic| resume_unwind(panic)))
    });
    for (at, input) in inputs {
        match input {
            Ok(input) => deliveries[at].input = Some(input),
            // What keeps the bytes from being read kept the rows from it, too.
            Err(fault) if deliveries[at].sound => findings.push(*fault),
            Err(_) => {}
        }
    }
    done
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
        _ => parquet::header(path, shown),
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
