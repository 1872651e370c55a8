//! The distinct values of a column, numbered in the order in which they are first seen.
//!
//! Everything that is asked of a value is asked once per number, so a filter costs nothing per row.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::cell::Cell;

/// Numbers below this are found by position.
const SMALL: usize = 1 << 16;

/// No number was given yet.
const NONE: u32 = u32::MAX;

/// The distinct cells of a column.
#[derive(Default)]
pub struct Distinct {
    cells: Vec<Cell>,
    texts: HashMap<Box<str>, u32, FixedState>,
    short: HashMap<u128, u32, FixedState>,
    /// The last short text: rows are often alike.
    last: Option<(u128, u32)>,
    numbers: Numbers,
    days: Numbers,
    empty: Option<u32>,
}

/// Integers → their numbers.
#[derive(Default)]
struct Numbers {
    small: Vec<u32>,
    large: HashMap<i64, u32>,
}

impl Distinct {
    /// The cells by their number.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The number of a column that the source does not have.
    pub fn absent(&mut self) -> u32 {
        if self.cells.is_empty() { give(&mut self.cells, Cell::Absent) } else { 0 }
    }

    /// The number of the empty cell.
    pub fn empty(&mut self) -> u32 {
        *self.empty.get_or_insert_with(|| give(&mut self.cells, Cell::Empty))
    }

    /// The number of a text; empty text is the empty cell.
    pub fn text(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return self.empty();
        }
        if let Some(&number) = self.texts.get(text) {
            return number;
        }
        let number = give(&mut self.cells, Cell::Text(text.to_owned()));
        self.texts.insert(text.into(), number);
        number
    }

    /// The number of a short text by bits that stand for it alone; `text` is asked where they are new.
    pub fn short<'a>(&mut self, bits: u128, text: impl FnOnce() -> &'a str) -> u32 {
        if let Some((last, number)) = self.last
            && last == bits
        {
            return number;
        }
        let number = self.short.get(&bits).copied().unwrap_or_else(|| {
            let number = self.text(text());
            self.short.insert(bits, number);
            number
        });
        self.last = Some((bits, number));
        number
    }

    /// The number of an integer.
    pub fn number(&mut self, value: i64) -> u32 {
        self.numbers.of(value, || give(&mut self.cells, Cell::Number(value)))
    }

    /// The number of a day, counted from 1970.
    pub fn day(&mut self, value: i64) -> u32 {
        self.days.of(value, || give(&mut self.cells, Cell::Day(value)))
    }
}

impl Numbers {
    fn of(&mut self, value: i64, new: impl FnOnce() -> u32) -> u32 {
        let Some(at) = usize::try_from(value).ok().filter(|at| *at < SMALL) else {
            return *self.large.entry(value).or_insert_with(new);
        };
        if self.small.is_empty() {
            self.small = vec![NONE; SMALL];
        }
        if self.small[at] == NONE {
            self.small[at] = new();
        }
        self.small[at]
    }
}

/// Appends a cell and gives its number. A file of 2³² − 1 distinct values in a column would not fit in memory.
fn give(cells: &mut Vec<Cell>, cell: Cell) -> u32 {
    let number = u32::try_from(cells.len()).unwrap_or(NONE);
    cells.push(cell);
    number
}
