//! What reading a file costs through `observe`, beside Polars on the same file: a million rows, Parquet and CSV.
//!
//! Two readings of the same file stand beside it: the rows alone, as Polars hands them over, and the two group-bys that
//! give the same sums of ports and of regions by day, without the digest, the checks of every cell and the coverage
//! that `observe` brings along.

use std::path::Path;
use std::time::Instant;

use polars::prelude::{
    DataFrame, Engine, LazyCsvReader, LazyFileListReader, LazyFrame, PlRefPath, ScanArgsParquet, col,
};
use teiten::config;

use super::made::{self, Shape};
use super::rows;
use super::tell::Sheet;

/// Rows of the file.
const ROWS: usize = 1_000_000;

/// What `observe` may cost, in times of a plain read for its sums.
const LIMIT: f64 = 1.5;

/// Measures both formats.
pub fn measure(folder: &Path, runs: usize, sheet: &mut Sheet) {
    let (parquet, csv) = (folder.join("a.parquet"), folder.join("b.csv"));
    made::parquet(Shape { rows: ROWS, group: 131_072 }, &parquet);
    made::csv(ROWS, &csv);
    for (file, open) in [(&parquet, open_parquet as fn(&Path) -> LazyFrame), (&csv, open_csv)] {
        let name = file.extension().and_then(|end| end.to_str()).unwrap_or_default().to_uppercase();
        let edition = made::site(&folder.join(&name), file);
        let site = config::read(&edition).site.expect("a site");
        let mut add = |what: &str, limit, work: &dyn Fn()| {
            sheet.add(&format!("{name}, a million rows: {what}"), "ms", timed(runs, work), limit)
        };
        let rows = add("rows alone", None, &|| drop(collected(open(file))));
        let sums = add("Polars' sums", None, &|| two_sums(|| open(file)));
        let ours = add("observe", Some(sums * LIMIT), &|| rows::observe(&site));
        println!("{name}: {:.1} times the rows alone, {:.1} times the sums", ours / rows, ours / sums);
    }
}

/// Milliseconds of the runs of `work`, after one that does not count.
fn timed(runs: usize, work: &dyn Fn()) -> Vec<f64> {
    work();
    let one = |_| {
        let begun = Instant::now();
        work();
        begun.elapsed().as_secs_f64() * 1000.0
    };
    (0..runs).map(one).collect()
}

fn open_parquet(file: &Path) -> LazyFrame {
    let path = PlRefPath::try_from_path(file).expect("a path");
    LazyFrame::scan_parquet(path, ScanArgsParquet::default()).expect("Parquet")
}

fn open_csv(file: &Path) -> LazyFrame {
    let path = PlRefPath::try_from_path(file).expect("a path");
    LazyCsvReader::new(path).finish().expect("CSV")
}

fn collected(frame: LazyFrame) -> DataFrame {
    frame.collect_with_engine(Engine::Streaming).expect("rows").unwrap_single()
}

fn two_sums(open: impl Fn() -> LazyFrame) {
    for by in [&["date", "protocol", "dst_port"][..], &["date", "src_region"][..]] {
        let by = by.iter().map(|name| col(*name)).collect::<Vec<_>>();
        collected(open().group_by(by).agg([col("packets").sum()]));
    }
}
