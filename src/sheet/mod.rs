//! The approver's sheet: what one who signs an edition, and never sees its Markdown, has to know on two pages.
//!
//! Comes in: the finished report in each language, what it was made from, what the proof-reader says of it, and the
//! report of the sheet before. Goes out: a [`Sheet`], worded like a message of the house in the site's first language.
//! It is for the house alone: it names sensors and people. It knows no file, no clock and no markup.

mod called;
mod candidates;
mod changes;
mod coverage;
mod cut;
mod disclosure;
mod facts;
mod findings;
mod head;
mod images;
mod links;
mod names;
mod numbers;
mod origin;
mod typed;
mod value;

use std::collections::BTreeMap;
use std::path::Path;

pub use value::{Cell, Column, Head, Labels, Layout, Picture, Row, Section, Sheet, Signature};

use crate::answer::Answer;
use crate::check::{Checked, Origin, Passage};
use crate::config::{Edition, Site};
use crate::finding::{Finding, Place, Said};
use crate::lang::Lang;
use crate::question::Question;
use crate::report::{self, Report};
use crate::said;

/// What a sheet is made from.
pub struct Job<'a> {
    /// The site.
    pub site: &'a Site,
    /// The edition.
    pub edition: &'a Edition,
    /// The edition in each of its languages, the first one first.
    pub texts: Vec<Text<'a>>,
    /// Everything that a build and the proof-reader find and nobody has silenced.
    pub findings: &'a [Finding],
    /// What was read of the observations.
    pub coverage: &'a [Said],
    /// The answers that the report was made from.
    pub answers: &'a BTreeMap<Question, Answer>,
    /// What the sheet before showed.
    pub before: Before<'a>,
}

/// The edition in one language.
pub struct Text<'a> {
    /// What its report is made from.
    pub job: report::Job<'a>,
    /// The finished report.
    pub report: &'a Report,
    /// SHA-256 of the finished report, in hexadecimal.
    pub digest: String,
    /// What each binding prints, by its place.
    pub prints: &'a BTreeMap<Place, String>,
    /// What the proof-reader says.
    pub checked: &'a Checked,
}

/// What the sheet before showed.
#[derive(Clone, Copy)]
pub enum Before<'a> {
    /// There was none.
    First,
    /// There was one whose record cannot be read.
    Unreadable,
    /// The finished report in each language.
    Shown(&'a BTreeMap<Lang, Report>),
}

/// Every section, in the order of the sheet: what has to be decided first, the long list of numbers last.
const SECTIONS: &[fn(&Job<'_>) -> Section] = &[
    changes::changes,
    typed::doubtful,
    findings::open,
    findings::silenced,
    facts::facts,
    coverage::coverage,
    coverage::outages,
    disclosure::disclosure,
    images::images,
    links::links,
    names::names,
    typed::agreeing,
    numbers::numbers,
];

/// Makes the sheet, with nothing left out.
pub fn sheet(job: &Job<'_>) -> Sheet {
    Sheet {
        format: 1,
        site: job.site.id.clone(),
        edition: job.edition.quarter.to_string(),
        lang: job.site.lang.clone(),
        day: job.edition.date,
        head: head::head(job),
        labels: head::labels(job),
        sections: SECTIONS.iter().map(|section| section(job)).collect(),
    }
}

impl Job<'_> {
    /// A sentence in the language of the sheet.
    fn say(&self, said: &Said) -> String {
        said.in_lang(&self.site.lang).to_owned()
    }

    /// ` (en)` behind what is of one language among several.
    fn of_lang(&self, text: &Text<'_>) -> String {
        let lang = text.job.lang;
        if self.texts.len() < 2 { String::new() } else { self.say(&said!("（{lang}）", " ({lang})")) }
    }

    /// Where something was written, as the analyst finds it.
    fn place(&self, place: &Place) -> String {
        let folder = self.edition.root.strip_prefix(&self.site.root).unwrap_or(&self.edition.root);
        let file = Path::new(&place.file);
        let file = file.strip_prefix(folder).unwrap_or(file);
        match place.line {
            0 => file.display().to_string(),
            line => format!("{}:{line}", file.display()),
        }
    }
}

impl Text<'_> {
    /// The prose as its readers see it, references with their labels.
    fn passages(&self) -> Vec<Passage> {
        let mut passages = crate::check::passages(self.job.manuscript, self.prints);
        for piece in passages.iter_mut().flat_map(|passage| &mut passage.pieces) {
            if let Origin::Reference(id) = &piece.origin {
                let anchor = id.replace('_', "-");
                let label = self.report.body.iter().find_map(|block| origin::label_of(block, &anchor));
                piece.text = label.map_or_else(String::new, |label| self.reference(label));
            }
        }
        passages
    }

    fn reference(&self, label: &str) -> String {
        said!("［{label}］", "{label}").in_lang(self.job.lang).to_owned()
    }
}
