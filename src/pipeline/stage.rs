//! An edition on the stage: read, asked, composed, and nothing written yet. What builds and what proof-reads share it.

use std::collections::{BTreeMap, BTreeSet};

use super::drill::{self, Beneath};
use super::order::Step;
use super::{across, ask, awaited, coverage, facts, output, translation};
use crate::answer::Answer;
use crate::config::{Edition, Input, Site};
use crate::finding::{Finding, Said};
use crate::fonts::Fonts;
use crate::lang::Lang;
use crate::question::{Plan, Question};
use crate::report::{self, Before, Composed};
use crate::{manuscript, observe};

/// What is known of an edition before its files are made.
pub(super) struct Stage<'a> {
    pub(super) site: &'a Site,
    pub(super) edition: &'a Edition,
    /// A manuscript for each language of the edition.
    pub(super) manuscripts: BTreeMap<Lang, manuscript::Reading>,
    /// What the report is made from: the answers to its blocks, and to what its bindings ask beneath their rows.
    pub(super) answers: BTreeMap<Question, Answer>,
    /// The answers that were wished besides; no report is made from them.
    pub(super) besides: BTreeMap<Question, Answer>,
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

/// Who answers plans from a site's observations: [`observe::observe`], or somebody who has its answers still.
pub type Asking<'a> = dyn FnMut(&Site, &[Plan]) -> observe::Outcome + 'a;

/// What is asked besides what the manuscripts ask. A build wishes nothing.
#[derive(Default)]
pub(super) struct Wish {
    /// Sources whose same quarter of the year before is asked, too.
    pub(super) years: BTreeSet<String>,
    /// Questions beneath rows, from the first answers.
    pub(super) beneath: Option<fn(report::Job<'_>) -> BTreeSet<Question>>,
    /// Rows of which quarters before are asked.
    pub(super) before: Option<fn(report::Job<'_>) -> BTreeMap<Before, u32>>,
}

impl<'a> Stage<'a> {
    /// Reads, asks through `ask` and composes `edition`; `tell` hears each step before it begins.
    pub(super) fn set(
        site: &'a Site,
        edition: &'a Edition,
        wish: &Wish,
        ask: &mut Asking<'_>,
        tell: &mut dyn FnMut(Step),
    ) -> Self {
        let mut findings = Vec::new();
        let manuscripts = read(site, edition, &mut findings);
        findings.extend(translation::standing(site, edition, &manuscripts));
        findings.extend(facts::unused(edition, manuscripts.values().map(|reading| &reading.manuscript)));

        tell(Step::Observing);
        let questions = ask::questions(manuscripts.values().map(|reading| &reading.manuscript));
        let mut years = ask::years(manuscripts.values().map(|reading| &reading.manuscript));
        years.extend(wish.years.iter().cloned());
        let plans = ask::plans(site, edition.quarter, &questions, &years);
        let mut seen = ask(site, &plans);
        let awaited = awaited::absent(site, edition, &mut seen);
        tell_observed(&mut findings, seen.findings);
        let coverage = coverage::lines(edition.quarter, &plans, &seen.observed);
        let late = coverage::absent(site, edition.quarter, &plans, &seen.observed).into_iter();
        findings.extend(late.map(|finding| awaited::late(edition, finding)));

        let awaited = awaited::take(awaited, edition, &plans, &mut seen.observed);
        let (fonts, unreadable) = Fonts::with(&site.fonts);
        findings.extend(unreadable.into_iter().map(output::unreadable_font));
        let answers = ask::answers(site, edition.quarter, &questions, &plans, &seen.observed);
        let mut stage = Self {
            site,
            edition,
            manuscripts,
            answers,
            besides: BTreeMap::new(),
            fonts,
            composed: BTreeMap::new(),
            observations: seen.inputs,
            coverage,
            findings,
        };
        // Without data every binding would be a finding; the data's own findings say what is to be mended. A draft says
        // itself where data are awaited.
        let known =
            |question: &Question| stage.answers.contains_key(question) || awaited.contains(&question.source);
        if questions.iter().all(known) {
            stage.drill(wish, ask, tell);
            tell(Step::Reporting);
            stage.compose();
        }
        stage
    }

    /// Asks what lies beneath rows, and the quarters before, where a binding, a chart or `wish` needs that.
    fn drill(&mut self, wish: &Wish, ask: &mut Asking<'_>, tell: &mut dyn FnMut(Step)) {
        let jobs = || self.manuscripts.keys().filter_map(|lang| self.job(lang));
        let bound: BTreeSet<Question> = jobs().flat_map(report::drills).collect();
        let wished = wish.beneath.map(|beneath| jobs().flat_map(beneath).collect());
        let wished: BTreeSet<Question> = wished.unwrap_or_default();
        let open = bound.union(&wished).filter(|question| !self.answers.contains_key(question));
        let mut before = BTreeMap::new();
        let wished = wish.before.iter().flat_map(|before| jobs().flat_map(before));
        for (row, quarters) in jobs().flat_map(report::before).chain(wished) {
            let most = before.entry(row).or_default();
            *most = quarters.max(*most);
        }
        let beneath = Beneath { questions: open.cloned().collect(), before, year: false };
        if beneath.is_empty() {
            return;
        }
        tell(Step::Observing);
        let drilled = drill::drill(self.site, self.edition.quarter, &beneath, ask);
        let fresh = drilled.findings.into_iter().filter(|finding| !self.findings.contains(finding));
        let fresh: Vec<_> = fresh.collect();
        self.findings.extend(fresh);
        for (question, answer) in drilled.answers {
            let answers = if bound.contains(&question) { &mut self.answers } else { &mut self.besides };
            answers.insert(question, answer);
        }
        look_back(&mut self.answers, drilled.earlier);
    }

    /// What `lang`'s report is made from.
    pub(super) fn job<'s>(&'s self, lang: &'s Lang) -> Option<report::Job<'s>> {
        let Self { site, edition, answers, fonts, .. } = self;
        let manuscript = &self.manuscripts.get(lang)?.manuscript;
        Some(report::Job { site, edition, lang, manuscript, answers, fonts })
    }

    /// The report in each language in which it could be composed.
    pub(super) fn reports(&self) -> impl Iterator<Item = (&Lang, &report::Report)> {
        self.composed.iter().filter_map(|(lang, made)| Some((lang, made.report.as_ref()?)))
    }

    /// Composes every language.
    fn compose(&mut self) {
        let jobs = self.manuscripts.keys().filter_map(|lang| self.job(lang));
        let mut composed: BTreeMap<_, _> = jobs.map(|job| (job.lang.clone(), report::compose(job))).collect();
        for made in composed.values_mut() {
            self.findings.append(&mut made.findings);
        }
        self.composed = composed;
        let withdrawn = across::withdrawn(self);
        self.findings.extend(withdrawn);
    }
}

/// Puts the days of quarters before to the rows that they are of.
pub(super) fn look_back(answers: &mut BTreeMap<Question, Answer>, earlier: BTreeMap<Before, Answer>) {
    for (before, answer) in earlier {
        if let Some(held) = answers.get_mut(&before.of) {
            held.earlier.insert(before.key, answer);
        }
    }
}

/// A manuscript for each language of the edition.
fn read(site: &Site, edition: &Edition, findings: &mut Vec<Finding>) -> BTreeMap<Lang, manuscript::Reading> {
    let mut readings = manuscript::read_all(site, edition);
    readings.values_mut().for_each(|reading| findings.append(&mut reading.findings));
    readings
}

/// Adds what is wrong with the observations. A question that adds distinct counts makes any source seem to have too
/// many rows; where it is told, that is not.
fn tell_observed(findings: &mut Vec<Finding>, observed: Vec<Finding>) {
    const ADDED: &str = "distinct-added";
    let told = findings.iter().any(|finding| finding.code == ADDED);
    findings.extend(observed.into_iter().filter(|finding| !(told && finding.code == ADDED)));
}
