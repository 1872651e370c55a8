//! Rows that by their words are sums (合計) or the rest (その他), and that no key of the configuration says to be such:
//! faults and sensors that nobody knows in, one finding a word and file out, and the faults that are left.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Source;
use crate::finding::{Finding, Place};
use crate::observe::words::{Word, word};
use crate::said;

/// A row that says in words what it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Marked {
    /// Position of the delivery.
    pub file: usize,
    /// What stands there.
    pub value: String,
}

/// What the first row of each mark is, and every line that is told with it.
#[derive(Debug, Default)]
pub struct Marks {
    first: BTreeMap<Marked, (Place, (String, String))>,
    lines: BTreeSet<(usize, Place, String)>,
}

impl Marks {
    /// Takes a refused value at `place` of `file`; `row` words its row where there are no lines.
    pub fn take(&mut self, file: usize, value: &str, place: Place, row: (String, String)) {
        if matches!(word(value), Some(Word::Total | Word::Rest)) {
            self.lines.insert((file, place.clone(), row.0.clone()));
            let marked = Marked { file, value: value.to_owned() };
            self.first.entry(marked).or_insert((place, row));
        }
    }

    /// Whether what is wrong at `place` is told by a mark.
    pub fn told(&self, file: usize, place: &Place, row: &(String, String)) -> bool {
        self.lines.contains(&(file, place.clone(), row.0.clone()))
    }

    /// A finding for each mark.
    pub fn findings(self, source: &Source) -> impl Iterator<Item = Finding> {
        self.first.into_iter().map(|(marked, (place, row))| match word(&marked.value) {
            Some(Word::Rest) => rest(source, &marked.value, place, &row),
            _ => total(source, &marked.value, place, &row),
        })
    }
}

/// A list of a configuration with more texts.
pub fn with(held: &[String], more: &[&str]) -> String {
    let texts = held.iter().map(String::as_str).chain(more.iter().copied()).map(|text| format!("\"{text}\""));
    texts.collect::<Vec<_>>().join(", ")
}

fn total(source: &Source, value: &str, place: Place, (ja, en): &(String, String)) -> Finding {
    let (name, list) = (&source.name, with(&source.leave_out, &[value]));
    Finding::error(
        "total-row",
        place,
        said!(
            "{ja}「{value}」とあり、合計の行のようです。ほかの行と一緒に数えると、二重に数えてしまいます。",
            "{en}“{value}” says that this row is a sum; counted with the others, they would count twice."
        ),
        said!(
            "teiten.toml の [sources.{name}] に leave_out = [{list}] と書けば、この値のある行を数えません。",
            "Write leave_out = [{list}] under [sources.{name}] in teiten.toml, and rows with it do not count."
        ),
    )
}

fn rest(source: &Source, value: &str, place: Place, (ja, en): &(String, String)) -> Finding {
    let (name, list) = (&source.name, with(&source.rest, &[value]));
    Finding::error(
        "rest-row",
        place,
        said!(
            "{ja}「{value}」とあり、残りをまとめた行のようです。",
            "{en}“{value}” says that this row stands for all others."
        ),
        said!(
            "teiten.toml の [sources.{name}] に rest = [{list}] と書けば、合計と割合に入り、順位は付きません。",
            "Write rest = [{list}] under [sources.{name}] in teiten.toml, and it is in sums and shares and never ranked."
        ),
    )
}
