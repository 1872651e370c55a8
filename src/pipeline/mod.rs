//! The way through: from an edition's folder to its files.

mod ask;
mod coverage;
mod order;
mod output;

use std::collections::BTreeMap;

pub use order::{Failure, Made, Order, Outcome, Step};

use crate::config::{self, Edition, Input, Site};
use crate::finding::{Finding, refused};
use crate::fonts::Fonts;
use crate::lang::Lang;
use crate::report::{self, Report};
use crate::{answer, manuscript, observe, publish};

/// Builds one edition; `tell` hears each step before it begins. All findings of a run are told, whatever it makes.
pub fn build(order: &Order, tell: &mut dyn FnMut(Step)) -> Outcome {
    let mut outcome = Outcome::default();
    tell(Step::Reading);
    let config::Reading { site, edition, findings } = config::read(&order.edition);
    outcome.findings = findings;
    let (Some(site), Some(edition)) = (site, edition) else { return outcome };
    match run(order, &site, &edition, &mut outcome, tell) {
        Ok(made) => outcome.made = made,
        Err(failure) => outcome.failure = Some(failure),
    }
    outcome
}

/// The rooms in their order; `None` where findings refuse the edition.
fn run(
    order: &Order,
    site: &Site,
    edition: &Edition,
    outcome: &mut Outcome,
    tell: &mut dyn FnMut(Step),
) -> Result<Option<Made>, Failure> {
    let manuscripts = read(site, edition, outcome);

    tell(Step::Observing);
    let questions = ask::questions(manuscripts.values().map(|reading| &reading.manuscript));
    let plans = ask::plans(site, edition.quarter, &questions);
    let seen = observe::observe(site, &plans);
    tell_observed(&mut outcome.findings, seen.findings);
    outcome.coverage = coverage::lines(edition.quarter, &plans, &seen.observed);
    outcome.findings.extend(coverage::absent(site, edition.quarter, &plans, &seen.observed));

    tell(Step::Reporting);
    let (fonts, unreadable) = Fonts::with(&site.fonts);
    outcome.findings.extend(unreadable.into_iter().map(output::unreadable_font));
    let answers = ask::answers(site, edition.quarter, &questions, &plans, &seen.observed);
    // Without data every binding would be a finding; the data's own findings say what is to be mended.
    let answered = questions.iter().all(|question| answers.contains_key(question));
    let reports = if answered {
        compose(site, edition, &manuscripts, &answers, &fonts, outcome)
    } else {
        BTreeMap::new()
    };
    if refused(&outcome.findings) {
        return Ok(None);
    }

    let inputs = inputs(site, edition, &manuscripts, &seen.inputs);
    let digests = reports.iter().map(|(lang, report)| (lang.clone(), output::identity(report))).collect();
    let manifest = publish::Manifest::new(site, edition, &inputs, digests);
    let mut files = Vec::new();
    for (lang, report) in &reports {
        let pictures = &manuscripts[lang].manuscript.pictures;
        let desk = output::Desk { site, report, pictures, fonts: &fonts, manifest: &manifest };
        match output::files(&desk, tell) {
            Ok(made) => files
                .extend(made.into_iter().map(|(path, bytes)| (output::place(edition, lang, &path), bytes))),
            Err(output::Failed::Look(findings)) => {
                outcome.findings.extend(findings);
                return Ok(None);
            }
            Err(output::Failed::Ours(said)) => return Err(Failure::Ours(said)),
        }
    }

    tell(Step::Publishing);
    let shelf = order.out.as_deref().unwrap_or_else(|| output::shelf(site, edition));
    let published = publish::publish(&publish::Job { shelf, manifest, files: &files })?;
    Ok(Some(Made { folder: published.folder, changed: published.changed }))
}

/// Adds what is wrong with the observations. A question that adds distinct counts makes any source seem to have too
/// many rows; where it is told, that is not.
fn tell_observed(findings: &mut Vec<Finding>, observed: Vec<Finding>) {
    const ADDED: &str = "distinct-added";
    let told = findings.iter().any(|finding| finding.code == ADDED);
    findings.extend(observed.into_iter().filter(|finding| !(told && finding.code == ADDED)));
}

/// A manuscript for each language of the edition.
fn read(site: &Site, edition: &Edition, outcome: &mut Outcome) -> BTreeMap<Lang, manuscript::Reading> {
    let read = |lang: &Lang| {
        let mut reading = manuscript::read(site, edition, lang);
        outcome.findings.append(&mut reading.findings);
        (lang.clone(), reading)
    };
    edition.langs.iter().map(read).collect()
}

fn compose(
    site: &Site,
    edition: &Edition,
    manuscripts: &BTreeMap<Lang, manuscript::Reading>,
    answers: &BTreeMap<crate::question::Question, answer::Answer>,
    fonts: &Fonts,
    outcome: &mut Outcome,
) -> BTreeMap<Lang, Report> {
    let mut reports = BTreeMap::new();
    for (lang, reading) in manuscripts {
        let job = report::Job { site, edition, lang, manuscript: &reading.manuscript, answers, fonts };
        let (report, mut findings): (Option<Report>, Vec<Finding>) = report::compose(job);
        outcome.findings.append(&mut findings);
        reports.extend(report.map(|report| (lang.clone(), report)));
    }
    reports
}

/// Everything the edition was made from, the fonts included.
fn inputs(
    site: &Site,
    edition: &Edition,
    manuscripts: &BTreeMap<Lang, manuscript::Reading>,
    observations: &[Input],
) -> Vec<Input> {
    let written = manuscripts.values().flat_map(|reading| &reading.inputs);
    let shipped = Fonts::digests().map(|(digest, bytes)| Input {
        role: "font",
        path: String::new(),
        digest: digest.to_owned(),
        bytes: bytes as u64,
    });
    site.inputs
        .iter()
        .chain(&edition.inputs)
        .chain(written)
        .chain(observations)
        .cloned()
        .chain(shipped)
        .collect()
}
