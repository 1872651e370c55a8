//! Whole editions, PDF and HTML, each built into an empty folder, and a first read of a quarter, each by a process of
//! its own.

use std::fs;
use std::path::{Path, PathBuf};

use super::child;
use super::made;
use super::tell::Sheet;

/// Rows of the CSV: 34 MB.
const ROWS: usize = 1_000_000;

/// Measures the synthetic sample and an edition from a large CSV.
pub fn measure(folder: &Path, runs: usize, sheet: &mut Sheet) {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/synthetic-2022/2022q4");
    one("synthetic sample, 7.7 million rows", &sample, folder, runs, [Some(500.0), Some(400.0)], sheet);
    read(&sample, runs, sheet);
    let csv = folder.join("packets.csv");
    made::csv(ROWS, &csv);
    let edition = made::site(&folder.join("csv"), &csv);
    one("CSV of a million rows, four pages", &edition, folder, runs, [Some(350.0), None], sheet);
}

fn one(name: &str, edition: &Path, folder: &Path, runs: usize, limits: [Option<f64>; 2], sheet: &mut Sheet) {
    let out: PathBuf = folder.join("out");
    let build = || {
        let run = child::start(&[Path::new("build"), edition, &out]);
        fs::remove_dir_all(&out).expect("the folder that was made");
        run
    };
    build();
    let runs = (0..runs).map(|_| build()).collect::<Vec<_>>();
    sheet.add_runs(name, &runs, limits);
}

/// A first read of the quarter, as a page with its figures.
fn read(edition: &Path, runs: usize, sheet: &mut Sheet) {
    let draft = || child::start(&[Path::new("draft"), edition]);
    draft();
    let runs = (0..runs).map(|_| draft()).collect::<Vec<_>>();
    sheet.add_runs("first read of the synthetic sample", &runs, [Some(500.0), Some(400.0)]);
}
