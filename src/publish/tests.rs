//! An edition on disk: whole, the old one or the new one, whatever happens.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::thread;

use super::*;
use crate::digest::digest;
use crate::lang::Lang;

type Files = Vec<(String, Vec<u8>)>;

fn manifest(site: &str) -> Manifest {
    Manifest {
        format: FORMAT,
        site: site.to_owned(),
        edition: "2022q4".to_owned(),
        langs: vec![Lang::ja()],
        version: "1.0".to_owned(),
        status: "published".to_owned(),
        date: "2023-02-14".parse().unwrap(),
        page: BTreeMap::new(),
        pdf: BTreeMap::new(),
        revision: None,
        licence: None,
        teiten: "0.1.0".to_owned(),
        program: None,
        rules: Rules::OURS,
        inputs: Vec::new(),
        reports: BTreeMap::from([(Lang::ja(), digest(b"report"))]),
        outputs: Vec::new(),
    }
}

fn files(text: &str) -> Files {
    ["report.pdf", "index.html", "figures/trend.svg", "data/trend.csv"]
        .map(|path| (path.to_owned(), format!("{path}: {text}").into_bytes()))
        .to_vec()
}

fn put(shelf: &Path, site: &str, files: &Files) -> Result<Published, Error> {
    publish(&Job { shelf, manifest: manifest(site), files })
}

/// The edition is whole: every output is listed with its digest, and nothing else lies there.
fn whole(folder: &Path) -> Files {
    let manifest: Manifest = serde_json::from_slice(&fs::read(folder.join(MANIFEST)).unwrap()).unwrap();
    let outputs = manifest.outputs.iter();
    let files: Files =
        outputs.map(|output| (output.path.clone(), fs::read(folder.join(&output.path)).unwrap())).collect();
    for (output, (_, bytes)) in manifest.outputs.iter().zip(&files) {
        assert_eq!((output.digest.as_str(), output.bytes), (digest(bytes).as_str(), bytes.len() as u64));
    }
    assert!(folder::holds(folder, &files, &manifest.bytes()));
    files
}

fn left_over(shelf: &Path) -> Vec<String> {
    let names = fs::read_dir(shelf.join(".teiten")).unwrap();
    let mut names: Vec<_> = names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn an_edition_is_published_replaced_and_left_alone_where_nothing_is_new() {
    let dir = tempfile::tempdir().unwrap();
    let shelf = dir.path().join("out/site");
    let first = put(&shelf, "site", &files("one")).unwrap();
    assert_eq!(first, Published { folder: shelf.join("2022q4"), changed: true });
    assert_eq!(whole(&first.folder).len(), 4);

    let time = || fs::metadata(shelf.join("2022q4/index.html")).unwrap().modified().unwrap();
    let before = time();
    assert!(!put(&shelf, "site", &files("one")).unwrap().changed);
    assert_eq!(time(), before);

    let mut fewer = files("two");
    fewer.retain(|(path, _)| path != "figures/trend.svg");
    assert!(put(&shelf, "site", &fewer).unwrap().changed);
    assert_eq!(whole(&first.folder).len(), 3);
    assert!(!first.folder.join("figures").exists());
    assert_eq!(left_over(&shelf), ["lock", "site.json"]);

    fs::write(first.folder.join("index.html"), "edited by hand").unwrap();
    assert!(put(&shelf, "site", &fewer).unwrap().changed);
    whole(&first.folder);
}

#[test]
fn equal_jobs_give_equal_bytes_whatever_the_order_of_files() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    put(one.path(), "site", &files("x")).unwrap();
    let mut turned = files("x");
    turned.reverse();
    put(other.path(), "site", &turned).unwrap();
    let read = |dir: &Path| fs::read(dir.join("2022q4").join(MANIFEST)).unwrap();
    assert_eq!(read(one.path()), read(other.path()));
}

#[test]
fn what_belongs_to_somebody_else_is_refused_and_stays() {
    let dir = tempfile::tempdir().unwrap();
    let shelf = dir.path();
    put(shelf, "one", &files("one")).unwrap();
    let foreign = put(shelf, "other", &files("other")).unwrap_err();
    assert!(matches!(&foreign, Error::ForeignShelf { owner, .. } if owner == "one"));
    assert!(foreign.said().ja.contains("「one」") && foreign.said().en.contains("\"one\""));
    // The manifests speak where the mark of the shelf was lost.
    fs::remove_file(shelf.join(".teiten/site.json")).unwrap();
    assert!(matches!(put(shelf, "other", &files("other")), Err(Error::ForeignShelf { .. })));
    assert_eq!(whole(&shelf.join("2022q4")), whole_sorted(files("one")));

    let path = shelf.join("2022q4").join(MANIFEST);
    let newer = fs::read_to_string(&path).unwrap().replace("\"format\": 1", "\"format\": 2");
    fs::write(&path, &newer).unwrap();
    assert!(matches!(put(shelf, "one", &files("two")), Err(Error::Newer { format: 2, .. })));
    assert_eq!(fs::read_to_string(&path).unwrap(), newer);
}

fn whole_sorted(mut files: Files) -> Files {
    files.sort();
    files
}

#[test]
fn a_folder_that_is_no_edition_is_not_replaced() {
    let site = tempfile::tempdir().unwrap();
    let manuscript = site.path().join("2022q4/report.md");
    fs::create_dir(site.path().join("2022q4")).unwrap();
    fs::write(&manuscript, "# 概況").unwrap();
    // Somebody else's files of that name mean nothing.
    fs::create_dir(site.path().join("app")).unwrap();
    fs::write(site.path().join("app").join(MANIFEST), r#"{"name": "app"}"#).unwrap();

    assert!(matches!(put(site.path(), "site", &files("x")), Err(Error::NotAnEdition { .. })));
    assert_eq!(fs::read_to_string(&manuscript).unwrap(), "# 概況");
    fs::remove_file(&manuscript).unwrap();
    assert!(put(site.path(), "site", &files("x")).unwrap().changed);
}

#[test]
fn a_failing_disk_leaves_the_old_edition_in_place() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "site", &files("one")).unwrap();
    let mut broken = files("two");
    broken.push(("index.html/inside-a-file.csv".to_owned(), Vec::new()));
    let error = put(dir.path(), "site", &broken).unwrap_err();
    assert!(matches!(error, Error::Disk { deed: Deed::Write, .. }), "{error:?}");
    assert_eq!(whole(&dir.path().join("2022q4")), whole_sorted(files("one")));
    assert_eq!(left_over(dir.path()), ["lock", "site.json"]);
}

#[test]
fn the_next_run_clears_up_after_one_that_was_killed() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "site", &files("one")).unwrap();
    let corner = dir.path().join(".teiten");
    fs::create_dir_all(corner.join("stage-1-0/figures")).unwrap();
    fs::write(corner.join("stage-1-0/report.pdf"), "half").unwrap();
    fs::write(corner.join("stage-site.json"), "{").unwrap();
    assert!(!put(dir.path(), "site", &files("one")).unwrap().changed);
    assert_eq!(left_over(dir.path()), ["lock", "site.json"]);
}

/// Leaves a shelf as a run without an exchange leaves it when it is killed: `moves` is how far it came.
fn interrupt(shelf: &Path, moves: usize) {
    let corner = shelf.join(".teiten");
    fs::create_dir_all(corner.join("stage-9-1")).unwrap();
    let bytes = manifest("site").with_outputs(&files("two")).bytes();
    let staged = corner.join("stage-9-0");
    fs::create_dir(&staged).unwrap();
    folder::write(&staged, &files("two"), &bytes, || Ok(())).unwrap();
    let note = r#"{"edition": "2022q4", "new": "stage-9-0", "old": "stage-9-1/2022q4"}"#;
    fs::write(corner.join("move.json"), note).unwrap();
    let steps = [("2022q4", ".teiten/stage-9-1/2022q4"), (".teiten/stage-9-0", "2022q4")];
    for (from, to) in &steps[..moves] {
        fs::rename(shelf.join(from), shelf.join(to)).unwrap();
    }
}

#[test]
fn an_interrupted_move_is_completed_by_the_next_run() {
    for (moves, expected) in [(0, "one"), (1, "two"), (2, "two")] {
        let dir = tempfile::tempdir().unwrap();
        put(dir.path(), "site", &files("one")).unwrap();
        interrupt(dir.path(), moves);
        drop(shelf::Shelf::open(dir.path()).unwrap());
        assert_eq!(whole(&dir.path().join("2022q4")), whole_sorted(files(expected)), "{moves}");
        assert_eq!(left_over(dir.path()), ["lock", "site.json"]);
    }
    // The new one was lost: the old one comes back.
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "site", &files("one")).unwrap();
    interrupt(dir.path(), 1);
    fs::remove_dir_all(dir.path().join(".teiten/stage-9-0")).unwrap();
    drop(shelf::Shelf::open(dir.path()).unwrap());
    assert_eq!(whole(&dir.path().join("2022q4")), whole_sorted(files("one")));
}

#[test]
fn a_note_cannot_lead_out_of_the_shelf() {
    let dir = tempfile::tempdir().unwrap();
    let shelf = dir.path().join("shelf");
    fs::create_dir_all(shelf.join(".teiten")).unwrap();
    fs::create_dir(dir.path().join("treasure")).unwrap();
    let note = r#"{"edition": "2022q4", "new": "../../treasure", "old": "x"}"#;
    fs::write(shelf.join(".teiten/move.json"), note).unwrap();
    put(&shelf, "site", &files("one")).unwrap();
    assert!(dir.path().join("treasure").is_dir());
    whole(&shelf.join("2022q4"));
}

#[test]
fn without_an_exchange_the_old_goes_aside_and_the_new_in() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "site", &files("one")).unwrap();
    let shelf = shelf::Shelf::open(dir.path()).unwrap();
    let bytes = manifest("site").with_outputs(&files("two")).bytes();
    let staged = shelf.stage(|staged| folder::write(staged, &files("two"), &bytes, || Ok(()))).unwrap();
    aside::replace(&shelf, &staged, "2022q4").unwrap();
    assert_eq!(whole(&dir.path().join("2022q4")), whole_sorted(files("two")));
    assert_eq!(left_over(dir.path()), ["lock", "site.json"]);
}

#[test]
fn two_runs_at_once_both_end_in_a_whole_edition() {
    let dir = tempfile::tempdir().unwrap();
    let shelf = dir.path();
    thread::scope(|scope| {
        for name in ["one", "two"] {
            scope.spawn(move || {
                for run in 0..20 {
                    put(shelf, "site", &files(&format!("{name} {run}"))).unwrap();
                }
            });
        }
    });
    let texts = ["one 19", "two 19"].map(|text| whole_sorted(files(text)));
    assert!(texts.contains(&whole(&shelf.join("2022q4"))));
    assert_eq!(left_over(shelf), ["lock", "site.json"]);
}
