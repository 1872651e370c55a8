//! The prose of a manuscript as its readers will see it: bindings as they print, each piece with its place and origin.

use std::collections::BTreeMap;

use crate::binding::Expression;
use crate::finding::Place;
use crate::manuscript::{Block, Inline, Manuscript, Paragraph};

/// Where a passage stands in the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// A point of the summary.
    Summary,
    /// A heading.
    Heading,
    /// A paragraph of the body or of a list.
    Paragraph,
    /// A paragraph of a quotation: a ※ note.
    Note,
    /// A cell of a table that was written by hand.
    Cell,
    /// The caption of a block, by its id.
    Caption(String),
    /// What the analyst says a chart shows, by its id.
    Finding(String),
    /// The text alternative of a picture, by its id.
    Alternative(String),
    /// Who made a picture, by its id.
    Credit(String),
    /// The definition of a reference, by its name.
    Footnote(String),
    /// A text that closes the report, by its id.
    Closing(String),
}

/// Where the words of a piece come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Somebody typed them.
    Typed,
    /// A binding prints them.
    Bound(Expression),
    /// A reference to a block or heading, by its id; it has no words here.
    Reference(String),
    /// A citation, by the name of its reference; it has no words here.
    Citation(String),
    /// A literal or a bare address: nobody reads it as prose.
    Literal,
}

impl Origin {
    /// Whether somebody chose the words: in the open, or as a claim that stands while its condition is true.
    pub fn is_typed(&self) -> bool {
        match self {
            Self::Typed => true,
            Self::Bound(expression) => expression.claim.is_some(),
            _ => false,
        }
    }
}

/// A piece of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its words.
    pub text: String,
    /// Where it begins; of a literal, where its passage does.
    pub place: Place,
    /// Where the words come from.
    pub origin: Origin,
}

/// Words that are read in one go: a paragraph, a heading, a caption.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands in the report.
    pub role: Role,
    /// Where it begins.
    pub place: Place,
    /// Its pieces in order.
    pub pieces: Vec<Piece>,
}

impl Passage {
    /// All of its words.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }

    /// The piece that has byte `offset` of [`Passage::text`], and the place of that byte; a binding is one place.
    pub fn at(&self, offset: usize) -> Option<(&Piece, Place)> {
        let mut begins = 0;
        for piece in &self.pieces {
            if let Some(before) = offset.checked_sub(begins).and_then(|inside| piece.text.get(..inside))
                && before.len() < piece.text.len()
            {
                let typed = piece.origin == Origin::Typed;
                let column = piece.place.column + if typed { before.chars().count() as u32 } else { 0 };
                return Some((piece, Place { column, ..piece.place.clone() }));
            }
            begins += piece.text.len();
        }
        None
    }
}

/// Every passage of `manuscript`, in the order of the report; `prints` are the words of its bindings.
pub fn passages(manuscript: &Manuscript, prints: &BTreeMap<Place, String>) -> Vec<Passage> {
    let mut reader = Reader { prints, passages: Vec::new() };
    reader.paragraphs(&Role::Summary, &manuscript.summary);
    reader.blocks(&manuscript.blocks);
    for text in &manuscript.closing {
        reader.paragraphs(&Role::Closing(text.id.clone()), &text.paragraphs);
    }
    for (name, footnote) in &manuscript.footnotes {
        for line in &footnote.lines {
            reader.passage(Role::Footnote(name.clone()), &footnote.place, line);
        }
    }
    reader.passages
}

struct Reader<'a> {
    prints: &'a BTreeMap<Place, String>,
    passages: Vec<Passage>,
}

impl Reader<'_> {
    fn passage(&mut self, role: Role, place: &Place, inlines: &[Inline]) {
        let mut pieces = Vec::new();
        self.pieces(place, inlines, &mut pieces);
        let place = pieces.first().map_or_else(|| place.clone(), |piece| piece.place.clone());
        self.passages.push(Passage { role, place, pieces });
    }

    fn paragraphs(&mut self, role: &Role, paragraphs: &[Paragraph]) {
        for paragraph in paragraphs {
            self.passage(role.clone(), &paragraph.place, &paragraph.inlines);
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => self.passage(Role::Heading, &heading.place, &heading.inlines),
            Block::Paragraph(own) => self.passage(Role::Paragraph, &own.place, &own.inlines),
            Block::List(list) => list.items.iter().for_each(|item| self.blocks(item)),
            Block::Quote(paragraphs) => self.paragraphs(&Role::Note, paragraphs),
            Block::Written(table) => {
                let cells = table.header.iter().chain(table.rows.iter().flatten());
                cells.for_each(|cell| self.passage(Role::Cell, &table.place, cell));
                self.paragraphs(&Role::Note, &table.notes);
            }
            Block::Table(table) => {
                self.part(Role::Caption(table.id.clone()), &table.place, table.caption.as_ref());
                self.paragraphs(&Role::Note, &table.notes);
            }
            Block::Chart(chart) => {
                self.part(Role::Caption(chart.id.clone()), &chart.place, chart.caption.as_ref());
                self.part(Role::Finding(chart.id.clone()), &chart.place, chart.finding.as_ref());
                self.paragraphs(&Role::Note, &chart.notes);
            }
            Block::Image(image) => {
                self.part(Role::Caption(image.id.clone()), &image.place, Some(&image.caption));
                self.part(Role::Alternative(image.id.clone()), &image.place, Some(&image.alt));
                self.part(Role::Credit(image.id.clone()), &image.place, image.credit.as_ref());
                self.paragraphs(&Role::Note, &image.notes);
            }
            Block::Actions(actions) => actions.texts.iter().for_each(|text| self.blocks(&text.blocks)),
            Block::References(_) => {}
        }
    }

    fn part(&mut self, role: Role, place: &Place, inlines: Option<&Vec<Inline>>) {
        if let Some(inlines) = inlines {
            self.passage(role, place, inlines);
        }
    }

    fn pieces(&self, passage: &Place, inlines: &[Inline], pieces: &mut Vec<Piece>) {
        let piece =
            |text: &str, place: &Place, origin| Piece { text: text.to_owned(), place: place.clone(), origin };
        for inline in inlines {
            match inline {
                Inline::Text { text, place } => pieces.push(piece(text, place, Origin::Typed)),
                Inline::Binding { expression, place } => {
                    // A claim that fails is read as the sentence that it makes.
                    let print = self.prints.get(place).or(expression.claim.as_ref());
                    let print = print.map_or("", String::as_str);
                    pieces.push(piece(print, place, Origin::Bound(expression.clone())));
                }
                Inline::Strong(inner) | Inline::Emphasis(inner) => self.pieces(passage, inner, pieces),
                Inline::Code(text) => pieces.push(piece(text, passage, Origin::Literal)),
                Inline::Link { href, inlines: inner } => match inner.as_slice() {
                    [Inline::Text { text, place }] if text == href => {
                        pieces.push(piece(text, place, Origin::Literal));
                    }
                    words => self.pieces(passage, words, pieces),
                },
                Inline::Reference { id, place } => {
                    pieces.push(piece("", place, Origin::Reference(id.clone())));
                }
                Inline::Citation { name, place } => {
                    pieces.push(piece("", place, Origin::Citation(name.clone())));
                }
                // What another edition printed is no word of this one.
                Inline::Across { .. } | Inline::SoftBreak | Inline::Break => {}
            }
        }
    }
}
