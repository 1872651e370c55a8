//! A report as a list of what is read one after the other: points, headings, paragraphs wherever they stand, tables,
//! figures, references.

use super::fields::print;
use super::pairs::Item;
use super::value::{Change, Detail, How, Part};
use super::words::{self, Word};
use crate::report::{Block, Entry, Figure, Heading, Image, Label, Report, Run, Table};

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
        correction.paragraphs.iter().for_each(|held| walk.text(Part::Paragraph, &held.runs, print(held)));
        walk.within.clear();
    }
    for point in report.summary.iter().flat_map(|summary| &summary.points) {
        walk.text(Part::Point, &point.runs, print(point));
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
                Block::Paragraph(held) => self.text(paragraph, &held.runs, print(held)),
                Block::List(list) => list.items.iter().for_each(|item| self.blocks(item, Part::Item)),
                Block::Quote(quote) => {
                    quote.paragraphs.iter().for_each(|held| self.text(Part::Quote, &held.runs, print(held)));
                }
                Block::Closing(closing) => {
                    let held = closing.paragraphs.iter();
                    held.for_each(|held| self.text(Part::Closing, &held.runs, print(held)));
                }
                Block::References(references) => {
                    references.entries.iter().for_each(|entry| self.reference(entry))
                }
                Block::Table(table) => {
                    self.labelled(Part::Table, table.label.as_ref(), Body::Table(table), print(table))
                }
                Block::Chart(held) => {
                    self.labelled(Part::Chart, Some(&held.label), Body::Chart(held), print(held))
                }
                Block::Image(held) => {
                    self.labelled(Part::Image, Some(&held.label), Body::Image(held), print(held))
                }
            }
        }
    }

    fn heading(&mut self, heading: &'a Heading) {
        let mut words: Vec<Word<'a>> = heading.number.iter().map(Word::from).collect();
        words.extend(heading.number.iter().map(|_| Word::from(" ")));
        words.extend(words::of(&heading.runs));
        self.within = words.concat();
        self.add(Part::Heading, words, print(heading));
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
        self.add(Part::Reference, words, print(entry));
    }

    fn text(&mut self, part: Part, runs: &'a [Run], print: String) {
        self.add(part, words::of(runs), print);
    }

    fn add(&mut self, part: Part, words: Vec<Word<'a>>, print: String) {
        self.labelled(part, None, Body::Text(words), print);
    }

    fn labelled(&mut self, part: Part, label: Option<&Label>, body: Body<'a>, print: String) {
        let (label, anchor) = label.map(|label| (label.text.clone(), label.anchor.clone())).unzip();
        self.units.push(Unit { part, within: self.within.clone(), label, anchor, print, body });
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
        let Self { part, within, label, anchor, .. } = self;
        let (within, label, anchor) = (within.clone(), label.clone(), anchor.clone());
        Change { part: *part, how, within, label, anchor, details }
    }
}

fn cells(table: &Table) -> String {
    table.rows.iter().flatten().map(|cell| words::of(&cell.runs).concat()).collect()
}
