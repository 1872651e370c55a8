//! Numbers the paragraphs of a draft in reading order, so that a remark on paper can point at one: ¶12.
//!
//! Notices of corrections, key points, paragraphs, those of lists, quotations and notes have one. Headings, tables, figures and references have
//! numbers of their own.

use super::{Block, Closing, Paragraph, Quote, Report};

/// Numbers every paragraph of `report`, from 1.
pub(super) fn number(report: &mut Report) {
    let mut count = 0;
    paragraphs(report, &mut |paragraph| {
        count += 1;
        paragraph.number = Some(count);
    });
}

impl Report {
    /// The same without the numbers of a draft's paragraphs, which move with every paragraph that comes before.
    pub fn unnumbered(&self) -> Self {
        let mut report = self.clone();
        paragraphs(&mut report, &mut |paragraph| paragraph.number = None);
        report
    }
}

/// Does `each` to every paragraph that has a number in a draft, in reading order.
fn paragraphs(report: &mut Report, each: &mut dyn FnMut(&mut Paragraph)) {
    report.corrections.iter_mut().flat_map(|correction| &mut correction.paragraphs).for_each(&mut *each);
    report.summary.iter_mut().flat_map(|summary| &mut summary.points).for_each(&mut *each);
    blocks(&mut report.body, each);
}

fn blocks(blocks: &mut [Block], next: &mut dyn FnMut(&mut Paragraph)) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => next(paragraph),
            Block::List(list) => list.items.iter_mut().for_each(|item| self::blocks(item, next)),
            Block::Table(table) => table.notes.iter_mut().for_each(&mut *next),
            Block::Chart(figure) => figure.notes.iter_mut().for_each(&mut *next),
            Block::Image(image) => image.notes.iter_mut().for_each(&mut *next),
            Block::Quote(Quote { paragraphs }) | Block::Closing(Closing { paragraphs }) => {
                paragraphs.iter_mut().for_each(&mut *next);
            }
            Block::Heading(_) | Block::References(_) => {}
        }
    }
}
