//! The bad cells of one batch: judged columns in, faults by row out. Only the first few are kept in full.

use super::batch::Unread;
use super::classes::Classes;
use crate::observe::fault::{Fault, TOLD, Why};

/// What is wrong with the rows of a batch.
pub struct Found {
    file: usize,
    row: u64,
    /// Rows that are told already or hold nothing.
    skipped: Vec<bool>,
    /// Rows that are not added: those and the ones that were found.
    pub left_out: Vec<bool>,
    /// The first [`TOLD`] of each column.
    pub faults: Vec<Fault>,
    /// Number of all.
    pub count: u64,
}

impl Found {
    /// Nothing yet about `rows` rows of a file from its row `row` on; `skip` are sorted rows to pass over.
    pub fn new(file: usize, row: u64, rows: usize, skip: &[u64]) -> Self {
        let mut skipped = vec![false; rows];
        let first = skip.partition_point(|held| *held < row);
        let within =
            skip[first..].iter().map_while(|held| usize::try_from(held - row).ok().filter(|at| *at < rows));
        within.for_each(|at| skipped[at] = true);
        Self { file, row, left_out: skipped.clone(), skipped, faults: Vec::new(), count: 0 }
    }

    /// Passes over the rows of a column whose values do not count.
    pub fn pass_over(&mut self, cells: &[u32], classes: &Classes) {
        if !classes.leaving_out() {
            return;
        }
        for (row, _) in cells.iter().enumerate().filter(|(_, cell)| classes.of(**cell).left_out) {
            self.skipped[row] = true;
            self.left_out[row] = true;
        }
    }

    /// Whether a row is passed over.
    pub fn skips(&self, row: usize) -> bool {
        self.skipped[row]
    }

    /// Looks for refused classes in a column; `value` shows what stands in a row.
    pub fn column(
        &mut self,
        column: usize,
        cells: &[u32],
        classes: &Classes,
        value: impl Fn(usize) -> String,
    ) {
        if !classes.faulty() {
            return;
        }
        let mut told = 0;
        for (row, &cell) in cells.iter().enumerate() {
            if let Some(why) = classes.of(cell).fault {
                self.tell(row, column, why, &mut told, || value(row));
            }
        }
    }

    /// Looks for values that are no integers or below 0.
    pub fn values<'a>(&mut self, column: usize, values: &[i64], unread: impl Iterator<Item = &'a Unread>) {
        let mut told = 0;
        for fault in unread {
            self.tell(fault.row, column, fault.why, &mut told, || fault.value.clone());
        }
        // Asked of all at once, which is many times faster than of one after the other.
        if values.iter().fold(0, |bits, value| bits | value) >= 0 {
            return;
        }
        told = 0;
        for (row, value) in values.iter().enumerate().filter(|(_, value)| **value < 0) {
            self.tell(row, column, Why::Negative, &mut told, || value.to_string());
        }
    }

    fn tell(
        &mut self,
        row: usize,
        column: usize,
        why: Why,
        told: &mut usize,
        value: impl FnOnce() -> String,
    ) {
        if self.skipped[row] {
            return;
        }
        self.count += 1;
        self.left_out[row] = true;
        if *told < TOLD {
            *told += 1;
            self.faults.push(Fault {
                file: self.file,
                row: self.row + row as u64,
                column,
                why,
                value: value(),
            });
        }
    }
}
