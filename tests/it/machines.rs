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

fn site() -> Site {
    let site = Site::new().daily("2022-07-01", "2022-12-31", "tokyo,TCP,23,CN,100");
    let table = "```table\nid = \"ports\"\nrows = \"port\"\n```\n";
    let fact = "[dvr]\nvalue = 5\nas_of = 2022-12-20\nsource = \"調査\"\nwho = \"観測班\"\n";
    let site = site.file("2022q4/facts.toml", fact);
    let link = "[手順](https://www.example.jp/)は変わりません。\n\n";
    site.manuscript(&format!("{CHAPTER}{link}23/TCPは、100パケットでした。\n\n{table}"))
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap_or_else(|| panic!("{value}")).keys().map(String::as_str).collect()
}

/// Commands that do what was asked, and what they give: the fields of the object, or of the objects of the array.
const DONE: [(&str, &[&str]); 12] = [
    ("build 2022q4", &FINDING),
    ("check 2022q4", &FINDING),
    ("completions bash", &["shell", "script", "findings"]),
    ("doctor", &FINDING),
    ("init osaka --title 題 --publisher 観測班", &["folder", "kept", "findings"]),
    ("new 2023q1", &["folder", "from", "date", "unconfirmed", "links", "pictures", "findings"]),
    ("schema", &["folder", "written", "findings"]),
    ("sources data/packets.csv", &["toml", "findings"]),
    ("values 2022q4", &["lang", "expression", "print", "kind", "label"]),
    ("--quiet", &["quarter", "folder", "status", "version", "built", "errors", "unconfirmed"]),
    // Serves until it is interrupted: looked at below.
    ("preview", &["address", "findings"]),
    ("site", &["folder", "written", "robots", "findings"]),
];

/// Commands that refuse.
const REFUSED: [(&str, i32); 15] = [
    ("build 2022q9", 2),
    ("build broken/2022q4", 1),
    ("check broken/2022q4", 1),
    ("completions tcsh", 2),
    ("doctor /nowhere", 2),
    ("init . --title 題 --publisher 観測班", 2),
    ("init kobe", 2),
    ("new 2022q4", 1),
    ("new spring", 2),
    ("preview 2022q9", 2),
    ("schema /nowhere", 2),
    ("sources nothing.csv", 2),
    ("values broken/2022q4", 1),
    ("buidl 2022q4", 2),
    ("site /nowhere", 2),
];

/// A site with a good edition, and in it another whose edition is broken.
fn sites() -> Site {
    let site = site();
    let edition = site.edition();
    let read = |path: &str| std::fs::read_to_string(site.root().join(path)).unwrap();
    let settings = read("teiten.toml").replace("\"try\"", "\"broken\"");
    let edition = std::fs::read_to_string(edition.join("edition.toml")).unwrap();
    let packets = read("data/packets.csv");
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
                let good = line == "doctor" || !objects.is_empty();
                assert!(good && objects.iter().all(|object| same(object, fields)), "{line}: {value}");
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

/// The fields are what users are told.
#[test]
fn every_field_is_documented() {
    let guide = include_str!("../../docs/outputs.md");
    for (line, fields) in DONE {
        for field in fields {
            assert!(guide.contains(&format!("`{field}`")), "{field} of {line}");
        }
    }
}
