//! Candidates for the names of companies, products and people, for somebody to go through.
//!
//! Services, regions, sensors and the publisher have names that the house knows; they are none.

use std::collections::BTreeMap;

use super::candidates::{candidates, general};
use super::{Cell, Job, Layout, Row, Section};
use crate::check::{Passage, Piece};
use crate::config::Sensor;
use crate::said;

/// Candidates for names, with how often each stands in the prose.
pub(super) fn names(job: &Job<'_>) -> Section {
    let title = job.say(&said!(
        "固有名詞の候補（会社・製品・人の名前）",
        "Candidates for names of companies, products and people"
    ));
    let (mut order, mut counts) = (Vec::new(), BTreeMap::<String, usize>::new());
    let common = general();
    for typed in job.texts.iter().flat_map(|text| text.passages()).map(|passage| typed(&passage)) {
        for name in candidates(&typed, &common).into_iter().filter(|name| !is_known(job, name)) {
            if !counts.contains_key(&name) {
                order.push(name.clone());
            }
            *counts.entry(name).or_default() += 1;
        }
    }
    let row = |name: String| {
        let count = counts.get(&name).copied().unwrap_or(0);
        let after = if count > 1 { format!("×{count}") } else { String::new() };
        Row::of([Cell { text: name, after, ..Cell::default() }])
    };
    let rows: Vec<_> = order.into_iter().map(row).collect();
    let lead = if rows.is_empty() {
        said!("ありません。", "None.")
    } else {
        said!(
            "「」の中の言葉、大文字のある英字、一般の語でない片仮名から拾ったものです。漢字の名前は、「商事」などで終わるものだけです。",
            "Words with a capital letter that does not only begin a sentence, words in 「」, and katakana that are no general words. Of names in kanji, only those that end like a company."
        )
    };
    Section { lead: vec![job.say(&lead)], layout: Layout::Words, rows, ..Section::new("names", title) }
}

/// What staff typed of a passage; what a binding prints parts words.
fn typed(passage: &Passage) -> String {
    let piece = |piece: &Piece| {
        if piece.origin.is_typed() { piece.text.clone() } else { "\n".to_owned() }
    };
    passage.pieces.iter().map(piece).collect()
}

/// Whether the house knows `name` as one of its own: a service, a region, a sensor, the publisher.
fn is_known(job: &Job<'_>, name: &str) -> bool {
    let site = job.site;
    let sensor = |sensor: &Sensor| sensor.id == name || sensor.alias.as_deref() == Some(name);
    site.names.is_service(&name.to_ascii_lowercase())
        || site.names.region_named(name).is_some()
        || site.publisher.values().any(|publisher| publisher == name)
        || site.sensors.iter().any(sensor)
}
