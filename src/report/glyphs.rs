//! Characters that no font has are found here, with their place in the manuscript, before anything is typeset.

use std::collections::BTreeSet;

use super::desk::Desk;
use super::texts::texts as texts_of;
use super::{Report, value};
use crate::binding::is_private;
use crate::config::mend;
use crate::finding::{Finding, Place};
use crate::fonts::is_hidden;
use crate::manuscript::{Block, Inline};
use crate::said;

/// Finds every character of `report` that cannot be printed, each once.
pub(super) fn check(desk: &mut Desk<'_>, report: &Report) {
    let texts = texts_of(report);
    let missing = desk.job.fonts.missing(&texts).into_iter().map(|(_, c)| c);
    // What nobody sees needs no glyph, but makes one name look like another.
    let missing = missing.chain(texts.chars().filter(|c| is_hidden(*c)));
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
        if is_hidden(c) {
            desk.findings.push(hidden(c, &texts, place));
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

/// Finds the characters of an answer, of which `texts` are the texts, that nobody sees.
pub(super) fn check_reply(desk: &mut Desk<'_>, texts: &str) {
    let unseen: BTreeSet<char> =
        texts.chars().filter(|c| is_hidden(*c) || c.is_control() && *c != '\n').collect();
    for c in unseen {
        let place = Place::file("teiten.toml");
        let found = if c.is_control() { control(c as u32, place) } else { hidden(c, texts, place) };
        desk.findings.push(found);
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

/// A character that nobody sees, shown where it stands in its line.
fn hidden(c: char, texts: &str, place: Place) -> Finding {
    let code = c as u32;
    let line = texts.lines().find(|line| line.contains(c)).unwrap_or_default();
    let shown = mend::quoted(&line.replace(c, &format!("〔U+{code:04X}〕")));
    Finding::error(
        "hidden-character",
        place,
        said!(
            "見えない文字（U+{code:04X}）が「{shown}」に含まれています。",
            "There is a character that nobody sees (U+{code:04X}) in “{shown}”."
        ),
        said!(
            "読む人が文字列を取り違えるため、使えません。取り除いてください。原稿になければ、設定の名前（names/ports.csv など）か、データの値にあります。",
            "It makes one text look like another: remove it. If it is not in the manuscript, it is in a name of the configuration (such as names/ports.csv) or in a value of the data."
        ),
    )
}

fn holds(block: &value::Block, c: char) -> bool {
    texts_of(block).contains(c)
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
        Block::Actions(actions) => actions.texts.iter().find_map(|text| written(&text.blocks, c)),
        Block::Table(_) | Block::Chart(_) | Block::Image(_) | Block::References(_) => None,
    })
}

fn inlines(line: &[Inline], c: char) -> Option<Place> {
    line.iter().find_map(|inline| match inline {
        Inline::Text { text, place } => {
            let before = text.split_once(c)?.0.chars().count() as u32;
            Some(Place { column: place.column + before, ..place.clone() })
        }
        Inline::Binding { expression, place } => {
            expression.claim.as_ref().is_some_and(|words| words.contains(c)).then(|| place.clone())
        }
        Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { inlines: inner, .. } => {
            inlines(inner, c)
        }
        _ => None,
    })
}
