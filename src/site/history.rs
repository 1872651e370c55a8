//! The history of ranks: a chart of ports and one of regions over all editions, each with all of its ranks as a table.

use askama::Template;

use super::course::Course;
use super::house::House;
use super::keys;
use super::ranking::{Kind, Ranking};
use crate::chart::{self, Svg};
use crate::config::Site;
use crate::fonts::Fonts;
use crate::key::Key;
use crate::render::Drawing;
use crate::words::{Words, fill};

/// The history's name.
pub(super) const HISTORY: &str = "history.html";

#[derive(Template)]
#[template(path = "site/history.html")]
struct History<'a> {
    house: House<'a>,
    csv: Option<&'a str>,
    courses: Vec<Drawn<'a>>,
    keys: Vec<Link>,
}

/// A course as the page has it.
struct Drawn<'a> {
    /// Part of the ids of all that belongs to it.
    id: &'static str,
    what: &'a str,
    /// Figure 1, and what stands around its caption.
    label: String,
    open: String,
    caption: String,
    finding: String,
    reading: String,
    drawing: Svg,
    places: Vec<String>,
    rows: Vec<Row>,
}

/// An edition and the keys of each rank.
struct Row {
    href: Option<String>,
    period: String,
    cells: Vec<Vec<Link>>,
}

/// A key, and its page where it has one.
struct Link {
    href: Option<String>,
    text: String,
}

/// The page of the history of `rankings`. `csv` is the data of all editions, where that is a file.
pub(super) fn history(
    site: &Site,
    rankings: &[Ranking<'_>],
    csv: Option<&str>,
    style: &str,
    fonts: &Fonts,
) -> String {
    let Some(words) = site.words.get(&site.lang) else { return String::new() };
    let courses = [Kind::Port, Kind::Region].into_iter();
    let courses: Vec<_> = courses.filter_map(|kind| Course::new(site, words, rankings, kind)).collect();
    let all = courses.iter().flat_map(|course| course.all().into_iter().map(|key| link(site, course, key)));
    let keys = if site.key_pages { all.collect() } else { Vec::new() };
    let courses =
        courses.iter().zip(1..).map(|(course, number)| drawn(site, words, course, number, fonts)).collect();
    let what = fill(&words.history.document_title, &[("title", &super::edition::title(site))]);
    History { house: House::new(site, words, &what, style), csv, courses, keys }.to_string()
}

fn drawn<'a>(site: &Site, words: &'a Words, course: &Course<'a>, number: usize, fonts: &Fonts) -> Drawn<'a> {
    let id = match course.kind {
        Kind::Port => "ports",
        Kind::Region => "regions",
    };
    let label = fill(&words.labels.figure, &[("n", &number.to_string())]);
    let open = fill(&words.labels.caption_open, &[("label", &label)]);
    let (caption, finding) = (course.caption(), course.finding());
    let title = format!("{open}{caption}{}", words.labels.caption_close);
    let desc = if finding.is_empty() { &caption } else { &finding };
    let drawing = chart::ranks(&course.bump(), &format!("{id}_drawing"), &title, desc, fonts);
    let rows = course.rankings.iter().rev().map(|ranking| row(site, words, course, ranking));
    Drawn {
        id,
        what: course.what(),
        label,
        open,
        caption,
        finding,
        reading: course.reading(),
        drawing,
        places: course.places(),
        rows: rows.collect(),
    }
}

fn row(site: &Site, words: &Words, course: &Course<'_>, ranking: &Ranking<'_>) -> Row {
    let cell = |keys: Vec<&Key>| keys.into_iter().map(|key| link(site, course, key)).collect();
    Row {
        href: ranking.href(site),
        period: words.quarter(ranking.quarter),
        cells: course.cells(ranking).into_iter().map(cell).collect(),
    }
}

fn link(site: &Site, course: &Course<'_>, key: &Key) -> Link {
    Link { href: site.key_pages.then(|| keys::path(key)), text: course.label(key) }
}

impl Drawn<'_> {
    fn drawing(&self) -> Drawing<'_> {
        Drawing(&self.drawing)
    }

    /// One of the `words` of a figure, with its label.
    fn named(&self, words: &str) -> String {
        fill(words, &[("label", &self.label)])
    }
}
