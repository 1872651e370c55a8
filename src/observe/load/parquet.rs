//! Parquet: names and kinds of columns, and their rows. Damaged files are findings, even where the engine panics.

use std::fs::File;
use std::path::Path;

use polars::prelude::{ArrowField, DataType, PolarsError, Series};

use super::groups::Groups;
use super::records::Record;
use super::{Decoded, Delivery, Kind, Told, bytes};
use crate::observe::engine::quietly;

/// Names and kinds of the columns of the file at `path`.
pub fn header(path: &Path, shown: &str) -> Told<Vec<(String, Kind)>> {
    open(path, shown).map(|groups| groups.fields().map(column).collect())
}

/// Gives the rows of the columns at `positions` to `take`; days count from 1970.
pub fn read(delivery: &Delivery, positions: &[usize], take: impl FnMut(Decoded)) -> Result<(), String> {
    let groups = quietly(|| {
        let groups = Groups::open(&delivery.path)?;
        let same = groups.fields().map(column).eq(delivery.columns.iter().take(delivery.width()).cloned());
        let changed = || PolarsError::ComputeError("the file changed while it was read".into());
        same.then_some(groups).ok_or_else(changed)
    })?;
    groups.each(positions, take)
}

/// The header and the first `rows` rows of the file at `path` as text, and one more where there are more.
pub fn head(path: &Path, shown: &str, rows: usize) -> Told<Vec<Record>> {
    let groups = open(path, shown)?;
    let columns = groups.fields().map(column).collect::<Vec<_>>();
    let known = (0..columns.len()).filter(|at| !matches!(columns[*at].1, Kind::Other(_))).collect::<Vec<_>>();
    let first = quietly(|| groups.first(rows.saturating_add(1), &known));
    let first = first.map_err(|why| bytes::damaged(shown, &why, &why))?;
    let mut records = vec![Record { line: 0, cells: columns.iter().map(|(name, _)| name.clone()).collect() }];
    for decoded in first {
        let begun = records.len();
        let empty = || Record { line: 0, cells: vec![String::new(); columns.len()] };
        records.resize_with(begun + decoded.rows, empty);
        for (&at, cells) in known.iter().zip(&decoded.columns) {
            for (record, cell) in records[begun..].iter_mut().zip(cells.shown(&columns[at].1)) {
                record.cells[at] = cell;
            }
        }
    }
    Ok(records)
}

fn open(path: &Path, shown: &str) -> Told<Groups> {
    let meta = File::open(path).and_then(|file| file.metadata());
    let meta = meta.map_err(|error| bytes::unreadable(shown, &error))?;
    if !meta.is_file() {
        return Err(bytes::unreadable(shown, &std::io::ErrorKind::IsADirectory.into()));
    }
    quietly(|| Groups::open(path)).map_err(|why| bytes::damaged(shown, &why, &why))
}

/// Name and kind of a column.
fn column(field: &ArrowField) -> (String, Kind) {
    (field.name.to_string(), of(&DataType::from_arrow_field(field)))
}

fn of(kind: &DataType) -> Kind {
    match kind {
        DataType::Date | DataType::Datetime(_, None) => Kind::Day,
        kind if kind.is_integer() && readable(kind) => Kind::Integer,
        DataType::String | DataType::Null | DataType::Boolean => Kind::Text,
        kind if kind.is_categorical() || kind.is_enum() => Kind::Text,
        kind => Kind::Other(kind.to_string()),
    }
}

/// Whether the engine was built with this type: it knows the names of more types than it can decode.
fn readable(kind: &DataType) -> bool {
    Series::new_empty("".into(), &DataType::Int64).cast(kind).is_ok()
}
