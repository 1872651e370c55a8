//! Asks the observations: files in, plain integers out; no DataFrame leaves this room.
//!
//! One [`Plan`] a source is answered in one fold over its files. What is wrong with a file, a row or a plan is a
//! finding; a source with such errors has no answer. Nothing here ranks, means or words a number.

mod asked;
mod engine;
mod expected;
mod fault;
mod ground;
mod header;
mod held;
mod lack;
mod load;
mod overlap;
mod propose;
mod role;
mod stretch;
#[cfg(test)]
mod tests;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{Input, Site};
use crate::finding::{Finding, Level, Place, nearest, refused};
use crate::question::{Observed, Plan};
use crate::said;
use asked::Asked;
use engine::{Engine, Superseded, Way};
use ground::Ground;
pub use held::{Held, files_of};
pub use propose::{Proposal, propose};

/// Told of a source where no file is.
pub const ABSENT: &str = "no-observations";

/// What the observations answered.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The answer of each source by its name; a source whose data is refused is absent and has findings.
    pub observed: BTreeMap<String, Observed>,
    /// Sources of which files are absent, and nothing else is wrong: their data are not yet delivered.
    pub awaited: BTreeSet<String>,
    /// Every file that was read, sorted.
    pub inputs: Vec<Input>,
    /// What is wrong with files, rows and plans: sources in the plans' order, files by name, rows in order.
    pub findings: Vec<Finding>,
}

/// Answers each of `plans` (one a source) from the files that `site` names.
pub fn observe(site: &Site, plans: &[Plan]) -> Outcome {
    answer(&Ground::of(site), plans)
}

/// The same, of the part of a site that observations need.
fn answer(ground: &Ground, plans: &[Plan]) -> Outcome {
    let mut outcome = Outcome::default();
    for plan in plans {
        ask(ground, plan, &mut outcome);
    }
    outcome.findings.extend(expected::disagreements(ground, plans, &outcome.observed));
    outcome.inputs.sort();
    outcome.inputs.dedup();
    outcome
}

/// Answers one plan.
fn ask(ground: &Ground, plan: &Plan, outcome: &mut Outcome) {
    let Some(source) = ground.sources.get(&plan.source) else {
        return outcome.findings.push(unknown_source(ground, &plan.source));
    };
    let mut findings = Vec::new();
    let mut deliveries = load::deliveries(ground.root, source, &mut findings);
    if !deliveries.is_empty()
        && let Some(asked) = Asked::new(ground, source, plan, &deliveries, &mut findings)
    {
        let answer = load::digested(&mut deliveries, &mut findings, |deliveries, findings| {
            load::survey(deliveries, findings);
            Engine::Polars.answer(&asked, deliveries, Way::Without(Superseded::new()))
        });
        load::tell(&asked, &deliveries, &answer, &mut findings);
        if !refused(&findings)
            && let Some(observed) = overlap::settle(&asked, &deliveries, answer, &mut findings)
        {
            if source.whole {
                findings.extend(expected::undelivered(ground, source, plan, &observed));
            }
            outcome.observed.insert(plan.source.clone(), observed);
        }
    }
    if refused(&findings) && findings.iter().all(is_absence_or_less) {
        outcome.awaited.insert(plan.source.clone());
    }
    outcome.inputs.extend(deliveries.into_iter().filter_map(|delivery| delivery.input));
    outcome.findings.append(&mut findings);
}

/// Whether a finding is no error, or one that only tells that no file is there.
pub fn is_absence_or_less(finding: &Finding) -> bool {
    finding.level != Level::Error || finding.code == ABSENT
}

fn unknown_source(ground: &Ground, name: &str) -> Finding {
    let known = ground.sources.keys().map(String::as_str).collect::<Vec<_>>();
    let place =
        ground.sources.values().next().map_or_else(Place::default, |source| Place::file(&*source.place.file));
    let (ja, en) = nearest(name, known.iter().copied()).map_or_else(Default::default, |meant| {
        (format!("「{meant}」のことではありませんか。"), format!("Is “{meant}” meant? "))
    });
    let known = known.join(", ");
    Finding::error(
        "unknown-source",
        place,
        said!("ソース「{name}」は設定にありません。", "There is no source “{name}” in the configuration."),
        said!("{ja}設定にあるソース: {known}。", "{en}Sources in the configuration: {known}."),
    )
}
