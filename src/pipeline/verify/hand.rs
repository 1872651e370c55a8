//! Whether an edition's site is at hand: in come a manifest and folders where it may be, out comes what can be read
//! again.

use std::path::{Path, PathBuf};

use super::Trial;
use crate::config::{self, Edition, Reading, Site, Status};
use crate::finding::{Finding, Place, Said};
use crate::pipeline::output::REPORT;
use crate::publish::Manifest;
use crate::said;

/// What is at hand of what an edition was made from.
pub(super) enum Hand {
    /// Nothing, and why.
    Nothing(Said),
    /// The site and the edition, and what was found in reading them.
    Edition(Box<(Site, Edition)>, Vec<Finding>),
    /// An edition that cannot be read.
    Faulty(Vec<Finding>),
}

impl Hand {
    /// The same, if the edition is of one of `versions`; what was made of another cannot be made of this one.
    pub(super) fn of_versions<'a>(self, mut versions: impl Iterator<Item = &'a str>) -> Self {
        match &self {
            Self::Edition(read, _) if !versions.any(|version| version == read.1.version) => {
                let version = &read.1.version;
                Self::Nothing(said!(
                    "手元の版は第{version}版で、作ったときの版ではありません",
                    "the edition at hand is version {version}, not the one that this was made from"
                ))
            }
            _ => self,
        }
    }
}

/// Looks for the edition of `manifest`.
///
/// # Errors
/// The folder that somebody named is not that edition's.
pub(super) fn find(trial: &Trial, manifest: &Manifest) -> Result<Hand, Vec<Finding>> {
    if is_withdrawn(manifest) {
        return Ok(Hand::Nothing(said!(
            "取り下げた版に残っているのは取り下げのページだけで、入力から作ったものではありません",
            "of a withdrawn edition only the notice is left, which is not made from the inputs"
        )));
    }
    if let Some(folder) = &trial.edition {
        let Reading { site, edition, findings } = read(folder, manifest);
        return match (site, edition) {
            (Some(site), Some(edition)) if !is_of(&site, &edition, manifest) => {
                Err(vec![other(trial, &site, &edition, manifest)])
            }
            (Some(site), Some(edition)) => Ok(Hand::Edition(Box::new((site, edition)), findings)),
            _ => Err(findings),
        };
    }
    let Some((site, folder)) = trial.sites.iter().find_map(|root| held(root, manifest)) else {
        let site = &manifest.site;
        return Ok(Hand::Nothing(said!(
            "サイト「{site}」が手元にありません。サイトの中で実行するか、--edition で版のフォルダーを指定してください",
            "the site `{site}` is not at hand; run this inside it, or name the edition's folder by --edition"
        )));
    };
    let Some(folder) = folder else {
        let (site, edition) = (&site.id, &manifest.edition);
        return Ok(Hand::Nothing(said!(
            "サイト「{site}」に、版{edition}のフォルダーがありません",
            "the site `{site}` has no folder of the edition {edition}"
        )));
    };
    let Reading { site, edition, findings } = read(&folder, manifest);
    Ok(match (site, edition) {
        (Some(site), Some(edition)) => Hand::Edition(Box::new((site, edition)), findings),
        _ => Hand::Faulty(findings),
    })
}

/// Whether a withdrawal took away what was made from the inputs.
fn is_withdrawn(manifest: &Manifest) -> bool {
    let whole = manifest.outputs.iter().any(|output| output.path == REPORT);
    manifest.status == Status::Withdrawn.name() && !whole
}

/// The edition in `folder` as it was read when `manifest` was made: a final draft calls itself published.
fn read(folder: &Path, manifest: &Manifest) -> Reading {
    if manifest.status == Status::Published.name() {
        config::read_final(folder)
    } else {
        config::read(folder)
    }
}

/// The site in `root`, if it is the manifest's, and its folder of the edition.
fn held(root: &Path, manifest: &Manifest) -> Option<(Site, Option<PathBuf>)> {
    let site = config::read_site(root).site.filter(|site| site.id == manifest.site)?;
    let mut editions = config::editions(&site).into_iter();
    let folder = editions.find(|(quarter, _)| quarter.to_string() == manifest.edition);
    Some((site, folder.map(|(_, folder)| folder)))
}

fn is_of(site: &Site, edition: &Edition, manifest: &Manifest) -> bool {
    site.id == manifest.site && edition.quarter.to_string() == manifest.edition
}

fn other(trial: &Trial, site: &Site, edition: &Edition, manifest: &Manifest) -> Finding {
    let (site, quarter) = (&site.id, edition.quarter);
    let (of_site, of_edition) = (&manifest.site, &manifest.edition);
    let shown = trial.edition.as_deref().unwrap_or(&trial.folder).display();
    Finding::error(
        "other-edition",
        Place::file(shown.to_string()),
        said!(
            "--edition は{site}の{quarter}ですが、確かめる版は{of_site}の{of_edition}です。",
            "--edition is {quarter} of {site}, but what is verified is {of_edition} of {of_site}."
        ),
        said!(
            "その版を作ったフォルダーを指定してください。なければ、--edition を省いてください。",
            "Name the folder that the edition was made from, or leave --edition out."
        ),
    )
    .of_site()
}
