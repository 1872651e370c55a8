//! One call to the system after the other is struck: the process is killed at it, the disk is full or broken at it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use tempfile::TempDir;

use super::strace::{self, Call, Traced};
use super::{Files, build, is_tidy, left_out, publish, site, teiten, whole};
use crate::site::Site;

/// A build that replaces an edition makes at least so many calls that touch the shelf; each is struck.
const CALLS: usize = 50;

/// Makes the exchange of two folders a step that this disk does not know.
const NO_EXCHANGE: &str = "inject=renameat2:error=EINVAL";

/// What is struck: the build of a new edition where an old one lies, or none.
struct Build {
    edition: PathBuf,
    shelf: PathBuf,
    old: Option<Files>,
    new: Files,
    /// Faults that every run has.
    always: Vec<String>,
}

impl Build {
    fn replacing(old: &Site, new: &Site) -> Self {
        let first = Self::first(new);
        let shelf = old.root().join("shelf");
        let old = build(&old.edition(), &shelf);
        Self { shelf, old: Some(old), ..first }
    }

    fn first(new: &Site) -> Self {
        let edition = new.edition();
        let made = build(&edition, &new.root().join("made"));
        Self { edition, shelf: new.root().join("none"), old: None, new: made, always: Vec::new() }
    }

    /// Runs on a copy of the shelf and lets `then` look at what became of it.
    fn run<T>(&self, fault: Option<String>, then: impl FnOnce(&Path, Traced) -> T) -> T {
        let desk = TempDir::new().unwrap();
        let (shelf, scratch) = (desk.path().join("shelf"), desk.path().join("scratch"));
        fs::create_dir(&scratch).unwrap();
        if self.shelf.exists() {
            assert!(Command::new("cp").arg("-a").args([&self.shelf, &shelf]).status().unwrap().success());
        }
        let faults: Vec<_> = self.always.iter().cloned().chain(fault).collect();
        let traced = strace::run(teiten(&self.edition, &shelf).env("TMPDIR", &scratch), &faults);
        let done = then(&shelf, traced);
        publish(&shelf, &self.new);
        assert_eq!(whole(&shelf).as_ref(), Some(&self.new), "after the next run");
        is_tidy(&shelf);
        assert_eq!(fs::read_dir(&scratch).unwrap().count(), 0, "files outside of the shelf");
        done
    }

    /// The calls of a run without a fault that touch the shelf.
    fn calls(&self) -> Vec<Call> {
        self.run(None, |shelf, traced| {
            assert_eq!(traced.code, Some(0), "{}", traced.told);
            let shelf = shelf.display().to_string();
            traced.calls.into_iter().filter(|call| call.line.contains(&shelf)).collect()
        })
    }

    /// Strikes each of `calls` as `fault` says, half of them in a thread of its own.
    fn strike(
        &self,
        calls: &[Call],
        fault: impl Fn(&Call) -> String + Sync,
        look: impl Fn(&Traced, Option<Files>) + Sync,
    ) {
        let (one, other) = calls.split_at(calls.len() / 2);
        let strike = |calls: &[Call]| {
            for call in calls {
                self.run(Some(fault(call)), |shelf, traced| {
                    assert!(traced.struck().contains(&*shelf.to_string_lossy()), "{}", call.line);
                    look(&traced, whole(shelf));
                });
            }
        };
        thread::scope(|scope| {
            scope.spawn(|| strike(one));
            strike(other);
        });
    }

    /// A build that was killed left what was there, or all of the new edition.
    fn old_or_new(&self, traced: &Traced, found: Option<Files>) {
        assert!(traced.killed, "{}", traced.told);
        assert!(found == self.old || found.as_ref() == Some(&self.new), "{}", traced.struck());
    }

    /// A build that met a broken disk says what became of the edition, and that is true.
    fn as_told(&self, traced: &Traced, found: Option<Files>) {
        let Traced { code, told, .. } = traced;
        let struck = traced.struck();
        assert!(!told.contains("panicked") && !told.contains("fault in teiten"), "{struck}\n{told}");
        let stands = found.as_ref() == Some(&self.new);
        match code {
            Some(0) => assert!(stands, "{struck}"),
            _ if told.contains("The new edition is in place") => assert!(stands, "{struck}\n{told}"),
            _ => assert!(found == self.old, "{struck}\n{told}"),
        }
        let full = struck.contains("ENOSPC") && *code != Some(0);
        assert!(
            matches!(code, Some(0 | 4)) && (!full || told.contains("the disk is full")),
            "{struck}\n{told}"
        );
    }
}

fn may_strike() -> bool {
    let allowed = strace::allowed();
    if !allowed {
        left_out("builds struck at each call to the system (there is no strace, or it may not trace)");
    }
    allowed
}

#[test]
fn a_build_killed_at_any_call_leaves_an_edition_whole() {
    if !may_strike() {
        return;
    }
    let (old, new) = (site(10), site(99));
    let (replacing, first) = (Build::replacing(&old, &new), Build::first(&new));
    assert!(replacing.calls().len() >= CALLS);
    for build in [replacing, first] {
        build.strike(&build.calls(), Call::killed, |traced, found| build.old_or_new(traced, found));
    }
}

#[test]
fn a_disk_that_is_full_or_breaks_at_any_call_is_told_and_leaves_an_edition_whole() {
    if !may_strike() {
        return;
    }
    let (old, new) = (site(10), site(99));
    for build in [Build::replacing(&old, &new), Build::first(&new)] {
        build.strike(&build.calls(), Call::failed, |traced, found| build.as_told(traced, found));
    }
}

/// Where no exchange is to be had an edition may be absent for a moment; the next run completes the move.
#[test]
fn a_move_in_two_steps_is_completed_wherever_it_was_killed() {
    if !may_strike() {
        return;
    }
    let (old, new) = (site(10), site(99));
    let moving = Build { always: vec![NO_EXCHANGE.to_owned()], ..Build::replacing(&old, &new) };
    let mut calls = moving.calls();
    let refused = calls.iter().position(|call| call.name == "renameat2").expect("an exchange was tried");
    let calls = calls.split_off(refused + 1);
    let moved = |call: &Call| call.name == "rename";
    assert!(calls.iter().filter(|call| moved(call)).count() >= 2);
    moving.strike(&calls, Call::killed, |traced, found| {
        assert!(traced.killed);
        assert!(found.is_none() || found == moving.old || found.as_ref() == Some(&moving.new));
    });
    moving.strike(&calls, Call::failed, |traced, found| moving.as_told(traced, found));
}
