//! What is done with a published edition is struck wherever it changes the disk, killed or with a full disk: readers find
//! nothing or a whole edition, nobody's file is half-written, and the next run ends where an undisturbed one does.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;

use teiten::digest::digest;
use tempfile::TempDir;

use super::strace::{self, Call};
use super::{left_out, told};
use crate::approval::{approve, done, draft, publish};
use crate::site::tree;

/// Where the edition comes to lie.
const OUT: &str = "out/try/2022q4/";

const NOW: [&str; 2] = ["--now", "2023-02-14T10:00:00+09:00"];

const APPROVE: [&str; 4] = ["approve", "2022q4", "--by", "山田"];
const PUBLISH: [&str; 2] = ["publish", "2022q4"];
const REVISE: [&str; 6] = ["revise", "2022q4", "--kind", "改訂", "--reason", "言い回し"];
const WITHDRAW: [&str; 4] = ["withdraw", "2022q4", "--reason", "誤り"];

type Files = BTreeMap<String, Vec<u8>>;

fn program(site: &Path, arguments: &[&str]) -> Command {
    let mut program = Command::new(assert_cmd::cargo::cargo_bin("teiten"));
    program.args(["--lang", "en"]).args(arguments).args(NOW);
    // Traced, the program does not stand in the site: it gets the edition's whole path.
    let arguments: Vec<_> = program.get_args().map(std::ffi::OsStr::to_owned).collect();
    let mut placed = Command::new(program.get_program());
    placed.args(arguments.iter().map(|argument| match argument.to_str() {
        Some("2022q4") => site.join("2022q4").into_os_string(),
        _ => argument.clone(),
    }));
    placed
}

/// A copy of the site, to be struck.
fn copy(site: &Path) -> TempDir {
    let desk = TempDir::new().unwrap();
    let copied = Command::new("cp").arg("-a").arg(site).arg(desk.path().join("site")).status().unwrap();
    assert!(copied.success());
    desk
}

/// What readers have.
fn out(files: &Files) -> Files {
    let own = files.iter().filter_map(|(path, bytes)| Some((path.strip_prefix(OUT)?, bytes)));
    own.map(|(path, bytes)| (path.to_owned(), bytes.clone())).collect()
}

/// The same before the links to other editions stand in its page: as its version has it at an address of its own.
fn unlinked(files: &Files) -> Files {
    let mut found = out(files);
    let manifest =
        found.get("manifest.json").map(|bytes| serde_json::from_slice::<serde_json::Value>(bytes).unwrap());
    let version =
        manifest.map(|manifest| manifest["version"].as_str().unwrap().to_owned()).unwrap_or_default();
    for name in ["index.html", "manifest.json"] {
        if let Some(bytes) = found.get(&format!("v{version}/{name}")).cloned() {
            found.insert(name.to_owned(), bytes);
        }
    }
    found
}

/// Every file is one of `old` or of `new`, whole, but for those that nobody reads: the corner's, and what a run leaves
/// beside a file that it did not get to replace. What is kept under a digest has it.
fn is_whole(found: &Files, old: &Files, new: &Files, struck: &str) {
    for (path, bytes) in found {
        let name = path.rsplit('/').next().unwrap();
        let nobodys =
            path.starts_with("out/try/.teiten/") || name.starts_with('.') && name.ends_with(".teiten");
        let own = path.strip_prefix(OUT).is_some_and(|own| unlinked(new).get(own) == Some(bytes));
        let known = own || [old, new].iter().any(|files| files.get(path) == Some(bytes));
        assert!(nobodys || known, "{path} after {struck}");
        assert!(name.len() != 64 || name == digest(bytes), "{path} after {struck}");
    }
    assert!([out(old), unlinked(new), out(new)].contains(&out(found)), "{struck}");
}

/// Strikes one call after the other of `arguments` on copies of `site`, each as `fault` says.
fn strike(site: &Path, arguments: &[&str], fault: fn(&Call) -> String) {
    let old = tree(site);
    let undisturbed = copy(site);
    let root = undisturbed.path().join("site");
    let traced = strace::run(&program(&root, arguments), &[]);
    assert_eq!(traced.code, Some(0), "{}", traced.told);
    let new = tree(&root);
    let changes = |call: &Call| {
        call.line.contains("/site/")
            && ["O_RDONLY", " = -1 ", "<pipe:"].iter().all(|no| !call.line.contains(no))
    };
    let calls: Vec<_> = traced.calls.into_iter().filter(changes).collect();
    assert!(calls.iter().filter(|call| call.name.starts_with("rename")).count() >= 2, "{arguments:?}");
    let one = |call: &Call| {
        let struck = copy(site);
        let root = struck.path().join("site");
        let traced = strace::run(&program(&root, arguments), &[fault(call)]);
        let what = format!("{arguments:?} {} {}", call.line, traced.told);
        assert!(traced.killed || matches!(traced.code, Some(0 | 4)), "{what}");
        assert!(traced.code != Some(4) || !traced.told.contains("fault in teiten"), "{what}");
        let found = tree(&root);
        is_whole(&found, &old, &new, &what);
        if traced.code == Some(4) && out(&found) != out(&old) {
            let told = ["The edition in out is the new one", "The new edition is in place"];
            assert!(told.iter().any(|told| what.contains(told)), "{what}");
        }
        let again = program(&root, arguments).output().unwrap();
        // What is a draft already is not revised once more.
        let open = arguments == REVISE && again.status.code() == Some(1);
        assert!(open || again.status.success(), "{what}: {}", told(&again));
        let left = tree(&root);
        assert!(left == new, "{what}");
    };
    let (some, others) = calls.split_at(calls.len() / 2);
    thread::scope(|scope| {
        scope.spawn(|| some.iter().for_each(one));
        others.iter().for_each(one);
    });
}

fn may_strike() -> bool {
    let allowed = strace::allowed();
    if !allowed {
        left_out("publications struck at each step (there is no strace, or it may not trace)");
    }
    allowed
}

#[test]
fn what_is_killed_at_any_step_is_completed_by_the_next_run() {
    if may_strike() {
        strike_all(Call::killed);
    }
}

#[test]
fn what_meets_a_full_disk_at_any_step_is_completed_by_the_next_run() {
    if may_strike() {
        strike_all(Call::failed);
    }
}

/// Each of the four on the state that the one before leaves.
fn strike_all(fault: fn(&Call) -> String) {
    let site = draft();
    site.edition();
    let root = site.root();
    for arguments in [APPROVE.as_slice(), &PUBLISH, &REVISE] {
        strike(&root, arguments, fault);
        done(&root, &[arguments, &NOW].concat());
    }
    approve(&root, "2022q4");
    publish(&root, "2022q4");
    strike(&root, &WITHDRAW, fault);
}

/// One publication stands still between reading the record and writing it; another edition is published meanwhile.
#[test]
fn two_editions_that_are_published_at_once_are_both_in_the_records() {
    if !may_strike() {
        return;
    }
    let site = draft();
    site.edition();
    let root = site.root();
    let other = root.join("2022q3");
    fs::create_dir(&other).unwrap();
    fs::copy(root.join("2022q4/report.md"), other.join("report.md")).unwrap();
    let head = fs::read_to_string(root.join("2022q4/edition.toml")).unwrap().replace("2022q4", "2022q3");
    fs::write(other.join("edition.toml"), head).unwrap();
    approve(&root, "2022q4");
    approve(&root, "2022q3");
    let probe = copy(&root);
    let calls = strace::run(&program(&probe.path().join("site"), &PUBLISH), &[]).calls;
    let moves = |call: &&Call| call.name == "rename" && call.line.contains("/.published.csv.teiten");
    let record = calls.iter().find(moves);
    let delayed = record.unwrap().killed().replace("signal=KILL", "delay_enter=3000000");
    thread::scope(|scope| {
        let slow = scope.spawn(|| strace::run(&program(&root, &PUBLISH), &[delayed]));
        let beside = root.join("data/.published.csv.teiten");
        while !beside.exists() && !slow.is_finished() {
            thread::yield_now();
        }
        assert!(!slow.is_finished());
        publish(&root, "2022q3");
        assert_eq!(slow.join().unwrap().code, Some(0));
    });
    let ranks = fs::read_to_string(root.join("data/published.csv")).unwrap();
    let blocks = fs::read_to_string(root.join("data/published.toml")).unwrap();
    for edition in ["2022q4", "2022q3"] {
        assert_eq!(ranks.matches(&format!("{edition},1.0,top_ports")).count(), 2, "{ranks}");
        assert!(blocks.contains(&format!("[\"{edition}#top_ports\"]")), "{blocks}");
    }
}
