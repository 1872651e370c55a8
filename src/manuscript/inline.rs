//! Inlines: text split at its bindings, citations, bare addresses; links of three kinds.

use comrak::nodes::{AstNode, NodeLink, NodeValue};

use super::markdown::Source;
use super::{Footnote, Inline, Inlines, Reader, comment};
use crate::binding::{Expression, Masked, Piece};
use crate::config::mend::quoted;
use crate::finding::{Finding, Place};
use crate::quarter::Quarter;
use crate::said;
use crate::words::FILTERS;

/// A line may have this many characters: a PDF cannot hold the words of a bookmark that is longer by far.
const LONGEST: usize = 10_000;

/// The inlines of the children of `node`.
pub(super) fn read<'a>(reader: &mut Reader<'_>, source: &Source<'_>, node: &'a AstNode<'a>) -> Inlines {
    let mut inlines = Vec::new();
    for child in node.children() {
        one(reader, source, child, &mut inlines);
    }
    // The look indents paragraphs; a typed indent would double it.
    if let Some(Inline::Text { text, .. }) = inlines.first_mut() {
        *text = text.trim_start_matches('\u{3000}').to_owned();
    }
    inlines
}

/// The inlines of the children of `node`, which stands inside of another.
fn inside<'a>(reader: &mut Reader<'_>, source: &Source<'_>, node: &'a AstNode<'a>, place: &Place) -> Inlines {
    reader.deeper(place, |reader| read(reader, source, node))
}

fn one<'a>(reader: &mut Reader<'_>, source: &Source<'_>, node: &'a AstNode<'a>, inlines: &mut Inlines) {
    let data = node.data.borrow();
    let place = source.place(data.sourcepos);
    match &data.value {
        NodeValue::Text(text) => self::text(&mut reader.findings, source.masked, text, &place, inlines),
        NodeValue::SoftBreak => inlines.push(Inline::SoftBreak),
        NodeValue::LineBreak => inlines.push(Inline::Break),
        NodeValue::Code(code) => inlines.push(Inline::Code(source.masked.restore(&code.literal))),
        NodeValue::Strong => inlines.push(Inline::Strong(inside(reader, source, node, &place))),
        NodeValue::Emph => inlines.push(Inline::Emphasis(inside(reader, source, node, &place))),
        NodeValue::Escaped => inlines.extend(inside(reader, source, node, &place)),
        NodeValue::Link(link) => self::link(reader, source, node, link, place, inlines),
        NodeValue::FootnoteReference(reference) => {
            inlines.push(Inline::Citation { name: reference.name.clone(), place });
        }
        NodeValue::HtmlInline(html) => comment::inline(reader, html, place),
        NodeValue::Image(_) => reader.findings.push(Finding::error(
            "image-inline",
            place,
            said!("画像は「![…](…)」では置けません。", "Pictures cannot be placed by ![…](…)."),
            said!(
                "「```image」のブロックにid、file、alt、captionを書いてください。",
                "Use a ```image block with id, file, alt and caption."
            ),
        )),
        _ => reader.findings.push(Finding::error(
            "markdown-refused",
            place,
            said!("この書き方は文中では使えません。", "This Markdown cannot be used inside a sentence."),
            said!(
                "強調・コード・リンク・脚注・値の埋め込みで書いてください。",
                "Use emphasis, code, links, footnotes and bindings."
            ),
        )),
    }
}

/// Text cut from the masked source, split at its bindings.
pub(super) fn text(
    findings: &mut Vec<Finding>,
    masked: &Masked,
    text: &str,
    place: &Place,
    inlines: &mut Inlines,
) {
    if text.chars().count() > LONGEST {
        findings.push(Finding::error(
            "text-long",
            place.clone(),
            said!("1行の文が長すぎます。", "This line of text is too long."),
            said!(
                "1行を{LONGEST}字以内に分けてください。",
                "Divide it into lines of at most {LONGEST} characters."
            ),
        ));
        return;
    }
    let mut at = place.clone();
    for piece in masked.split(text) {
        match piece {
            Piece::Text(text) => {
                plain(text, &at, inlines);
                at.column += text.chars().count() as u32;
            }
            Piece::Binding(expression, place, end) => {
                bind(findings, expression, place, inlines);
                at = end;
            }
        }
    }
}

fn bind(findings: &mut Vec<Finding>, source: &str, place: &Place, inlines: &mut Inlines) {
    match Expression::read(source, &FILTERS) {
        Ok(expression) => inlines.push(Inline::Binding { expression, place: place.clone() }),
        Err((what, mend)) => findings.push(Finding::error("binding-unread", place.clone(), what, mend)),
    }
}

/// Text without bindings: citations that comrak knows no definition of, and bare addresses.
fn plain(text: &str, place: &Place, inlines: &mut Inlines) {
    let special = |rest: &str| {
        let citation =
            rest.match_indices("[^").map(|(at, _)| at).find(|&at| citation_end(&rest[at..]).is_some());
        let address = [rest.find("https://"), rest.find("http://")].into_iter().flatten().min();
        [citation, address].into_iter().flatten().min()
    };
    let mut at = place.clone();
    let mut rest = text;
    while let Some(open) = special(rest) {
        push_text(&rest[..open], &mut at, inlines);
        rest = &rest[open..];
        let len = match citation_end(rest) {
            Some(end) => {
                inlines.push(Inline::Citation { name: rest[2..end].to_owned(), place: at.clone() });
                end + 1
            }
            None => {
                let end = address_end(rest);
                let words = Inline::Text { text: rest[..end].to_owned(), place: at.clone() };
                inlines.push(match is_address(&rest[..end]) {
                    true => Inline::Link { href: rest[..end].to_owned(), inlines: vec![words] },
                    false => words,
                });
                end
            }
        };
        at.column += rest[..len].chars().count() as u32;
        rest = &rest[len..];
    }
    push_text(rest, &mut at, inlines);
}

fn push_text(text: &str, at: &mut Place, inlines: &mut Inlines) {
    if !text.is_empty() {
        inlines.push(Inline::Text { text: text.to_owned(), place: at.clone() });
        at.column += text.chars().count() as u32;
    }
}

/// Where `[^name` ends that opens `text`.
fn citation_end(text: &str) -> Option<usize> {
    let name = text.strip_prefix("[^")?;
    let end = name.find(']')?;
    let good = end > 0 && !name[..end].contains(|c: char| c.is_whitespace() || c == '[' || c == '^');
    good.then_some(end + 2)
}

/// An address ends where its ASCII ends; a full stop or bracket that closes the sentence is not part of it.
fn address_end(text: &str) -> usize {
    let legal = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c);
    let end = text.find(|c| !legal(c)).unwrap_or(text.len());
    text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'']).len()
}

/// An address that a reader may follow; no page needs a longer one, and a PDF cannot hold it.
fn is_address(href: &str) -> bool {
    href.len() <= 2_000 && ["https://", "http://", "mailto:"].iter().any(|scheme| href.starts_with(scheme))
}

fn link<'a>(
    reader: &mut Reader<'_>,
    source: &Source<'_>,
    node: &'a AstNode<'a>,
    link: &NodeLink,
    place: Place,
    inlines: &mut Inlines,
) {
    let words = inside(reader, source, node, &place);
    let href = link.url.as_str();
    let known = is_address(href);
    let masked = source.masked.restore(href) != href;
    if let Some((edition, id)) = across(href).filter(|_| words.is_empty() && !masked) {
        inlines.push(Inline::Across { edition, id: id.to_owned(), place });
        return;
    }
    match href.strip_prefix('#') {
        Some(id) if words.is_empty() && !masked => {
            inlines.push(Inline::Reference { id: id.to_owned(), place });
        }
        None if known && !masked && !words.is_empty() => {
            inlines.push(Inline::Link { href: href.to_owned(), inlines: words });
        }
        _ => {
            let href = quoted(&source.masked.restore(href));
            reader.findings.push(Finding::error(
                "link-refused",
                place,
                said!("リンク先「{href}」は使えません。", "This link cannot be used: {href}"),
                said!(
                    "外部へは「[文字列](https://…)」、この版の図表や見出しへは「[](#id)」、ほかの版のものへは「[](2022q3#id)」と書いてください。",
                    "Write [words](https://…) for another page, [](#id) for a table, figure or heading of this edition, and [](2022q3#id) for one of another."
                ),
            ));
        }
    }
}

/// `2022q3#mirai` as an edition and an id of it.
fn across(href: &str) -> Option<(Quarter, &str)> {
    let (edition, id) = href.split_once('#')?;
    Some((edition.parse().ok()?, id))
}

/// A footnote's definition: its source lines stay lines.
pub(super) fn define<'a>(
    reader: &mut Reader<'_>,
    source: &Source<'_>,
    node: &'a AstNode<'a>,
    name: &str,
    place: Place,
) {
    let mut lines = vec![Vec::new()];
    for paragraph in node.children() {
        if !lines.last().is_some_and(Vec::is_empty) {
            lines.push(Vec::new());
        }
        for inline in read(reader, source, paragraph) {
            match inline {
                Inline::SoftBreak | Inline::Break => lines.push(Vec::new()),
                other => lines.last_mut().into_iter().for_each(|line| line.push(other.clone())),
            }
        }
    }
    lines.retain(|line| !line.is_empty());
    let twice = reader.manuscript.footnotes.insert(name.to_owned(), Footnote { lines, place: place.clone() });
    if let Some(first) = twice {
        let line = first.place.line;
        reader.findings.push(Finding::error(
            "footnote-twice",
            place,
            said!(
                "脚注「{name}」は{line}行目でも定義されています。",
                "The footnote “{name}” is also defined in line {line}."
            ),
            said!("どちらかを消すか、名前を変えてください。", "Remove one of them, or rename it."),
        ));
    }
}

/// One line of TOML text (a caption, an alternative) with its bindings; it is never read as Markdown.
pub(super) fn line(reader: &mut Reader<'_>, source: &Source<'_>, text: &str, place: &Place) -> Inlines {
    let mut inlines = Vec::new();
    self::text(&mut reader.findings, source.masked, text, place, &mut inlines);
    inlines
}
