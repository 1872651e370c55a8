//! `--format json`: every command, where it does what was asked and where it refuses, gives one JSON value on stdout and
//! nothing else.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::site::{CHAPTER, Site, program};

/// What a finding has, in its order.
const FINDING: [&str; 8] = ["level", "code", "file", "line", "column", "message", "mend", "area"];

/// An exit code and what stdout holds.
fn told(folder: &Path, line: &str) -> (i32, Value) {
    let output = program().current_dir(folder).args(line.split(' ')).args(["--format", "json"]).output();
    let output = output.unwrap();
    let value = serde_json::from_slice(&output.stdout);
    let value = value.unwrap_or_else(|error| {
        panic!("{line}: {error}\n{}", String::from_utf8_lossy(&output.stdout));
    });
    (output.status.code().unwrap(), value)
}

const TABLE: &str = "```table\nid = \"ports\"\nrows = \"port\"\n```\n";

fn site() -> Site {
    let site = Site::new().daily("2022-07-01", "2022-12-31", "tokyo,TCP,23,CN,100");
    let fact = "[dvr]\nvalue = 5\nas_of = 2022-12-20\nsource = \"調査\"\nwho = \"観測班\"\n";
    let site = site.file("2022q4/facts.toml", fact);
    let link = "[手順](https://www.example.jp/)は変わりません。\n\n";
    site.manuscript(&format!("{CHAPTER}{link}23/TCPは、100パケットでした。\n\n{TABLE}"))
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap_or_else(|| panic!("{value}")).keys().map(String::as_str).collect()
}

/// Commands that do what was asked, one after the other on one site, and what they give: the fields of the object, or of
/// the objects of the array.
const DONE: [(&str, &[&str]); 24] = [
    ("ask 2022q4", &ANSWER),
    ("build 2022q4", &FINDING),
    ("build --final 2022q3", &FINDING),
    ("check 2022q4", &FINDING),
    ("completions bash", &["shell", "script", "findings"]),
    ("confirm translated/2022q4", &["translations", "findings"]),
    ("diff 2022q3 2022q4", &DIFFERENCE),
    ("doctor", &FINDING),
    ("draft 2022q4", &DRAFT),
    ("init osaka --title 題 --publisher 観測班", &["folder", "kept", "findings"]),
    ("new 2023q1", &["folder", "from", "date", "unconfirmed", "links", "pictures", "findings"]),
    ("schema", &["folder", "written", "findings"]),
    ("sheet 2022q4", &["format", "site", "edition", "lang", "day", "head", "labels", "sections"]),
    ("sources data/packets.csv", &["toml", "findings"]),
    ("values 2022q4", &["lang", "expression", "print", "kind", "label"]),
    ("where 2022q3 ports", &SPOT),
    ("approve 2022q3 --by 山田 --now 2023-02-13T15:00:00+09:00", &APPROVAL),
    ("publish 2022q3 --now 2023-02-14T10:00:00+09:00", &ISSUED),
    ("verify out/try/2022q3", &["folders"]),
    (
        "revise 2022q3 --kind 訂正 --reason 誤り --now 2023-03-01T09:00:00+09:00",
        &["folder", "version", "kept", "findings"],
    ),
    ("withdraw 2022q3 --reason 誤り --now 2023-03-02T09:00:00+09:00", &ISSUED),
    ("--quiet", &DESK),
    // Serves until it is interrupted: looked at below.
    ("preview", &["address", "findings"]),
    ("site", &["folder", "written", "robots", "findings"]),
];

const ANSWER: [&str; 9] =
    ["notice", "title", "header", "rows", "notes", "rules", "coverage", "sentence", "findings"];
const APPROVAL: [&str; 6] = ["file", "by", "at", "version", "reports", "findings"];
const DESK: [&str; 9] =
    ["quarter", "folder", "status", "version", "built", "approval", "publish_at", "errors", "unconfirmed"];
const DIFFERENCE: [&str; 7] =
    ["format", "unpublished", "comparisons", "only_old", "only_new", "delivery", "prints"];
const DRAFT: [&str; 9] =
    ["unpublished", "format", "site", "edition", "series", "blocks", "proposals", "method", "findings"];
const ISSUED: [&str; 5] = ["folder", "version", "base", "addresses", "findings"];
const SPOT: [&str; 9] = ["lang", "name", "id", "file", "line", "column", "words", "build", "changed"];

/// Commands that refuse.
const REFUSED: [(&str, i32); 32] = [
    ("approve 2022q4 --by 山田", 1),
    ("ask 2022q4 --days spring", 2),
    ("ask 2022q4 --where port=9/TCP", 1),
    ("ask 2022q4 --rank prot", 2),
    ("build 2022q9", 2),
    ("build broken/2022q4", 1),
    ("build --final broken/2022q4", 1),
    ("check broken/2022q4", 1),
    ("completions tcsh", 2),
    ("confirm 2022q4", 1),
    ("diff 2022q4", 2),
    ("diff 2022q4 broken/2022q4", 1),
    ("diff 2022q3 2022q4 --html data/packets.csv/page.html", 4),
    ("doctor /nowhere", 2),
    ("draft 2022q4 --html data/packets.csv", 2),
    ("draft 2022q9", 2),
    ("init . --title 題 --publisher 観測班", 2),
    ("init kobe", 2),
    ("new 2022q4", 1),
    ("new spring", 2),
    ("preview 2022q9", 2),
    ("publish 2022q3", 1),
    ("revise 2022q3 --kind 訂正 --reason 誤り", 1),
    ("schema /nowhere", 2),
    ("sheet broken/2022q4", 1),
    ("sources nothing.csv", 2),
    ("values broken/2022q4", 1),
    ("verify 2022q4/nowhere", 2),
    ("where 2022q4 nothing", 1),
    ("withdraw 2022q3 --reason 誤り", 1),
    ("buidl 2022q4", 2),
    ("site /nowhere", 2),
];

/// A site with a good edition and a draft of the quarter before, and in it another site whose edition is translated, and
/// one whose edition is broken.
fn sites() -> Site {
    let site = site();
    let edition = site.edition();
    let draft = std::fs::read_to_string(edition.join("edition.toml")).unwrap();
    let draft =
        draft.replace("2022q4", "2022q3").replace("published", "draft").replace("2023-02-14", "2022-11-14");
    let site = site.file("2022q3/edition.toml", draft).file("2022q3/report.md", format!("{CHAPTER}{TABLE}"));
    let read = |path: &str| std::fs::read_to_string(site.root().join(path)).unwrap();
    let settings = read("teiten.toml").replace("\"try\"", "\"broken\"");
    let edition = std::fs::read_to_string(edition.join("edition.toml")).unwrap();
    let packets = read("data/packets.csv");
    let both = edition.replace("published", "draft") + "langs = [\"ja\", \"en\"]\n";
    let site = site
        .file("translated/teiten.toml", settings.replace("\"broken\"", "\"translated\""))
        .file("translated/2022q4/edition.toml", both)
        .file("translated/2022q4/report.md", CHAPTER)
        .file("translated/2022q4/report.en.md", "# Overview\n");
    site.file("broken/teiten.toml", settings)
        .file("broken/2022q4/edition.toml", edition)
        .file("broken/2022q4/report.md", format!("{CHAPTER}```table\nid = \"a\"\nrows = \"prot\"\n```\n"))
        .file("broken/data/packets.csv", packets)
}

#[test]
fn what_was_asked_for_is_one_value_of_known_fields() {
    let site = sites();
    for (line, fields) in DONE.into_iter().filter(|(line, _)| *line != "preview") {
        let (code, value) = told(&site.root(), line);
        assert_eq!(code, 0, "{line}: {value}");
        match &value {
            Value::Array(objects) => {
                let may_be_empty = ["doctor", "build --final 2022q3"].contains(&line);
                assert!(may_be_empty || !objects.is_empty(), "{line}");
                assert!(objects.iter().all(|object| same(object, fields)), "{line}: {value}");
            }
            object => assert!(same(object, fields), "{line}: {object}"),
        }
    }
}

fn same(object: &Value, fields: &[&str]) -> bool {
    keys(object).into_iter().collect::<BTreeSet<_>>() == fields.iter().copied().collect()
}

#[test]
fn a_refusal_is_an_array_of_findings() {
    let site = sites();
    for (line, expected) in REFUSED {
        let (code, value) = told(&site.root(), line);
        assert_eq!(code, expected, "{line}: {value}");
        let findings = value.as_array().unwrap();
        assert!(findings.iter().any(|finding| finding["level"] == "error"), "{line}: {value}");
        findings.iter().for_each(|finding| assert!(same(finding, &FINDING), "{finding}"));
    }
    let nowhere = tempfile::tempdir().unwrap();
    for (line, code) in
        [("--quiet", "no-site"), ("new 2023q1", "no-site"), ("schema", "no-site"), ("buidl", "usage")]
    {
        let (exit, value) = told(nowhere.path(), line);
        assert_eq!((exit, &value[0]["code"]), (2, &code.into()), "{line}");
    }
}

#[test]
fn a_server_says_where_it_is() {
    let site = site();
    site.edition();
    let mut server = Command::new(assert_cmd::cargo::cargo_bin("teiten"));
    let server = server.current_dir(site.root()).args(["preview", "--format", "json"]);
    let mut server = server.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    server.kill().unwrap();
    server.wait().unwrap();
    let value: Value = serde_json::from_str(&line).unwrap();
    assert!(same(&value, &["address", "findings"]), "{value}");
    assert!(value["address"].as_str().unwrap().starts_with("http://127.0.0.1:"), "{value}");
}

#[test]
fn no_command_is_left_out() {
    let help = String::from_utf8(program().arg("--help").output().unwrap().stdout).unwrap();
    let listed = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let commands: BTreeSet<_> = listed.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(commands.contains("build") && commands.contains("values"), "{help}");
    let tried = |lines: &mut dyn Iterator<Item = &'static str>| -> BTreeSet<_> {
        lines.filter_map(|line| line.split(' ').next()).filter(|word| commands.contains(word)).collect()
    };
    assert_eq!(tried(&mut DONE.into_iter().map(|(line, _)| line)), commands, "add it to DONE");
    assert_eq!(tried(&mut REFUSED.into_iter().map(|(line, _)| line)), commands, "add it to REFUSED");
}

/// The fields of all values, those within others too, are what users are told.
#[test]
fn every_field_is_documented() {
    let page = include_str!("../../docs/outputs.md");
    let site = sites();
    for (line, fields) in DONE {
        let value = if line == "preview" { Value::Null } else { told(&site.root(), line).1 };
        for field in within(&value).iter().map(String::as_str).chain(fields.iter().copied()) {
            assert!(page.contains(&format!("`{field}`")), "{field} of {line}");
        }
    }
}

/// The names of all fields of `value`; a language is no field.
fn within(value: &Value) -> BTreeSet<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(within).collect(),
        Value::Object(fields) => {
            let names = fields.keys().filter(|name| *name != "ja").cloned();
            names.chain(fields.values().flat_map(within)).collect()
        }
        _ => BTreeSet::new(),
    }
}

/// What the steps to the readers say they did is what lies there.
#[test]
fn what_was_said_to_be_done_was_done() {
    let site = sites();
    let root = site.root();
    let done = |line: &str| DONE.into_iter().find(|(known, _)| known.starts_with(line)).unwrap().0;
    let said = |line: &str| told(&root, done(line)).1;
    let touched = |value: &Value| -> BTreeSet<(String, bool)> {
        let of = |address: &Value| {
            let gone = address["touched"] == "removed";
            (address["path"].as_str().unwrap().to_owned(), !gone)
        };
        value["addresses"].as_array().unwrap().iter().map(of).collect()
    };
    let there = |value: &Value| {
        let folder = root.join(value["folder"].as_str().unwrap());
        let addresses = touched(value);
        assert!(addresses.len() > 3, "{value}");
        addresses.iter().for_each(|(path, is)| assert_eq!(folder.join(path).is_file(), *is, "{path}"));
        (addresses, folder)
    };

    let approval = said("approve");
    let published = said("publish");
    let (_, folder) = there(&published);
    let manifest: Value =
        serde_json::from_slice(&std::fs::read(folder.join("manifest.json")).unwrap()).unwrap();
    assert_eq!(approval["reports"], manifest["reports"]);
    assert_eq!([&approval["version"], &published["version"]], [&manifest["version"]; 2]);
    assert_eq!((&approval["by"], &approval["at"]), (&"山田".into(), &"2023-02-13T15:00:00+09:00".into()));
    let revised = said("revise");
    assert_eq!(revised["version"], "1.1");
    assert!(root.join(revised["kept"].as_str().unwrap()).join("inputs.sha256").is_file(), "{revised}");
    let withdrawn = said("withdraw");
    let (addresses, _) = there(&withdrawn);
    assert!(addresses.contains(&("report.pdf".to_owned(), false)), "{withdrawn}");
    assert_eq!(withdrawn["version"], "1.0");
}
