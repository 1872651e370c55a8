//! A file of observations that can be opened: the rows of its columns out, whatever its format.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use polars::prelude::PolarsError;

use super::turned::{self, Turned};
use super::{Decoded, Format, csv, lazy, parquet};
use crate::config::{Input, Source};

/// What the cells of a column are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text, of whatever encoding.
    Text,
    /// Integers of at most 64 bits.
    Integer,
    /// Days, or datetimes without a time zone.
    Day,
    /// The same text in every row: what a file's name or folder says.
    Fixed(String),
    /// A type that cannot be used, by its name.
    Other(String),
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text | Self::Fixed(_) => "text",
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
    /// The source it belongs to, where it is turned and not read lazily.
    pub(super) turning: Option<Arc<Source>>,
    /// What it was turned into, where that is small enough to be kept.
    pub(super) turned: Option<Arc<Turned>>,
}

impl Delivery {
    /// The line of the header, 0 where the format has none.
    pub fn header_line(&self) -> u32 {
        let titles = self.turning.as_ref().map_or(0, |source| source.shape.skip);
        let line = u32::try_from(titles + 1).unwrap_or(u32::MAX);
        if self.format == Format::Csv { line } else { 0 }
    }

    /// Number of columns in the file itself.
    pub(super) fn width(&self) -> usize {
        self.columns.iter().filter(|(_, kind)| !matches!(kind, Kind::Fixed(_))).count()
    }

    /// What the file was turned into; none for a file that is read lazily or can no longer be read.
    pub(super) fn turned(&self) -> Option<Arc<Turned>> {
        let turning = self.turning.as_ref()?;
        let again = || turned::turn(self.format, &self.path, &self.shown, turning).ok().map(Arc::new);
        self.turned.clone().or_else(again)
    }

    /// Gives the rows of the columns at `positions` to `take`, in their order.
    pub fn read(&self, positions: &[usize], take: impl FnMut(Decoded)) -> Result<(), String> {
        match (&self.turning, self.format) {
            (None, Format::Parquet) => parquet::read(self, positions, take),
            (None, _) => lazy::read(|| csv::scan(self, positions), take),
            (Some(_), _) => {
                let gone = || PolarsError::ComputeError("the file changed while it was read".into());
                lazy::read(|| Ok(self.turned().ok_or_else(gone)?.scan(positions)), take)
            }
        }
    }
}
