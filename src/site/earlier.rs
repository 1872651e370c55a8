//! Editions from before teiten: what the record of printed ranks, typed by hand, says of them.

use std::collections::BTreeSet;

use super::edition::Entry;
use super::top::{RANKS, Top};
use super::value::Shelved;
use crate::config::{PublishedRank, Site};
use crate::quarter::Quarter;
use crate::report;
use crate::words::Words;

/// The editions of the record that are not among `shelved`.
pub(super) fn earlier(site: &Site, words: &Words, shelved: &[&Shelved]) -> Vec<Entry> {
    let is_out = |quarter: &Quarter| shelved.iter().any(|edition| edition.quarter == *quarter);
    let quarters: BTreeSet<_> = site.published.iter().map(|rank| rank.edition).collect();
    quarters
        .into_iter()
        .filter(|quarter| !is_out(quarter))
        .map(|quarter| entry(site, words, quarter))
        .collect()
}

fn entry(site: &Site, words: &Words, quarter: Quarter) -> Entry {
    Entry {
        quarter,
        lang: None,
        href: None,
        period: words.quarter(quarter),
        title: None,
        version: None,
        date: None,
        changed: None,
        mark: None,
        sentences: vec![words.archive.unpublished.clone()],
        top: top(site, words, quarter),
        pdf: None,
        others: Vec::new(),
        versions: Vec::new(),
    }
}

/// The first ranks of the first table that the record has of `quarter`, as its last revision told them. A table whose
/// keys have no public name is passed over.
fn top(site: &Site, words: &Words, quarter: Quarter) -> Option<Top> {
    let told: Vec<_> = site.published.iter().filter(|rank| rank.edition == quarter).collect();
    let mut tables: Vec<&str> = Vec::new();
    for rank in &told {
        if !tables.contains(&&*rank.table) {
            tables.push(&rank.table);
        }
    }
    let rows = tables.into_iter().find_map(|table| rows(site, &told, table))?;
    Some(Top { caption: words.archive.top.clone(), rows })
}

fn rows(site: &Site, told: &[&PublishedRank], table: &str) -> Option<Vec<(u32, String)>> {
    let of_table = told.iter().filter(|rank| rank.table == table);
    let last = of_table.clone().next_back()?;
    let first = of_table.filter(|rank| rank.revision == last.revision && rank.rank <= RANKS);
    let mut rows: Vec<_> = first
        .map(|rank| Some((rank.rank, report::named(site, &site.lang, &rank.key)?)))
        .collect::<Option<_>>()?;
    rows.sort_by_key(|(rank, _)| *rank);
    Some(rows)
}
