//! Ten million rows of Parquet, and a hundred where asked for, beside DuckDB: the time for five group-bys.
//!
//! Each reads the size of row groups it likes: a million for DuckDB, 65,536 for teiten. DuckDB runs in the Python that
//! `TEITEN_PYTHON` names and is left out without it.

use std::path::Path;
use std::process::Command;

use teiten::config::Site;
use teiten::observe as room;
use teiten::quarter::Quarter;
use teiten::question::{By, Filter, GridPlan, Plan, Scope};

use super::child;
use super::made::{self, Shape};
use super::tell::Sheet;

/// What peak memory may be, in MB.
const MEMORY: f64 = 400.0;

/// Measures both sizes, the larger one where `large`.
pub fn measure(folder: &Path, runs: usize, large: bool, sheet: &mut Sheet) {
    for (rows, name) in [(10_000_000, "10 million rows"), (100_000_000, "100 million rows")] {
        if rows == 10_000_000 || large {
            one(folder, rows, name, runs, sheet);
        }
    }
}

fn one(folder: &Path, rows: usize, name: &str, runs: usize, sheet: &mut Sheet) {
    let ours = folder.join(format!("{rows}.parquet"));
    made::parquet(Shape { rows, group: 65_536 }, &ours);
    let edition = made::site(&folder.join(format!("rows-{rows}")), &ours);
    let mut theirs = None;
    if let Some(python) = std::env::var_os("TEITEN_PYTHON") {
        let file = folder.join(format!("{rows}-duckdb.parquet"));
        made::parquet(Shape { rows, group: 1_000_000 }, &file);
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/speed/group_bys.py");
        let output = Command::new(python).arg(script).arg(&file).arg(runs.to_string()).output();
        let output = output.expect("Python with DuckDB");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let told = String::from_utf8_lossy(&output.stdout);
        let times = told.lines().map(|line| line.parse().expect("milliseconds")).collect();
        theirs = Some(sheet.add(&format!("{name}: DuckDB, five group-bys"), "ms", times, None));
    }
    let run = || child::start(&[Path::new("observe"), &edition]);
    run();
    let runs = (0..runs).map(|_| run()).collect::<Vec<_>>();
    sheet.add_runs(&format!("{name}: observe"), &runs, [theirs, Some(MEMORY)]);
}

/// Asks a site's only source for two rankings with their days and previous ranks, at home sensors.
pub fn observe(site: &Site) {
    let quarter: Quarter = "2022q4".parse().expect("a quarter");
    let plan = Plan {
        source: "packets".to_owned(),
        spans: vec![quarter.span(), quarter.previous().span()],
        daily: 1,
        filters: vec![Filter { scope: Scope::Home, conditions: Vec::new() }],
        measures: vec!["packets".to_owned()],
        grids: [By::Port, By::Region].map(|by| GridPlan { by, filter: 0, measure: 0 }).to_vec(),
    };
    let outcome = room::observe(site, &[plan]);
    assert_eq!(outcome.observed.len(), 1, "{:#?}", outcome.findings);
}
