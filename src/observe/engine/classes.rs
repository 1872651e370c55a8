//! The classes of a column's distinct values: pushed once as values are first seen, looked up for every row.
//!
//! What the rows of a batch need lies in arrays of its own, and what no value has is known without looking.

use super::class::Class;

/// Classes by the number of their value.
pub struct Classes {
    all: Vec<Class>,
    keys: Vec<u32>,
    /// The filters that every value passes.
    passed: u64,
    faulty: bool,
    strange: bool,
    leaving_out: bool,
}

impl Default for Classes {
    fn default() -> Self {
        let (all, keys) = (Vec::new(), Vec::new());
        Self { all, keys, passed: u64::MAX, faulty: false, strange: false, leaving_out: false }
    }
}

impl Classes {
    /// Adds the class of the next value.
    pub fn push(&mut self, class: Class) {
        self.passed &= class.mask;
        self.faulty |= class.fault.is_some();
        self.strange |= class.stranger;
        self.leaving_out |= class.left_out;
        self.keys.push(class.key);
        self.all.push(class);
    }

    /// Number of values.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// The class of a value by its number.
    pub fn of(&self, cell: u32) -> Class {
        self.all[cell as usize]
    }

    /// Whether some value is refused.
    pub fn faulty(&self) -> bool {
        self.faulty
    }

    /// Whether some value is a sensor that the sensors' table does not list.
    pub fn strange(&self) -> bool {
        self.strange
    }

    /// Whether rows with some value do not count.
    pub fn leaving_out(&self) -> bool {
        self.leaving_out
    }

    /// The number of each value's key, by the number of the value.
    pub fn keys(&self) -> &[u32] {
        &self.keys
    }

    /// Whether some value does not pass all of `filters`.
    pub fn narrows(&self, filters: u64) -> bool {
        self.passed & filters != filters
    }

    /// Leaves in each row's `masks` the filters that its value passes, too.
    pub fn narrow(&self, masks: &mut [u64], cells: &[u32]) {
        for (mask, &cell) in masks.iter_mut().zip(cells) {
            *mask &= self.all[cell as usize].mask;
        }
    }
}
