//! What is numbered: tables, figures and headings by their ids, known before the first word is composed.

use std::collections::{BTreeMap, BTreeSet};

use super::Job;
use super::desk::Answers;
use super::label::{Kind, anchor};
use super::told::Told;
use crate::finding::{Finding, Place, nearest};
use crate::manuscript::{Block, Heading};
use crate::question::Question;
use crate::said;
use crate::words::{Words, fill};

/// What references to an id say, and where they lead.
#[derive(Clone, Default)]
pub(super) struct Entry {
    /// The printed label: 表1, 2.1.
    pub(super) label: String,
    /// Anchor.
    pub(super) anchor: String,
    /// What a label is called that is a number alone: 第2.1節.
    pub(super) name: Option<String>,
}

/// Entries by id, and the counters of headings.
pub(super) struct Ledger<'a> {
    entries: BTreeMap<&'a str, Entry>,
    /// Answers by the id of their block.
    pub(super) answers: Answers<'a>,
    /// Tables and charts whose data are not yet delivered.
    pub(super) awaited: BTreeSet<&'a str>,
    /// How many ranks a table was asked for, by its id.
    pub(super) tops: BTreeMap<&'a str, u32>,
    numbers: [u32; 3],
    depth: u8,
}

impl<'a> Ledger<'a> {
    /// Numbers everything in `job`'s manuscript.
    pub(super) fn new(job: Job<'a>, told: &'a BTreeMap<&'a Question, Told<'a>>, words: &Words) -> Self {
        let mut ledger = Self {
            entries: BTreeMap::new(),
            answers: BTreeMap::new(),
            awaited: BTreeSet::new(),
            tops: BTreeMap::new(),
            numbers: [0; 3],
            depth: 0,
        };
        let (mut tables, mut figures) = (0, 0);
        for block in &job.manuscript.blocks {
            match block {
                Block::Table(table) => {
                    ledger.label(&table.id, Kind::Table, &mut tables, words);
                    ledger.tops.insert(&table.id, table.top);
                    ledger.answer(told, &table.id, &table.question);
                }
                Block::Chart(chart) => {
                    ledger.label(&chart.id, Kind::Figure, &mut figures, words);
                    ledger.answer(told, &chart.id, &chart.question);
                }
                Block::Image(image) => ledger.label(&image.id, Kind::Figure, &mut figures, words),
                Block::Heading(heading) => {
                    let (number, anchor) = ledger.count(heading);
                    if let Some(id) = &heading.id {
                        let label = number.trim_end_matches('.').to_owned();
                        let called = if heading.level == 1 {
                            &words.labels.chapter_name
                        } else {
                            &words.labels.section_name
                        };
                        let name = Some(fill(called, &[("n", &label)]));
                        ledger.entries.insert(id, Entry { label, anchor, name });
                    }
                }
                _ => {}
            }
        }
        // Headings are counted once more, in order, when they are composed.
        ledger.numbers = [0; 3];
        ledger
    }

    fn label(&mut self, id: &'a str, kind: Kind, count: &mut u32, words: &Words) {
        *count += 1;
        let template = match kind {
            Kind::Table => &words.labels.table,
            Kind::Figure => &words.labels.figure,
        };
        let label = fill(template, &[("n", &count.to_string())]);
        self.entries.insert(id, Entry { label, anchor: anchor(id), name: None });
    }

    fn answer(&mut self, told: &'a BTreeMap<&'a Question, Told<'a>>, id: &'a str, question: &Question) {
        match told.get(question) {
            Some(told) => {
                self.answers.insert(id, told);
            }
            None => {
                self.awaited.insert(id);
            }
        }
    }

    /// The entry of `id`.
    pub(super) fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.get(id)
    }

    /// Why there is no entry of `id`.
    pub(super) fn no_entry(&self, id: &str, place: &Place) -> Finding {
        let mend = match nearest(id, self.entries.keys().copied()) {
            Some(near) => said!("「{near}」ではありませんか。", "Did you mean “{near}”?"),
            None => {
                said!("表・図・見出しのidを書いてください。", "Write the id of a table, figure or heading.")
            }
        };
        Finding::error(
            "reference-nothing",
            place.clone(),
            said!(
                "「{id}」という表・図・見出しはありません。",
                "There is no table, figure or heading “{id}”."
            ),
            mend,
        )
    }

    /// Counts a heading that is composed; one that skips a level is told.
    pub(super) fn enter(&mut self, heading: &Heading, findings: &mut Vec<Finding>) -> (String, String) {
        if heading.level > self.depth + 1 {
            findings.push(Finding::error(
                "heading-skips",
                heading.place.clone(),
                said!("見出しの段が飛んでいます。", "This heading skips a level."),
                said!(
                    "章は「#」、節は「##」、項は「###」の順に使ってください。",
                    "Use # for chapters, ## for sections, ### below them."
                ),
            ));
        }
        self.depth = heading.level;
        self.count(heading)
    }

    /// The number of a heading and its anchor.
    fn count(&mut self, heading: &Heading) -> (String, String) {
        let level = usize::from(heading.level.clamp(1, 3));
        self.numbers[level - 1] += 1;
        self.numbers[level..].fill(0);
        let digits = self.numbers[..level].iter().map(u32::to_string).collect::<Vec<_>>();
        let own = format!("section-{}", digits.join("-"));
        let number = format!("{}.", digits.join("."));
        (number, heading.id.as_deref().map_or(own, anchor))
    }

    /// The level of a heading below what stands last.
    pub(super) fn below(&self) -> u8 {
        (self.depth + 1).min(3)
    }

    /// Counts a chapter that the house adds.
    pub(super) fn chapter(&mut self) -> String {
        self.numbers[0] += 1;
        self.numbers[1..].fill(0);
        self.depth = 1;
        format!("{}.", self.numbers[0])
    }
}
