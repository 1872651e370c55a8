//! Rows go in, Parquet comes out: the same bytes for the same rows, with one thread or many.

use std::fs::File;
use std::path::Path;

use polars::polars_utils::compression::ZstdLevel;
use polars::prelude::{
    Column, DataFrame, DataType, Int64Chunked, IntoSeries, NewChunkedArray, ParquetCompression,
    ParquetWriter, PolarsResult, StringChunked,
};

use crate::model::{FIRST_DAY, Model, Row};
use crate::sensors::SENSORS;

/// Rows of a row group: a reader that folds group by group needs little memory.
const ROW_GROUP: usize = 131_072;

/// Written once and read often.
const ZSTD_LEVEL: i32 = 19;

/// Writes the rows in their order, plain UTF-8 keys and 64-bit counts, to one file.
pub fn write(model: &Model, rows: &[Row], path: &Path) -> PolarsResult<()> {
    let mut frame = DataFrame::new(rows.len(), columns(model, rows)?)?;
    ParquetWriter::new(File::create(path)?)
        .with_compression(ParquetCompression::Zstd(Some(ZstdLevel::try_new(ZSTD_LEVEL)?)))
        .with_row_group_size(Some(ROW_GROUP))
        .finish(&mut frame)?;
    Ok(())
}

fn columns(model: &Model, rows: &[Row]) -> PolarsResult<Vec<Column>> {
    let stream = |row: &Row| &model.streams[row.stream];
    let days: Vec<i32> = rows.iter().map(|row| FIRST_DAY + row.day.cast_signed()).collect();
    Ok(vec![
        Column::new("date".into(), days).cast(&DataType::Date)?,
        text("sensor", rows.iter().map(|row| Some(SENSORS[row.sensor].id))),
        text("protocol", rows.iter().map(|row| Some(stream(row).protocol))),
        whole("dst_port", rows.iter().map(|row| stream(row).number.map(i64::from))),
        text("src_region", rows.iter().map(|row| Some(model.regions.codes[row.region]))),
        whole("packets", rows.iter().map(|row| Some(row.packets))),
        text("signature", rows.iter().map(|row| stream(row).mirai.then_some("mirai"))),
    ])
}

fn text<'a>(name: &'static str, values: impl Iterator<Item = Option<&'a str>>) -> Column {
    StringChunked::from_iter_options(name.into(), values).into_series().into()
}

fn whole(name: &'static str, values: impl Iterator<Item = Option<i64>>) -> Column {
    Int64Chunked::from_iter_options(name.into(), values).into_series().into()
}
