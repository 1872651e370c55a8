//! The method chapter: how the numbers were made, from the constants of the rules, and which data there were.

use super::desk::Desk;
use super::runs::plain_runs;
use super::told::Told;
use super::{Block, Heading, Paragraph};
use crate::config::Counts;
use crate::finding::Place;
use crate::rules::{FLAT_PERCENT, MIN_BASE, MULTIPLE_PERCENT, PREVIOUS_RANK_SHOWN, WINDOW_DAYS};
use crate::words::fill;

/// The chapter; absent where nothing was computed.
pub(super) fn chapter(desk: &mut Desk<'_>) -> Vec<Block> {
    let Some(answer) = desk.first_answer() else { return Vec::new() };
    let words = desk.words;
    let sensors = answer.sensors().map(|_| fill(&words.method.sensors, &[("scope", &desk.scope_of(answer))]));
    let period = words.quarter(answer.quarter());
    let coverage = fill(
        &words.method.coverage,
        &[
            ("period", &period),
            ("days", &answer.days().len().to_string()),
            ("held", &answer.observed_days().to_string()),
            ("previous_days", &answer.quarter().previous().span().len().to_string()),
            ("previous_held", &answer.previous_days().to_string()),
        ],
    );
    let heading = Heading {
        level: 1,
        number: Some(desk.ledger.chapter()),
        anchor: "method".to_owned(),
        runs: plain_runs(&words.labels.method),
        place: Place::default(),
    };
    let texts = words.method.paragraphs.iter().map(|text| constants(desk, text));
    let paragraphs = texts.chain(disclosure(desk)).chain(sensors).chain([coverage]);
    let paragraphs = paragraphs.map(|text| Paragraph { runs: plain_runs(&text), place: Place::default() });
    std::iter::once(Block::Heading(heading)).chain(paragraphs.map(Block::Paragraph)).collect()
}

/// How counts are told, and what is withheld.
fn disclosure(desk: &Desk<'_>) -> Vec<String> {
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

fn constants(desk: &Desk<'_>, text: &str) -> String {
    let words = desk.words;
    let shown = PREVIOUS_RANK_SHOWN.to_string();
    fill(
        text,
        &[
            ("previous_shown", &shown),
            ("outside", &fill(&words.ranks.outside, &[("n", &shown)])),
            ("none", &words.ranks.none),
            ("window", &WINDOW_DAYS.to_string()),
            ("flat", &FLAT_PERCENT.to_string()),
            ("flat_word", &words.change.flat),
            ("multiple", &MULTIPLE_PERCENT.to_string()),
            ("base", &words.number(MIN_BASE.into())),
        ],
    )
}
