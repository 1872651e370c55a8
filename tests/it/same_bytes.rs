//! Same input, same bytes: a second build, another folder, any shelf, any environment, any number of threads.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use sha2::{Digest, Sha256};

use crate::site::{CHAPTER, Site, program, tree};

const BLOCKS: &str = "```table\nid = \"top_ports\"\nrows = \"port\"\ncolumns = [\"rank\", \"label\", \"previous\", \"packets\", \"share\"]\n```\n\n> ※注[^a]。\n\n```chart\nid = \"trend\"\nof = \"top_ports\"\n```\n\n本文の{{ top_ports[1].label }}。\n\n[^a]: 題\n";

/// Many keys with equal packets, three sensors, two quarters.
fn site() -> Site {
    let rows: String = (0..600)
        .map(|at| {
            let (month, day, port) = (7 + at % 6, 1 + at % 28, 1 + at % 97);
            let (sensor, region) = (["tokyo", "osaka", "dallas"][at % 3], ["CN", "US", "JP", "ZZ"][at % 4]);
            format!("2022-{month:02}-{day:02},{sensor},TCP,{port},{region},{}\n", 1 + at % 5)
        })
        .collect();
    Site::new().rows(&rows).manuscript(&format!("{CHAPTER}{BLOCKS}"))
}

/// Digests of every file below `folder`.
fn digests(folder: &Path) -> BTreeMap<String, String> {
    let hexadecimal = |bytes: &[u8]| Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let digests: BTreeMap<_, String> =
        tree(folder).into_iter().map(|(path, bytes)| (path, hexadecimal(&bytes))).collect();
    assert!(digests.len() >= 7, "{digests:?}");
    digests
}

#[test]
fn a_second_build_changes_nothing() {
    let site = site();
    let first = site.made();
    assert!(first.changed());
    let manifest = first.folder().join("manifest.json");
    let (digests_before, written) =
        (digests(first.folder()), fs::metadata(&manifest).unwrap().modified().unwrap());
    let second = site.made();
    assert!(!second.changed());
    assert_eq!(digests(second.folder()), digests_before);
    assert_eq!(fs::metadata(&manifest).unwrap().modified().unwrap(), written);
}

#[test]
fn neither_folder_nor_shelf_is_in_the_bytes() {
    let (one, other) = (site(), site());
    let expected = digests(one.made().folder());
    assert_eq!(digests(other.made().folder()), expected, "the site elsewhere");
    let empty = one.root().join("empty");
    let into = |shelf: &Path| digests(one.build_into(Some(shelf)).folder());
    assert_eq!(into(&empty), expected, "an empty shelf");
    fs::remove_file(empty.join("2022q4/index.html")).unwrap();
    fs::write(empty.join("2022q4/report.pdf"), "torn").unwrap();
    assert_eq!(into(&empty), expected, "a shelf whose edition was torn");
    let sibling = one.root().join("full");
    let before = Site::new().quarter("2022q3").change_edition("2023-02-14", "2022-11-14").manuscript(CHAPTER);
    before.build_into(Some(&sibling)).is_made();
    assert_eq!(digests(one.build_into(Some(&sibling)).folder()), expected, "beside the edition before");
}

#[test]
fn a_shelf_of_another_site_stays_as_it_is() {
    let site = site();
    let shelf = site.root().join("shelf");
    let other = Site::new().change_settings("id = \"try\"", "id = \"other\"");
    other.build_into(Some(&shelf)).is_made();
    let before = digests_of_any(&shelf);
    let refused = site.build_into(Some(&shelf));
    assert_eq!(refused.outcome.made, None);
    assert_eq!(digests_of_any(&shelf), before);
    assert_eq!(
        digests(site.made().folder()).len(),
        digests(site.build_into(Some(&site.root().join("free"))).folder()).len()
    );
}

fn digests_of_any(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    tree(folder)
}

/// Builds with this environment into a new shelf.
fn under(edition: &Path, shelf: &Path, environment: &[(&str, &str)]) -> BTreeMap<String, String> {
    let mut program: Command = program();
    program
        .envs(environment.iter().copied())
        .arg("build")
        .arg("--out")
        .arg(shelf)
        .arg(edition)
        .assert()
        .success();
    digests(shelf)
}

#[test]
fn no_environment_is_in_the_bytes() {
    let site = site();
    let (edition, shelves) = (site.edition(), tempfile::tempdir().unwrap());
    let shelf = |name: &str| shelves.path().join(name);
    let expected = under(&edition, &shelf("plain"), &[]);
    for (number, environment) in [
        [("TZ", "Pacific/Kiritimati"), ("LANG", "tr_TR.UTF-8"), ("SOURCE_DATE_EPOCH", "1")],
        [("TZ", "America/Los_Angeles"), ("LC_ALL", "C"), ("SOURCE_DATE_EPOCH", "4000000000")],
        [("POLARS_MAX_THREADS", "1"), ("RAYON_NUM_THREADS", "1"), ("HOME", "/nonexistent")],
        [("POLARS_MAX_THREADS", "2"), ("RAYON_NUM_THREADS", "2"), ("TMPDIR", "/nonexistent")],
    ]
    .iter()
    .enumerate()
    {
        assert_eq!(under(&edition, &shelf(&number.to_string()), environment), expected, "{environment:?}");
    }
}

#[test]
fn the_date_is_not_in_the_bytes() {
    let faked = which("faketime");
    let site = site();
    let (edition, shelves) = (site.edition(), tempfile::tempdir().unwrap());
    let expected = under(&edition, &shelves.path().join("now"), &[]);
    let Some(faketime) = faked else {
        // Without a tool that fakes the date, a build in a later second has to do.
        std::thread::sleep(std::time::Duration::from_millis(1100));
        assert_eq!(under(&edition, &shelves.path().join("later"), &[]), expected);
        return;
    };
    let shelf = shelves.path().join("then");
    let binary = assert_cmd::cargo::cargo_bin("teiten");
    Command::new(faketime)
        .arg("1999-12-31 23:59:59")
        .arg(binary)
        .arg("build")
        .arg("--out")
        .arg(&shelf)
        .arg(&edition)
        .assert()
        .success();
    assert_eq!(digests(&shelf), expected);
}

fn which(name: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
}

#[test]
fn the_order_of_files_is_not_in_the_bytes() {
    let head = crate::site::HEAD;
    let rows =
        |sensor: &str| format!("{head}2022-10-01,{sensor},TCP,23,CN,10\n2022-10-02,{sensor},TCP,22,CN,10\n");
    let tables = |first: &str, second: &str| {
        let site = Site::new()
            .file(&format!("data/packets-{first}.csv"), rows("tokyo"))
            .file(&format!("data/packets-{second}.csv"), rows("osaka"));
        let files = tree(site.manuscript(&format!("{CHAPTER}{BLOCKS}")).made().folder());
        files.into_iter().filter(|(path, _)| path != "manifest.json").collect::<BTreeMap<_, _>>()
    };
    assert_eq!(tables("a", "b"), tables("b", "a"));
}

#[test]
fn the_sample_with_real_observations_is_the_same_with_one_thread_and_two() {
    let edition = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/honeypot-2013/2013q2");
    let shelves = tempfile::tempdir().unwrap();
    let threads = |count| [("POLARS_MAX_THREADS", count), ("RAYON_NUM_THREADS", count)];
    let one = under(&edition, &shelves.path().join("one"), &threads("1"));
    assert_eq!(under(&edition, &shelves.path().join("two"), &threads("2")), one);
    assert!(one.contains_key("2013q2/report.pdf") && one.contains_key("2013q2/manifest.json"));
}
