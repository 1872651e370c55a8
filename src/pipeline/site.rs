//! The pages around the editions of a site, from what lies in its `out` folder and says of itself that it is out.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::order::{Done, Failure};
use super::output;
use super::publication::Issued;
use crate::config::{self, Site};
use crate::digest::digest;
use crate::finding::{Finding, Place, Said, refused};
use crate::fonts::Fonts;
use crate::lang::Lang;
use crate::publish::{self, MANIFEST, Manifest, Refused};
use crate::quarter::Quarter;
use crate::report::Report;
use crate::said;
use crate::site::{self, Shelved};

/// The pages around the editions, on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archived {
    /// The folder of all editions.
    pub folder: PathBuf,
    /// What was written in it, by path below it; what was so already is not.
    pub written: Vec<String>,
    /// What whoever keeps the host has to add to its `robots.txt`.
    pub lines: Vec<String>,
    /// Where the folder will be found, if the site says so; without that there is neither feed nor site map.
    pub base: Option<String>,
}

/// Makes the pages around the editions of the site in the folder `root`.
pub fn archive(root: &Path) -> Done<Archived> {
    let config::Reading { site, mut findings, .. } = config::read_site(root);
    let Some(site) = site.filter(|_| !refused(&findings)) else { return Done::found(findings) };
    let archived = renew(&site, &mut findings);
    Done::found(findings).ended(archived)
}

/// Brings the pages around the editions of `site` up to what is out; nothing where `findings` refuse that.
pub(super) fn renew(site: &Site, findings: &mut Vec<Finding>) -> Result<Option<Archived>, Failure> {
    let before = findings.len();
    let shelved = shelved(site, findings)?;
    if refused(&findings[before..]) {
        return Ok(None);
    }
    let (fonts, unreadable) = Fonts::with(&site.fonts);
    findings.extend(unreadable.into_iter().map(output::unreadable_font));
    let site::Around { files, folder, frames, lines } = site::around(site, &shelved, &fonts);
    let mut written = publish::around(&site.out, &site.id, &files, folder)?;
    // What the frames lead to is there before them.
    written.extend(publish::reframe(&site.out, &site.id, &frames)?);
    Ok(Some(Archived { folder: site.out.clone(), written, lines, base: site.base.clone() }))
}

/// What was done to an edition of `site`, with the pages around all of them brought up to it.
pub(super) fn with_archive(mut done: Done<Issued>, site: &Site) -> Done<Issued> {
    let Some(issued) = &mut done.done else { return done };
    match renew(site, &mut done.findings) {
        Ok(archived) => issued.around = archived,
        Err(failure) => done.failure = Some(behind(failure)),
    }
    done
}

/// That readers have the edition as it will be, and the pages around it do not tell of it yet.
fn behind(failure: Failure) -> Failure {
    let told = |Said { ja, en }: Said| {
        said!(
            "outの版は新しくなりましたが、目次とフィードを新しくできませんでした。次のことを直してから、teiten site を実行してください。{ja}",
            "The edition in out is the new one, but list and feed do not tell of it yet: mend this, then run teiten site. {en}"
        )
    };
    match failure {
        Failure::Disk(said) => Failure::Disk(told(said)),
        Failure::Foreign(said) => Failure::Foreign(told(said)),
        Failure::Ours(said) => Failure::Ours(said),
    }
}

/// The editions of `site` that are out.
fn shelved(site: &Site, findings: &mut Vec<Finding>) -> Result<Vec<Shelved>, Failure> {
    let Ok(entries) = fs::read_dir(&site.out) else { return Ok(Vec::new()) };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    // A folder of an edition is called as its quarter is written, and not otherwise.
    let quarter = |name: String| name.parse::<Quarter>().ok().filter(|quarter| quarter.to_string() == name);
    let mut quarters: Vec<_> = names.filter_map(quarter).collect();
    quarters.sort();
    let mut shelved = Vec::new();
    for quarter in quarters {
        shelved.extend(edition(site, quarter, findings)?);
    }
    Ok(shelved)
}

/// The edition of `quarter`, if it is out.
fn edition(site: &Site, quarter: Quarter, findings: &mut Vec<Finding>) -> Result<Option<Shelved>, Failure> {
    let folder = site.out.join(quarter.to_string());
    let Some(manifest) = manifest(site, quarter, &folder, findings)? else { return Ok(None) };
    let mut versions = Vec::new();
    for folder in publish::versions_in(&folder) {
        let told = self::manifest(site, quarter, &folder, findings)?;
        let name = |manifest: &Manifest| folder.ends_with(format!("v{}", manifest.version));
        versions.extend(told.filter(name));
    }
    let mut reports = BTreeMap::new();
    for lang in &manifest.langs {
        match report(&folder, &manifest, lang) {
            Ok(report) => reports.extend(report.map(|report| (lang.clone(), report))),
            Err(path) => findings.push(damaged(&folder.join(&path), &other_bytes())),
        }
    }
    Ok(Some(Shelved { quarter, manifest, versions, reports }))
}

/// The manifest in `folder`, if it says that this is the edition of `quarter` and out.
fn manifest(
    site: &Site,
    quarter: Quarter,
    folder: &Path,
    findings: &mut Vec<Finding>,
) -> Result<Option<Manifest>, Failure> {
    let good = |manifest: &Manifest| {
        let langs = manifest.langs.iter().all(|lang| Lang::new(lang.code()).is_some());
        langs && manifest.site == site.id && manifest.edition == quarter.to_string()
    };
    match publish::manifest_in(folder) {
        Ok(manifest) if !good(&manifest) => {
            findings.push(damaged(&folder.join(MANIFEST), &other_edition()));
            Ok(None)
        }
        Ok(manifest) => Ok(Some(manifest).filter(Manifest::is_out)),
        Err(Refused::Absent) => Ok(None),
        Err(Refused::Unfit(why)) => {
            findings.push(damaged(&folder.join(MANIFEST), &why));
            Ok(None)
        }
        Err(Refused::Disk(error)) => Err(error.into()),
    }
}

/// The finished report in `lang` beside `manifest`; none where none is listed, or this teiten does not read it.
///
/// # Errors
/// Its path, if it is not what the manifest says.
fn report(folder: &Path, manifest: &Manifest, lang: &Lang) -> Result<Option<Report>, String> {
    let path = manifest.place(lang, output::REPORT);
    let Some(listed) = manifest.outputs.iter().find(|output| output.path == path) else { return Ok(None) };
    let bytes = fs::read(folder.join(&path)).ok().filter(|bytes| digest(bytes) == listed.digest);
    bytes.map_or(Err(path), |bytes| Ok(serde_json::from_slice(&bytes).ok()))
}

fn other_bytes() -> Said {
    said!("manifest.jsonに書かれたものではありません", "it is not what manifest.json says")
}

fn other_edition() -> Said {
    said!("別のサイトか別の版のものです", "it is of another site or another edition")
}

/// An edition in the `out` folder of which a file is not as it was published.
fn damaged(path: &Path, why: &Said) -> Finding {
    let (ja, en) = (&why.ja, &why.en);
    Finding::error(
        "edition-damaged",
        Place::file(path.display().to_string()),
        said!(
            "公開した版のファイルが損なわれています：{ja}。目次とフィードは作り直していません。",
            "A file of a published edition is damaged: {en}. List and feed were left as they are."
        ),
        said!(
            "teiten verify で版のフォルダーを調べ、控えから戻すか、teiten build か teiten publish で作り直してから、teiten site を実行してください。",
            "Look over the edition's folder (teiten verify), restore it or make it again (teiten build, teiten publish), then run teiten site."
        ),
    )
}
