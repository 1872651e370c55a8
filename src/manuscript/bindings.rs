//! Every binding of a manuscript: what stands between braces in paragraphs, headings, cells, captions, notes, footnotes
//! and closing texts, with its place. It answers none of them.

use super::{Block, Inline, Inlines, Manuscript, Paragraph};
use crate::binding::Expression;
use crate::finding::Place;

impl Manuscript {
    /// Every binding and where it stands, in the order of the report.
    pub fn bindings(&self) -> Vec<(&Place, &Expression)> {
        let mut found = Vec::new();
        let summary = of_paragraphs(&self.summary);
        let closing = self.closing.iter().flat_map(|text| of_paragraphs(&text.paragraphs));
        let footnotes = self.footnotes.values().flat_map(|footnote| &footnote.lines);
        let lines = summary.chain(self.blocks.iter().flat_map(of_block)).chain(closing).chain(footnotes);
        lines.for_each(|line| collect(line, &mut found));
        found
    }

    /// The table or chart of that id.
    pub fn asking(&self, id: &str) -> Option<&Block> {
        let asks = |block: &&Block| matches!(block, Block::Table(_) | Block::Chart(_));
        self.blocks.iter().filter(asks).find(|block| block.id() == Some(id))
    }
}

fn of_paragraphs(paragraphs: &[Paragraph]) -> impl Iterator<Item = &Inlines> {
    paragraphs.iter().map(|paragraph| &paragraph.inlines)
}

fn of_block(block: &Block) -> Vec<&Inlines> {
    match block {
        Block::Heading(heading) => vec![&heading.inlines],
        Block::Paragraph(paragraph) => vec![&paragraph.inlines],
        Block::List(list) => list.items.iter().flatten().flat_map(of_block).collect(),
        Block::Quote(paragraphs) => of_paragraphs(paragraphs).collect(),
        Block::Written(table) => {
            let cells = table.header.iter().chain(table.rows.iter().flatten());
            cells.chain(of_paragraphs(&table.notes)).collect()
        }
        Block::Table(table) => table.caption.iter().chain(of_paragraphs(&table.notes)).collect(),
        Block::Chart(chart) => {
            chart.caption.iter().chain(&chart.finding).chain(of_paragraphs(&chart.notes)).collect()
        }
        Block::Image(image) => {
            let words = [&image.caption, &image.alt].into_iter().chain(&image.credit);
            words.chain(of_paragraphs(&image.notes)).collect()
        }
        Block::Actions(actions) => {
            actions.texts.iter().flat_map(|text| &text.blocks).flat_map(of_block).collect()
        }
        Block::References(_) => Vec::new(),
    }
}

fn collect<'m>(line: &'m [Inline], found: &mut Vec<(&'m Place, &'m Expression)>) {
    for inline in line {
        match inline {
            Inline::Binding { expression, place } => found.push((place, expression)),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { inlines: inner, .. } => {
                collect(inner, found);
            }
            _ => {}
        }
    }
}
