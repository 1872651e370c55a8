//! Rows on their way from an engine to the fold: cells by their numbers, integers as they are.

use super::cell::Cell;
use crate::observe::fault::Why;

/// Rows as an engine hands them over.
#[derive(Default)]
pub struct Batch {
    /// Number of rows.
    pub rows: usize,
    /// For each dimension, the number of each row's cell.
    pub cells: Vec<Vec<u32>>,
    /// For each dimension, the cells that these rows are the first to have, in the order of their numbers.
    pub fresh: Vec<Vec<Cell>>,
    /// For each measure, each row's value.
    pub values: Vec<Vec<i64>>,
    /// Values that are no integers; 0 stands in their place.
    pub unread: Vec<Unread>,
}

impl Batch {
    /// Empties it for `rows` rows of so many dimensions and measures; the memory stays.
    pub fn clear(&mut self, rows: usize, dimensions: usize, measures: usize) {
        self.rows = rows;
        self.cells.resize_with(dimensions, Vec::new);
        self.values.resize_with(measures, Vec::new);
        self.cells.iter_mut().for_each(Vec::clear);
        self.values.iter_mut().for_each(Vec::clear);
        self.fresh.clear();
        self.unread.clear();
    }
}

/// A value that is no integer.
pub struct Unread {
    /// Row of the batch.
    pub row: usize,
    /// Position of the measure.
    pub measure: usize,
    /// Why.
    pub why: Why,
    /// What stands there.
    pub value: String,
}
