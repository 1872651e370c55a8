//! What teiten costs: whole editions, and reading beside what others take for the same. `scripts/bench` runs it.
//!
//! `speed [archive] [editions] [preview] [reading] [rows] [--large] [--runs N] [--json FILE]`: without a name all five. Prints
//! the median and the worst of the runs and ends with 1 if a median is above its limit. Every run of an edition is a
//! process of its own, so that nothing is remembered from one to the next but the files that the system holds in
//! memory.

#![allow(clippy::print_stdout, reason = "a measurement is told on stdout")]

/// As in the program itself.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

mod archive;
mod child;
mod editions;
mod made;
mod preview;
mod reading;
mod rows;
mod tell;

use std::path::PathBuf;
use std::process::ExitCode;

use tell::Sheet;

/// Runs of each case, after one that does not count.
const RUNS: usize = 20;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let (mut names, mut runs, mut large, mut json) = (Vec::new(), RUNS, false, None);
    while let Some(argument) = arguments.next() {
        match &*argument {
            "--child" => return child::run(&arguments.collect::<Vec<_>>()),
            "--runs" => runs = arguments.next().and_then(|runs| runs.parse().ok()).expect("--runs N"),
            "--json" => json = Some(PathBuf::from(arguments.next().expect("--json FILE"))),
            "--large" => large = true,
            _ => names.push(argument),
        }
    }
    let asked = |name: &str| names.is_empty() || names.iter().any(|held| held == name);
    let folder = tempfile::tempdir().expect("a folder for the files");
    let mut sheet = Sheet::default();
    if asked("archive") {
        archive::measure(folder.path(), runs, &mut sheet);
    }
    if asked("editions") {
        editions::measure(folder.path(), runs, &mut sheet);
    }
    if asked("preview") {
        preview::measure(folder.path(), runs, &mut sheet);
    }
    if asked("reading") {
        reading::measure(folder.path(), runs, &mut sheet);
    }
    if asked("rows") {
        rows::measure(folder.path(), runs, large, &mut sheet);
    }
    if let Some(file) = json {
        std::fs::write(file, sheet.json()).expect("the JSON can be written");
    }
    ExitCode::from(u8::from(sheet.too_much()))
}
