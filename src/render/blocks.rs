//! Writes the parts of the body: blocks come in, HTML goes out, each block in the same order as in the PDF.

use std::collections::BTreeMap;

use askama::Template;
use askama::filters::HtmlSafe;

use super::anchors::Anchors;
use super::figure::ChartFigure;
use super::runs::{Runs, listed, plain};
use super::table::TableFigure;
use crate::chart::Svg;
use crate::compare::Marks;
use crate::report::{Block, Data, Heading, Image, Labels, Paragraph};

/// What every block may need beside itself.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    /// Identity of the edition.
    pub edition: &'a str,
    /// Words of the frame.
    pub labels: &'a Labels,
    /// The drawn charts by anchor.
    pub figures: &'a BTreeMap<String, Svg>,
    /// The ids of paragraphs that were given.
    pub anchors: &'a Anchors,
    /// Cells that print something else than in the version before.
    pub marks: &'a Marks,
}

/// Blocks one after the other.
#[derive(Template)]
#[template(path = "html/blocks.html")]
pub(super) struct Blocks<'a> {
    around: Around<'a>,
    blocks: &'a [Block],
}

impl<'a> Blocks<'a> {
    pub(super) fn of(around: &Around<'a>, blocks: &'a [Block]) -> Self {
        Self { around: *around, blocks }
    }
}

/// A picture with its caption, credit and notes.
#[derive(Template)]
#[template(path = "html/image.html")]
struct ImageFigure<'a> {
    labels: &'a Labels,
    image: &'a Image,
}

impl<'a> ImageFigure<'a> {
    fn of(around: &Around<'a>, image: &'a Image) -> Self {
        Self { labels: around.labels, image }
    }
}

/// ※ notes.
#[derive(Template)]
#[template(path = "html/notes.html")]
pub(super) struct Notes<'a> {
    notes: &'a [Paragraph],
}

impl<'a> Notes<'a> {
    pub(super) fn of(notes: &'a [Paragraph]) -> Self {
        Self { notes }
    }
}

// Everything below is written by a template of this room through the escaper.
impl HtmlSafe for Blocks<'_> {}
impl HtmlSafe for ImageFigure<'_> {}
impl HtmlSafe for Notes<'_> {}

/// The level of a heading in HTML, where the title is the first.
pub(super) fn html_level(heading: &Heading) -> u8 {
    heading.level.clamp(1, 5) + 1
}

/// Path of the chart with `anchor`.
pub(super) fn figure_path(anchor: &str) -> String {
    format!("figures/{anchor}.svg")
}

/// Path of a data file.
pub(super) fn data_path(data: &Data) -> String {
    format!("data/{}", data.file)
}

/// A heading as the contents list it: with its number, without its citations.
fn called(heading: &Heading) -> String {
    let number = heading.number.iter().map(|number| format!("{number} "));
    number.chain([plain(&listed(&heading.runs))]).collect()
}

/// `pattern` with `word` in its place.
pub(super) fn filled(pattern: &str, word: impl AsRef<str>) -> String {
    pattern.replacen("{}", word.as_ref(), 1)
}
