//! An edition in a language in which nobody wrote: the tables and charts of the original manuscript, everything around
//! them worded by the program.

use std::path::PathBuf;

use super::{
    Block, Chart, Heading, Inline, Inlines, Lines, Manuscript, Paragraph, Reader, Reading, Table, text,
};
use crate::config::{Edition, Site};
use crate::finding::{Finding, Place};
use crate::lang::Lang;
use crate::said;
use crate::words::{FrameLabels, Words};

/// Whether nobody wrote in `lang`, which is not the edition's first language.
pub(super) fn is_unwritten(edition: &Edition, lang: &Lang) -> bool {
    edition.langs.first() != Some(lang) && !file(edition, lang).exists()
}

fn file(edition: &Edition, lang: &Lang) -> PathBuf {
    edition.root.join(format!("report.{lang}.md"))
}

/// What `original` asks and shows, in `lang`. What is wrong with it is told of itself.
pub(super) fn read(site: &Site, edition: &Edition, lang: &Lang, original: &Manuscript) -> Reading {
    let mut reader = Reader::new(site, edition, lang);
    reader.findings.push(unwritten(site, edition, lang));
    reader.manuscript.data_only = true;
    reader.manuscript.broken.clone_from(&original.broken);
    if let Some(words) = site.words.get(lang) {
        reader.manuscript.blocks = blocks(&original.blocks, words);
    }
    text::close(&mut reader);
    reader.done()
}

fn blocks(original: &[Block], words: &Words) -> Vec<Block> {
    let FrameLabels { data_only, data_only_note, .. } = &words.labels;
    let opening = [
        Block::Heading(Heading { level: 1, id: None, inlines: said(data_only), place: Place::default() }),
        Block::Paragraph(Paragraph { inlines: said(data_only_note), place: Place::default() }),
    ];
    opening.into_iter().chain(original.iter().filter_map(|block| bare(block, words))).collect()
}

/// `text` as words that nobody wrote.
fn said(text: &str) -> Inlines {
    vec![Inline::Text { text: text.to_owned(), place: Place::default() }]
}

/// A block without what staff wrote into it. A picture keeps its number, so that one number names one figure in all
/// languages.
fn bare(block: &Block, words: &Words) -> Option<Block> {
    match block {
        Block::Table(table) => {
            Some(Block::Table(Table { caption: None, notes: Vec::new(), ..table.clone() }))
        }
        Block::Chart(chart) => {
            let lines = match &chart.lines {
                Lines::Total(_) => Lines::Total(words.labels.total.clone()),
                other => other.clone(),
            };
            let bare = Chart { lines, caption: None, finding: None, notes: Vec::new(), ..chart.clone() };
            Some(Block::Chart(bare))
        }
        Block::Image(image) => Some(Block::Image(image.clone())),
        _ => None,
    }
}

fn unwritten(site: &Site, edition: &Edition, lang: &Lang) -> Finding {
    let file = super::shown(&site.root, &file(edition, lang));
    Finding::note(
        "manuscript-unwritten",
        edition.place.clone(),
        said!(
            "{file}がないため、この言語（{lang}）の版は、図表だけになります。",
            "There is no {file}: the edition in this language ({lang}) will hold tables and charts only."
        ),
        said!(
            "文章も載せるときは、{file}に原稿を書いてください。図表だけでよければ、このままでかまいません。",
            "To publish prose in it, too, write a manuscript into {file}. Otherwise leave it as it is."
        ),
    )
}
