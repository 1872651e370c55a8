//! Markdown into blocks: what CommonMark and GFM tables know, by an allow-list; anything else is told, never dropped.

use comrak::nodes::{AstNode, ListType, NodeCodeBlock, NodeList, NodeValue, Sourcepos, TableAlignment};
use comrak::{Arena, Options, parse_document};

use super::{
    Alignment, Block, Heading, Inline, Inlines, List, Paragraph, Reader, Written, block, comment, inline,
};
use crate::binding::{Masked, mask};
use crate::config::Value;
use crate::finding::{Finding, Place, Said};
use crate::said;

/// A source that is being read.
pub(super) struct Source<'s> {
    pub(super) file: &'s str,
    pub(super) masked: &'s Masked,
    lines: Vec<&'s str>,
}

impl Source<'_> {
    /// Where a node begins.
    pub(super) fn place(&self, position: Sourcepos) -> Place {
        self.place_at(position.start.line, position.start.column)
    }

    /// A line from 1 and a column from 1 in bytes, as a place in characters.
    pub(super) fn place_at(&self, line: usize, column: usize) -> Place {
        let text = line.checked_sub(1).and_then(|line| self.lines.get(line)).copied().unwrap_or("");
        let before = &text[..text.floor_char_boundary(column.saturating_sub(1))];
        Place::at(self.file, line as u32, before.chars().count() as u32 + 1)
    }
}

pub(super) fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.footnotes = true;
    options.extension.cjk_friendly_emphasis = true;
    options.parse.leave_footnote_definitions = true;
    options
}

/// Reads the Markdown `text` of `file`.
pub(super) fn read(reader: &mut Reader<'_>, file: &str, text: &str) -> Vec<Block> {
    let masked = mask(file, text, &mut reader.findings);
    // Masking keeps every byte where it is, so that places are counted in what staff wrote.
    let source = Source { file, masked: &masked, lines: text.lines().collect() };
    let arena = Arena::new();
    let root = parse_document(&arena, &masked.text, &options());
    let mut blocks = Vec::new();
    children(reader, &source, root, &mut blocks);
    blocks
}

/// The blocks of the children of `node`, appended to `blocks`.
fn children<'a>(
    reader: &mut Reader<'_>,
    source: &Source<'_>,
    node: &'a AstNode<'a>,
    blocks: &mut Vec<Block>,
) {
    for child in node.children() {
        one(reader, source, child, blocks);
    }
}

fn one<'a>(reader: &mut Reader<'_>, source: &Source<'_>, node: &'a AstNode<'a>, blocks: &mut Vec<Block>) {
    let data = node.data.borrow();
    let place = source.place(data.sourcepos);
    match &data.value {
        NodeValue::Paragraph => paragraph(reader, source, node, place, blocks),
        NodeValue::Heading(heading) => {
            let heading = self::heading(reader, source, node, heading.level, place);
            blocks.push(Block::Heading(heading));
        }
        NodeValue::List(list) => {
            let list =
                reader.deeper(&place, |reader| Some(self::list(reader, source, node, list, place.clone())));
            blocks.extend(list.map(Block::List));
        }
        NodeValue::BlockQuote => reader.deeper(&place, |reader| quote(reader, source, node, blocks)),
        NodeValue::Table(table) => {
            blocks.push(Block::Written(written(reader, source, node, &table.alignments, place)));
        }
        NodeValue::CodeBlock(code) => fence(reader, source, code, data.sourcepos, blocks),
        NodeValue::HtmlBlock(html) => comment::block(reader, &html.literal, place),
        NodeValue::FootnoteDefinition(definition) => {
            inline::define(reader, source, node, &definition.name, place);
        }
        other => reader.findings.push(refused(other, place)),
    }
}

fn paragraph<'a>(
    reader: &mut Reader<'_>,
    source: &Source<'_>,
    node: &'a AstNode<'a>,
    place: Place,
    blocks: &mut Vec<Block>,
) {
    let inlines = inline::read(reader, source, node);
    match inlines.as_slice() {
        [] => {}
        [Inline::Reference { id, .. }] if id == "references" => blocks.push(Block::References(place)),
        _ => blocks.push(Block::Paragraph(Paragraph { inlines, place })),
    }
}

fn heading<'a>(
    reader: &mut Reader<'_>,
    source: &Source<'_>,
    node: &'a AstNode<'a>,
    level: u8,
    place: Place,
) -> Heading {
    let mut inlines = inline::read(reader, source, node);
    let id = heading_id(&mut inlines).and_then(|id| block::claimed(reader, id, &place));
    if level > 3 {
        reader.findings.push(Finding::error(
            "heading-deep",
            place.clone(),
            said!("見出しは「###」までです。", "Headings go down to ###."),
            said!("見出しの段を浅くしてください。", "Raise the heading."),
        ));
    }
    Heading { level: level.min(3), id, inlines, place }
}

/// Takes `{#id}` off the end of a heading.
fn heading_id(inlines: &mut Inlines) -> Option<Value<String>> {
    let Some(Inline::Text { text, place }) = inlines.last_mut() else { return None };
    let open = text.rfind("{#")?;
    let id = text[open..].strip_prefix("{#")?.strip_suffix('}')?.to_owned();
    let column = place.column + text[..open].chars().count() as u32 + 2;
    let id = Value { value: id, place: Place { column, ..place.clone() } };
    text.truncate(open);
    let kept = text.trim_end().len();
    text.truncate(kept);
    Some(id)
}

fn list<'a>(
    reader: &mut Reader<'_>,
    source: &Source<'_>,
    node: &'a AstNode<'a>,
    list: &NodeList,
    place: Place,
) -> List {
    let start = (list.list_type == ListType::Ordered).then_some(list.start as u32);
    let items = node.children().map(|item| self::item(reader, source, item)).collect();
    List { start, items, place }
}

/// An item holds text; what is numbered stands outside of lists, where it is counted.
fn item<'a>(reader: &mut Reader<'_>, source: &Source<'_>, node: &'a AstNode<'a>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for child in node.children() {
        let mut inner = Vec::new();
        one(reader, source, child, &mut inner);
        if inner.iter().any(|block| !matches!(block, Block::Paragraph(_) | Block::List(_) | Block::Quote(_)))
        {
            reader.findings.push(Finding::error(
                "list-block",
                source.place(child.data.borrow().sourcepos),
                said!(
                    "箇条書きの中には段落・箇条書き・引用だけを書けます。",
                    "Lists hold paragraphs, lists and quotations only."
                ),
                said!(
                    "見出し・表・図は箇条書きの外に出してください。",
                    "Move headings, tables and figures out of the list."
                ),
            ));
            continue;
        }
        blocks.extend(inner);
    }
    blocks
}

/// A quotation, or, where it begins with ※, the note of the block before it.
fn quote<'a>(reader: &mut Reader<'_>, source: &Source<'_>, node: &'a AstNode<'a>, blocks: &mut Vec<Block>) {
    let mut inner = Vec::new();
    children(reader, source, node, &mut inner);
    let mut paragraphs = Vec::new();
    for block in inner {
        match block {
            Block::Paragraph(paragraph) => paragraphs.push(paragraph),
            _ => reader.findings.push(Finding::error(
                "quote-block",
                source.place(node.data.borrow().sourcepos),
                said!(
                    "引用と注（※）の中には段落だけを書けます。",
                    "Quotations and ※ notes hold paragraphs only."
                ),
                said!(
                    "表や箇条書きは引用の外に出してください。",
                    "Move tables and lists out of the quotation."
                ),
            )),
        }
    }
    let is_note = paragraphs.first().is_some_and(|first| opens_with_mark(&first.inlines));
    match blocks.last_mut().and_then(notes_of) {
        Some(notes) if is_note => notes.extend(paragraphs),
        _ => blocks.push(Block::Quote(paragraphs)),
    }
}

fn opens_with_mark(inlines: &[Inline]) -> bool {
    matches!(inlines.first(), Some(Inline::Text { text, .. }) if text.starts_with('※'))
}

fn notes_of(block: &mut Block) -> Option<&mut Vec<Paragraph>> {
    match block {
        Block::Table(table) => Some(&mut table.notes),
        Block::Chart(chart) => Some(&mut chart.notes),
        Block::Image(image) => Some(&mut image.notes),
        Block::Written(written) => Some(&mut written.notes),
        _ => None,
    }
}

fn written<'a>(
    reader: &mut Reader<'_>,
    source: &Source<'_>,
    node: &'a AstNode<'a>,
    alignments: &[TableAlignment],
    place: Place,
) -> Written {
    let cells = |reader: &mut Reader<'_>, row: &'a AstNode<'a>| -> Vec<Inlines> {
        row.children().map(|cell| inline::read(reader, source, cell)).collect()
    };
    let mut rows: Vec<_> = node.children().map(|row| cells(reader, row)).collect();
    let header = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
    let alignments = alignments.iter().map(|alignment| match alignment {
        TableAlignment::Right => Alignment::Right,
        TableAlignment::Center => Alignment::Center,
        TableAlignment::Left | TableAlignment::None => Alignment::Left,
    });
    Written { header, alignments: alignments.collect(), rows, notes: Vec::new(), place }
}

fn fence(
    reader: &mut Reader<'_>,
    source: &Source<'_>,
    code: &NodeCodeBlock,
    position: Sourcepos,
    blocks: &mut Vec<Block>,
) {
    let place = source.place(position);
    if code.fenced && !code.closed {
        reader.manuscript.cut = true;
        reader.findings.push(Finding::error(
            "fence-open",
            place,
            said!("このブロックは閉じられていません。", "This block is never closed."),
            said!("ブロックの終わりに「```」だけの行を置いてください。", "End it with a line of ``` alone."),
        ));
        return;
    }
    // The TOML begins on the line after the fence, indented as far as the fence is.
    let column = place.column;
    let body = block::Body { text: &code.literal, line: place.line + 1, column };
    block::read(reader, source, code.info.trim(), &body, place, blocks);
}

/// 要点: a list that stands before everything else is taken off the blocks.
pub(super) fn summary(reader: &mut Reader<'_>, blocks: &mut Vec<Block>) -> Vec<Paragraph> {
    if !matches!(blocks.first(), Some(Block::List(List { start: None, .. }))) {
        return Vec::new();
    }
    let Block::List(list) = blocks.remove(0) else { return Vec::new() };
    let place = &list.place;
    let mut points = Vec::new();
    for item in list.items {
        if !matches!(item[..], [Block::Paragraph(_)]) {
            reader.findings.push(Finding::error(
                "summary-item",
                place.clone(),
                said!("要点の各項目は一つの段落にしてください。", "Each key point is one paragraph."),
                said!("入れ子の箇条書きや表を外してください。", "Take nested lists and tables out."),
            ));
        }
        // What is wrong with an item does not change how many there are.
        let paragraphs = item.into_iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph),
            _ => None,
        });
        points.extend(paragraphs.take(1));
    }
    points
}

fn refused(value: &NodeValue, place: Place) -> Finding {
    let what: Said = match value {
        NodeValue::ThematicBreak => said!("区切り線は使えません。", "Rules across the page cannot be used."),
        _ => said!("この書き方は原稿では使えません。", "This Markdown cannot be used in a manuscript."),
    };
    Finding::error(
        "markdown-refused",
        place,
        what,
        said!(
            "見出し・段落・箇条書き・表・引用・ブロックで書いてください。",
            "Use headings, paragraphs, lists, tables, quotations and blocks."
        ),
    )
}
