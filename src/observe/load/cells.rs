//! Rows as readers of files give them: columns of texts and integers in their own width, not yet of any meaning.

use std::ops::Range;

use polars::prelude::{
    DataFrame, DataType, Int32Chunked, Int64Chunked, PolarsResult, Series, StaticArray, StringChunked,
};
use polars_arrow::array::{Array, DictionaryArray, PrimitiveArray, Utf8ViewArray};

use super::Kind;
use crate::observe::engine::Cell;

/// What stands at a text that was not asked for yet.
const NEW: u32 = u32::MAX;

/// Rows of a file.
pub struct Decoded {
    /// Number of rows.
    pub rows: usize,
    /// The columns, in the order in which they were asked for.
    pub columns: Vec<Cells>,
}

impl Decoded {
    /// The rows of a frame.
    pub fn of(frame: &DataFrame) -> PolarsResult<Self> {
        let columns = frame.columns().iter().map(|column| Cells::of(column.as_materialized_series()));
        Ok(Self { rows: frame.height(), columns: columns.collect::<PolarsResult<_>>()? })
    }
}

/// The cells of a column.
pub enum Cells {
    /// Texts.
    Texts(StringChunked),
    /// Texts by their place in a dictionary.
    Keys(Box<Keys>),
    /// Integers or days from 1970.
    Short(Int32Chunked),
    /// The same, wider.
    Long(Int64Chunked),
}

impl Cells {
    /// The cells of `series`. Integers of more than 63 bits come as text and are parsed with their bounds.
    pub fn of(series: &Series) -> PolarsResult<Self> {
        let wider = match series.dtype() {
            DataType::String => return Ok(Self::Texts(series.str()?.clone())),
            DataType::Int32 => return Ok(Self::Short(series.i32()?.clone())),
            DataType::Int64 => return Ok(Self::Long(series.i64()?.clone())),
            DataType::Datetime(..) => DataType::Date,
            DataType::Date | DataType::Int8 | DataType::Int16 | DataType::UInt8 | DataType::UInt16 => {
                DataType::Int32
            }
            DataType::UInt32 => DataType::Int64,
            _ => DataType::String,
        };
        Self::of(&series.cast(&wider)?)
    }

    /// Number of cells.
    pub fn len(&self) -> usize {
        match self {
            Self::Texts(cells) => cells.len(),
            Self::Keys(cells) => cells.keys.len(),
            Self::Short(cells) => cells.len(),
            Self::Long(cells) => cells.len(),
        }
    }

    /// The cells as text; days as `2022-10-01`.
    pub fn shown(&self, kind: &Kind) -> Vec<String> {
        let number = |number: Option<i64>| match number {
            None => String::new(),
            Some(days) if *kind == Kind::Day => Cell::Day(days).shown(),
            Some(number) => number.to_string(),
        };
        match self {
            Self::Texts(cells) => cells.iter().map(|cell| cell.unwrap_or_default().to_owned()).collect(),
            Self::Keys(cells) => (0..self.len()).map(|row| cells.text(row).to_owned()).collect(),
            Self::Short(cells) => cells.iter().map(|cell| number(cell.map(i64::from))).collect(),
            Self::Long(cells) => cells.iter().map(number).collect(),
        }
    }
}

/// Texts by their place in a dictionary.
pub struct Keys {
    keys: PrimitiveArray<u32>,
    texts: Utf8ViewArray,
    /// What was made of each text, where it was asked for.
    made: Vec<u32>,
}

impl Keys {
    /// The keys and texts of `array`; none where its dictionary is not of texts.
    pub fn of(array: &dyn Array) -> Option<Self> {
        let array = array.as_any().downcast_ref::<DictionaryArray<u32>>()?;
        let texts = array.values().as_any().downcast_ref::<Utf8ViewArray>()?.clone();
        Some(Self { keys: array.keys().clone(), made: vec![NEW; texts.len()], texts })
    }

    /// The text of a row, empty where there is none.
    pub fn text(&self, row: usize) -> &str {
        self.keys.get(row).map_or("", |key| self.texts.value(key as usize))
    }

    /// Adds to `numbers` what `of` makes of the text of each of `rows`; it is asked once a text.
    pub fn number(&mut self, rows: Range<usize>, numbers: &mut Vec<u32>, mut of: impl FnMut(&str) -> u32) {
        let Self { keys, texts, made } = self;
        if keys.null_count() == 0 {
            numbers.extend(keys.values()[rows].iter().map(|&key| number(made, texts, key, &mut of)));
        } else {
            numbers.extend(rows.map(|row| match keys.get(row) {
                Some(key) => number(made, texts, key, &mut of),
                None => of(""),
            }));
        }
    }
}

/// What was made of the text of `key`, or is now.
#[inline]
fn number(made: &mut [u32], texts: &Utf8ViewArray, key: u32, of: &mut impl FnMut(&str) -> u32) -> u32 {
    let made = &mut made[key as usize];
    if *made == NEW {
        *made = of(texts.value(key as usize));
    }
    *made
}
