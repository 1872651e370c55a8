//! A report as a list of what is read one after the other: points, headings, paragraphs wherever they stand, tables,
//! figures, references.

use super::fields::print;
use super::pairs::Item;
use super::value::{Change, Detail, How, Part};
use super::words::{self, Word};
use crate::finding::Place;
use crate::report::{Block, Entry, Figure, Heading, Image, Label, Paragraph, Report, Table};

/// One of them.
pub(super) struct Unit<'a> {
    pub(super) part: Part,
    /// The words of the heading above.
    within: String,
    label: Option<String>,
    /// The anchor, where staff gave it an id.
    anchor: Option<String>,
    /// Its canonical JSON.
    pub(super) print: String,
    pub(super) body: Body<'a>,
    /// Where it was written.
    place: Option<&'a Place>,
}

/// What it holds.
pub(super) enum Body<'a> {
    /// Words, in a paragraph of any kind.
    Text(Vec<Word<'a>>),
    Table(&'a Table),
    Chart(&'a Figure),
    Image(&'a Image),
}

/// All of `report`, its front matter and frame left out.
pub(super) fn units(report: &Report) -> Vec<Unit<'_>> {
    let mut walk = Walk { within: String::new(), units: Vec::new() };
    for correction in &report.corrections {
        walk.within.clone_from(&correction.title);
        correction.paragraphs.iter().for_each(|held| walk.text(Part::Paragraph, held));
        walk.within.clear();
    }
    for point in report.summary.iter().flat_map(|summary| &summary.points) {
        walk.text(Part::Point, point);
    }
    walk.blocks(&report.body, Part::Paragraph);
    walk.units
}

struct Walk<'a> {
    within: String,
    units: Vec<Unit<'a>>,
}

impl<'a> Walk<'a> {
    fn blocks(&mut self, blocks: &'a [Block], paragraph: Part) {
        for block in blocks {
            match block {
                Block::Heading(heading) => self.heading(heading),
                Block::Paragraph(held) => self.text(paragraph, held),
                Block::List(list) => list.items.iter().for_each(|item| self.blocks(item, Part::Item)),
                Block::Quote(quote) => {
                    quote.paragraphs.iter().for_each(|held| self.text(Part::Quote, held));
                }
                Block::Closing(closing) => {
                    closing.paragraphs.iter().for_each(|held| self.text(Part::Closing, held));
                }
                Block::References(references) => {
                    references.entries.iter().for_each(|entry| self.reference(entry))
                }
                Block::Table(table) => {
                    let (label, place) = (table.label.as_ref(), Some(&table.place));
                    self.labelled(Part::Table, label, Body::Table(table), print(table), place);
                }
                Block::Chart(held) => {
                    let (label, place) = (Some(&held.label), Some(&held.place));
                    self.labelled(Part::Chart, label, Body::Chart(held), print(held), place);
                }
                Block::Image(held) => {
                    let (label, place) = (Some(&held.label), Some(&held.place));
                    self.labelled(Part::Image, label, Body::Image(held), print(held), place);
                }
            }
        }
    }

    fn heading(&mut self, heading: &'a Heading) {
        let mut words: Vec<Word<'a>> = heading.number.iter().map(Word::from).collect();
        words.extend(heading.number.iter().map(|_| Word::from(" ")));
        words.extend(words::of(&heading.runs));
        self.within = words.concat();
        self.add(Part::Heading, words, print(heading), Some(&heading.place));
        // The house's own anchors are counted; they name no heading.
        let given = !heading.anchor.starts_with("section-");
        if let Some(unit) = self.units.last_mut() {
            unit.anchor = given.then(|| heading.anchor.clone());
        }
    }

    fn reference(&mut self, entry: &'a Entry) {
        let mut words = vec![Word::from(&entry.mark)];
        for line in &entry.lines {
            words.push(" ".into());
            words.extend(words::of(line));
        }
        self.add(Part::Reference, words, print(entry), None);
    }

    fn text(&mut self, part: Part, held: &'a Paragraph) {
        self.add(part, words::of(&held.runs), print(held), Some(&held.place));
    }

    fn add(&mut self, part: Part, words: Vec<Word<'a>>, print: String, place: Option<&'a Place>) {
        self.labelled(part, None, Body::Text(words), print, place);
    }

    fn labelled(
        &mut self,
        part: Part,
        label: Option<&Label>,
        body: Body<'a>,
        print: String,
        place: Option<&'a Place>,
    ) {
        let (label, anchor) = label.map(|label| (label.text.clone(), label.anchor.clone())).unzip();
        self.units.push(Unit { part, within: self.within.clone(), label, anchor, print, body, place });
    }
}

impl Unit<'_> {
    /// As something that has a pair in the other report.
    pub(super) fn item(&self) -> Item {
        Item {
            part: self.part,
            key: self.anchor.clone(),
            print: self.print.clone(),
            words: match &self.body {
                Body::Text(words) => words.concat(),
                Body::Table(table) => cells(table),
                // They have names.
                Body::Chart(_) | Body::Image(_) => String::new(),
            },
        }
    }

    /// What became of it.
    pub(super) fn change(&self, how: How, details: Vec<Detail>) -> Change {
        let Self { part, within, label, anchor, place, .. } = self;
        // What is gone was written in another manuscript.
        let place = place.filter(|_| how != How::Removed).cloned();
        let (within, label, anchor) = (within.clone(), label.clone(), anchor.clone());
        Change { part: *part, how, within, label, anchor, details, place }
    }
}

fn cells(table: &Table) -> String {
    table.rows.iter().flatten().map(|cell| words::of(&cell.runs).concat()).collect()
}
