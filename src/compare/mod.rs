//! What differs between two finished reports: two [`Report`]s come in, a [`Comparison`] goes out, in the order of
//! reading. Two answers to the same plan become a [`Delivery`] in the same way.
//!
//! Parts are matched by their ids, then by their words, so that one more paragraph does not make all after it differ.
//! This room reads no file and knows nobody who asks; an [`Outline`] is how differences
//! are told to people, whoever shows it.

mod delivery;
mod fields;
mod figure;
mod marks;
mod outline;
mod pairs;
mod say;
mod table;
#[cfg(test)]
mod tests;
mod translation;
mod unit;
mod value;
mod words;

use std::borrow::Cow;

pub use delivery::{delivery, plan};
pub use marks::{Mark, Marks, Numbers, marks};
pub use outline::{Entry, Line, Outline, Shown, of_comparison, of_delivery, only_one_side, unpublished};
pub use translation::{Outdated, outdated, remember};
pub use value::*;

use crate::report::{Paragraph, Report};
use pairs::{Item, Pairing};
use unit::{Body, Unit};

/// What differs between `old` and `new`; nothing, exactly where their canonical JSON is the same, the numbers of a
/// draft's paragraphs aside.
pub fn compare(old: &Report, new: &Report) -> Comparison {
    let (old, new) = (&old.unnumbered(), &new.unnumbered());
    let mut changes = Vec::new();
    if old != new {
        changes.extend(whole(Part::Front, fields::between(&old.front, &new.front, &[])));
        changes.extend(parts(&unit::units(old), &unit::units(new)));
        changes.extend(whole(Part::Frame, frame(old, new)));
        // What only their joint makes, such as where a list begins.
        if changes.is_empty() {
            changes.extend(whole(Part::Frame, fields::between(old, new, &[])));
        }
    }
    Comparison { lang: new.lang.clone(), old: side(old), new: side(new), changes }
}

fn side(report: &Report) -> Side {
    let front = &report.front;
    Side {
        site: report.site.clone(),
        edition: report.edition.clone(),
        version: front.version.clone(),
        date: front.date.clone(),
        draft: front.draft.clone(),
    }
}

/// A part that there is once.
fn whole(part: Part, details: Vec<Detail>) -> Option<Change> {
    let (within, how) = (String::new(), How::Changed);
    let change = Change { part, how, within, label: None, anchor: None, details, place: None };
    (!change.details.is_empty()).then_some(change)
}

/// What stands around the text.
fn frame(old: &Report, new: &Report) -> Vec<Detail> {
    let own = ["front", "about", "corrections", "summary", "body", "package", "catalogue"];
    let mut details = fields::between(old, new, &own);
    // The bare version is told with the front, which prints it.
    details.extend(fields::between(&old.about, &new.about, &["version"]));
    if let (Some(old), Some(new)) = (&old.catalogue, &new.catalogue) {
        // These say once more what the front says, which is told above.
        details.extend(fields::between(old, new, &["version", "citation", "credit"]));
    }
    let data = |report: &'_ Report| report.package.iter().map(|data| data.file.clone()).collect::<Vec<_>>();
    let mut files = [data(old), data(new)].concat();
    files.sort();
    files.dedup();
    for file in files {
        let of = |report: &Report| report.package.iter().find(|data| data.file == file).cloned();
        details.extend(table::data(of(old).as_ref(), of(new).as_ref()));
    }
    details
}

/// What became of each unit, in the order of reading: what was removed stands after what it followed.
fn parts(old: &[Unit<'_>], new: &[Unit<'_>]) -> Vec<Change> {
    let items = |units: &[Unit<'_>]| units.iter().map(Unit::item).collect::<Vec<Item>>();
    let Pairing { pairs, moved } = pairs::pair(&items(old), &items(new));
    let mut found: Vec<((usize, usize), Change)> = Vec::new();
    for (at, unit) in new.iter().enumerate() {
        let before = pairs.iter().find(|(_, to)| *to == at).map(|(from, _)| &old[*from]);
        found.extend(became(before, unit, moved.contains(&at)).map(|change| ((at + 1, 0), change)));
    }
    let kept = |from: usize| pairs.iter().find(|(old, new)| *old == from && !moved.contains(new));
    for (at, unit) in old.iter().enumerate() {
        if pairs.iter().all(|(from, _)| *from != at) {
            let follows = (0..at).rev().find_map(kept).map_or(0, |(_, to)| to + 1);
            found.push(((follows, at + 1), unit.change(How::Removed, between(Some(unit), None))));
        }
    }
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().map(|(_, change)| change).collect()
}

/// What became of `new`, if anything did.
fn became(old: Option<&Unit<'_>>, new: &Unit<'_>, moved: bool) -> Option<Change> {
    let Some(old) = old else { return Some(new.change(How::Added, between(None, Some(new)))) };
    let how = if moved { How::Moved } else { How::Changed };
    match old.print == new.print {
        true => moved.then(|| new.change(how, Vec::new())),
        false => {
            let mut details = between(Some(old), Some(new));
            if details.is_empty() {
                details = fields::between_json(&old.print, &new.print);
            }
            Some(new.change(how, details))
        }
    }
}

/// The details of two units of a kind; one that is not there has nothing.
fn between(old: Option<&Unit<'_>>, new: Option<&Unit<'_>>) -> Vec<Detail> {
    let (old, new) = (old.map(|unit| &unit.body), new.map(|unit| &unit.body));
    match (old, new) {
        (Some(Body::Table(old)), Some(Body::Table(new))) => table::between(old, new),
        (Some(Body::Table(old)), None) => table::between(old, &table::emptied(old)),
        (None, Some(Body::Table(new))) => table::between(&table::emptied(new), new),
        (Some(Body::Chart(old)), Some(Body::Chart(new))) => figure::between(old, new),
        (Some(Body::Chart(old)), None) => figure::between(old, &figure::emptied(old)),
        (None, Some(Body::Chart(new))) => figure::between(&figure::emptied(new), new),
        (Some(Body::Image(old)), Some(Body::Image(new))) => figure::pictures(old, new),
        (Some(Body::Image(only)), None) | (None, Some(Body::Image(only))) => {
            let words = words::caption(&only.label, &only.caption);
            let (old, new) = if new.is_none() { (&words[..], &[][..]) } else { (&[][..], &words[..]) };
            words::detail(Of::Caption, old, new).into_iter().collect()
        }
        (old, new) => words::detail(Of::Text, text(old), text(new)).into_iter().collect(),
    }
}

fn text<'a>(body: Option<&'a Body<'_>>) -> &'a [Cow<'a, str>] {
    match body {
        Some(Body::Text(words)) => words,
        _ => &[],
    }
}

/// What became of ※ notes.
fn notes(old: &[Paragraph], new: &[Paragraph]) -> Vec<Detail> {
    let words = |notes: &'_ [Paragraph]| -> Vec<_> {
        notes.iter().map(|note| (words::of(&note.runs).concat(), fields::print(note))).collect()
    };
    let (old_words, new_words) = (words(old), words(new));
    let items = |words: &[(String, String)]| -> Vec<Item> {
        let item = |(words, print): &(String, String)| Item {
            part: Part::Paragraph,
            key: None,
            print: print.clone(),
            words: words.clone(),
        };
        words.iter().map(item).collect()
    };
    let Pairing { pairs, .. } = pairs::pair(&items(&old_words), &items(&new_words));
    let none = Vec::new();
    let mut details = Vec::new();
    for (at, note) in new.iter().enumerate() {
        let from = pairs.iter().find(|(_, to)| *to == at).map(|(from, _)| words::of(&old[*from].runs));
        details.extend(words::detail(Of::Note, from.as_ref().unwrap_or(&none), &words::of(&note.runs)));
    }
    let gone = old.iter().enumerate().filter(|(at, _)| pairs.iter().all(|(from, _)| from != at));
    details.extend(gone.filter_map(|(_, note)| words::detail(Of::Note, &words::of(&note.runs), &[])));
    details
}
