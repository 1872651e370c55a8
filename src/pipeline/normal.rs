//! The days of the quarters before an edition's, in the plan that asks what lies beneath rows: which days these are, and
//! how its answer is parted again.
//!
//! Comes in: how many quarters are wanted, and what was observed of all of them. Goes out: spans, and what was observed
//! of the edition's quarter as if nothing else had been asked, or of the quarters before it as one stretch of days.

use crate::quarter::{Quarter, Span};
use crate::question::{Coverage, Grid, GridRow, Observed, Sums};

/// The quarter before, and those of `quarters` before that.
pub(super) fn spans(quarter: Quarter, quarters: u32) -> Vec<Span> {
    let last = quarter.previous();
    let rest = (quarters > 1).then(|| Span { first: since(quarter, quarters), ..last.previous().span() });
    std::iter::once(last.span()).chain(rest).collect()
}

/// The days of `quarters` before `quarter`.
pub(super) fn stretch(quarter: Quarter, quarters: u32) -> Span {
    Span { first: since(quarter, quarters), last: quarter.previous().span().last }
}

fn since(quarter: Quarter, quarters: u32) -> crate::quarter::Day {
    (0..quarters).fold(quarter, |held, _| held.previous()).span().first
}

/// What was observed of the quarter and the one before it, of which no days are kept.
pub(super) fn without(quarter: Quarter, observed: &Observed) -> Observed {
    let days = quarter.span().len();
    let row = |row: &GridRow| GridRow {
        key: row.key.clone(),
        sums: row.sums.iter().take(2).copied().collect(),
        daily: row.daily.iter().take(days).copied().collect(),
    };
    let held = |row: &GridRow| row.sums.iter().any(|sums| sums.every > 0);
    parted(observed, observed.coverage.spans.iter().take(2).cloned().collect(), |rows| {
        rows.iter().map(row).filter(held).collect()
    })
}

/// What was observed of the quarters before, from the first day to the last.
pub(super) fn before(quarter: Quarter, observed: &Observed) -> Observed {
    let [own, last] = [quarter, quarter.previous()].map(|held| held.span().len());
    let row = |row: &GridRow| {
        // Rankings have the quarter's days alone.
        let days = row.daily.get(own..).unwrap_or_default();
        let (last, rest) = days.split_at(last.min(days.len()));
        let add = |of: fn(&Sums) -> i64| row.sums.iter().skip(1).map(of).sum();
        GridRow {
            key: row.key.clone(),
            sums: vec![Sums { every: add(|sums| sums.every), observed: add(|sums| sums.observed) }],
            daily: [rest, last].concat(),
        }
    };
    let days = observed.coverage.spans.iter().skip(1).rev().flatten().cloned().collect();
    parted(observed, vec![days], |rows| rows.iter().map(row).collect())
}

fn parted(
    observed: &Observed,
    spans: Vec<Vec<Vec<crate::question::SensorDay>>>,
    rows: impl Fn(&[GridRow]) -> Vec<GridRow>,
) -> Observed {
    Observed {
        coverage: Coverage { spans, ..observed.coverage.clone() },
        grids: observed.grids.iter().map(|grid| Grid { rows: rows(&grid.rows) }).collect(),
    }
}
