//! A source of observations as a site says it, resolved: nothing here is "not said" any more.

use std::collections::{BTreeMap, BTreeSet};

use super::{Site, Text};
use crate::finding::Place;
use crate::lang::Lang;
use crate::quarter::Day;
use crate::question::{PACKETS, Question};

/// Where observations are and how their columns are called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its name.
    pub name: String,
    /// Files, folders and globs as written, relative to the site's folder unless absolute.
    pub files: Vec<String>,
    /// Names of the columns in the files.
    pub columns: Columns,
    /// The scope of a source without a sensor column, where declared.
    pub scope: Option<crate::question::Scope>,
    /// How its tables are laid out.
    pub shape: Shape,
    /// Values of the protocol, port or region column that stand for all others (その他).
    pub rest: Vec<String>,
    /// Rows with one of these in a key or date cell, and columns of a wide table with such a header, do not count (合計).
    pub leave_out: Vec<String>,
    /// Whether every key that was seen is listed: false for lists cut at N.
    pub complete: bool,
    /// Whether it holds all packets of its scope, so that its daily totals must agree with other sources'.
    pub whole: bool,
    /// What holds when two files bring the same sensor-day.
    pub overlap: Overlap,
    /// Where its days begin and end: `UTC`, `Asia/Tokyo`, `+09:00`.
    pub time_zone: Option<String>,
    /// By what its addresses were given regions.
    pub region_database: Option<Text>,
    /// The day of that database.
    pub region_database_date: Option<Day>,
    /// Measures by name; always has `packets`.
    pub measures: BTreeMap<String, Measure>,
    /// Where `[sources.<name>]` stands.
    pub place: Place,
}

/// How delivered tables are laid out and written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// What a row is.
    pub layout: Layout,
    /// Title lines before the header, in CSV and sheets.
    pub skip: usize,
    /// The encoding of CSV.
    pub encoding: Encoding,
    /// The sheet of workbooks; none means the only one.
    pub sheet: Option<String>,
    /// Where the sensor stands in a file's name, in place of a column.
    pub sensor_from_file: Option<FileName>,
}

/// What a row of a delivered table is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// A key on a day.
    #[default]
    Long,
    /// A key, with a column for each day; an empty cell is no row.
    Wide,
}

/// The encoding of a CSV.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 with or without byte order mark.
    #[default]
    Utf8,
    /// Windows' Shift_JIS.
    Cp932,
}

/// A file's name around a sensor: `packets-{sensor}-*.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileName {
    /// What stands before the sensor; `*` is any text.
    pub before: String,
    /// What stands after it; `*` is any text.
    pub after: String,
}

/// What holds when two files of a source bring the same sensor-day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Overlap {
    /// Equal ones count once, different ones are an error.
    #[default]
    Equal,
    /// The file that is later by name replaces the sensor-day.
    LaterReplaces,
    /// Files hold different parts of it, which are added.
    PartsAdd,
}

/// Names of columns in the delivered files. An optional one is none only where the site says so (`sensor = ""`);
/// a name, written or by default, is one to look for, and its absence a fault only of a question that needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// The day.
    pub date: String,
    /// The sensor, where there is one.
    pub sensor: Option<String>,
    /// The protocol, where there is one.
    pub protocol: Option<String>,
    /// The destination port, where there is one; without a protocol column its values are of [`Columns::protocol_is`].
    pub port: Option<String>,
    /// The protocol of a source without a protocol column.
    pub protocol_is: crate::key::Protocol,
    /// The source region, where there is one.
    pub region: Option<String>,
    /// Further text columns: name in questions → name in the files.
    pub texts: BTreeMap<String, String>,
}

/// A column of integers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Name of the column in the files.
    pub column: String,
    /// What it counts, by language: パケット数.
    pub label: Text,
    /// Whether it may be added.
    pub kind: MeasureKind,
}

/// What may be done with the integers of a measure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum MeasureKind {
    /// They are added up.
    #[default]
    Sum,
    /// Distinct things were counted at this grain (`date`, `sensor`, `port`, `region`, text columns): they answer
    /// a question of exactly that grain, and are never added.
    Distinct(BTreeSet<String>),
}

impl Site {
    /// What a question's measure counts, in `lang`, else in the site's language. Packets are called so in every language
    /// by its own words, and none is told where the site does not say it.
    pub fn counted(&self, question: &Question, lang: &Lang) -> Option<&str> {
        let label = &self.sources.get(&question.source)?.measures.get(&question.measure)?.label;
        let own = || label.get(&self.lang).filter(|_| question.measure != PACKETS);
        label.get(lang).or_else(own).map(String::as_str)
    }

    /// The grain of a question's measure, if it counts distinct things.
    pub fn grain(&self, question: &Question) -> Option<&BTreeSet<String>> {
        match &self.sources.get(&question.source)?.measures.get(&question.measure)?.kind {
            MeasureKind::Distinct(per) => Some(per),
            MeasureKind::Sum => None,
        }
    }
}
