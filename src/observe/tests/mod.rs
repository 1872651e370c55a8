//! A small house to deliver observations to, shared by the tests of this room.

mod delivered;
pub(super) mod encoded;
mod encodings;
mod faults;
mod files;
mod sums;
mod twice;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::Path;

use polars::prelude::{
    CategoricalPhysical, Categories, DataFrame, DataType, IntoColumn, IntoLazy, NamedFrom, ParquetWriter,
    Series, TimeUnit, col,
};
use tempfile::TempDir;

use super::ground::Ground;
use super::{Outcome, answer};
use crate::config::{Columns, Measure, MeasureKind, Outage, Overlap, Sensor, Shape, Source};
use crate::finding::{Level, Place};
use crate::key::{Key, Protocol, Region};
use crate::names::Names;
use crate::quarter::{Day, Quarter, Span};
use crate::question::{By, Condition, Filter, GridPlan, Observed, Plan, Scope, Sums, Values};

/// Rows of a long table: two sensors at home, one overseas.
const ROWS: &str = "\
date,sensor,protocol,dst_port,src_region,packets,signature
2022-10-01,tokyo,TCP,23,CN,10,mirai
2022-10-01,tokyo,tcp,23,US,5,
2022-10-01,osaka,6,445,CN,7,
2022-10-02,tokyo,ICMP,,JP,3,
2022-10-02,oslo,UDP,53,ZZ,100,
2022-10-02,tokyo,TCP,0,cn,0,
2022-12-31,osaka,TCP,23,JP,1,mirai
2022-07-01,tokyo,TCP,445,CN,40,
2022-07-02,oslo,TCP,445,CN,2,mirai
2021-01-01,tokyo,TCP,1,CN,9,
";

/// A site's part that observations need, in a folder of its own.
struct House {
    folder: TempDir,
    sensors: Vec<Sensor>,
    outages: Vec<Outage>,
    names: Names,
    sources: BTreeMap<String, Source>,
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(super) fn source(name: &str, files: &[&str]) -> Source {
    let texts = BTreeMap::from([("signature".to_owned(), "signature".to_owned())]);
    Source {
        name: name.to_owned(),
        files: files.iter().map(|file| (*file).to_owned()).collect(),
        columns: Columns {
            date: "date".to_owned(),
            sensor: Some("sensor".to_owned()),
            protocol: Some("protocol".to_owned()),
            port: Some("dst_port".to_owned()),
            protocol_is: Protocol::Tcp,
            region: Some("src_region".to_owned()),
            texts,
        },
        scope: None,
        shape: Shape::default(),
        rest: vec!["OTHER".to_owned()],
        leave_out: Vec::new(),
        complete: true,
        whole: true,
        overlap: Overlap::Equal,
        time_zone: None,
        region_database: None,
        region_database_date: None,
        measures: BTreeMap::from([("packets".to_owned(), measure("packets", MeasureKind::Sum))]),
        place: Place::at("teiten.toml", 9, 1),
    }
}

fn measure(column: &str, kind: MeasureKind) -> Measure {
    Measure { column: column.to_owned(), label: BTreeMap::new(), kind }
}

impl House {
    /// A house of one source with these files.
    fn of(files: &[&str]) -> Self {
        let sensor = |id: &str, region: &str| Sensor {
            id: id.to_owned(),
            region: region.parse().unwrap(),
            start: None,
            end: None,
            alias: None,
        };
        Self {
            folder: TempDir::new().unwrap(),
            sensors: vec![sensor("tokyo", "JP"), sensor("osaka", "JP"), sensor("oslo", "NO")],
            outages: Vec::new(),
            names: Names::shipped(),
            sources: BTreeMap::from([("packets".to_owned(), source("packets", files))]),
        }
    }

    /// A house of one CSV with this content.
    fn csv(content: &str) -> Self {
        let house = Self::of(&["a.csv"]);
        house.put("a.csv", content.as_bytes());
        house
    }

    /// Puts a file in place of one of that name. That one is unlinked, not cut: after a fault, threads of Polars may
    /// still look at its pages, and those of a file that grew shorter end the process (SIGBUS).
    fn put(&self, name: &str, bytes: &[u8]) {
        let path = self.folder.path().join(name);
        let _ = fs::remove_file(&path);
        fs::write(path, bytes).unwrap();
    }

    fn source(&mut self) -> &mut Source {
        self.sources.get_mut("packets").unwrap()
    }

    fn ask(&self, plan: &Plan) -> Outcome {
        self.ask_all(std::slice::from_ref(plan))
    }

    fn ask_all(&self, plans: &[Plan]) -> Outcome {
        let ground = Ground {
            root: self.folder.path(),
            home: "JP".parse::<Region>().unwrap(),
            sensors: &self.sensors,
            outages: &self.outages,
            names: &self.names,
            sources: &self.sources,
        };
        answer(&ground, plans)
    }

    /// The answer of a delivery without any fault, though most days of a quarter are not delivered.
    fn good(&self, plan: &Plan) -> Observed {
        let mut outcome = self.ask(plan);
        outcome.findings.retain(|finding| finding.code != "undelivered");
        assert_eq!(outcome.findings, []);
        outcome.observed.remove("packets").unwrap()
    }

    /// Code, file and line of each finding of a delivery that is refused.
    fn bad(&self, plan: &Plan) -> Vec<(String, String, u32)> {
        let outcome = self.ask(plan);
        assert!(outcome.observed.is_empty(), "{:?}", outcome.findings);
        assert!(outcome.findings.iter().all(|finding| finding.level == Level::Error));
        outcome
            .findings
            .into_iter()
            .map(|finding| (finding.code, finding.place.file, finding.place.line))
            .collect()
    }
}

fn all() -> Filter {
    Filter { scope: Scope::All, conditions: Vec::new() }
}

fn only(scope: Scope, column: &str, exclude: bool, values: &[&str]) -> Filter {
    let values = Values::OneOf(values.iter().map(|value| (*value).to_owned()).collect::<BTreeSet<_>>());
    Filter { scope, conditions: vec![Condition { column: column.to_owned(), exclude, values }] }
}

/// Asks by each of `by` under each of `filters`: grids by filter, then by `by`.
fn plan(filters: Vec<Filter>, by: &[By]) -> Plan {
    let q4 = Quarter::new(2022, 4).unwrap();
    let grids = (0..filters.len())
        .flat_map(|filter| by.iter().map(move |by| GridPlan { by: by.clone(), filter, measure: 0 }))
        .collect();
    let measures = vec!["packets".to_owned()];
    Plan {
        source: "packets".to_owned(),
        spans: vec![q4.span(), q4.previous().span()],
        daily: 1,
        filters,
        measures,
        grids,
    }
}

fn every_grid() -> Plan {
    let by = [By::Port, By::Region, By::Sensor, By::Column("signature".to_owned()), By::Total];
    plan(vec![all(), only(Scope::Home, "signature", false, &["mirai"])], &by)
}

/// Key and sums over every row, span by span, of a grid.
fn sums(observed: &Observed, grid: usize) -> Vec<(String, Vec<i64>)> {
    let rows = observed.grids[grid].rows.iter();
    rows.map(|row| (row.key.to_string(), row.sums.iter().map(|sum| sum.every).collect())).collect()
}

fn told(rows: &[(&str, [i64; 2])]) -> Vec<(String, Vec<i64>)> {
    rows.iter().map(|(key, sums)| ((*key).to_owned(), sums.to_vec())).collect()
}

/// The rows of a CSV as columns of text: name and cells.
fn columns(csv: &str) -> Vec<(String, Vec<Option<String>>)> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let names = reader.headers().unwrap().clone();
    let records = reader.records().map(|record| record.unwrap()).collect::<Vec<_>>();
    let cell = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let column = |at: usize| records.iter().map(|record| cell(&record[at])).collect();
    names.iter().enumerate().map(|(at, name)| (name.to_owned(), column(at))).collect()
}

fn frame(csv: &str, kind: impl Fn(&str) -> DataType) -> DataFrame {
    let columns = columns(csv)
        .into_iter()
        .map(|(name, cells)| Series::new(name.as_str().into(), cells).into_column())
        .collect::<Vec<_>>();
    let casts = columns
        .iter()
        .map(|column| col(column.name().clone()).strict_cast(kind(column.name())))
        .collect::<Vec<_>>();
    DataFrame::new_infer_height(columns).unwrap().lazy().select(casts).collect().unwrap()
}

fn parquet(path: &Path, mut frame: DataFrame) {
    ParquetWriter::new(fs::File::create(path).unwrap())
        .with_row_group_size(Some(4))
        .finish(&mut frame)
        .unwrap();
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}
