//! Where tables and figures stand, and where the text first mentions them.
//!
//! The text leads in to a table or figure, or speaks of it in the paragraph right behind it; those of a kind are first
//! mentioned in the order of their numbers.

use std::collections::BTreeMap;

use crate::finding::{Finding, Place, Said};
use crate::manuscript::{Block, Inline, Manuscript, Paragraph};
use crate::said;

/// What a reader meets.
enum Met<'a> {
    /// A table or figure.
    Shown(&'a Block, &'a str, Place),
    /// A reference.
    Mention(&'a str, Place),
    /// The beginning of a paragraph of the body.
    Paragraph,
}

/// The rule.
pub(super) fn find(manuscript: &Manuscript) -> Vec<Finding> {
    let mut met = Vec::new();
    paragraphs(&manuscript.summary, &mut met);
    blocks(&manuscript.blocks, &mut met);
    let mut first: BTreeMap<&str, (usize, &Place)> = BTreeMap::new();
    for (at, thing) in met.iter().enumerate() {
        if let Met::Mention(id, place) = thing {
            first.entry(id).or_insert((at, place));
        }
    }
    let mut findings = Vec::new();
    for (at, thing) in met.iter().enumerate() {
        let Met::Shown(block, id, place) = thing else { continue };
        match first.get(id) {
            None => findings.push(unreferenced(block, id, place)),
            Some((mention, _)) if is_far(&met, at, *mention) => findings.push(early(block, id, place)),
            Some((mention, named)) => {
                findings.extend(overtakes(&met[..at], &first, (block, id), *mention, named))
            }
        }
    }
    findings
}

/// Whether more than one paragraph begins between a block and its first mention.
fn is_far(met: &[Met<'_>], at: usize, mention: usize) -> bool {
    let between = met.get(at..mention).unwrap_or_default();
    between.iter().filter(|thing| matches!(thing, Met::Paragraph)).count() > 1
}

/// A finding where something of the same kind that stands before is mentioned later.
fn overtakes(
    before: &[Met<'_>],
    first: &BTreeMap<&str, (usize, &Place)>,
    (block, id): (&Block, &str),
    mention: usize,
    place: &Place,
) -> Option<Finding> {
    let table = is_table(block);
    let passed = before.iter().find_map(|thing| match thing {
        Met::Shown(other, id, _) if is_table(other) == table => {
            first.get(id).filter(|(at, _)| *at > mention).map(|_| *id)
        }
        _ => None,
    })?;
    let kind = kind(block);
    let (ja, en) = (kind.ja, kind.en);
    Some(Finding::note(
        "reference-order",
        place.clone(),
        said!(
            "{ja}「{id}」が、番号の若い「{passed}」より先に出てきます。",
            "The {en} “{id}” is mentioned before “{passed}”, which has a lower number."
        ),
        said!(
            "参照を取り違えていないか確かめ、正しければ、{ja}を出てくる順に並べてください。",
            "See whether the references are swapped; else let the {en}s stand in the order of their mentions."
        ),
    ))
}

fn is_table(block: &Block) -> bool {
    matches!(block, Block::Table(_))
}

fn kind(block: &Block) -> Said {
    if is_table(block) { said!("表", "table") } else { said!("図", "figure") }
}

fn blocks<'a>(blocks: &'a [Block], met: &mut Vec<Met<'a>>) {
    for block in blocks {
        let parts = match block {
            Block::Paragraph(paragraph) => {
                met.push(Met::Paragraph);
                inlines(&paragraph.inlines, met);
                continue;
            }
            Block::Heading(heading) => {
                inlines(&heading.inlines, met);
                continue;
            }
            Block::List(list) => {
                list.items.iter().for_each(|item| self::blocks(item, met));
                continue;
            }
            Block::Quote(quote) => {
                paragraphs(quote, met);
                continue;
            }
            Block::Written(written) => {
                written
                    .header
                    .iter()
                    .chain(written.rows.iter().flatten())
                    .for_each(|cell| inlines(cell, met));
                paragraphs(&written.notes, met);
                continue;
            }
            Block::Actions(actions) => {
                actions.texts.iter().for_each(|text| self::blocks(&text.blocks, met));
                continue;
            }
            Block::References(_) => continue,
            Block::Table(table) => (&table.id, &table.place, [table.caption.as_ref(), None], &table.notes),
            Block::Chart(chart) => {
                (&chart.id, &chart.place, [chart.caption.as_ref(), chart.finding.as_ref()], &chart.notes)
            }
            Block::Image(image) => (&image.id, &image.place, [Some(&image.caption), None], &image.notes),
        };
        let (id, place, lines, notes) = parts;
        met.push(Met::Shown(block, id, place.clone()));
        lines.into_iter().flatten().for_each(|line| inlines(line, met));
        paragraphs(notes, met);
    }
}

fn paragraphs<'a>(paragraphs: &'a [Paragraph], met: &mut Vec<Met<'a>>) {
    paragraphs.iter().for_each(|paragraph| inlines(&paragraph.inlines, met));
}

fn inlines<'a>(all: &'a [Inline], met: &mut Vec<Met<'a>>) {
    for inline in all {
        match inline {
            Inline::Reference { id, place } => met.push(Met::Mention(id, place.clone())),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { inlines: inner, .. } => {
                inlines(inner, met)
            }
            _ => {}
        }
    }
}

fn unreferenced(block: &Block, id: &str, place: &Place) -> Finding {
    let kind = kind(block);
    let (ja, en) = (kind.ja, kind.en);
    Finding::warning(
        "figure-unreferenced",
        place.clone(),
        said!(
            "{ja}「{id}」は、本文のどこからも参照されていません。",
            "The {en} “{id}” is not mentioned anywhere in the text."
        ),
        said!(
            "本文で「[](#{id})に示します」のように参照してください。",
            "Mention it in the text by [](#{id})."
        ),
    )
}

fn early(block: &Block, id: &str, place: &Place) -> Finding {
    let kind = kind(block);
    let (ja, en) = (kind.ja, kind.en);
    Finding::warning(
        "figure-early",
        place.clone(),
        said!(
            "{ja}「{id}」が、本文で述べるところより前に置かれています。",
            "The {en} “{id}” stands before the text comes to it."
        ),
        said!(
            "[](#{id})が最初に出てくる段落の後に移すか、参照を取り違えていないか確かめてください。",
            "Move it behind the paragraph that first mentions [](#{id}), or see whether references are swapped."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fixture::told;
    use crate::manuscript::Image;

    /// `t…` is a picture, `→t` a paragraph that mentions it, `.` a paragraph that mentions none.
    fn manuscript(text: &str) -> Manuscript {
        let blocks = text.split(' ').enumerate().map(|(at, word)| {
            let place = Place::at("report.md", at as u32 + 1, at as u32 + 1);
            match word.strip_prefix('→') {
                None if word != "." => Block::Image(Image {
                    id: word.to_owned(),
                    alt: Vec::new(),
                    caption: Vec::new(),
                    credit: None,
                    notes: Vec::new(),
                    place,
                }),
                id => {
                    let reference =
                        id.map(|id| Inline::Reference { id: id.to_owned(), place: place.clone() });
                    Block::Paragraph(Paragraph { inlines: reference.into_iter().collect(), place })
                }
            }
        });
        Manuscript { blocks: blocks.collect(), ..Manuscript::default() }
    }

    #[test]
    fn figures_stand_where_the_text_comes_to_them() {
        for (text, expected) in [
            ("→a a →b b", vec![]),
            ("a →a", vec![]),
            (". a . b →b", vec![("figure-unreferenced", 2)]),
            ("a . →a", vec![("figure-early", 1)]),
            ("→b a →a b", vec![("reference-order", 1)]),
            ("→b . a . →a b", vec![("figure-early", 3), ("reference-order", 1)]),
        ] {
            assert_eq!(told(&find(&manuscript(text))), expected, "{text}");
        }
    }
}
