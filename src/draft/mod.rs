//! The analyst's first read of a quarter: what is worth saying, ranked by its evidence, as bindings and claims that can
//! be pasted into the manuscript.
//!
//! Comes in: a site, an edition, the manuscript so far and answers to [`questions`] and [`Survey::beneath`]. Goes out: a
//! [`Draft`], for the house alone: it has seen no rule of disclosure and names sensors. What a sentence prints is not
//! known here: whoever composes [`Draft::snippets`] with the report's own machinery puts it in.

mod abroad;
mod ask;
mod course;
mod distinct;
mod event;
mod evidence;
mod group;
mod markdown;
mod method;
mod normal;
mod outside;
mod part;
mod place;
mod rank;
mod signal;
mod trend;
mod value;
mod whole;

pub use ask::{distinct, questions, same};
pub use course::Past;
pub use markdown::{headings, internal, level, markdown, summary, unsaid};
pub use value::*;

use std::collections::{BTreeMap, BTreeSet};

use crate::answer::Answer;
use crate::config::{Edition, Site};
use crate::manuscript::Manuscript;
use crate::question::Question;
use crate::report::Before;
use place::Places;
use signal::Signal;

/// All that a draft is made from.
#[derive(Clone, Copy)]
pub struct Job<'a> {
    /// The site.
    pub site: &'a Site,
    /// The edition.
    pub edition: &'a Edition,
    /// The manuscript so far: its tables and charts are named where they ask the same.
    pub manuscript: &'a Manuscript,
    /// The answers so far.
    pub answers: &'a BTreeMap<Question, Answer>,
}

/// What was seen in the first answers.
pub struct Survey<'a> {
    job: Job<'a>,
    signals: Vec<Signal<'a>>,
    /// How many series were read.
    series: usize,
}

impl<'a> Survey<'a> {
    /// Reads the first answers.
    pub fn new(job: Job<'a>) -> Self {
        let (signals, series) = signal::signals(job);
        Self { job, signals, series }
    }

    /// What has to be asked beneath rows: their parts, and their sensors.
    pub fn beneath(&self) -> BTreeSet<Question> {
        let signals = self.signals.iter().flat_map(|signal| signal.beneath(self.job.site));
        let first = rank::first(self.job).filter(|(_, answer, row)| normal::asked(answer, row).is_some());
        let sensors = first.map(|(question, _, row)| normal::sensors(question, row));
        signals.chain(sensors.filter(|question| signal::has(self.job.site, question))).collect()
    }

    /// The rows of which the days of so many quarters before have to be asked.
    pub fn before(&self) -> BTreeMap<Before, u32> {
        let trends = self.signals.iter().filter(|signal| signal.event.is_none());
        let trends = trends.map(|signal| (signal.question, signal.row, 1));
        let first = rank::first(self.job).filter_map(|(question, answer, row)| {
            let course = whole::has_course(answer, row).then_some(1);
            Some((question, row, normal::asked(answer, row).or(course)?))
        });
        let mut asked = BTreeMap::new();
        for (question, row, quarters) in trends.chain(first) {
            let before = Before { of: question.clone(), key: row.key.clone() };
            let most: &mut u32 = asked.entry(before).or_default();
            *most = quarters.max(*most);
        }
        asked
    }

    /// The draft, from the answers to [`Survey::beneath`] and to [`Survey::before`]; one that is not there leaves a cause
    /// untold, how a row goes on, or what was normal.
    pub fn draft(&self, past: Past<'_>) -> Draft {
        let Job { site, edition, .. } = self.job;
        let seen = |signal| part::seen(self.job, signal, past);
        let seen: Vec<_> = self.signals.iter().map(seen).collect();
        // What is told of the whole is not told of each of its parts again.
        let is_told = |one: &part::Seen<'_>| seen.iter().any(|whole| one.is_part_of(whole));
        let told: Vec<bool> = seen.iter().map(is_told).collect();
        let seen: Vec<_> = seen.into_iter().zip(told).filter(|(_, told)| !told).map(|(one, _)| one).collect();
        let groups = group::groups(&seen);
        let mut places = Places::new(self.job);
        let mut proposals: Vec<Proposal> = Vec::new();
        for group in &groups {
            proposals.extend(match group.head().signal.event {
                Some(_) => event::proposal(self.job, group, &mut places),
                None => trend::proposal(self.job, group, &mut places),
            });
        }
        proposals.extend(rank::proposals(self.job, &mut places));
        proposals.extend(outside::proposals(self.job, past, &mut places));
        proposals.extend(whole::proposals(self.job, past.earlier, &mut places));
        // Where no series could be read, nobody knows whether anything happened.
        if self.series > 0 && !proposals.iter().any(|proposal| proposal.kind.is_news()) {
            proposals.extend(whole::nothing(self.job, &mut places));
        }
        let counted = proposals.iter().any(|proposal| proposal.distinct.is_some());
        // What is surer and larger comes first; of equals, as the data are read.
        proposals.sort_by_key(|proposal| (proposal.level, std::cmp::Reverse(proposal.weight)));
        Draft {
            format: 1,
            site: site.id.clone(),
            edition: edition.quarter.to_string(),
            series: self.series,
            blocks: places.into_blocks(),
            proposals,
            method: method::method().into_iter().chain(counted.then(method::distinct)).collect(),
        }
    }
}
