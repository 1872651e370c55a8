//! The documents of the samples, the good site and the cases, each held against its schema.

use std::fs;
use std::path::Path;

use serde_json::Value;
use teiten::finding::Level;

use super::judge::faults;
use super::spot::read_site;
use super::{GOOD, here, schema};
use crate::site::tree;

/// TOML as the JSON that editors hold against a schema: a day is a text.
fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json(value))).collect(),
        toml::Value::Array(items) => items.into_iter().map(json).collect(),
        toml::Value::Datetime(day) => day.to_string().into(),
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(is) => is.into(),
    }
}

/// The TOML in `text`, a file called `path`, with the schema that it has.
fn documents(path: &str, text: &str) -> Vec<(String, String)> {
    let name = path.rsplit('/').next().unwrap();
    match name.rsplit_once('.') {
        Some((stem @ ("teiten" | "edition" | "facts" | "published" | "references"), "toml")) => {
            vec![(stem.to_owned(), text.to_owned())]
        }
        Some((_, "md")) => blocks(text),
        _ => vec![],
    }
}

fn blocks(text: &str) -> Vec<(String, String)> {
    let mut blocks: Vec<(String, String)> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        match line.strip_prefix("```") {
            Some(kind @ ("table" | "chart" | "image" | "text")) => {
                open = true;
                blocks.push((format!("block-{kind}"), String::new()));
            }
            Some(_) => open = false,
            None if open => blocks.last_mut().unwrap().1.push_str(&(plain(line) + "\n")),
            None => {}
        }
    }
    blocks
}

/// A line without the quotes that stand in bindings, which the manuscript's reader keeps from TOML.
fn plain(line: &str) -> String {
    let mut parts = line.split("{{");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| {
        let (binding, rest) = part.split_once("}}").unwrap_or(("", part));
        plain + &binding.replace('"', "'") + rest
    })
}

/// Holds every document of `files` against its schema, and gives how many there were.
pub fn judge_all(files: impl IntoIterator<Item = (String, Vec<u8>)>, of: &str) -> usize {
    let mut judged = 0;
    for (path, bytes) in files {
        for (name, text) in documents(&path, &String::from_utf8_lossy(&bytes)) {
            let text = text.trim_start_matches('\u{feff}');
            let value = json(toml::from_str(text).unwrap_or_else(|error| panic!("{of}/{path}: {error}")));
            assert_eq!(faults(&schema(&name), &value, ""), [""; 0], "{of}/{path}");
            judged += 1;
        }
    }
    judged
}

#[test]
fn what_the_reader_takes_is_as_the_schemas_say() {
    let mut judged = 0;
    for site in ["samples/honeypot-2013", "samples/synthetic-2022", "tests/good"] {
        judged += judge_all(tree(&here(site)), site);
    }
    assert!(judged > 25, "{judged}");
    let (mut cases, mut taken) = (0, 0);
    for case in fs::read_dir(here("tests/cases")).unwrap() {
        let case = case.unwrap().path();
        let folder = tempfile::tempdir().unwrap();
        for (path, bytes) in tree(Path::new(GOOD)).into_iter().chain(tree(&case)) {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        cases += 1;
        let refused = read_site(&folder.path().join("2022q4")).iter().any(|f| f.level == Level::Error);
        if !refused {
            taken += judge_all(tree(&case), &case.display().to_string());
        }
    }
    assert!(cases > 250 && taken > 100, "{cases} cases, {taken} documents");
}

#[test]
fn what_the_reader_refuses_a_schema_refuses_too() {
    for (case, file, name) in [
        ("toml-key-misspelt", "teiten.toml", "teiten"),
        ("toml-value-misspelt", "teiten.toml", "teiten"),
        ("toml-wrong-type", "teiten.toml", "teiten"),
        ("toml-key-missing", "teiten.toml", "teiten"),
        ("edition-status-misspelt", "2022q4/edition.toml", "edition"),
        ("edition-key-missing", "2022q4/edition.toml", "edition"),
        ("edition-quarter-form", "2022q4/edition.toml", "edition"),
    ] {
        let text = fs::read_to_string(here(&format!("tests/cases/{case}/{file}"))).unwrap();
        assert_ne!(faults(&schema(name), &json(toml::from_str(&text).unwrap()), ""), [""; 0], "{case}");
    }
}
