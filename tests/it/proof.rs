//! The manner of `teiten check`: the five that matter first, all on demand, all for machines, and its exit codes.

use std::process::Output;

use crate::site::{CHAPTER, Site, program};

/// Seven warnings and a note, the note first.
const FAULTS: &str = "2022年10～12月の章です。\n\n1時~2時、1時~3時、1時~4時、1時~5時、1時~6時、1時~7時です。\n\nパケットをを観測しました。\n";

fn checked(site: &Site, options: &[&str]) -> Output {
    program().arg("check").args(options).arg(site.edition()).output().unwrap()
}

fn faulty() -> Site {
    let site = Site::new().daily("2022-10-01", "2022-12-31", "tokyo,TCP,23,CN,10");
    site.manuscript(&format!("{CHAPTER}{FAULTS}"))
}

/// The codes that people are told, in order.
fn codes(output: &Output) -> Vec<String> {
    let told = String::from_utf8(output.stderr.clone()).unwrap();
    let heads = told.lines().filter(|line| line.starts_with("warning[") || line.starts_with("note["));
    heads.map(|line| line.split(['[', ']']).nth(1).unwrap().to_owned()).collect()
}

#[test]
fn the_five_that_matter_come_first_and_the_others_are_counted() {
    let site = faulty();
    let few = checked(&site, &[]);
    assert_eq!(codes(&few), ["particle-twice", "range-mark", "range-mark", "range-mark", "range-mark"]);
    let told = String::from_utf8(few.stderr).unwrap();
    assert!(told.contains("3 more (--all shows all)"), "{told}");
    assert!(told.ends_with("7 warnings, 1 note\n"), "{told}");
    let all = codes(&checked(&site, &["--all"]));
    assert_eq!(all.len(), 8);
    assert_eq!((all[0].as_str(), all[7].as_str()), ("period-typed", "particle-twice"), "in order of place");
}

#[test]
fn machines_get_all_findings() {
    let output = checked(&faulty(), &["--format", "json"]);
    let found: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(found.len(), 8);
    assert_eq!(found[0]["code"], "period-typed");
}

#[test]
fn warnings_are_denied_where_that_is_asked() {
    let code = |site: &Site, options: &[&str]| checked(site, options).status.code();
    assert_eq!(code(&faulty(), &[]), Some(0));
    assert_eq!(code(&faulty(), &["--deny", "warnings"]), Some(1));
    let silenced =
        FAULTS.replace("です。\n\nパケット", "です。<!-- 校閲: range-mark 引用による -->\n\nパケット");
    let silenced = silenced.replace("をを", "を");
    let site = faulty().manuscript(&format!("{CHAPTER}{silenced}"));
    assert_eq!(code(&site, &["--deny", "warnings"]), Some(0), "a note and what is silenced do not count");
    assert!(!site.root().join("drafts").exists() && !site.root().join("out").exists(), "nothing is written");
}
