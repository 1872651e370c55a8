//! Passages for the tests of rules: words as typed, and {words} that a binding prints.

use super::{Origin, Passage, Piece, Role};
use crate::binding::Expression;
use crate::finding::{Finding, Place};

/// A passage on line 1 of `m/report.md`. `{…}` is printed by a binding, `≪…≫` by a claim, `¶id¶` is
/// a reference, `<…>` a literal.
pub(super) fn passage(role: Role, text: &str) -> Passage {
    let (mut pieces, mut column, mut rest) = (Vec::new(), 1, text);
    while let Some(open) = rest.chars().next() {
        let inner = &rest[open.len_utf8()..];
        let (words, origin, len) = match close(open).and_then(|close| inner.find(close)) {
            Some(end) => (&inner[..end], origin(open, &inner[..end]), end + 2 * open.len_utf8()),
            None => {
                let end = rest.find(['{', '≪', '¶', '<']).filter(|end| *end > 0).unwrap_or(rest.len());
                (&rest[..end], Origin::Typed, end)
            }
        };
        let place = Place::at("m/report.md", 1, column);
        let text = if open == '¶' { "" } else { words };
        pieces.push(Piece { text: text.to_owned(), place, origin });
        column += rest[..len].chars().count() as u32;
        rest = &rest[len..];
    }
    Passage { role, place: Place::at("m/report.md", 1, 1), pieces }
}

fn close(open: char) -> Option<char> {
    match open {
        '{' => Some('}'),
        '≪' => Some('≫'),
        '¶' => Some('¶'),
        '<' => Some('>'),
        _ => None,
    }
}

fn origin(open: char, words: &str) -> Origin {
    match open {
        '{' => Origin::Bound(Expression::read("quarter.title", &[]).unwrap()),
        '≪' => {
            Origin::Bound(Expression::read(&format!("\"{words}\" | holds(ports[1].rank_up)"), &[]).unwrap())
        }
        '¶' => Origin::Reference(words.to_owned()),
        _ => Origin::Literal,
    }
}

/// A paragraph.
pub(super) fn paragraph(text: &str) -> Passage {
    passage(Role::Paragraph, text)
}

/// The codes of `findings` with their columns.
pub(super) fn told(findings: &[Finding]) -> Vec<(&str, u32)> {
    findings.iter().map(|found| (found.code.as_str(), found.place.column)).collect()
}
