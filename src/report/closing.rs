//! What closes a report: fixed notes, the commission by fiscal year, the history of versions.

use super::desk::Desk;
use super::runs::plain_runs;
use super::{Block, Closing, Heading, List, Paragraph};
use crate::finding::Place;
use crate::words::fill;

/// The closing texts in the site's order; the commission stands after the first, as the house does.
pub(super) fn closing(desk: &mut Desk<'_>) -> Vec<Block> {
    let mut paragraphs = Vec::new();
    let texts = &desk.job.manuscript.closing;
    for (at, text) in texts.iter().enumerate() {
        paragraphs.extend(desk.paragraphs(&text.paragraphs));
        if at == 0 {
            paragraphs.extend(commission(desk));
        }
    }
    if texts.is_empty() {
        paragraphs.extend(commission(desk));
    }
    if paragraphs.is_empty() { Vec::new() } else { vec![Block::Closing(Closing { paragraphs })] }
}

/// Who commissioned the work on the quarter's last day; no row, no line.
fn commission(desk: &Desk<'_>) -> Option<Paragraph> {
    let day = desk.job.edition.quarter.span().last;
    let commission = desk.job.site.commissions.iter().find(|row| row.from <= day && day <= row.to)?;
    let text = fill(
        &desk.site_text(&commission.sentence),
        &[
            ("client", &desk.site_text(&commission.client)),
            ("project", &desk.site_text(&commission.project)),
            ("fiscal_year", &desk.words.fiscal_year(day)),
        ],
    );
    Some(Paragraph::new(plain_runs(&text), Place::file("teiten.toml")))
}

/// The versions, newest first, once there is more than one.
pub(super) fn history(desk: &mut Desk<'_>) -> Vec<Block> {
    let history = &desk.job.edition.history;
    if history.len() < 2 {
        return Vec::new();
    }
    let place = &desk.job.edition.place;
    let items = history.iter().map(|revision| {
        let version = fill(&desk.words.labels.version, &[("version", &revision.version)]);
        let what = match revision.kind {
            Some(kind) => {
                fill(&desk.words.labels.revised, &[("kind", desk.kind(kind)), ("what", &revision.what)])
            }
            None => revision.what.clone(),
        };
        let text = format!("{version}　{}　{what}", desk.words.full_day(revision.date));
        vec![Block::Paragraph(Paragraph::new(plain_runs(&text), place.clone()))]
    });
    let list = List { start: None, items: items.collect() };
    let heading = Heading {
        level: 1,
        number: Some(desk.ledger.chapter()),
        anchor: "history".to_owned(),
        runs: plain_runs(&desk.words.labels.history),
        place: place.clone(),
    };
    vec![Block::Heading(heading), Block::List(list)]
}
