//! A frame of the Polars engine turned into a batch of the fold: columns in, numbers of cells and integers out.
//!
//! The loops here see every cell of every row: what is known of a whole column is asked before them.

use polars::prelude::{Column, DataFrame, PolarsResult, Series};

use super::batch::{Batch, Unread};
use super::cell::integer;
use super::distinct::Distinct;
use crate::observe::asked::Asked;
use crate::observe::fault::Why;
use crate::observe::load::{Delivery, Kind};

/// What a column of a batch is.
#[derive(Clone)]
pub struct Pick {
    /// Its position in the batch; none if the source does without the column, or it is the same in every row.
    at: Option<usize>,
    kind: Kind,
}

/// The dimensions and measures in a file, and the positions to scan.
pub fn picks(asked: &Asked, file: usize, delivery: &Delivery) -> (Vec<Pick>, Vec<usize>) {
    let mut positions = Vec::new();
    let picks = asked.columns.iter().map(|column| {
        let Some(&position) = column.positions.as_ref().and_then(|positions| positions.get(file)) else {
            return Pick { at: None, kind: Kind::Text };
        };
        let kind = delivery.columns[position].1.clone();
        if matches!(kind, Kind::Fixed(_)) {
            return Pick { at: None, kind };
        }
        positions.push(position);
        Pick { at: Some(positions.len() - 1), kind }
    });
    (picks.collect(), positions)
}

/// Fills `batch` with the numbers of the dimensions' cells and with the integers of the measures behind them.
pub fn fill(
    batch: &mut Batch,
    frame: &DataFrame,
    picks: &[Pick],
    distinct: &mut [Distinct],
) -> PolarsResult<()> {
    let column = |pick: &Pick| pick.at.map(|position| &frame.columns()[position]);
    let (dimensions, measures) = picks.split_at(distinct.len());
    let measures = measures.iter().filter_map(|pick| Some((column(pick)?, pick)));
    batch.clear(frame.height(), dimensions.len(), measures.clone().count());
    for ((pick, distinct), numbers) in dimensions.iter().zip(&mut *distinct).zip(&mut batch.cells) {
        match (column(pick), &pick.kind) {
            (None, Kind::Fixed(value)) => numbers.resize(batch.rows, distinct.text(value)),
            (None, _) => numbers.resize(batch.rows, distinct.absent()),
            (Some(column), kind) => number(column, kind, distinct, numbers)?,
        }
    }
    for (measure, ((column, pick), values)) in measures.zip(&mut batch.values).enumerate() {
        read(column, &pick.kind, measure, values, &mut batch.unread)?;
    }
    // Last, when nothing can fail any more: what is taken here must reach the fold.
    batch.fresh.extend(distinct.iter_mut().map(Distinct::fresh));
    Ok(())
}

/// Adds the number of each row's cell to `numbers`.
fn number(column: &Column, kind: &Kind, distinct: &mut Distinct, numbers: &mut Vec<u32>) -> PolarsResult<()> {
    let series = column.as_materialized_series();
    if *kind == Kind::Text || series.dtype().is_string() {
        texts(series, distinct, numbers)
    } else if *kind == Kind::Day {
        integers(series, numbers, distinct, Distinct::day, Distinct::empty)
    } else {
        integers(series, numbers, distinct, Distinct::number, Distinct::empty)
    }
}

/// The same of texts. A view's bits stand for one text within an array, and short ones for one everywhere.
fn texts(series: &Series, distinct: &mut Distinct, numbers: &mut Vec<u32>) -> PolarsResult<()> {
    let whole = series.null_count() == 0;
    for array in series.str()?.downcast_iter() {
        // Rows are often like the one before.
        let mut last = None;
        numbers.extend(array.views().iter().enumerate().map(|(row, view)| {
            if !whole && array.get(row).is_none() {
                return distinct.empty();
            }
            let bits = view.as_u128();
            match last {
                Some((held, number)) if held == bits => number,
                _ => {
                    let number = if view.is_inline() {
                        distinct.short(bits, || array.value(row))
                    } else {
                        distinct.text(array.value(row))
                    };
                    last = Some((bits, number));
                    number
                }
            }
        }));
    }
    Ok(())
}

/// Adds what `of` makes of each row's integer, and `none` of each row without one.
fn integers<S, T>(
    series: &Series,
    made: &mut Vec<T>,
    state: &mut S,
    of: impl Fn(&mut S, i64) -> T,
    none: impl Fn(&mut S) -> T,
) -> PolarsResult<()> {
    let whole = series.null_count() == 0;
    for array in series.i64()?.downcast_iter() {
        if whole {
            made.extend(array.values().iter().map(|value| of(state, *value)));
        } else {
            made.extend(array.iter().map(|value| match value {
                Some(value) => of(state, *value),
                None => none(state),
            }));
        }
    }
    Ok(())
}

/// Adds the integer of each row to `values`; 0 stands for those that are none, which are told.
fn read(
    column: &Column,
    kind: &Kind,
    measure: usize,
    values: &mut Vec<i64>,
    unread: &mut Vec<Unread>,
) -> PolarsResult<()> {
    let series = column.as_materialized_series();
    if *kind == Kind::Text || series.dtype().is_string() {
        for (row, text) in series.str()?.iter().enumerate() {
            let text = text.unwrap_or_default();
            values.push(integer(text).unwrap_or_else(|why| {
                unread.push(Unread { row, measure, why, value: text.to_owned() });
                0
            }));
        }
        return Ok(());
    }
    if series.null_count() > 0 {
        let nulls = series.is_null();
        let rows = nulls.iter().enumerate().filter(|(_, null)| *null == Some(true)).map(|(row, _)| row);
        unread.extend(rows.map(|row| Unread { row, measure, why: Why::Empty, value: String::new() }));
    }
    integers(series, values, &mut (), |(), value| value, |()| 0)
}
