//! Writes the page around the body: head, title, 要点, contents, chapters and foot.

use std::collections::BTreeMap;

use askama::Template;

use super::CARD;
use super::anchors::Anchors;
use super::blocks::{Around, Blocks, filled};
use super::json::Json;
use super::linked;
use super::runs::{Runs, plain, web_address};
use crate::chart::Svg;
use crate::look;
use crate::report::{Block, Catalogue, Heading, Report};

/// The whole page. `style` and `script` are the paths of its style sheet and its script, `build` is what a draft calls
/// itself.
pub(super) fn page(
    report: &Report,
    figures: &BTreeMap<String, Svg>,
    style: &str,
    script: &str,
    build: &str,
) -> String {
    let anchors = Anchors::default();
    let around = Around { labels: &report.labels, figures, anchors: &anchors };
    Page { report, around, style, script, build, parts: parts(&report.body) }.to_string()
}

#[derive(Template)]
#[template(path = "html/page.html")]
struct Page<'a> {
    report: &'a Report,
    around: Around<'a>,
    style: &'a str,
    build: &'a str,
    script: &'a str,
    parts: Vec<Part<'a>>,
}

/// A stretch of the body: a chapter, which its heading names, or blocks that belong to none.
struct Part<'a> {
    heading: Option<&'a Heading>,
    blocks: &'a [Block],
}

impl Page<'_> {
    /// The report and its data for machines.
    fn linked(&self, catalogue: &Catalogue) -> Json {
        Json(linked::linked(self.report, catalogue))
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
