//! A page a key that has stood in a published ranking: what the tables of all editions print of it.

use std::collections::BTreeSet;

use askama::Template;

use super::edition::title;
use super::history::HISTORY;
use super::house::House;
use super::ranking::Ranking;
use crate::config::Site;
use crate::key::Key;
use crate::report::{self, Table, plain};
use crate::words::{Words, fill};

/// The folder of these pages, in which nothing else of teiten lies.
pub(super) const FOLDER: &str = "keys";

#[derive(Template)]
#[template(path = "site/key.html")]
struct Page<'a> {
    house: House<'a>,
    root: &'static str,
    history: &'static str,
    label: &'a str,
    sections: Vec<Section>,
}

/// A ranking over the editions.
struct Section {
    anchor: String,
    caption: String,
    columns: Vec<String>,
    rows: Vec<Row>,
}

/// What an edition prints of the key.
struct Row {
    href: Option<String>,
    period: String,
    cells: Vec<String>,
}

impl Page<'_> {
    /// What the page has.
    fn sentence(&self) -> String {
        fill(&self.house.words.history.key_sentence, &[("key", self.label)])
    }

    /// Name of the region in which the table of `caption` scrolls.
    fn scroll(&self, caption: &str) -> String {
        fill(&self.house.words.labels.scroll, &[("label", caption)])
    }
}

/// The page of every key of `rankings`, by its path; none where the site does not ask for them.
pub(super) fn pages(site: &Site, rankings: &[Ranking<'_>], style: &str) -> Vec<(String, String)> {
    let Some(words) = site.words.get(&site.lang).filter(|_| site.key_pages) else { return Vec::new() };
    let keys = rankings.iter().flat_map(|ranking| ranking.rows.iter().map(|(_, key, _)| key));
    let keys: BTreeSet<_> = keys.collect();
    keys.into_iter().map(|key| (path(key), page(site, words, rankings, key, style))).collect()
}

/// Where the page of `key` is: `keys/23-tcp.html`, `keys/cn.html`.
pub(super) fn path(key: &Key) -> String {
    format!("{FOLDER}/{}.html", key.to_string().to_lowercase().replace('/', "-"))
}

fn page(site: &Site, words: &Words, rankings: &[Ranking<'_>], key: &Key, style: &str) -> String {
    let label = report::named(site, &site.lang, key).unwrap_or_else(|| key.to_string());
    let what = fill(&words.history.key_title, &[("key", &label), ("title", &title(site))]);
    let house = House::new(site, words, &what, style);
    let sections = sections(site, words, rankings, key);
    Page { house, root: "../", history: HISTORY, label: &label, sections }.to_string()
}

/// The rankings that list `key`, those of one anchor together, the newest edition first.
fn sections(site: &Site, words: &Words, rankings: &[Ranking<'_>], key: &Key) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut newest: Vec<_> = rankings.iter().collect();
    // Stable: the rankings of one edition stay in their order.
    newest.sort_by_key(|ranking| std::cmp::Reverse(ranking.quarter));
    for ranking in newest {
        let Some((rank, _, at)) = ranking.rows.iter().find(|(_, held, _)| held == key) else { continue };
        let told = match ranking.table {
            Some(table) => told(table, *at),
            None => vec![(words.columns.rank.clone(), rank.to_string())],
        };
        let section = match sections.iter().position(|section| section.anchor == ranking.anchor) {
            Some(at) => &mut sections[at],
            None => {
                sections.push(Section::new(words, ranking));
                let last = sections.len() - 1;
                &mut sections[last]
            }
        };
        section.add(ranking.href(site), words.quarter(ranking.quarter), told);
    }
    sections.iter_mut().for_each(|section| section.fill(&words.ranks.none));
    sections
}

/// Heading and cell of each column in a row of `table`, but for what names the row.
fn told(table: &Table, at: usize) -> Vec<(String, String)> {
    let cells = table.rows.get(at).into_iter().flatten();
    let columns = table.columns.iter().zip(cells).filter(|(column, _)| !column.names_row);
    columns.map(|(column, cell)| (plain(&column.runs), plain(&cell.runs))).collect()
}

impl Section {
    fn new(words: &Words, ranking: &Ranking<'_>) -> Self {
        let caption = ranking.table.map(|table| plain(&table.caption));
        let caption = caption.unwrap_or_else(|| words.archive.top.clone());
        Self { anchor: ranking.anchor.clone(), caption, columns: Vec::new(), rows: Vec::new() }
    }

    /// Adds a row; a heading that is not there yet becomes a column.
    fn add(&mut self, href: Option<String>, period: String, told: Vec<(String, String)>) {
        let mut row = Row { href, period, cells: vec![String::new(); self.columns.len()] };
        for (heading, cell) in told {
            match self.columns.iter().position(|held| *held == heading) {
                Some(at) => row.cells[at] = cell,
                None => {
                    self.columns.push(heading);
                    row.cells.push(cell);
                }
            }
        }
        self.rows.push(row);
    }

    /// Says `none` where an edition did not print a column.
    fn fill(&mut self, none: &str) {
        for row in &mut self.rows {
            row.cells.resize(self.columns.len(), String::new());
            row.cells.iter_mut().filter(|cell| cell.is_empty()).for_each(|cell| none.clone_into(cell));
        }
    }
}
