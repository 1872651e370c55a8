//! Tokens in place of bindings: U+E000, an index and padding, as many bytes as the binding had.

use crate::finding::{Finding, Place, Places};
use crate::said;

/// Opens a token. Private use is refused in manuscripts, so no text of a writer can hold it.
const TOKEN: char = '\u{E000}';
const TOKEN_LEN: usize = TOKEN.len_utf8();
const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// A text whose bindings are tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Masked {
    /// As long as the source, byte for byte in the same places.
    pub text: String,
    sources: Vec<Source>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Source {
    /// With its braces.
    text: String,
    place: Place,
}

impl Source {
    /// The place after the closing braces, which stand on the same line.
    fn end(&self) -> Place {
        Place { column: self.place.column + self.text.chars().count() as u32, ..self.place.clone() }
    }
}

/// A piece of a masked text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text between bindings.
    Text(&'a str),
    /// What stands between the braces, where they open, and where the text after them begins.
    Binding(&'a str, &'a Place, Place),
}

/// Masks the bindings of `source`, the content of `file`. What cannot be a binding is told in `findings`.
pub fn mask(file: &str, source: &str, findings: &mut Vec<Finding>) -> Masked {
    let mut masked = Masked { text: String::with_capacity(source.len()), sources: Vec::new() };
    let mut places = Places::new(file, source);
    let (mut at, mut line_end, mut closes) = (0, 0, true);
    while let Some(found) = source[at..].find("{{") {
        let open = at + found;
        masked.text.push_str(&source[at..open]);
        if open >= line_end {
            line_end = source[open..].find('\n').map_or(source.len(), |end| open + end);
            closes = true;
        }
        let end = if closes { source[open..line_end].find("}}") } else { None };
        match end.map(|end| open + end + 2) {
            Some(end) => {
                masked.push(&source[open..end], places.at(open), findings);
                at = end;
            }
            None => {
                // Nothing further on this line is closed either; that is told once.
                if closes {
                    findings.push(unclosed(places.at(open)));
                }
                closes = false;
                masked.text.push_str("((");
                at = open + 2;
            }
        }
    }
    masked.text.push_str(&source[at..]);
    full_width(file, source, findings);
    private_use(file, source, findings);
    masked
}

impl Masked {
    fn push(&mut self, text: &str, place: Place, findings: &mut Vec<Finding>) {
        let index = self.sources.len();
        let (high, low) = (DIGITS.get(index / 36), DIGITS[index % 36]);
        match high {
            Some(&high) if text.len() >= TOKEN_LEN + 2 => {
                self.text.push(TOKEN);
                self.text.push(high.into());
                self.text.push(low.into());
                self.text.extend(std::iter::repeat_n('x', text.len() - TOKEN_LEN - 2));
                self.sources.push(Source { text: text.to_owned(), place });
            }
            _ => {
                findings.push(if high.is_some() { empty(place) } else { uncountable(place) });
                self.text.extend(std::iter::repeat_n('x', text.len()));
            }
        }
    }

    /// The pieces of `text`, which was cut from the masked text.
    pub fn split<'a>(&'a self, text: &'a str) -> Vec<Piece<'a>> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find(TOKEN) {
            if open > 0 {
                pieces.push(Piece::Text(&rest[..open]));
            }
            let Some((source, len)) = self.source(&rest[open..]) else { break };
            pieces.push(Piece::Binding(
                source.text[2..source.text.len() - 2].trim(),
                &source.place,
                source.end(),
            ));
            rest = &rest[open + len..];
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest));
        }
        pieces
    }

    /// The source of `text`, a literal cut from the masked text.
    pub fn restore(&self, text: &str) -> String {
        let mut restored = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(open) = rest.find(TOKEN) {
            restored.push_str(&rest[..open]);
            let Some((source, len)) = self.source(&rest[open..]) else { break };
            restored.push_str(&source.text);
            rest = &rest[open + len..];
        }
        restored + rest
    }

    /// The binding whose token opens `text`, and the token's length.
    fn source(&self, text: &str) -> Option<(&Source, usize)> {
        let digit = |at: usize| {
            let byte = text.as_bytes().get(TOKEN_LEN + at)?;
            DIGITS.iter().position(|digit| digit == byte)
        };
        let source = self.sources.get(digit(0)? * 36 + digit(1)?)?;
        text.is_char_boundary(source.text.len()).then_some((source, source.text.len()))
    }
}

fn unclosed(place: Place) -> Finding {
    Finding::error(
        "binding-unclosed",
        place,
        said!(
            "「{{{{」に対応する「}}}}」が同じ行にありません。",
            "This “{{{{” has no “}}}}” on the same line."
        ),
        said!(
            "行末までに「}}}}」で閉じてください。波かっこをそのまま表示するときは「\\{{\\{{」と書きます。",
            "Close it with “}}}}” before the end of the line, or write “\\{{\\{{” for the braces themselves."
        ),
    )
}

fn empty(place: Place) -> Finding {
    Finding::error(
        "binding-empty",
        place,
        said!("値の埋め込みが空です。", "This binding is empty."),
        said!(
            "「{{{{ quarter.title }}}}」のように、値の名前を書いてください。",
            "Name a value, such as “{{{{ quarter.title }}}}”."
        ),
    )
}

fn uncountable(place: Place) -> Finding {
    Finding::error(
        "binding-uncountable",
        place,
        said!(
            "値の埋め込みが、原稿1ファイルの上限（1,296か所）を超えています。",
            "This file has more than 1,296 bindings."
        ),
        said!(
            "原稿を複数のファイル（report/*.md）に分けてください。",
            "Split the manuscript into several files (report/*.md)."
        ),
    )
}

/// An input method's full-width braces look like a binding and are none.
fn full_width(file: &str, source: &str, findings: &mut Vec<Finding>) {
    let mut places = Places::new(file, source);
    for (offset, _) in source.match_indices("｛｛") {
        findings.push(Finding::error(
            "binding-full-width",
            places.at(offset),
            said!("全角の「｛｛」は値の埋め込みになりません。", "Full-width “｛｛” opens no binding."),
            said!(
                "「{{{{」「}}}}」「|」「\"」をいずれも半角で入力してください。",
                "Type “{{{{”, “}}}}”, “|” and “\"” in half width."
            ),
        ));
    }
}

/// Whether `c` means what its font says and nothing else.
pub fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}')
}

fn private_use(file: &str, source: &str, findings: &mut Vec<Finding>) {
    let mut places = Places::new(file, source);
    for (offset, c) in source.char_indices().filter(|(_, c)| is_private(*c)) {
        let code = c as u32;
        findings.push(Finding::error(
            "private-character",
            places.at(offset),
            said!("外字（U+{code:04X}）は使えません。", "Private-use character U+{code:04X} cannot be used."),
            said!("Unicodeに登録された文字に置き換えてください。", "Replace it by a character of Unicode."),
        ));
    }
}
