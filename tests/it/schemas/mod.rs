//! The JSON Schemas for editors know what the readers know, no more and no less: every key, every word of a choice, every
//! type and bound is held to what the readers of configuration and manuscript say of it themselves.

mod judge;
mod spot;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use teiten::finding::{Finding, Level};

use crate::site::{program, tree};
use judge::{faults, listed};
use spot::{SPOTS, Spot, TEXT, read_site};

const GOOD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/good");

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn schema(name: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(here(&format!("schemas/{name}.json"))).unwrap()).unwrap()
}

fn spots() -> impl Iterator<Item = &'static Spot> {
    SPOTS.iter().chain([&TEXT])
}

/// The names that a message lists behind a colon.
fn names(finding: &Finding) -> BTreeSet<String> {
    let (_, list) = finding.mend.en.split_once(": ").unwrap_or_else(|| panic!("{finding:?}"));
    list.trim_end_matches('.').split(", ").map(str::to_owned).collect()
}

fn with<'a>(found: &'a [Finding], codes: &[&str]) -> Option<&'a Finding> {
    found.iter().find(|finding| codes.contains(&finding.code.as_str()))
}

/// The word that no list holds or comes near to.
const NONE: &str = "？";

#[test]
fn a_schema_has_the_keys_that_the_reader_has() {
    for spot in spots() {
        let found = spot.found(&format!("\"{NONE}\" = 1"));
        let unknown = with(&found, &["unknown-key"]).unwrap_or_else(|| panic!("{} {found:#?}", spot.above));
        let keys: BTreeSet<_> = spot.keys().into_iter().map(|(key, _)| key).collect();
        assert_eq!(names(unknown), keys, "{}{}", spot.schema, spot.pointer);
    }
}

#[test]
fn a_schema_requires_what_the_reader_requires() {
    for spot in spots() {
        let missing = |finding: &Finding| {
            let key = finding.what.en.split(['`', '[']).nth(1)?.split([']', '.']).next()?.to_owned();
            (finding.code == "missing-key").then_some(key)
        };
        let missing: BTreeSet<_> = spot.found("").iter().filter_map(missing).collect();
        let required = spot.table().get("required").map(listed).unwrap_or_default();
        let required = required.iter().filter_map(Value::as_str).chain(spot.also.iter().copied());
        assert_eq!(missing, required.map(str::to_owned).collect(), "{}{}", spot.schema, spot.pointer);
    }
}

/// What the reader says of a word that no choice has.
const REFUSED: [&str; 2] = ["bad-value", "column-unknown"];

#[test]
fn a_schema_has_the_choices_that_the_reader_has() {
    let mut choices = 0;
    for spot in spots() {
        for (key, of) in spot.keys() {
            let Some(words) = of.get("enum").or_else(|| of["items"].get("enum")).map(listed) else {
                continue;
            };
            let words: BTreeSet<_> = words.iter().filter_map(Value::as_str).map(str::to_owned).collect();
            if words.is_empty() {
                continue; // `teiten = 1`
            }
            let found = spot.found(&format!("{key} = \"{NONE}\""));
            let refused = with(&found, &REFUSED).unwrap_or_else(|| panic!("{key} {found:#?}"));
            assert_eq!(names(refused), words, "{key} of {}", spot.schema);
            for word in &words {
                let found = spot.found(&format!("{key} = \"{word}\""));
                assert_eq!(with(&found, &REFUSED), None, "{key} = {word}");
            }
            choices += 1;
        }
    }
    assert!(choices > 15, "{choices}");
}

/// A value of each type, as TOML; a table, a list of tables and a day where the schema asks for such.
fn samples(of: &Value) -> [(&'static str, &'static str); 5] {
    let tables = of["items"]["type"] == "object";
    let day = of["format"] == "date";
    let list = if tables { "[{}]" } else { "[\"x\"]" };
    let text = if day { "2022-10-01" } else { "\"x\"" };
    [("string", text), ("integer", "1"), ("boolean", "true"), ("array", list), ("object", "{}")]
}

#[test]
fn a_schema_has_the_types_that_the_reader_has() {
    for spot in spots() {
        for (key, of) in spot.keys() {
            let types = listed(&of["type"]);
            let takes = |kind: &str| {
                let number = kind == "integer" && types.contains(&"number".into());
                types.contains(&kind.into()) || number
            };
            for (kind, sample) in samples(&of) {
                let found = spot.found(&format!("{key} = {sample}"));
                let refused = with(&found, &["wrong-type"]);
                assert_eq!(refused.is_none(), takes(kind), "{key} = {sample} of {}: {found:#?}", spot.schema);
            }
        }
    }
}

#[test]
fn a_schema_has_the_bounds_that_the_reader_has() {
    let mut bounds = 0;
    for spot in spots() {
        for (key, of) in spot.keys() {
            let good = |value: i64| with(&spot.found(&format!("{key} = {value}")), &["bad-value"]).is_none();
            for (bound, step) in [("minimum", -1), ("maximum", 1)] {
                let Some(bound) = of[bound].as_i64() else { continue };
                assert!(good(bound) && !good(bound + step), "{key} = {bound} of {}", spot.schema);
                bounds += 1;
            }
        }
    }
    assert!(bounds >= 9, "{bounds}");
}

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
        Some((stem @ ("teiten" | "edition" | "facts" | "references"), "toml")) => {
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
fn judge_all(files: impl IntoIterator<Item = (String, Vec<u8>)>, of: &str) -> usize {
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

#[test]
fn editors_show_every_key_in_both_languages() {
    fn describe(at: &str, of: &Value) {
        let said = of["description"].as_str().unwrap_or_else(|| panic!("{at} says nothing"));
        let (ja, en) = said.split_once("\n\n").unwrap_or_else(|| panic!("{at}: {said}"));
        assert!(!ja.is_ascii() && !en.is_empty(), "{at}: {said}");
    }
    for spot in spots() {
        spot.keys().iter().for_each(|(key, of)| describe(&format!("{}: {key}", spot.schema), of));
    }
}

#[test]
fn a_site_gets_its_schemas_and_an_older_one_those_of_now() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let output = program().current_dir(folder.path()).args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    run(&["init", "tokyo", "--title", "Report", "--publisher", "CERT"]);
    let site = folder.path().join("tokyo");
    let associations: toml::Table =
        toml::from_str(&fs::read_to_string(site.join(".taplo.toml")).unwrap()).unwrap();
    for rule in associations["rule"].as_array().unwrap() {
        assert!(site.join(rule["schema"]["path"].as_str().unwrap()).is_file(), "{rule:?}");
    }
    let committed = tree(&here("schemas"));
    assert_eq!(tree(&site.join("schemas")), committed);
    judge_all([("teiten.toml".to_owned(), fs::read(site.join("teiten.toml")).unwrap())], "tokyo");

    fs::write(site.join("schemas/teiten.json"), "{}").unwrap();
    fs::write(site.join(".taplo.toml"), "# mine\n").unwrap();
    fs::write(site.join("data/packets.csv"), "date,dst_port,packets\n2022-10-01,23,5\n").unwrap();
    assert!(run(&["doctor", "tokyo"]).1.contains("schema-behind"));
    assert_eq!(run(&["schema", "tokyo"]).0, "schemas/teiten.json\n");
    assert_eq!(tree(&site.join("schemas")), committed);
    assert_eq!(fs::read_to_string(site.join(".taplo.toml")).unwrap(), "# mine\n");
    assert!(!run(&["doctor", "tokyo"]).1.contains("schema-behind"));
    assert_eq!(run(&["schema", "tokyo"]).0, "unchanged\n");
    fs::remove_file(site.join(".taplo.toml")).unwrap();
    assert_eq!(run(&["schema", "tokyo"]).0, ".taplo.toml\n");
}
