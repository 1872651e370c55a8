//! What to do about ranked keys: the action texts on those that a table shows, each under the key's label, to which the
//! table's cells lead.

use super::desk::Desk;
use super::label::anchor;
use super::runs::plain_runs;
use super::{Block, Heading};
use crate::key::Key;
use crate::manuscript::{self, ActionText, Actions};
use crate::question::By;

/// The texts on the keys that the table shows, in the order of their ranks, each once.
pub(super) fn actions<'a>(desk: &mut Desk<'a>, asked: &'a Actions) -> Vec<Block> {
    let Some(by) = desk.ledger.answers.get(&*asked.of).map(|told| told.question().by.clone()) else {
        return Vec::new();
    };
    let mut blocks = Vec::new();
    for (text, keys) in printed(desk, asked) {
        blocks.push(Block::Heading(heading(desk, asked, &by, &keys)));
        blocks.extend(desk.blocks(&text.blocks));
    }
    blocks
}

/// Where the action text on `key`, which the table `of` shows, stands.
pub(super) fn action(desk: &Desk<'_>, of: &str, key: &Key) -> Option<String> {
    let asked = desk.job.manuscript.blocks.iter().find_map(|block| match block {
        manuscript::Block::Actions(asked) if asked.of == of => Some(asked),
        _ => None,
    })?;
    let (_, keys) = printed(desk, asked).into_iter().find(|(_, keys)| keys.contains(key))?;
    Some(place(of, keys.first()?))
}

/// Each text with those of its keys that the table shows.
fn printed<'a>(desk: &Desk<'_>, asked: &'a Actions) -> Vec<(&'a ActionText, Vec<Key>)> {
    let top = desk.ledger.tops.get(&*asked.of).copied().unwrap_or_default();
    let ranked = desk.ledger.answers.get(&*asked.of).map(|told| told.top(top)).unwrap_or_default();
    let mut printed: Vec<(&ActionText, Vec<Key>)> = Vec::new();
    for key in ranked.iter().map(|row| row.key()) {
        let Some(text) = asked.texts.iter().find(|text| text.keys.contains(key)) else { continue };
        match printed.iter_mut().find(|(before, _)| std::ptr::eq(*before, text)) {
            Some((_, keys)) => keys.push(key.clone()),
            None => printed.push((text, vec![key.clone()])),
        }
    }
    printed
}

fn heading(desk: &Desk<'_>, asked: &Actions, by: &By, keys: &[Key]) -> Heading {
    let labels: Vec<_> = keys.iter().map(|key| desk.key_label(by, key)).collect();
    Heading {
        level: desk.ledger.below(),
        number: None,
        anchor: keys.first().map(|key| place(&asked.of, key)).unwrap_or_default(),
        runs: plain_runs(&labels.join(&desk.words.scopes.separator)),
        place: asked.place.clone(),
    }
}

/// The anchor of the text on `key`.
fn place(of: &str, key: &Key) -> String {
    format!("action-{}-{}", anchor(of), key.to_string().to_lowercase().replace('/', "-"))
}
