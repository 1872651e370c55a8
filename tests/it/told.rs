//! Every finding that the program can tell has a case in `tests/cases`, or stands here with the reason why it has none.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Findings without a case, and why.
const WITHOUT_CASE: &[(&str, &str)] = &[
    ("diff-altered", "only `teiten diff` tells it; tests/it/diff.rs changes a finished report"),
    (
        "html-exists",
        "only `teiten diff` and `teiten draft` tell it; tests/it/diff.rs names a file that is there",
    ),
    ("diff-no-file", "only `teiten diff` tells it; tests/it/diff.rs names a file that is not there"),
    ("diff-nothing", "only `teiten diff` tells it; tests/it/diff.rs compares an empty folder"),
    ("diff-report-missing", "only `teiten diff` tells it; tests/it/diff.rs takes the finished report away"),
    ("diff-sides", "only `teiten diff` tells it; tests/it/diff.rs gives it one folder"),
    ("diff-source", "only `teiten diff` tells it; tests/it/diff.rs names files of no source"),
    ("diff-unreadable", "only `teiten diff` tells it; tests/it/diff.rs cuts a finished report"),
    ("diff-withdrawn", "only `teiten diff` tells it; tests/it/states.rs withdraws the edition"),
    ("disk-low", "a disk that is nearly full; src/pipeline/doctor/disk.rs tests its limit"),
    ("port-taken", "another program has the port; tests/it/preview.rs takes one"),
    ("too-many-rows", "a file of two million rows; src/observe/load/turned.rs tests it with a lower limit"),
    (
        "usage",
        "only machines are told it, people read clap's own words; tests/it/machines.rs misspells a command",
    ),
    ("values-of", "only `teiten values` tells it; tests/it/values.rs asks for a block that is none"),
    ("words-missing", "the configuration tells no-words first; the room of the report does not rely on it"),
];

/// What ends a part of a source file that users meet.
const TESTS: &str = "#[cfg(test)]";

/// The code of each finding that `source` makes.
fn codes(source: &str) -> impl Iterator<Item = String> {
    let made = source.split(TESTS).next().unwrap_or_default().split("Finding::").skip(1);
    made.filter_map(|made| {
        let made = ["error(", "warning(", "note("].iter().find_map(|level| made.strip_prefix(level))?;
        Some(made.trim_start().strip_prefix('"')?.split('"').next()?.to_owned())
    })
}

/// Each file below `folder`.
fn files(folder: &Path, each: &mut dyn FnMut(&Path)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, each) } else { each(&path) }
    }
}

#[test]
fn every_finding_has_a_case() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut made, mut told) = (BTreeSet::new(), String::new());
    files(&root.join("src"), &mut |path| {
        let name = path.file_name().unwrap().to_string_lossy();
        if name.ends_with(".rs") && !name.ends_with("tests.rs") && !path.parent().unwrap().ends_with("tests")
        {
            made.extend(codes(&fs::read_to_string(path).unwrap()));
        }
    });
    files(&root.join("tests/cases"), &mut |path| {
        if path.ends_with("message.en.txt") {
            told += &fs::read_to_string(path).unwrap();
        }
    });
    assert!(made.len() > 100, "{made:?}");
    let untold = made.iter().map(String::as_str).filter(|code| !told.contains(&format!("[{code}]")));
    let excepted: BTreeSet<_> = WITHOUT_CASE.iter().map(|(code, _)| *code).collect();
    assert_eq!(untold.collect::<BTreeSet<_>>(), excepted);
}
