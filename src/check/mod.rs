//! The proof-reader: what staff wrote, set against the data, the finished report and the rules of the house.
//!
//! Comes in: what a report is made from, and what its bindings print. Goes out: findings, each with the words, what
//! the data say and the mend, and a count of the numbers in the prose. It changes nothing and publishes nothing.

mod captions;
mod carried;
mod claims;
mod coverage;
#[cfg(test)]
mod fixture;
mod japanese;
mod names;
mod number;
mod order;
mod passage;
mod pattern;
mod period;
mod previous;
mod references;
mod rounding;
mod rows;
mod silence;
mod terms;

pub use carried::questions;
pub use number::{Agreeing, Counts};
pub use order::foremost_first;
pub use passage::{Origin, Passage, Piece, Role, passages};

use std::collections::BTreeMap;

use crate::answer::Answer;
use crate::finding::{Finding, Place};
use crate::question::Question;
use crate::report;
use crate::words::Words;

/// What is proof-read.
pub struct Job<'a> {
    /// What the report was made from.
    pub report: report::Job<'a>,
    /// What each binding prints, by its place.
    pub prints: &'a BTreeMap<Place, String>,
    /// The answers to [`questions`]; those that the report itself asks are among its own.
    pub beneath: &'a BTreeMap<Question, Answer>,
    /// Where bindings stand that print nothing, because nobody could read or answer them.
    pub unread: &'a [Place],
}

/// What the proof-reader says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// What somebody should mend or look at.
    pub findings: Vec<Finding>,
    /// What somebody let stand, and why.
    pub silenced: Vec<Silenced>,
    /// How many claims of the prose are bound, agree, contradict, or are not matched.
    pub counts: Counts,
    /// The typed claims that agree, as they are read.
    pub agreeing: Vec<Agreeing>,
}

/// A finding that somebody let stand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Silenced {
    /// What was found.
    pub finding: Finding,
    /// Why it may stand, in the words of who wrote it.
    pub reason: String,
}

/// What every rule knows.
struct Desk<'a> {
    job: report::Job<'a>,
    words: &'a Words,
    beneath: &'a BTreeMap<Question, Answer>,
    unread: &'a [Place],
    passages: Vec<Passage>,
    /// Every value that could be bound.
    values: Vec<report::Bindable>,
}

impl<'a> Desk<'a> {
    /// Whether the rules of Japanese hold.
    fn is_japanese(&self) -> bool {
        self.job.lang.code() == "ja"
    }

    /// Whether `place` lies in the edition's own folder, and not in a text that many editions share.
    fn is_own(&self, place: &Place) -> bool {
        let root = &self.job.edition.root;
        let folder = root.strip_prefix(&self.job.site.root).unwrap_or(root);
        std::path::Path::new(&place.file).starts_with(folder)
    }

    /// The answer beneath a row, whoever asked it.
    fn beneath(&self, question: &Question) -> Option<&'a Answer> {
        self.job.answers.get(question).or_else(|| self.beneath.get(question))
    }
}

/// A rule: what it finds.
type Rule = fn(&Desk<'_>) -> Vec<Finding>;

/// Every rule, in the order in which they are explained.
#[rustfmt::skip] // one a line, so that what is added is seen
const RULES: &[Rule] = &[
    previous::previous_rank,
    carried::one_sensor,
    carried::one_day,
    coverage::coverage,
    claims::find,
    rounding::rounding,
    period::find,
    captions::find,
    references::find,
    terms::find,
    japanese::find,
    names::find,
];

/// Proof-reads a manuscript.
pub fn check(job: &Job<'_>) -> Checked {
    let Some(words) = job.report.site.words.get(job.report.lang) else { return Checked::default() };
    let passages = passages(job.report.manuscript, job.prints);
    let values = report::values(job.report);
    let desk = Desk { job: job.report, words, beneath: job.beneath, unread: job.unread, passages, values };
    let mut findings: Vec<_> = RULES.iter().flat_map(|rule| rule(&desk)).collect();
    let number::Numbers { findings: numbers, counts, agreeing } = number::number(&desk);
    findings.extend(numbers);
    findings.sort();
    findings.dedup();
    Checked { counts, agreeing, ..silence::apply(job.report.manuscript, &desk.passages, findings) }
}
