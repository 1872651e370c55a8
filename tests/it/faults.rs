//! An edition is on disk whole or not at all: killed builds, two builds at once, a full disk.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use sha2::{Digest, Sha256};

use crate::site::{CHAPTER, Site, tree};

const BLOCKS: &str = "```table\nid = \"top_ports\"\nrows = \"port\"\ncolumns = [\"rank\", \"label\", \"packets\"]\n```\n\n```chart\nid = \"trend\"\nof = \"top_ports\"\n```\n";

fn site(packets: u32) -> Site {
    Site::new()
        .rows(&format!("2022-10-01,tokyo,TCP,23,CN,{packets}\n"))
        .manuscript(&format!("{CHAPTER}{BLOCKS}"))
}

/// The program at work on `edition`, its output dropped.
fn start(edition: &Path, shelf: &Path) -> Command {
    let mut program = Command::new(assert_cmd::cargo::cargo_bin("teiten"));
    program.arg("build").arg(edition).arg("--out").arg(shelf).stdout(Stdio::null()).stderr(Stdio::null());
    program
}

/// Every file of the edition, each as its manifest says; none where there is no edition.
fn whole(shelf: &Path) -> Option<BTreeMap<String, Vec<u8>>> {
    let folder = shelf.join("2022q4");
    if !folder.exists() {
        return None;
    }
    let files = tree(&folder);
    let manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let outputs = manifest["outputs"].as_array().unwrap();
    assert_eq!(files.len(), outputs.len() + 1);
    for output in outputs {
        let bytes = &files[output["path"].as_str().unwrap()];
        let digest: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(output["digest"], digest.as_str());
    }
    Some(files)
}

#[test]
fn a_killed_build_leaves_the_edition_whole_or_absent() {
    let (old, new) = (site(10), site(99));
    let (old_edition, new_edition) = (old.edition(), new.edition());
    let shelf = old.root().join("shelf");
    let began = std::time::Instant::now();
    assert!(start(&old_edition, &shelf).status().unwrap().success());
    let took = began.elapsed();
    let (expected, mut seen) = (whole(&shelf).unwrap(), 0);
    for round in 0..10_u32 {
        let mut running = start(&new_edition, &shelf).spawn().unwrap();
        // Most of the writing happens in the last part of a build.
        std::thread::sleep(took.mul_f64(0.55 + 0.05 * f64::from(round)));
        let _ = running.kill();
        running.wait().unwrap();
        let found = whole(&shelf).expect("what was there stays");
        if found != expected {
            seen += 1;
            assert!(start(&old_edition, &shelf).status().unwrap().success());
            assert_eq!(whole(&shelf).unwrap(), expected);
        }
    }
    assert!(start(&new_edition, &shelf).status().unwrap().success());
    let replaced = whole(&shelf).unwrap();
    assert_ne!(replaced, expected, "after {seen} builds that came through");
    let left: Vec<_> =
        fs::read_dir(shelf.join(".teiten")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().starts_with("stage-")), "{left:?}");
    let empty = new.root().join("empty");
    for round in 0..4_u32 {
        let mut running = start(&new_edition, &empty).spawn().unwrap();
        std::thread::sleep(took.mul_f64(0.6 + 0.1 * f64::from(round)));
        let _ = running.kill();
        running.wait().unwrap();
        assert!(whole(&empty).is_none_or(|found| found == replaced));
    }
}

#[test]
fn two_builds_at_once_end_with_a_whole_edition() {
    let (one, other) = (site(10), site(99));
    let shelf = one.root().join("shelf");
    let (one, other) = (one.edition(), other.edition());
    for _ in 0..3 {
        let mut running = [&one, &other, &one].map(|edition| start(edition, &shelf).spawn().unwrap());
        for running in &mut running {
            assert!(running.wait().unwrap().success());
        }
        assert!(whole(&shelf).is_some());
    }
}

/// A disk of a megabyte; none where this machine does not let us have one.
struct Disk(tempfile::TempDir);

impl Disk {
    fn new() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mut mount = Command::new("mount");
        mount
            .args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"])
            .arg(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        mount.status().is_ok_and(|status| status.success()).then_some(Self(folder))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

#[test]
fn a_full_disk_changes_nothing() {
    let Some(disk) = Disk::new() else {
        writeln!(std::io::stderr(), "left out: a full disk (mounting a tmpfs takes root)").unwrap();
        return;
    };
    let shelf = disk.0.path().join("shelf");
    let site = site(10);
    let edition = site.edition();
    assert!(start(&edition, &shelf).status().unwrap().success());
    let expected = whole(&shelf).unwrap();
    let used: usize = expected.values().map(Vec::len).sum();
    fs::write(disk.0.path().join("ballast"), vec![0; (1 << 20) - used - used / 2 - 64 * 1024]).unwrap();
    let other = self::site(99);
    let status = start(&other.edition(), &shelf).status().unwrap();
    assert_eq!(status.code(), Some(4));
    assert_eq!(whole(&shelf).unwrap(), expected, "what was there stays");
    fs::remove_file(disk.0.path().join("ballast")).unwrap();
    assert!(start(&other.edition(), &shelf).status().unwrap().success());
    assert_ne!(whole(&shelf).unwrap(), expected);
}

#[test]
fn readers_never_miss_the_manifest() {
    let (one, other) = (site(10), site(99));
    let shelf = one.root().join("shelf");
    let editions = [one.edition(), other.edition()];
    assert!(start(&editions[0], &shelf).status().unwrap().success());
    let manifest = shelf.join("2022q4/manifest.json");
    let mut running = start(&editions[1], &shelf).spawn().unwrap();
    let mut reads = 0_u32;
    while running.try_wait().unwrap().is_none() {
        assert!(fs::read(&manifest).is_ok_and(|bytes| bytes.ends_with(b"}\n")), "after {reads} reads");
        reads += 1;
        std::thread::sleep(Duration::from_micros(200));
    }
    assert!(reads > 0);
}
