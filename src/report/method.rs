//! The method chapter: how the numbers were made, by the rules that this report uses, and which data there were.

mod rules;
#[cfg(test)]
mod tests;

pub(super) use rules::{EVENTS, NORMAL};

use super::desk::Desk;
use super::runs::plain_runs;
use super::told::Told;
use super::{Block, Heading, List, Paragraph};
use crate::config::Counts;
use crate::finding::Place;
use crate::words::fill;

/// Anchor of the chapter.
pub const METHOD: &str = "method";

/// The chapter; absent where nothing was computed.
pub(super) fn chapter(desk: &mut Desk<'_>) -> Vec<Block> {
    let Some(answer) = desk.first_answer() else { return Vec::new() };
    let words = desk.words;
    let constants = rules::constants(words);
    let heading = Heading {
        level: 1,
        number: Some(desk.ledger.chapter()),
        anchor: METHOD.to_owned(),
        runs: plain_runs(&words.labels.method),
        place: Place::default(),
    };
    let mut blocks = vec![Block::Heading(heading)];
    blocks.extend(self::rules(desk).iter().map(|text| paragraph(text)));
    let tests = rules::tests(words, &desk.used, &constants);
    if !tests.is_empty() {
        blocks.push(paragraph(&words.method.conditions));
        blocks.push(Block::List(List {
            start: None,
            items: tests.iter().map(|text| vec![paragraph(text)]).collect(),
        }));
    }
    let sensors = answer.sensors().map(|_| fill(&words.method.sensors, &[("scope", &desk.scope_of(answer))]));
    let end = disclosure(desk).into_iter().chain(sensors).chain([coverage(desk, answer)]);
    blocks.extend(end.map(|text| paragraph(&text)));
    blocks
}

/// The rules of the numbers that were used so far, a paragraph each.
pub(super) fn rules(desk: &Desk<'_>) -> Vec<String> {
    rules::paragraphs(desk.words, &desk.used, &rules::constants(desk.words))
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(Paragraph::new(plain_runs(text), Place::default()))
}

fn coverage(desk: &Desk<'_>, answer: &Told<'_>) -> String {
    fill(
        &desk.words.method.coverage,
        &[
            ("period", &desk.words.quarter(answer.quarter())),
            ("days", &answer.days().len().to_string()),
            ("held", &answer.observed_days().to_string()),
            ("previous_days", &answer.quarter().previous().span().len().to_string()),
            ("previous_held", &answer.previous_days().to_string()),
        ],
    )
}

/// How counts are told, and what is withheld.
pub(super) fn disclosure(desk: &Desk<'_>) -> Vec<String> {
    let words = desk.words;
    let index = (desk.job.site.disclosure.counts == Counts::Index).then(|| words.index.method.clone());
    let withheld = desk
        .job
        .site
        .disclosure
        .min_packets
        .map(|_| desk.withheld(&words.withheld.method, desk.answers().map(Told::question)));
    index.into_iter().chain(withheld).collect()
}
