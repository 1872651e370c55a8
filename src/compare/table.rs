//! Two tables cell by cell: a row by its key, a column by its heading.

use std::collections::{BTreeMap, BTreeSet};

use super::pairs::moved;
use super::value::{Detail, Of};
use super::words;
use crate::report::{Data, Table};

/// The table `table` without rows, notes and caption.
pub(super) fn emptied(table: &Table) -> Table {
    let label = table.label.clone().map(|label| crate::report::Label {
        open: String::new(),
        close: String::new(),
        ..label
    });
    let (caption, rows, notes) = (Vec::new(), Vec::new(), Vec::new());
    Table { label, caption, rows, notes, data: None, ..table.clone() }
}

/// Everything in which two tables differ.
pub(super) fn between(old: &Table, new: &Table) -> Vec<Detail> {
    let mut details = Vec::new();
    details.extend(words::detail(Of::Caption, &caption(old), &caption(new)));
    let (before, after) = (Grid::of(old), Grid::of(new));
    columns(&before, &after, &mut details);
    rows(&before, &after, &mut details);
    details.extend(super::notes(&old.notes, &new.notes));
    details.extend(data(old.data.as_ref(), new.data.as_ref()));
    details
}

fn caption(table: &Table) -> Vec<words::Word<'_>> {
    match &table.label {
        Some(label) => words::caption(label, &table.caption),
        None => words::of(&table.caption),
    }
}

/// A table as texts under names that are there once.
pub(super) struct Grid {
    pub(super) columns: Vec<String>,
    pub(super) keys: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Grid {
    pub(super) fn of(table: &Table) -> Self {
        let names = table.columns.iter().position(|column| column.names_row).unwrap_or(0);
        let rows: Vec<Vec<String>> = table
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| words::of(&cell.runs).concat()).collect())
            .collect();
        let keys = rows.iter().map(|row| row.get(names).cloned().unwrap_or_default());
        let columns = table.columns.iter().map(|column| words::of(&column.runs).concat());
        Self { columns: once(columns), keys: once(keys), rows }
    }

    pub(super) fn cell(&self, row: usize, column: &str) -> &str {
        let at = self.columns.iter().position(|held| held == column);
        at.and_then(|at| self.rows[row].get(at)).map_or("", String::as_str)
    }
}

/// `names`, a later one of the same with its count: 中国, 中国（2）.
fn once(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let count = |name: String| {
        let count = seen.entry(name.clone()).or_default();
        *count += 1;
        if *count == 1 { name } else { format!("{name}（{count}）") }
    };
    names.map(count).collect()
}

fn columns(old: &Grid, new: &Grid, details: &mut Vec<Detail>) {
    let only = |one: &Grid, other: &Grid| -> Vec<String> {
        one.columns.iter().filter(|column| !other.columns.contains(column)).cloned().collect()
    };
    let (gone, come) = (only(old, new), only(new, old));
    let shared = |grid: &Grid, own: &[String]| -> Vec<String> {
        grid.columns.iter().filter(|column| !own.contains(column)).cloned().collect()
    };
    let (before, after) = (shared(old, &gone), shared(new, &come));
    details.extend(gone.into_iter().map(|column| Detail::ColumnRemoved { column }));
    details.extend(come.into_iter().map(|column| Detail::ColumnAdded { column }));
    if before != after {
        details.push(Detail::ColumnsMoved { old: before, new: after });
    }
}

/// Cells by the rows of the new table, then rows that are gone, then rows that moved.
fn rows(old: &Grid, new: &Grid, details: &mut Vec<Detail>) {
    let places: BTreeMap<&String, usize> = old.keys.iter().zip(0..).collect();
    let mut pairs = BTreeMap::new();
    for (to, key) in new.keys.iter().enumerate() {
        match places.get(key) {
            Some(&from) => {
                pairs.insert(to, from);
                let shared = new.columns.iter().filter(|column| old.columns.contains(column));
                details.extend(shared.filter_map(|column| cell(old, new, (from, to), column)));
            }
            None => details.push(Detail::RowAdded { cells: new.rows[to].clone() }),
        }
    }
    let kept: BTreeSet<usize> = pairs.values().copied().collect();
    let gone = (0..old.rows.len()).filter(|from| !kept.contains(from));
    details.extend(gone.map(|from| Detail::RowRemoved { cells: old.rows[from].clone() }));
    let other_place = moved(&pairs).into_iter().filter_map(|to| Some((to, *pairs.get(&to)?)));
    details.extend(other_place.map(|(to, from)| Detail::RowMoved {
        row: new.keys[to].clone(),
        old: from + 1,
        new: to + 1,
    }));
}

fn cell(old: &Grid, new: &Grid, (from, to): (usize, usize), column: &str) -> Option<Detail> {
    let (before, after) = (old.cell(from, column), new.cell(to, column));
    (before != after).then(|| Detail::Cell {
        row: new.keys[to].clone(),
        column: column.to_owned(),
        old: before.to_owned(),
        new: after.to_owned(),
    })
}

/// How a data file differs, its rows by their first cell.
pub(super) fn data(old: Option<&Data>, new: Option<&Data>) -> Option<Detail> {
    if old == new {
        return None;
    }
    let rows = |data: Option<&Data>| data.map(|data| data.rows.clone()).unwrap_or_default();
    let (before, after) = (rows(old), rows(new));
    let keys = |rows: &[Vec<String>]| once(rows.iter().map(|row| row.first().cloned().unwrap_or_default()));
    let (left, right) = (keys(&before), keys(&after));
    let held: BTreeMap<&String, &Vec<String>> = left.iter().zip(&before).collect();
    let headed = old.map(|data| &data.header) == new.map(|data| &data.header);
    let shared = right.iter().zip(&after).filter_map(|(key, row)| Some((held.get(key)?, row)));
    let (mut both, mut changed) = (0, 0);
    for (before, after) in shared {
        both += 1;
        changed += usize::from(!headed || *before != after);
    }
    let file = new.or(old).map(|data| data.file.clone()).unwrap_or_default();
    Some(Detail::Data { file, changed, added: after.len() - both, removed: before.len() - both })
}
