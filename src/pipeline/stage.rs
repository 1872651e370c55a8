//! An edition on the stage: read, asked, composed, and nothing written yet. What builds and what proof-reads share it.

use std::collections::{BTreeMap, BTreeSet};

use super::order::Step;
use super::{ask, coverage, facts, output};
use crate::answer::Answer;
use crate::config::{Edition, Input, Site};
use crate::finding::{Finding, Said};
use crate::fonts::Fonts;
use crate::lang::Lang;
use crate::question::Question;
use crate::report::{self, Composed};
use crate::{manuscript, observe};

/// What is known of an edition before its files are made.
pub(super) struct Stage<'a> {
    pub(super) site: &'a Site,
    pub(super) edition: &'a Edition,
    /// A manuscript for each language of the edition.
    pub(super) manuscripts: BTreeMap<Lang, manuscript::Reading>,
    pub(super) answers: BTreeMap<Question, Answer>,
    pub(super) fonts: Fonts,
    /// What was composed in each language; nothing where a question has no answer.
    pub(super) composed: BTreeMap<Lang, Composed>,
    /// The files of observations that were read.
    pub(super) observations: Vec<Input>,
    /// What was read, in a few lines.
    pub(super) coverage: Vec<Said>,
    /// Everything that was found on the way.
    pub(super) findings: Vec<Finding>,
}

impl<'a> Stage<'a> {
    /// Reads, asks and composes `edition`; `tell` hears each step before it begins.
    pub(super) fn set(site: &'a Site, edition: &'a Edition, tell: &mut dyn FnMut(Step)) -> Self {
        let mut findings = Vec::new();
        let manuscripts = read(site, edition, &mut findings);
        findings.extend(facts::unused(edition, manuscripts.values().map(|reading| &reading.manuscript)));

        tell(Step::Observing);
        let questions = ask::questions(manuscripts.values().map(|reading| &reading.manuscript));
        let plans = ask::plans(site, edition.quarter, &questions);
        let seen = observe::observe(site, &plans);
        tell_observed(&mut findings, seen.findings);
        let coverage = coverage::lines(edition.quarter, &plans, &seen.observed);
        findings.extend(coverage::absent(site, edition.quarter, &plans, &seen.observed));

        tell(Step::Reporting);
        let (fonts, unreadable) = Fonts::with(&site.fonts);
        findings.extend(unreadable.into_iter().map(output::unreadable_font));
        let answers = ask::answers(site, edition.quarter, &questions, &plans, &seen.observed);
        let (composed, observations) = (BTreeMap::new(), seen.inputs);
        let stage =
            Self { site, edition, manuscripts, answers, fonts, composed, observations, coverage, findings };
        stage.composed(&questions)
    }

    /// What `lang`'s report is made from.
    pub(super) fn job<'s>(&'s self, lang: &'s Lang) -> Option<report::Job<'s>> {
        let Self { site, edition, answers, fonts, .. } = self;
        let manuscript = &self.manuscripts.get(lang)?.manuscript;
        Some(report::Job { site, edition, lang, manuscript, answers, fonts })
    }

    /// Composes every language. Without data every binding would be a finding; the data's own findings say what is
    /// to be mended.
    fn composed(mut self, questions: &BTreeSet<Question>) -> Self {
        if !questions.iter().all(|question| self.answers.contains_key(question)) {
            return self;
        }
        let jobs = self.manuscripts.keys().filter_map(|lang| self.job(lang));
        let mut composed: BTreeMap<_, _> = jobs.map(|job| (job.lang.clone(), report::compose(job))).collect();
        for made in composed.values_mut() {
            self.findings.append(&mut made.findings);
        }
        self.composed = composed;
        self
    }
}

/// A manuscript for each language of the edition.
fn read(site: &Site, edition: &Edition, findings: &mut Vec<Finding>) -> BTreeMap<Lang, manuscript::Reading> {
    let read = |lang: &Lang| {
        let mut reading = manuscript::read(site, edition, lang);
        findings.append(&mut reading.findings);
        (lang.clone(), reading)
    };
    edition.langs.iter().map(read).collect()
}

/// Adds what is wrong with the observations. A question that adds distinct counts makes any source seem to have too
/// many rows; where it is told, that is not.
fn tell_observed(findings: &mut Vec<Finding>, observed: Vec<Finding>) {
    const ADDED: &str = "distinct-added";
    let told = findings.iter().any(|finding| finding.code == ADDED);
    findings.extend(observed.into_iter().filter(|finding| !(told && finding.code == ADDED)));
}
