//! Looks at delivered files and proposes how a site's configuration would say what they are.
//!
//! In come files of any format, encoding and shape, out go `[sources.<name>]` sections and what is unsure of them.
//! Nothing is counted here, and no configuration is read.

mod doubt;
mod form;
mod group;
mod marks;
mod naming;
mod shape;
mod table;
#[cfg(test)]
mod tests;
mod told;
mod write;

use std::path::{Path, PathBuf};

use super::load::{self, Format};
use crate::finding::{Finding, Place};
use crate::lang::Lang;
use crate::names::Names;
use crate::said;
use doubt::Doubt;
use group::Looked;
use table::Table;

/// What would be written into `teiten.toml`.
#[derive(Debug, Default)]
pub struct Proposal {
    /// TOML: a section a source, empty if no file could be read; what is unsure stands in it as comments.
    pub toml: String,
    /// What is unsure (notes, warnings) and which files cannot be read (errors); files in the order asked.
    pub findings: Vec<Finding>,
}

/// Proposes sources for `files`: paths, folders or globs, relative to `root` or absolute. Paths below `root` are
/// written as relative to it. `names` knows the regions, `lang` is that of the comments.
pub fn propose(root: &Path, files: &[PathBuf], names: &Names, lang: &Lang) -> Proposal {
    let mut findings = Vec::new();
    let mut looked = Vec::new();
    for (path, shown) in found(root, files, &mut findings) {
        match Format::of(&shown).map(|format| table::tables(&path, &shown, format)) {
            None => findings.push(unknown_format(&shown)),
            Some(Err(fault)) => findings.push(*fault),
            Some(Ok(tables)) => {
                looked.extend(tables.into_iter().filter_map(|table| look(table, names, &mut findings)))
            }
        }
    }
    let mut groups = group::groups(looked);
    let toml = write::toml(&mut groups, lang);
    for group in &groups {
        let line = if group.format == Format::Parquet { 0 } else { group.shape.skip + 1 };
        findings.extend(group.doubts.iter().map(|doubt| doubt.finding(&group.first, line)));
    }
    Proposal { toml, findings }
}

/// The files that were asked for, each with its path as it is to be written.
fn found(root: &Path, files: &[PathBuf], findings: &mut Vec<Finding>) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for asked in files {
        let shown = load::shown(root, &root.join(asked));
        match load::expand(root, &shown) {
            Err(fault) => findings.push(*fault),
            Ok(paths) if paths.is_empty() => findings.push(no_file(&shown)),
            Ok(paths) => found.extend(paths.into_iter().map(|path| (path.clone(), load::shown(root, &path)))),
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|(path, _)| seen.insert(path.clone()));
    found
}

/// Makes out the shape of one table and forgets its rows.
fn look(mut table: Table, names: &Names, findings: &mut Vec<Finding>) -> Option<Looked> {
    let mut doubts = Vec::new();
    let found = shape::shape(&table, names, &mut doubts);
    if table.more {
        doubts.push(Doubt::Long { rows: table::ROWS });
    }
    table.rows = Vec::new();
    match found {
        Some((shape, marks)) => Some(Looked { table, shape, marks, doubts }),
        None => {
            findings.push(Doubt::NoHeader.finding(&table.shown, 0));
            None
        }
    }
}

fn no_file(shown: &str) -> Finding {
    Finding::error(
        "no-observations",
        Place::default(),
        said!("「{shown}」に当たるファイルがありません。", "There is no file “{shown}”."),
        said!("納品されたファイルかフォルダーを指定してください。", "Name delivered files or a folder."),
    )
    .of_site()
}

fn unknown_format(shown: &str) -> Finding {
    let known = load::known();
    Finding::error(
        "unknown-format",
        Place::default(),
        said!("「{shown}」の形式がわかりません。", "The format of “{shown}” is not known."),
        said!("使える拡張子: {known}。", "Known extensions: {known}."),
    )
    .of_site()
}
