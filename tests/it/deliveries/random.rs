//! Random tables written in random shapes are read back whole.

use std::collections::BTreeMap;

use proptest::prelude::*;
use teiten::question::By;

use super::cut::Row;
use super::house::House;
use super::written::{Cells, apart, cp932, csv, grouped, gz, wide, xlsx, zst};

/// How a table is written.
#[derive(Clone, Debug)]
struct Dress {
    wide: bool,
    titles: usize,
    file: File,
    end: &'static str,
    date: &'static str,
    number: Number,
    key: KeyForm,
    sum: bool,
    sensor_in_name: bool,
    turn: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum File {
    Plain,
    Mark,
    Cp932,
    Gz,
    Zst,
    Xlsx,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Number {
    Plain,
    Grouped,
    FullWidth,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum KeyForm {
    Apart,
    Pair,
    Turned,
}

const KEYS: [&str; 6] = ["23/TCP", "53/TCP", "53/UDP", "0/ICMP", "65535/UDP", "0/TCP"];

const SENSORS: [&str; 3] = ["home-01", "home-02", "home-03"];

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let place = (0_u64..92, 0..SENSORS.len(), 0..KEYS.len());
    let packets = prop_oneof![3 => 0_i64..100, 1 => 0..5_000_000_000_i64];
    prop::collection::btree_map(place, packets, 1..40).prop_map(|table| {
        let first = chrono::NaiveDate::from_ymd_opt(2022, 10, 1).unwrap();
        let row = |((day, sensor, key), packets): ((u64, usize, usize), i64)| Row {
            day: first + chrono::Days::new(day),
            sensor: SENSORS[sensor].to_owned(),
            key: KEYS[key].to_owned(),
            packets,
        };
        table.into_iter().map(row).collect()
    })
}

fn dress() -> impl Strategy<Value = Dress> {
    use prop::sample::select;
    let file = select(vec![File::Plain, File::Mark, File::Cp932, File::Gz, File::Zst, File::Xlsx]);
    let date = select(vec!["%Y-%m-%d", "%Y/%-m/%-d", "%Y.%-m.%-d", "%Y年%-m月%-d日", "%Y/%m/%d 0:00"]);
    let number = select(vec![Number::Plain, Number::Grouped, Number::FullWidth]);
    let key = select(vec![KeyForm::Apart, KeyForm::Pair, KeyForm::Turned]);
    let flags = (any::<bool>(), any::<bool>(), any::<bool>());
    (flags, 0_usize..4, file, select(vec!["\n", "\r\n"]), date, number, key, 0_usize..5).prop_map(
        |((wide, sum, sensor_in_name), titles, file, end, date, number, key, turn)| Dress {
            wide,
            titles,
            file,
            end,
            date,
            number,
            key,
            sum,
            sensor_in_name,
            turn,
        },
    )
}

impl Dress {
    fn number(&self, number: i64) -> String {
        match self.number {
            Number::Plain => number.to_string(),
            Number::Grouped => grouped(number),
            Number::FullWidth => {
                let wide = |digit: char| char::from_u32(u32::from(digit) - 0x30 + 0xff10).unwrap();
                number.to_string().chars().map(wide).collect()
            }
        }
    }

    /// Header and values of the key's columns.
    fn key(&self, key: &str) -> Vec<(&'static str, String)> {
        let (port, protocol) = key.split_once('/').unwrap();
        match self.key {
            KeyForm::Apart => {
                let (port, protocol) = apart(key);
                vec![("プロトコル", protocol), ("ポート", port)]
            }
            KeyForm::Pair => vec![("ポート", format!("{port}/{protocol}"))],
            KeyForm::Turned => vec![("ポート", format!("{protocol}/{port}"))],
        }
    }

    /// The table of `rows`, below its titles.
    fn table(&self, rows: &[Row]) -> Cells {
        let mut lines = if self.wide { self.wide(rows) } else { self.long(rows) };
        // Columns in another order: the sum's word goes where the first column went.
        lines.iter_mut().for_each(|line| line.rotate_left(self.turn.min(1)));
        let titles = (0..self.titles).map(|at| vec![format!("観測数 {at}")]);
        titles.chain(lines).collect()
    }

    fn sensor(&self, sensor: &str) -> Vec<(&'static str, String)> {
        if self.sensor_in_name { Vec::new() } else { vec![("センサー", sensor.to_owned())] }
    }

    fn long(&self, rows: &[Row]) -> Cells {
        let lines = rows.iter().map(|row| {
            let day = vec![("日付", row.day.format(self.date).to_string())];
            let packets = vec![("件数", self.number(row.packets))];
            [self.sensor(&row.sensor), day, self.key(&row.key), packets].concat()
        });
        let mut lines = lines.collect::<Vec<_>>();
        if self.sum {
            let mut sum = lines[0].clone();
            sum.iter_mut().for_each(|(name, cell)| {
                *cell = if *name == "件数" { "9".to_owned() } else { String::new() }
            });
            sum.iter_mut()
                .filter(|(name, _)| *name == "日付")
                .for_each(|(_, cell)| *cell = "合計".to_owned());
            lines.push(sum);
        }
        let header = lines[0].iter().map(|(name, _)| (*name).to_owned()).collect();
        let cells = lines.into_iter().map(|line| line.into_iter().map(|(_, cell)| cell).collect());
        [header].into_iter().chain(cells).collect()
    }

    fn wide(&self, rows: &[Row]) -> Cells {
        let days = rows.iter().map(|row| row.day).collect::<std::collections::BTreeSet<_>>();
        let (_, table) = wide(rows);
        let keys = |sensor: &str, key: &str| [self.sensor(sensor), self.key(key)].concat();
        let first = keys(&rows[0].sensor, &rows[0].key);
        let names = first.iter().map(|(name, _)| (*name).to_owned());
        let mut cells: Cells =
            vec![names.chain(days.iter().map(|day| day.format(self.date).to_string())).collect()];
        for ((sensor, key), packets) in table {
            let shown = packets
                .into_iter()
                .map(|packets| packets.map(|packets| self.number(packets)).unwrap_or_default());
            cells.push(keys(&sensor, &key).into_iter().map(|(_, cell)| cell).chain(shown).collect());
        }
        if self.sum {
            let blank = vec![String::new(); first.len() - 1];
            let sums = vec!["9".to_owned(); days.len()];
            cells.push([vec!["合計".to_owned()], blank, sums].concat());
        }
        cells
    }

    fn deliver(&self, house: &House, name: &str, rows: &[Row]) {
        let cells = self.table(rows);
        let text = csv(&cells, self.end);
        match self.file {
            File::Plain => house.put(&format!("{name}.csv"), text),
            File::Mark => house.put(&format!("{name}.csv"), format!("\u{feff}{text}")),
            File::Cp932 => house.put(&format!("{name}.csv"), cp932(&text)),
            File::Gz => house.put(&format!("{name}.csv.gz"), gz(text.as_bytes())),
            File::Zst => house.put(&format!("{name}.csv.zst"), zst(text.as_bytes())),
            File::Xlsx => xlsx(&house.delivered().join(format!("{name}.xlsx")), &[("表", cells)]),
        }
    }

    fn configuration(&self) -> String {
        let mut lines = vec!["[sources.ports]".to_owned(), "files = [\"delivered\"]".to_owned()];
        let mut say = |said: bool, line: &str| lines.extend(said.then(|| line.to_owned()));
        say(self.wide, "shape = \"wide\"");
        say(self.titles > 0, &format!("skip = {}", self.titles));
        say(self.file == File::Cp932, "encoding = \"cp932\"");
        say(self.sum, "leave_out = [\"合計\"]");
        say(self.sensor_in_name, "sensor_from_file = \"ports_{sensor}.*\"");
        say(true, "[sources.ports.columns]");
        say(!self.wide, "date = \"日付\"");
        say(!self.sensor_in_name, "sensor = \"センサー\"");
        say(self.key == KeyForm::Apart, "protocol = \"プロトコル\"");
        say(self.key != KeyForm::Apart, "protocol = \"\"");
        say(true, "port = \"ポート\"");
        say(true, "region = \"\"");
        say(!self.wide, "[sources.ports.measures.packets]\ncolumn = \"件数\"");
        lines.join("\n") + "\n"
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_table_in_any_shape_is_read_back_whole(rows in rows(), dress in dress()) {
        let house = House::new();
        house.configure(&dress.configuration());
        if dress.sensor_in_name {
            for sensor in SENSORS {
                let own = rows.iter().filter(|row| row.sensor == sensor).cloned().collect::<Vec<_>>();
                if !own.is_empty() {
                    dress.deliver(&house, &format!("ports_{sensor}"), &own);
                }
            }
        } else {
            dress.deliver(&house, "ports", &rows);
        }
        let (observed, findings) = house.observed("ports", By::Port);
        let Some(observed) = observed else { panic!("{dress:?}: {findings:#?}") };
        let mut expected = BTreeMap::<(String, usize), i64>::new();
        for row in &rows {
            let day = usize::try_from((row.day - chrono::NaiveDate::from_ymd_opt(2022, 10, 1).unwrap()).num_days()).unwrap();
            *expected.entry((row.key.clone(), day)).or_default() += row.packets;
        }
        expected.retain(|_, packets| *packets > 0);
        let cells = observed.grids[0].rows.iter().flat_map(|row| {
            row.daily.iter().enumerate().map(|(day, packets)| ((row.key.to_string(), day), *packets))
        });
        let read = cells.filter(|(_, packets)| *packets > 0).collect::<BTreeMap<_, _>>();
        prop_assert_eq!(read, expected);
        let all = rows.iter().map(|row| row.packets).sum::<i64>();
        prop_assert_eq!(observed.grids[1].rows.iter().map(|row| row.sums[0].every).sum::<i64>(), all);
        prop_assert_eq!(usize::try_from(observed.coverage.rows).unwrap(), rows.len());
    }
}
