//! A column that rows are told apart by, with everything that is known of its distinct cells.

use super::class::Keys;
use super::classes::Classes;
use super::distinct::Distinct;
use crate::observe::asked::Role;

/// A column that rows are told apart by.
pub struct Dimension {
    /// What it is.
    pub role: Role,
    /// Its cells by their number.
    pub distinct: Distinct,
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
        let (distinct, keys) = (Distinct::default(), Keys::default());
        Self { role: role.clone(), distinct, classes: Classes::default(), keys, guard }
    }

    /// The cell of a number as messages show it.
    pub fn shown(&self, cell: u32) -> String {
        self.distinct.cells()[cell as usize].shown()
    }
}
