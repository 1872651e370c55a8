//! The files of an edition's data hold what its report holds, each in its own form: whoever counts on with them counts on
//! with the numbers that readers see.

use std::io::Cursor;

use calamine::{Data as Cell, Reader, Xlsx};
use serde_json::Value;
use teiten::digest::digest;

use crate::disclosure::parts;
use crate::site::{Built, CHAPTER, Page, Site};

const COLUMNS: &str =
    "columns = [\"rank\", \"label\", \"previous\", \"packets\", \"per_sensor_day\", \"share\", \"change\"]\n";

const NOTICE: &str = "[notice]\nmark = { ja = \"合成データ\", en = \"Synthetic\" }\nsentence = { ja = \"乱数です。\", en = \"Random.\" }\n";

const LICENCE: &str = "[licence]\nname = \"CC BY 4.0\"\nurl = \"https://example.jp/by\"\ncredit = { ja = \"観測班\", en = \"The observers\" }\n";

const ORIGIN: &str = "time_zone = \"Asia/Tokyo\"\nregion_database = { ja = \"地域表\", en = \"Regions\" }\nregion_database_date = 2022-10-03\n";

fn blocks() -> String {
    let block = |kind: &str, id: &str, more: &str| format!("```{kind}\nid = \"{id}\"\n{more}```\n\n");
    [
        block("table", "top_ports", &format!("rows = \"port\"\n{COLUMNS}")),
        block("table", "regions", &format!("rows = \"region\"\nscope = \"all\"\n{COLUMNS}")),
        block("chart", "trend", "of = \"top_ports\"\n"),
        block("chart", "each", "of = \"regions\"\nper = \"sensor_day\"\nmean = 7\n"),
        block("chart", "one", "rows = \"total\"\nlabel = \"全体\"\n"),
    ]
    .concat()
}

fn site(settings: &str) -> Site {
    let (first, last) = ("2022-10-01", "2022-12-31");
    let site =
        Site::new().daily(first, last, "tokyo,TCP,23,CN,25000").daily(first, last, "osaka,TCP,22,US,4321");
    let site = site.daily("2022-10-01", "2022-11-15", "dallas,TCP,445,US,8").daily(
        "2022-09-01",
        "2022-09-30",
        "tokyo,TCP,23,CN,20000",
    );
    site.rows("2022-12-03,osaka,TCP,8080,RU,7\n2022-12-04,osaka,TCP,443,RU,70000\n")
        .change_settings("whole = false\n", &format!("whole = false\n{ORIGIN}"))
        .and_settings(&format!("{NOTICE}{LICENCE}{settings}"))
        .and_edition("langs = [\"ja\", \"en\"]\n")
        .manuscript(&format!("{CHAPTER}{}", blocks()))
        .file("2022q4/report.en.md", format!("# Overview\n\n{}", blocks()))
}

const DISCLOSURES: [&str; 4] = [
    "",
    "[disclosure]\ncounts = \"index\"\n",
    "[disclosure]\nmin_packets = 10\n",
    "[disclosure]\ncounts = \"full\"\n",
];

fn json(built: &Built, path: &str) -> Value {
    serde_json::from_slice(&built.bytes(path)).unwrap()
}

/// Header and rows of each data file of the finished report, in order, with the label of its block.
fn told(report: &Value) -> Vec<(String, Vec<Vec<String>>)> {
    let texts = |list: &Value| -> Vec<String> {
        list.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
    };
    let of_block = |block: &Value| {
        let data = block.get("data").filter(|data| !data.is_null())?;
        let rows = data["rows"].as_array().unwrap().iter().map(texts);
        let all = std::iter::once(texts(&data["header"])).chain(rows).collect();
        Some((block["label"]["text"].as_str().unwrap().to_owned(), all))
    };
    report["body"].as_array().unwrap().iter().filter_map(of_block).collect()
}

/// A sheet of a workbook as a program reads it.
fn sheet(workbook: &[u8], name: &str) -> Vec<Vec<Cell>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(workbook.to_vec())).unwrap();
    let range = book.worksheet_range(name).unwrap();
    range.rows().map(<[Cell]>::to_vec).collect()
}

/// A number as a program reads it from a text.
fn number(text: &str) -> f64 {
    text.parse().unwrap_or_else(|_| panic!("{text} is no number"))
}

fn same_as_cell(text: &str, cell: Option<&Cell>) {
    match cell {
        None | Some(Cell::Empty) => assert_eq!(text, ""),
        Some(Cell::String(own)) => assert_eq!(own, text),
        Some(Cell::Float(own)) => assert!((own - number(text)).abs() < 1e-9, "{own} {text}"),
        Some(Cell::DateTime(day)) => {
            assert_eq!(day.as_datetime().unwrap().format("%Y-%m-%d").to_string(), text);
        }
        other => panic!("{text} {other:?}"),
    }
}

fn same_as_json(text: &str, cell: &Value) {
    match cell {
        Value::Null => assert_eq!(text, ""),
        Value::String(own) => assert_eq!(own, text),
        Value::Number(own) => assert!((own.as_f64().unwrap() - number(text)).abs() < 1e-9, "{own} {text}"),
        other => panic!("{text} {other:?}"),
    }
}

#[test]
fn every_form_of_the_data_tells_the_same() {
    for disclosure in DISCLOSURES {
        let built = site(disclosure).made();
        for folder in ["", "en/"] {
            let report = json(&built, &format!("{folder}report.json"));
            let (workbook, own) =
                (built.bytes(&format!("{folder}data.xlsx")), json(&built, &format!("{folder}data.json")));
            let told = told(&report);
            assert_eq!(told.len(), 5, "{disclosure}");
            let mut numbers = 0;
            for (at, (label, table)) in told.iter().enumerate() {
                let (sheet, of_json) = (sheet(&workbook, label), &own["tables"][at]);
                assert_eq!(
                    (&of_json["label"], sheet.len()),
                    (&Value::from(label.as_str()), table.len()),
                    "{disclosure}"
                );
                let names: Vec<&str> = of_json["columns"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|column| column["name"].as_str().unwrap())
                    .collect();
                assert_eq!(names, table[0]);
                for (row, texts) in table.iter().enumerate().skip(1) {
                    for (column, text) in texts.iter().enumerate() {
                        same_as_cell(text, sheet[row].get(column));
                        let cell = &of_json["rows"][row - 1][column];
                        same_as_json(text, cell);
                        numbers += usize::from(cell.is_number());
                    }
                }
                let csv = built.csv(&format!("{folder}{}", of_json["file"].as_str().unwrap()));
                let marks = table.iter().skip(1).map(|row| row.join(","));
                assert!(csv[1..].iter().zip(marks).all(|(line, own)| line.starts_with(&own)), "{label}");
            }
            assert!(numbers > 250, "{numbers} {disclosure}");
        }
    }
}

#[test]
fn what_is_withheld_is_a_mark_in_every_form() {
    let built = site("[disclosure]\nmin_packets = 10\n").made();
    let own = json(&built, "data.json");
    let cells = |at: usize| {
        own["tables"][at]["rows"].as_array().unwrap().iter().flat_map(|row| row.as_array().unwrap())
    };
    assert!(cells(0).chain(cells(2)).filter(|cell| *cell == "x").count() > 50);
    assert!(own["marks"].as_array().unwrap().iter().any(|mark| mark["text"] == "x"));
    assert_eq!(
        json(&built, "datapackage.json")["resources"][0]["schema"]["missingValues"],
        serde_json::json!(["", "x"])
    );
    assert!(
        sheet(&built.bytes("data.xlsx"), "表1")
            .iter()
            .flatten()
            .any(|cell| *cell == Cell::String("x".to_owned()))
    );
}

/// Whether `text` is what the standard calls `kind`.
fn is(kind: &str, text: &str) -> bool {
    match kind {
        "string" => true,
        "integer" => text.parse::<i64>().is_ok(),
        "number" => text.parse::<f64>().is_ok_and(f64::is_finite),
        "date" => text.len() == 10 && text.parse::<chrono::NaiveDate>().is_ok(),
        other => panic!("{other}"),
    }
}

#[test]
fn the_description_is_true_of_every_file_that_it_names() {
    for disclosure in DISCLOSURES {
        let built = site(disclosure).made();
        for folder in ["", "en/"] {
            let package = json(&built, &format!("{folder}datapackage.json"));
            let resources = package["resources"].as_array().unwrap();
            assert_eq!(resources.len(), if disclosure.contains("full") { 10 } else { 5 }, "{disclosure}");
            for resource in resources {
                let bytes = built.bytes(&format!("{folder}{}", resource["path"].as_str().unwrap()));
                assert_eq!(resource["bytes"], bytes.len());
                assert_eq!(resource["hash"], format!("sha256:{}", digest(&bytes)));
                let missing = resource["schema"]["missingValues"].as_array().unwrap();
                let mut reader = csv::Reader::from_reader(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap());
                let fields = resource["schema"]["fields"].as_array().unwrap();
                let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
                assert_eq!(names, reader.headers().unwrap().iter().collect::<Vec<_>>());
                for record in reader.records() {
                    for (field, text) in fields.iter().zip(&record.unwrap()) {
                        let told = missing.iter().any(|mark| mark == text)
                            || is(field["type"].as_str().unwrap(), text);
                        assert!(told, "{text} is no {field} of {}", resource["path"]);
                    }
                }
            }
        }
    }
}

#[test]
fn the_data_say_what_they_are() {
    let built = site("").made();
    let own = json(&built, "data.json");
    assert_eq!(own["period"], serde_json::json!({ "first": "2022-10-01", "last": "2022-12-31" }));
    assert_eq!((&own["version"], &own["published"]), (&"1.0".into(), &"2023-02-14".into()));
    let origin = serde_json::json!([{ "time_zone": "Asia/Tokyo", "region_database": "地域表", "region_database_date": "2022-10-03" }]);
    assert_eq!(own["origins"], origin);
    assert_eq!(own["licence"]["path"], "https://example.jp/by");
    assert_eq!(own["tables"][0]["scope"], "国内センサー2台");
    assert_eq!(own["tables"][2]["columns"][1]["unit"], "パケット数／日（国内センサー2台の合計）");
    assert!(own["method"].as_array().unwrap().len() > 4, "how numbers were made");
    let package = json(&built, "en/datapackage.json");
    assert_eq!(package["$schema"], "https://datapackage.org/profiles/2.0/datapackage.json");
    assert_eq!((&package["name"], &package["language"]), (&"try-2022q4-en".into(), &"en".into()));
    assert_eq!(package["sources"], serde_json::json!([{ "title": "Regions", "version": "2022-10-03" }]));
    assert_eq!(package["licenses"][0]["title"], "CC BY 4.0");
    for (folder, name, words) in [
        (
            "",
            "説明",
            [
                "【合成データ】観測レポート（2022年10～12月）",
                "乱数です。",
                "Asia/Tokyo",
                "地域表",
                "CC BY 4.0",
                "国内センサー2台",
            ],
        ),
        (
            "en/",
            "About",
            [
                "[Synthetic] 観測レポート (October–December 2022)",
                "Random.",
                "Asia/Tokyo",
                "Regions",
                "CC BY 4.0",
                "2 domestic sensors",
            ],
        ),
    ] {
        let cells: Vec<String> = sheet(&built.bytes(&format!("{folder}data.xlsx")), name)
            .concat()
            .iter()
            .map(ToString::to_string)
            .collect();
        for word in words {
            assert!(cells.iter().any(|cell| cell == word), "{word} in {cells:?}");
        }
    }
}

#[test]
fn no_cell_is_a_formula_and_no_byte_a_moment() {
    let table = "```table\nid = \"kinds\"\nrows = \"kind\"\ncolumns = [\"label\", \"packets\"]\n```\n";
    let head = "date,sensor,protocol,dst_port,src_region,packets,kind\n";
    let kinds = ["=1+1", "+1", "-1", "@A1", "'x", "{=1}", "<f>1</f>"];
    let rows: String = kinds.iter().map(|kind| format!("2022-10-01,tokyo,TCP,23,CN,9,{kind}\n")).collect();
    let site = Site::new()
        .observations(&format!("{head}{rows}"))
        .and_settings("[sources.packets.columns.texts]\nkind = \"kind\"\n")
        .manuscript(&format!("{CHAPTER}{table}"));
    let built = site.made();
    let sheet = sheet(&built.bytes("data.xlsx"), "表1");
    let mut keys: Vec<String> = sheet[1..].iter().map(|row| row[0].to_string()).collect();
    keys.sort();
    let mut wanted = kinds.map(str::to_owned);
    wanted.sort();
    assert_eq!(keys, wanted);
    let parts = parts(&built.bytes("data.xlsx"));
    assert!(parts.len() > 8);
    for (name, text) in &parts {
        assert!(!text.contains("<f>") && !text.contains("<f "), "{name}");
    }
    let made = regex::Regex::new("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z").unwrap();
    let moments: Vec<&str> =
        parts.values().flat_map(|text| made.find_iter(text)).map(|found| found.as_str()).collect();
    assert_eq!(moments, ["2023-02-14T00:00:00Z"; 2]);
}

#[test]
fn where_there_are_no_data_there_are_no_files_of_them() {
    let built = Site::new().manuscript(&format!("{CHAPTER}本文です。\n")).made();
    let links = |page: &Page| page.all(".front .files a").len();
    assert_eq!(links(&built.page()), 1);
    assert!(!built.folder().join("data.xlsx").exists() && !built.folder().join("datapackage.json").exists());
    let page = site("").made().page();
    assert_eq!(
        page.all(".front .files a")[1..],
        ["データ（Excel）", "データ（JSON）", "データの説明（datapackage.json）"]
    );
}
