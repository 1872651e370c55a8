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
use crate::finding::{Finding, Level, Said, refused};
use crate::fonts::is_hidden;
use crate::key::Key;
use crate::publish::Address;
use crate::quarter::Moment;
use crate::{observe, publish, report, said, scaffold};

/// An edition that was brought to its readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    /// Its folder.
    pub folder: PathBuf,
    /// Its version.
    pub version: String,
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
    if let Err(faults) = blocks(stage, &text(&record_of_blocks(site))?) {
        findings.extend(faults);
        return Ok(None);
    }
    tell(Step::Publishing);
    let job = publish::Job { shelf: &site.out, manifest, files: &files };
    let issued = publish::issue(&job, || record(stage).map_err(unfinished))?;
    Ok(Some(told(site, edition, edition.version.clone(), issued)))
}

/// That readers have the edition as it will be, and a record that follows is not written.
pub(super) fn unfinished(failure: Failure) -> Failure {
    let Failure::Disk(Said { ja, en }) = failure else { return failure };
    Failure::Disk(said!(
        "outの版は新しくなりましたが、続く記録を書き終えられませんでした。もう一度実行すると、続きから終わりまで進みます。{ja}",
        "The edition in out is the new one, but what records it is not all written: run this again to complete it. {en}"
    ))
}

/// The last three. Another edition that is published at the same time waits, and loses no row.
fn record(stage: &Stage<'_>) -> Result<(), Failure> {
    let (site, edition) = (stage.site, stage.edition);
    let ranks = ranks(stage);
    change_record(site, |record| config::appended(record, edition.quarter, &edition.version, &ranks))?;
    let path = record_of_blocks(site);
    let changed = blocks(stage, &text(&path)?).map_err(|_| overtaken(&path))?;
    publish::replace(&path, changed.as_bytes())?;
    set_status(edition, Status::Published)
}

/// What is told of `version` of `edition`, now that it lies in `issued`.
pub(super) fn told(site: &Site, edition: &Edition, version: String, issued: publish::Issued) -> Issued {
    let base = site.base.as_ref().map(|base| format!("{base}{}/", edition.quarter));
    Issued { folder: issued.folder, version, addresses: issued.addresses, base, around: None }
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

/// `text`, the record of what other editions may refer to, with the edition's own blocks; or what is wrong with it.
fn blocks(stage: &Stage<'_>, text: &str) -> Result<String, Vec<Finding>> {
    let site = stage.site;
    let reports: Vec<_> =
        stage.edition.langs.iter().filter_map(|lang| stage.composed.get(lang)?.report.as_ref()).collect();
    let file = Path::new(&site.record).with_extension("toml");
    let page = site.page_names(stage.edition.quarter);
    scaffold::record(&file.to_string_lossy(), text, (&reports, &page), &site.lang)
}

/// Its file, beside the record of printed ranks.
fn record_of_blocks(site: &Site) -> PathBuf {
    site.root.join(&site.record).with_extension("toml")
}

/// What the file at `path` says; nothing where it is not there yet.
fn text(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).or_else(|cause| match cause.kind() {
        std::io::ErrorKind::NotFound => Ok(String::new()),
        _ => {
            let path = path.display();
            Err(Failure::Disk(said!(
                "{path} を読めませんでした（{cause}）。",
                "{path} could not be read ({cause})."
            )))
        }
    })
}

/// That somebody wrote into a file in this very moment, who shall not lose a word.
fn overtaken(path: &Path) -> Failure {
    let path = path.display();
    Failure::Disk(said!(
        "{path} が、読んだ後に書き換えられました。内容を確かめて、もう一度実行してください。",
        "{path} was changed after it had been read. Look at it and run this again."
    ))
}

/// Lets the site's record of printed ranks say what `change` makes of it.
pub(super) fn change_record(site: &Site, change: impl FnOnce(&str) -> String) -> Result<(), Failure> {
    let path = site.root.join(&site.record);
    Ok(publish::replace(&path, change(&text(&path)?).as_bytes()).map(drop)?)
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
    let changed = change(&text(&path)?).ok_or_else(|| overtaken(&path))?;
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

/// A character of `words`, which follow `option` and will be printed or recorded, that nobody sees.
pub(super) fn unseen(edition: &Edition, option: &str, words: &str) -> Option<Finding> {
    let hidden = words.chars().find(|c| is_hidden(*c) || c.is_control())?;
    let code = u32::from(hidden);
    Some(Finding::error(
        "option-hidden",
        edition.place.clone(),
        said!(
            "{option} の後に、見えない文字（U+{code:04X}）が含まれています。",
            "There is a character that nobody sees (U+{code:04X}) in what follows {option}."
        ),
        said!("その文字を除いて、1行で書いてください。", "Write it in one line without that character."),
    ))
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
    let at = edition.publish_at.filter(|at| now < *at)?;
    // Both as told where the one was written: nobody adds nine hours in their head.
    let (now, at) = (now.with_timezone(at.offset()).to_rfc3339(), at.to_rfc3339());
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
