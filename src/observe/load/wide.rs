//! Wide tables: one row a key, one column a day. A header in, rows of a long table out; an empty cell is no row.

use std::collections::BTreeMap;

use super::SENSOR_OF_FILE;
use super::marked::with;
use crate::config::{Columns, Source};
use crate::finding::{Finding, Place, Said, nearest};
use crate::observe::engine::day;
use crate::observe::words::{Word, word};
use crate::quarter::Day;
use crate::said;

/// What the columns of a wide table are.
pub struct Header {
    /// Positions and names of the key columns.
    keys: Vec<(usize, String)>,
    /// Positions of the day columns, their days as text, and their headers.
    days: Vec<(usize, String, String)>,
}

impl Header {
    /// Tells key columns from day columns by their names; every other column is a finding.
    pub fn read(source: &Source, shown: &str, line: u32, cells: &[String]) -> Result<Self, Vec<Finding>> {
        let names = key_names(&source.columns);
        let (mut keys, mut days, mut faults) = (Vec::new(), Vec::new(), Vec::new());
        let mut seen = BTreeMap::<Day, &str>::new();
        let mut others = Vec::new();
        for (at, cell) in cells.iter().enumerate().filter(|(_, cell)| !source.leave_out.contains(cell)) {
            if names.contains(&cell.as_str()) {
                keys.push((at, cell.clone()));
            } else if let Some(day) = day(cell) {
                if let Some(first) = seen.insert(day, cell) {
                    faults.push(same_day(shown, line, first, cell));
                }
                days.push((at, day.to_string(), cell.clone()));
            } else {
                others.push((at + 1, cell.as_str()));
            }
        }
        if days.is_empty() && faults.is_empty() && !others.iter().any(|(_, cell)| yearless(cell)) {
            faults.push(no_day(shown, line, cells));
        } else {
            faults.extend(not_days(source, shown, line, &others, &names));
        }
        if faults.is_empty() { Ok(Self { keys, days }) } else { Err(faults) }
    }

    /// Names of the columns of the long table: the keys', the date's and the packets'.
    pub fn names(&self, source: &Source) -> Vec<String> {
        let packets = source.measures.get("packets").map_or("packets", |measure| &measure.column);
        let keys = self.keys.iter().map(|(_, name)| name.clone());
        keys.chain([source.columns.date.clone(), packets.to_owned()]).collect()
    }

    /// Gives the rows that a row of the wide table stands for: from 1 the day column, and the cells.
    pub fn rows<'a>(&'a self, cells: &'a [String], mut each: impl FnMut(u32, Vec<&'a str>)) {
        let cell = |at: usize| cells.get(at).map_or("", String::as_str);
        for (number, (at, day, _)) in (1..).zip(&self.days) {
            let value = cell(*at);
            if !value.trim().is_empty() {
                let keys = self.keys.iter().map(|(at, _)| cell(*at));
                each(number, keys.chain([day.as_str(), value]).collect());
            }
        }
    }

    /// The headers of the day columns.
    pub fn into_days(self) -> Vec<String> {
        self.days.into_iter().map(|(_, _, header)| header).collect()
    }
}

fn key_names(columns: &Columns) -> Vec<&str> {
    let roles = [&columns.sensor, &columns.protocol, &columns.port, &columns.region];
    let named = roles.into_iter().flatten().chain(columns.texts.values());
    named.map(String::as_str).filter(|name| *name != SENSOR_OF_FILE).collect()
}

fn same_day(shown: &str, line: u32, first: &str, second: &str) -> Finding {
    Finding::error(
        "doubled-column",
        Place::at(shown, line, 0),
        said!(
            "見出し「{first}」と「{second}」は同じ日です。",
            "The headers “{first}” and “{second}” are the same day."
        ),
        said!("余分な列を除いてください。", "Leave one of the columns out."),
    )
}

/// `10/1` or `10月1日`: a day but for its year.
fn yearless(cell: &str) -> bool {
    day(&format!("2020/{cell}")).or_else(|| day(&format!("2020年{cell}"))).is_some()
}

/// What a column may be that is neither a day nor a column of keys.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Other<'a> {
    /// A day without its year.
    Yearless,
    /// Keys, by the name that they have in the configuration.
    Keys(&'static str),
    /// A sum.
    Sum,
    /// Nobody knows; perhaps the key column of that name is meant.
    Unknown(Option<&'a str>),
}

impl<'a> Other<'a> {
    fn of(cell: &str, names: &[&'a str]) -> Self {
        let word = word(cell);
        match word.and_then(Word::key) {
            _ if yearless(cell) => Self::Yearless,
            Some(key) => Self::Keys(key),
            None if word == Some(Word::Total) => Self::Sum,
            None => Self::Unknown(nearest(cell, names.iter().copied())),
        }
    }

    /// What to do about the columns called `cells`.
    fn mend(self, source: &Source, cells: &[&str]) -> Said {
        let (name, first) = (&source.name, cells.first().copied().unwrap_or_default());
        match self {
            Self::Yearless => said!(
                "日付の見出しは 2022/10/1 のように年から書いてください。",
                "Write headers of days with their year, such as 2022/10/1."
            ),
            Self::Sum => {
                let list = with(&source.leave_out, cells);
                said!(
                    "合計の列として除くなら、teiten.toml の [sources.{name}] に leave_out = [{list}] と書いてください。",
                    "If it is a sum to leave out, write leave_out = [{list}] under [sources.{name}] in teiten.toml."
                )
            }
            Self::Keys(key) => said!(
                "項目の列なら、teiten.toml の [sources.{name}.columns] に {key} = \"{first}\" と書いてください。",
                "If it is a column of keys, write {key} = \"{first}\" under [sources.{name}.columns] in teiten.toml."
            ),
            Self::Unknown(near) => {
                let (ja, en) = near.map_or_else(Default::default, |meant| {
                    (format!("「{meant}」のことではありませんか。"), format!("Is “{meant}” meant? "))
                });
                said!(
                    "{ja}日付は 2022/10/1 のように年から書き、項目の列は teiten.toml の [sources.{name}.columns] で対応づけ、要らない列は [sources.{name}] の leave_out に加えてください。",
                    "{en}Write days with their year, such as 2022/10/1; map columns of keys under [sources.{name}.columns] in teiten.toml; add what is not needed to leave_out under [sources.{name}]."
                )
            }
        }
    }
}

/// Headers that are neither days nor keys: one finding for all that are mended alike.
fn not_days(
    source: &Source,
    shown: &str,
    line: u32,
    others: &[(usize, &str)],
    names: &[&str],
) -> Vec<Finding> {
    let mut alike = BTreeMap::<Other<'_>, Vec<(usize, &str)>>::new();
    others.iter().for_each(|held| alike.entry(Other::of(held.1, names)).or_default().push(*held));
    let finding = |(other, columns): (Other<'_>, Vec<(usize, &str)>)| {
        let (column, cell) = *columns.first()?;
        let (more_ja, more_en) = match columns.len() - 1 {
            0 => Default::default(),
            more => (format!("（ほか{more}列）"), format!(" (and {more} more)")),
        };
        let cells = columns.iter().map(|(_, cell)| *cell).collect::<Vec<_>>();
        Some(Finding::error(
            "wide-column",
            Place::at(shown, line, 0),
            said!(
                "{column}列目の見出し「{cell}」{more_ja}は、日付としても、項目（センサーやポートなど）の列としても読めません。",
                "Header “{cell}” of column {column}{more_en} is neither a day nor a column of keys."
            ),
            other.mend(source, &cells),
        ))
    };
    alike.into_iter().filter_map(finding).collect()
}

fn no_day(shown: &str, line: u32, cells: &[String]) -> Finding {
    let header = cells.join(", ");
    Finding::error(
        "no-days",
        Place::at(shown, line, 0),
        said!(
            "見出しに日付の列がありません。見出しは {header} です。",
            "The header has no column of a day. It is {header}."
        ),
        said!(
            "1行が1日・1キーの表なら、teiten.toml の shape = \"wide\" を消してください。見出しの前に表題の行があれば skip に行数を書いてください。",
            "If each row is a day and a key, remove shape = \"wide\" from teiten.toml; if title lines stand before the header, give their number in skip."
        ),
    )
}
