//! The tables of rules in the guide's chapter on proof-reading: what stands under 誤り is found by that rule, what stands
//! under 正しい例 is not.

use std::fs;
use std::path::Path;

use teiten::pipeline;

use super::values::{code, rows};
use super::{GUIDE, STORY, worked_through};

/// The headings of the tables.
const HEADS: [&str; 7] = ["期間", "題と参照", "用語", "日本語", "条件付きの文の言葉", "名前", "コメント"];

/// Rules whose faults the guide describes, since they take figures, several passages or what no page shows; they have
/// their cases alone.
const DESCRIBED: [&str; 15] = [
    "bracket-open",
    "caption-near",
    "caption-subject",
    "caption-twice",
    "figure-early",
    "figure-unreferenced",
    "reference-order",
    "reference-subject",
    "reference-twice",
    "silence-idle",
    "space-odd",
    "style-mixed",
    "term-early",
    "term-spelling",
    "term-twice",
];

/// A rule, a fault and what is right.
fn rules() -> Vec<[String; 3]> {
    let rows = HEADS.iter().flat_map(|heading| rows(heading)).filter(|row| row.len() == 3);
    rows.map(|row| [code(&row[0]).remove(0), row[1].clone(), row[2].clone()]).collect()
}

/// A cell as a manuscript: where it opens with an example between grave accents, each of those.
fn written(cell: &str) -> String {
    if cell.starts_with('`') { code(cell).join("\n\n") } else { cell.to_owned() }
}

/// What the proof-reader finds in `text` at the end of the manuscript.
fn found(edition: &Path, held: &str, text: &str) -> Vec<String> {
    fs::write(edition.join("report.md"), format!("{held}\n# 例\n\n{text}\n\n段落です。\n")).unwrap();
    let first = held.lines().count() as u32 + 1;
    let findings = pipeline::proofread(edition, &mut |_| ()).findings.into_iter();
    let here = findings.filter(|found| found.place.file.ends_with("report.md") && found.place.line > first);
    here.map(|finding| finding.code).collect()
}

#[test]
fn every_rule_finds_its_fault_and_leaves_what_is_right() {
    let done = worked_through(GUIDE, STORY);
    let edition = done.here.join("2022q4");
    let held = fs::read_to_string(edition.join("report.md")).unwrap();
    let (mut tried, rules) = (0, rules());
    for [rule, fault, right] in rules.iter().filter(|[rule, ..]| !DESCRIBED.contains(&rule.as_str())) {
        let finds = |text: &str| found(&edition, &held, &written(text)).contains(rule);
        assert!(finds(fault), "{rule} does not find {fault}");
        assert!(!finds(right), "{rule} finds {right}");
        tried += 1;
    }
    assert!(tried > 22 && tried + DESCRIBED.len() == rules.len(), "{tried} of {}", rules.len());
}

#[test]
fn every_rule_has_a_case() {
    let cases = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases")).unwrap();
    let message = |case: std::io::Result<fs::DirEntry>| {
        fs::read_to_string(case.unwrap().path().join("message.en.txt")).unwrap_or_default()
    };
    let told: String = cases.map(message).collect();
    rules().iter().for_each(|[rule, ..]| assert!(told.contains(&format!("[{rule}]")), "{rule} has no case"));
}
