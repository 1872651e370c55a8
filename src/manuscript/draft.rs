//! Pieces of Markdown that nobody has put into a manuscript yet. Comes in: the pieces, and the manuscript whose tables
//! and charts they name. Goes out: a manuscript of both, read as any other.

use super::{Block, Chart, Manuscript, Reader, Reading, Table, chart, markdown};
use crate::config::{Edition, Site};
use crate::lang::Lang;

/// A piece of Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// What stands as the file in the places of its blocks.
    pub name: String,
    /// The Markdown.
    pub text: String,
}

/// Reads `snippets` after the tables and charts of `own`, whose captions and notes are left out.
pub fn read_snippets(
    site: &Site,
    edition: &Edition,
    lang: &Lang,
    own: &Manuscript,
    snippets: &[Snippet],
) -> Reading {
    let mut reader = Reader::new(site, edition, lang);
    let mut blocks: Vec<Block> = own.blocks.iter().filter_map(bare).collect();
    for (id, place) in blocks.iter().filter_map(|block| Some((block.id()?, block.place()?))) {
        reader.ids.insert(id.to_owned(), place);
    }
    for snippet in snippets {
        blocks.extend(markdown::read(&mut reader, &snippet.name, &snippet.text));
    }
    reader.manuscript.blocks = blocks;
    reader.find_broken();
    chart::resolve(&mut reader);
    reader.done()
}

/// A table or chart without its words.
fn bare(block: &Block) -> Option<Block> {
    match block {
        Block::Table(table) => {
            Some(Block::Table(Table { caption: None, notes: Vec::new(), ..table.clone() }))
        }
        Block::Chart(chart) => {
            Some(Block::Chart(Chart { caption: None, finding: None, notes: Vec::new(), ..chart.clone() }))
        }
        _ => None,
    }
}
