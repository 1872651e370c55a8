//! The desk on which a report is composed: everything that is known, what was numbered so far, and the findings.

use std::collections::{BTreeMap, BTreeSet};

use super::ledger::Ledger;
use super::references::Citations;
use super::series::Styles;
use super::told::Told;
use super::{Block, Heading, Job, List, Paragraph, Quote, actions, figure, image, references, table};
use crate::finding::{Finding, Place};
use crate::manuscript;
use crate::quarter::Quarter;
use crate::question::Question;
use crate::words::Words;

/// Composing, from the first block to the last.
pub(super) struct Desk<'a> {
    pub(super) job: Job<'a>,
    /// The answers as they may be printed.
    told: &'a BTreeMap<&'a Question, Told<'a>>,
    pub(super) words: &'a Words,
    pub(super) ledger: Ledger<'a>,
    pub(super) citations: Citations,
    /// What is referred to in other editions so far.
    pub(super) across: BTreeMap<(Quarter, String), Place>,
    pub(super) styles: Styles,
    /// What each binding prints, by its place.
    pub(super) prints: BTreeMap<Place, String>,
    pub(super) findings: Vec<Finding>,
    /// What was used of the rules: names of attributes, filters, conditions and columns.
    pub(super) used: BTreeSet<String>,
    /// Whether the references chapter was placed.
    referenced: bool,
}

impl<'a> Desk<'a> {
    /// A desk in the job's language, if it has words.
    pub(super) fn new(job: Job<'a>, told: &'a BTreeMap<&'a Question, Told<'a>>) -> Option<Self> {
        let words = job.site.words.get(job.lang)?;
        let ledger = Ledger::new(job, told, words);
        Some(Self {
            job,
            told,
            words,
            ledger,
            citations: Citations::default(),
            across: BTreeMap::new(),
            styles: Styles::default(),
            prints: BTreeMap::new(),
            findings: Vec::new(),
            used: BTreeSet::new(),
            referenced: false,
        })
    }

    /// The answer to `question`; the pipeline has asked every question of the manuscript, but in a draft those whose data
    /// are not yet delivered.
    pub(super) fn answer(&self, question: &Question) -> Option<&'a Told<'a>> {
        self.told.get(question)
    }

    /// All answers.
    pub(super) fn answers(&self) -> impl Iterator<Item = &'a Told<'a>> {
        self.told.values()
    }

    /// Composes blocks in order.
    pub(super) fn blocks(&mut self, blocks: &'a [manuscript::Block]) -> Vec<Block> {
        blocks.iter().flat_map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &'a manuscript::Block) -> Vec<Block> {
        use manuscript::Block as Written;
        match block {
            Written::Heading(heading) => vec![self.heading(heading)],
            Written::Paragraph(paragraph) => vec![Block::Paragraph(self.paragraph(paragraph))],
            Written::List(list) => {
                let items = list.items.iter().map(|item| self.blocks(item)).collect();
                vec![Block::List(List { start: list.start, items })]
            }
            Written::Quote(paragraphs) => {
                vec![Block::Quote(Quote { paragraphs: self.paragraphs(paragraphs) })]
            }
            Written::Written(written) => vec![Block::Table(table::written(self, written))],
            Written::Table(asked) => table::computed(self, asked).map(Block::Table).into_iter().collect(),
            Written::Chart(asked) => figure::figure(self, asked).map(Block::Chart).into_iter().collect(),
            // Its words are the original's.
            Written::Image(_) if self.job.manuscript.data_only => Vec::new(),
            Written::Image(brought) => image::image(self, brought).map(Block::Image).into_iter().collect(),
            Written::Actions(asked) => actions::actions(self, asked),
            Written::References(_) => {
                self.referenced = true;
                references::chapter(self)
            }
        }
    }

    fn heading(&mut self, heading: &manuscript::Heading) -> Block {
        let (number, anchor) = self.ledger.enter(heading, &mut self.findings);
        let runs = self.runs(&heading.inlines);
        Block::Heading(Heading {
            level: heading.level,
            number: Some(number),
            anchor,
            runs,
            place: heading.place.clone(),
        })
    }

    /// Composes paragraphs in order.
    pub(super) fn paragraphs(&mut self, paragraphs: &[manuscript::Paragraph]) -> Vec<Paragraph> {
        paragraphs.iter().map(|paragraph| self.paragraph(paragraph)).collect()
    }

    fn paragraph(&mut self, paragraph: &manuscript::Paragraph) -> Paragraph {
        Paragraph::new(self.runs(&paragraph.inlines), paragraph.place.clone())
    }

    /// What stands at the end: references, where nobody placed them, the method, the closing texts.
    pub(super) fn end(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        // The closing texts may cite: they are composed before the list is.
        let closing = super::closing::closing(self);
        if !self.referenced {
            blocks.extend(references::chapter(self));
        }
        references::unused(self);
        blocks.extend(super::method::chapter(self));
        blocks.extend(super::closing::history(self));
        blocks.extend(closing);
        blocks
    }
}

/// Answers by the id of the block that asks; blocks that ask the same share one.
pub(super) type Answers<'a> = BTreeMap<&'a str, &'a Told<'a>>;
