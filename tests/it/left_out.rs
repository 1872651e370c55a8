//! Tells how many outside checks a plain `cargo test` leaves out: those by other tools than ours, which
//! `scripts/test` installs and runs.

use std::fs;
use std::io::Write;
use std::path::Path;

/// The checks by name, from the list that the runner itself prints.
fn checks() -> Vec<String> {
    let runner = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/outside/run.py");
    let text = fs::read_to_string(runner).unwrap();
    let list = text.split_once("LOOKED = {").unwrap().1.split_once("\n}").unwrap().0;
    let name = |line: &str| Some(line.trim().strip_prefix('"')?.split_once("\": ")?.0.to_owned());
    list.lines().filter_map(name).collect()
}

/// What `scripts/test` itself runs, and the checker of pages that it has by that word.
const BY_THE_SCRIPT: [(&str, &str); 3] = [
    ("Nu HTML checker", "vnu.jar"),
    ("axe in a browser", "tests/outside/page.mjs"),
    ("qpdf", "qpdf --check"),
];

#[test]
fn outside_checks_are_counted() {
    let checks = checks();
    assert!(checks.len() > 20, "{checks:?}");
    let script = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/test")).unwrap();
    let run = BY_THE_SCRIPT.iter().filter(|(_, word)| script.contains(word)).count();
    assert_eq!(run, BY_THE_SCRIPT.len(), "scripts/test runs them all");
    // Past the test harness, which shows what a test prints only where it fails.
    let mut stderr = std::io::stderr();
    let count = checks.len() + run;
    writeln!(stderr, "left out: {count} outside checks (truth, parity, anatomy, names, line breaking, markup …): scripts/test runs them").unwrap();
}

#[test]
fn every_check_of_the_list_is_made_somewhere() {
    let outside = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/outside");
    let python = |path: &Path| {
        path.extension().is_some_and(|extension| extension == "py") && !path.ends_with("run.py")
    };
    let files = fs::read_dir(outside).unwrap().map(|entry| entry.unwrap().path()).filter(|path| python(path));
    let code: String = files.map(|path| fs::read_to_string(path).unwrap()).collect();
    // A check of both outputs is named once there, with the output's name put in.
    let family = |check: &str| check.split_once(" of the ").map(|(family, _)| format!("{family} of the {{"));
    let made =
        |check: &str| code.contains(check) || family(check).is_some_and(|family| code.contains(&family));
    let missing: Vec<_> = checks().into_iter().filter(|check| !made(check)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
