//! A publication is killed wherever it changes the disk: readers find nothing or the whole edition, and the next
//! publication ends where an undisturbed one does.

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use super::left_out;
use super::strace::{self, Call};
use crate::approval::{approve, draft, publish};
use crate::site::tree;

/// Where the edition comes to lie.
const OUT: &str = "out/try/2022q4/";

/// The calls that a publication is made of: folders are made and moved, files are moved, the old ones go.
const STRUCK: [&str; 4] = ["mkdir", "rename", "renameat2", "unlink"];

fn publication(site: &Path) -> Command {
    let mut program = Command::new(assert_cmd::cargo::cargo_bin("teiten"));
    program.args(["--lang", "en", "publish", "--now", "2023-02-14T10:00:00+09:00"]).arg(site.join("2022q4"));
    program
}

/// A copy of the approved site, to be struck.
fn copy(site: &Path) -> TempDir {
    let desk = TempDir::new().unwrap();
    let copied = Command::new("cp").arg("-a").arg(site).arg(desk.path().join("site")).status().unwrap();
    assert!(copied.success());
    desk
}

#[test]
fn a_publication_killed_at_any_step_is_completed_by_the_next() {
    if !strace::allowed() {
        return left_out("publications killed at each step (there is no strace, or it may not trace)");
    }
    let site = draft();
    site.edition();
    approve(&site.root(), "2022q4");
    let undisturbed = copy(&site.root());
    let root = undisturbed.path().join("site");
    let traced = strace::run(&publication(&root), &[]);
    assert_eq!(traced.code, Some(0), "{}", traced.told);
    let whole = tree(&root);
    let of_site = |call: &Call| STRUCK.contains(&call.name.as_str()) && call.line.contains("/site/");
    let calls: Vec<_> = traced.calls.into_iter().filter(of_site).collect();
    // The folder is moved into its place, then the record and the status.
    assert!(calls.iter().filter(|call| call.name.starts_with("rename")).count() >= 3);
    for call in calls {
        let struck = copy(&site.root());
        let root = struck.path().join("site");
        assert!(strace::run(&publication(&root), &[call.killed()]).killed, "{}", call.line);
        let out = root.join(OUT);
        let is_whole = || {
            let expected = whole.iter().filter_map(|(path, bytes)| Some((path.strip_prefix(OUT)?, bytes)));
            tree(&out).iter().map(|(path, bytes)| (path.as_str(), bytes)).eq(expected)
        };
        assert!(!out.exists() || is_whole(), "{}", call.line);
        publish(&root, "2022q4");
        assert_eq!(tree(&root), whole, "{}", call.line);
    }
}
