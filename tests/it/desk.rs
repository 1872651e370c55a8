//! The desk: editions and sites are laid out so that teiten reads them at once, and never over what is there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use teiten::finding::{Finding, Level};
use teiten::pipeline::{self, Order, Outcome};

use crate::site::{CHAPTER, Site, days, program, tree};

fn run(folder: &Path, arguments: &[&str]) -> Output {
    program().current_dir(folder).args(arguments).output().unwrap()
}

/// What is said on stdout by a run that ends with 0.
fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    let aside = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{aside}");
    String::from_utf8(output.stdout).unwrap()
}

fn build(edition: &Path) -> Outcome {
    pipeline::build(&Order { edition: edition.to_owned(), out: None }, &mut |_| ())
}

fn codes(findings: &[Finding]) -> Vec<&str> {
    let mut codes: Vec<_> = findings.iter().map(|finding| finding.code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// The synthetic sample without its Parquet, with rows of two quarters in a CSV instead.
fn sample(root: &Path) -> PathBuf {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/synthetic-2022");
    let site = root.join("site");
    for (path, bytes) in tree(&from).into_iter().filter(|(path, _)| !path.ends_with(".parquet")) {
        let path = site.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let settings = fs::read_to_string(site.join("teiten.toml")).unwrap();
    let settings = settings.replace("../../out/", "out/").replace("../../drafts/", "drafts/");
    fs::write(site.join("teiten.toml"), settings.replace("data/packets-*.parquet", "data/packets.csv"))
        .unwrap();
    let sensors = fs::read_to_string(site.join("data/sensors.csv")).unwrap();
    let sensors: Vec<_> = sensors.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    let mut rows = "date,sensor,protocol,dst_port,src_region,signature,packets\n".to_owned();
    for day in days("2022-10-01", "2023-03-31") {
        for (at, sensor) in sensors.iter().enumerate() {
            let region = ["JP", "US", "CN", "RU", "GB", "BG", "NL"][at % 7];
            for (row, port) in [23, 6379, 22, 80, 445, 8080].into_iter().enumerate() {
                let packets = 400 - 50 * row + at;
                rows += &format!("{day},{sensor},TCP,{port},{region},,{packets}\n");
            }
            rows += &format!("{day},{sensor},TCP,23,JP,mirai,20\n{day},{sensor},TCP,37215,JP,mirai,10\n");
            rows += &format!("{day},{sensor},TCP,2323,JP,mirai,5\n");
        }
    }
    fs::write(site.join("data/packets.csv"), rows).unwrap();
    site
}

#[test]
fn the_next_edition_of_the_sample_builds_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let site = sample(folder.path());
    let told = done(&site, &["new", "2023-Q1"]);
    for said in [
        "Made 2023q1 from 2022q4.",
        "Proposed publication date: 2023-05-15",
        "Pictures not copied: images/dvr-login.png",
        "Links to look at: 5 (links.md)",
        "https://soranohate.example.jp/support/shd-410/  references.toml:",
        "teiten build 2023q1",
    ] {
        assert!(told.contains(said), "{said} is not in\n{told}");
    }
    let outcome = build(&site.join("2023q1"));
    assert!(outcome.made.is_some(), "{:#?}", outcome.findings);
    // The rows made up here know other previous ranks than published.csv.
    let rest: Vec<_> =
        codes(&outcome.findings).into_iter().filter(|code| *code != "published-differs").collect();
    assert_eq!(rest, ["to-confirm"], "{:#?}", outcome.findings);
    let count = format!("(要確認): {}", outcome.findings.iter().filter(|f| f.code == "to-confirm").count());
    assert!(told.contains(&count), "{count} is not in\n{told}");

    let head = site.join("2023q1/edition.toml");
    let published = fs::read_to_string(&head).unwrap().replace("draft", "published");
    fs::write(head, published).unwrap();
    let outcome = build(&site.join("2023q1"));
    assert!(outcome.made.is_none(), "what is still to be written was published");
}

#[test]
fn an_edition_is_never_laid_over_another() {
    let folder = tempfile::tempdir().unwrap();
    let site = sample(folder.path());
    done(&site, &["new", "2023q1"]);
    let before = tree(&site);
    for quarter in ["2023q1", "2022q4"] {
        assert_eq!(run(&site, &["new", quarter]).status.code(), Some(1));
    }
    fs::write(site.join("2023q2"), "mine").unwrap();
    assert_eq!(run(&site, &["new", "2023q2"]).status.code(), Some(1));
    fs::remove_file(site.join("2023q2")).unwrap();
    assert_eq!(run(&site, &["new", "spring"]).status.code(), Some(2));
    assert_eq!(run(folder.path(), &["new", "2023q2"]).status.code(), Some(2), "outside of a site");
    assert_eq!(before, tree(&site));
}

#[test]
fn each_language_and_each_file_of_the_manuscript_is_carried() {
    let block = "```table\nid = \"ports\"\nrows = \"port\"\n```\n";
    let site = Site::new()
        .and_edition("langs = [\"ja\", \"en\"]\n")
        .file("2022q4/report/1.md", format!("{CHAPTER}{block}"))
        .file("2022q4/report/2.md", "# 話題\n\n23/TCPが増えました。\n")
        .file("2022q4/report.en.md", "# Overview\n\n23/TCP rose. [](#ports) ranks ports.\n\n```table\nid = \"ports\"\nrows = \"port\"\n```\n")
        .without("2022q4/report.md");
    site.edition();
    done(&site.root(), &["new", "2023q2"]);
    let read = |path: &str| fs::read_to_string(site.root().join("2023q2").join(path)).unwrap();
    assert!(read("report/1.md").contains(block));
    assert!(read("report/2.md").contains("<!-- 要確認"));
    let english = read("report.en.md");
    assert!(english.contains("\n\n[](#ports) ranks ports.\n\n<!-- 要確認: write"), "{english}");
    assert!(english.contains("<!-- Last edition\n23/TCP rose.\n-->"), "{english}");
    let head = read("edition.toml");
    assert!(head.contains("langs = [\"ja\", \"en\"]") && head.contains("date = 2023-08-14"), "{head}");
}

/// Makes a site in `folder`/tokyo with further `arguments`.
fn init(folder: &Path, lang: &str, arguments: &[&str]) -> String {
    let mut all =
        vec!["--lang", lang, "init", "tokyo", "--title", "観測\"レポート\"", "--publisher", "観測_班 <1>"];
    all.extend(arguments);
    let output = program_of(folder, &all);
    let aside = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((output.status.code(), aside.as_str()), (Some(0), ""));
    String::from_utf8(output.stdout).unwrap()
}

/// The program, its language among the arguments.
fn program_of(folder: &Path, arguments: &[&str]) -> Output {
    let program = assert_cmd::cargo::cargo_bin("teiten");
    std::process::Command::new(program).current_dir(folder).args(arguments).output().unwrap()
}

#[test]
fn a_new_site_is_read_without_a_finding_and_leads_to_a_report() {
    for lang in ["ja", "en"] {
        let folder = tempfile::tempdir().unwrap();
        let told = init(folder.path(), lang, &[]);
        assert!(told.contains("teiten new 20") && told.contains(" tokyo"), "{told}");
        let site = folder.path().join("tokyo");
        let reading = teiten::config::read_site(&site);
        assert_eq!(reading.findings, Vec::<Finding>::new());
        assert_eq!(reading.site.unwrap().title.into_values().collect::<Vec<_>>(), ["観測\"レポート\""]);

        let row = |day: &String| format!("{day},23,CN,40\n{day},22,US,20\n");
        let rows: String = days("2023-10-01", "2024-03-31").iter().map(row).collect();
        fs::write(site.join("data/packets-2024.csv"), format!("date,dst_port,src_region,packets\n{rows}"))
            .unwrap();
        done(folder.path(), &["new", "2024q1", "tokyo"]);
        let outcome = build(&site.join("2024q1"));
        let made = outcome.made.unwrap_or_else(|| panic!("{:#?}", outcome.findings));
        assert_eq!(codes(&outcome.findings), ["to-confirm"], "{:#?}", outcome.findings);
        let page = fs::read_to_string(made.folder.join("index.html")).unwrap();
        assert!(page.contains("観測_班 &#60;1&#62;"), "the publisher is not named as written");
    }
}

#[test]
fn a_new_site_knows_delivered_files_and_keeps_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("tokyo");
    fs::create_dir_all(site.join("data")).unwrap();
    fs::write(site.join("data/sensors.csv"), "id,region\na,JP\n").unwrap();
    let delivered =
        "日付,センサー,ポート番号,送信元国,パケット数\n2024/01/01,a,23,CN,5\n2024/01/02,a,23,CN,6\n";
    fs::write(site.join("data/2024.csv"), delivered).unwrap();
    let output = program_of(
        folder.path(),
        &[
            "--lang",
            "en",
            "init",
            "tokyo",
            "--title",
            "t",
            "--publisher",
            "p",
            "--from",
            "tokyo/data/2024.csv",
        ],
    );
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(told.contains("left as they are: data/sensors.csv"), "{told}");
    assert_eq!(fs::read_to_string(site.join("data/sensors.csv")).unwrap(), "id,region\na,JP\n");
    let sources = teiten::config::read_site(&site).site.unwrap().sources;
    let source = sources.values().next().unwrap();
    assert_eq!(
        (source.files.as_slice(), source.columns.date.as_str()),
        (["data/2024.csv".to_owned()].as_slice(), "日付")
    );
    let before = tree(&site);
    let again = run(folder.path(), &["init", "tokyo", "--title", "t", "--publisher", "p"]);
    assert_eq!((again.status.code(), before), (Some(2), tree(&site)));
}

#[test]
fn a_site_without_an_edition_begins_with_what_its_sources_answer() {
    for (columns, blocks) in [
        ("", ["top_ports", "trend_ports", "top_regions", "trend_regions"].as_slice()),
        ("[sources.packets.columns]\nregion = \"\"\n", &["top_ports", "trend_ports"]),
        ("[sources.packets.columns]\nregion = \"\"\nport = \"\"\n", &["trend"]),
    ] {
        for lang in ["ja", "en"] {
            let site = Site::new()
                .and_settings(columns)
                .change_settings("id = \"try\"", &format!("id = \"try\"\nlang = \"{lang}\""))
                .daily("2023-10-01", "2024-03-31", "tokyo,TCP,23,CN,100")
                .daily("2023-10-01", "2024-03-31", "tokyo,TCP,22,US,50");
            site.edition();
            fs::remove_dir_all(site.root().join("2022q4")).unwrap();
            done(&site.root(), &["new", "2024Q1"]);
            let edition = site.root().join("2024q1");
            let manuscript = fs::read_to_string(edition.join("report.md")).unwrap();
            for block in ["top_ports", "trend_ports", "top_regions", "trend_regions", "trend"] {
                let there = manuscript.contains(&format!("id = \"{block}\""));
                assert_eq!(there, blocks.contains(&block), "{block} in\n{manuscript}");
            }
            let outcome = build(&edition);
            assert!(outcome.made.is_some(), "{:#?}", outcome.findings);
            assert_eq!(codes(&outcome.findings), ["to-confirm"], "{:#?}", outcome.findings);
            assert!(outcome.findings.iter().all(|finding| finding.level == Level::Warning));
        }
    }
}

#[test]
fn alone_in_a_site_it_says_where_each_edition_stands() {
    let site = Site::new()
        .change_edition("\"published\"", "\"draft\"")
        .daily("2022-07-01", "2022-12-31", "tokyo,TCP,23,CN,100")
        .manuscript("# 概況\n\n【要確認】ここに書きます。\n\n<!-- 要確認: 別の注 -->\n\n```table\nid = \"ports\"\nrows = \"port\"\n```\n");
    let edition = site.edition();
    let told = || done(&site.root(), &[]);
    assert!(
        told().starts_with("2022q4  draft, 1.0, not built, 2 to confirm\nNext: write what"),
        "{}",
        told()
    );

    fs::write(edition.join("report.md"), "# 概況\n\n```table\nid = \"ports\"\nrows = \"port\"\n```\n")
        .unwrap();
    assert!(told().contains("Next: build the draft. teiten build 2022q4"), "{}", told());
    build(&edition).made.unwrap();
    assert!(told().starts_with("2022q4  draft, 1.0, built\nNext: proof-read it"), "{}", told());
    fs::write(site.root().join("data/sensors.csv"), "id,region\ntokyo,JP\n").unwrap();
    assert!(told().starts_with("2022q4  draft, 1.0, changed since it was built\n"), "{}", told());

    let before = tree(&site.root());
    let json = done(&edition, &["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let expected = serde_json::json!([{"quarter": "2022q4", "folder": edition.display().to_string(), "status": "draft",
        "version": "1.0", "built": "before", "approval": "none", "publish_at": null, "errors": 0, "unconfirmed": 0}]);
    assert_eq!(json, expected);
    fs::write(edition.join("edition.toml"), "teiten = 1\n").unwrap();
    assert!(told().starts_with("2022q4  ?, not built, 4 errors\nNext: mend the errors."), "{}", told());
    fs::remove_dir_all(edition).unwrap();
    assert!(told().starts_with("Next: lay out the first edition. teiten new 20"), "{}", told());
    assert!(before.len() > 3);

    let nowhere = tempfile::tempdir().unwrap();
    let help = run(nowhere.path(), &[]);
    assert_eq!(help.status.code(), Some(2));
    assert!(String::from_utf8(help.stdout).unwrap().contains("Usage: teiten"));
}

#[test]
fn a_site_is_looked_over_and_what_mends_a_complaint_removes_it() {
    let site = Site::new()
        .daily("2022-10-01", "2022-12-30", "tokyo,TCP,23,CN,100")
        .file("look/report.css", ".teiten { color: black }\n");
    site.edition();
    let complaints = || {
        let output = run(&site.root(), &["doctor", "--format", "json"]);
        let found: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
        let code = |finding: &serde_json::Value| finding["code"].as_str().unwrap().to_owned();
        (output.status.code().unwrap(), found.iter().map(code).collect::<Vec<_>>(), found)
    };
    let before = tree(&site.root());
    let (code, codes, found) = complaints();
    assert_eq!((code, codes), (0, vec!["look-unmarked".to_owned(), "data-behind".to_owned()]));
    assert_eq!(tree(&site.root()), before, "something was written");

    let mend = found[0]["mend"].as_str().unwrap();
    let mark = mend.split('“').nth(1).unwrap().split('”').next().unwrap();
    let site = site.file("look/report.css", format!("/* {mark} */\n.teiten {{ color: black }}\n")).daily(
        "2022-12-31",
        "2022-12-31",
        "tokyo,TCP,23,CN,100",
    );
    site.edition();
    let output = run(&site.root(), &["doctor"]);
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), [].as_slice()));
    let seen = String::from_utf8(output.stdout).unwrap();
    assert!(seen.starts_with("fonts: 4 shipped, 0 of the site\npackets: 92 rows"), "{seen}");

    fs::write(site.root().join("data/packets.csv"), "no header\n").unwrap();
    assert_eq!(run(&site.root(), &["doctor"]).status.code(), Some(1));
    let blocked = site.change_settings("id = \"try\"", "id = \"try\"\nout = \"data/sensors.csv/out\"");
    blocked.edition();
    assert_eq!(run(&blocked.root(), &["doctor"]).status.code(), Some(4));
}
