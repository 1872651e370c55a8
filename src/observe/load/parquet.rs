//! Parquet: the schema in, a lazy frame of text and integers out. Damaged files are findings, even where the
//! engine panics.

use std::fs::File;
use std::path::Path;

use polars::prelude::{
    DataType, Expr, HiveOptions, LazyFrame, PlRefPath, PlSmallStr, PolarsResult, ScanArgsParquet, Series, col,
};

use super::{Delivery, Kind, Told, bytes};
use crate::observe::engine::quietly;

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
