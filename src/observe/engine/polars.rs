//! The Polars engine: it reads, decodes and hands over batches; what is added is the fold's.
//!
//! Each file is scanned once, lazily, with the needed columns only. Text is never compared in the engine: cells
//! are numbered here and judged by the fold.

use std::panic::resume_unwind;
use std::sync::{Arc, Mutex};

use polars::prelude::{Column, DataFrame, Engine, PlanCallback, PolarsResult};

use super::cell::integer;
use super::distinct::Distinct;
use super::fold::{Batch, Fold, Folded, Unread};
use super::{Answer, Way, quietly};
use crate::observe::asked::Asked;
use crate::observe::fault::Why;
use crate::observe::load::{Delivery, Kind};

/// Rows that are folded at once: so few that what is known of each stays in the processor's caches.
const PIECE: usize = 8192;

/// Answers what is asked from all sound deliveries that `way` needs, one after the other.
pub fn answer(asked: &Asked, deliveries: &[Delivery], way: Way) -> Answer {
    let mut answer = Answer::default();
    let (mut fold, only) = match way {
        Way::Without(superseded) => (Fold::new(asked).without(superseded), None),
        Way::Comparing(compare) => {
            let only = compare.files();
            (Fold::new(asked).comparing(compare), Some(only))
        }
    };
    let needed = |file: usize| only.as_ref().is_none_or(|only| only.contains(&file));
    let sound = deliveries.iter().enumerate().filter(|(_, delivery)| delivery.sound);
    for (file, delivery) in sound.filter(|(file, _)| needed(*file)) {
        fold.open(file, &delivery.skipped);
        let (folded, read) = read(asked, file, delivery, fold);
        fold = folded;
        let data = delivery.lines.map(|lines| lines.saturating_sub(1));
        match read {
            Err(why) => answer.broken.push((file, why)),
            Ok(()) if data.is_some_and(|rows| rows != fold.row()) => {
                answer.miscounted.push((file, fold.row()))
            }
            Ok(()) => {}
        }
    }
    let Folded { observed, faults, delivered, compared, crossed } = fold.finish();
    let overflow = observed.is_none();
    Answer { observed, faults, delivered, compared, crossed, overflow, ..answer }
}

/// What a column of a batch is.
#[derive(Clone)]
struct Pick {
    /// Its position in the batch; none if the source does without the column, or it is the same in every row.
    at: Option<usize>,
    kind: Kind,
}

/// The dimensions and measures in a file, and the positions to scan.
fn picks(asked: &Asked, file: usize, delivery: &Delivery) -> (Vec<Pick>, Vec<usize>) {
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

/// Folds one file; the fold comes back also where the file could not be read to its end.
fn read(asked: &Asked, file: usize, delivery: &Delivery, fold: Fold) -> (Fold, Result<(), String>) {
    let (picks, positions) = picks(asked, file, delivery);
    let dimensions = asked.dimensions().count();
    let shared = Arc::new(Mutex::new(Some(fold)));
    let callback = {
        let shared = Arc::clone(&shared);
        PlanCallback::new(move |frame: DataFrame| {
            if let Ok(mut held) = shared.lock()
                && let Some(fold) = held.as_mut()
            {
                for first in (0..frame.height()).step_by(PIECE) {
                    let piece = frame.slice(i64::try_from(first).unwrap_or(i64::MAX), PIECE);
                    let batch = batch(&piece, &picks, dimensions, fold)?;
                    fold.take(&batch);
                }
            }
            Ok(false)
        })
    };
    let read = quietly(|| {
        let frame = delivery.scan(&positions)?;
        frame.sink_batches(callback, true, None)?.collect_with_engine(Engine::Streaming).map(|_| ())
    });
    match shared.lock().map(|mut held| held.take()) {
        Ok(Some(fold)) => (fold, read),
        // A poisoned lock means that the fold itself panicked: our fault, not the file's.
        _ => resume_unwind(Box::new("the fold over the observations failed")),
    }
}

/// Numbers the cells and reads the integers of a frame.
fn batch(frame: &DataFrame, picks: &[Pick], dimensions: usize, fold: &mut Fold) -> PolarsResult<Batch> {
    let rows = frame.height();
    let mut batch = Batch { rows, cells: Vec::new(), values: Vec::new(), unread: Vec::new() };
    for (at, pick) in picks.iter().enumerate() {
        let column = pick.at.map(|position| &frame.columns()[position]);
        if at < dimensions {
            batch.cells.push(match (column, &pick.kind) {
                (None, Kind::Fixed(value)) => vec![fold.distinct(at).text(value); rows],
                (None, _) => vec![fold.distinct(at).absent(); rows],
                (Some(column), _) => numbers(column, &pick.kind, fold.distinct(at))?,
            });
        } else if let Some(column) = column {
            let values = values(column, &pick.kind, at - dimensions, &mut batch.unread)?;
            batch.values.push(values);
        }
    }
    Ok(batch)
}

/// The number of each row's cell.
fn numbers(column: &Column, kind: &Kind, distinct: &mut Distinct) -> PolarsResult<Vec<u32>> {
    let mut numbers = Vec::with_capacity(column.len());
    let series = column.as_materialized_series();
    if *kind == Kind::Text || series.dtype().is_string() {
        for array in series.str()?.downcast_iter() {
            for (row, view) in array.views().iter().enumerate() {
                numbers.push(match array.get(row) {
                    None => distinct.empty(),
                    Some(text) if view.is_inline() => distinct.short(view.as_u128(), || text),
                    Some(text) => distinct.text(text),
                });
            }
        }
    } else {
        let number = if *kind == Kind::Day { Distinct::day } else { Distinct::number };
        for array in series.i64()?.downcast_iter() {
            for value in array.iter() {
                numbers.push(match value {
                    None => distinct.empty(),
                    Some(value) => number(distinct, *value),
                });
            }
        }
    }
    Ok(numbers)
}

/// The integer of each row; 0 stands for those that are none, which are told.
fn values(column: &Column, kind: &Kind, measure: usize, unread: &mut Vec<Unread>) -> PolarsResult<Vec<i64>> {
    let mut values = Vec::with_capacity(column.len());
    let series = column.as_materialized_series();
    let mut take = |value: Result<i64, Why>, text: &str| {
        values.push(value.unwrap_or_else(|why| {
            unread.push(Unread { row: values.len(), measure, why, value: text.to_owned() });
            0
        }));
    };
    if *kind == Kind::Text || series.dtype().is_string() {
        for text in series.str()?.iter() {
            let text = text.unwrap_or_default();
            take(integer(text), text);
        }
    } else {
        for value in series.i64()?.iter() {
            take(value.ok_or(Why::Empty), "");
        }
    }
    Ok(values)
}
