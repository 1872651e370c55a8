//! Which editions a site has: folders that are called as a quarter and hold an `edition.toml`, wherever they lie in it.

use std::fs;
use std::path::{Path, PathBuf};

use super::Site;
use crate::quarter::Quarter;

/// Nobody keeps editions deeper in a site.
const DEPTH: usize = 4;

/// The editions of `site` and their folders, the earliest first. What was built is not looked at.
pub fn editions(site: &Site) -> Vec<(Quarter, PathBuf)> {
    let mut found = Vec::new();
    walk(site, &site.root, DEPTH, &mut found);
    found.sort();
    found
}

fn walk(site: &Site, folder: &Path, depth: usize, found: &mut Vec<(Quarter, PathBuf)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        // Links are not followed: what they lead to is no part of the site.
        let (path, is_folder) = (entry.path(), entry.file_type().is_ok_and(|kind| kind.is_dir()));
        let name = entry.file_name().to_string_lossy().into_owned();
        if !is_folder || name.starts_with('.') || path == site.out || path == site.drafts {
            continue;
        }
        match name.parse::<Quarter>() {
            Ok(quarter) if path.join("edition.toml").is_file() => found.push((quarter, path)),
            _ if depth > 1 => walk(site, &path, depth - 1, found),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::read_site;
    use super::*;

    #[test]
    fn editions_lie_anywhere_but_among_what_was_built() {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write(
            "teiten.toml",
            "teiten = 1\n[site]\nid = \"x\"\ntitle = \"x\"\npublisher = \"x\"\n[sources.packets]\nfiles = [\"x.csv\"]\n",
        );
        let held = ["2023q1", "old/2022q4", "out/x/2022q3", "drafts/x/2022q3", ".git/2022q3", "notes"];
        held.into_iter().for_each(|held| write(&format!("{held}/edition.toml"), ""));
        write("2022q2/report.md", "");
        let site = read_site(folder.path()).site.unwrap();
        let found: Vec<_> = editions(&site).into_iter().map(|(quarter, _)| quarter.to_string()).collect();
        assert_eq!(found, ["2022q4", "2023q1"]);
    }
}
