//! Publication: an approved edition is brought to its readers, if it is what was approved and the time has come.
//!
//! The order of the writes is such that a run which ends between any two is completed by the next: the folder in `out`
//! (in one step), the records of printed ranks and of blocks, then the status. Made again from an approved edition, the same bytes lie
//! there already, and the same rows. The pages around the editions follow; they are made from what is out.

use std::path::{Path, PathBuf};

use super::approval;
use super::order::{Done, Failure, Step};
use super::site::{Archived, with_archive};
use super::stage::{Stage, Wish};
use super::{Files, make};
use crate::config::{self, Edition, Site, Status, rewrite};
use crate::finding::{Finding, Level, refused};
use crate::key::Key;
use crate::publish::Address;
use crate::quarter::Moment;
use crate::{observe, publish, report, said, scaffold};

/// An edition that was brought to its readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    /// Its folder.
    pub folder: PathBuf,
    /// What was added, changed or removed, by path below it.
    pub addresses: Vec<Address>,
    /// The address of its folder, if the site says where it will be found; ends in `/`.
    pub base: Option<String>,
    /// The pages around the editions, where they were brought up to it.
    pub around: Option<Archived>,
}

/// Publishes the edition in `folder` at `now`.
pub fn issue(folder: &Path, now: Moment, tell: &mut dyn FnMut(Step)) -> Done<Issued> {
    tell(Step::Reading);
    let config::Reading { site, edition, mut findings } = config::read(folder);
    let (Some(site), Some(edition)) = (site, edition) else { return Done::found(findings) };
    findings.extend(withdrawn(&edition).or_else(|| draft(&edition)).or_else(|| early(&edition, now)));
    if refused(&findings) {
        return Done::found(findings);
    }
    let mut stage = Stage::set(&site, &edition, &Wish::default(), &mut observe::observe, tell);
    findings.append(&mut stage.findings);
    findings.extend(approval::standing(&stage).into_iter().map(grave));
    findings.extend(unapproved(&site, &edition));
    findings.extend(embargoed(&stage, now));
    let coverage = std::mem::take(&mut stage.coverage);
    let issued = write(&stage, &mut findings, tell);
    let done = Done { coverage, ..Done::found(findings) }.ended(issued);
    with_archive(done, &site)
}

/// The four writes.
fn write(
    stage: &Stage<'_>,
    findings: &mut Vec<Finding>,
    tell: &mut dyn FnMut(Step),
) -> Result<Option<Issued>, Failure> {
    let Some(Files { manifest, files }) = make(stage, findings, tell)? else { return Ok(None) };
    let (site, edition) = (stage.site, stage.edition);
    let Some(blocks) = blocks(stage, findings) else { return Ok(None) };
    tell(Step::Publishing);
    let issued = publish::issue(&publish::Job { shelf: &site.out, manifest, files: &files })?;
    let ranks = ranks(stage);
    change_record(site, |record| config::appended(record, edition.quarter, &edition.version, &ranks))?;
    publish::replace(&record_of_blocks(site), blocks.as_bytes())?;
    set_status(edition, Status::Published)?;
    Ok(Some(told(site, edition, issued)))
}

/// What is told of `edition`, now that it lies in `issued`.
pub(super) fn told(site: &Site, edition: &Edition, issued: publish::Issued) -> Issued {
    let base = site.base.as_ref().map(|base| format!("{base}{}/", edition.quarter));
    Issued { folder: issued.folder, addresses: issued.addresses, base, around: None }
}

/// The ranks that the edition prints, each once whatever its languages.
fn ranks(stage: &Stage<'_>) -> Vec<(String, u32, Key)> {
    let mut ranks = Vec::new();
    for job in stage.edition.langs.iter().filter_map(|lang| stage.job(lang)) {
        let fresh: Vec<_> = report::ranks(job).into_iter().filter(|rank| !ranks.contains(rank)).collect();
        ranks.extend(fresh);
    }
    ranks
}

/// The record of what other editions may refer to, the edition's own blocks in it; none where it is faulty.
fn blocks(stage: &Stage<'_>, findings: &mut Vec<Finding>) -> Option<String> {
    let text = std::fs::read_to_string(record_of_blocks(stage.site)).unwrap_or_default();
    let reports: Vec<_> =
        stage.edition.langs.iter().filter_map(|lang| stage.composed.get(lang)?.report.as_ref()).collect();
    scaffold::record(&text, &reports, &stage.site.lang).map_err(|faults| findings.extend(faults)).ok()
}

/// Its file, beside the record of printed ranks.
fn record_of_blocks(site: &Site) -> PathBuf {
    site.root.join(&site.record).with_extension("toml")
}

/// Lets the site's record of printed ranks say what `change` makes of it.
pub(super) fn change_record(site: &Site, change: impl FnOnce(&str) -> String) -> Result<(), Failure> {
    let path = site.root.join(&site.record);
    let record = std::fs::read_to_string(&path).unwrap_or_default();
    Ok(publish::replace(&path, change(&record).as_bytes()).map(drop)?)
}

/// Sets the status of `edition` in its file and leaves every other byte of it.
pub(super) fn set_status(edition: &Edition, status: Status) -> Result<(), Failure> {
    change_edition(edition, |text| rewrite::with_value(text, "status", &rewrite::quoted(status.name())))
}

/// Lets the edition's file say what `change` makes of it.
pub(super) fn change_edition(
    edition: &Edition,
    change: impl FnOnce(&str) -> Option<String>,
) -> Result<(), Failure> {
    let path = edition.root.join("edition.toml");
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    // Who wrote into it in this very moment shall not lose a word.
    let changed = change(&text).ok_or_else(|| {
        Failure::Ours(said!(
            "edition.tomlが、読んだ後に書き換えられました。",
            "edition.toml was changed after it had been read."
        ))
    })?;
    Ok(publish::replace(&path, changed.as_bytes()).map(drop)?)
}

/// What was a warning of an approval hinders publication.
fn grave(finding: Finding) -> Finding {
    if approval::CODES.contains(&finding.code.as_str()) {
        Finding { level: Level::Error, ..finding }
    } else {
        finding
    }
}

/// That an edition has been withdrawn.
pub(super) fn withdrawn(edition: &Edition) -> Option<Finding> {
    (edition.status == Status::Withdrawn).then(|| {
        Finding::error(
            "edition-withdrawn",
            edition.place.clone(),
            said!("この版は取り下げられています。", "This edition has been withdrawn."),
            said!(
                "もう一度公開するときは、teiten revise で次の版番号の草稿にしてください。",
                "To publish it again, make it a draft of the next version: teiten revise."
            ),
        )
    })
}

fn draft(edition: &Edition) -> Option<Finding> {
    (edition.status == Status::Draft).then(|| {
        Finding::error(
            "publish-draft",
            edition.place.clone(),
            said!("草稿なので、公開できません。", "This is a draft and cannot be published."),
            said!(
                "teiten build --final で公開するものを作り、確かめてもらってから、teiten approve で承認を記録してください。",
                "Make what will be published (teiten build --final), have it looked at, and record the approval (teiten approve)."
            ),
        )
    })
}

fn early(edition: &Edition, now: Moment) -> Option<Finding> {
    let at = edition.publish_at.filter(|at| now < *at)?.to_rfc3339();
    let now = now.to_rfc3339();
    Some(Finding::error(
        "publish-early",
        edition.place.clone(),
        said!(
            "公開の日時（publish_at）は{at}です。いまは{now}です。",
            "It is to be published at {at} (publish_at); it is {now}."
        ),
        said!("その時刻を過ぎてから、もう一度実行してください。", "Run this again after that time."),
    ))
}

/// That an edition which is out already was never approved.
fn unapproved(site: &Site, edition: &Edition) -> Option<Finding> {
    let out = edition.status == Status::Published && config::approval(site, edition) == (None, Vec::new());
    out.then(|| {
        Finding::error(
            "publish-unapproved",
            edition.place.clone(),
            said!(
                "statusは\"published\"ですが、承認の記録がありません。teiten publish は、承認されたものだけを公開します。",
                "The status is \"published\", but no approval is recorded. `teiten publish` publishes only what was approved."
            ),
            said!(
                "承認を得ずに作り直すときは、teiten build を使ってください。承認を得るときは、statusを\"draft\"に戻してください。",
                "To make it again without an approval, use teiten build; to have it approved, set the status back to \"draft\"."
            ),
        )
    })
}

/// The references that are cited before they may be.
fn embargoed(stage: &Stage<'_>, now: Moment) -> Vec<Finding> {
    let cited: std::collections::BTreeSet<_> = stage.composed.values().flat_map(|made| &made.cited).collect();
    let finding = |name: &String| {
        let reference = stage.site.references.get(name)?;
        let when = reference.not_before.filter(|when| when.is_ahead(now))?;
        Some(Finding::error(
            "reference-early",
            reference.place.clone(),
            said!(
                "参考文献「{name}」は、{when}より前には公開できません（not_before）。",
                "The reference “{name}” may not be published before {when} (not_before)."
            ),
            said!(
                "その時が過ぎてから実行するか、引用を外してください。",
                "Run this again after that, or cite it no more."
            ),
        ))
    };
    cited.into_iter().filter_map(finding).collect()
}
