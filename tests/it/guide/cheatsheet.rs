//! The cheat sheet has every name that can be typed, by what the program itself lists, and stays a page.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::site::{CHAPTER, Site, program};

const SHEET: &str = include_str!("../../../docs/cheatsheet.md");

/// Such lines and characters fill an A4 page as browsers print it, at a size that can be read.
const LINES: usize = 62;
const CHARACTERS: usize = 3_600;

fn has(name: &str) -> bool {
    SHEET.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|word| word == name)
}

/// What the mend of the finding on `binding` lists.
fn listed(binding: &str) -> BTreeSet<String> {
    let table = "```table\nid = \"ports\"\nrows = \"port\"\n```\n";
    let site = Site::new().daily("2022-07-01", "2022-12-31", "tokyo,TCP,23,CN,100");
    let site = site.manuscript(&format!("{CHAPTER}{table}\n{binding}\n"));
    let built = site.build();
    let findings = &built.outcome.findings;
    let (_, names) =
        findings.first().and_then(|finding| finding.mend.en.rsplit_once(": ")).unwrap_or_else(|| {
            panic!("{findings:?}");
        });
    names.split(", ").map(|name| name.trim_end_matches('.').to_owned()).collect()
}

#[test]
fn every_command_is_on_it() {
    let help = String::from_utf8(program().arg("--help").output().unwrap().stdout).unwrap();
    let commands = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let commands: Vec<_> = commands.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(commands.len() > 9, "{help}");
    commands.iter().for_each(|command| assert!(SHEET.contains(&format!("`teiten {command}")), "{command}"));
}

#[test]
fn every_block_with_its_keys_and_every_column_is_on_it() {
    for kind in ["table", "chart", "image", "text"] {
        let path = format!("{}/schemas/block-{kind}.json", env!("CARGO_MANIFEST_DIR"));
        let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let row = SHEET.lines().find(|line| line.starts_with(&format!("| `{kind}`"))).unwrap();
        let keys = schema["properties"].as_object().unwrap();
        keys.keys().for_each(|key| assert!(row.contains(key.as_str()), "{key} of {kind}"));
        let words = ["columns", "scope", "per"].map(|key| &keys.get(key).unwrap_or(&Value::Null)["enum"]);
        let columns = keys.get("columns").map(|columns| &columns["items"]["enum"]);
        for word in words.into_iter().chain(columns).filter_map(Value::as_array).flatten() {
            assert!(has(word.as_str().unwrap()), "{word} of {kind}");
        }
    }
}

#[test]
fn every_filter_attribute_and_condition_is_on_it() {
    for binding in [
        "{{ quarter.title | nothing_of_it }}",
        "{{ ports[1].nothing_of_it }}",
        "{{ ports.nothing_of_it }}",
        "{{ quarter.nothing_of_it }}",
        "{{ \"同じ\" | holds(ports.nothing_of_it) }}",
        "{{ \"同じ\" | holds(ports[1].nothing_of_it) }}",
    ] {
        let names = listed(binding);
        assert!(names.len() > 4, "{binding}: {names:?}");
        names.iter().for_each(|name| assert!(has(name.split('(').next().unwrap()), "{name} of {binding}"));
    }
}

#[test]
fn it_is_a_page() {
    let (lines, characters) = (SHEET.lines().count(), SHEET.chars().count());
    assert!(lines <= LINES && characters <= CHARACTERS, "{lines} lines, {characters} characters");
}
