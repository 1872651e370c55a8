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
    cells: Cells,
    texts: HashMap<Box<str>, u32, FixedState>,
    short: HashMap<u128, u32, FixedState>,
    numbers: Numbers,
    days: Numbers,
    empty: Option<u32>,
}

/// Cells as they get their numbers.
#[derive(Default)]
struct Cells {
    count: u32,
    fresh: Vec<Cell>,
}

/// Integers → their numbers.
#[derive(Default)]
struct Numbers {
    small: Vec<u32>,
    large: HashMap<i64, u32>,
}

impl Distinct {
    /// The cells that got their numbers since this was last asked, in the order of these.
    pub fn fresh(&mut self) -> Vec<Cell> {
        std::mem::take(&mut self.cells.fresh)
    }

    /// The number of a column that the source does not have.
    pub fn absent(&mut self) -> u32 {
        if self.cells.count == 0 { self.cells.give(Cell::Absent) } else { 0 }
    }

    /// The number of the empty cell.
    pub fn empty(&mut self) -> u32 {
        *self.empty.get_or_insert_with(|| self.cells.give(Cell::Empty))
    }

    /// The number of a text; empty text is the empty cell.
    pub fn text(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return self.empty();
        }
        if let Some(&number) = self.texts.get(text) {
            return number;
        }
        let number = self.cells.give(Cell::Text(text.to_owned()));
        self.texts.insert(text.into(), number);
        number
    }

    /// The number of a short text by bits that stand for it alone; `text` is asked where they are new.
    #[inline]
    pub fn short<'a>(&mut self, bits: u128, text: impl FnOnce() -> &'a str) -> u32 {
        self.short.get(&bits).copied().unwrap_or_else(|| {
            let number = self.text(text());
            self.short.insert(bits, number);
            number
        })
    }

    /// The number of an integer.
    #[inline]
    pub fn number(&mut self, value: i64) -> u32 {
        self.numbers.of(value, || self.cells.give(Cell::Number(value)))
    }

    /// The number of a day, counted from 1970.
    #[inline]
    pub fn day(&mut self, value: i64) -> u32 {
        self.days.of(value, || self.cells.give(Cell::Day(value)))
    }
}

impl Numbers {
    #[inline]
    fn of(&mut self, value: i64, new: impl FnOnce() -> u32) -> u32 {
        match usize::try_from(value).ok().and_then(|at| self.small.get(at)) {
            Some(&number) if number != NONE => number,
            _ => self.unusual(value, new),
        }
    }

    /// The number of a value that is large or new.
    #[inline(never)]
    fn unusual(&mut self, value: i64, new: impl FnOnce() -> u32) -> u32 {
        let Some(at) = usize::try_from(value).ok().filter(|at| *at < SMALL) else {
            return *self.large.entry(value).or_insert_with(new);
        };
        if self.small.is_empty() {
            self.small = vec![NONE; SMALL];
        }
        let number = new();
        self.small[at] = number;
        number
    }
}

impl Cells {
    /// Takes a cell and gives its number. A column of 2³² − 1 distinct values would not fit in memory.
    fn give(&mut self, cell: Cell) -> u32 {
        let number = self.count;
        self.count = self.count.saturating_add(1);
        self.fresh.push(cell);
        number
    }
}
