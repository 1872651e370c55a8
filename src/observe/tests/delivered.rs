//! The same rows in every shape and format that is delivered, and rows that do not count.

use encoding_rs::SHIFT_JIS;

use super::*;
use crate::config::{Encoding, FileName, Layout};

/// ROWS as they are kept by hand: Japanese headers, names of regions, ports with their protocol, a total below.
fn by_hand(total: bool) -> String {
    let mut text = "日付,センサー,ポート,国,件数,signature\n".to_owned();
    for line in ROWS.lines().skip(1) {
        let [day, sensor, protocol, port, region, packets, signature] =
            line.split(',').collect::<Vec<_>>()[..]
        else {
            panic!("{line}")
        };
        let port = match (protocol, port) {
            ("ICMP", _) => "ICMP".to_owned(),
            ("6" | "tcp", port) => format!("TCP/{port}"),
            ("TCP", "23") => "２３".to_owned(),
            (protocol, port) => format!("{port}/{protocol}"),
        };
        let region = match region {
            "CN" | "cn" => "中国",
            "US" => "United States",
            "JP" => "日本",
            _ => "不明",
        };
        let day = day.replace('-', "/");
        text += &format!("{day},{sensor},{port},{region},{packets},{signature}\n");
    }
    text + if total { "合計,,,,\"1,177\",\n" } else { "" }
}

/// A house whose columns are named as [`by_hand`] does.
fn house_by_hand(files: &[&str]) -> House {
    let mut house = House::of(files);
    let source = house.source();
    source.columns.date = "日付".to_owned();
    source.columns.sensor = Some("センサー".to_owned());
    source.columns.port = Some("ポート".to_owned());
    source.columns.region = Some("国".to_owned());
    source.measures = BTreeMap::from([("packets".to_owned(), measure("件数", MeasureKind::Sum))]);
    source.leave_out = vec!["合計".to_owned()];
    house
}

/// A long table as a wide one: two title lines, a total below and a total at the right.
fn wide(long: &str, keys: &[&str], date: &str, packets: &str) -> String {
    let columns = columns(long).into_iter().collect::<BTreeMap<_, _>>();
    let cell = |name: &str, row: usize| columns[name][row].clone().unwrap_or_default();
    let rows = columns[date].len();
    let days = (0..rows).map(|row| cell(date, row)).collect::<BTreeSet<_>>();
    let mut table = BTreeMap::<Vec<String>, BTreeMap<String, String>>::new();
    for row in 0..rows {
        let key = keys.iter().map(|key| cell(key, row)).collect();
        table.entry(key).or_default().insert(cell(date, row), cell(packets, row));
    }
    let heads = days.iter().map(|day| day.replace('-', "/")).collect::<Vec<_>>().join(",");
    let mut text = format!("宛先ポート別\n\"2022年, 第4四半期\n{},{heads},合計\n", keys.join(","));
    for (key, cells) in &table {
        let cells = days.iter().map(|day| cells.get(day).cloned().unwrap_or_default()).collect::<Vec<_>>();
        text += &format!("{},{},99\n", key.join(","), cells.join(","));
    }
    text + &format!("合計{}\n", ",7".repeat(keys.len() + days.len()))
}

/// A workbook of one sheet: texts inline, numbers as numbers, and days as a workbook has them.
fn workbook(csv: &str) -> Vec<u8> {
    let mut sheet = String::new();
    for (row, line) in csv.lines().enumerate() {
        sheet += &format!("<row r=\"{}\">", row + 1);
        for (at, cell) in line.split(',').enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let place = format!("{}{}", char::from(b'A' + at as u8), row + 1);
            sheet += &match (crate::observe::engine::day(cell), cell.parse::<i64>()) {
                (Some(day), _) => {
                    let serial = (day - "1899-12-30".parse::<Day>().unwrap()).num_days();
                    format!("<c r=\"{place}\" s=\"1\"><v>{serial}</v></c>")
                }
                (None, Ok(number)) => format!("<c r=\"{place}\"><v>{number}.0</v></c>"),
                _ => format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"),
            };
        }
        sheet += "</row>";
    }
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    zip(&[
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{package}\"><Relationship Id=\"a\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/styles.xml",
            format!(
                "<styleSheet xmlns=\"{main}\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{main}\"><sheetData>{sheet}</sheetData></worksheet>"),
        ),
    ])
}

/// A ZIP archive of stored files.
fn zip(files: &[(&str, String)]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::<u8>::new(), Vec::<u8>::new());
    for (name, text) in files {
        let mut crc = flate2::Crc::new();
        crc.update(text.as_bytes());
        let (length, at) = (text.len() as u32, bytes.len() as u32);
        let mut common = vec![20, 0, 0, 8, 0, 0, 0, 0, 33, 0];
        [crc.sum(), length, length].iter().for_each(|number| common.extend(number.to_le_bytes()));
        common.extend([name.len() as u8, 0, 0, 0]);
        bytes.extend([b"PK\x03\x04", &common[..], name.as_bytes(), text.as_bytes()].concat());
        directory.extend(
            [b"PK\x01\x02\x14\x00", &common[..], &[0; 10], &at.to_le_bytes(), name.as_bytes()].concat(),
        );
    }
    let (size, at, count) = (directory.len() as u32, bytes.len() as u32, files.len() as u8);
    let end =
        [&[0, 0, 0, 0, count, 0, count, 0], &size.to_le_bytes()[..], &at.to_le_bytes(), &[0, 0]].concat();
    [&bytes[..], &directory, b"PK\x05\x06", &end].concat()
}

#[test]
fn every_shape_of_the_same_rows_gives_the_same_answer() {
    let wanted = House::csv(ROWS).good(&every_grid());
    let hand = by_hand(true);
    let house = house_by_hand(&["a.csv"]);
    house.put("a.csv", hand.as_bytes());
    assert_eq!(house.good(&every_grid()), wanted, "lazy");
    let packed = zstd::encode_all(hand.as_bytes(), 3).unwrap();
    let cp932 = SHIFT_JIS.encode(&hand).0.into_owned();
    let titled = format!("表題, \"\n\n{hand}");
    for (name, bytes, encoding, skip) in [
        ("a.csv.zst", packed, Encoding::Utf8, 0),
        ("a.csv", cp932.clone(), Encoding::Cp932, 0),
        ("a.csv.gz", gzip(&cp932), Encoding::Cp932, 0),
        ("a.csv", titled.into_bytes(), Encoding::Utf8, 2),
        ("a.xlsx", workbook(&hand.replace("\"1,177\"", "1177")), Encoding::Utf8, 0),
    ] {
        let mut house = house_by_hand(&[name]);
        house.put(name, &bytes);
        (house.source().shape.encoding, house.source().shape.skip) = (encoding, skip);
        assert_eq!(house.good(&every_grid()), wanted, "{name}");
    }
}

#[test]
fn wide_tables_give_the_same_answer() {
    let wanted = House::csv(ROWS).good(&every_grid());
    let keys = ["センサー", "ポート", "国", "signature"];
    let table = wide(&by_hand(false), &keys, "日付", "件数");
    for (name, bytes) in [
        ("a.csv", table.clone().into_bytes()),
        ("a.csv", table.replace('\n', "\r\n").into_bytes()),
        ("a.xlsx", workbook(&table.replace('"', ""))),
    ] {
        let mut house = house_by_hand(&[name]);
        house.put(name, &bytes);
        let shape = &mut house.source().shape;
        (shape.layout, shape.skip) = (Layout::Wide, 2);
        assert_eq!(house.good(&every_grid()), wanted, "{name}");
        house.source().leave_out.clear();
        assert_eq!(house.bad(&every_grid())[0].0, "wide-column");
    }
    for (from, to, code) in [
        ("2022/10/02", "2022/13/02", "wide-column"),
        ("2022/10/02", "2022/10/1", "doubled-column"),
        (",3,", ",3.5,", "bad-integer"),
    ] {
        let mut house = house_by_hand(&["a.csv"]);
        let broken = table.replacen(from, to, 1);
        assert_ne!(broken, table, "{from}");
        house.put("a.csv", broken.as_bytes());
        (house.source().shape.layout, house.source().shape.skip) = (Layout::Wide, 2);
        let finding = &house.ask(&every_grid()).findings[0];
        assert_eq!(finding.code, code);
        if code == "bad-integer" {
            let line = 1 + broken.lines().position(|line| line.contains(",3.5,")).unwrap() as u32;
            assert_eq!(finding.place.line, line);
            assert!(finding.what.ja.contains("「2022/10/02」の「3.5」"), "{}", finding.what.ja);
        }
    }
}

#[test]
fn the_sensor_may_stand_in_the_name_of_the_file_and_the_day_in_that_of_the_folder() {
    let wanted = House::csv(ROWS).good(&every_grid());
    let mut house = House::of(&["d"]);
    fs::create_dir(house.folder.path().join("d")).unwrap();
    for sensor in ["tokyo", "osaka", "oslo"] {
        let own = |line: &&str| line.contains(sensor) || line.starts_with("date");
        let lines = ROWS.lines().filter(own).map(|line| line.replace(&format!(",{sensor},"), ","));
        let text = lines.collect::<Vec<_>>().join("\n").replace("date,sensor", "date");
        house.put(&format!("d/packets-{sensor}.csv"), text.as_bytes());
    }
    let name = FileName { before: "packets-".to_owned(), after: ".csv".to_owned() };
    house.source().shape.sensor_from_file = Some(name);
    assert_eq!(house.good(&every_grid()), wanted);
    house.put("d/other.csv", b"date\n");
    assert_eq!(house.bad(&every_grid())[0].0, "no-sensor-in-name");

    let house = House::of(&["d"]);
    for day in ["2022-10-01", "2022-10-02", "2022-12-31", "2022-07-01", "2022-07-02", "2021-01-01"] {
        let folder = house.folder.path().join(format!("d/date={day}"));
        fs::create_dir_all(&folder).unwrap();
        let own = |line: &&str| line.starts_with(day) || line.starts_with("date");
        let lines = ROWS.lines().filter(own).map(|line| line.split_once(',').unwrap().1);
        let text = lines.collect::<Vec<_>>().join("\n") + "\n";
        parquet(&folder.join("a.parquet"), frame(&text, |_| DataType::String));
    }
    assert_eq!(house.good(&every_grid()), wanted);
}

#[test]
fn folders_may_name_any_column_and_a_column_of_the_file_stands_before_them() {
    let wanted = House::csv(
        "date,sensor,protocol,dst_port,src_region,packets,signature\n\
         2022-10-01,tokyo,TCP,23,CN,1,a:b\n2022-10-02,osaka,UDP,53,US,2,\n",
    );
    let house = House::of(&["d"]);
    let (first, second) =
        ("d/src_region=CN/signature=a%3Ab", "d/src_region=US/signature=__HIVE_DEFAULT_PARTITION__");
    [first, second].iter().for_each(|folder| fs::create_dir_all(house.folder.path().join(folder)).unwrap());
    let head = "date,sensor,protocol,dst_port,packets\n";
    house.put(&format!("{first}/a.csv"), format!("{head}2022-10-01,tokyo,TCP,23,1\n").as_bytes());
    house.put(&format!("{second}/a.csv"), format!("{head}2022-10-02,osaka,UDP,53,2\n").as_bytes());
    assert_eq!(house.good(&every_grid()), wanted.good(&every_grid()));

    let house = House::of(&["d"]);
    fs::create_dir_all(house.folder.path().join("d/src_region=JP")).unwrap();
    let own = "date,sensor,protocol,dst_port,src_region,packets,signature\n2022-10-01,tokyo,TCP,23,CN,1,\n";
    house.put("d/src_region=JP/a.csv", own.as_bytes());
    let observed = house.good(&plan(vec![all()], &[By::Region]));
    assert_eq!(sums(&observed, 0), told(&[("CN", [1, 0])]));
}

#[test]
fn totals_do_not_count_whoever_asks_and_the_rest_is_one_key() {
    let mut house = house_by_hand(&["a.csv"]);
    house.put(
        "a.csv",
        by_hand(true).replace("合計,", "2022-10-01,").replace(",,,\"1", ",合計,,\"1").as_bytes(),
    );
    for by in [By::Total, By::Region, By::Port, By::Sensor] {
        let observed = house.good(&plan(vec![all()], &[by]));
        assert_eq!(observed.grids[0].rows.iter().map(|row| row.sums[0].every).sum::<i64>(), 126);
        assert_eq!(observed.coverage.rows, 10);
    }
    house.source().leave_out.clear();
    assert_eq!(house.bad(&plan(vec![all()], &[By::Port]))[0].0, "total-row");
    house.put("a.csv", by_hand(false).replace("53/UDP,不明", "その他,その他").as_bytes());
    house.source().rest = vec!["その他".to_owned()];
    let observed = house.good(&plan(vec![all()], &[By::Port, By::Region]));
    for grid in &observed.grids {
        let last = grid.rows.last().unwrap();
        assert_eq!((last.key.clone(), last.sums[0].every), (Key::Rest, 100));
    }
}

#[test]
fn a_port_that_names_its_protocol_answers_for_protocols() {
    let house = house_by_hand(&["a.csv"]);
    house.put("a.csv", by_hand(true).as_bytes());
    let filters = vec![only(Scope::All, "protocol", false, &["UDP", "ICMP"])];
    let observed = house.good(&plan(filters, &[By::Total, By::Region]));
    assert_eq!(sums(&observed, 0), told(&[("total", [103, 0])]));
    assert_eq!(sums(&observed, 1), told(&[("JP", [3, 0]), ("ZZ", [100, 0])]));
}

#[test]
fn files_that_cannot_be_turned_are_told() {
    let cp932 = SHIFT_JIS.encode(&by_hand(false)).0.into_owned();
    let mut house = house_by_hand(&["a.csv"]);
    house.put("a.csv", &cp932);
    let finding = &house.ask(&every_grid()).findings[0];
    assert_eq!((&*finding.code, finding.place.line), ("not-utf8", 1));
    assert!(finding.mend.ja.contains("encoding = \"cp932\""));
    house.source().shape.encoding = Encoding::Cp932;
    house.put("a.csv", by_hand(false).as_bytes());
    assert!(["not-cp932", "header-unknown"].contains(&&*house.bad(&every_grid())[0].0));
    let mut house = house_by_hand(&["a.xlsx"]);
    let book = workbook(&by_hand(false));
    for broken in [&b"PK"[..], &book[..book.len() / 2], b""] {
        house.put("a.xlsx", broken);
        assert_eq!(house.bad(&every_grid())[0].0, "damaged-file");
    }
    for at in 0..60 {
        let mut damaged = book.clone();
        let position = book.len() * at / 60;
        damaged[position..(position + 20).min(book.len())].iter_mut().for_each(|byte| *byte ^= 0xA5);
        house.put("a.xlsx", &damaged);
        let outcome = house.ask(&every_grid());
        assert!(!outcome.findings.is_empty() || !outcome.observed.is_empty(), "{at}");
    }
    house.put("a.xlsx", &book);
    house.source().shape.sheet = Some("裏".to_owned());
    assert_eq!(house.bad(&every_grid())[0].0, "sheet");
    house.source().shape.sheet = Some("表".to_owned());
    house.good(&every_grid());
}
