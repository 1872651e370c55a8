//! One delivery in six shapes, each configured by what `teiten sources` proposes: the same bytes in all data files.

use std::collections::{BTreeMap, BTreeSet};

use teiten::finding::Level;
use teiten::lang::Lang;
use teiten::names::Names;

use super::cut::{CUT, REST, Row};
use super::house::House;
use super::written::{Cells, apart, cells, cp932, csv, grouped, parquet, wide, xlsx};

/// A line that people changed by hand in a proposal.
type Mend = (&'static str, &'static str);

/// A shape's name, how it is delivered, and what is mended in the proposal.
type Shape = (&'static str, fn(&House), &'static [Mend]);

const SHAPES: [Shape; 6] = [
    ("Parquet", as_parquet, &[]),
    ("long CSV in UTF-8", as_csv, &[]),
    ("CP932, a file a sensor", as_files_of_sensors, &[]),
    ("wide with titles and sums", as_wide, &[]),
    ("ports in one cell, regions by name", as_names, &[]),
    ("a workbook", as_workbook, &[]),
];

#[test]
fn six_shapes_give_the_same_bytes() {
    let mut told = BTreeMap::<String, (String, String)>::new();
    for (shape, deliver, mends) in SHAPES {
        let house = House::new();
        deliver(&house);
        house.configure(&proposed(&house, shape, mends));
        let (files, findings) = house.built();
        let bad = findings.iter().filter(|finding| finding.level != Level::Note).collect::<Vec<_>>();
        assert!(bad.is_empty(), "{shape}: {bad:#?}");
        assert_eq!(files.len(), 4, "{shape}: {:?}", files.keys());
        for (name, content) in files {
            let (first, expected) =
                told.entry(name.clone()).or_insert_with(|| (shape.to_owned(), content.clone()));
            assert!(*expected == content, "{name}: {first} and {shape} differ\n{expected}\n{content}");
        }
    }
    // What stands there is what was cut, added up here.
    for (name, rows) in [("top-ports.csv", &CUT.ports), ("top-regions.csv", &CUT.regions)] {
        let lines =
            told[name].1.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
        let told = lines.map(|line| (line[0].clone(), line[4].parse().unwrap())).collect::<Vec<_>>();
        assert_eq!(told, leading(rows), "{name}");
    }
    for (name, rows) in [("trend-ports.csv", &CUT.ports), ("trend-regions.csv", &CUT.regions)] {
        let mut lines = told[name]
            .1
            .trim_start_matches('\u{feff}')
            .lines()
            .map(|line| line.split(',').collect::<Vec<_>>());
        let header = lines.next().unwrap();
        assert_eq!(lines.clone().count(), 92);
        for line in lines.filter(|line| !("2022-11-03"..="2022-11-06").contains(&line[0])) {
            for at in 1..=5 {
                let on_day =
                    rows.iter().filter(|row| row.day.to_string() == line[0] && row.key == header[at]);
                assert_eq!(
                    on_day.map(|row| row.packets).sum::<i64>().to_string(),
                    line[at],
                    "{name} {line:?}"
                );
            }
        }
    }
}

/// What is proposed, with at most two lines changed by hand.
fn proposed(house: &House, shape: &str, mends: &[Mend]) -> String {
    let proposal = house.proposed();
    let wrong = proposal.findings.iter().filter(|finding| finding.level != Level::Note).collect::<Vec<_>>();
    assert!(wrong.is_empty(), "{shape}: {wrong:#?}\n{}", proposal.toml);
    let mended = mends.iter().fold(proposal.toml.clone(), |toml, (from, to)| {
        assert_eq!(toml.matches(from).count(), 1, "{shape}: {from}\n{toml}");
        toml.replace(from, to)
    });
    let before = proposal.toml.lines().collect::<BTreeSet<_>>();
    let changed = mended.lines().filter(|line| !before.contains(line)).count();
    assert!(changed <= 2, "{shape}: {changed} lines were changed");
    mended
}

/// The five keys with most packets from October to December, with their sums.
fn leading(rows: &[Row]) -> Vec<(String, i64)> {
    let mut sums = BTreeMap::<&str, i64>::new();
    for row in rows.iter().filter(|row| row.day.to_string().as_str() >= "2022-10-01" && row.key != REST) {
        *sums.entry(&row.key).or_default() += row.packets;
    }
    let mut sums = sums.into_iter().map(|(key, sum)| (key.to_owned(), sum)).collect::<Vec<_>>();
    sums.sort_by_key(|(_, sum)| -sum);
    sums.truncate(5);
    sums
}

fn as_parquet(house: &House) {
    parquet(&house.delivered().join("ports.parquet"), &CUT.ports, true);
    parquet(&house.delivered().join("regions.parquet"), &CUT.regions, false);
}

/// With a byte order mark, CRLF and thousands apart, as Excel saves “CSV UTF-8”.
fn as_csv(house: &House) {
    let mut ports = vec![cells(["date", "sensor", "protocol", "dst_port", "packets"])];
    ports.extend(CUT.ports.iter().map(|row| {
        let (port, protocol) = apart(&row.key);
        cells([&row.day.to_string(), &row.sensor, &protocol, &port, &grouped(row.packets)])
    }));
    let mut regions = vec![cells(["date", "sensor", "src_region", "packets"])];
    regions.extend(
        CUT.regions
            .iter()
            .map(|row| cells([&row.day.to_string(), &row.sensor, &row.key, &grouped(row.packets)])),
    );
    house.put("ports.csv", format!("\u{feff}{}", csv(&ports, "\r\n")));
    house.put("regions.csv", format!("\u{feff}{}", csv(&regions, "\r\n")));
}

fn as_files_of_sensors(house: &House) {
    let sensors = CUT.ports.iter().map(|row| &*row.sensor).collect::<BTreeSet<_>>();
    let day = |row: &Row| row.day.format("%Y/%m/%d").to_string();
    for sensor in sensors {
        let mut ports = vec![cells(["日付", "プロトコル", "宛先ポート番号", "パケット数"])];
        ports.extend(CUT.ports.iter().filter(|row| row.sensor == sensor).map(|row| {
            let (port, protocol) = apart(&row.key);
            cells([&day(row), &protocol, &port, &row.packets.to_string()])
        }));
        let mut regions = vec![cells(["日付", "送信元地域", "パケット数"])];
        let own = CUT.regions.iter().filter(|row| row.sensor == sensor);
        regions.extend(own.map(|row| cells([&day(row), &row.key, &row.packets.to_string()])));
        house.put(&format!("ポート別_{sensor}.csv"), cp932(&csv(&ports, "\r\n")));
        house.put(&format!("地域別_{sensor}.csv"), cp932(&csv(&regions, "\r\n")));
    }
}

/// Days across, under two lines of titles, over a line of sums.
fn as_wide(house: &House) {
    let table = |rows: &[Row], title: &str, header: &[&str], key: fn(&str) -> Vec<String>| {
        let (days, lines) = wide(rows);
        let mut cells: Cells = vec![vec![title.to_owned()], vec!["2022年7月1日から12月31日まで".to_owned()]];
        cells.push(header.iter().map(|name| (*name).to_owned()).chain(days.iter().cloned()).collect());
        let mut sums = vec![0; days.len()];
        for ((sensor, name), packets) in lines {
            let shown = packets.iter().map(|packets| packets.map(grouped).unwrap_or_default());
            cells.push([sensor].into_iter().chain(key(&name)).chain(shown).collect());
            sums.iter_mut().zip(&packets).for_each(|(sum, packets)| *sum += packets.unwrap_or(0));
        }
        let blank = vec![String::new(); header.len() - 1];
        cells.push(
            ["合計".to_owned()].into_iter().chain(blank).chain(sums.into_iter().map(grouped)).collect(),
        );
        csv(&cells, "\n")
    };
    let port = |key: &str| {
        let (port, protocol) = apart(key);
        vec![protocol, port]
    };
    let ports = table(&CUT.ports, "宛先ポート別観測数", &["センサー", "プロトコル", "宛先ポート"], port);
    let regions =
        table(&CUT.regions, "送信元地域別観測数", &["センサー", "送信元地域"], |key| {
            vec![key.to_owned()]
        });
    house.put("port.csv", ports);
    house.put("region.csv", regions);
}

fn as_names(house: &House) {
    let names = Names::shipped();
    let day = |row: &Row| row.day.format("%Y年%-m月%-d日").to_string();
    let mut ports = vec![cells(["年月日", "観測点", "ポート/プロトコル", "件数"])];
    ports.extend(
        CUT.ports.iter().map(|row| cells([&day(row), &row.sensor, &row.key, &row.packets.to_string()])),
    );
    let mut regions = vec![cells(["年月日", "観測点", "国・地域", "件数"])];
    regions.extend(CUT.regions.iter().map(|row| {
        let region = row.key.parse().ok();
        let name = region.map_or(REST.to_owned(), |region| names.region(&region, &Lang::ja()).to_owned());
        cells([&day(row), &row.sensor, &name, &row.packets.to_string()])
    }));
    house.put("ports.csv", csv(&ports, "\n"));
    house.put("regions.csv", csv(&regions, "\n"));
}

fn as_workbook(house: &House) {
    let mut ports = vec![cells(["日付", "センサー", "プロトコル", "ポート", "パケット数"])];
    ports.extend(CUT.ports.iter().map(|row| {
        let (port, protocol) = apart(&row.key);
        cells([&row.day.to_string(), &row.sensor, &protocol, &port, &row.packets.to_string()])
    }));
    let mut regions = vec![cells(["日付", "センサー", "地域", "パケット数"])];
    regions.extend(
        CUT.regions
            .iter()
            .map(|row| cells([&row.day.to_string(), &row.sensor, &row.key, &row.packets.to_string()])),
    );
    xlsx(&house.delivered().join("2022下期.xlsx"), &[("ポート", ports), ("地域", regions)]);
}
