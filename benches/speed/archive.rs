//! Sixty editions that are published: all pages around them, and what one more run takes when an edition has changed.

use std::fs;
use std::path::{Path, PathBuf};

use teiten::publish::Manifest;
use teiten::quarter::Quarter;

use super::child;
use super::tell::Sheet;

/// Fifteen years.
const EDITIONS: usize = 60;

/// Measures a whole site, and a site of which one edition changed.
pub fn measure(folder: &Path, runs: usize, sheet: &mut Sheet) {
    let site = folder.join("archive");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/synthetic-2022");
    copy(&sample, &site, &["out", "drafts"]);
    let settings = site.join("teiten.toml");
    let text = fs::read_to_string(&settings).expect("the sample's settings");
    fs::write(&settings, with_pages(&text)).expect("its settings");
    let made = folder.join("made");
    child::start(&[Path::new("build"), &site.join("2022q4"), &made]);
    let made = made.join("2022q4");
    let lay = || {
        let first: Quarter = "2008q1".parse().expect("a quarter");
        let quarters = std::iter::successors(Some(first), |quarter| Some(quarter.next())).take(EDITIONS);
        quarters.for_each(|quarter| shelve(&made, &out(&site), quarter));
    };
    let whole = (0..runs.min(5)).map(|_| {
        let _ = fs::remove_dir_all(out(&site));
        lay();
        child::start(&[Path::new("archive"), &site])
    });
    sheet.add_runs(
        "60 editions: all pages around them",
        &whole.collect::<Vec<_>>(),
        [Some(20_000.0), Some(1000.0)],
    );
    let one = (0..runs.min(5)).map(|_| {
        shelve(&made, &out(&site), "2015q2".parse().expect("a quarter"));
        child::start(&[Path::new("archive"), &site])
    });
    sheet.add_runs("60 editions: one has changed", &one.collect::<Vec<_>>(), [Some(20_000.0), Some(1000.0)]);
}

/// `text`, settings with pages of keys and with editions in the site's own folder.
fn with_pages(text: &str) -> String {
    let elsewhere = |line: &&str| !line.starts_with("out =") && !line.starts_with("drafts =");
    let text = text.lines().filter(elsewhere).collect::<Vec<_>>().join("\n") + "\n";
    match text.contains("[web]\n") {
        true => text.replacen("[web]\n", "[web]\nkey_pages = true\n", 1),
        false => format!("{text}\n[web]\nkey_pages = true\n"),
    }
}

/// The folder of published editions.
fn out(site: &Path) -> PathBuf {
    teiten::config::read_site(site).site.expect("a site").out
}

/// The edition `made` as that of `quarter`, in `out` and at the address of its version.
fn shelve(made: &Path, out: &Path, quarter: Quarter) {
    let text = fs::read(made.join("manifest.json")).expect("a manifest");
    let mut manifest: Manifest = serde_json::from_slice(&text).expect("a manifest");
    manifest.edition = quarter.to_string();
    let folder = out.join(quarter.to_string());
    let _ = fs::remove_dir_all(&folder);
    for folder in [folder.clone(), folder.join(format!("v{}", manifest.version))] {
        copy(made, &folder, &["manifest.json"]);
        fs::write(folder.join("manifest.json"), manifest.bytes()).expect("a manifest");
    }
}

/// Copies `from` to `to` without what is called as one of `but`.
fn copy(from: &Path, to: &Path, but: &[&str]) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").filter_map(Result::ok) {
        let (path, there) = (entry.path(), to.join(entry.file_name()));
        if but.iter().any(|name| *name == entry.file_name()) {
            continue;
        } else if path.is_dir() {
            copy(&path, &there, &[]);
        } else {
            fs::copy(&path, &there).expect("a copy");
        }
    }
}
