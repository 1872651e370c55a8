//! Writes the page around the body: head, title, 要点, contents, chapters and foot.

use std::collections::BTreeMap;
use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;

use super::CARD;
use super::anchors::Anchors;
use super::beside::{Beside, Language};
use super::blocks::{Around, Blocks, filled};
use super::json::Json;
use super::named::Named;
use super::package::{DESCRIPTOR, JSON, WORKBOOK, has_data};
use super::runs::{Runs, plain, web_address};
use super::schema;
use crate::chart::Svg;
use crate::compare::Marks;
use crate::config::linked;
use crate::look;
use crate::report::{Block, Catalogue, Heading, Report};

/// The article: the report from its title to what closes it.
pub(super) fn article(
    report: &Report,
    figures: &BTreeMap<String, Svg>,
    named: &Named,
    marks: &Marks,
) -> String {
    let (edition, labels, anchors) = (report.edition.as_str(), &report.labels, &Anchors::default());
    let around = Around { edition, labels, figures, anchors, marks };
    Article { report, around, pdf: linked(&named.pdf), parts: parts(&report.body) }.to_string()
}

/// The whole page around `article`. `style` and `script` are the paths of its style sheet and its script.
pub(super) fn page(
    report: &Report,
    article: &str,
    named: &Named,
    (style, script): (&str, &str),
    beside: Beside<'_>,
) -> String {
    let (article, pdf) = (Written(article), linked(&named.pdf));
    let Beside { languages, build, .. } = beside;
    Page { report, article, named, pdf, style, script, languages, build }.to_string()
}

/// The article, written by its template.
struct Written<'a>(&'a str);

impl fmt::Display for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl HtmlSafe for Written<'_> {}

#[derive(Template)]
#[template(path = "html/article.html")]
struct Article<'a> {
    report: &'a Report,
    around: Around<'a>,
    pdf: String,
    parts: Vec<Part<'a>>,
}

#[derive(Template)]
#[template(path = "html/page.html")]
struct Page<'a> {
    report: &'a Report,
    article: Written<'a>,
    named: &'a Named,
    pdf: String,
    style: &'a str,
    script: &'a str,
    languages: &'a [Language],
    build: &'a str,
}

/// A stretch of the body: a chapter, which its heading names, or blocks that belong to none.
struct Part<'a> {
    heading: Option<&'a Heading>,
    blocks: &'a [Block],
}

impl Page<'_> {
    /// The report and its data for machines.
    fn linked(&self, catalogue: &Catalogue) -> Json {
        Json(schema::linked(self.report, catalogue, self.named))
    }

    /// One sentence for those who find the page: the first point, else the title.
    fn description(&self) -> String {
        let first = self.report.summary.as_ref().and_then(|summary| summary.points.first());
        first.map_or_else(|| self.report.front.document_title.clone(), |point| plain(&point.runs))
    }
}

impl<'a> Part<'a> {
    /// The sections of a chapter that the contents list.
    fn sections(&self) -> impl Iterator<Item = &'a Heading> {
        self.blocks.iter().filter_map(heading).filter(|heading| heading.level == 2)
    }
}

/// `body` cut before each chapter and before what closes the report.
fn parts(body: &[Block]) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = body;
    while !rest.is_empty() {
        let end = 1 + rest[1..].iter().position(opens).unwrap_or(rest.len() - 1);
        let (blocks, after) = rest.split_at(end);
        parts.push(Part { heading: heading(&blocks[0]).filter(|heading| heading.level == 1), blocks });
        rest = after;
    }
    parts
}

/// Whether a part begins with `block`.
fn opens(block: &Block) -> bool {
    matches!(block, Block::Closing(_)) || heading(block).is_some_and(|heading| heading.level == 1)
}

fn heading(block: &Block) -> Option<&Heading> {
    match block {
        Block::Heading(heading) => Some(heading),
        _ => None,
    }
}
