//! What closes a report: fixed notes, the commission by fiscal year, the history of versions.

use super::desk::Desk;
use super::runs::plain_runs;
use super::{Block, Closing, Heading, List, Paragraph, Run};
use crate::config::{Revision, page_address};
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
    let items = history.iter().map(|revision| vec![Block::Paragraph(entry(desk, revision, place))]);
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

/// A version: its number, which leads to what readers were told by it, its day, what it changed.
fn entry(desk: &Desk<'_>, revision: &Revision, place: &Place) -> Paragraph {
    let labels = &desk.words.labels;
    let what = desk.site_text(&revision.what);
    let what = match revision.kind {
        Some(kind) => fill(&labels.revised, &[("kind", desk.kind(kind)), ("what", &what)]),
        None => what,
    };
    let holes = [("date", desk.words.full_day(revision.date)), ("what", what)];
    let text = desk.words.filled(&labels.history_entry, &holes);
    let (before, after) = text.split_once("{version}").unwrap_or(("", &text));
    let version = plain_runs(&fill(&labels.version, &[("version", &revision.version)]));
    let version = match address(desk, &revision.version) {
        Some(address) => vec![Run::Across { href: address.clone(), address: Some(address), runs: version }],
        None => version,
    };
    Paragraph::new([plain_runs(before), version, plain_runs(after)].concat(), place.clone())
}

/// Where an earlier version is read, if it has an address on the web. A page of a version lies in two folders, its own
/// and the edition's, so that no path from the one would lead there from the other.
fn address(desk: &Desk<'_>, version: &str) -> Option<String> {
    let (edition, lang) = (desk.job.edition, desk.job.lang);
    let base = desk.job.site.base.as_ref()?;
    let earlier = edition.earlier.iter().find(|earlier| earlier.version == version)?;
    let is_first = edition.langs.first() == Some(lang);
    let folder =
        if is_first || !earlier.reports.contains_key(lang) { String::new() } else { format!("{lang}/") };
    let page = page_address(&desk.job.site.page_name(edition.quarter, lang));
    Some(format!("{base}{}/v{version}/{folder}{page}", edition.quarter))
}
