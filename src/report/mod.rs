//! Makes the finished report: one plain value, from which on nothing is worded, rounded, sorted, withheld or decided.
//!
//! Comes in: a manuscript, the answers to its questions, the site, the edition and the fonts' coverage. Goes out: a
//! [`Report`] and what is wrong with it. Disclosure is applied here and nowhere else.

mod about;
mod across;
mod actions;
mod alt;
mod awaited;
mod caption;
mod catalogue;
mod closing;
mod correction;
mod course;
mod data;
mod desk;
mod disclosure;
#[cfg(test)]
mod disclosure_tests;
mod events;
mod figure;
mod front;
mod glyphs;
mod image;
mod inquiry;
mod keep;
mod label;
mod ledger;
mod method;
mod miss;
mod normal;
mod number;
mod package;
mod references;
mod runs;
mod scope;
mod series;
mod spot;
mod sums;
mod table;
#[cfg(test)]
mod tests;
mod texts;
mod ticks;
mod told;
mod typed;
mod value;
mod values;
mod withdrawn;
mod withhold;

use std::collections::{BTreeMap, BTreeSet};

pub use course::courses;
pub use inquiry::{Audience, Reach, Replied, Reply, ReplyColumn};
pub use label::named;
pub use method::METHOD;
pub use normal::Before;
pub use runs::plain;
pub use spot::{Spot, found, spots};
pub use value::*;
pub use values::{Bindable, Listed};
pub use withdrawn::{Withdrawn, withdrawn};

use crate::answer::Answer;
use crate::binding::Expression;
use crate::config::{Edition, Site};
use crate::finding::{Finding, Place};
use crate::fonts::Fonts;
use crate::key::Key;
use crate::lang::Lang;
use crate::manuscript::Manuscript;
use crate::quarter::Quarter;
use crate::question::Question;
use crate::words::Value;

/// All that a report is made from.
#[derive(Clone, Copy)]
pub struct Job<'a> {
    /// The site.
    pub site: &'a Site,
    /// The edition.
    pub edition: &'a Edition,
    /// The language.
    pub lang: &'a Lang,
    /// What staff wrote.
    pub manuscript: &'a Manuscript,
    /// The answer to every question of the manuscript, and to what its bindings ask beneath rows of those.
    pub answers: &'a BTreeMap<Question, Answer>,
    /// What can be printed.
    pub fonts: &'a Fonts,
}

/// What composing brings.
#[derive(Debug, Default)]
pub struct Composed {
    /// The report; none where a language has no words.
    pub report: Option<Report>,
    /// What each binding prints, by its place.
    pub prints: BTreeMap<Place, String>,
    /// What it refers to in other editions.
    pub across: BTreeMap<(Quarter, String), Place>,
    /// Names of the site's references that it cites.
    pub cited: Vec<String>,
    /// What is wrong with it; an error means that it must not be published.
    pub findings: Vec<Finding>,
}

/// Makes the report.
pub fn compose(job: Job<'_>) -> Composed {
    let told = told::told(job.site, job.answers);
    let Some(mut desk) = desk::Desk::new(job, &told) else {
        return Composed { findings: vec![front::no_words(job.lang)], ..Composed::default() };
    };
    let front = front::front(&mut desk);
    let corrections = correction::corrections(&mut desk);
    let summary = front::summary(&mut desk);
    let mut body = desk.blocks(&job.manuscript.blocks);
    body.extend(desk.end());
    let draft = front.draft.is_some();
    let mut report = Report {
        format: 1,
        site: job.site.id.clone(),
        edition: job.edition.quarter.to_string(),
        lang: job.lang.clone(),
        front,
        about: about::about(&desk),
        corrections,
        summary,
        body,
        labels: front::labels(desk.words, draft, job.edition.compared(job.lang).map(|(version, _)| version)),
        attachments: job.site.attachments,
        cover: job.site.cover,
        package: package::package(&desk),
        catalogue: None,
    };
    report.catalogue = catalogue::catalogue(&mut desk, &report.front);
    if draft {
        number::number(&mut report);
    }
    glyphs::check(&mut desk, &report);
    disclosure::check(&mut desk, &report);
    let cited = references::of_site(&desk);
    let mut findings = desk.findings;
    findings.sort();
    findings.dedup();
    Composed { report: Some(report), prints: desk.prints, across: desk.across, cited, findings }
}

/// The questions that the manuscript's bindings, and charts that mark events, ask beneath rows, from the answers to its
/// blocks.
pub fn drills(job: Job<'_>) -> BTreeSet<Question> {
    // Most manuscripts ask nothing; what is withheld need not be known for that.
    if values::drilled(job.manuscript).is_empty() && !events::is_asked(job.manuscript) {
        BTreeSet::new()
    } else {
        at_desk(job, |desk| desk.drills().into_iter().chain(events::asked(desk)).collect())
    }
}

/// The questions beneath every row of the manuscript's tables and charts that a binding could ask.
pub fn every_drill(job: Job<'_>) -> BTreeSet<Question> {
    at_desk(job, |desk| desk.every_drill())
}

/// The rows of which the quarters before are asked, each with how many: those of charts that show what is normal, and of
/// conditions that look back.
pub fn before(job: Job<'_>) -> BTreeMap<Before, u32> {
    // Most manuscripts ask nothing; what is withheld need not be known for that.
    if normal::is_asked(job.manuscript) { at_desk(job, normal::asked) } else { BTreeMap::new() }
}

/// The rows of the manuscript's tables and charts that a condition could look back on.
pub fn every_before(job: Job<'_>) -> BTreeMap<Before, u32> {
    at_desk(job, |desk| desk.every_before())
}

/// What `ask` finds at the desk before anything is composed; nothing where a language has no words.
fn at_desk<T: Default>(job: Job<'_>, ask: impl FnOnce(&desk::Desk<'_>) -> T) -> T {
    let told = told::told(job.site, job.answers);
    desk::Desk::new(job, &told).map_or_else(T::default, |desk| ask(&desk))
}

/// Answers the one block of an inquiry's manuscript for `audience`.
pub fn reply(job: Job<'_>, audience: Audience) -> Replied {
    let site = inquiry::site(job.site, audience);
    let job = Job { site: &site, ..job };
    let told = told::told(job.site, job.answers);
    match desk::Desk::new(job, &told) {
        Some(desk) => inquiry::reply(desk, audience),
        None => Replied { findings: vec![front::no_words(job.lang)], ..Replied::default() },
    }
}

/// Every value that the manuscript may bind, disclosure applied; none where a language has no words.
pub fn values(job: Job<'_>) -> Vec<Bindable> {
    at_desk(job, |desk| desk.every())
}

/// The ranks that the manuscript's tables print: table, rank and key.
pub fn ranks(job: Job<'_>) -> Vec<(String, u32, Key)> {
    at_desk(job, table::ranks)
}

/// Every binding that prints, without a filter and through every filter that fits.
pub fn listing(job: Job<'_>) -> Vec<Listed> {
    at_desk(job, |desk| desk.listing())
}

/// The exact value of each of `expressions`, before a filter that words it; none where it has no value.
pub fn exact<'e>(job: Job<'_>, expressions: impl Iterator<Item = &'e Expression>) -> Vec<Option<Value>> {
    at_desk(job, |desk| expressions.map(|expression| Some(desk.chosen(expression).ok()?.0)).collect())
}
