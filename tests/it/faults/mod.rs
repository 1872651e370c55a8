//! An edition is on disk whole or not at all, whatever strikes: killed builds, full disks, builds and readers at
//! once; and what is damaged when it is delivered is told.

mod at_once;
mod damaged;
mod disks;
#[cfg(target_os = "linux")]
mod publication;
#[cfg(target_os = "linux")]
mod strace;
#[cfg(target_os = "linux")]
mod struck;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};

use sha2::{Digest, Sha256};
use teiten::publish::{self, Job, MANIFEST, Manifest, Published};

use crate::site::{CHAPTER, Site, tree};

const BLOCKS: &str = "```table\nid = \"top_ports\"\nrows = \"port\"\ncolumns = [\"rank\", \"label\", \"packets\"]\n```\n\n```chart\nid = \"trend\"\nof = \"top_ports\"\n```\n";

/// An edition's files by name.
type Files = BTreeMap<String, Vec<u8>>;

/// A site with one row of observations; other numbers make another edition.
fn site(packets: u32) -> Site {
    Site::new()
        .rows(&format!("2022-10-01,tokyo,TCP,23,CN,{packets}\n"))
        .manuscript(&format!("{CHAPTER}{BLOCKS}"))
}

/// The program on `edition` into `shelf`.
fn teiten(edition: &Path, shelf: &Path) -> Command {
    let mut program = Command::new(assert_cmd::cargo::cargo_bin("teiten"));
    program.args(["--lang", "en", "build"]).arg(edition).arg("--out").arg(shelf);
    program
}

/// Builds `edition` into `shelf`, which goes well.
fn build(edition: &Path, shelf: &Path) -> Files {
    let output = teiten(edition, shelf).output().unwrap();
    assert!(output.status.success(), "{}", told(&output));
    whole(shelf).unwrap()
}

/// What the program said to people.
fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Every file of the edition, each as its manifest says; none where there is no edition.
fn whole(shelf: &Path) -> Option<Files> {
    let folder = shelf.join("2022q4");
    if !folder.exists() {
        return None;
    }
    let files = tree(&folder);
    let manifest = manifest(&files);
    assert_eq!(files.len(), manifest.outputs.len() + 1);
    for output in &manifest.outputs {
        let digest = Sha256::digest(&files[&output.path]);
        let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(output.digest, digest, "{}", output.path);
    }
    Some(files)
}

fn manifest(files: &Files) -> Manifest {
    serde_json::from_slice(&files[MANIFEST]).unwrap()
}

/// Brings to `shelf` what an earlier build made, as the last step of a build does.
fn publish(shelf: &Path, files: &Files) -> Published {
    let made: Vec<_> = files.clone().into_iter().filter(|(path, _)| path != MANIFEST).collect();
    publish::publish(&Job { shelf, manifest: manifest(files), files: &made }).unwrap()
}

/// Asserts that nothing is left in the shelf's corner but what belongs there.
fn is_tidy(shelf: &Path) {
    let names = fs::read_dir(shelf.join(".teiten")).unwrap();
    let mut names: Vec<_> = names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["lock", "site.json"]);
}

/// Says on stderr, past the test harness, what this machine does not let us test.
fn left_out(what: &str) {
    let mut stderr = std::io::stderr();
    writeln!(stderr, "left out: {what}").unwrap();
}
