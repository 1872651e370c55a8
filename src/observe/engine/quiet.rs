//! Runs the engine where it may panic: damaged Parquet does that in its worker threads.
//!
//! Errors and panics come out as one line of words. Only messages of panics that begin in
//! the engine's crates are held back, and only while it runs: our own stay loud.

use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook, take_hook};
use std::sync::Once;
use std::sync::atomic::{AtomicUsize, Ordering};

use polars::prelude::PolarsResult;

/// How many engines are running.
static RUNNING: AtomicUsize = AtomicUsize::new(0);

/// Counts one engine as running.
struct Run;

impl Run {
    fn begin() -> Self {
        static HOOK: Once = Once::new();
        HOOK.call_once(|| {
            let loud = take_hook();
            set_hook(Box::new(move |info| {
                if !of_engine(info) {
                    loud(info)
                }
            }));
        });
        RUNNING.fetch_add(1, Ordering::SeqCst);
        Self
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        RUNNING.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Whether a panic begins in one of the crates that read files, while they run.
fn of_engine(info: &PanicHookInfo) -> bool {
    let foreign = ["polars-", "calamine-", "quick-xml-", "zip-"];
    RUNNING.load(Ordering::SeqCst) > 0
        && info.location().is_some_and(|at| foreign.iter().any(|name| at.file().contains(name)))
}

/// Does `work`; its error or panic comes back as one short line.
pub fn quietly<T>(work: impl FnOnce() -> PolarsResult<T>) -> Result<T, String> {
    let _run = Run::begin();
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(line(&error.to_string())),
        Err(panic) => {
            let words = panic.downcast_ref::<String>().map(String::as_str);
            Err(line(words.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("panic")))
        }
    }
}

/// The first line of a message, at most 200 characters, without control characters.
fn line(message: &str) -> String {
    message.lines().next().unwrap_or_default().chars().filter(|c| !c.is_control()).take(200).collect()
}
