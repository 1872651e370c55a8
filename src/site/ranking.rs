//! The rankings that editions have printed: read from their finished reports, and of editions without one from the record
//! of printed ranks. Nothing that was not published is known here.

use super::value::Shelved;
use crate::config::{PublishedRank, Site};
use crate::key::{Key, Port, Region};
use crate::quarter::Quarter;
use crate::report::{Block, Data, Report, Table};

/// What is ranked. Any other key may be a sensor's, which has no page and no course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Port,
    Region,
}

/// A ranking that an edition has printed.
pub(super) struct Ranking<'a> {
    /// The edition; none of what was made before teiten.
    pub(super) edition: Option<&'a Shelved>,
    pub(super) quarter: Quarter,
    pub(super) kind: Kind,
    /// Its anchor in the page of the edition: `top-ports`.
    pub(super) anchor: String,
    /// The table as printed; none where the record is all there is.
    pub(super) table: Option<&'a Table>,
    /// Rank and key by row, and the row of the table.
    pub(super) rows: Vec<(u32, Key, usize)>,
}

/// The rankings of all of `shelved` and of the record, the oldest edition first, in the order of each.
pub(super) fn rankings<'a>(site: &Site, shelved: &[&'a Shelved]) -> Vec<Ranking<'a>> {
    let mut rankings: Vec<_> = shelved.iter().flat_map(|edition| of_edition(site, edition)).collect();
    let mut quarters: Vec<_> = site.published.iter().map(|rank| rank.edition).collect();
    quarters.retain(|quarter| !shelved.iter().any(|edition| edition.quarter == *quarter));
    quarters.sort();
    quarters.dedup();
    rankings.extend(quarters.into_iter().flat_map(|quarter| recorded(site, quarter, None)));
    // Stable: those of one edition stay in their order.
    rankings.sort_by_key(|ranking| ranking.quarter);
    rankings
}

fn of_edition<'a>(site: &Site, edition: &'a Shelved) -> Vec<Ranking<'a>> {
    if edition.is_withdrawn() {
        return Vec::new();
    }
    match edition.reports.get(&edition.lang(&site.lang)) {
        Some(report) => of_report(edition, report),
        None => recorded(site, edition.quarter, Some(edition)),
    }
}

fn of_report<'a>(edition: &'a Shelved, report: &'a Report) -> Vec<Ranking<'a>> {
    let mut tables = Vec::new();
    gather(&report.body, &mut tables);
    let ranking = |table: &'a Table| {
        let rows = rows(table.data.as_ref()?)?;
        let (kind, anchor) = (kind(&rows)?, table.label.as_ref()?.anchor.clone());
        Some(Ranking {
            edition: Some(edition),
            quarter: edition.quarter,
            kind,
            anchor,
            table: Some(table),
            rows,
        })
    };
    tables.into_iter().filter_map(ranking).collect()
}

/// The tables of `blocks` in their order, lists' items included.
fn gather<'a>(blocks: &'a [Block], tables: &mut Vec<&'a Table>) {
    for block in blocks {
        match block {
            Block::Table(table) => tables.push(table),
            Block::List(list) => list.items.iter().for_each(|item| gather(item, tables)),
            _ => {}
        }
    }
}

/// The ranked rows of a table's data; none where it has no ranks.
fn rows(data: &Data) -> Option<Vec<(u32, Key, usize)>> {
    let column = |name: &str| data.header.iter().position(|held| held == name);
    let (rank, key) = (column("rank")?, column("key")?);
    let row = |(at, cells): (usize, &Vec<String>)| {
        let rank = cells.get(rank)?.parse().ok()?;
        Some((rank, read(cells.get(key)?), at))
    };
    Some(data.rows.iter().enumerate().filter_map(row).collect())
}

/// A key as data files write it.
fn read(text: &str) -> Key {
    let region = || text.parse::<Region>().ok().filter(|region| region.code() == text).map(Key::Region);
    text.parse::<Port>().ok().map(Key::Port).or_else(region).unwrap_or_else(|| Key::Text(text.to_owned()))
}

/// What all of `rows` are; none where they are neither ports nor regions.
fn kind(rows: &[(u32, Key, usize)]) -> Option<Kind> {
    let all = |is: fn(&Key) -> bool| !rows.is_empty() && rows.iter().all(|(_, key, _)| is(key));
    let ports = all(|key| matches!(key, Key::Port(_))).then_some(Kind::Port);
    ports.or_else(|| all(|key| matches!(key, Key::Region(_))).then_some(Kind::Region))
}

/// What the record has of `quarter`, of each table what its last revision told.
fn recorded<'a>(site: &Site, quarter: Quarter, edition: Option<&'a Shelved>) -> Vec<Ranking<'a>> {
    let told: Vec<&PublishedRank> = site.published.iter().filter(|rank| rank.edition == quarter).collect();
    let mut tables: Vec<&str> = Vec::new();
    for rank in &told {
        if !tables.contains(&&*rank.table) {
            tables.push(&rank.table);
        }
    }
    let ranking = |table: &str| {
        let of_table = || told.iter().filter(|rank| rank.table == table);
        let last = of_table().next_back()?;
        let rows = of_table().filter(|rank| rank.revision == last.revision);
        let mut rows: Vec<_> = rows.map(|rank| (rank.rank, rank.key.clone(), 0)).collect();
        rows.sort_by_key(|(rank, ..)| *rank);
        let (kind, anchor) = (kind(&rows)?, table.replace('_', "-"));
        Some(Ranking { edition, quarter, kind, anchor, table: None, rows })
    };
    tables.into_iter().filter_map(ranking).collect()
}

impl Ranking<'_> {
    /// Where it, or its edition, is in the folder of all editions, in the first language of `site`.
    pub(super) fn href(&self, site: &Site) -> Option<String> {
        let edition = self.edition?;
        let page = edition.page(&edition.lang(&site.lang));
        Some(if self.table.is_some() { format!("{page}#{}", self.anchor) } else { page })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_ranked_is_told_from_all_keys_of_a_table() {
        let rows = |keys: &[&str]| keys.iter().map(|key| (1, read(key), 0)).collect::<Vec<_>>();
        assert_eq!(kind(&rows(&["23/TCP", "0/ICMP"])), Some(Kind::Port));
        assert_eq!(kind(&rows(&["CN", "ZZ"])), Some(Kind::Region));
        for neither in [&["CN", "tokyo"][..], &["23/TCP", "CN"], &["cn"], &[]] {
            assert_eq!(kind(&rows(neither)), None, "{neither:?}");
        }
    }

    #[test]
    fn rows_without_a_rank_are_passed_over() {
        let data = |header: &[&str]| Data {
            file: "x.csv".to_owned(),
            header: header.iter().map(|name| (*name).to_owned()).collect(),
            rows: vec![vec!["23/TCP".to_owned(), "1".to_owned()], vec!["rest".to_owned(), String::new()]],
            ..Data::default()
        };
        assert_eq!(rows(&data(&["key", "rank"])).unwrap(), [(1, read("23/TCP"), 0)]);
        assert!(rows(&data(&["key", "packets"])).is_none());
    }
}
