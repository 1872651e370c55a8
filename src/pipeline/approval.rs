//! Approval: who approved which finished report, and whether it still is that report.
//!
//! Comes in: an edition, a name and a time. Goes out: `approval.toml` beside the manuscript, the reports that were
//! approved beside it, and the status `approved`. It is a record, not a signature, and no input of any edition.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::changed;
use super::order::{Done, Failure, Step};
use super::output;
use super::publication;
use super::stage::{Stage, Wish};
use super::translation;
use crate::config::{self, APPROVAL, Approval, Edition, Status};
use crate::digest::digest;
use crate::finding::{Finding, Said, refused};
use crate::lang::Lang;
use crate::quarter::Moment;
use crate::report::Report;
use crate::{observe, publish, said};

/// What was told of an edition whose approval does not hold.
pub(super) const CODES: [&str; 2] = [MISSING, VOID];

const MISSING: &str = "approval-missing";
const VOID: &str = "approval-void";

/// The folder of the reports that were approved, in the edition's.
const KEPT: &str = "approval";

/// An approval that was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approved {
    /// The record.
    pub approval: Approval,
    /// Its file.
    pub file: PathBuf,
}

/// Records that `by` approved the edition in `folder` at `now` as it will be published. An approval before gives way.
pub fn approve(folder: &Path, by: &str, now: Moment, tell: &mut dyn FnMut(Step)) -> Done<Approved> {
    tell(Step::Reading);
    let config::Reading { site, edition, mut findings } = config::read_final(folder);
    let (Some(site), Some(edition)) = (site, edition) else { return Done::found(findings) };
    findings.extend(publication::withdrawn(&edition));
    findings.extend(publication::unseen(&edition, "--by", by));
    if refused(&findings) {
        return Done::found(findings);
    }
    let mut stage = Stage::set(&site, &edition, &Wish::default(), &mut observe::observe, tell);
    findings.append(&mut stage.findings);
    findings.extend(published(&stage));
    let coverage = std::mem::take(&mut stage.coverage);
    let hindered = refused(&findings);
    let done = Done { coverage, ..Done::found(findings) };
    if hindered {
        return done;
    }
    tell(Step::Publishing);
    done.ended(record(&stage, by, now).map(Some))
}

/// Writes the reports, what translations were made from, the record and the status, in this order: a run that ends between them is made good by the next.
fn record(stage: &Stage<'_>, by: &str, now: Moment) -> Result<Approved, Failure> {
    let Edition { root, version, .. } = stage.edition;
    for (lang, report) in stage.reports() {
        publish::replace(&kept(root, lang), &output::canonical(report))?;
    }
    for lang in translation::translated(stage.edition, &stage.manuscripts) {
        translation::remember(stage.site, stage.edition, lang)?;
    }
    let approval = Approval {
        by: by.to_owned(),
        at: now,
        version: version.clone(),
        teiten: env!("CARGO_PKG_VERSION").to_owned(),
        reports: digests(stage),
    };
    let file = root.join(APPROVAL);
    publish::replace(&file, approval.toml().as_bytes())?;
    publication::set_status(stage.edition, Status::Approved)?;
    Ok(Approved { approval, file })
}

/// Where the report is kept that was approved in `lang`.
fn kept(edition: &Path, lang: &Lang) -> PathBuf {
    edition.join(KEPT).join(format!("{lang}.json"))
}

fn digests(stage: &Stage<'_>) -> BTreeMap<Lang, String> {
    stage.reports().map(|(lang, report)| (lang.clone(), output::identity(report))).collect()
}

/// What is to be told of the approval of the edition on the stage: that there is none, or that it is void. Nothing where
/// the edition needs none, or could not be composed.
pub(super) fn standing(stage: &Stage<'_>) -> Vec<Finding> {
    let edition = stage.edition;
    if !edition.finished || stage.reports().count() < edition.langs.len() {
        return Vec::new();
    }
    let (approval, findings) = config::approval(stage.site, edition);
    match approval {
        Some(approval) => void(stage, &approval).into_iter().chain(findings).collect(),
        None if findings.is_empty() && edition.status == Status::Approved => vec![missing(edition)],
        None => findings,
    }
}

/// That `approval` is of another report than the one on the stage.
fn void(stage: &Stage<'_>, approval: &Approval) -> Option<Finding> {
    let edition = stage.edition;
    let (day, by) = (approval.at.date_naive(), config::mend::quoted(&approval.by));
    let same = digests(stage) == approval.reports;
    // A draft looked at as final is not approved yet, whatever was before.
    if edition.status == Status::Draft || same && approval.version == edition.version {
        return None;
    }
    let differs =
        |(lang, report): &(&Lang, &Report)| approval.reports.get(lang) != Some(&output::identity(report));
    let change = stage.reports().find(differs).and_then(|(lang, report)| {
        let bytes = fs::read(kept(&edition.root, lang)).ok()?;
        let known = approval.reports.get(lang).is_some_and(|known| *known == digest(&bytes));
        changed::first(&serde_json::from_slice(&bytes).ok().filter(|_| known)?, report)
    });
    let ours = env!("CARGO_PKG_VERSION");
    let (then, now): (BTreeSet<_>, BTreeSet<_>) =
        (approval.reports.keys().collect(), edition.langs.iter().collect());
    let (place, what) = match change {
        Some(change) => (change.place, change.what),
        None if then != now => {
            let names =
                |langs: &BTreeSet<&Lang>| langs.iter().map(|lang| lang.code()).collect::<Vec<_>>().join("、");
            let (then, now) = (names(&then), names(&now));
            let (was, is) = (then.replace('、', ", "), now.replace('、', ", "));
            (
                None,
                said!(
                    "承認したときの言語は{then}、いまは{now}です。",
                    "It was approved in {was} and is in {is} now."
                ),
            )
        }
        None if approval.teiten != ours => {
            let before = &approval.teiten;
            (None, said!("teitenが{before}から{ours}になりました。", "teiten {before} has become {ours}."))
        }
        None => {
            (None, said!("どこが変わったかは、記録からはわかりません。", "The record does not tell where."))
        }
    };
    let (ja, en) = (what.ja, what.en);
    Some(Finding::warning(
        VOID,
        place.filter(|place| !place.file.is_empty()).unwrap_or_else(|| edition.place.clone()),
        said!(
            "承認（{day}、{by}）の後に、レポートが変わりました。{ja}",
            "The report has changed since it was approved ({day}, {by}). {en}"
        ),
        mend(edition.status, gains_languages(approval, edition, &digests(stage))),
    ))
}

/// What is to be done about a void approval.
fn mend(status: Status, gains_languages: bool) -> Said {
    if gains_languages {
        return said!(
            "増えた言語も公開するときは、もう一度 teiten approve と teiten publish を実行してください。ほかの言語の文章は変わりません。",
            "To publish the languages that were added, run teiten approve and teiten publish again. The text of the others stays as it is."
        );
    }
    if status == Status::Published {
        return said!(
            "元に戻してください。公開したものを変えるときは、teiten revise で次の版番号の草稿にしてください。",
            "Undo the change. To change what is published, make it a draft of the next version: teiten revise."
        );
    }
    said!(
        "元に戻すか、変わったところを確かめてもらい、もう一度 teiten approve を実行してください。それまでは公開できません。",
        "Undo the change, or have it looked at and run teiten approve again. It cannot be published before."
    )
}

fn missing(edition: &Edition) -> Finding {
    Finding::warning(
        MISSING,
        edition.place.clone(),
        said!(
            "statusは\"approved\"ですが、承認の記録（{APPROVAL}）がありません。",
            "The status is \"approved\", but there is no record of it ({APPROVAL})."
        ),
        said!(
            "statusは手で書かず、teiten approve を実行してください。",
            "Run teiten approve rather than write the status by hand."
        ),
    )
}

/// Whether all that was approved still is as it was, and languages have come to it.
fn gains_languages(approval: &Approval, edition: &Edition, now: &BTreeMap<Lang, String>) -> bool {
    let stands = approval.reports.iter().all(|(lang, digest)| now.get(lang) == Some(digest));
    approval.version == edition.version && stands && now.len() > approval.reports.len()
}

/// That the edition is out; not so where only languages come to it, which change nothing that is out.
fn published(stage: &Stage<'_>) -> Option<Finding> {
    let edition = stage.edition;
    let version = &edition.version;
    let approval = config::approval(stage.site, edition).0;
    let gains = approval.is_some_and(|approval| gains_languages(&approval, edition, &digests(stage)));
    (edition.status == Status::Published && !gains).then(|| {
        Finding::error(
            "approve-published",
            edition.place.clone(),
            said!("第{version}版はすでに公開されています。", "Version {version} is published already."),
            said!(
                "直すときは、先に teiten revise で次の版番号の草稿にしてください。",
                "To change it, make it a draft of the next version first: teiten revise."
            ),
        )
    })
}
