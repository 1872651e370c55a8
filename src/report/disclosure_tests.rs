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
use crate::question::{By, Coverage, Grid, GridRow, Observed, Scope, SensorDay, Sums, Values};
use crate::words::Value;

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

const ALL: &str = "scope = \"all\"\n";
const ONE: &str = "scope = \"all\"\nfilter = { region = [\"CN\"] }\n";
const OTHERS: &str = "scope = \"all\"\nfilter = { not_region = [\"CN\"] }\n";

/// What a manuscript asks, and how its numbers add up.
struct Asked {
    /// Id, rows and filter of each block.
    blocks: &'static [(&'static str, &'static str, &'static str)],
    /// Which block tells what the rows of another add up to.
    totals: &'static [(&'static str, &'static str)],
    /// Which blocks part another.
    parted: &'static [(&'static str, [&'static str; 2])],
}

/// A filter, its opposite and neither; each total is a block of its own.
const FILTERS: Asked = Asked {
    blocks: &[
        ("ports", "port", ALL),
        ("regions", "region", ALL),
        ("ports-of-one", "port", ONE),
        ("ports-of-others", "port", OTHERS),
        ("total", "total", ALL),
        ("total-of-one", "total", ONE),
        ("total-of-others", "total", OTHERS),
    ],
    totals: &[
        ("ports", "total"),
        ("regions", "total"),
        ("ports-of-one", "total-of-one"),
        ("ports-of-others", "total-of-others"),
    ],
    parted: &[("ports", ["ports-of-one", "ports-of-others"]), ("total", ["total-of-one", "total-of-others"])],
};

/// Sensors at home, overseas and all, without a block of any total. A region stands for its sensor.
const SCOPES: Asked = Asked {
    blocks: &[
        ("home", "port", "scope = \"home\"\n"),
        ("overseas", "port", "scope = \"overseas\"\n"),
        ("all", "port", ALL),
    ],
    totals: &[],
    parted: &[("all", ["home", "overseas"])],
};

fn manuscript(asked: &Asked) -> String {
    let block = |(id, rows, filter): &(&str, &str, &str)| blocks(&id.replace('-', "_"), rows, filter);
    format!("# 章\n\n{}", asked.blocks.iter().map(block).collect::<String>())
}

/// A site, its edition and its manuscript, read once.
struct House {
    asked: &'static Asked,
    site: Site,
    edition: Edition,
    reading: Reading,
    fonts: Fonts,
}

fn house(asked: &'static Asked, disclosure: &str) -> House {
    let folder = TempDir::new().unwrap();
    let settings = format!(
        "teiten = 1\n[site]\nid = \"s\"\ntitle = \"題\"\npublisher = \"発行\"\n[sources.x]\nfiles = [\"data/packets.csv\"]\n[disclosure]\n{disclosure}\n"
    );
    let edition =
        "teiten = 1\nquarter = \"2022q4\"\nstatus = \"draft\"\ndate = 2023-02-14\nversion = \"1.0\"\n";
    for (path, text) in [
        ("teiten.toml", settings.as_str()),
        ("2022q4/edition.toml", edition),
        ("2022q4/report.md", &manuscript(asked)),
        ("data/sensors.csv", SENSORS),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let read = crate::config::read(&folder.path().join("2022q4"));
    let (site, edition) = (read.site.unwrap(), read.edition.unwrap());
    let reading = crate::manuscript::read(&site, &edition, &edition.langs[0]);
    assert_eq!(reading.findings, []);
    House { asked, site, edition, reading, fonts: Fonts::shipped() }
}

const SENSORS: &str = "id,region,start,end\nCN,JP,,\nJP,US,,\nUS,US,,\n";

/// A house that withholds, and the same that does not.
type Houses = LazyLock<[House; 2]>;

static OF_FILTERS: Houses =
    LazyLock::new(|| ["min_packets = 10", "counts = \"shown\""].map(|said| house(&FILTERS, said)));
static OF_SCOPES: Houses =
    LazyLock::new(|| ["min_packets = 10", "counts = \"shown\""].map(|said| house(&SCOPES, said)));

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
            sensors: REGIONS.map(str::to_owned).to_vec(),
            spans: vec![(0..days).map(|at| vec![seen(at); REGIONS.len()]).collect(), Vec::new()],
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
        answer(
            &self.site,
            quarter,
            quarter.span(),
            question,
            &Observed { coverage, grids: Vec::new() },
            &grid,
        )
    }

    fn report(&self, answers: &BTreeMap<Question, Answer>) -> Report {
        let House { site, edition, reading, fonts, .. } = self;
        let (lang, manuscript) = (&edition.langs[0], &reading.manuscript);
        let Composed { report, findings, .. } =
            compose(Job { site, edition, lang, manuscript, answers, fonts });
        let empty = ["chart-empty", "table-empty"];
        let told: Vec<_> = findings.iter().filter(|finding| !empty.contains(&&*finding.code)).collect();
        assert!(told.is_empty(), "{told:?}");
        report.unwrap()
    }
}

/// Whether the region at `at` passes the filter of `question`.
fn counts(question: &Question, at: usize) -> bool {
    let inside = match question.filter.scope {
        Scope::Home => at == 0,
        Scope::Overseas => at != 0,
        Scope::All => true,
    };
    inside
        && question.filter.conditions.iter().all(|condition| match &condition.values {
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
    fn of(house: &House, answers: &BTreeMap<Question, Answer>) -> Self {
        let report = house.report(answers);
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
        for told in told(&house.site, answers).values() {
            reader.total(house, told);
        }
        reader.relate(house.asked);
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

    /// The total that a block's binding tells; that it is nothing where no row is listed, everybody knows.
    fn total(&mut self, house: &House, told: &Told<'_>) {
        let asked = house.reading.manuscript.blocks.iter().find_map(|block| match block {
            crate::manuscript::Block::Table(table) if table.question == *told.question() => Some(&table.id),
            _ => None,
        });
        let id = asked.unwrap().replace('_', "-");
        if self.known.keys().any(|name| name.0 == id && name.2 == DAYS) {
            let packets = told.packets().ok();
            let share = told.rows().any(|row| row.share().is_ok());
            assert!(packets.is_some() || !share, "a total is withheld, and a share tells it");
            let packets = packets.map(|value| match value {
                Value::Packets(packets) => packets as f64,
                other => panic!("{other:?}"),
            });
            self.known.insert((total(&id), String::new(), DAYS), packets);
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
    fn relate(&mut self, asked: &Asked) {
        let ids: Vec<&str> = asked.blocks.iter().map(|(id, ..)| *id).collect();
        let keys = |reader: &Self, id: &str| -> Vec<String> {
            let named = reader.known.keys().filter(|(own, _, at)| own == id && *at == DAYS);
            named.map(|(_, key, _)| key.clone()).collect()
        };
        let name = |id: &str, key: &str, at: usize| (id.to_owned(), key.to_owned(), at);
        for id in &ids {
            for key in keys(self, id) {
                self.sums.push((0..=DAYS).map(|at| name(id, &key, at)).collect());
            }
        }
        for at in 0..=DAYS {
            for (id, total) in asked.totals {
                let parts = keys(self, id).into_iter().map(|key| name(id, &key, at));
                self.add(parts.collect(), name(total, "", at));
            }
            for (whole, parts) in asked.parted {
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
        for id in &ids {
            let rows = keys(self, id).into_iter().map(|key| name(id, &key, DAYS));
            self.add(rows.collect(), name(&total(id), "", DAYS));
        }
        for (whole, parts) in asked.parted {
            let parts = parts.map(|id| name(&total(id), "", DAYS)).into_iter();
            let parts = parts.filter(|name| self.known.contains_key(name)).collect();
            self.add(parts, name(&total(whole), "", DAYS));
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

/// The name of what `{{ id.packets }}` tells.
fn total(id: &str) -> String {
    format!("{id}.packets")
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
        nothing_follows(&OF_FILTERS[0], &packets)?;
    }

    #[test]
    fn nothing_withheld_follows_from_home_overseas_and_all(packets in packets()) {
        nothing_follows(&OF_SCOPES[0], &packets)?;
    }

    #[test]
    fn what_is_withheld_together_hides_each_other(packets in packets()) {
        hide_each_other(&OF_FILTERS, &packets)?;
        hide_each_other(&OF_SCOPES, &packets)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, max_shrink_iters: 20, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_files_of_the_data_tell_no_more(packets in packets()) {
        let house = &OF_SCOPES[0];
        files_tell_no_more(&house.report(&house.answers(&packets)))?;
    }
}

/// Workbook and JSON have a number nowhere but where the report has it, and its marks where it has those.
fn files_tell_no_more(report: &Report) -> Result<(), TestCaseError> {
    use calamine::Reader as _;
    let files = crate::render::render(
        report,
        &BTreeMap::new(),
        "",
        &crate::render::Named::default(),
        crate::render::Beside::build(""),
    );
    let bytes = |path: &str| files.iter().find(|file| file.path == path).unwrap().bytes.clone();
    let json: serde_json::Value = serde_json::from_slice(&bytes(crate::render::JSON)).unwrap();
    let workbook = std::io::Cursor::new(bytes(crate::render::WORKBOOK));
    let mut workbook: calamine::Xlsx<_> = calamine::Xlsx::new(workbook).unwrap();
    let data = report.body.iter().filter_map(|block| match block {
        Block::Table(table) => Some((table.label.as_ref()?, table.data.as_ref()?)),
        Block::Chart(figure) => Some((&figure.label, &figure.data)),
        _ => None,
    });
    for (at, (label, data)) in data.enumerate() {
        let sheet = workbook.worksheet_range(&label.text).unwrap();
        for (line, row) in data.rows.iter().enumerate() {
            for (column, told) in row.iter().enumerate() {
                let cell = sheet.get((line + 1, column)).map(ToString::to_string).unwrap_or_default();
                let value = &json["tables"][at]["rows"][line][column];
                let value =
                    value.as_str().map_or_else(|| value.to_string().replace("null", ""), str::to_owned);
                let number = |text: &str| text.parse::<f64>().ok();
                if column > 0 {
                    prop_assert_eq!(number(&cell), number(told));
                    prop_assert_eq!(number(&value), number(told));
                    prop_assert_eq!(cell == Data::WITHHELD, told == Data::WITHHELD);
                    prop_assert_eq!(&*value == Data::WITHHELD, told == Data::WITHHELD);
                }
            }
        }
    }
    Ok(())
}

fn nothing_follows(house: &House, packets: &Packets) -> Result<(), TestCaseError> {
    let answers = house.answers(packets);
    let reader = Reader::of(house, &answers);
    prop_assert_eq!(reader.finds(), None);
    let small = reader.known.iter().find(|(_, number)| number.is_some_and(|number| number < BELOW as f64));
    prop_assert_eq!(small, None, "a number below min_packets is printed");
    for told in told(&house.site, &answers).values() {
        windows_hold_nothing_withheld(told)?;
    }
    Ok(())
}

fn hide_each_other([withholding, open]: &[House; 2], packets: &Packets) -> Result<(), TestCaseError> {
    let answers = withholding.answers(packets);
    let (withheld, open) = (Reader::of(withholding, &answers), Reader::of(open, &answers));
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
    Ok(())
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
            let at = told.span().days().position(|own| own == day).unwrap();
            prop_assert_eq!(points[at].told().map(Value::Packets), Some(peak));
        }
    }
    Ok(())
}

#[test]
fn the_reader_finds_what_is_withheld_badly() {
    let mut packets: Packets = vec![[[100, 100, 100]; 4]; DAYS];
    packets[3][1][0] = 2;
    let open = &OF_FILTERS[1];
    let mut reader = Reader::of(open, &open.answers(&packets));
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
    let house = &OF_FILTERS[0];
    let answers = house.answers(&packets);
    let told = told(&house.site, &answers);
    let total = told.values().find(|told| told.question().by == By::Total).unwrap();
    let row = total.rows().next().unwrap();
    let hidden: Vec<usize> = (0..DAYS).filter(|at| row.points(Per::Day, 1)[*at].told().is_none()).collect();
    assert_eq!(hidden, [0, 5]);
    assert!(row.packets().is_ok() && row.window_means()[0].is_err() && row.window_means()[1].is_ok());
}

/// A quarter in which a port of a region has packets on one day.
fn quarter_of(cells: &[(usize, usize, i64)]) -> Packets {
    let mut packets: Packets = vec![[[0; 3]; 4]; DAYS];
    for (port, region, count) in cells {
        packets[3][*port][*region] = *count;
    }
    packets
}

/// What each scope's block tells of its total: home, overseas, all.
fn totals(packets: &Packets) -> [Option<Value>; 3] {
    let house = &OF_SCOPES[0];
    let answers = house.answers(packets);
    let told = told(&house.site, &answers);
    [Scope::Home, Scope::Overseas, Scope::All]
        .map(|scope| told.values().find(|told| told.question().filter.scope == scope).unwrap().packets().ok())
}

#[test]
fn a_small_total_takes_one_with_it_that_would_tell_it() {
    assert_eq!(totals(&quarter_of(&[(0, 0, 5), (0, 1, 60), (1, 1, 40)]))[..2], [None, None]);
    let large = totals(&quarter_of(&[(0, 0, 500), (0, 1, 60), (1, 1, 40)]));
    assert_eq!(large, [500, 100, 600].map(|packets| Some(Value::Packets(packets))));
}

/// Two keys that are both below ten and have eighteen together have nine each.
#[test]
fn a_total_that_tells_its_parts_is_withheld() {
    assert_eq!(totals(&quarter_of(&[(0, 1, 9), (1, 1, 9)])), [None, None, None]);
    assert_eq!(totals(&quarter_of(&[(0, 1, 8), (1, 1, 9)]))[1], Some(Value::Packets(17)));
}

/// The totals of different questions are held against each other, which nobody else adds.
#[test]
fn huge_totals_do_not_overflow() {
    let most = i64::MAX / 2 - 9;
    let packets = quarter_of(&[(0, 0, most), (0, 1, most), (1, 1, 5), (2, 0, 3)]);
    let house = &OF_SCOPES[0];
    let answers = house.answers(&packets);
    let marks = super::withhold::withheld(&answers, i64::MAX, |_| true);
    assert!(marks.values().all(|marks| marks.total));
}
