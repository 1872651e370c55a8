//! Reads a site's `teiten.toml` and an edition's `edition.toml` with everything they name, all faults in one run.
//!
//! Comes in: the folder of an edition. Goes out: a [`Site`] and an [`Edition`] with every default filled in, and
//! findings. It reads no observations and no manuscript.

mod approval;
mod cells;
mod earlier;
mod edition;
mod editions;
mod facts;
mod files;
mod finished;
mod format;
mod history;
mod house_names;
mod look;
pub(crate) mod mend;
mod moment;
mod published_blocks;
mod publisher;
mod record;
pub mod rewrite;
mod shape;
mod sheet;
mod side_tables;
mod site;
mod source;
mod sources;
mod style;
mod table;
#[cfg(test)]
mod tests;
mod texts;
mod translation;
mod value;
mod web;
mod wording;

use std::fs;
use std::path::{Path, PathBuf};

use crate::finding::{Finding, Place};
use crate::said;
pub use approval::{APPROVAL, Approval, approval};
pub use earlier::reports_of;
pub use editions::editions;
use files::Files;
pub(crate) use files::{Refused, beside, inside};
pub(crate) use format::is_device;
pub(crate) use published_blocks::blocks as published_blocks;
pub(crate) use publisher::is_site_id;
pub use record::{appended, withdrawn};
pub use source::*;
pub(crate) use table::{Origin, Table, Value};
pub use translation::{Damaged, Remembered, translation, translation_bytes, translation_file};
pub use value::*;
pub use web::{FRAGMENT, HEAD, PAGE, PDF, linked, page_address};

/// What is read of a site and an edition.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The site; none where something required is missing or its file is no TOML.
    pub site: Option<Site>,
    /// The edition; likewise.
    pub edition: Option<Edition>,
    /// Everything that is wrong, in the order of files and lines.
    pub findings: Vec<Finding>,
}

/// Reads the edition in `edition_folder`, an absolute path, and the site it belongs to: the nearest folder above it
/// that holds `teiten.toml`. An approved one is read as it will be when it is published.
pub fn read(edition_folder: &Path) -> Reading {
    read_finishing(edition_folder, |status| status == Status::Approved)
}

/// The same, with a draft, too, as it will be when it is published.
pub fn read_final(edition_folder: &Path) -> Reading {
    read_finishing(edition_folder, |status| status != Status::Withdrawn)
}

fn read_finishing(edition_folder: &Path, wanted: fn(Status) -> bool) -> Reading {
    let root = match site_folder(edition_folder) {
        Ok(root) => root,
        Err(finding) => return Reading { findings: vec![finding.of_site()], ..Reading::default() },
    };
    let folder = fs::canonicalize(edition_folder).unwrap_or_else(|_| edition_folder.to_owned());
    let mut files = Files::new(root);
    let site = site::read(&mut files);
    let inputs = std::mem::take(&mut files.inputs);
    let written = finished::finish(&mut files, &folder, wanted);
    let edition = edition::read(&mut files, &folder, site.as_ref());
    let edition = edition.map(|edition| Edition { status: written.unwrap_or(edition.status), ..edition });
    files.findings.sort();
    let site = site.map(|site| Site { inputs: record::readable(inputs, &site, edition.as_ref()), ..site });
    Reading { site, edition, findings: files.findings }
}

/// Reads the site whose `teiten.toml` lies in the folder `root`, an absolute path, and no edition of it.
pub fn read_site(root: &Path) -> Reading {
    let mut files = Files::new(fs::canonicalize(root).unwrap_or_else(|_| root.to_owned()));
    let site = site::read(&mut files);
    files.findings.sort();
    let site = site.map(|site| Site { inputs: files.inputs, ..site });
    Reading { site, edition: None, findings: files.findings }
}

/// The canonical folder of the site that an edition belongs to.
fn site_folder(edition: &Path) -> Result<PathBuf, Box<Finding>> {
    let shown = edition.display().to_string();
    let Ok(folder) = fs::canonicalize(edition) else { return Err(no_edition(&shown)) };
    if !folder.is_dir() {
        return Err(no_edition(&shown));
    }
    if holds_site(&folder) {
        return Err(site_instead(&shown));
    }
    folder.ancestors().find(|folder| holds_site(folder)).map(Path::to_owned).ok_or_else(|| no_site(&shown))
}

fn holds_site(folder: &Path) -> bool {
    folder.join("teiten.toml").is_file()
}

fn no_edition(path: &str) -> Box<Finding> {
    Box::new(Finding::error(
        "no-edition",
        Place::file(path),
        said!("版のフォルダー「{path}」がありません。", "There is no edition's folder `{path}`."),
        said!(
            "2022q4 のような版のフォルダーのパスを指定してください。",
            "Give the path of an edition's folder such as 2022q4."
        ),
    ))
}

fn site_instead(path: &str) -> Box<Finding> {
    Box::new(Finding::error(
        "no-edition",
        Place::file(path),
        said!(
            "「{path}」は版ではなくサイトのフォルダーです。",
            "`{path}` is the folder of a site, not of an edition."
        ),
        said!(
            "その中の 2022q4 のような版のフォルダーを指定してください。",
            "Give the folder of an edition in it, such as 2022q4."
        ),
    ))
}

fn no_site(path: &str) -> Box<Finding> {
    Box::new(Finding::error(
        "no-site",
        Place::file(path),
        said!(
            "「{path}」の上位のどのフォルダーにもteiten.tomlがありません。",
            "No folder above `{path}` holds a teiten.toml."
        ),
        said!(
            "版のフォルダーを、teiten.tomlのあるサイトのフォルダーの中に置いてください。",
            "Put the edition's folder into the folder of a site, where its teiten.toml is."
        ),
    ))
}
