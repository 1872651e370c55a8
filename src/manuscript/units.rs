//! A manuscript as who translates it reads it: headings, paragraphs, items, notes and blocks one after the other, each
//! with its source and its place.
//!
//! Comes in: an edition and a language. Goes out: its units. It resolves nothing and finds no fault.

use super::{Piece, PieceKind, Reader, pieces, shown};
use crate::config::{Edition, Site};
use crate::finding::Place;
use crate::lang::Lang;

/// Something that is translated as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// What it is: `heading-1`, `paragraph`, `item`, `quote`, `table`, `note` or a kind of block.
    pub kind: String,
    /// The id of a block, which is the same in all languages.
    pub key: Option<String>,
    /// Its source, comments left out.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// The units of the manuscript of `edition` in `lang`; none where there is none.
pub fn units(site: &Site, edition: &Edition, lang: &Lang) -> Vec<Unit> {
    let mut reader = Reader::new(site, edition, lang);
    let mut units = Vec::new();
    for file in reader.files() {
        let Some(source) = reader.source(&file) else { continue };
        let name = shown(&site.root, &file);
        units.extend(pieces(&source).into_iter().flat_map(|piece| of_piece(piece, &name)));
    }
    units
}

fn of_piece(piece: Piece, file: &str) -> Vec<Unit> {
    let Piece { kind, text, line, items } = piece;
    let unit = |kind: &str, key: Option<String>, text: &str, line: usize| Unit {
        kind: kind.to_owned(),
        key,
        text: without_comments(text),
        place: Place::at(file, u32::try_from(line).unwrap_or(u32::MAX), 1),
    };
    match kind {
        PieceKind::Heading(level) => vec![unit(&format!("heading-{level}"), None, &text, line)],
        PieceKind::Block(kind) => vec![unit(&kind, id(&text), &text, line)],
        PieceKind::Footnote(name) => vec![unit("note", Some(name), &text, line)],
        PieceKind::List(texts) => {
            items.iter().zip(texts).map(|(line, text)| unit("item", None, &text, *line)).collect()
        }
        PieceKind::Paragraph => vec![unit("paragraph", None, &text, line)],
        PieceKind::Quote => vec![unit("quote", None, &text, line)],
        PieceKind::Written => vec![unit("table", None, &text, line)],
        PieceKind::Comment | PieceKind::Other => Vec::new(),
    }
}

/// The id that a block gives itself.
fn id(block: &str) -> Option<String> {
    let value =
        |line: &str| line.trim().strip_prefix("id")?.trim_start().strip_prefix('=').map(str::to_owned);
    let quoted = block.lines().find_map(value)?;
    quoted.split(['"', '\'']).nth(1).map(str::to_owned)
}

/// `text` without what writers say to each other.
fn without_comments(text: &str) -> String {
    let (mut kept, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_told_with_their_places() {
        let text = "- 一\n- 二<!-- 校閲: x y -->\n\n# 章\n\n段落\n\n```chart\nid = \"days\"\n```\n\n> ※注\n";
        let units: Vec<_> = pieces(text).into_iter().flat_map(|piece| of_piece(piece, "report.md")).collect();
        let told: Vec<_> = units
            .iter()
            .map(|unit| {
                format!("{} {} {}", unit.place.line, unit.kind, unit.key.as_deref().unwrap_or(&unit.text))
            })
            .collect();
        let expected = [
            "1 item 一",
            "2 item 二",
            "4 heading-1 # 章",
            "6 paragraph 段落",
            "8 chart days",
            "12 quote > ※注",
        ];
        assert_eq!(told, expected);
    }
}
