//! A delivered table turned into the columns of a long one, in memory: records in, a frame of text out, with the
//! place in the file that each row came from.

use std::path::Path;

use polars::prelude::{
    DataFrame, IntoColumn, IntoLazy, IntoSeries, LazyFrame, PlSmallStr, StringChunkedBuilder, col,
};

use super::records::{self, Record};
use super::{Format, Kind, csv, sheet, wide};
use crate::config::{Input, Layout, Source};
use crate::finding::{Finding, Place};
use crate::observe::fault::TOLD;
use crate::said;

/// More rows than this are to be delivered as Parquet.
pub const MOST_ROWS: usize = 2_000_000;

/// A turned table.
#[derive(Debug)]
pub struct Turned {
    frame: DataFrame,
    names: Vec<String>,
    /// For each row: its line, and from 1 the day column it came from.
    origins: Vec<(u32, u32)>,
    /// The headers of day columns.
    days: Vec<String>,
    /// What the bytes of the file are.
    pub input: Input,
    /// Rows that do not fit the header.
    pub findings: Vec<Finding>,
}

/// A table while it is turned.
pub struct Turning<'a> {
    shown: &'a str,
    source: &'a Source,
    format: Format,
    /// More rows than this are refused.
    most: usize,
    width: usize,
    wide: Option<wide::Header>,
    names: Vec<String>,
    columns: Vec<StringChunkedBuilder>,
    origins: Vec<(u32, u32)>,
    ragged: u64,
    findings: Vec<Finding>,
    /// Why the whole file is refused.
    refused: Vec<Finding>,
}

/// Turns the file at `path` of `source`, or says why it is refused as a whole.
pub fn turn(format: Format, path: &Path, shown: &str, source: &Source) -> Result<Turned, Vec<Finding>> {
    let mut turning = Turning::new(format, shown, source, MOST_ROWS);
    let input = match format {
        Format::Parquet => return Err(vec![wide_parquet(shown)]),
        Format::Csv => records::records(path, shown, source, |record| turning.take(record)),
        Format::Sheet => sheet::records(path, shown, source, |record| turning.take(record)),
    };
    match input {
        Err(fault) => {
            turning.refused.push(*fault);
            Err(turning.refused)
        }
        Ok(input) => turning.finish(input),
    }
}

impl Turned {
    /// Names of the columns.
    pub fn columns(&self) -> Vec<(String, Kind)> {
        self.names.iter().map(|name| (name.clone(), Kind::Text)).collect()
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.origins.len()
    }

    /// Columns at `positions`, named by their place in `positions`.
    pub fn scan(&self, positions: &[usize]) -> LazyFrame {
        let picked = positions.iter().enumerate().map(|(pick, &at)| col(name(at)).alias(pick.to_string()));
        self.frame.clone().lazy().select(picked.collect::<Vec<_>>())
    }

    /// The line that row `row` came from, and the header of its day column in a wide table.
    pub fn origin(&self, row: u64) -> Option<(u32, Option<&str>)> {
        let (line, day) = *self.origins.get(usize::try_from(row).ok()?)?;
        let day = (day as usize).checked_sub(1).and_then(|day| self.days.get(day));
        Some((line, day.map(String::as_str)))
    }
}

impl<'a> Turning<'a> {
    fn new(format: Format, shown: &'a str, source: &'a Source, most: usize) -> Self {
        let (names, columns, origins) = (Vec::new(), Vec::new(), Vec::new());
        let (findings, refused) = (Vec::new(), Vec::new());
        let (width, wide, ragged) = (0, None, 0);
        Self { shown, source, format, most, width, wide, names, columns, origins, ragged, findings, refused }
    }

    /// Takes the next record; tells whether more are wanted.
    fn take(&mut self, record: Record) -> bool {
        if record.cells.iter().all(|cell| cell.trim().is_empty()) {
            return true;
        }
        if self.width == 0 {
            return self.begin(record);
        }
        let Record { line, mut cells } = record;
        if self.format == Format::Sheet {
            while cells.len() > self.width && cells.last().is_some_and(String::is_empty) {
                cells.pop();
            }
            cells.resize(cells.len().max(self.width), String::new());
        }
        if cells.len() != self.width {
            self.ragged += 1;
            if self.ragged <= TOLD as u64 {
                let fields = cells.len();
                self.findings.push(csv::ragged(self.shown, u64::from(line), fields, self.width));
            }
            return true;
        }
        match &self.wide {
            None => {
                self.origins.push((line, 0));
                self.columns.iter_mut().zip(&cells).for_each(|(column, cell)| column.append_value(cell));
            }
            Some(header) => header.rows(&cells, |day, row| {
                self.origins.push((line, day));
                self.columns.iter_mut().zip(row).for_each(|(column, cell)| column.append_value(cell));
            }),
        }
        if self.origins.len() > self.most {
            self.refused.push(too_many(self.shown, self.most));
            return false;
        }
        true
    }

    /// Takes the header.
    fn begin(&mut self, record: Record) -> bool {
        let Record { line, mut cells } = record;
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        self.width = cells.len();
        match self.source.shape.layout {
            Layout::Long => self.names = cells,
            Layout::Wide => match wide::Header::read(self.source, self.shown, line, &cells) {
                Err(mut faults) => self.refused.append(&mut faults),
                Ok(header) => {
                    self.names = header.names(self.source);
                    self.wide = Some(header);
                }
            },
        }
        let builder = |at| StringChunkedBuilder::new(name(at), 0);
        self.columns = (0..self.names.len()).map(builder).collect();
        self.refused.is_empty()
    }

    fn finish(mut self, input: Input) -> Result<Turned, Vec<Finding>> {
        if self.width == 0 {
            self.refused.push(*csv::no_header(self.shown));
        }
        if self.ragged > TOLD as u64 {
            self.findings.push(csv::more_ragged_rows(self.shown, self.ragged - TOLD as u64));
        }
        if !self.refused.is_empty() {
            return Err(self.refused);
        }
        let Self { names, origins, findings, shown, most, .. } = self;
        let columns = self.columns.into_iter().map(|column| column.finish().into_series().into_column());
        let frame =
            DataFrame::new(origins.len(), columns.collect()).map_err(|_| vec![too_many(shown, most)])?;
        let days = self.wide.map(wide::Header::into_days).unwrap_or_default();
        Ok(Turned { frame, names, origins, days, input, findings })
    }
}

/// The name of a column in the frame: its position.
fn name(position: usize) -> PlSmallStr {
    PlSmallStr::from_string(format!("column {position}"))
}

fn too_many(shown: &str, most: usize) -> Finding {
    Finding::error(
        "too-many-rows",
        Place::file(shown),
        said!(
            "この形のファイルで読めるのは{most}行までです。",
            "Files of this shape are read up to {most} rows."
        ),
        said!(
            "Parquetか、UTF-8の縦長（long）のCSVで渡してください。",
            "Deliver it as Parquet, or as a long CSV in UTF-8."
        ),
    )
}

fn wide_parquet(shown: &str) -> Finding {
    Finding::error(
        "wide-parquet",
        Place::file(shown),
        said!("shape = \"wide\" のParquetは読めません。", "Parquet of `shape = \"wide\"` cannot be read."),
        said!("縦長（long）のParquetで渡してください。", "Deliver it as a long Parquet."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observe::tests::source;

    #[test]
    fn a_file_of_more_rows_than_memory_is_meant_for_is_refused() {
        let source = source("packets", &["a.csv"]);
        let record = |line: u32| Record { line, cells: vec!["date".to_owned(), "packets".to_owned()] };
        for (rows, refused) in [(2, false), (3, true)] {
            let mut turning = Turning::new(Format::Csv, "a.csv", &source, 2);
            let wanted = (1..=1 + rows).map(|line| turning.take(record(line))).collect::<Vec<_>>();
            assert_eq!(wanted.last(), Some(&!refused), "{rows}");
            let input = Input { role: "observations", path: String::new(), digest: String::new(), bytes: 0 };
            match turning.finish(input) {
                Ok(turned) => assert!(!refused && turned.rows() == 2),
                Err(findings) => {
                    assert!(refused);
                    assert_eq!((findings.len(), &*findings[0].code), (1, "too-many-rows"));
                    assert!(findings[0].what.ja.contains("2行まで"), "{}", findings[0].what.ja);
                }
            }
        }
    }
}
