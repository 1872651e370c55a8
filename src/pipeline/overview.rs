//! Where the editions of a site stand: what is cheap to know, from configuration, manuscripts and manifests. No
//! observations are read and nothing is written.

use std::fs;
use std::path::{Path, PathBuf};

use super::output;
use crate::config::{self, Edition, Site, Status};
use crate::finding::{Finding, Level};
use crate::manuscript;
use crate::publish::{MANIFEST, Manifest};
use crate::quarter::{Moment, Quarter};

/// Told of what is still to be written.
const UNCONFIRMED: &str = "to-confirm";

/// 要確認 in the text itself, which only a finished report tells otherwise.
const MARK: &str = "【要確認】";

/// A site and its editions.
#[derive(Clone, Debug, Default)]
pub struct Overview {
    /// What keeps the site from being read.
    pub findings: Vec<Finding>,
    /// Its editions, the earliest first.
    pub editions: Vec<Standing>,
}

/// Where an edition stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its quarter.
    pub quarter: Quarter,
    /// Its folder, absolute.
    pub folder: PathBuf,
    /// How far it has come; none where `edition.toml` cannot be read.
    pub status: Option<Status>,
    /// Its version.
    pub version: String,
    /// Whether it lies where its status puts it.
    pub built: Built,
    /// Whether it is approved as it stands.
    pub approval: Approval,
    /// Before when it is not published.
    pub publish_at: Option<Moment>,
    /// Errors in `edition.toml` and the manuscript.
    pub errors: usize,
    /// Places that are still to be written: 要確認.
    pub unconfirmed: usize,
}

/// Whether an edition was built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Built {
    /// It was not.
    No,
    /// From other settings or another manuscript than there are now.
    Before,
    /// From these settings and this manuscript. Whether observations are the same is not looked at.
    Yes,
    /// So, and as it will be when it is published, though it is a draft.
    Final,
}

/// Whether an edition is approved as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Approval {
    /// No approval is recorded.
    None,
    /// One is; whether it holds, only a build tells.
    Unknown,
    /// What was built is not what was approved.
    Void,
    /// What was built is what was approved.
    Holds,
}

/// The editions of the site whose folder is `root`.
pub fn overview(root: &Path) -> Overview {
    let config::Reading { site, findings, .. } = config::read_site(root);
    let Some(site) = site else { return Overview { findings, editions: Vec::new() } };
    let editions = config::editions(&site).into_iter().map(|(quarter, folder)| standing(quarter, folder));
    Overview { findings, editions: editions.collect() }
}

fn standing(quarter: Quarter, folder: PathBuf) -> Standing {
    let config::Reading { site, edition, findings } = config::read(&folder);
    let errors =
        |findings: &[Finding]| findings.iter().filter(|finding| finding.level == Level::Error).count();
    let (Some(site), Some(edition)) = (site, edition) else {
        let (status, version, errors) = (None, String::new(), errors(&findings));
        let (built, approval) = (Built::No, Approval::None);
        return Standing {
            quarter,
            folder,
            status,
            version,
            built,
            approval,
            publish_at: None,
            errors,
            unconfirmed: 0,
        };
    };
    let readings: Vec<_> = manuscript::read_all(&site, &edition).into_values().collect();
    let found: Vec<_> =
        findings.into_iter().chain(readings.iter().flat_map(|read| read.findings.clone())).collect();
    let (open, found): (Vec<_>, Vec<_>) = found.into_iter().partition(|finding| finding.code == UNCONFIRMED);
    let inputs = readings.iter().flat_map(|reading| &reading.inputs);
    let marks = inputs
        .clone()
        .filter(|input| input.role == "manuscript")
        .map(|input| marks(&site.root.join(&input.path)));
    let (marks, digests) =
        (marks.sum::<usize>(), inputs.map(|input| input.digest.clone()).collect::<Vec<_>>());
    let manifest = manifest(&site, &edition);
    let built = manifest.as_ref().map_or(Built::No, |manifest| built(manifest, &site, &edition, &digests));
    Standing {
        quarter,
        status: Some(edition.status),
        built,
        approval: approval(&site, &edition, manifest.as_ref().filter(|_| built == Built::Yes)),
        publish_at: edition.publish_at,
        errors: errors(&found),
        unconfirmed: open.len() + marks,
        version: edition.version,
        folder,
    }
}

/// How often 【要確認】 stands in the file at `path`.
fn marks(path: &Path) -> usize {
    fs::read_to_string(path).map_or(0, |text| text.matches(MARK).count())
}

/// What lies on the edition's shelf.
fn manifest(site: &Site, edition: &Edition) -> Option<Manifest> {
    let path = output::shelf(site, edition).join(edition.quarter.to_string()).join(MANIFEST);
    let manifest = fs::read(path).ok().and_then(|bytes| serde_json::from_slice::<Manifest>(&bytes).ok());
    manifest.filter(|manifest| manifest.site == site.id)
}

/// Whether `manifest` is of what was read now and of `manuscripts`.
fn built(manifest: &Manifest, site: &Site, edition: &Edition, manuscripts: &[String]) -> Built {
    let same = |edition: &Edition| {
        let read = site.inputs.iter().chain(&edition.inputs).map(|input| &input.digest).chain(manuscripts);
        read.into_iter().all(|digest| manifest.inputs.iter().any(|input| input.digest == *digest))
    };
    if same(edition) {
        Built::Yes
    } else if edition.may_wait() && config::read_final(&edition.root).edition.as_ref().is_some_and(same) {
        Built::Final
    } else {
        Built::Before
    }
}

/// Whether the recorded approval is of the reports that `made` names, which was made from what was read now.
fn approval(site: &Site, edition: &Edition, made: Option<&Manifest>) -> Approval {
    let (record, made) = match (config::approval(site, edition).0, made) {
        (None, _) => return Approval::None,
        (Some(_), None) => return Approval::Unknown,
        (Some(record), Some(made)) => (record, made),
    };
    if record.reports == made.reports && record.version == made.version {
        Approval::Holds
    } else {
        Approval::Void
    }
}
