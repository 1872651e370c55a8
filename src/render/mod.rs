//! Writes the web edition: the finished report and its drawn charts come in, the files of one folder go out as
//! bytes: the page, its style sheet, the charts and the data.
//!
//! It words, rounds and sorts nothing. What the page holds beside the core that it shares with the PDF carries
//! `data-extra`: navigation, links to files and places, the drawn values as tables, and controls, which are hidden
//! until the page's script opens them. Ids that the page adds hold an underscore, which no anchor of a report does.

mod anchors;
mod blocks;
mod data;
mod differences;
mod draft;
mod figure;
#[cfg(test)]
mod fixture;
mod page;
mod runs;
mod table;
#[cfg(test)]
mod tests;
mod withdrawn;

use std::collections::BTreeMap;

pub use differences::differences;
pub use draft::draft;
pub use withdrawn::withdrawn;

use crate::chart::Svg;
use crate::digest::digest;
use crate::report::{Block, Data, Reply, Report};

/// The templates that pages of editions are made by, as they are compiled in.
pub const TEMPLATES: [&str; 15] = [
    include_str!("../../templates/html/article.html"),
    include_str!("../../templates/html/ask.html"),
    include_str!("../../templates/html/blocks.html"),
    include_str!("../../templates/html/chart.html"),
    include_str!("../../templates/html/entry.html"),
    include_str!("../../templates/html/head.html"),
    include_str!("../../templates/html/heading.html"),
    include_str!("../../templates/html/image.html"),
    include_str!("../../templates/html/notes.html"),
    include_str!("../../templates/html/number.html"),
    include_str!("../../templates/html/page.html"),
    include_str!("../../templates/html/runs.html"),
    include_str!("../../templates/html/table.html"),
    include_str!("../../templates/html/values.html"),
    include_str!("../../templates/html/withdrawn.html"),
];

/// What the page can do beside being read. Without it the page holds the same.
pub const SCRIPT: &str = concat!(
    include_str!("../../templates/script/contents.js"),
    include_str!("../../templates/script/citations.js"),
    include_str!("../../templates/script/charts.js"),
    include_str!("../../templates/script/tables.js"),
);

/// A file of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path below the edition's folder, with forward slashes: `index.html`, `data/top-ports.csv`.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The page `index.html`, its style sheet `css` and its script under `assets/`, every chart under `figures/` and every
/// data file under `data/`, the data package's included. `figures` holds the drawing of each chart by its anchor.
/// Pictures and the PDF, to which the page links, are made elsewhere. A draft says at its end which `build` it is of.
pub fn render(report: &Report, figures: &BTreeMap<String, Svg>, css: &str, build: &str) -> Vec<File> {
    let (style, script) = (asset(css, "css"), asset(SCRIPT, "js"));
    let page = page::page(report, figures, &style, &script, build);
    let mut files = vec![
        file("index.html".to_owned(), page),
        file(style, css.to_owned()),
        file(script, SCRIPT.to_owned()),
    ];
    files.extend(figures.iter().map(|(anchor, svg)| file(blocks::figure_path(anchor), svg_file(svg))));
    let mut found = Vec::new();
    data_of(&report.body, &mut found);
    found.extend(&report.package);
    files.extend(
        found
            .into_iter()
            .map(|data| File { path: blocks::data_path(data), bytes: data::of_report(data, &report.front) }),
    );
    files
}

/// The CSV file of an answer to an inquiry.
pub fn answer(reply: &Reply) -> Vec<u8> {
    data::of_reply(reply)
}

/// A drawing as a file of its own.
pub fn drawing(svg: &Svg) -> Vec<u8> {
    svg_file(svg).into_bytes()
}

/// Path of an asset, named by what it holds.
fn asset(text: &str, kind: &str) -> String {
    format!("assets/report-{}.{kind}", &digest(text.as_bytes())[..8])
}

fn file(path: String, text: String) -> File {
    File { path, bytes: text.into_bytes() }
}

/// The drawing as a file of its own.
fn svg_file(svg: &Svg) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", svg.as_str().trim_end())
}

/// Gathers the data of `blocks` in their order, lists' items included.
fn data_of<'a>(blocks: &'a [Block], found: &mut Vec<&'a Data>) {
    for block in blocks {
        match block {
            Block::Table(table) => found.extend(&table.data),
            Block::Chart(figure) => found.push(&figure.data),
            Block::List(list) => list.items.iter().for_each(|item| data_of(item, found)),
            _ => {}
        }
    }
}
