//! Small deliveries of every kind, good and bad, and the real observations against their known sums.

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
use crate::config::{Columns, Measure, Outage, Sensor, Source};
use crate::finding::{Level, Place};
use crate::key::{Key, Protocol, Region};
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
    sources: BTreeMap<String, Source>,
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn source(name: &str, files: &[&str]) -> Source {
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
        rest: vec!["OTHER".to_owned()],
        measures: BTreeMap::from([(
            "packets".to_owned(),
            Measure { column: "packets".to_owned(), label: BTreeMap::new() },
        )]),
        place: Place::at("teiten.toml", 9, 1),
    }
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
            sources: BTreeMap::from([("packets".to_owned(), source("packets", files))]),
        }
    }

    /// A house of one CSV with this content.
    fn csv(content: &str) -> Self {
        let house = Self::of(&["a.csv"]);
        house.put("a.csv", content.as_bytes());
        house
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        fs::write(self.folder.path().join(name), bytes).unwrap();
    }

    fn source(&mut self) -> &mut Source {
        self.sources.get_mut("packets").unwrap()
    }

    fn ask(&self, plan: &Plan) -> Outcome {
        let ground = Ground {
            root: self.folder.path(),
            home: "JP".parse::<Region>().unwrap(),
            sensors: &self.sensors,
            outages: &self.outages,
            sources: &self.sources,
        };
        answer(&ground, std::slice::from_ref(plan))
    }

    /// The answer of a delivery without any fault.
    fn good(&self, plan: &Plan) -> Observed {
        let mut outcome = self.ask(plan);
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

#[test]
fn sums_are_those_of_the_rows() {
    let observed = House::csv(ROWS).good(&every_grid());
    let ports = [
        ("0/ICMP", [3, 0]),
        ("0/TCP", [0, 0]),
        ("23/TCP", [16, 0]),
        ("445/TCP", [7, 42]),
        ("53/UDP", [100, 0]),
    ];
    assert_eq!(sums(&observed, 0), told(&ports));
    assert_eq!(
        sums(&observed, 1),
        told(&[("CN", [17, 42]), ("JP", [4, 0]), ("US", [5, 0]), ("ZZ", [100, 0])])
    );
    assert_eq!(sums(&observed, 2), told(&[("osaka", [8, 0]), ("oslo", [100, 2]), ("tokyo", [18, 40])]));
    assert_eq!(sums(&observed, 3), told(&[("", [115, 40]), ("mirai", [11, 2])]));
    assert_eq!(sums(&observed, 4), told(&[("total", [126, 42])]));
    // Home and Mirai at once: Oslo's packet of the quarter before is not at home.
    assert_eq!(sums(&observed, 5), told(&[("23/TCP", [11, 0])]));
    assert_eq!(sums(&observed, 9), told(&[("total", [11, 0])]));
    let telnet = &observed.grids[0].rows[2];
    assert_eq!(telnet.daily.len(), 92);
    assert_eq!((telnet.daily[0], telnet.daily[1], telnet.daily[91]), (15, 0, 1));
    let coverage = &observed.coverage;
    assert_eq!(coverage.sensors, ["osaka", "oslo", "tokyo"]);
    assert_eq!((coverage.rows, coverage.held), (10, Some((day("2021-01-01"), day("2022-12-31")))));
    let tokyo = coverage.spans[0][1][2];
    assert_eq!((tokyo.rows, tokyo.packets, tokyo.observed), (2, 3, true));
    assert_eq!(coverage.spans[0][2][2], Default::default());
}

#[test]
fn every_delivery_of_the_same_rows_gives_the_same_answer() {
    let wanted = House::csv(ROWS).good(&every_grid());
    let quoted = ROWS.replace("2022-10-01", "\"2022/10/1\"").replace("2022-10-02", "2022-10-02T01:02:03");
    let marked = format!("\u{FEFF}{}\r\n\r\n", ROWS.replace('\n', "\r\n"));
    let mut turned = String::new();
    for line in ROWS.lines() {
        let mut cells = line.split(',').collect::<Vec<_>>();
        cells.reverse();
        turned += &format!("x{},{}\n", turned.len(), cells.join(","));
    }
    for (name, bytes) in [
        ("a.csv", quoted.into_bytes()),
        ("a.csv", marked.clone().into_bytes()),
        ("a.csv", ROWS.trim_end().replace("\n2022-12", "\n\n2022-12").into_bytes()),
        ("a.csv", turned.into_bytes()),
        ("a.CSV.GZ", gzip(ROWS.as_bytes())),
        ("a.csv.gz", [gzip(&marked.as_bytes()[..50]), gzip(&marked.as_bytes()[50..])].concat()),
    ] {
        let house = House::of(&[name]);
        house.put(name, &bytes);
        assert_eq!(house.good(&every_grid()), wanted, "{}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn parquet_of_every_type_gives_the_same_answer() {
    let wanted = House::csv(ROWS).good(&every_grid());
    let dictionary =
        || DataType::from_categories(Categories::new("t".into(), "t".into(), CategoricalPhysical::U32));
    let kinds: [&dyn Fn(&str) -> DataType; 4] = [
        &|_| DataType::String,
        &|name| match name {
            "date" => DataType::Date,
            "dst_port" => DataType::UInt32,
            "packets" => DataType::Int64,
            _ => DataType::String,
        },
        &|name| match name {
            "date" => DataType::Datetime(TimeUnit::Microseconds, None),
            "dst_port" => DataType::Int32,
            "packets" => DataType::UInt64,
            _ => dictionary(),
        },
        &|name| if name == "packets" { DataType::Int32 } else { dictionary() },
    ];
    for (at, kind) in kinds.into_iter().enumerate() {
        let house = House::of(&["*.parquet"]);
        let frame = frame(ROWS, |name| if name == "date" { DataType::String } else { kind(name) });
        let date = match kind("date") {
            kind @ (DataType::Date | DataType::Datetime(..)) => col("date").cast(DataType::Date).cast(kind),
            kind => col("date").cast(kind),
        };
        let date = if at == 1 || at == 2 { parsed_days(&frame).cast(kind("date")) } else { date };
        let frame = frame.lazy().with_column(date.alias("date")).collect().unwrap();
        parquet(&house.folder.path().join("a.parquet"), frame);
        assert_eq!(house.good(&every_grid()), wanted, "{at}");
    }
}

/// The days of column `date` as dates.
fn parsed_days(frame: &DataFrame) -> polars::prelude::Expr {
    let days = frame.column("date").unwrap().str().unwrap().iter();
    let days = days.map(|text| (day(text.unwrap()) - Day::default()).num_days() as i32).collect::<Vec<_>>();
    polars::prelude::lit(Series::new("date".into(), days)).cast(DataType::Date)
}

#[test]
fn files_folders_and_globs_are_read_once_each_whatever_their_order() {
    let wanted = House::csv(ROWS).good(&every_grid());
    let (head, rows) = ROWS.split_once('\n').unwrap();
    let lines = rows.lines().collect::<Vec<_>>();
    for files in [&["d"][..], &["d/*"], &["d/b.csv", "d/*.parquet", "d/a*"], &["d", "d/b.csv", "./d"]] {
        let house = House::of(files);
        fs::create_dir_all(house.folder.path().join("d")).unwrap();
        house.put("d/b.csv", format!("{head}\n{}\n", lines[..3].join("\n")).as_bytes());
        house.put("d/a.csv", format!("{head}\n{}\n", lines[7..].join("\n")).as_bytes());
        house.put("d/.hidden.csv", b"x");
        parquet(
            &house.folder.path().join("d/c.parquet"),
            frame(&format!("{head}\n{}\n", lines[3..7].join("\n")), |_| DataType::String),
        );
        assert_eq!(house.good(&every_grid()), wanted, "{files:?}");
        let inputs = house.ask(&every_grid()).inputs;
        assert_eq!(
            inputs.iter().map(|input| &*input.path).collect::<Vec<_>>(),
            ["d/a.csv", "d/b.csv", "d/c.parquet"]
        );
        let bytes = fs::read(house.folder.path().join("d/a.csv")).unwrap();
        assert_eq!(
            (&inputs[0].digest, inputs[0].bytes),
            (&crate::digest::digest(&bytes), bytes.len() as u64)
        );
    }
}

#[test]
fn an_outage_and_the_end_of_a_service_leave_sums_whole_and_means_alone() {
    let mut house = House::csv(ROWS);
    let (from, to) = (day("2022-10-01"), day("2022-10-01"));
    house.outages.push(Outage { sensor: Some("tokyo".to_owned()), from, to, reason: String::new() });
    house.sensors[1].end = Some(day("2022-12-30"));
    house.sensors[2].start = Some(day("2022-07-03"));
    let observed = house.good(&plan(vec![all()], &[By::Total, By::Sensor]));
    assert_eq!(
        observed.grids[0].rows[0].sums,
        [Sums { every: 126, observed: 110 }, Sums { every: 42, observed: 40 }]
    );
    assert_eq!(observed.grids[0].rows[0].daily[..2], [7, 103]);
    assert_eq!(observed.grids[0].rows[0].daily[91], 0);
    let first = &observed.coverage.spans[0][0];
    assert_eq!((first[0].observed, first[2].observed, first[2].rows), (true, false, 2));
}

#[test]
fn filters_keep_and_leave_out() {
    let filters = vec![
        only(Scope::All, "port", false, &["23/TCP", "0/ICMP"]),
        only(Scope::All, "port", true, &["23/TCP"]),
        only(Scope::Overseas, "region", true, &["CN"]),
        only(Scope::All, "protocol", false, &["UDP", "ICMP"]),
        only(Scope::All, "sensor", false, &["osaka"]),
        Filter {
            scope: Scope::Home,
            conditions: vec![Condition {
                column: "port".to_owned(),
                exclude: false,
                values: Values::Numbers(0, 100),
            }],
        },
    ];
    let observed = House::csv(ROWS).good(&plan(filters, &[By::Total]));
    let wanted = [[19, 0], [110, 42], [100, 0], [103, 0], [8, 0], [16, 0]];
    for (grid, wanted) in wanted.into_iter().enumerate() {
        assert_eq!(sums(&observed, grid), told(&[("total", wanted)]), "{grid}");
    }
}

#[test]
fn rows_for_all_others_are_one_key() {
    let rows = format!("{ROWS}2022-10-03,tokyo,OTHER,,CN,50,\n2022-10-03,tokyo,OTHER,99,OTHER,8,\n");
    let observed = House::csv(&rows).good(&plan(vec![all()], &[By::Port, By::Region]));
    let row = |grid: usize| observed.grids[grid].rows.last().unwrap();
    assert_eq!((row(0).key.clone(), row(0).sums[0].every), (Key::Rest, 58));
    assert_eq!((row(1).key.clone(), row(1).sums[0].every), (Key::Rest, 8));
}

#[test]
fn a_site_of_one_plain_csv_needs_no_more_than_its_columns() {
    let mut house = House::csv("日付,ポート,packets\n2022-10-01,23,5\n2022-10-02,445,6\n");
    house.sensors.clear();
    house.source().columns.date = "日付".to_owned();
    house.source().columns.port = Some("ポート".to_owned());
    let asked = plan(vec![all()], &[By::Port]);
    let observed = house.good(&asked);
    assert_eq!(sums(&observed, 0), told(&[("23/TCP", [5, 0]), ("445/TCP", [6, 0])]));
    assert_eq!(observed.coverage.sensors, [""]);
    let home = plan(vec![Filter { scope: Scope::Home, conditions: Vec::new() }], &[By::Port]);
    assert_eq!(house.bad(&home), [("scope".to_owned(), "teiten.toml".to_owned(), 9)]);
    house.source().scope = Some(Scope::Home);
    assert_eq!(house.good(&home).grids, observed.grids);
    assert_eq!(house.bad(&plan(vec![all()], &[By::Region]))[0].0, "missing-dimension");
    assert_eq!(house.bad(&plan(vec![all()], &[By::Sensor]))[0].0, "missing-dimension");
    let mut house = House::csv(ROWS);
    house.sensors.clear();
    assert_eq!(house.bad(&home)[0].0, "no-sensors-table");
}

#[test]
fn a_lacking_dimension_names_the_sources_that_have_it() {
    let mut house = House::csv("date,sensor,packets\n2022-10-01,tokyo,1\n");
    house.put("b.csv", ROWS.as_bytes());
    house.sources.insert("regions".to_owned(), source("regions", &["b.csv"]));
    let finding = &house.ask(&plan(vec![all()], &[By::Region])).findings[0];
    assert_eq!(finding.code, "missing-dimension");
    assert!(finding.mend.ja.contains("この列を持つソース: regions。"), "{}", finding.mend.ja);
}

#[test]
fn every_bad_cell_is_told_with_its_line() {
    let bad = [
        ("2022-13-01,tokyo,TCP,23,CN,1,", "bad-date"),
        (",tokyo,TCP,23,CN,1,", "empty-cell"),
        ("2022-10-01,,TCP,23,CN,1,", "empty-cell"),
        ("2022-10-01,tokio,TCP,23,CN,1,", "unknown-sensor"),
        ("2022-10-01,tokyo,SCTP,23,CN,1,", "bad-protocol"),
        ("2022-10-01,tokyo,TCP,65536,CN,1,", "bad-port"),
        ("2022-10-01,tokyo,TCP,+1,CN,1,", "bad-port"),
        ("2022-10-01,tokyo,TCP,,CN,1,", "missing-port"),
        ("2022-10-01,tokyo,ICMP,8,CN,1,", "icmp-port"),
        ("2022-10-01,tokyo,TCP,23,CHN,1,", "bad-region"),
        ("2022-10-01,tokyo,TCP,23,,1,", "empty-cell"),
        ("2022-10-01,tokyo,TCP,23,CN,1.5,", "bad-integer"),
        ("2022-10-01,tokyo,TCP,23,CN,\"1,234\",", "bad-integer"),
        ("2022-10-01,tokyo,TCP,23,CN,-1,", "negative-number"),
        ("2022-10-01,tokyo,TCP,23,CN,,", "empty-cell"),
        ("2022-10-01,tokyo,TCP,23,CN,9223372036854775808,", "bad-integer"),
        ("2022-10-01,tokyo,TCP,23,CN,1", "ragged-row"),
        ("2022-10-01,tokyo,TCP,23,CN,1,,", "ragged-row"),
    ];
    for (row, code) in bad {
        // A cell of two lines and a blank line stand before it: lines are those of the file.
        let (head, rest) = ROWS.split_once('\n').unwrap();
        let content = format!("{head}\n2022-10-01,tokyo,TCP,23,CN,1,\"two\nlines\"\n\n{row}\n{rest}");
        assert_eq!(
            House::csv(&content).bad(&every_grid()),
            [(code.to_owned(), "a.csv".to_owned(), 5)],
            "{row}"
        );
        if code != "ragged-row" {
            let house = House::of(&["a.parquet"]);
            parquet(&house.folder.path().join("a.parquet"), frame(&content, |_| DataType::String));
            let outcome = house.ask(&every_grid());
            assert_eq!(outcome.findings.len(), 1, "{row}");
            assert_eq!(outcome.findings[0].code, code, "{row}");
            assert!(outcome.findings[0].what.ja.starts_with("2行目: "), "{}", outcome.findings[0].what.ja);
        }
    }
}

#[test]
fn many_bad_cells_are_counted_and_all_files_told() {
    let rows = |count: usize| {
        (0..count).map(|at| format!("2022-10-01,tokyo,TCP,x{at},CN,-1,\n")).collect::<String>()
    };
    let head = ROWS.lines().next().unwrap();
    let house = House::of(&["*.csv"]);
    house.put("a.csv", format!("{head}\n{}", rows(3)).as_bytes());
    house.put("b.csv", format!("{head}\n{}", rows(30)).as_bytes());
    let findings = house.ask(&every_grid()).findings;
    assert_eq!(findings.len(), 21);
    let places = findings[..20].iter().map(|finding| (finding.place.file.as_str(), finding.place.line));
    let wanted = (2..5).map(|line| ("a.csv", line)).chain((2..9).map(|line| ("b.csv", line)));
    assert!(places.eq(wanted.flat_map(|place| [place, place])));
    assert!(findings[20].what.ja.contains("46件"), "{}", findings[20].what.ja);
}

#[test]
fn files_that_cannot_be_read_are_told() {
    let many = (0..5000)
        .map(|at: u64| format!("2022-10-01,tokyo,TCP,23,CN,{},\n", at.wrapping_mul(at) % 9973))
        .collect::<String>();
    let gz = gzip(format!("{ROWS}{many}").as_bytes());
    let shift_jis = [b"date,sensor,protocol,dst_port,src_region,packets,signature\n2022-10-01,\x93\x8c\x8b\x9e,TCP,23,CN,1,\n" as &[u8], b"\n"].concat();
    let doubled = ROWS.replacen("signature", "sensor", 1);
    let open = ROWS.replacen("mirai\n2022-10-01", "\"mirai\n2022-10-01", 1);
    let stray = ROWS.replacen("mirai", "mi\"rai", 1);
    let cases: [(&str, &[u8], &str, u32); 12] = [
        ("a.csv", stray.as_bytes(), "stray-quote", 2),
        ("a.csv", b"", "no-header", 1),
        ("a.csv", b"\n\n", "no-header", 1),
        ("a.csv", &shift_jis, "not-utf8", 2),
        ("a.csv", ROWS.replacen("src_region", "region", 1).leak().as_bytes(), "missing-dimension", 9),
        ("a.csv", ROWS.replacen("packets", "Packets", 1).leak().as_bytes(), "missing-column", 1),
        ("a.csv", doubled.as_bytes(), "doubled-column", 1),
        ("a.csv", open.as_bytes(), "open-quote", 0),
        ("a.csv.gz", &gz[..gz.len() / 2], "damaged-file", 0),
        ("a.csv.gz", ROWS.as_bytes(), "damaged-file", 0),
        ("a.parquet", b"PAR1 no", "damaged-file", 0),
        ("a.txt", ROWS.as_bytes(), "unknown-format", 9),
    ];
    for (name, bytes, code, line) in cases {
        let house = House::of(&[name]);
        house.put(name, bytes);
        let found = house.bad(&every_grid());
        assert_eq!(found[0].0, code, "{found:?}");
        assert!(line == 0 || found[0].2 == line, "{found:?}");
    }
    assert_eq!(
        House::of(&["none*.csv"]).bad(&every_grid()),
        [("no-observations".to_owned(), "teiten.toml".to_owned(), 9)]
    );
    let house = House::of(&["*.parquet"]);
    fs::create_dir(house.folder.path().join("a.parquet")).unwrap();
    assert_eq!(house.bad(&every_grid())[0].0, "unreadable-file");
}

#[test]
fn a_header_alone_is_an_empty_delivery() {
    let observed = House::csv(ROWS.split_inclusive('\n').next().unwrap()).good(&every_grid());
    assert_eq!((observed.coverage.rows, observed.coverage.held), (0, None));
    assert!(observed.grids.iter().all(|grid| grid.rows.is_empty()));
    assert_eq!(observed.coverage.spans[0].len(), 92);
}

#[test]
fn sums_never_wrap() {
    let row = "2022-10-01,tokyo,TCP,23,CN,9223372036854775807,\n";
    let house = House::csv(&format!("{ROWS}{row}"));
    assert_eq!(house.bad(&every_grid())[0].0, "sum-overflow");
}

#[test]
fn damaged_parquet_is_told_and_never_panics() {
    let house = House::of(&["a.parquet"]);
    let path = house.folder.path().join("a.parquet");
    let many = ROWS.lines().skip(1).collect::<Vec<_>>().join("\n").repeat(1) + "\n";
    let content = format!("{}\n{}", ROWS.lines().next().unwrap(), many.repeat(200));
    parquet(
        &path,
        frame(&content, |name| if name == "packets" { DataType::Int64 } else { DataType::String }),
    );
    let bytes = fs::read(&path).unwrap();
    let wanted = house.good(&every_grid());
    let mut refused = 0;
    for at in 0..60 {
        let mut damaged = bytes.clone();
        let position = bytes.len() * at / 60;
        damaged[position..(position + 24).min(bytes.len())].iter_mut().for_each(|byte| *byte ^= 0xA5);
        fs::write(&path, &damaged).unwrap();
        let outcome = house.ask(&every_grid());
        // Damage may hit bytes that mean nothing, or turn one value into another; it never goes by without an answer.
        match outcome.observed.get("packets") {
            None => assert!(!outcome.findings.is_empty(), "{at}"),
            Some(observed) => assert_eq!(observed.coverage.rows, wanted.coverage.rows, "{at}"),
        }
        refused += usize::from(outcome.observed.is_empty());
    }
    assert!(refused > 20, "{refused}");
    fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    assert_eq!(house.bad(&every_grid())[0].0, "damaged-file");
}

#[test]
fn the_real_observations_have_their_known_sums() {
    let mut house = House::of(&["samples/honeypot-2013/data/observations.csv.gz"]);
    house.source().files[0] = format!("{}/{}", env!("CARGO_MANIFEST_DIR"), house.source().files[0]);
    house.sensors.clear();
    let q2 = Quarter::new(2013, 2).unwrap();
    let tokyo = only(Scope::All, "sensor", false, &["groucho-tokyo"]);
    let mut asked = plan(vec![all(), tokyo], &[By::Port, By::Region, By::Total]);
    asked.spans = vec![q2.span(), q2.previous().span()];
    let observed = house.good(&asked);
    let top = |grid: usize, count: usize| {
        let mut rows = sums(&observed, grid);
        rows.sort_by_key(|(_, sums)| std::cmp::Reverse(sums[0]));
        rows.into_iter()
            .take(count)
            .map(|(key, sums)| format!("{key} {}", sums[0]))
            .collect::<Vec<_>>()
            .join(" · ")
    };
    assert_eq!(
        top(0, 8),
        "1433/TCP 51632 · 0/ICMP 22157 · 445/TCP 21503 · 3389/TCP 14231 · 22/TCP 7496 · 80/TCP 7483 · 3306/TCP 7098 · 8080/TCP 5405"
    );
    assert_eq!(top(1, 8), "CN 84168 · US 39363 · JP 8375 · IN 6251 · TW 5171 · KR 4561 · NL 4517 · FR 3192");
    assert_eq!(top(2, 1), "total 199237");
    assert_eq!(top(3, 5), "445/TCP 16874 · 0/ICMP 8060 · 1433/TCP 5122 · 1469/UDP 2605 · 6666/TCP 2041");
    assert_eq!(top(4, 5), "CN 15078 · US 9675 · JP 3685 · IN 3296 · TW 2100");
    assert_eq!(observed.coverage.rows, 66_646);
    let Span { first, last } = Span { first: day("2013-03-03"), last: day("2013-06-30") };
    assert_eq!(observed.coverage.held, Some((first, last)));
    let whole = observed.grids[2].rows[0].sums.iter().map(|sum| sum.every).sum::<i64>();
    assert_eq!(whole, 252_702);
    let burst = &observed.grids[3].rows.iter().find(|row| row.key.to_string() == "1469/UDP").unwrap().daily;
    assert_eq!((burst.len(), burst.iter().filter(|day| **day > 0).count()), (91, 1));
}
