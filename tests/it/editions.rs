//! Sixty editions, fifteen years of them: the pages around them are made in seconds, and one that changes touches only
//! what tells of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use teiten::config::RevisionKind;
use teiten::publish::{Manifest, Revised};
use teiten::quarter::Quarter;
use teiten::report::{Block, Report, Run};

use crate::archive_site::{BASE, archived, manifest, site, touched};
use crate::site::{Site, tree};

/// What the whole may take.
const LIMIT: Duration = Duration::from_secs(20);

/// The made edition as that of `quarter`, its rows turned by `turn` places, laid in `out` as it is after publication,
/// with an address of its version; `change` has the last word on its manifest.
pub fn shelve(site: &Site, quarter: Quarter, turn: usize, change: impl FnOnce(&mut Manifest)) {
    let made = site.root().join("made/2022q4");
    let (mut manifest, mut files) = (manifest(&made), tree(&made));
    files.remove("manifest.json");
    let mut report: Report = serde_json::from_slice(&files["report.json"]).unwrap();
    report.edition = quarter.to_string();
    turned(&mut report.body, turn);
    files.insert("report.json".to_owned(), serde_json::to_vec(&report).unwrap());
    manifest.edition = quarter.to_string();
    manifest.date = quarter.next().span().day(45);
    change(&mut manifest);
    let manifest = manifest.with_outputs(&files.clone().into_iter().collect::<Vec<_>>());
    files.insert("manifest.json".to_owned(), manifest.bytes());
    let folder = site.root().join("out/try").join(quarter.to_string());
    for (path, bytes) in &files {
        for place in [String::new(), format!("v{}/", manifest.version)] {
            let path = folder.join(format!("{place}{path}"));
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }
}

/// Turns the keys and labels of every ranking, ranks staying where they are.
fn turned(blocks: &mut [Block], turn: usize) {
    for block in blocks {
        let Block::Table(table) = block else { continue };
        let Some(data) = &mut table.data else { continue };
        let rank = data.header.iter().position(|name| name == "rank").unwrap();
        let ranks: Vec<_> = data.rows.iter().map(|row| row[rank].clone()).collect();
        let by = turn % data.rows.len();
        data.rows.rotate_left(by);
        table.rows.rotate_left(by);
        for ((row, cells), value) in data.rows.iter_mut().zip(&mut table.rows).zip(ranks) {
            row[rank].clone_from(&value);
            cells[0].runs = vec![Run::Text { text: value }];
        }
    }
}

/// Sixty quarters, 2008q1 to 2022q4.
pub fn quarters() -> Vec<Quarter> {
    let first: Quarter = "2008q1".parse().unwrap();
    std::iter::successors(Some(first), |quarter| Some(quarter.next())).take(60).collect()
}

/// A site of sixty editions, with a page a key.
fn sixty() -> Site {
    let site = site(&format!("{BASE}key_pages = true\n"));
    site.build_into(Some(&site.root().join("made"))).is_made();
    for (at, quarter) in quarters().into_iter().enumerate() {
        shelve(&site, quarter, at / 9, |_| ());
    }
    site
}

/// The paths that changed since `before`, or are new.
fn changed(site: &Site, before: &BTreeMap<String, (String, std::time::SystemTime)>) -> BTreeSet<String> {
    let now = touched(&site.root().join("out/try"));
    now.into_iter().filter(|(path, seen)| before.get(path) != Some(seen)).map(|(path, _)| path).collect()
}

fn set(paths: &[&str]) -> BTreeSet<String> {
    paths.iter().map(|path| (*path).to_owned()).collect()
}

#[test]
fn sixty_editions_are_made_in_seconds_and_one_touches_what_tells_of_it() {
    let site = sixty();
    let out = site.root().join("out/try");
    let begun = Instant::now();
    let written = archived(&site);
    let took = begun.elapsed();
    assert!(took < LIMIT, "{took:?}");
    let frames = written.iter().filter(|path| path.ends_with("/manifest.json")).count();
    assert_eq!(frames, 60, "every edition has got its frame");

    let before = touched(&out);
    assert!(archived(&site).is_empty());
    assert_eq!(touched(&out), before, "what is so already is not touched");

    // A correction turns the ranking of one edition: list, feed, site map, history and the pages of its keys tell of it.
    let middle: Quarter = "2015q2".parse().unwrap();
    shelve(&site, middle, 6, |manifest| {
        "1.1".clone_into(&mut manifest.version);
        let (kind, date) = (RevisionKind::Correction, "2015-09-01".parse().unwrap());
        manifest.revision = Some(Revised { kind, date, what: "順位の誤り".to_owned() });
    });
    let before = touched(&out);
    archived(&site);
    let keys = ["22", "23", "80", "443", "445"].map(|port| format!("keys/{port}-tcp.html"));
    let own = ["2015q2/index.html", "2015q2/manifest.json"];
    let tell = ["feed.xml", "history.csv", "history.html", "index.html", "sitemap.xml"];
    let mut expected = set(&[&own[..], &tell[..]].concat());
    expected.extend(keys);
    assert_eq!(changed(&site, &before), expected);

    // One that is gone changes what its neighbours lead to.
    let before = touched(&out);
    fs::remove_dir_all(out.join("2015q2")).unwrap();
    archived(&site);
    let neighbours = ["2015q1", "2015q3"]
        .map(|edition| ["index.html", "manifest.json"].map(|file| format!("{edition}/{file}")));
    let seen = changed(&site, &before);
    for path in neighbours.as_flattened() {
        assert!(seen.contains(path), "{path} in {seen:?}");
    }
    assert!(seen.iter().all(|path| !path.starts_with("20") || path.starts_with("2015q")), "{seen:?}");
    verified(&out, "2015q1");
}

/// The files of the edition are those of its manifest.
fn verified(out: &Path, edition: &str) {
    let examined = teiten::publish::examine(&out.join(edition)).unwrap();
    assert!(examined.differences.is_empty(), "{:?}", examined.differences);
}
