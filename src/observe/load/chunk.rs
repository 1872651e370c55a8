//! A column of a row group: its bytes in, cells out. Texts stay keys of their dictionary wherever they were written so.

use std::io::Cursor;
use std::ops::Range;
use std::sync::Arc;

use polars::prelude::{ArrowDataType, ArrowField, PolarsError, PolarsResult, Series};
use polars_arrow::datatypes::{DTYPE_CATEGORICAL_NEW, IntegerType};
use polars_buffer::Buffer;
use polars_parquet::parquet::page::{CompressedPage, FormatEncoding};
use polars_parquet::read::{
    BasicDecompressor, ColumnChunkMetadata, Filter, PageReader, PhysicalType, column_iter_to_arrays,
};

use super::cells::{Cells, Keys};

/// A column of a row group.
pub struct Chunk<'a> {
    column: &'a ColumnChunkMetadata,
    /// What its cells are decoded as.
    field: ArrowField,
    bytes: Buffer<u8>,
}

impl<'a> Chunk<'a> {
    /// The chunk of `column` with its bytes, which holds `rows` cells of `field`.
    pub fn new(
        column: &'a ColumnChunkMetadata,
        field: &ArrowField,
        rows: usize,
        bytes: Vec<u8>,
    ) -> PolarsResult<Self> {
        if usize::try_from(column.num_values()) != Ok(rows) {
            return Err(uneven());
        }
        let mut chunk = Self { column, field: field.clone(), bytes: bytes.into() };
        if field.dtype == ArrowDataType::Utf8View && chunk.has_keys()? {
            let texts = Box::new(ArrowDataType::Utf8View);
            chunk.field.dtype = ArrowDataType::Dictionary(IntegerType::UInt32, texts, false);
            // The mark by which the decoder knows that keys are to stay keys.
            let mark = (DTYPE_CATEGORICAL_NEW.into(), "".into());
            chunk.field.metadata = Some(Arc::new([mark].into()));
        }
        Ok(chunk)
    }

    /// Whether all cells are keys of a dictionary. Writers give it up where it grows too large.
    fn has_keys(&self) -> PolarsResult<bool> {
        let mut pages = self.pages();
        if self.column.physical_type() != PhysicalType::ByteArray || pages.read_dict()?.is_none() {
            return Ok(false);
        }
        for page in pages {
            let CompressedPage::Data(page) = page? else { return Ok(false) };
            let encoding = page.header().encoding();
            if ![FormatEncoding::RLE_DICTIONARY, FormatEncoding::PLAIN_DICTIONARY].contains(&encoding) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn pages(&self) -> PageReader {
        PageReader::new(Cursor::new(self.bytes.clone()), self.column, Vec::new(), usize::MAX)
    }

    /// The cells of `rows`.
    pub fn cells(&self, rows: Range<usize>) -> PolarsResult<Cells> {
        let pages = BasicDecompressor::new(self.pages(), Vec::new());
        let kind = &self.column.descriptor().descriptor.primitive_type;
        let filter = Some(Filter::Range(rows.clone()));
        let (arrays, _) = column_iter_to_arrays(vec![pages], vec![kind], self.field.clone(), filter)?;
        let cells = match &arrays[..] {
            [array] if matches!(self.field.dtype, ArrowDataType::Dictionary(..)) => Keys::of(&**array),
            _ => None,
        };
        let cells = match cells {
            Some(keys) => Cells::Keys(Box::new(keys)),
            None => Cells::of(&Series::try_from((&self.field, arrays))?)?,
        };
        if cells.len() == rows.len() { Ok(cells) } else { Err(uneven()) }
    }
}

fn uneven() -> PolarsError {
    PolarsError::ComputeError("a column has not as many cells as its row group has rows".into())
}
