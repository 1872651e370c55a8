//! What every edition told: each number of each table that is out, a line each, and the ranks that the site's record has
//! of editions from before teiten.
//!
//! Comes in: a site and its editions. Goes out: the bytes of a CSV in the form of all data files. What is withdrawn is
//! not among them.

use std::collections::{BTreeMap, BTreeSet};

use super::value::Shelved;
use crate::config::{PublishedRank, Site};
use crate::publish::MARK;
use crate::quarter::Quarter;
use crate::render;
use crate::report::{self, Block, Data, Front, Report, Table, plain};

/// Its name.
pub(super) const HISTORY: &str = "history.csv";

/// Its columns. The last one names the site, so that files of several can be put together, and is by its name the mark
/// that this file was made here.
const HEADER: [&str; 13] = [
    "edition", "version", "date", "table", "caption", "key", "label", "measure", "unit", "value", "notice",
    "licence", MARK,
];

/// Columns of a table that name its rows.
const NAMES: [&str; 2] = ["key", "label"];

/// What `shelved` and the record told, the oldest edition first.
pub(super) fn history(site: &Site, shelved: &[&Shelved]) -> Vec<u8> {
    render::table(&HEADER, lines(site, shelved))
}

/// Whether there is any.
pub(super) fn is_there(site: &Site, shelved: &[&Shelved]) -> bool {
    !lines(site, shelved).is_empty()
}

fn lines(site: &Site, shelved: &[&Shelved]) -> Vec<Vec<String>> {
    let mut told: BTreeMap<Quarter, Vec<Vec<String>>> = earlier(site, shelved);
    for edition in shelved {
        told.insert(edition.quarter, of_edition(site, edition));
    }
    told.into_values().flatten().collect()
}

/// Every number of every table of an edition, in the first language of the site.
fn of_edition(site: &Site, shelved: &Shelved) -> Vec<Vec<String>> {
    let report = shelved.reports.get(&shelved.lang(&site.lang)).filter(|_| !shelved.is_withdrawn());
    let Some(Report { front, body, .. }) = report else { return Vec::new() };
    let edition =
        [shelved.quarter.to_string(), shelved.manifest.version.clone(), shelved.updated().to_string()];
    let marks = [notice(front), licence(front), site.id.clone()];
    let mut tables = Vec::new();
    gather(body, &mut tables);
    let lines = tables.into_iter().flat_map(|(table, data)| of_table(table, data));
    lines.map(|line| [&edition[..], &line, &marks].concat()).collect()
}

fn notice(front: &Front) -> String {
    front.notice.as_ref().map(|notice| notice.mark.clone()).unwrap_or_default()
}

fn licence(front: &Front) -> String {
    front.licence.as_ref().map(|licence| format!("{} {}", licence.name, licence.url)).unwrap_or_default()
}

/// Computed tables in their order, those in lists included.
fn gather<'a>(blocks: &'a [Block], tables: &mut Vec<(&'a Table, &'a Data)>) {
    for block in blocks {
        match block {
            Block::Table(table) => tables.extend(table.data.as_ref().map(|data| (table, data))),
            Block::List(list) => list.items.iter().for_each(|item| gather(item, tables)),
            _ => {}
        }
    }
}

/// From the table's id to the value, a line a number.
fn of_table(table: &Table, data: &Data) -> Vec<Vec<String>> {
    let named = |row: &[String], name: &str| {
        let at = data.header.iter().position(|held| held == name);
        at.and_then(|at| row.get(at).cloned()).unwrap_or_default()
    };
    let (id, caption) = (data.file.trim_end_matches(".csv").to_owned(), plain(&table.caption));
    let measures: Vec<_> =
        data.header.iter().enumerate().filter(|(_, name)| !NAMES.contains(&&***name)).collect();
    let line = |row: &[String], at: usize, measure: &str| {
        let unit = data.fields.get(at).and_then(|field| field.unit.clone()).unwrap_or_default();
        let value = row.get(at).cloned().unwrap_or_default();
        let [key, label] = NAMES.map(|name| named(row, name));
        vec![id.clone(), caption.clone(), key, label, measure.to_owned(), unit, value]
    };
    let of_row =
        |row: &Vec<String>| measures.iter().map(|(at, measure)| line(row, *at, measure)).collect::<Vec<_>>();
    data.rows.iter().flat_map(of_row).collect()
}

/// The ranks that the record has of editions that are not among `shelved`, as their last revision told them. A table
/// whose keys have no public name is passed over.
fn earlier(site: &Site, shelved: &[&Shelved]) -> BTreeMap<Quarter, Vec<Vec<String>>> {
    let out: BTreeSet<Quarter> = shelved.iter().map(|edition| edition.quarter).collect();
    let mut tables: BTreeMap<(Quarter, &str), Vec<&PublishedRank>> = BTreeMap::new();
    for rank in site.published.iter().filter(|rank| !out.contains(&rank.edition)) {
        tables.entry((rank.edition, &rank.table)).or_default().push(rank);
    }
    let mut told: BTreeMap<Quarter, Vec<Vec<String>>> = BTreeMap::new();
    for ((quarter, _), ranks) in tables {
        told.entry(quarter).or_default().extend(of_record(site, ranks).unwrap_or_default());
    }
    told
}

fn of_record(site: &Site, mut ranks: Vec<&PublishedRank>) -> Option<Vec<Vec<String>>> {
    let last = ranks.last()?.revision.clone();
    ranks.retain(|rank| rank.revision == last);
    ranks.sort_by_key(|rank| rank.rank);
    let line = |rank: &PublishedRank| {
        let label = report::named(site, &site.lang, &rank.key)?;
        let (id, nothing) = (rank.table.replace('_', "-"), String::new);
        let told =
            [rank.edition.to_string(), rank.revision.clone(), nothing(), id, nothing(), rank.key.to_string()];
        let number = [label, "rank".to_owned(), nothing(), rank.rank.to_string()];
        Some([&told[..], &number, &[nothing(), nothing(), site.id.clone()]].concat())
    };
    ranks.into_iter().map(line).collect()
}
