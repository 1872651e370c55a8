//! Proof-reads an edition: everything a build does up to the finished report, then `check`; nothing is written.

use std::collections::BTreeMap;
use std::path::Path;

use super::order::Step;
use super::stage::{Asking, Stage, Wish};
use super::{approval, translation};
use crate::check::{self, Checked};
use crate::config;
use crate::finding::{Finding, Place, Said};
use crate::lang::Lang;
use crate::observe;
use crate::report;

/// How the codes of bindings begin that print nothing.
const BINDING: &str = "binding";

/// What proof-reading brings.
#[derive(Debug, Default)]
pub struct Proof {
    /// Everything that a build would find, and what the proof-reader found.
    pub findings: Vec<Finding>,
    /// What was read, in five lines or fewer.
    pub coverage: Vec<Said>,
    /// What was counted and silenced, by language; none where the report could not be composed.
    pub checked: BTreeMap<Lang, Checked>,
    /// What each binding prints, by its place.
    pub prints: BTreeMap<Place, String>,
}

/// Proof-reads the edition in `folder`, absolute; `tell` hears each step before it begins.
pub fn proofread(folder: &Path, tell: &mut dyn FnMut(Step)) -> Proof {
    proofread_asking(folder, &mut observe::observe, tell)
}

/// The same, with the observations' answers from `ask`: who proof-reads again because a word changed has them still.
pub fn proofread_asking(folder: &Path, ask: &mut Asking<'_>, tell: &mut dyn FnMut(Step)) -> Proof {
    tell(Step::Reading);
    let config::Reading { site, edition, mut findings } = config::read(folder);
    let (Some(site), Some(edition)) = (site, edition) else { return Proof { findings, ..Proof::default() } };
    let wish = Wish { beneath: Some(check::questions), ..Wish::default() };
    let mut stage = Stage::set(&site, &edition, &wish, ask, tell);
    findings.append(&mut stage.findings);
    findings.extend(approval::standing(&stage));
    findings.extend(translation::unrecorded(&edition, &stage.manuscripts));

    tell(Step::Checking);
    let checked = check(&stage, &mut findings);
    let prints = stage.composed.into_values().flat_map(|made| made.prints).collect();
    Proof { findings, coverage: stage.coverage, checked, prints }
}

/// Has the proof-reader read every language; `findings` are those of the stage, and get its own.
pub(super) fn check(stage: &Stage<'_>, findings: &mut Vec<Finding>) -> BTreeMap<Lang, Checked> {
    let unread: Vec<Place> = findings
        .iter()
        .filter(|finding| finding.code.starts_with(BINDING))
        .map(|finding| finding.place.clone())
        .collect();
    let mut checked = BTreeMap::new();
    for (lang, made) in &stage.composed {
        // Where nobody wrote, nothing is proof-read.
        let written = |job: &report::Job<'_>| made.report.is_some() && !job.manuscript.data_only;
        let Some(report) = stage.job(lang).filter(written) else { continue };
        let (prints, beneath) = (&made.prints, &stage.besides);
        let read = check::check(&check::Job { report, prints, beneath, unread: &unread });
        findings.extend(read.findings.iter().cloned());
        checked.insert(lang.clone(), read);
    }
    checked
}
