//! Rows as they are decoded turned into a batch of the fold: columns in, numbers of cells and integers out.
//!
//! The loops here see every cell of every row: what is known of a whole column is asked before them.

use std::ops::Range;

use polars::prelude::{ChunkedArray, PolarsDataType, PolarsNumericType, StringChunked};

use super::batch::{Batch, Unread};
use super::cell::integer;
use super::distinct::Distinct;
use crate::observe::asked::Asked;
use crate::observe::fault::Why;
use crate::observe::load::{Cells, Delivery, Kind};

/// What a column of a batch is.
#[derive(Clone)]
pub struct Pick {
    /// Its position in the batch; none if the source does without the column, or it is the same in every row.
    at: Option<usize>,
    kind: Kind,
}

/// The dimensions and measures in a file, and the positions to read.
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
    columns: &mut [Cells],
    rows: Range<usize>,
    picks: &[Pick],
    distinct: &mut [Distinct],
) {
    let (dimensions, measures) = picks.split_at(distinct.len());
    let measures = measures.iter().filter_map(|pick| pick.at);
    batch.clear(rows.len(), dimensions.len(), measures.clone().count());
    for ((pick, distinct), numbers) in dimensions.iter().zip(&mut *distinct).zip(&mut batch.cells) {
        match (pick.at, &pick.kind) {
            (None, Kind::Fixed(value)) => numbers.resize(rows.len(), distinct.text(value)),
            (None, _) => numbers.resize(rows.len(), distinct.absent()),
            (Some(at), kind) => number(&mut columns[at], rows.clone(), kind, distinct, numbers),
        }
    }
    for (measure, (at, values)) in measures.zip(&mut batch.values).enumerate() {
        read(&columns[at], rows.clone(), measure, values, &mut batch.unread);
    }
    batch.fresh.extend(distinct.iter_mut().map(Distinct::fresh));
}

/// Adds the number of each row's cell to `numbers`.
fn number(
    cells: &mut Cells,
    rows: Range<usize>,
    kind: &Kind,
    distinct: &mut Distinct,
    numbers: &mut Vec<u32>,
) {
    let day = *kind == Kind::Day;
    match cells {
        Cells::Keys(keys) => keys.number(rows, numbers, |text| distinct.text(text)),
        Cells::Texts(cells) => texts(&piece(cells, rows), distinct, numbers),
        Cells::Short(cells) => number_integers(&piece(cells, rows), day, distinct, numbers),
        Cells::Long(cells) => number_integers(&piece(cells, rows), day, distinct, numbers),
    }
}

/// The same of integers, which are days or what they are.
fn number_integers<N: PolarsNumericType>(
    cells: &ChunkedArray<N>,
    day: bool,
    distinct: &mut Distinct,
    numbers: &mut Vec<u32>,
) where
    N::Native: Into<i64>,
{
    // Asked once, so that each row takes the shortest way.
    if day {
        integers(cells, numbers, distinct, Distinct::day, Distinct::empty);
    } else {
        integers(cells, numbers, distinct, Distinct::number, Distinct::empty);
    }
}

fn piece<T: PolarsDataType>(cells: &ChunkedArray<T>, rows: Range<usize>) -> ChunkedArray<T> {
    cells.slice(i64::try_from(rows.start).unwrap_or(i64::MAX), rows.len())
}

/// The same of texts. A view's bits stand for one text within an array, and short ones for one everywhere.
fn texts(cells: &StringChunked, distinct: &mut Distinct, numbers: &mut Vec<u32>) {
    let whole = cells.null_count() == 0;
    for array in cells.downcast_iter() {
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
}

/// Adds what `of` makes of each row's integer, and `none` of each row without one.
fn integers<N: PolarsNumericType, S, T>(
    cells: &ChunkedArray<N>,
    made: &mut Vec<T>,
    state: &mut S,
    of: impl Fn(&mut S, i64) -> T,
    none: impl Fn(&mut S) -> T,
) where
    N::Native: Into<i64>,
{
    let whole = cells.null_count() == 0;
    for array in cells.downcast_iter() {
        if whole {
            made.extend(array.values().iter().map(|value| of(state, (*value).into())));
        } else {
            made.extend(array.iter().map(|value| match value {
                Some(value) => of(state, (*value).into()),
                None => none(state),
            }));
        }
    }
}

/// Adds the integer of each row to `values`; 0 stands for those that are none, which are told.
fn read(cells: &Cells, rows: Range<usize>, measure: usize, values: &mut Vec<i64>, unread: &mut Vec<Unread>) {
    match cells {
        Cells::Keys(keys) => parse(rows.map(|row| keys.text(row)), measure, values, unread),
        Cells::Texts(cells) => {
            let cells = piece(cells, rows);
            parse(cells.iter().map(Option::unwrap_or_default), measure, values, unread);
        }
        Cells::Short(cells) => take(&piece(cells, rows), measure, values, unread),
        Cells::Long(cells) => take(&piece(cells, rows), measure, values, unread),
    }
}

/// The same of texts.
fn parse<'a>(
    texts: impl Iterator<Item = &'a str>,
    measure: usize,
    values: &mut Vec<i64>,
    unread: &mut Vec<Unread>,
) {
    values.extend(texts.enumerate().map(|(row, text)| {
        integer(text).unwrap_or_else(|why| {
            unread.push(Unread { row, measure, why, value: text.to_owned() });
            0
        })
    }));
}

/// The same of integers.
fn take<N: PolarsNumericType>(
    cells: &ChunkedArray<N>,
    measure: usize,
    values: &mut Vec<i64>,
    unread: &mut Vec<Unread>,
) where
    N::Native: Into<i64>,
{
    if cells.null_count() > 0 {
        let rows = cells.iter().enumerate().filter(|(_, value)| value.is_none());
        unread.extend(rows.map(|(row, _)| Unread { row, measure, why: Why::Empty, value: String::new() }));
    }
    integers(cells, values, &mut (), |(), value| value, |()| 0);
}
