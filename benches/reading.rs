//! What reading through `observe` costs against a plain Polars read of the same file: a million rows, Parquet and CSV.
//!
//! Prints minimum, median and maximum of each and the ratio of the medians; ends with 1 if one is above the limit.
//! Between the two stands what Polars takes for the sums themselves, two group-bys of a day's ports and regions, without
//! the digest, the checks of every cell and the coverage that `observe` brings along.
//! `scripts/bench` runs it.

#![allow(clippy::print_stdout, reason = "a measurement is told on stdout")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use polars::prelude::{
    Column, CsvWriter, DataFrame, DataType, Engine, IntoColumn, LazyCsvReader, LazyFileListReader, LazyFrame,
    NamedFrom, ParquetWriter, PlRefPath, ScanArgsParquet, SerWriter, Series, col,
};
use teiten::config::{self, Site};
use teiten::observe;
use teiten::quarter::Quarter;
use teiten::question::{By, Filter, GridPlan, Plan, Scope};

/// Rows of the file.
const ROWS: usize = 1_000_000;

/// Runs of each reading, after one that does not count.
const RUNS: usize = 9;

/// What `observe` may cost, in tenths of the two group-bys that give the same sums.
const LIMIT: u128 = 15;

fn main() -> ExitCode {
    let folder = tempfile::tempdir().expect("a folder for the files");
    let mut frame = observations();
    let parquet = folder.path().join("a.parquet");
    let csv = folder.path().join("b.csv");
    let create = |path: &Path| fs::File::create(path).expect("a file");
    ParquetWriter::new(create(&parquet))
        .with_row_group_size(Some(131_072))
        .finish(&mut frame)
        .expect("Parquet");
    CsvWriter::new(create(&csv)).finish(&mut frame).expect("CSV");
    println!("{ROWS} rows, {RUNS} runs, milliseconds: minimum, median, maximum");
    let mut slow = false;
    for (file, open) in [(&parquet, open_parquet as fn(&Path) -> LazyFrame), (&csv, open_csv)] {
        let site = site(folder.path(), file);
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let plain = timed(&format!("{name}: plain Polars"), || drop(collected(open(file))));
        let sums = timed(&format!("{name}: two group-bys"), || two_sums(|| open(file)));
        let observed = timed(&format!("{name}: observe"), || ask(&site));
        let [ratio, of_sums] = [plain, sums].map(|time| observed.as_micros() * 10 / time.as_micros().max(1));
        let tenths = |ratio: u128| format!("{}.{}", ratio / 10, ratio % 10);
        println!("{name}: {} times a plain read, {} times the group-bys", tenths(ratio), tenths(of_sums));
        slow |= of_sums > LIMIT;
    }
    ExitCode::from(u8::from(slow))
}

/// The median of the runs of `work`.
fn timed(name: &str, work: impl Fn()) -> Duration {
    work();
    let mut times = (0..RUNS).map(|_| {
        let begun = Instant::now();
        work();
        begun.elapsed()
    });
    let mut times = times.by_ref().collect::<Vec<_>>();
    times.sort();
    let [least, median, most] = [times[0], times[RUNS / 2], times[RUNS - 1]].map(|time| time.as_millis());
    println!("{name:24} {least:6} {median:6} {most:6}");
    times[RUNS / 2]
}

/// Days, sensors and keys as they are delivered, from a fixed seed.
fn observations() -> DataFrame {
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut below = |limit: u64| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed % limit
    };
    let (mut days, mut sensors, mut ports, mut regions, mut packets) =
        (vec![], vec![], vec![], vec![], vec![]);
    for row in 0..ROWS {
        // 1 July 2022 and the 183 days after it, in order.
        days.push(i32::try_from(19_174 + row * 184 / ROWS).expect("a day"));
        sensors.push(format!("home-{:02}", below(12) + 1));
        ports.push(i64::try_from(below(300) * below(200)).expect("a port"));
        regions.push(REGIONS[usize::try_from(below(REGIONS.len() as u64)).expect("a region")]);
        packets.push(i64::try_from(below(1000)).expect("packets"));
    }
    let days = Series::new("date".into(), days).cast(&DataType::Date).expect("days");
    let columns: Vec<Column> = vec![
        days.into_column(),
        Series::new("sensor".into(), sensors).into_column(),
        Series::new("protocol".into(), vec!["TCP"; ROWS]).into_column(),
        Series::new("dst_port".into(), ports).into_column(),
        Series::new("src_region".into(), regions).into_column(),
        Series::new("packets".into(), packets).into_column(),
    ];
    DataFrame::new(ROWS, columns).expect("a table")
}

const REGIONS: [&str; 12] = ["US", "RU", "GB", "CN", "BG", "NL", "DE", "SG", "IN", "HK", "JP", "FR"];

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

/// A site whose only source is `file`.
fn site(folder: &Path, file: &Path) -> Site {
    let edition: PathBuf = folder.join("2022q4");
    fs::create_dir_all(&edition).expect("a folder");
    let files = serde_json::to_string(&[file.display().to_string()]).expect("a path");
    let text = format!(
        "teiten = 1\n[site]\nid = \"bench\"\ntitle = \"T\"\npublisher = \"P\"\nlang = \"en\"\n[sources.packets]\nfiles = {files}\n"
    );
    fs::write(folder.join("teiten.toml"), text).expect("a file");
    config::read(&edition).site.expect("a site")
}

/// Ports, regions and the whole by day, at all sensors.
fn ask(site: &Site) {
    let quarter: Quarter = "2022q4".parse().expect("a quarter");
    let grids = [By::Port, By::Region, By::Total].map(|by| GridPlan { by, filter: 0, measure: 0 });
    let plan = Plan {
        source: "packets".to_owned(),
        spans: vec![quarter.span(), quarter.previous().span()],
        filters: vec![Filter { scope: Scope::All, conditions: Vec::new() }],
        measures: vec!["packets".to_owned()],
        grids: grids.to_vec(),
    };
    let outcome = observe::observe(site, &[plan]);
    assert_eq!(outcome.observed.len(), 1, "{:#?}", outcome.findings);
}
