//! Which cells of a report's tables print something else than the version before: its tables come in, marks go out, by
//! the anchor of the table, its row and its column.

use std::collections::BTreeMap;

use super::table::Grid;
use crate::report::{Block, Report, Table};

/// What became of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It printed this before.
    Was(String),
    /// It printed something else, which is not told: a number of packets, or what follows from one, where small ones are
    /// withheld.
    Other,
    /// It names a row that was not there before.
    New,
}

/// Which numbers of before may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// All.
    All,
    /// None: which were small enough to be withheld nobody knows any more.
    None,
}

/// The marks of a report by the anchor of a table, and the position of row and column.
pub type Marks = BTreeMap<(String, usize, usize), Mark>;

/// What differs in the tables of `report` from those of `old`; tables are the same by their anchor, rows by their key,
/// columns by their heading.
pub fn marks(old: &[Table], report: &Report, numbers: Numbers) -> Marks {
    let mut marks = Marks::new();
    for block in &report.body {
        let Block::Table(table) = block else { continue };
        let Some(anchor) = anchor(table) else { continue };
        if let Some(before) =
            old.iter().find(|old| self::anchor(old) == Some(anchor) && is_told_alike(old, table))
        {
            let cells = cells(before, table, numbers).into_iter();
            marks.extend(cells.map(|((row, column), mark)| ((anchor.to_owned(), row, column), mark)));
        }
    }
    marks
}

fn anchor(table: &Table) -> Option<&str> {
    table.label.as_ref().map(|label| label.anchor.as_str())
}

/// Whether both tell counts in the same way: what was told otherwise, in numbers instead of an index, must not be told
/// again.
fn is_told_alike(old: &Table, new: &Table) -> bool {
    let header = |table: &Table| table.data.as_ref().map(|data| data.header.clone());
    let (old, new) = (header(old), header(new));
    let counts = |header: &Option<Vec<String>>| header.iter().flatten().any(|name| name.ends_with("_index"));
    counts(&old) == counts(&new)
}

fn cells(old: &Table, new: &Table, numbers: Numbers) -> Vec<((usize, usize), Mark)> {
    let (before, after) = (Grid::of(old), Grid::of(new));
    let names = new.columns.iter().position(|column| column.names_row).unwrap_or(0);
    let mut marks = Vec::new();
    for (row, key) in after.keys.iter().enumerate() {
        let Some(from) = before.keys.iter().position(|held| held == key) else {
            marks.push(((row, names), Mark::New));
            continue;
        };
        for (at, column) in after.columns.iter().enumerate().filter(|(_, name)| before.columns.contains(name))
        {
            let (was, is) = (before.cell(from, column), after.cell(row, column));
            if was != is {
                let is_told = numbers == Numbers::All || !is_number(new, at);
                let mark = if is_told { Mark::Was(was.to_owned()) } else { Mark::Other };
                marks.push(((row, at), mark));
            }
        }
    }
    marks
}

/// Whether a column tells a number of packets, or what follows from one. Its data file has the key before the columns.
fn is_number(table: &Table, column: usize) -> bool {
    const OTHERS: [&str; 3] = ["rank", "label", "previous_rank"];
    let name = table.data.as_ref().and_then(|data| data.header.get(column + 1));
    name.is_some_and(|name| !OTHERS.contains(&name.as_str()))
}
