//! A manuscript's file cut into pieces as staff wrote them: headings, fenced blocks, paragraphs, each with its source.
//!
//! Comes in: a text. Goes out: its pieces, which put together with empty lines between them say the same. It resolves
//! nothing and finds no fault.

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, parse_document};

use super::markdown;
use crate::binding::mask;

/// A piece of a manuscript's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: PieceKind,
    /// Its source, without the empty lines around it.
    pub text: String,
    /// The line, from 1, at which it begins.
    pub line: usize,
    /// The lines at which the items of a list begin.
    pub items: Vec<usize>,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// A heading of this level.
    Heading(u8),
    /// A fenced block of this kind: `table`, `chart`, `image`, `text`.
    Block(String),
    /// A paragraph.
    Paragraph,
    /// A list, with the source of each of its items behind their marks.
    List(Vec<String>),
    /// A quotation or ※ notes.
    Quote,
    /// The definition of the footnote of this name.
    Footnote(String),
    /// A comment between writers.
    Comment,
    /// A table that was written by hand.
    Written,
    /// What a manuscript cannot hold.
    Other,
}

/// The pieces of `text` in their order.
pub fn pieces(text: &str) -> Vec<Piece> {
    // Bindings are masked, so that nothing in them is Markdown; every byte stays where it is.
    let masked = mask("", text, &mut Vec::new());
    let arena = Arena::new();
    let root = parse_document(&arena, &masked.text, &markdown::options());
    let lines: Vec<_> = text.lines().collect();
    let piece = |(node, line, text): (_, usize, String)| Piece {
        kind: kind(node, &lines),
        text: text.trim().to_owned(),
        line,
        items: items(node, &lines).into_iter().map(|(line, _)| line).collect(),
    };
    sources(root, &lines).into_iter().map(piece).collect()
}

/// The children of `node`, the line at which each begins, and its lines, down to where the next begins.
fn sources<'a>(node: &'a AstNode<'a>, lines: &[&str]) -> Vec<(&'a AstNode<'a>, usize, String)> {
    let end = match &node.data.borrow().value {
        NodeValue::Document => lines.len(),
        _ => node.data.borrow().sourcepos.end.line.min(lines.len()),
    };
    let mut children: Vec<_> = node.children().collect();
    children.sort_by_key(|child| child.data.borrow().sourcepos.start.line);
    let begins: Vec<_> =
        children.iter().map(|child| child.data.borrow().sourcepos.start.line.saturating_sub(1)).collect();
    let ends = begins.iter().skip(1).copied().chain([end]).collect::<Vec<_>>();
    let cut = |(at, child): (usize, &'a AstNode<'a>)| {
        let text = lines.get(begins[at]..ends[at].max(begins[at])).unwrap_or_default().join("\n");
        (child, begins[at] + 1, text)
    };
    children.into_iter().enumerate().map(cut).collect()
}

fn kind<'a>(node: &'a AstNode<'a>, lines: &[&str]) -> PieceKind {
    match &node.data.borrow().value {
        NodeValue::Heading(heading) => PieceKind::Heading(heading.level),
        NodeValue::CodeBlock(code) => PieceKind::Block(code.info.trim().to_owned()),
        NodeValue::Paragraph => PieceKind::Paragraph,
        NodeValue::List(_) => {
            PieceKind::List(items(node, lines).into_iter().map(|(_, text)| unmarked(&text)).collect())
        }
        NodeValue::BlockQuote => PieceKind::Quote,
        NodeValue::FootnoteDefinition(definition) => PieceKind::Footnote(definition.name.clone()),
        NodeValue::HtmlBlock(_) => PieceKind::Comment,
        NodeValue::Table(_) => PieceKind::Written,
        _ => PieceKind::Other,
    }
}

/// The items of a list, each with the line at which it begins; none of anything else.
fn items<'a>(node: &'a AstNode<'a>, lines: &[&str]) -> Vec<(usize, String)> {
    match &node.data.borrow().value {
        NodeValue::List(_) => sources(node, lines).into_iter().map(|(_, line, text)| (line, text)).collect(),
        _ => Vec::new(),
    }
}

/// An item without its mark: `-`, `*`, `+` or a number.
fn unmarked(item: &str) -> String {
    let item = item.trim();
    let digits = item.trim_start_matches(|c: char| c.is_ascii_digit());
    item.strip_prefix(['-', '*', '+'])
        .or_else(|| digits.strip_prefix(['.', ')']))
        .unwrap_or(item)
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manuscript_is_the_sum_of_its_pieces() {
        let text = "\
- 一つ目は{{ a[1].label }}です。
- 二つ目

# 概況 {#overview}

```chart
id = \"x\"

finding = \"{{ x.rank | number }}\"
```

> ※注[^iana]。
>
> ※別の注。

段落の
続き<!-- 中の注 -->。

<!-- 長い

注 -->

| a | b |
|---|---|
| 1 | {{ x }} |

[^iana]: 発行者
    題名
    https://www.example.jp/

終わり。";
        let pieces = pieces(text);
        let kinds: Vec<_> = pieces.iter().map(|piece| piece.kind.clone()).collect();
        let items = vec!["一つ目は{{ a[1].label }}です。".to_owned(), "二つ目".to_owned()];
        use PieceKind::*;
        let expected = vec![
            List(items),
            Heading(1),
            Block("chart".to_owned()),
            Quote,
            Paragraph,
            Comment,
            Written,
            Footnote("iana".to_owned()),
            Paragraph,
        ];
        assert_eq!(kinds, expected);
        assert!(pieces[4].text.ends_with("<!-- 中の注 -->。"), "{:?}", pieces[4]);
        assert_eq!((pieces[0].items.as_slice(), pieces[4].line), (&[1, 2][..], 16));
        let joined = pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join("\n\n");
        assert_eq!(joined, text);
    }
}
