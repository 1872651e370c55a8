//! Makes the observations of `samples/synthetic-2022`: `cargo run --example synthetic-2022 [FOLDER]`.
//!
//! Twenty invented sensors, 1 July to 31 December 2022, one Parquet file a month, in FOLDER (default: the sample's
//! own `data`). The same bytes every time: the seed is fixed, and no clock, no environment and no hash order is
//! asked. Levels stand in `ports.rs`, shares in `regions.rs`, planted events in `planted.rs`; the README beside the
//! data lists what can be found in it.

#![allow(clippy::print_stdout, reason = "a program of its own, which tells what it writes")]

mod chance;
mod events;
mod model;
mod parquet;
mod planted;
mod ports;
mod regions;
mod sensors;
mod truth;

use std::error::Error;
use std::path::{Path, PathBuf};

use model::{DAYS, Model};
use truth::Truth;

/// Months with the first day after them, counted from 1 July.
const MONTHS: [(&str, u32); 6] = [
    ("2022-07", 31),
    ("2022-08", 62),
    ("2022-09", 92),
    ("2022-10", 123),
    ("2022-11", 153),
    ("2022-12", DAYS),
];

fn main() -> Result<(), Box<dyn Error>> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/synthetic-2022/data");
    let folder = std::env::args_os().nth(1).map_or(own, PathBuf::from);
    let (model, mut truth, mut first) = (Model::new(), Truth::default(), 0);
    for (month, end) in MONTHS {
        let rows: Vec<_> = (first..end).flat_map(|day| model.day(day)).collect();
        truth.add(&model, &rows);
        parquet::write(&model, &rows, &folder.join(format!("packets-{month}.parquet")))?;
        println!("{month}: {} rows", rows.len());
        first = end;
    }
    match truth.faults().as_slice() {
        [] => Ok(()),
        faults => Err(faults.join("\n").into()),
    }
}
