//! A column that rows are told apart by, with everything that is known of its distinct cells.

use super::cell::Cell;
use super::class::Keys;
use super::classes::Classes;
use crate::observe::asked::Role;

/// A column that rows are told apart by.
pub struct Dimension {
    /// What it is.
    pub role: Role,
    /// Its cells by their number.
    pub cells: Vec<Cell>,
    /// What each cell means.
    pub classes: Classes,
    /// Its keys by their number.
    pub keys: Keys,
    /// Whether it only tells which rows do not count.
    pub guard: bool,
}

impl Dimension {
    /// Before the first cell.
    pub fn new(role: &Role, guard: bool) -> Self {
        let (cells, classes, keys) = Default::default();
        Self { role: role.clone(), cells, classes, keys, guard }
    }

    /// The cell of a number as messages show it.
    pub fn shown(&self, cell: u32) -> String {
        self.cells[cell as usize].shown()
    }
}
