//! Findings: everything wrong is told in one run, each with its place; exit codes; findings for machines.

use std::fs;

use serde_json::Value;

use crate::site::{CHAPTER, Site, program};

const TABLE: &str = "```table\nid = \"top_ports\"\nrows = \"port\"\n```\n\n";

fn good() -> Site {
    Site::new()
        .daily("2022-10-01", "2022-12-31", "tokyo,TCP,23,CN,10")
        .manuscript(&format!("{CHAPTER}{TABLE}"))
}

#[test]
fn ten_faults_are_told_in_one_run() {
    let text = format!(
        "{CHAPTER}{TABLE}あ{{{{ top_ports.tpo }}}}と[^who]と[](#where)。\n\n```chart\nid = \"trend\"\nof = \"top_prots\"\n```\n\n```image\nid = \"login\"\nfile = \"gone.png\"\nalt = \"画面\"\ncaption = \"画面\"\n```\n\n## 節\n\n<i>斜体</i>\n"
    );
    let site = Site::new().rows("2022-10-01,tokyo,TCP,23,CN,10\n").manuscript(&text);
    let site = site
        .and_settings("colour = \"red\"\n")
        .file("data/outages.csv", "sensor,from,to,reason\nkyoto,2022-10-01,2022-10-02,x\n");
    let site = site
        .change_edition("version = \"1.0\"", "version = \"one\"")
        .file("data/published.csv", "edition,revision,table,rank,key\n2022q3,1.0,top_ports,first,23/TCP\n");
    let told = site.build().told();
    // Without an edition nobody knows which manuscript to read: the first run tells all of the configuration.
    assert_eq!(
        told,
        [
            "2022q4/edition.toml:5:11 bad-value",
            "data/outages.csv:2:1 unknown-sensor",
            "data/published.csv:2:22 bad-value",
            "teiten.toml:9:1 unknown-key"
        ]
    );
    let site = site.change_edition("version = \"one\"", "version = \"1.0\"");
    let told = site.build().told();
    let manuscript = [
        "2022q4/report.md:8:2 binding",
        "2022q4/report.md:8:22 citation-undefined",
        "2022q4/report.md:8:29 reference-nothing",
        "2022q4/report.md:12:6 chart-of",
        "2022q4/report.md:17:8 image-file",
        "2022q4/report.md:24:1 html-refused",
        "2022q4/report.md:24:6 html-refused",
        "data/outages.csv:2:1 unknown-sensor",
        "data/published.csv:2:22 bad-value",
        "teiten.toml:9:1 unknown-key",
    ];
    assert_eq!(told, manuscript, "ten at once");
}

#[test]
fn faults_of_rows_and_of_the_manuscript_are_told_together() {
    let rows = "2022-10-01,tokyo,TCP,23,CN,10\n2022-13-01,tokyo,TCP,23,CN,10\n2022-10-02,tokyo,TCP,99999,CN,10\n2022-10-02,tokyo,TCP,23,XXX,10\n2022-10-02,tokyo,TCP,23,CN,many\n2022-10-02,tokyo,TCP,23\n";
    let text = format!(
        "{CHAPTER}{TABLE}<b>あ</b>{{{{ top_ports.top }}}}\n\n```table\nid = \"regions\"\nrows = \"region\"\n```\n"
    );
    let built = Site::new().rows(rows).manuscript(&text).build();
    assert_eq!(built.outcome.made, None);
    let told = built.told();
    assert_eq!(told.iter().filter(|told| told.starts_with("2022q4/report.md:8:")).count(), 2, "{told:?}");
    for line in [3, 4, 5, 6, 7] {
        assert!(
            told.iter().any(|told| told.starts_with(&format!("data/packets.csv:{line}:"))),
            "line {line} in {told:?}"
        );
    }
    assert!(
        !told.iter().any(|told| told.ends_with(" binding")),
        "a binding is no fault of its own: {told:?}"
    );
}

#[test]
fn what_names_a_faulty_block_is_no_second_fault() {
    let text = format!(
        "{CHAPTER}```table\nid = \"top_ports\"\nrows = \"prot\"\n```\n\n```chart\nid = \"trend\"\nof = \"top_ports\"\n```\n\n[](#top_ports)と[](#trend)の{{{{ top_ports[1].label }}}}。\n"
    );
    assert_eq!(good().manuscript(&text).build().told(), ["2022q4/report.md:5:8 rows-unknown"]);
}

#[test]
fn exit_codes_tell_whose_turn_it_is() {
    let code = |site: &Site| site.program().output().unwrap().status.code();
    assert_eq!(code(&good()), Some(0));
    assert_eq!(code(&good().manuscript("# 概況\n\n{{ nothing }}\n")), Some(1));
    assert_eq!(code(&good().and_settings("colour = 1\n")), Some(2));
    assert_eq!(program().arg("build").output().unwrap().status.code(), Some(2));
    assert_eq!(program().args(["build", "/nowhere/2022q4"]).output().unwrap().status.code(), Some(2));
    let both = good().manuscript("# 概況\n\n{{ nothing }}\n").and_settings("colour = 1\n");
    assert_eq!(code(&both), Some(2), "the largest that applies");
    assert_eq!(program().arg("--help").output().unwrap().status.code(), Some(0));
}

#[test]
fn a_shelf_that_cannot_be_is_the_disks_fault_and_a_foreign_one_the_users() {
    let site = good().file("file", "");
    let into = |site: &Site, out: &str| {
        let output = site.program().arg("--out").arg(site.root().join(out)).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, said) = into(&site, "file/out");
    assert_eq!(code, Some(4), "{said}");
    let other = good().change_settings("id = \"try\"", "id = \"other\"");
    assert_eq!(into(&site, "shelf").0, Some(0));
    let before = crate::site::tree(&site.root().join("shelf"));
    let output = other.program().arg("--out").arg(site.root().join("shelf")).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("other"));
    assert_eq!(crate::site::tree(&site.root().join("shelf")), before);
    let site = good().file("out/try/2022q4/notes.txt", "mine");
    assert_eq!(site.program().output().unwrap().status.code(), Some(2), "a folder that teiten did not make");
    assert_eq!(fs::read_to_string(site.root().join("out/try/2022q4/notes.txt")).unwrap(), "mine");
}

#[test]
fn machines_read_findings_on_stdout_and_nothing_else() {
    let site = good().manuscript("# 概況\n\nあ{{ nothing }}\n");
    let output = site.program().args(["--format", "json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let [one] = found.as_array().unwrap().as_slice() else { panic!("{found}") };
    assert_eq!(
        (&one["level"], &one["code"], &one["area"]),
        (&"error".into(), &"binding".into(), &"edition".into())
    );
    assert_eq!((&one["line"], &one["column"]), (&3.into(), &2.into()));
    assert!(one["file"].as_str().unwrap().ends_with("2022q4/report.md"));
    assert!(!one["message"].as_str().unwrap().is_empty() && !one["mend"].as_str().unwrap().is_empty());
    let output = good().program().args(["--format", "json"]).output().unwrap();
    assert_eq!(serde_json::from_slice::<Value>(&output.stdout).unwrap(), serde_json::json!([]));
}

#[test]
fn people_are_told_coverage_and_where_the_edition_lies() {
    let site = good();
    let output = site.program().output().unwrap();
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(out.contains("2022q4") && out.contains("out/try/2022q4"), "{out}");
    assert_eq!(
        err,
        "packets: 92 rows, 1 sensors; data for 92 of 92 days of 2022q4, 0 of 92 days of 2022q3.\n"
    );
    let again = site.program().output().unwrap();
    assert!(String::from_utf8(again.stdout).unwrap().contains("(unchanged)"));
}

#[test]
fn coverage_is_five_lines_however_many_sources_there_are() {
    let sources: String = (1..=7)
        .map(|number| format!("[sources.s{number}]\nfiles = [\"data/packets.csv\"]\nwhole = false\n"))
        .collect();
    let site = good().and_settings(&sources).manuscript(CHAPTER);
    let output = site.program().output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap().lines().count(), 5);
}

#[test]
fn messages_are_japanese_where_the_locale_is() {
    let site = good().manuscript("# 概況\n\nあ{{ nothing }}\n");
    let mut program = assert_cmd::Command::cargo_bin("teiten").unwrap();
    let output = program
        .env("LC_ALL", "ja_JP.UTF-8")
        .env("LANG", "ja_JP.UTF-8")
        .arg("build")
        .arg(site.edition())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("「nothing」という値はありません。") && said.contains("エラー1件"), "{said}");
}
