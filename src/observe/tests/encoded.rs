//! Writes Parquet in every way that others write it: encodings, compressions, versions of pages, sizes of groups.

use std::fs;
use std::path::Path;

use polars::prelude::{ArrayRef, ArrowField, ArrowSchema, DataFrame, PolarsError};
use polars_parquet::parquet::CowBuffer;
use polars_parquet::parquet::compression::Compression;
use polars_parquet::parquet::error::ParquetError;
use polars_parquet::parquet::page::{CompressedDataPage, CompressedPage, Page};
use polars_parquet::write::{
    CompressionOptions, Compressor, DynIter, DynStreamingIterator, Encoding, FallibleStreamingIterator,
    FileWriter, StatisticsOptions, Version, WriteOptions, array_to_columns, to_parquet_type,
};

/// How texts stand in a column of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Texts {
    Plain,
    Dictionary,
    /// The first half by a dictionary, which then grows too large.
    GivenUp,
    Delta,
}

/// How a file is written.
#[derive(Clone, Copy, Debug)]
pub struct Way {
    pub texts: Texts,
    pub compression: CompressionOptions,
    pub version: Version,
    /// Rows of a group.
    pub group: usize,
    /// Bytes of a page.
    pub page: usize,
}

impl Way {
    /// A way without compression, of so many rows a group and small pages.
    pub fn new(texts: Texts, group: usize) -> Self {
        let (compression, version) = (CompressionOptions::Uncompressed, Version::V1);
        Self { texts, compression, version, group, page: 64 }
    }
}

/// Writes `frame` at `path`.
pub fn write(path: &Path, frame: &DataFrame, way: Way) {
    let fields = frame.columns().iter().map(|column| {
        let series = column.as_materialized_series();
        ArrowField::new(series.name().clone(), series.chunks()[0].dtype().clone(), true)
    });
    let fields = fields.collect::<Vec<_>>();
    let schema = ArrowSchema::from_iter(fields.iter().cloned());
    let mut file = FileWriter::try_new(fs::File::create(path).unwrap(), schema, options(way)).unwrap();
    for first in (0..frame.height()).step_by(way.group) {
        let rows = way.group.min(frame.height() - first);
        let columns = frame.columns().iter().zip(&fields).map(|(column, field)| {
            let array = |first: usize, rows: usize| {
                let series = column.as_materialized_series().slice(i64::try_from(first).unwrap(), rows);
                series.rechunk().chunks()[0].clone()
            };
            Ok(packed(pages(field, first, rows, way, array), way))
        });
        let columns = columns.collect::<Vec<Result<_, PolarsError>>>();
        file.write(rows as u64, DynIter::new(columns.into_iter())).unwrap();
    }
    file.end(None).unwrap();
}

fn options(way: Way) -> WriteOptions {
    WriteOptions {
        statistics: StatisticsOptions::empty(),
        version: way.version,
        compression: way.compression,
        data_page_size: Some(way.page),
    }
}

/// The pages of a column in a group.
fn pages(
    field: &ArrowField,
    first: usize,
    rows: usize,
    way: Way,
    array: impl Fn(usize, usize) -> ArrayRef,
) -> Vec<Page> {
    let is_text = field.dtype.is_view();
    let encoded = |first: usize, rows: usize, encoding| {
        let kind = to_parquet_type(field).unwrap();
        let mut columns = array_to_columns(array(first, rows), kind, options(way), &[encoding]).unwrap();
        columns.remove(0).map(Result::unwrap).collect::<Vec<_>>()
    };
    match way.texts {
        Texts::Dictionary => encoded(first, rows, Encoding::RleDictionary),
        Texts::GivenUp if is_text => {
            let half = rows / 2;
            let mut pages = encoded(first, half, Encoding::RleDictionary);
            pages.extend(encoded(first + half, rows - half, Encoding::Plain));
            pages
        }
        Texts::Delta if is_text => encoded(first, rows, Encoding::DeltaLengthByteArray),
        _ => encoded(first, rows, Encoding::Plain),
    }
}

/// The pages as they are written.
fn packed(pages: Vec<Page>, way: Way) -> DynStreamingIterator<'static, CompressedPage, PolarsError> {
    if way.compression == CompressionOptions::Lzo {
        // No writer knows it: what it says of the pages is not true.
        let left = pages.into_iter().map(lzo).collect::<Vec<_>>().into_iter();
        return DynStreamingIterator::new(One { left, at: None });
    }
    let pages = DynIter::new(pages.into_iter().map(Ok::<_, ParquetError>));
    let pages = Compressor::new(pages, way.compression, Vec::new());
    DynStreamingIterator::new(pages.map_err(PolarsError::from))
}

/// Gives one page after the other.
struct One {
    left: std::vec::IntoIter<CompressedPage>,
    at: Option<CompressedPage>,
}

impl FallibleStreamingIterator for One {
    type Item = CompressedPage;
    type Error = PolarsError;

    fn advance(&mut self) -> Result<(), PolarsError> {
        self.at = self.left.next();
        Ok(())
    }

    fn get(&self) -> Option<&CompressedPage> {
        self.at.as_ref()
    }
}

fn lzo(page: Page) -> CompressedPage {
    let Page::Data(page) = page else { panic!("without a dictionary") };
    let (header, bytes) = (page.header().clone(), page.buffer().to_vec());
    let (length, rows) = (bytes.len(), page.num_rows().unwrap());
    let bytes = CowBuffer::Owned(bytes);
    let page = CompressedDataPage::new(header, bytes, Compression::Lzo, length, page.descriptor, rows);
    CompressedPage::Data(page)
}
