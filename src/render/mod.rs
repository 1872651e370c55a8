//! Writes the web edition: the finished report and its drawn charts come in, the files of one folder go out as
//! bytes: the page, its style sheet, the charts and the data.
//!
//! It words, rounds and sorts nothing. What the page holds beside the core that it shares with the PDF carries
//! `data-extra`: navigation, links to files and places, the drawn values as tables, and controls, which are hidden
//! until the page's script opens them. Ids that the page adds hold an underscore, which no anchor of a report does.

mod anchors;
mod beside;
mod blocks;
mod data;
mod differences;
mod draft;
mod figure;
#[cfg(test)]
mod fixture;
mod foreign;
mod json;
mod named;
mod package;
mod page;
mod press;
mod runs;
mod saved;
mod schema;
mod single;
mod table;
#[cfg(test)]
mod tests;
mod withdrawn;

use std::collections::BTreeMap;

pub use beside::{Beside, Language};
pub use differences::differences;
pub use draft::draft;
pub use figure::Drawing;
pub use named::Named;
pub use package::{DESCRIPTOR, JSON, WORKBOOK};
pub use press::press;
pub use single::single;
pub use withdrawn::withdrawn;

use crate::chart::Svg;
use crate::config::{FRAGMENT, HEAD};
use crate::digest::digest;
use crate::report::{Block, Data, Reply, Report};

/// The templates that pages of editions are made by, as they are compiled in.
pub const TEMPLATES: [&str; 20] = [
    include_str!("../../templates/html/alternates.html"),
    include_str!("../../templates/html/article.html"),
    include_str!("../../templates/html/ask.html"),
    include_str!("../../templates/html/before.html"),
    include_str!("../../templates/html/blocks.html"),
    include_str!("../../templates/html/chart.html"),
    include_str!("../../templates/html/entry.html"),
    include_str!("../../templates/html/head.html"),
    include_str!("../../templates/html/heading.html"),
    include_str!("../../templates/html/host.html"),
    include_str!("../../templates/html/image.html"),
    include_str!("../../templates/html/languages.html"),
    include_str!("../../templates/html/notes.html"),
    include_str!("../../templates/html/number.html"),
    include_str!("../../templates/html/page.html"),
    include_str!("../../templates/html/runs.html"),
    include_str!("../../templates/html/social.html"),
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

/// The card by which social networks show a finished edition.
pub const CARD: &str = "card.png";

/// A file of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path below the edition's folder, with forward slashes: `fragment.html`, `data/top-ports.csv`.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The page, its article alone for a page of somebody else and what the head of that needs, the style sheet `css` and the
/// script under `assets/`, every chart under `figures/`, every data file under `data/`, the data package's included, and the
/// workbook, JSON and description of all data. `figures` holds the drawing of each chart by its anchor.
/// Pictures and the PDF, to which the page links, are made elsewhere. What the page shows `beside` the report is said by
/// who knows.
pub fn render(
    report: &Report,
    figures: &BTreeMap<String, Svg>,
    css: &str,
    named: &Named,
    beside: Beside<'_>,
) -> Vec<File> {
    let (style, script) = (asset(css, "css"), asset(SCRIPT, "js"));
    let article = page::article(report, figures, named, beside.marks);
    let mut files = vec![
        file(named.page.clone(), page::page(report, &article, named, (&style, &script), beside)),
        file(FRAGMENT.to_owned(), foreign::placed(&article, named)),
        file(HEAD.to_owned(), foreign::head(report, named, beside.languages, (&style, &script))),
        file(style, css.to_owned()),
        file(script, SCRIPT.to_owned()),
    ];
    files.extend(figures.iter().map(|(anchor, svg)| file(blocks::figure_path(anchor), svg_file(svg))));
    let data = self::files(report).into_iter().map(|(_, data)| data);
    files.extend(
        data.map(|data| File { path: blocks::data_path(data), bytes: data::of_report(data, &report.front) }),
    );
    let package = package::files(report, &files);
    files.extend(package);
    files
}

/// A table as a CSV file, in the form of all data files.
pub fn table(header: &[&str], rows: Vec<Vec<String>>) -> Vec<u8> {
    data::table(header, rows)
}

/// Every data file of `report` in the order of reading, each with label and caption of what it belongs to; those of the
/// package belong to none.
fn files(report: &Report) -> Vec<(Option<String>, &Data)> {
    let mut found = Vec::new();
    data_of(&report.body, &mut found);
    found.extend(report.package.iter().map(|data| (None, data)));
    found
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
fn data_of<'a>(blocks: &'a [Block], found: &mut Vec<(Option<String>, &'a Data)>) {
    for block in blocks {
        match block {
            Block::Table(table) => found.extend(table.data.iter().map(|data| (table.title(), data))),
            Block::Chart(figure) => found.push((Some(figure.title()), &figure.data)),
            Block::List(list) => list.items.iter().for_each(|item| data_of(item, found)),
            _ => {}
        }
    }
}
