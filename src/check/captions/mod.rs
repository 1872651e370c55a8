//! Captions: each is its own, and says what its block shows.
//!
//! Comes in: captions as they print, and the questions of their blocks. Goes out: a finding where a caption is that of
//! another block, or names rows, a port, a region, a scope or a number of ranks that its block does not have.

mod named;
pub(super) mod subject;
mod twice;

use super::{Desk, Passage, Role};
use crate::finding::Finding;
use crate::manuscript::{Block, Lines, Manuscript};
use crate::question::Question;

/// A computed block, as far as a caption can speak of it.
struct Shown<'a> {
    question: &'a Question,
    /// How many ranks it has.
    top: Option<u32>,
    /// The keys that were chosen for it; none for a ranking.
    keys: Option<Vec<&'a str>>,
}

/// The rule.
pub(super) fn find(desk: &Desk<'_>) -> Vec<Finding> {
    let manuscript = desk.job.manuscript;
    let captions: Vec<_> = desk.passages.iter().filter_map(|passage| Some((id(passage)?, passage))).collect();
    let mut findings = twice::find(&captions);
    if desk.is_japanese() {
        let regions = named::regions(&desk.job.site.names);
        for (id, passage) in captions {
            let Some(shown) = shown(manuscript, id) else { continue };
            findings.extend(subject::in_caption(passage, &shown));
            findings.extend(named::in_caption(passage, &shown, &regions));
        }
    }
    findings
}

fn id(passage: &Passage) -> Option<&str> {
    if let Role::Caption(id) = &passage.role { Some(id) } else { None }
}

/// The computed block that is called `id`.
fn shown<'a>(manuscript: &'a Manuscript, id: &str) -> Option<Shown<'a>> {
    match manuscript.blocks.iter().find(|block| block.id() == Some(id))? {
        Block::Table(table) => Some(Shown { question: &table.question, top: Some(table.top), keys: None }),
        Block::Chart(chart) => {
            let question = &chart.question;
            Some(match &chart.lines {
                Lines::Of(table, _) => Shown { question, ..shown(manuscript, table)? },
                Lines::Top(top) => Shown { question, top: Some(*top), keys: None },
                Lines::Total(_) => Shown { question, top: None, keys: None },
                Lines::Keys(keys) => {
                    let chosen: Vec<_> = keys.iter().map(|(key, _)| key.as_str()).collect();
                    Shown { question, top: Some(chosen.len() as u32), keys: Some(chosen) }
                }
            })
        }
        _ => None,
    }
}
