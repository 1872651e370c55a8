//! Wide tables: one row a key, one column a day. A header in, rows of a long table out; an empty cell is no row.

use std::collections::BTreeMap;

use super::SENSOR_OF_FILE;
use crate::config::{Columns, Source};
use crate::finding::{Finding, Place, nearest};
use crate::observe::engine::day;
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
        for (at, cell) in cells.iter().enumerate().filter(|(_, cell)| !source.leave_out.contains(cell)) {
            if names.contains(&cell.as_str()) {
                keys.push((at, cell.clone()));
            } else if let Some(day) = day(cell) {
                if let Some(first) = seen.insert(day, cell) {
                    faults.push(same_day(shown, line, first, cell));
                }
                days.push((at, day.to_string(), cell.clone()));
            } else {
                faults.push(not_a_day(shown, line, at + 1, cell, &names));
            }
        }
        if days.is_empty() && faults.is_empty() {
            faults.push(no_day(shown, line));
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

fn not_a_day(shown: &str, line: u32, column: usize, cell: &str, names: &[&str]) -> Finding {
    let meant = nearest(cell, names.iter().copied());
    let (ja, en) = meant.map_or_else(Default::default, |meant| {
        (format!("「{meant}」のことではありませんか。"), format!("Is “{meant}” meant? "))
    });
    Finding::error(
        "wide-column",
        Place::at(shown, line, 0),
        said!(
            "{column}列目の見出し「{cell}」は、日付でもキーの列でもありません。",
            "Header “{cell}” of column {column} is neither a day nor a column of keys."
        ),
        said!(
            "{ja}日付は 2022/10/1 のように年から書き、キーの列は teiten.toml の columns で対応づけ、集計などの不要な列は leave_out に加えてください。",
            "{en}Write days with their year, such as 2022/10/1; map columns of keys in columns of teiten.toml; add what is not needed, such as totals, to leave_out."
        ),
    )
}

fn no_day(shown: &str, line: u32) -> Finding {
    Finding::error(
        "no-days",
        Place::at(shown, line, 0),
        said!("見出しに日付の列がありません。", "The header has no column of a day."),
        said!(
            "1行が1日・1キーの表なら、teiten.toml の shape = \"wide\" を消してください。見出しの前に表題の行があれば skip に行数を書いてください。",
            "If each row is a day and a key, remove shape = \"wide\" from teiten.toml; if title lines stand before the header, give their number in skip."
        ),
    )
}
