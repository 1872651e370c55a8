//! Runs a lazy frame and gives its rows as they come: a plan in, rows in order out. Knows no format.

use std::sync::mpsc::sync_channel;
use std::thread;

use polars::prelude::{DataFrame, Engine, LazyFrame, PlanCallback, PolarsResult};

use super::Decoded;
use crate::observe::engine::quietly;

/// Frames that may wait to be taken.
const AHEAD: usize = 2;

/// What comes from the engine.
enum Given {
    Rows(Decoded),
    /// Nothing more, or why there is not.
    End(Result<(), String>),
}

/// Gives all rows of the frame that `plan` makes to `take`.
pub fn read(
    plan: impl FnOnce() -> PolarsResult<LazyFrame> + Send,
    mut take: impl FnMut(Decoded),
) -> Result<(), String> {
    let (send, receive) = sync_channel(AHEAD);
    thread::scope(|scope| {
        scope.spawn(move || {
            let each = send.clone();
            let each = PlanCallback::new(move |frame: DataFrame| {
                // True ends the plan, where nobody takes any more.
                Ok(each.send(Given::Rows(Decoded::of(&frame)?)).is_err())
            });
            let read = quietly(|| {
                plan()?.sink_batches(each, true, None)?.collect_with_engine(Engine::Streaming).map(|_| ())
            });
            let _ = send.send(Given::End(read));
        });
        for given in receive {
            match given {
                Given::Rows(rows) => take(rows),
                Given::End(end) => return end,
            }
        }
        Err("the engine ended without a word".to_owned())
    })
}
