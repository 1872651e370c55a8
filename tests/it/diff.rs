//! `teiten diff`: what differs between editions as they are and as they were built, and between two deliveries.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use scraper::{Html, Selector};
use serde_json::Value;

use crate::site::{CHAPTER, HEAD, Site, days, program, tree};

const BLOCKS: &str = "本四半期に観測したパケットを中心に、傾向を述べます。最も多い{{ ports[1].label }}は{{ ports[1].packets | number }}パケットでした。\n\n順位は、国内のセンサーで観測したパケットを対象としています。\n\n```table\nid = \"ports\"\nrows = \"port\"\ncolumns = [\"rank\", \"label\", \"packets\"]\ncaption = \"宛先ポート\"\n```\n\n```chart\nid = \"trend\"\nof = \"ports\"\ncaption = \"推移\"\n```\n\n| 種類 | 説明 |\n|---|---|\n| 甲 | 一つめ |\n| 乙 | 二つめ |\n";

fn site() -> Site {
    Site::new()
        .daily("2022-10-01", "2022-12-31", "tokyo,TCP,23,CN,20")
        .daily("2022-10-01", "2022-12-31", "osaka,TCP,22,US,10")
        .manuscript(&format!("{CHAPTER}{BLOCKS}"))
}

fn changed(old: &str, new: &str) -> String {
    assert!(BLOCKS.contains(old), "{old}");
    format!("{CHAPTER}{}", BLOCKS.replace(old, new))
}

/// A site that was built, and where.
fn built(site: Site) -> (Site, PathBuf) {
    let folder = site.made().folder().to_owned();
    (site, folder)
}

fn diff(arguments: &[&Path], flags: &[&str]) -> Output {
    program().arg("diff").args(arguments).args(flags).output().unwrap()
}

fn text(arguments: &[&Path], flags: &[&str]) -> String {
    let output = diff(arguments, &[&["--lang", "ja"], flags].concat());
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{told}");
    String::from_utf8(output.stdout).unwrap()
}

fn json(arguments: &[&Path], flags: &[&str]) -> Value {
    let output = diff(arguments, &[&["--format", "json"], flags].concat());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The code of the finding that refuses a comparison, and how it ends.
fn refused(arguments: &[&Path], flags: &[&str]) -> (String, i32) {
    let output = diff(arguments, &[&["--format", "json"], flags].concat());
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    (told[0]["code"].as_str().unwrap_or_default().to_owned(), output.status.code().unwrap())
}

/// The kinds of changes, each with its details'.
fn kinds(json: &Value) -> Vec<(String, String, Vec<String>)> {
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    let change = |change: &Value| {
        let details = change["details"].as_array().unwrap().iter().map(|detail| word(&detail["kind"]));
        (word(&change["part"]), word(&change["how"]), details.collect())
    };
    json["comparisons"][0]["changes"].as_array().unwrap().iter().map(change).collect()
}

fn kind(part: &str, how: &str, details: &[&str]) -> (String, String, Vec<String>) {
    (part.to_owned(), how.to_owned(), details.iter().map(|&detail| detail.to_owned()).collect())
}

#[test]
fn an_edition_is_what_was_built_of_it_and_nothing_is_written() {
    let (site, out) = built(site());
    let before = tree(&site.root());
    for sides in [[out.as_path(), &site.edition()], [&site.edition(), &out], [&out, &out]] {
        assert!(text(&sides, &[]).contains("違いはありません"));
        assert_eq!(kinds(&json(&sides, &[])), []);
    }
    assert_eq!(tree(&site.root()), before);
}

#[test]
fn a_comma_is_told_alone_and_in_its_place() {
    let (site, out) = built(site());
    let site = site.manuscript(&changed("中心に、傾向", "中心に傾向"));
    let told = text(&[&out, &site.edition()], &[]);
    assert!(
        told.contains(
            "\n■ 1. 概況\n  段落：変更\n    本四半期に観測したパケットを中心に[-、-]傾向を述べます。"
        ),
        "{told}"
    );
    assert!(told.starts_with("2022q4 第1.0版 → 2022q4 第1.0版［ja］：1か所\n"), "{told}");
    assert!(!told.contains('\u{1b}'), "colours in a pipe");
    assert_eq!(kinds(&json(&[&out, &site.edition()], &[])), [kind("paragraph", "changed", &["words"])]);
}

#[test]
fn a_paragraph_more_a_row_swapped_and_another_caption_are_told_each() {
    let (site, out) = built(site());
    let manuscript = changed("| 甲 | 一つめ |\n| 乙 | 二つめ |", "| 乙 | 二つめ |\n| 甲 | 一つめ |")
        .replace("caption = \"推移\"", "caption = \"日ごとの推移\"")
        .replace("順位は、", "新しい段落を書き足しました。\n\n順位は、");
    let site = site.manuscript(&manuscript);
    let sides = [out.as_path(), &site.edition()];
    let expected = [
        kind("paragraph", "added", &["words"]),
        kind("chart", "changed", &["words"]),
        kind("table", "changed", &["row_moved"]),
    ];
    assert_eq!(kinds(&json(&sides, &[])), expected);
    let told = text(&sides, &[]);
    for line in ["    {+新しい段落を書き足しました。+}\n", "    題  ［図1：{+日ごとの+}推移］\n", "行目 → "]
    {
        assert!(told.contains(line), "{line} in {told}");
    }
}

#[test]
fn languages_are_matched() {
    let english = |site: Site| {
        site.change_edition("version =", "langs = [\"ja\", \"en\"]\nversion =")
            .change_settings(
                "title = \"観測レポート\"",
                "title = { ja = \"観測レポート\", en = \"Observations\" }",
            )
            .file("2022q4/report.en.md", "# Overview\n\nText.\n")
    };
    let (one, out) = built(site());
    let both = english(site());
    let told = json(&[&out, &both.edition()], &[]);
    assert_eq!((&told["only_new"], &told["only_old"]), (&serde_json::json!(["en"]), &serde_json::json!([])));
    assert!(text(&[&both.edition(), &one.edition()], &[]).contains("旧だけにある言語：en\n"));
    let (both, out) = built(both);
    let told = json(&[&out, &both.file("2022q4/report.en.md", "# Overview\n\nTexts.\n").edition()], &[]);
    assert_eq!(told["comparisons"][0]["changes"], serde_json::json!([]));
    assert_eq!(told["comparisons"][1]["lang"], "en");
    assert_eq!(told["comparisons"][1]["changes"][0]["details"][0]["pieces"][1]["text"], "Texts");
}

/// What lies in the site's file of observations, with more packets of a port on a day.
fn planted(site: &Site, day: &str, more: &str) -> String {
    let csv = fs::read_to_string(site.edition().parent().unwrap().join("data/packets.csv")).unwrap();
    assert!(csv.contains(&format!("{day},osaka,TCP,22,US,10\n")));
    csv.replace(&format!("{day},osaka,TCP,22,US,10\n"), &format!("{day},osaka,TCP,22,US,{more}\n"))
}

#[test]
fn changed_data_change_cells_lines_and_bound_numbers() {
    let (site, out) = built(site());
    let later = planted(&site, "2022-11-09", "1010");
    let site = site.observations(&later);
    let sides = [out.as_path(), &site.edition()];
    let told = json(&sides, &[]);
    let changes = kinds(&told);
    assert_eq!(changes[0], kind("paragraph", "changed", &["words"]));
    let table = &told["comparisons"][0]["changes"][1];
    assert_eq!((&table["part"], &table["label"]), (&"table".into(), &"表1".into()));
    let cell =
        &table["details"].as_array().unwrap().iter().find(|detail| detail["column"] == "順位").unwrap();
    assert_eq!((&cell["kind"], &cell["old"], &cell["new"]), (&"cell".into(), &"2".into(), &"1".into()));
    let chart = &told["comparisons"][0]["changes"][2];
    let values =
        chart["details"].as_array().unwrap().iter().find(|detail| detail["kind"] == "values").unwrap();
    let expected = serde_json::json!({"kind": "values", "label": "22/TCP（ssh）", "parts": 1, "days": 1,
        "first": "2022-11-09", "last": "2022-11-09", "largest": "2022-11-09", "old": 10, "new": 1010});
    assert_eq!(values, &expected);
    assert!(text(&sides, &[]).contains(
        "22/TCP（ssh）：1日の値が異なります（2022-11-09）。差が最も大きい2022-11-09は 10 → 1,010 です。"
    ));
}

#[test]
fn the_page_draws_both_states_and_stands_alone() {
    let (site, out) = built(site());
    let later = planted(&site, "2022-11-09", "1010");
    let site = site.observations(&later);
    let file = site.root().join("違い.html");
    text(&[&out, &site.edition()], &["--html", file.to_str().unwrap()]);
    let html = fs::read_to_string(&file).unwrap();
    let page = Html::parse_document(&html);
    assert_eq!(page.errors, Vec::<&str>::new());
    let count = |selector: &str| page.select(&Selector::parse(selector).unwrap()).count();
    assert_eq!((count("script"), count("link"), count("[style]"), count("img")), (0, 0, 0, 0));
    assert_eq!((count("figure svg"), count("svg .series-old"), count("svg .series")), (1, 2, 4));
    assert!(count("del") > 2 && count("ins") > 2);
    let old = Selector::parse("svg .series-old polyline").unwrap();
    assert!(page.select(&old).all(|line| line.attr("stroke-dasharray").is_some()));
    // What is there is not written over.
    assert_eq!(
        refused(&[&out, &site.edition()], &["--html", file.to_str().unwrap()]),
        ("html-exists".into(), 2)
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), html);
}

#[test]
fn hostile_text_of_both_sides_stays_text() {
    let hostile = |text: &str| {
        let site = site().manuscript(&format!("{CHAPTER}本文の{text}です。\n"));
        let out = built(site);
        let path = out.1.join("report.json");
        let written = fs::read_to_string(&path).unwrap();
        fs::write(
            &path,
            written.replace(text, &format!("\\u001b]0;{text}\\u0007<script>{text}</script>\\u202e\\u0000")),
        )
        .unwrap();
        out
    };
    let (one, other) = (hostile("甲"), hostile("乙"));
    let output = diff(&[&one.1, &other.1], &["--lang", "ja"]);
    let told = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(told.contains("<script>[-甲-]{+乙+}</script>") && told.contains("[diff-altered]"), "{told}");
    assert!(!told.chars().any(|c| matches!(c, '\u{1b}' | '\u{7}' | '\u{202e}' | '\u{0}')), "{told:?}");
    let raw = diff(&[&one.1, &other.1], &["--format", "json"]).stdout;
    assert!(!String::from_utf8(raw).unwrap().chars().any(|c| matches!(c, '\u{1b}' | '\u{7}' | '\u{202e}')));
    let file = one.0.root().join("diff.html");
    text(&[&one.1, &other.1], &["--html", file.to_str().unwrap()]);
    let html = fs::read_to_string(file).unwrap();
    assert!(html.contains("&#60;script&#62;") || html.contains("&lt;script&gt;"), "{html}");
    assert!(!html.contains("<script") && !html.contains('\u{202e}') && !html.contains('\u{1b}'));
}

#[test]
fn two_deliveries_are_compared_to_the_bound_number() {
    let site = site();
    let later = planted(&site, "2022-11-09", "1010") + "2022-12-31,dallas,UDP,53,CN,5\n";
    let later = later.replace("2022-10-03,tokyo,TCP,23,CN,20\n", "");
    let site = site.file("received/later.csv", later);
    let before = tree(&site.root());
    let (edition, root) = (site.edition(), site.root());
    let files = [root.join("data/packets.csv"), root.join("received/later.csv")];
    let data = ["--data", files[0].to_str().unwrap(), files[1].to_str().unwrap()];
    let told = json(&[&edition], &data);
    assert_eq!(told["unpublished"], true);
    let keys = told["delivery"]["keys"].as_array().unwrap();
    let port = keys.iter().find(|sum| sum["by"] == "port").unwrap();
    let expected = serde_json::json!({"quarter": "2022-10-01", "by": "port", "key": "22/TCP", "old": 920, "new": 1920,
        "days": [{"day": "2022-11-09", "old": 10, "new": 1010}]});
    assert_eq!(port, &expected, "the largest difference first");
    let sensor_days = serde_json::json!([
        {"day": "2022-10-03", "sensor": "tokyo", "old": [1, 20], "new": null},
        {"day": "2022-11-09", "sensor": "osaka", "old": [1, 10], "new": [1, 1010]},
        {"day": "2022-12-31", "sensor": "dallas", "old": null, "new": [1, 5]},
    ]);
    assert_eq!(told["delivery"]["sensor_days"], sensor_days);
    let prints = told["prints"].as_array().unwrap();
    assert_eq!((&prints[0]["old"], &prints[0]["new"]), (&"23/TCP（telnet）".into(), &"22/TCP（ssh）".into()));
    assert_eq!((&prints[1]["old"], &prints[1]["new"]), (&"1,840".into(), &"1,920".into()));
    assert_eq!(prints[0]["place"]["line"], 3);
    let changes = kinds(&told);
    assert!(
        changes.iter().any(|(part, ..)| part == "table") && changes.iter().any(|(part, ..)| part == "chart")
    );
    let words = text(&[&edition], &data);
    for line in [
        "未公表：",
        "2022q4/report.md:3:",
        "22/TCP（2022-10-01からの四半期）  920 → 1,920",
        "  センサー・日：3件\n",
        "2022-10-03 tokyo  [-1行、20パケット-]",
    ] {
        assert!(words.contains(line), "{line} in {words}");
    }
    assert_eq!(tree(&site.root()), before, "nothing is written");
    let turned = ["--data", files[1].to_str().unwrap(), files[0].to_str().unwrap()];
    assert_eq!(json(&[&edition], &turned)["prints"][1]["new"], "1,840");
    let same = ["--data", files[0].to_str().unwrap(), files[0].to_str().unwrap()];
    assert_eq!(json(&[&edition], &same)["delivery"]["keys"], serde_json::json!([]));
}

#[test]
fn what_only_one_delivery_bears_out_is_told_with_its_name() {
    let bound =
        format!("{CHAPTER}53/UDPは{{{{ ports[\"53/UDP\"].packets | number }}}}パケットでした。\n\n{BLOCKS}");
    let site = site().manuscript(&bound);
    let edition = site.edition();
    let files = [site.root().join("data/packets.csv"), site.root().join("later.csv")];
    let later = fs::read_to_string(&files[0]).unwrap() + "2022-12-31,tokyo,UDP,53,CN,5\n";
    fs::write(&files[1], later).unwrap();
    let output = diff(&[&edition], &["--data", files[0].to_str().unwrap(), files[1].to_str().unwrap()]);
    let (told, shown) =
        (String::from_utf8(output.stderr).unwrap(), String::from_utf8(output.stdout).unwrap());
    assert_eq!(output.status.code(), Some(1));
    assert!(told.contains("]: The earlier data: ") && !told.contains("The later data: "), "{told}");
    assert!(shown.contains("report.md:3:") && shown.contains("no value → 5\n"), "{shown}");
}

#[test]
fn what_cannot_be_compared_is_told_with_the_mend() {
    let (site, out) = built(site());
    let edition = site.edition();
    assert_eq!(refused(&[&edition], &[]), ("diff-sides".into(), 2));
    assert_eq!(refused(&[&edition, Path::new("/nowhere")], &[]), ("no-edition-folder".into(), 2));
    assert_eq!(refused(&[&edition, &site.root()], &[]), ("diff-nothing".into(), 2));
    let gone = site.root().join("gone.csv");
    let data = ["--data", gone.to_str().unwrap(), gone.to_str().unwrap()];
    assert_eq!(refused(&[&edition], &data), ("diff-no-file".into(), 2));
    assert_eq!(refused(&[&edition, &out], &data), ("diff-sides".into(), 2));
    let site = site.file("data/packets-2.csv", HEAD).file("old.csv", HEAD).file("new.csv", HEAD);
    let (old, new) = (site.root().join("old.csv"), site.root().join("new.csv"));
    let data = ["--data", old.to_str().unwrap(), new.to_str().unwrap()];
    assert_eq!(refused(&[&edition], &data), ("diff-source".into(), 2));
    let json = out.join("report.json");
    let whole = fs::read(&json).unwrap();
    fs::write(&json, &whole[..whole.len() / 2]).unwrap();
    assert_eq!(refused(&[&out, &edition], &[]), ("diff-unreadable".into(), 1));
    fs::remove_file(&json).unwrap();
    assert_eq!(refused(&[&out, &edition], &[]), ("diff-report-missing".into(), 1));
    let manifest = fs::read_to_string(out.join("manifest.json")).unwrap();
    fs::write(out.join("manifest.json"), manifest.replace("\"ja\"", "\"../x\"")).unwrap();
    assert_eq!(refused(&[&out, &edition], &[]), ("diff-unreadable".into(), 1));
    let broken = site.manuscript(&format!("{CHAPTER}{{{{ ports.nothing }}}}\n"));
    let output = diff(&[&broken.edition(), &broken.edition()], &["--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn another_quarter_is_compared_by_what_it_says() {
    let rows: String =
        days("2022-07-01", "2022-09-30").iter().map(|day| format!("{day},tokyo,TCP,23,CN,20\n")).collect();
    let before = site().rows(&rows).quarter("2022q3").manuscript(&format!("{CHAPTER}{BLOCKS}"));
    let told = json(&[&before.edition(), &site().edition()], &[]);
    let changes = kinds(&told);
    assert_eq!(changes[0].0, "front");
    let chart = changes.iter().find(|(part, ..)| part == "chart").unwrap();
    assert!(chart.2.contains(&"days".to_owned()) && !chart.2.contains(&"values".to_owned()), "{chart:?}");
}
