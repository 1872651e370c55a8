//! Characters that no font has are found here, with their place in the manuscript, before anything is typeset.

use std::collections::BTreeSet;

use super::desk::Desk;
use super::texts::texts;
use super::{Report, value};
use crate::binding::is_private;
use crate::finding::{Finding, Place};
use crate::manuscript::{Block, Inline};
use crate::said;

/// Finds every character of `report` that cannot be printed, each once.
pub(super) fn check(desk: &mut Desk<'_>, report: &Report) {
    let missing = desk.job.fonts.missing(&texts(report)).into_iter().map(|(_, c)| c);
    // Where a manuscript has private-use characters, that was told when it was read.
    let written = |c: &char| is_private(*c) && self::written(&desk.job.manuscript.blocks, *c).is_some();
    let missing: BTreeSet<char> = missing.filter(|c| !written(c)).collect();
    for c in missing {
        let written = self::written(&desk.job.manuscript.blocks, c);
        let composed = || report.body.iter().find(|block| holds(block, c)).and_then(value::Block::place);
        let place = written.or_else(composed).unwrap_or_else(|| Place::file("teiten.toml"));
        let code = c as u32;
        if c.is_control() {
            desk.findings.push(control(code, place));
            continue;
        }
        desk.findings.push(Finding::error(
            "glyph-missing",
            place,
            said!("文字「{c}」（U+{code:04X}）はどのフォントにもありません。", "No font has the character “{c}” (U+{code:04X})."),
            said!(
                "別の文字に置き換えるか、teiten.tomlの[files]のfontsにその文字を持つフォントを加えてください。",
                "Use another character, or add a font that has it to fonts under [files] in teiten.toml."
            ),
        ));
    }
}

/// A character that no page can hold, from the manuscript, the configuration or the data.
fn control(code: u32, place: Place) -> Finding {
    Finding::error(
        "control-character",
        place,
        said!("制御文字（U+{code:04X}）が含まれています。", "There is a control character (U+{code:04X})."),
        said!(
            "原稿や設定、データからこの文字を取り除いてください。",
            "Remove it from the manuscript, the configuration or the data."
        ),
    )
}

fn holds(block: &value::Block, c: char) -> bool {
    texts(block).contains(c)
}

/// Where the manuscript first writes `c` in a sentence.
fn written(blocks: &[Block], c: char) -> Option<Place> {
    blocks.iter().find_map(|block| match block {
        Block::Heading(heading) => inlines(&heading.inlines, c),
        Block::Paragraph(paragraph) => inlines(&paragraph.inlines, c),
        Block::Quote(paragraphs) => paragraphs.iter().find_map(|paragraph| inlines(&paragraph.inlines, c)),
        Block::List(list) => list.items.iter().find_map(|item| written(item, c)),
        Block::Written(table) => {
            table.header.iter().chain(table.rows.iter().flatten()).find_map(|cell| inlines(cell, c))
        }
        Block::Table(_) | Block::Chart(_) | Block::Image(_) | Block::References(_) => None,
    })
}

fn inlines(line: &[Inline], c: char) -> Option<Place> {
    line.iter().find_map(|inline| match inline {
        Inline::Text { text, place } => {
            let before = text.split_once(c)?.0.chars().count() as u32;
            Some(Place { column: place.column + before, ..place.clone() })
        }
        Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { inlines: inner, .. } => {
            inlines(inner, c)
        }
        _ => None,
    })
}
