//! `teiten ask`: observations of which every sum is made here, and the program that is asked of them.

mod public;
mod sums;

use std::collections::BTreeMap;

use std::process::Output;

use serde_json::Value;

use crate::site::{Site, days, program};

/// A row of the observations.
struct Row {
    day: String,
    sensor: &'static str,
    port: &'static str,
    region: &'static str,
    packets: i64,
}

const SENSORS: [&str; 3] = ["tokyo", "osaka", "dallas"];
const PORTS: [&str; 5] = ["23/TCP", "445/TCP", "22/TCP", "53/UDP", "8080/TCP"];
const REGIONS: [&str; 4] = ["US", "CN", "RU", "JP"];

/// Rows of 2022q4 and January, of which some are lacking and some say nothing; every number is another.
fn rows() -> Vec<Row> {
    let mut seed: u64 = 20_221_001;
    let mut next = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as i64
    };
    let mut rows = Vec::new();
    for day in days("2022-10-01", "2023-01-31") {
        for (at, port) in PORTS.into_iter().enumerate() {
            for region in REGIONS {
                let sensor = SENSORS[(next() % 3) as usize];
                let packets = next() % (4_000 >> (2 * at));
                if next() % 5 > 0 {
                    rows.push(Row { day: day.clone(), sensor, port, region, packets });
                }
            }
        }
    }
    rows
}

fn csv(rows: &[Row]) -> String {
    let line = |row: &Row| {
        let (number, protocol) = row.port.split_once('/').unwrap();
        format!("{},{},{protocol},{number},{},{}\n", row.day, row.sensor, row.region, row.packets)
    };
    rows.iter().map(line).collect()
}

fn site(rows: &[Row]) -> Site {
    Site::new().rows(&csv(rows))
}

fn run(site: &Site, arguments: &[&str]) -> Output {
    program().arg("ask").arg(site.edition()).args(arguments).output().unwrap()
}

/// What is said on stdout, everything well.
fn told(site: &Site, arguments: &[&str]) -> String {
    let Output { status, stdout, stderr } = run(site, arguments);
    assert_eq!(status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).unwrap()
}

fn json(site: &Site, arguments: &[&str]) -> Value {
    serde_json::from_str(&told(site, &[arguments, &["--format", "json"]].concat())).unwrap()
}

/// The cells under `name`, by row.
fn cells(answer: &Value, name: &str) -> Vec<String> {
    let at = answer["header"].as_array().unwrap().iter().position(|head| head == name).unwrap();
    let rows = answer["rows"].as_array().unwrap().iter();
    rows.map(|row| row[at].as_str().unwrap().to_owned()).collect()
}

/// Key, rank and packets of every key of `rows`, as a ranking has them.
fn ranked<'r>(rows: impl Iterator<Item = (&'r str, i64)>) -> Vec<(String, usize, i64)> {
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    rows.for_each(|(key, packets)| *sums.entry(key).or_default() += packets);
    let mut sums: Vec<_> = sums.into_iter().filter(|(_, sum)| *sum > 0).collect();
    sums.sort_by_key(|(_, sum)| -sum);
    let rank = |sum: i64| 1 + sums.iter().filter(|(_, other)| *other > sum).count();
    sums.iter().map(|(key, sum)| ((*key).to_owned(), rank(*sum), *sum)).collect()
}

fn answered(answer: &Value) -> Vec<(String, usize, i64)> {
    let (keys, ranks, sums) = (cells(answer, "key"), cells(answer, "rank"), cells(answer, "packets"));
    let rows = keys.into_iter().zip(ranks).zip(sums);
    rows.map(|((key, rank), sum)| (key, rank.parse().unwrap(), sum.parse().unwrap())).collect()
}

/// Whether a sensor at home saw it.
fn home(row: &Row) -> bool {
    row.sensor != "dallas"
}
