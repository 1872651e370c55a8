//! A translation beside its original: which paragraph says which, and which originals have changed since that was
//! confirmed.
//!
//! Comes in: the units of both, and what is remembered. Goes out: what to remember, or what to look at again. Paragraphs
//! that were added or taken away do not part the others from theirs.

use std::collections::{BTreeMap, BTreeSet};

use super::pairs::{self, Item};
use super::value::Part;
use crate::config::Remembered;
use crate::digest::digest;
use crate::finding::Place;
use crate::manuscript::Unit;

/// A paragraph of a translation whose original is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outdated {
    /// Where it stands in the translation; for an original that is new, what it follows there.
    pub place: Place,
    /// The original as it was; none where it is new.
    pub old: Option<String>,
    /// The original as it is; none where it is gone.
    pub new: Option<Unit>,
}

/// Every paragraph of `original` with its translation: those of the same kind in the same order, those that bind and
/// refer to the same first.
pub fn remember(original: &[Unit], translation: &[Unit]) -> Vec<Remembered> {
    let pairs =
        pairs::best(original.len(), translation.len(), |from, to| alike(&original[from], &translation[to]));
    let pairs: BTreeMap<usize, usize> = pairs.into_iter().collect();
    let remembered = |(at, unit): (usize, &Unit)| Remembered {
        kind: unit.kind.clone(),
        key: unit.key.clone(),
        digest: digest(unit.text.as_bytes()),
        original: unit.text.clone(),
        translation: pairs.get(&at).map(|to| translation[*to].text.clone()),
    };
    original.iter().enumerate().map(remembered).collect()
}

/// How well a paragraph and a translation fit; 0 where they do not.
fn alike(original: &Unit, translation: &Unit) -> usize {
    const BLOCK: usize = 1000;
    const NAME: usize = 4;
    match (&original.key, &translation.key) {
        _ if original.kind != translation.kind => 0,
        (Some(one), Some(other)) if one == other => BLOCK,
        (None, None) => {
            let names = names(&translation.text);
            1 + NAME * names_of(&original.text, &names)
        }
        _ => 0,
    }
}

fn names_of(text: &str, known: &BTreeSet<String>) -> usize {
    names(text).intersection(known).count()
}

/// What is the same in all languages: bindings, references and citations.
fn names(text: &str) -> BTreeSet<String> {
    let between = |open: &str, close: &str| -> Vec<String> {
        text.split(open)
            .skip(1)
            .filter_map(|rest| Some(rest.split_once(close)?.0.trim().to_owned()))
            .collect()
    };
    // What a filter makes of a value differs by language.
    let values = between("{{", "}}")
        .into_iter()
        .map(|value| value.split('|').next().unwrap_or_default().trim().to_owned());
    values.chain(between("](#", ")")).chain(between("[^", "]")).collect()
}

/// What of `translation` is to be looked at again, in its order.
pub fn outdated(record: &[Remembered], original: &[Unit], translation: &[Unit]) -> Vec<Outdated> {
    let now = paired(record.iter().map(|held| (held, held.original.as_str())), original);
    let told = record.iter().filter_map(|held| Some((held, held.translation.as_deref()?)));
    let places: Vec<usize> = (0..record.len()).filter(|at| record[*at].translation.is_some()).collect();
    let stands: BTreeMap<usize, usize> =
        paired(told, translation).into_iter().map(|(from, to)| (places[from], to)).collect();
    let mut found = Vec::new();
    for (at, held) in record.iter().enumerate() {
        let Some(place) = stands.get(&at).map(|to| translation[*to].place.clone()) else { continue };
        let new = now.get(&at).map(|to| original[*to].clone());
        if new.as_ref().is_none_or(|unit| bare(&unit.text) != bare(&held.original)) {
            found.push(Outdated { place, old: Some(held.original.clone()), new });
        }
    }
    let known: BTreeMap<usize, usize> = now.into_iter().map(|(at, to)| (to, at)).collect();
    let Some(begin) = translation.first().map(|unit| unit.place.clone()) else { return found };
    for (at, unit) in original.iter().enumerate().filter(|(at, _)| !known.contains_key(at)) {
        let before = (0..at).rev().find_map(|at| stands.get(known.get(&at)?));
        let place = before.map_or_else(|| begin.clone(), |to| translation[*to].place.clone());
        found.push(Outdated { place, old: None, new: Some(unit.clone()) });
    }
    found.sort_by(|one, other| one.place.cmp(&other.place));
    found
}

/// Which of `units` each remembered text is now: the same or a like one; and between two of those, where as many of the
/// same kinds are left on both sides, one that was written anew.
fn paired<'a>(
    held: impl Iterator<Item = (&'a Remembered, &'a str)>,
    units: &[Unit],
) -> BTreeMap<usize, usize> {
    let then: Vec<Item> = held.map(|(held, text)| item(&held.kind, held.key.as_ref(), text)).collect();
    let now: Vec<Item> = units.iter().map(|unit| item(&unit.kind, unit.key.as_ref(), &unit.text)).collect();
    let mut pairs: BTreeMap<usize, usize> = pairs::pair(&then, &now).pairs.into_iter().collect();
    let taken: BTreeSet<usize> = pairs.values().copied().collect();
    let ends: Vec<_> = pairs.iter().map(|(from, to)| (*from, *to)).chain([(then.len(), now.len())]).collect();
    let (mut from, mut to) = (0, 0);
    for (end, until) in ends {
        let left: Vec<_> = (from..end).collect();
        let right: Vec<_> = (to..until.max(to)).filter(|at| !taken.contains(at)).collect();
        let part = |items: &[Item], at: &[usize]| -> Vec<_> {
            at.iter().map(|at| (items[*at].part, items[*at].key.clone())).collect()
        };
        if part(&then, &left) == part(&now, &right) {
            pairs.extend(left.into_iter().zip(right));
        }
        (from, to) = (end + 1, until + 1);
    }
    pairs
}

fn item(kind: &str, key: Option<&String>, text: &str) -> Item {
    let part = match kind {
        "paragraph" | "note" => Part::Paragraph,
        "item" => Part::Item,
        "quote" => Part::Quote,
        heading if heading.starts_with("heading") => Part::Heading,
        _ => Part::Table,
    };
    Item { part, key: key.cloned(), print: bare(text), words: text.to_owned() }
}

/// A text without its spaces: a line that is wrapped elsewhere says the same.
fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}
