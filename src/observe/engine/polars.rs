//! The Polars engine: it reads, decodes and hands over batches; what is added is the fold's.
//!
//! Each file is scanned once, lazily, with the needed columns only. Text is never compared in the engine: cells
//! are numbered here, while the fold judges and adds up in a thread of its own.

use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

use polars::prelude::{Column, DataFrame, Engine, PlanCallback, PolarsResult, Series};

use super::cell::integer;
use super::distinct::Distinct;
use super::fold::{Batch, Fold, Folded, Unread};
use super::{Answer, Way, quietly};
use crate::observe::asked::Asked;
use crate::observe::fault::Why;
use crate::observe::load::{Delivery, Kind};

/// Rows that are folded at once: so few that what is known of each stays in the processor's caches.
const PIECE: usize = 8192;

/// Batches that may wait for the fold.
const AHEAD: usize = 8;

/// What the fold is handed.
enum Handed {
    /// The next file, by position, and its rows that are left out.
    File(usize, Vec<u64>),
    /// Its next rows.
    Rows(Batch),
}

/// Answers what is asked from all sound deliveries that `way` needs, one after the other.
pub fn answer(asked: &Asked, deliveries: &[Delivery], way: Way) -> Answer {
    let (fold, only) = match way {
        Way::Without(superseded) => (Fold::new(asked).without(superseded), None),
        Way::Comparing(compare) => {
            let only = compare.files();
            (Fold::new(asked).comparing(compare), Some(only))
        }
    };
    let needed = |file: usize| only.as_ref().is_none_or(|only| only.contains(&file));
    let files = deliveries.iter().enumerate().filter(|(file, held)| held.sound && needed(*file));
    let (send, receive) = sync_channel(AHEAD);
    let mut answer = Answer::default();
    let folded = thread::scope(|scope| {
        let folding = scope.spawn(move || folded(fold, receive));
        let mut numbering = Numbering::new(asked, send);
        for (file, delivery) in files {
            let (read, rows);
            (numbering, read, rows) = numbering.read(asked, file, delivery);
            match (read, delivery.lines) {
                (Err(why), _) => answer.broken.push((file, why)),
                (Ok(()), Some(lines)) if lines.saturating_sub(1) != rows => {
                    answer.miscounted.push((file, rows))
                }
                _ => {}
            }
        }
        drop(numbering);
        folding.join().unwrap_or_else(|panic| resume_unwind(panic))
    });
    let Folded { observed, faults, delivered, compared, crossed } = folded;
    let overflow = observed.is_none();
    Answer { observed, faults, delivered, compared, crossed, overflow, ..answer }
}

/// Folds what is handed over until nothing more comes.
fn folded(mut fold: Fold, receive: Receiver<Handed>) -> Folded {
    for handed in receive {
        match handed {
            Handed::File(file, skipped) => fold.open(file, skipped),
            Handed::Rows(batch) => fold.take(&batch),
        }
    }
    fold.finish()
}

/// The distinct cells of every dimension so far, and the way to the fold.
struct Numbering {
    distinct: Vec<Distinct>,
    send: SyncSender<Handed>,
    /// Rows of the file so far.
    rows: u64,
}

impl Numbering {
    fn new(asked: &Asked, send: SyncSender<Handed>) -> Self {
        Self { distinct: asked.dimensions().map(|_| Distinct::default()).collect(), send, rows: 0 }
    }

    /// Hands over one file; tells whether it could be read to its end, and how many rows came.
    fn read(mut self, asked: &Asked, file: usize, delivery: &Delivery) -> (Self, Result<(), String>, u64) {
        self.rows = 0;
        self.hand(Handed::File(file, delivery.skipped.clone()));
        let (picks, positions) = picks(asked, file, delivery);
        let shared = Arc::new(Mutex::new(Some(self)));
        let callback = {
            let shared = Arc::clone(&shared);
            PlanCallback::new(move |frame: DataFrame| {
                if let Ok(mut held) = shared.lock()
                    && let Some(numbering) = held.as_mut()
                {
                    numbering.take(&frame, &picks)?;
                }
                Ok(false)
            })
        };
        let read = quietly(|| {
            let frame = delivery.scan(&positions)?;
            frame.sink_batches(callback, true, None)?.collect_with_engine(Engine::Streaming).map(|_| ())
        });
        match shared.lock().map(|mut held| held.take()) {
            Ok(Some(numbering)) => {
                let rows = numbering.rows;
                (numbering, read, rows)
            }
            // A poisoned lock means that the numbering itself panicked: our fault, not the file's.
            _ => resume_unwind(Box::new("the observations could not be numbered")),
        }
    }

    /// Numbers the rows of `frame` and hands them over.
    fn take(&mut self, frame: &DataFrame, picks: &[Pick]) -> PolarsResult<()> {
        for first in (0..frame.height()).step_by(PIECE) {
            let piece = frame.slice(i64::try_from(first).unwrap_or(i64::MAX), PIECE);
            let batch = batch(&piece, picks, &mut self.distinct)?;
            self.rows += batch.rows as u64;
            self.hand(Handed::Rows(batch));
        }
        Ok(())
    }

    fn hand(&self, handed: Handed) {
        // The fold takes everything until it panics; its panic is told where it is waited for.
        let _ = self.send.send(handed);
    }
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

/// Numbers the cells of the dimensions and reads the integers of the measures behind them.
fn batch(frame: &DataFrame, picks: &[Pick], distinct: &mut [Distinct]) -> PolarsResult<Batch> {
    let rows = frame.height();
    let column = |pick: &Pick| pick.at.map(|position| &frame.columns()[position]);
    let (dimensions, measures) = picks.split_at(distinct.len());
    let mut batch =
        Batch { rows, cells: Vec::new(), fresh: Vec::new(), values: Vec::new(), unread: Vec::new() };
    for (pick, distinct) in dimensions.iter().zip(distinct) {
        batch.cells.push(match (column(pick), &pick.kind) {
            (None, Kind::Fixed(value)) => vec![distinct.text(value); rows],
            (None, _) => vec![distinct.absent(); rows],
            (Some(column), kind) => numbers(column, kind, distinct)?,
        });
        batch.fresh.push(distinct.fresh());
    }
    for (measure, pick) in measures.iter().enumerate() {
        if let Some(column) = column(pick) {
            batch.values.push(values(column, &pick.kind, measure, &mut batch.unread)?);
        }
    }
    Ok(batch)
}

/// The number of each row's cell.
fn numbers(column: &Column, kind: &Kind, distinct: &mut Distinct) -> PolarsResult<Vec<u32>> {
    let series = column.as_materialized_series();
    if *kind == Kind::Text || series.dtype().is_string() {
        return texts(series, distinct);
    }
    if *kind == Kind::Day {
        integers(series, distinct, Distinct::day, Distinct::empty)
    } else {
        integers(series, distinct, Distinct::number, Distinct::empty)
    }
}

/// The number of each row's text.
fn texts(series: &Series, distinct: &mut Distinct) -> PolarsResult<Vec<u32>> {
    let mut numbers = Vec::with_capacity(series.len());
    let whole = series.null_count() == 0;
    for array in series.str()?.downcast_iter() {
        numbers.extend(array.views().iter().enumerate().map(|(row, view)| {
            match if whole { Some(array.value(row)) } else { array.get(row) } {
                None => distinct.empty(),
                Some(text) if view.is_inline() => distinct.short(view.as_u128(), || text),
                Some(text) => distinct.text(text),
            }
        }));
    }
    Ok(numbers)
}

/// What `of` makes of each row's integer, and `none` of each row without one.
fn integers<S, T>(
    series: &Series,
    state: &mut S,
    of: impl Fn(&mut S, i64) -> T,
    none: impl Fn(&mut S) -> T,
) -> PolarsResult<Vec<T>> {
    let mut all = Vec::with_capacity(series.len());
    let whole = series.null_count() == 0;
    for array in series.i64()?.downcast_iter() {
        if whole {
            all.extend(array.values().iter().map(|value| of(state, *value)));
        } else {
            all.extend(array.iter().map(|value| match value {
                Some(value) => of(state, *value),
                None => none(state),
            }));
        }
    }
    Ok(all)
}

/// The integer of each row; 0 stands for those that are none, which are told.
fn values(column: &Column, kind: &Kind, measure: usize, unread: &mut Vec<Unread>) -> PolarsResult<Vec<i64>> {
    let series = column.as_materialized_series();
    if *kind == Kind::Text || series.dtype().is_string() {
        let mut values = Vec::with_capacity(series.len());
        for text in series.str()?.iter() {
            let text = text.unwrap_or_default();
            values.push(integer(text).unwrap_or_else(|why| {
                unread.push(Unread { row: values.len(), measure, why, value: text.to_owned() });
                0
            }));
        }
        return Ok(values);
    }
    let values = integers(series, &mut (), |(), value| value, |()| 0)?;
    if series.null_count() > 0 {
        let empty = |row| Unread { row, measure, why: Why::Empty, value: String::new() };
        let nulls = series.is_null();
        unread.extend(
            nulls.iter().enumerate().filter(|(_, null)| *null == Some(true)).map(|(row, _)| empty(row)),
        );
    }
    Ok(values)
}
