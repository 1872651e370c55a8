//! Makes the observations of `samples/synthetic-2022`:
//! `cargo run --example synthetic-2022 -- [FOLDER] [--strength PERCENT] [--seed NUMBER]`.
//!
//! Twenty invented sensors, 1 July to 31 December 2022, one Parquet file a month, in FOLDER (default: the sample's
//! own `data`). The same bytes every time: the seed is fixed, and no clock, no environment and no hash order is
//! asked. Levels stand in `ports.rs`, shares in `regions.rs`, planted events in `planted.rs`; the README beside the
//! data lists what can be found in it. With another strength (0 to 100) whatever is planted has so much of its size,
//! and with another seed all chance falls otherwise: `scripts/detection` measures on such data what is found.

#![allow(clippy::print_stdout, reason = "a program of its own, which tells what it writes")]

mod chance;
mod events;
mod model;
mod options;
mod parquet;
mod planted;
mod ports;
mod regions;
mod sensors;
mod truth;

use std::error::Error;

use model::{DAYS, Model};
use options::Options;
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
    let options = Options::read(std::env::args().skip(1))?;
    let model = Model::new(options.seed, f64::from(options.strength) / 100.0);
    let (mut truth, mut first) = (Truth::default(), 0);
    for (month, end) in MONTHS {
        let rows: Vec<_> = (first..end).flat_map(|day| model.day(day)).collect();
        truth.add(&model, &rows);
        parquet::write(&model, &rows, &options.folder.join(format!("packets-{month}.parquet")))?;
        println!("{month}: {} rows", rows.len());
        first = end;
    }
    match truth.faults().as_slice() {
        _ if !options.are_of_the_sample() => Ok(()),
        [] => Ok(()),
        faults => Err(faults.join("\n").into()),
    }
}
