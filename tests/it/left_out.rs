//! Tells how many outside checks a plain `cargo test` leaves out: those by other tools than ours, which
//! `scripts/test` installs and runs.

use std::fs;
use std::io::Write;
use std::path::Path;

/// The programs that run them, each with a list of its own.
const RUNNERS: [&str; 2] = ["tests/outside/run.py", "tests/outside/page.mjs"];

/// The checks by name, from the lists that the runners themselves print.
fn checks() -> Vec<String> {
    let name = |line: &str| Some(line.trim().strip_prefix('"')?.split_once("\": ")?.0.to_owned());
    let listed = |runner: &&str| {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(runner)).unwrap();
        let list = text.split_once("LOOKED = {").unwrap().1.split_once("\n}").unwrap().0;
        list.lines().filter_map(name).collect::<Vec<_>>()
    };
    RUNNERS.iter().flat_map(listed).collect()
}

/// What `scripts/test` itself runs, and the word by which it has it.
const BY_THE_SCRIPT: [(&str, &str); 2] = [("Nu HTML checker", "vnu.jar"), ("qpdf", "qpdf --check")];

#[test]
fn outside_checks_are_counted() {
    let checks = checks();
    assert!(checks.len() > 40, "{checks:?}");
    let script = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/test")).unwrap();
    for word in RUNNERS.into_iter().chain(BY_THE_SCRIPT.map(|(_, word)| word)) {
        assert!(script.contains(word), "scripts/test does not run {word}");
    }
    // Past the test harness, which shows what a test prints only where it fails.
    let mut stderr = std::io::stderr();
    let count = checks.len() + BY_THE_SCRIPT.len();
    writeln!(stderr, "left out: {count} outside checks (truth, parity, anatomy, names, line breaking, markup …): scripts/test runs them").unwrap();
}

#[test]
fn every_check_of_the_list_is_made_somewhere() {
    let outside = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/outside");
    let folders = [outside.join("browser"), outside];
    let files =
        folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path());
    let code: String = files
        .filter(|path| path.is_file() && !RUNNERS.iter().any(|runner| path.ends_with(runner)))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    // A check of both outputs is named once there, with the output's name put in.
    let family = |check: &str| check.split_once(" of the ").map(|(family, _)| format!("{family} of the {{"));
    let made =
        |check: &str| code.contains(check) || family(check).is_some_and(|family| code.contains(&family));
    let missing: Vec<_> = checks().into_iter().filter(|check| !made(check)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
