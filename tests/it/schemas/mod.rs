//! The JSON Schemas for editors know what the readers know, no more and no less: every key, every word of a choice, every
//! type and bound is held to what the readers of configuration and manuscript say of it themselves.

mod documents;
mod judge;
mod spot;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use teiten::finding::Finding;

use crate::site::{program, tree};
use documents::judge_all;
use judge::listed;
use spot::{SPOTS, Spot, TEXT};

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
const REFUSED: [&str; 3] = ["bad-value", "column-unknown", "rows-unknown"];

#[test]
fn a_schema_has_the_choices_that_the_reader_has() {
    let mut choices = 0;
    for spot in spots() {
        for (key, of) in spot.keys() {
            let found = spot.found(&format!("{key} = \"{NONE}\""));
            // An open choice has examples: a site's own columns can be written, too.
            let lists =
                ["enum", "examples"].into_iter().flat_map(|word| [of.get(word), of["items"].get(word)]);
            let Some(words) = lists.flatten().next().map(listed) else {
                let lists = |finding: &Finding| finding.mend.en.starts_with("What can be written here");
                assert!(!with(&found, &REFUSED).is_some_and(lists), "{key} of {}: {found:#?}", spot.schema);
                continue;
            };
            let words: BTreeSet<_> = words.iter().filter_map(Value::as_str).map(str::to_owned).collect();
            if words.is_empty() {
                continue; // `teiten = 1`
            }
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

#[test]
fn a_schema_offers_the_conditions_that_the_reader_has() {
    for spot in spots().filter(|spot| ["block-table", "block-chart"].contains(&spot.schema)) {
        let of = |key: &str| spot.table()["properties"][key].clone();
        let unknown = |lines: &str, code: &str| names(with(&spot.found(lines), &[code]).unwrap());
        let conditions = of("filter")["properties"].as_object().unwrap().clone();
        let (not, plain): (BTreeSet<_>, BTreeSet<_>) =
            conditions.keys().cloned().partition(|key| key.starts_with("not_"));
        let lines = format!("rows = \"port\"\nfilter = {{ \"{NONE}\" = \"x\" }}");
        assert_eq!(unknown(&lines, "filter-unknown"), plain);
        assert_eq!(not, plain.iter().map(|key| format!("not_{key}")).collect());
    }
}

/// A value of each type, as TOML; a table, a list of tables and a day or a time where the schema asks for such.
fn samples(of: &Value) -> [(&'static str, &'static str); 5] {
    let tables = of["items"]["type"] == "object";
    let form = of["format"].as_str().or(of["anyOf"][0]["format"].as_str());
    let list = if tables { "[{}]" } else { "[\"x\"]" };
    let text = match form {
        Some("date") => "2022-10-01",
        Some("date-time") => "2022-10-01T09:00:00+09:00",
        _ => "\"x\"",
    };
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
