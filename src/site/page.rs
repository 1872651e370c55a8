//! The list of all editions, and the page of an address where nothing is.

use askama::Template;

use super::earlier::earlier;
use super::edition::{Entry, entry, title};
use super::feed;
use super::history::HISTORY;
use super::house::House;
use super::record;
use super::value::Shelved;
use crate::config::Site;
use crate::words::{Words, fill};

#[derive(Template)]
#[template(path = "site/index.html")]
struct List<'a> {
    house: House<'a>,
    feed: Option<&'static str>,
    history: Option<&'static str>,
    ranks: &'static str,
    years: Vec<Year>,
}

/// The editions of a year.
struct Year {
    year: i32,
    heading: String,
    entries: Vec<Entry>,
}

#[derive(Template)]
#[template(path = "site/lost.html")]
struct Lost<'a> {
    house: House<'a>,
    root: &'a str,
}

/// The list of `shelved` and of what the record has from before.
pub(super) fn list(site: &Site, shelved: &[&Shelved], style: &str) -> String {
    let Some(words) = site.words.get(&site.lang) else { return String::new() };
    let mut entries = earlier(site, words, shelved);
    entries.extend(shelved.iter().map(|edition| entry(site, words, edition)));
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.quarter));
    let what = fill(&words.archive.document_title, &[("title", &title(site))]);
    let feed = (site.base.is_some() && !shelved.is_empty()).then_some(feed::FEED);
    let history = record::is_there(site, shelved).then_some(record::HISTORY);
    let house = House::new(site, words, &what, style);
    List { house, feed, history, ranks: HISTORY, years: years(words, entries) }.to_string()
}

/// `entries`, the newest first, by the years of their quarters.
fn years(words: &Words, entries: Vec<Entry>) -> Vec<Year> {
    let mut years: Vec<Year> = Vec::new();
    for entry in entries {
        let year = entry.quarter.year();
        match years.last_mut().filter(|last| last.year == year) {
            Some(last) => last.entries.push(entry),
            None => {
                let heading = fill(&words.archive.year, &[("year", &year.to_string())]);
                years.push(Year { year, heading, entries: vec![entry] });
            }
        }
    }
    years
}

/// What a host answers where nothing is. It answers at any depth, so its addresses begin at the root.
pub(super) fn lost(site: &Site, style: &str) -> String {
    let Some(words) = site.words.get(&site.lang) else { return String::new() };
    Lost { house: House::new(site, words, &words.archive.lost, style), root: "/" }.to_string()
}
