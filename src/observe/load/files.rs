//! Which files a source has: entries of the configuration in, paths in the order of their names out.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use glob::{MatchOptions, Pattern};

use super::super::ABSENT;
use super::{FORMATS, Format, Told, bytes};
use crate::config::{Source, beside};
use crate::finding::Finding;
use crate::said;

/// Path and shown path of each file of `source`, once each, sorted by the shown path.
pub fn find(root: &Path, source: &Source, findings: &mut Vec<Finding>) -> Vec<(PathBuf, String)> {
    let mut found = BTreeMap::new();
    for entry in &source.files {
        match expand(root, entry) {
            Err(fault) => findings.push(*fault),
            Ok(paths) if paths.is_empty() => findings.push(no_file(root, source, entry)),
            Ok(paths) => {
                for path in paths {
                    let shown = shown(root, &path);
                    if Format::of(&shown).is_none() {
                        findings.push(unknown_format(source, &shown));
                    } else {
                        let real = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
                        found.entry(real).or_insert((shown, path));
                    }
                }
            }
        }
    }
    let mut files = found.into_values().map(|(shown, path)| (path, shown)).collect::<Vec<_>>();
    files.sort_by(|a, b| a.1.cmp(&b.1));
    files
}

/// The paths that one entry stands for: a file, the observations in a folder, or what a glob matches.
pub fn expand(root: &Path, entry: &str) -> Told<Vec<PathBuf>> {
    let path = root.join(entry);
    match fs::metadata(&path) {
        Ok(meta) if meta.is_dir() => in_folder(&path, entry),
        Ok(_) => Ok(vec![path]),
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
            Err(bytes::unreadable(entry, &error))
        }
        Err(_) => Ok(matching(root, entry)),
    }
}

/// The observations in a folder and in its `name=value` folders, without hidden files.
fn in_folder(folder: &Path, entry: &str) -> Told<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(|error| bytes::unreadable(entry, &error))?;
    let mut paths = Vec::new();
    for held in entries {
        let path = held.map_err(|error| bytes::unreadable(entry, &error))?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with('.') {
            continue;
        }
        if name.contains('=') && path.is_dir() {
            paths.extend(in_folder(&path, entry)?);
        } else if Format::of(&name).is_some() {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// What a glob matches, without hidden files and without folders that are not named like a file of observations.
fn matching(root: &Path, entry: &str) -> Vec<PathBuf> {
    let pattern = if Path::new(entry).is_absolute() {
        entry.to_owned()
    } else {
        format!("{}/{entry}", Pattern::escape(&root.to_string_lossy()))
    };
    let options = MatchOptions {
        require_literal_separator: true,
        require_literal_leading_dot: true,
        ..MatchOptions::new()
    };
    let Ok(paths) = glob::glob_with(&pattern, options) else { return Vec::new() };
    paths.flatten().filter(|path| !path.is_dir() || Format::of(&path.to_string_lossy()).is_some()).collect()
}

/// The path as the user knows it: relative to the site where it lies inside or was written so, with `/`.
pub fn shown(root: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap_or(path);
    inside.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

/// The known ends of names in one line.
pub fn known() -> String {
    FORMATS.iter().rev().map(|(end, _)| *end).collect::<Vec<_>>().join(", ")
}

fn no_file(root: &Path, source: &Source, entry: &str) -> Finding {
    let (name, known) = (&source.name, known());
    let is_folder = root.join(entry).is_dir();
    let (ja, en) = match beside(root, Path::new(entry)).filter(|_| !is_folder) {
        Some(near) => (format!("「{near}」のことではありませんか。"), format!("Is “{near}” meant? ")),
        None if is_folder => (
            "このフォルダーに、読めるファイルはありません。".to_owned(),
            "This folder holds no file that can be read. ".to_owned(),
        ),
        None => Default::default(),
    };
    Finding::error(
        ABSENT,
        source.place.clone(),
        said!(
            "ソース「{name}」の「{entry}」に当たる観測データのファイルがありません。",
            "No file of observations matches “{entry}” of source “{name}”."
        ),
        said!(
            "{ja}サイトのフォルダーからのパス、フォルダー、またはパターンを files に書いてください（読める拡張子：{known}）。",
            "{en}Write a path from the site's folder, a folder or a pattern in files (known extensions: {known})."
        ),
    )
    .of_site()
}

fn unknown_format(source: &Source, shown: &str) -> Finding {
    let known = known();
    Finding::error(
        "unknown-format",
        source.place.clone(),
        said!("「{shown}」の形式がわかりません。", "The format of “{shown}” is not known."),
        said!(
            "次のいずれかの形式で保存し直し、files に書いてください：{known}（.xls は、Excelで「Excelブック（*.xlsx）」として保存できます）。",
            "Save it in one of these formats and name it in files: {known} (Excel saves .xls as “Excel Workbook (*.xlsx)”)."
        ),
    )
    .of_site()
}
