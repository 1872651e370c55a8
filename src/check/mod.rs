//! The proof-reader: what staff wrote, set against the data, the finished report and the rules of the house.
//!
//! Comes in: what a report is made from, and what its bindings print. Goes out: findings, each with the words, what
//! the data say and the mend, and a count of the numbers in the prose. It changes nothing and publishes nothing.

mod carried;
mod coverage;
mod number;
mod passage;
mod previous;
mod rows;

pub use carried::questions;
pub use number::Counts;
pub use passage::{Origin, Passage, Piece, Role};

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
}

/// What the proof-reader says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// What somebody should mend or look at.
    pub findings: Vec<Finding>,
    /// How many claims of the prose are bound, agree, contradict, or are not matched.
    pub counts: Counts,
}

/// What every rule knows.
struct Desk<'a> {
    job: report::Job<'a>,
    words: &'a Words,
    beneath: &'a BTreeMap<Question, Answer>,
    passages: Vec<Passage>,
    /// Every value that could be bound.
    values: Vec<report::Bindable>,
}

impl<'a> Desk<'a> {
    /// Whether a passage is of the edition itself, not of a fixed text.
    fn is_own(&self, passage: &Passage) -> bool {
        !self.job.site.texts.iter().any(|text| text.file == passage.place.file)
    }

    /// The answer beneath a row, whoever asked it.
    fn beneath(&self, question: &Question) -> Option<&'a Answer> {
        self.job.answers.get(question).or_else(|| self.beneath.get(question))
    }
}

/// A rule: what it finds.
type Rule = fn(&Desk<'_>) -> Vec<Finding>;

/// Every rule, in the order in which they are explained.
const RULES: [Rule; 4] = [previous::previous_rank, carried::one_sensor, carried::one_day, coverage::coverage];

/// Proof-reads a manuscript.
pub fn check(job: &Job<'_>) -> Checked {
    let Some(words) = job.report.site.words.get(job.report.lang) else { return Checked::default() };
    let passages = passage::passages(job.report.manuscript, job.prints);
    let values = report::values(job.report);
    let desk = Desk { job: job.report, words, beneath: job.beneath, passages, values };
    let mut findings: Vec<_> = RULES.iter().flat_map(|rule| rule(&desk)).collect();
    let (numbers, counts) = number::number(&desk);
    findings.extend(numbers);
    findings.sort();
    findings.dedup();
    Checked { findings, counts }
}
