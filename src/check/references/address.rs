//! The form of addresses: a scheme, no spaces, no full-width characters, nothing of the sentence behind it.

use std::sync::LazyLock;

use regex::Regex;

use super::{Origin, Passage};
use crate::check::pattern::{hits, pattern};
use crate::finding::{Finding, Place};
use crate::manuscript::{Block, Inline, Manuscript};
use crate::said;

/// What looks like an address and was not read as one: another scheme, a slash too few, none at all.
static BROKEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?<at>(?i:h?t?tt?ps?|hxxps?)(?:[:：;][/／]{1,3}|[/／]{2})[^\s。、）」\p{Han}\p{Hiragana}\p{Katakana}]*)|(?:^|[^A-Za-z0-9./@-])(?<at2>www\.[a-z0-9-]+\.[a-z0-9.-]*[a-z][^\s。、）」\p{Han}\p{Hiragana}\p{Katakana}]*)",
    )
});

/// What goes on behind an address that ended too early.
const FULL_WIDTH: [char; 10] = ['／', '：', '．', '＃', '？', '＝', '＆', '－', '＿', '％'];

/// Addresses that somebody typed into `passage`.
pub(super) fn in_passage(passage: &Passage) -> Vec<Finding> {
    let text = passage.text();
    let broken = hits(passage, &text, &BROKEN).into_iter();
    let broken = broken.filter(|hit| !hit.before.ends_with(|c: char| c.is_ascii_alphanumeric()));
    let mut findings: Vec<_> = broken.map(|hit| finding(hit.words(), hit.place)).collect();
    let mut pieces = passage.pieces.iter().peekable();
    let mut before = None;
    while let Some(piece) = pieces.next() {
        if piece.origin == Origin::Literal && piece.text.contains("://") {
            let after =
                pieces.peek().filter(|next| next.origin.is_typed()).map_or("", |next| next.text.as_str());
            let goes_on = after.starts_with(FULL_WIDTH);
            let glued = before.is_some_and(|c: char| c.is_ascii_alphabetic());
            if goes_on || glued || piece.text.ends_with("://") {
                let seen: String = after.chars().take_while(|c| !c.is_whitespace()).take(8).collect();
                findings.push(finding(&format!("{}{seen}", piece.text), piece.place.clone()));
            }
        }
        before = piece.text.chars().next_back().filter(|_| piece.origin.is_typed());
    }
    findings
}

/// Addresses of links with words of their own.
pub(super) fn in_links(manuscript: &Manuscript) -> Vec<Finding> {
    let mut findings = Vec::new();
    for block in &manuscript.blocks {
        in_block(block, &mut findings);
    }
    findings
}

fn in_block(block: &Block, findings: &mut Vec<Finding>) {
    match block {
        Block::Paragraph(paragraph) => in_inlines(&paragraph.inlines, findings),
        Block::List(list) => list.items.iter().flatten().for_each(|block| in_block(block, findings)),
        Block::Quote(paragraphs) => {
            paragraphs.iter().for_each(|paragraph| in_inlines(&paragraph.inlines, findings))
        }
        _ => {}
    }
}

fn in_inlines(inlines: &[Inline], findings: &mut Vec<Finding>) {
    for inline in inlines {
        match inline {
            Inline::Link { href, .. } if is_broken(href) => {
                let place = inline.place().cloned().unwrap_or_default();
                findings.push(finding(href, place));
            }
            Inline::Strong(inner) | Inline::Emphasis(inner) => in_inlines(inner, findings),
            _ => {}
        }
    }
}

/// Whether the address of a link has something in it that is not its own.
fn is_broken(href: &str) -> bool {
    let foreign = |c: char| c.is_whitespace() || "。、，．（）「」［］／：".contains(c);
    let (open, close) = (href.matches('(').count(), href.matches(')').count());
    href.contains(foreign) || href.ends_with(['.', ',', ';']) || close > open || href.ends_with("://")
}

fn finding(address: &str, place: Place) -> Finding {
    Finding::warning(
        "address-form",
        place,
        said!("URL「{address}」の形が正しくありません。", "The address “{address}” is not well formed."),
        said!(
            "「https://」から始まる半角の文字だけで、空白を入れずに書き、前後の句読点やかっこは外に出してください。",
            "Begin with “https://”, in half-width characters without spaces; leave punctuation and brackets outside."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fixture::{paragraph, told};

    #[test]
    fn addresses_are_whole() {
        for (text, expected) in [
            ("詳細はhttps:/www.example.jp/をご覧", vec![("address-form", 4)]),
            ("詳細はttps://www.example.jp/", vec![("address-form", 4)]),
            ("詳細はhttp：//www.example.jp/", vec![("address-form", 4)]),
            ("詳細はHTTPS://www.example.jp/", vec![("address-form", 4)]),
            ("詳細はwww.example.jp/reportを", vec![("address-form", 4)]),
            ("h<https://www.example.jp/>", vec![("address-form", 2)]),
            ("<https://www.example.jp>／report", vec![("address-form", 1)]),
            ("<https://> www.example.jp", vec![("address-form", 12), ("address-form", 1)]),
            ("<https://www.example.jp/>をご覧ください。", vec![]),
            ("httpやhttpsのサービス、80/TCP（http）、http-alt", vec![]),
        ] {
            assert_eq!(told(&in_passage(&paragraph(text))), expected, "{text}");
        }
        for (href, broken) in [
            ("https://www.example.jp/。", true),
            ("https://www.example.jp/)", true),
            ("https://www.example.jp/ report", true),
            ("https://ja.example.org/wiki/A_(b)", false),
            ("https://www.example.jp/report", false),
        ] {
            assert_eq!(is_broken(href), broken, "{href}");
        }
    }
}
