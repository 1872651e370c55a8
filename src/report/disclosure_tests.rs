//! What is withheld cannot be had from what is told: random small observations, and a reader who subtracts.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::LazyLock;

use proptest::prelude::*;
use tempfile::TempDir;

use super::told::{Told, Untold, told};
use super::*;
use crate::answer::{Answer, answer};
use crate::key::{Key, Port, Region};
use crate::manuscript::{Per, Reading};
use crate::question::{By, Coverage, Grid, GridRow, Observed, SensorDay, Sums, Values};

/// Observed days at the beginning of the quarter; enough for both windows of ten days.
const DAYS: usize = 24;
const PORTS: [u16; 4] = [22, 23, 80, 445];
const REGIONS: [&str; 3] = ["CN", "JP", "US"];
/// Numbers below this are withheld.
const BELOW: i64 = 10;

/// Packets by day, port and region.
type Packets = Vec<[[i64; 3]; 4]>;

/// A quarter of few packets, in which some ports and days have none.
fn packets() -> impl Strategy<Value = Packets> {
    let number = prop_oneof![4 => Just(0_i64), 3 => 0..6_i64, 2 => 4..20_i64, 1 => 50..2000_i64];
    let ports = proptest::array::uniform4(prop_oneof![1 => Just(0_i64), 4 => Just(1_i64)]);
    let regions = proptest::array::uniform3(prop_oneof![1 => Just(0_i64), 4 => Just(1_i64)]);
    let cell = proptest::array::uniform4(proptest::array::uniform3(number));
    (proptest::collection::vec(cell, DAYS), ports, regions).prop_map(|(mut days, ports, regions)| {
        for day in &mut days {
            for (port, row) in day.iter_mut().enumerate() {
                row.iter_mut().enumerate().for_each(|(region, cell)| *cell *= ports[port] * regions[region]);
            }
        }
        days
    })
}

const MANUSCRIPT: &str = r#"# 章

{ports}{regions}{ports_of_one}{ports_of_others}{total}{total_of_one}{total_of_others}"#;

const NUMBERS: &str = "top = 100\ncolumns = [\"packets\", \"per_sensor_day\", \"share\", \"change\"]\n";

/// Each question's block: a table of all numbers, and charts of days, of three-day means, of means a sensor.
fn blocks(id: &str, rows: &str, filter: &str) -> String {
    let table = format!("```table\nid = \"{id}\"\nrows = \"{rows}\"\n{filter}{NUMBERS}```\n\n");
    let lines = match rows {
        "total" => "label = \"全体\"\n".to_owned(),
        _ => "top = 8\n".to_owned(),
    };
    let chart = |name: &str, more: &str| {
        format!("```chart\nid = \"{id}_{name}\"\nrows = \"{rows}\"\n{lines}{filter}{more}```\n\n")
    };
    format!(
        "{table}{}{}{}",
        chart("day", ""),
        chart("mean", "mean = 3\n"),
        chart("each", "per = \"sensor_day\"\n")
    )
}

fn manuscript() -> String {
    let one = "filter = { region = [\"CN\"] }\n";
    let others = "filter = { not_region = [\"CN\"] }\n";
    let asked = [
        ("ports", "port", ""),
        ("regions", "region", ""),
        ("ports_of_one", "port", one),
        ("ports_of_others", "port", others),
        ("total", "total", ""),
        ("total_of_one", "total", one),
        ("total_of_others", "total", others),
    ];
    asked.iter().fold(MANUSCRIPT.to_owned(), |text, (id, rows, filter)| {
        text.replace(&format!("{{{id}}}"), &blocks(id, rows, filter))
    })
}

/// A site, its edition and its manuscript, read once.
struct House {
    site: Site,
    edition: Edition,
    reading: Reading,
    fonts: Fonts,
}

fn house(disclosure: &str) -> House {
    let folder = TempDir::new().unwrap();
    let settings = format!(
        "teiten = 1\n[site]\nid = \"s\"\ntitle = \"題\"\npublisher = \"発行\"\n[sources.x]\nfiles = [\"data/packets.csv\"]\n[disclosure]\n{disclosure}\n"
    );
    let edition =
        "teiten = 1\nquarter = \"2022q4\"\nstatus = \"draft\"\ndate = 2023-02-14\nversion = \"1.0\"\n";
    for (path, text) in [
        ("teiten.toml", settings.as_str()),
        ("2022q4/edition.toml", edition),
        ("2022q4/report.md", &manuscript()),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let read = crate::config::read(&folder.path().join("2022q4"));
    let (site, edition) = (read.site.unwrap(), read.edition.unwrap());
    let reading = crate::manuscript::read(&site, &edition, &edition.langs[0]);
    assert_eq!(reading.findings, []);
    House { site, edition, reading, fonts: Fonts::shipped() }
}

static WITHHOLDING: LazyLock<House> = LazyLock::new(|| house("min_packets = 10"));
static OPEN: LazyLock<House> = LazyLock::new(|| house("counts = \"shown\""));

impl House {
    /// The answers that `packets` give to all questions of the manuscript.
    fn answers(&self, packets: &Packets) -> BTreeMap<Question, Answer> {
        let asked = self.reading.manuscript.blocks.iter().filter_map(|block| match block {
            crate::manuscript::Block::Table(table) => Some(&table.question),
            crate::manuscript::Block::Chart(chart) => Some(&chart.question),
            _ => None,
        });
        asked.map(|question| (question.clone(), self.answer(question, packets))).collect()
    }

    fn answer(&self, question: &Question, packets: &Packets) -> Answer {
        let quarter = self.edition.quarter;
        let days = quarter.span().len();
        let seen = |at: usize| SensorDay { rows: 1, packets: 0, observed: at < DAYS };
        let coverage = Coverage {
            sensors: vec![String::new()],
            spans: vec![(0..days).map(|at| vec![seen(at)]).collect(), Vec::new()],
            held: None,
            rows: 1,
        };
        let mut rows: BTreeMap<Key, Vec<i64>> = BTreeMap::new();
        for (at, day) in packets.iter().enumerate() {
            for (port, regions) in day.iter().enumerate() {
                for (region, count) in regions.iter().enumerate().filter(|(at, _)| counts(question, *at)) {
                    let daily = rows.entry(key(&question.by, port, region)).or_insert_with(|| vec![0; days]);
                    daily[at] += count;
                }
            }
        }
        let row = |(key, daily): (Key, Vec<i64>)| {
            let sum = Sums { every: daily.iter().sum(), observed: daily.iter().sum() };
            GridRow { key, sums: vec![sum, Sums { every: 500, observed: 500 }], daily }
        };
        let grid = Grid { rows: rows.into_iter().map(row).collect() };
        answer(&self.site, quarter, question, &Observed { coverage, grids: Vec::new() }, &grid)
    }

    fn report(&self, answers: &BTreeMap<Question, Answer>) -> Report {
        let House { site, edition, reading, fonts } = self;
        let (lang, manuscript) = (&edition.langs[0], &reading.manuscript);
        let (report, findings) = compose(Job { site, edition, lang, manuscript, answers, fonts });
        let empty = ["chart-empty", "table-empty"];
        let told: Vec<_> = findings.iter().filter(|finding| !empty.contains(&&*finding.code)).collect();
        assert!(told.is_empty(), "{told:?}");
        report.unwrap()
    }
}

/// Whether the region at `at` passes the filter of `question`.
fn counts(question: &Question, at: usize) -> bool {
    question.filter.conditions.iter().all(|condition| match &condition.values {
        Values::OneOf(regions) => regions.contains(REGIONS[at]) != condition.exclude,
        Values::Numbers(..) => true,
    })
}

fn key(by: &By, port: usize, region: usize) -> Key {
    match by {
        By::Port => Key::Port(format!("{}/TCP", PORTS[port]).parse::<Port>().unwrap()),
        By::Region => Key::Region(REGIONS[region].parse::<Region>().unwrap()),
        _ => Key::Total,
    }
}

/// A number that a reader may know: of a question's id, a key and a day or, last, the quarter's sum.
type Name = (String, String, usize);

/// What a reader of the data files knows; what is withheld has its name and no number.
#[derive(Default)]
struct Reader {
    known: BTreeMap<Name, Option<f64>>,
    /// Numbers that add up to what is told.
    told_sums: Vec<Vec<Name>>,
    /// Numbers of which the last is the sum of the others.
    sums: Vec<Vec<Name>>,
}

impl Reader {
    fn of(report: &Report) -> Self {
        let mut reader = Self::default();
        for block in &report.body {
            match block {
                Block::Table(table) => reader.table(table.data.as_ref().unwrap()),
                Block::Chart(figure) => reader.chart(&figure.data),
                _ => {}
            }
        }
        // What no ranking lists was never seen: everybody knows it is nothing.
        let listed: BTreeSet<(String, String)> =
            reader.known.keys().filter(|name| name.2 == DAYS).map(pair).collect();
        reader.known.retain(|name, _| listed.contains(&pair(name)));
        reader.relate();
        reader
    }

    /// One number in a row of a table tells the sum: packets, the mean, the share of a known total, the change.
    fn table(&mut self, data: &Data) {
        let id = data.file.trim_end_matches(".csv").to_owned();
        for row in &data.rows {
            let packets = row[data.header.iter().position(|name| name == "packets").unwrap()].parse().ok();
            let others = row[2..].iter().any(|cell| cell.parse::<f64>().is_ok());
            assert!(packets.is_some() || !others, "a sum is withheld, and {row:?} tells it");
            self.known.insert((id.clone(), plain(&row[0]), DAYS), packets);
        }
    }

    fn chart(&mut self, data: &Data) {
        let (id, kind) = data.file.trim_end_matches(".csv").rsplit_once('-').unwrap();
        for (column, key) in data.header.iter().enumerate().skip(1) {
            for at in 0..DAYS {
                let number: Option<f64> = data.rows[at][column].parse().ok();
                let name = |at: usize| (id.to_owned(), plain(key), at);
                match kind {
                    "mean" if number.is_some() => self.told_sums.push((at - 2..=at).map(name).collect()),
                    "mean" => {}
                    _ => {
                        let known = self.known.entry(name(at)).or_default();
                        *known = known.or(number);
                    }
                }
            }
        }
    }

    /// What adds up: days to the quarter, ports and regions to the total, parts to the whole.
    fn relate(&mut self) {
        let ids = ["ports", "regions", "ports-of-one", "ports-of-others"];
        let keys = |reader: &Self, id: &str| -> Vec<String> {
            let named = reader.known.keys().filter(|(own, _, at)| own == id && *at == DAYS);
            named.map(|(_, key, _)| key.clone()).collect()
        };
        let name = |id: &str, key: &str, at: usize| (id.to_owned(), key.to_owned(), at);
        for id in ids.into_iter().chain(["total", "total-of-one", "total-of-others"]) {
            for key in keys(self, id) {
                self.sums.push((0..=DAYS).map(|at| name(id, &key, at)).collect());
            }
        }
        for at in 0..=DAYS {
            for (id, total) in ids.into_iter().zip(["total", "total", "total-of-one", "total-of-others"]) {
                let parts = keys(self, id).into_iter().map(|key| name(id, &key, at));
                self.add(parts.collect(), name(total, "", at));
            }
            for (whole, parts) in [
                ("ports", ["ports-of-one", "ports-of-others"]),
                ("total", ["total-of-one", "total-of-others"]),
            ] {
                for key in keys(self, whole) {
                    let told = parts.map(|id| name(id, &key, at)).into_iter();
                    let told = told.filter(|name| self.known.contains_key(name)).collect();
                    self.add(told, name(whole, &key, at));
                }
            }
            if self.known.contains_key(&name("regions", "CN", DAYS)) {
                self.sums.push(vec![name("regions", "CN", at), name("total-of-one", "", at)]);
            }
        }
    }

    /// A sum of something: that a ranking without a row counts nothing needs no subtraction.
    fn add(&mut self, parts: Vec<Name>, whole: Name) {
        if !parts.is_empty() {
            self.sums.push(parts.into_iter().chain([whole]).collect());
        }
    }

    /// A number that is not told and follows from those that are, by one subtraction.
    fn finds(&self) -> Option<Name> {
        let unknown = |names: &[Name]| -> Vec<Name> {
            names.iter().filter(|name| matches!(self.known.get(*name), Some(None))).cloned().collect()
        };
        let sums = self.sums.iter().chain(&self.told_sums);
        sums.map(|names| unknown(names)).find(|unknown| unknown.len() == 1).map(|unknown| unknown[0].clone())
    }
}

fn pair((id, key, _): &Name) -> (String, String) {
    (id.clone(), key.clone())
}

/// The line of everything has a name of its own in each file.
fn plain(key: &str) -> String {
    if key.contains('/') || REGIONS.contains(&key) { key.to_owned() } else { String::new() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_withheld_follows_by_one_subtraction_or_ratio(packets in packets()) {
        let answers = WITHHOLDING.answers(&packets);
        let reader = Reader::of(&WITHHOLDING.report(&answers));
        prop_assert_eq!(reader.finds(), None);
        let small = reader.known.iter().find(|(_, number)| number.is_some_and(|number| number < BELOW as f64));
        prop_assert_eq!(small, None, "a number below min_packets is printed");
        for told in told(&WITHHOLDING.site, &answers).values() {
            windows_hold_nothing_withheld(told)?;
        }
    }

    #[test]
    fn what_is_withheld_together_hides_each_other(packets in packets()) {
        let answers = WITHHOLDING.answers(&packets);
        let (withheld, open) =
            (Reader::of(&WITHHOLDING.report(&answers)), Reader::of(&OPEN.report(&answers)));
        for names in &withheld.sums {
            let (whole, parts) = names.split_last().unwrap();
            let hidden: Vec<_> = parts.iter().filter(|name| withheld.known.get(*name) == Some(&None)).collect();
            if withheld.known.get(whole).copied().flatten().is_some() && !hidden.is_empty() {
                let together: f64 = hidden.iter().filter_map(|name| open.known[*name]).sum();
                // Days of one line could be told together; keys of one day are at least not all nothing.
                let least = if parts.len() == DAYS { BELOW as f64 } else { 1.0 };
                prop_assert!(together >= least, "{:?} are {} together", hidden, together);
            }
        }
    }
}

/// Bindings of windows and peaks tell nothing of a day that is withheld.
fn windows_hold_nothing_withheld(told: &Told<'_>) -> Result<(), TestCaseError> {
    for row in told.rows() {
        let points = row.points(Per::Day, 1);
        let hidden = |days: &[usize]| days.iter().any(|day| points[*day].told().is_none());
        let (first, last): (Vec<usize>, Vec<usize>) = ((0..10).collect(), (DAYS - 10..DAYS).collect());
        let [early, late] = row.window_means();
        prop_assert_eq!(early.is_err(), hidden(&first));
        prop_assert_eq!(late.is_err(), hidden(&last));
        let change = row.change_10d();
        prop_assert!(!(hidden(&first) || hidden(&last)) || change == Err(Untold::Withheld));
        if let (Ok(day), Ok(peak)) = (row.peak_day(), row.peak()) {
            let at = told.quarter().span().days().position(|own| own == day).unwrap();
            prop_assert_eq!(points[at].told().map(crate::words::Value::Packets), Some(peak));
        }
    }
    Ok(())
}

#[test]
fn the_reader_finds_what_is_withheld_badly() {
    let mut packets: Packets = vec![[[100, 100, 100]; 4]; DAYS];
    packets[3][1][0] = 2;
    let answers = OPEN.answers(&packets);
    let mut reader = Reader::of(&OPEN.report(&answers));
    assert_eq!(reader.finds(), None, "nothing is withheld");
    let small = reader.known.iter().find(|(_, number)| number.is_some_and(|number| number < BELOW as f64));
    let name = small.unwrap().0.clone();
    assert_eq!(name, ("ports-of-one".to_owned(), "23/TCP".to_owned(), 3));
    reader.known.insert(name.clone(), None);
    assert_eq!(reader.finds(), Some(name), "one day alone follows from the others");
}

/// By hand: one small day takes the next smallest of its line with it, and one of each other port and region.
#[test]
fn a_single_day_takes_the_next_smallest_with_it() {
    let mut packets: Packets = vec![[[0, 0, 0]; 4]; DAYS];
    for (at, day) in packets.iter_mut().enumerate() {
        day[0][0] = 100 + at as i64;
    }
    packets[5][0][0] = 3;
    let answers = WITHHOLDING.answers(&packets);
    let told = told(&WITHHOLDING.site, &answers);
    let total = told.values().find(|told| told.question().by == By::Total).unwrap();
    let row = total.rows().next().unwrap();
    let hidden: Vec<usize> = (0..DAYS).filter(|at| row.points(Per::Day, 1)[*at].told().is_none()).collect();
    assert_eq!(hidden, [0, 5]);
    assert!(row.packets().is_ok() && row.window_means()[0].is_err() && row.window_means()[1].is_ok());
}
