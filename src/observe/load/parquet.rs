//! Parquet: the schema in, a lazy frame of text and integers out. Damaged files are findings, even where the
//! engine panics.

use std::fs::File;
use std::path::Path;

use polars::prelude::{
    DataType, Expr, HiveOptions, IdxSize, LazyFrame, PlRefPath, PlSmallStr, PolarsResult, ScanArgsParquet,
    Series, col,
};

use super::records::Record;
use super::{Delivery, Kind, Told, bytes};
use crate::observe::engine::{Cell, quietly};

/// Names and kinds of the columns of the file at `path`.
pub fn header(path: &Path, shown: &str) -> Told<Vec<(String, Kind)>> {
    let meta = File::open(path).and_then(|file| file.metadata());
    let meta = meta.map_err(|error| bytes::unreadable(shown, &error))?;
    if !meta.is_file() {
        return Err(bytes::unreadable(shown, &std::io::ErrorKind::IsADirectory.into()));
    }
    let schema = quietly(|| open(path)?.collect_schema());
    let schema = schema.map_err(|why| bytes::damaged(shown, &why, &why))?;
    Ok(schema.iter().map(|(name, kind)| (name.to_string(), of(kind))).collect())
}

/// A lazy frame of the columns at `positions` as text or integers; days count from 1970.
pub fn scan(delivery: &Delivery, positions: &[usize]) -> PolarsResult<LazyFrame> {
    let mut frame = open(&delivery.path)?;
    let schema = frame.collect_schema()?;
    let picked = positions.iter().enumerate().filter_map(|(pick, &at)| {
        let (name, kind) = schema.get_at_index(at)?;
        Some(read_as(name, kind).alias(pick.to_string()))
    });
    Ok(frame.select(picked.collect::<Vec<_>>()))
}

/// The header and the first `rows` rows of the file at `path` as text, and one more where there are more.
pub fn head(path: &Path, shown: &str, rows: usize) -> Told<Vec<Record>> {
    let columns = header(path, shown)?;
    let rows = IdxSize::try_from(rows).unwrap_or(IdxSize::MAX).saturating_add(1);
    let frame = quietly(|| {
        let mut frame = open(path)?;
        let schema = frame.collect_schema()?;
        let known = schema.iter().filter(|(_, kind)| !matches!(of(kind), Kind::Other(_)));
        let picked = known.map(|(name, kind)| read_as(name, kind)).collect::<Vec<_>>();
        frame.select(picked).limit(rows).collect()
    });
    let frame = frame.map_err(|why| bytes::damaged(shown, &why, &why))?;
    let mut records = vec![Record { line: 0, cells: columns.iter().map(|(name, _)| name.clone()).collect() }];
    records
        .extend((0..frame.height()).map(|_| Record { line: 0, cells: vec![String::new(); columns.len()] }));
    for (at, (name, kind)) in columns.iter().enumerate() {
        let Ok(column) = frame.column(name) else { continue };
        for (row, cell) in texts(column.as_materialized_series(), kind).into_iter().enumerate() {
            records[row + 1].cells[at] = cell;
        }
    }
    Ok(records)
}

/// Cells as text; days as `2022-10-01`.
fn texts(series: &Series, kind: &Kind) -> Vec<String> {
    let day = |days: i64| Cell::Day(days).shown();
    match (series.str(), series.i64()) {
        (Ok(cells), _) => cells.iter().map(|cell| cell.unwrap_or_default().to_owned()).collect(),
        (_, Ok(cells)) if *kind == Kind::Day => {
            cells.iter().map(|cell| cell.map(day).unwrap_or_default()).collect()
        }
        (_, Ok(cells)) => {
            cells.iter().map(|cell| cell.map(|number| number.to_string()).unwrap_or_default()).collect()
        }
        _ => Vec::new(),
    }
}

fn open(path: &Path) -> PolarsResult<LazyFrame> {
    let hive_options = HiveOptions { enabled: Some(false), ..Default::default() };
    let args = ScanArgsParquet { glob: false, hive_options, ..Default::default() };
    LazyFrame::scan_parquet(PlRefPath::try_from_path(path)?, args)
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

/// Integers of up to 63 bits stay integers; wider ones come as text and are parsed with their bounds.
fn read_as(name: &PlSmallStr, kind: &DataType) -> Expr {
    let column = col(name.clone());
    match kind {
        DataType::String | DataType::Int64 => column,
        DataType::Date => column.cast(DataType::Int32).cast(DataType::Int64),
        DataType::Datetime(..) => column.cast(DataType::Date).cast(DataType::Int32).cast(DataType::Int64),
        DataType::Int8 | DataType::Int16 | DataType::Int32 => column.cast(DataType::Int64),
        DataType::UInt8 | DataType::UInt16 | DataType::UInt32 => column.cast(DataType::Int64),
        _ => column.cast(DataType::String),
    }
}
