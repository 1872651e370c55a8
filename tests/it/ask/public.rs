//! Nothing leaves by `--public` that the site withholds, and there is a sentence to quote.

use std::collections::BTreeSet;
use std::fs;

use super::{Row, SENSORS, cells, home, json, ranked, rows, run, site, told};
use crate::site::{Site, days};

#[test]
fn a_sentence_may_be_quoted() {
    let site = Site::new()
        .daily("2022-12-01", "2022-12-31", "tokyo,TCP,23,US,30")
        .daily("2022-12-01", "2022-12-31", "osaka,TCP,445,US,20")
        .daily("2022-12-01", "2022-12-31", "osaka,UDP,53,US,20")
        .daily("2022-12-01", "2022-12-31", "tokyo,TCP,22,CN,30")
        .daily("2022-12-01", "2022-12-31", "dallas,TCP,80,CN,7");
    let source = "（観測班「観測レポート」の観測データによる。順位は、期間中のパケット数の合計に基づく。）";
    let december = ["--days", "2022-12-01..2022-12-31", "--public", "--lang", "ja"];
    let inquiries: [(&[&str], &str); 7] = [
        (
            &["--where", "region=US"],
            "2022年12月1日～31日に国内のセンサーで観測された、米国を送信元とするパケットの宛先ポートは、23/TCP（telnet）が全体の42.9%で最も多く、445/TCP（microsoft-ds）、53/UDP（domain）が続きました。",
        ),
        (
            &[],
            "2022年12月1日～31日に国内のセンサーで観測されたパケットの宛先ポートは、22/TCP（ssh）と23/TCP（telnet）がそれぞれ全体の30.0%で最も多く、445/TCP（microsoft-ds）、53/UDP（domain）が続きました。",
        ),
        (
            &["--where", "scope=overseas", "--rank", "region"],
            "2022年12月1日～31日に海外のセンサーで観測されたパケットの送信元地域は、中国が全体の100.0%で最も多く観測されました。",
        ),
        (
            &[
                "--where",
                "region!=JP",
                "--where",
                "protocol=TCP",
                "--where",
                "scope=all",
                "--top",
                "1",
                "--where",
                "port=1-79",
            ],
            "2022年12月1日～31日に国内外のセンサーで観測された、日本以外を送信元とするTCPの1～79番のポート宛てのパケットの宛先ポートは、22/TCP（ssh）と23/TCP（telnet）がそれぞれ全体の50.0%で最も多く観測されました。",
        ),
        (
            &["--where", "sensor=tokyo", "--where", "region=US"],
            "2022年12月1日～31日に国内のセンサーのうち一部で観測された、米国を送信元とするパケットの宛先ポートは、23/TCP（telnet）が全体の100.0%で最も多く観測されました。",
        ),
        (
            &["--series", "445/TCP,22/TCP"],
            "2022年12月1日～31日に国内のセンサーで観測されたパケットの宛先ポートは、445/TCP（microsoft-ds）が3位、22/TCP（ssh）が1位でした。",
        ),
        (
            &["--chart", "--top", "1", "--rank", "region"],
            "2022年12月1日～31日に国内のセンサーで観測されたパケットの送信元地域は、米国が全体の70.0%で最も多く観測されました。",
        ),
    ];
    for (arguments, sentence) in inquiries {
        let text = told(&site, &[arguments, &december].concat());
        assert_eq!(text.lines().last().unwrap(), format!("{sentence}{source}"), "{arguments:?}");
    }
    let english = told(&site, &["--days", "2022-12", "--public", "--where", "region=US"]);
    assert_eq!(
        english.lines().last().unwrap(),
        "Of the packets from United States observed by domestic sensors during 1–31 December 2022, the largest number went to 23/TCP (telnet) (42.9% of the total), followed by 445/TCP (microsoft-ds) and 53/UDP (domain). (Source: observations of 観測班, “観測レポート”. Ranked by the sum of “Packets” over the period.)"
    );
}

/// Inquiries whose every form is looked through.
const PUBLIC: [&[&str]; 7] = [
    &["--days", "2022-12"],
    &["--days", "2022-12", "--where", "region=US", "--rank", "port"],
    &["--days", "2022-12-01..2022-12-02"],
    &["--days", "2022-12-04", "--rank", "region", "--where", "scope=all"],
    &["--chart", "--days", "2022-12", "--rank", "region"],
    &["--series", "23/TCP,445/TCP,8080/TCP"],
    &["--where", "port=8080/TCP", "--rank", "region", "--days", "2022-12-20..2023-01-05"],
];

/// Everything that a public answer to `asked` says, in all of its forms; what is refused says so.
fn every_form(site: &Site, asked: &[&str]) -> String {
    let mut said = String::new();
    for form in [&["--format", "json"][..], &["--lang", "ja"], &["csv"], &["svg"]] {
        let path = site.root().join(format!("ask.{}", form[0]));
        let is_file = form.len() == 1;
        let form = if is_file { vec!["--out", path.to_str().unwrap()] } else { form.to_vec() };
        let output = run(site, &[asked, &["--public"], &form].concat());
        said.push_str(&String::from_utf8_lossy(&output.stdout));
        said.push_str(&String::from_utf8_lossy(&output.stderr));
        if is_file && path.exists() {
            said.push_str(&fs::read_to_string(&path).unwrap());
            fs::remove_file(&path).unwrap();
        }
    }
    said
}

/// Numbers as words of their own, their separators taken out.
fn numbers(text: &str) -> BTreeSet<i64> {
    let figures = |c: char| c.is_ascii_digit() || c == ',' || c == '.';
    let words = text.split(|c| !figures(c)).map(|word| word.trim_matches([',', '.']));
    let cells = words.flat_map(|word| [word.to_owned(), word.replace(',', "")]);
    cells.filter_map(|word| word.parse().ok()).collect()
}

#[test]
fn no_count_leaves_where_counts_are_an_index() {
    let rows = rows();
    let site = site(&rows).and_settings("[disclosure]\ncounts = \"index\"\n");
    let sums = |means: &dyn Fn(&Row) -> bool, key: fn(&Row) -> &str| {
        ranked(rows.iter().filter(|row| means(row)).map(|row| (key(row), row.packets)))
            .into_iter()
            .map(|row| row.2)
    };
    // Sums of any of the inquiries above a thousand: no rank, day or index is so large.
    let december = |row: &Row| home(row) && row.day.starts_with("2022-12");
    let from_us = |row: &Row| december(row) && row.region == "US";
    let quarter = |row: &Row| home(row) && row.day.as_str() < "2023";
    let mut counts: BTreeSet<i64> =
        sums(&december, |row| row.port).chain(sums(&from_us, |row| row.port)).collect();
    counts.extend(
        sums(&december, |row| row.region).chain(sums(&december, |_| "")).chain(sums(&from_us, |_| "")),
    );
    counts.extend(days("2022-10-01", "2022-12-31").iter().flat_map(|day| {
        let on = |row: &Row| quarter(row) && row.day == *day;
        sums(&on, |row| row.port).chain(sums(&on, |row| row.region)).collect::<Vec<_>>()
    }));
    counts.retain(|count| *count > 1_000 && *count != 2_022 && *count != 2_023);
    assert!(counts.len() > 50, "{counts:?}");
    for asked in PUBLIC {
        let said = every_form(&site, asked);
        let leaked: Vec<_> = numbers(&said).intersection(&counts).copied().collect();
        assert!(leaked.is_empty(), "{asked:?} tells {leaked:?} in\n{said}");
        assert!(!SENSORS.iter().any(|id| said.contains(id)), "{said}");
    }
    let house = told(&site, PUBLIC[0]);
    assert!(numbers(&house).intersection(&counts).count() > 3, "the search does find what is there: {house}");
    let answer = json(&site, &["--days", "2022-12", "--public"]);
    assert_eq!(cells(&answer, "packets_index")[0], "100");
}

#[test]
fn small_numbers_are_withheld_and_none_of_them_alone() {
    const LEAST: i64 = 900;
    let rows = rows();
    let site = site(&rows).and_settings(&format!("[disclosure]\nmin_packets = {LEAST}\n"));
    let (mut withheld, mut shown) = (0, 0);
    for asked in PUBLIC {
        let answer = json(&site, &[asked, &["--public"]].concat());
        let header = answer["header"].as_array().unwrap();
        let names = header.iter().map(|name| name.as_str().unwrap());
        for name in names.filter(|name| *name == "packets" || name.contains('/') || name.len() == 2) {
            let cells = cells(&answer, name);
            let (hidden, numbers): (Vec<&String>, Vec<&String>) = cells.iter().partition(|cell| *cell == "x");
            assert!(
                numbers.iter().all(|number| number.parse::<i64>().unwrap() >= LEAST),
                "{asked:?} {cells:?}"
            );
            if name != "packets" {
                assert_ne!(hidden.len(), 1, "{asked:?}: one day alone follows from the sum of {name}");
            }
            (withheld, shown) = (withheld + hidden.len(), shown + numbers.len());
        }
    }
    assert!(withheld > 20 && shown > 20, "{withheld} withheld, {shown} shown");
    let noted = run(&site, &["--days", "2022-12", "--public"]);
    assert!(String::from_utf8_lossy(&noted.stderr).contains("ask-alone"));
}
