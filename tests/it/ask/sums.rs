//! Sums set against sums that are made here, the same in every form; the house's own answers say that they are.

use std::fs;

use serde_json::Value;

use super::{Row, answered, cells, home, json, ranked, rows, run, site, told};
use crate::site::{CHAPTER, Site, days};

/// Which rows an inquiry means.
type Means = fn(&Row) -> bool;

#[test]
fn sums_are_those_of_the_rows_that_are_meant() {
    let rows = rows();
    let site = site(&rows);
    let of_december = |row: &Row| row.day.starts_with("2022-12");
    let inquiries: [(&[&str], Means); 9] = [
        (&[], |row| home(row) && row.day.as_str() < "2023"),
        (&["--days", "2022-12"], |row| home(row) && row.day.starts_with("2022-12")),
        (&["--days", "2022-12-04"], |row| home(row) && row.day == "2022-12-04"),
        (&["--days", "2022-12-20..2023-01-10"], |row| {
            home(row) && ("2022-12-20".."2023-01-11").contains(&row.day.as_str())
        }),
        (&["--where", "region=US"], |row| home(row) && row.region == "US" && row.day.as_str() < "2023"),
        (&["--where", "region=米国, 中国", "--days", "2023-01"], |row| {
            home(row) && ["US", "CN"].contains(&row.region) && row.day.starts_with("2023")
        }),
        (
            &["--where", "region!=JP", "--where", "scope=all", "--where", "port=1-1023", "--days", "2022-12"],
            |row| row.region != "JP" && row.port != "8080/TCP" && row.day.starts_with("2022-12"),
        ),
        (&["--where", "scope=overseas", "--days", "2022-12"], |row| {
            !home(row) && row.day.starts_with("2022-12")
        }),
        (&["--where", "sensor=osaka", "--where", "protocol=udp", "--days", "2022-12"], |row| {
            row.sensor == "osaka" && row.port == "53/UDP" && row.day.starts_with("2022-12")
        }),
    ];
    for (arguments, means) in inquiries {
        let meant = || rows.iter().filter(|row| means(row));
        let by_port = ranked(meant().map(|row| (row.port, row.packets)));
        assert!(!by_port.is_empty(), "{arguments:?}");
        assert_eq!(answered(&json(&site, arguments)), by_port, "{arguments:?}");
        let by_region = ranked(meant().map(|row| (row.region, row.packets)));
        let asked = [arguments, &["--rank", "region", "--top", "2"]].concat();
        assert_eq!(answered(&json(&site, &asked)), by_region[..by_region.len().min(2)], "{asked:?}");
    }
    let by_sensor = ranked(rows.iter().filter(|row| of_december(row)).map(|row| (row.sensor, row.packets)));
    let asked = ["--rank", "sensor", "--where", "scope=all", "--days", "2022-12"];
    assert_eq!(answered(&json(&site, &asked)), by_sensor);
}

#[test]
fn a_trend_has_the_sums_of_each_day() {
    let rows = rows();
    let site = site(&rows);
    let answer = json(&site, &["--series", "445/TCP,53/UDP", "--days", "2022-12", "--where", "region=US"]);
    let meant = |row: &&Row, day: &str, port: &str| {
        home(row) && row.region == "US" && row.day == day && row.port == port
    };
    let dates = cells(&answer, "date");
    assert_eq!(dates, days("2022-12-01", "2022-12-31"));
    for port in ["445/TCP", "53/UDP"] {
        let sum = |day: &String| {
            rows.iter().filter(|row| meant(row, day, port)).map(|row| row.packets).sum::<i64>()
        };
        let sums: Vec<String> = dates.iter().map(|day| sum(day).to_string()).collect();
        assert_eq!(cells(&answer, port), sums, "{port}");
    }
}

#[test]
fn an_edition_and_an_inquiry_tell_the_same() {
    let site = site(&rows()).manuscript(&format!(
        "{CHAPTER}```table\nid = \"top\"\nrows = \"port\"\ncolumns = [\"rank\", \"label\", \"packets\", \"share\"]\nfilter = {{ region = [\"US\"] }}\n```\n"
    ));
    let built = site.made();
    let path = site.root().join("ask.csv");
    told(&site, &["--where", "region=US", "--top", "5", "--lang", "ja", "--out", path.to_str().unwrap()]);
    let asked = fs::read_to_string(&path).unwrap();
    let asked = asked
        .trim_start_matches('\u{feff}')
        .lines()
        .map(|line| line.splitn(6, ',').take(5).collect::<Vec<_>>().join(","));
    assert_eq!(asked.collect::<Vec<_>>(), built.csv("data/top.csv"));
}

#[test]
fn what_is_for_the_house_alone_says_so_in_every_form() {
    let site = site(&rows());
    let svg = site.root().join("ask.svg");
    let csv = site.root().join("ask.csv");
    let text = told(&site, &["--days", "2022-12", "--lang", "ja", "--out", svg.to_str().unwrap()]);
    assert!(
        text.contains(
            "【未公表】2022年12月1日～31日の宛先ポート番号別パケット観測数の推移（国内センサー2台）"
        ),
        "{text}"
    );
    let drawn = fs::read_to_string(&svg).unwrap();
    assert!(drawn.contains(">未公表<") && drawn.contains("2022年12月1日～31日　パケット数／日"), "{drawn}");
    told(&site, &["--rank", "sensor", "--lang", "ja", "--out", csv.to_str().unwrap()]);
    let written = fs::read_to_string(&csv).unwrap();
    assert!(written.lines().skip(1).all(|line| line.contains(",未公表,【未公表】")), "{written}");
    assert!(written.contains("tokyo") && !written.contains("alpha"), "the house knows its sensors");
    let answer = json(&site, &["--lang", "ja"]);
    assert_eq!((&answer["notice"], &answer["sentence"]), (&"未公表".into(), &Value::Null));
    assert!(json(&site, &["--public"])["notice"].is_null());
    assert!(told(&site, &[]).starts_with(
        "[Not published] Top 10 destination ports (October–December 2022; 2 domestic sensors)\n\n"
    ));
}

#[test]
fn no_file_is_written_over() {
    let site = site(&rows());
    let path = site.root().join("data/sensors.csv");
    let held = fs::read(&path).unwrap();
    let output = run(&site, &["--out", path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("out-exists"));
    assert_eq!(fs::read(&path).unwrap(), held);
    let nowhere = site.root().join("nowhere/ask.csv");
    assert_eq!(run(&site, &["--out", nowhere.to_str().unwrap()]).status.code(), Some(4));
}

#[test]
fn days_that_nobody_observed_are_told() {
    let site = Site::new().daily("2022-12-01", "2022-12-10", "tokyo,TCP,23,US,3").daily(
        "2022-12-14",
        "2022-12-20",
        "osaka,TCP,23,US,4",
    );
    let answer = json(&site, &["--days", "2022-12-05..2022-12-16"]);
    let reach = &answer["coverage"];
    assert_eq!(reach["lost_days"], serde_json::json!(["2022-12-11", "2022-12-12", "2022-12-13"]));
    let numbers = ["days", "observed_days", "sensors", "sensor_days", "observed_sensor_days"];
    assert_eq!(numbers.map(|name| reach[name].as_i64().unwrap()), [12, 9, 2, 24, 9]);
    let said = told(&site, &["--days", "2022-12-05..2022-12-16", "--lang", "ja"]);
    assert!(said.contains("観測できた日は12日中9日、観測できたセンサーと日の組は24組中9組です。\nどのセンサーも観測できなかった日は、2022年12月11日～13日です。"), "{said}");
}

#[test]
fn an_answer_is_the_same_every_time() {
    let site = site(&rows());
    let asked = ["--days", "2022-12", "--chart", "--lang", "ja", "--public"];
    assert_eq!(told(&site, &asked), told(&site, &asked));
}
