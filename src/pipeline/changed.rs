//! Where a finished report first differs from another, in words that people can look for.

use serde::Serialize;
use serde_json::Value;

use crate::finding::Place;
use crate::report::Report;

/// So many characters of a text are shown before what differs, and after.
const AROUND: usize = 12;

/// The first change.
pub(super) struct Change {
    /// What stood there; empty where nothing did.
    pub(super) old: String,
    /// What stands there now; empty where it is gone.
    pub(super) new: String,
    /// Where the new one was written, if it was.
    pub(super) place: Option<Place>,
}

/// The first change from `old`, a report's JSON, to `new`; none where they differ in no word.
pub(super) fn first(old: &Value, new: &Report) -> Option<Change> {
    let json = json(new);
    let at = |report: &Value, part: &str| words(&report[part]);
    // The frame before the body: what is on the cover, and the key points.
    for part in ["front", "corrections", "summary"] {
        let (old, new) = (at(old, part), at(&json, part));
        if old != new {
            let (old, new) = around(&old, &new);
            return Some(Change { old, new, place: None });
        }
    }
    let blocks = |report: &Value| -> Vec<String> {
        report["body"].as_array().into_iter().flatten().map(words).collect()
    };
    let (before, after) = (blocks(old), blocks(&json));
    let at = (0..before.len().max(after.len())).find(|at| before.get(*at) != after.get(*at))?;
    let (old, new_words) = block(&before, &after, at);
    Some(Change { old, new: new_words, place: new.body.get(at).and_then(crate::report::Block::place) })
}

/// What differs of the blocks at `at`: one that was added or removed is told as that, not as another.
fn block(before: &[String], after: &[String], at: usize) -> (String, String) {
    match (before.get(at), after.get(at)) {
        (Some(old), Some(_)) if before.get(at + 1) == after.get(at) => (around(old, "").0, String::new()),
        (Some(_), Some(new)) if before.get(at) == after.get(at + 1) => (String::new(), around("", new).1),
        (old, new) => around(old.map_or("", String::as_str), new.map_or("", String::as_str)),
    }
}

fn json(value: &impl Serialize) -> Value {
    // Texts, integers, lists and enums by name: nothing of a report can fail to be JSON.
    serde_json::to_value(value).unwrap_or_default()
}

/// The words of a part as one text: runs joined, everything else parted by a space.
fn words(value: &Value) -> String {
    const NAMES: [&str; 7] = ["kind", "level", "anchor", "href", "align", "digest", "lang"];
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(items) => {
            let run = |item: &Value| item.get("kind").is_some() && item.get("place").is_none();
            let with = if items.iter().all(run) { "" } else { " " };
            items.iter().map(words).filter(|words| !words.is_empty()).collect::<Vec<_>>().join(with)
        }
        Value::Object(fields) => {
            let own = fields.iter().filter(|(name, _)| !NAMES.contains(&name.as_str()));
            own.map(|(_, field)| words(field)).filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
        }
        Value::Null | Value::Bool(_) => String::new(),
    }
}

/// What differs of two texts, with a little of what stands around it.
pub(super) fn around(old: &str, new: &str) -> (String, String) {
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let same = |pair: &(&char, &char)| pair.0 == pair.1;
    let head = old.iter().zip(&new).take_while(same).count();
    let rest = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(same).count();
    let cut = |text: &[char]| {
        let (from, to) = (head.saturating_sub(AROUND), (text.len() - tail + AROUND).min(text.len()));
        let shown: String = text[from..to].iter().take(AROUND * 8).collect();
        let before = if from > 0 { "…" } else { "" };
        let after = if to < text.len() || to - from > AROUND * 8 { "…" } else { "" };
        format!("{before}{shown}{after}")
    };
    (cut(&old), cut(&new))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_shown_with_a_little_around_it() {
        let pair = |old: &str, new: &str| around(old, new);
        let text = |old: &str, new: &str| (old.to_owned(), new.to_owned());
        assert_eq!(pair("増え、続いた", "増えて、続いた"), text("増え、続いた", "増えて、続いた"));
        let long = "本四半期に国内で観測した数のうちで";
        assert_eq!(
            pair(&format!("{long}一{long}"), &format!("{long}二、{long}")),
            text(
                "…国内で観測した数のうちで一本四半期に国内で観測した…",
                "…国内で観測した数のうちで二、本四半期に国内で観測した…"
            )
        );
        assert_eq!(pair("aa", "aaa"), text("aa", "aaa"));
        assert_eq!(pair("", "新"), text("", "新"));
    }

    #[test]
    fn a_block_that_is_new_or_gone_is_no_other() {
        let blocks = |words: &str| words.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let told = |before: &str, after: &str| block(&blocks(before), &blocks(after), 1);
        let text = |old: &str, new: &str| (old.to_owned(), new.to_owned());
        assert_eq!(told("甲 丙", "甲 乙 丙"), text("", "乙"));
        assert_eq!(told("甲 乙 丙", "甲 丙"), text("乙", ""));
        assert_eq!(told("甲 乙 丙", "甲 丁 丙"), text("乙", "丁"));
        assert_eq!(told("甲", "甲 乙"), text("", "乙"));
    }

    #[test]
    fn words_of_runs_are_one_text() {
        let block = serde_json::json!({"kind": "paragraph", "runs": [
            {"kind": "text", "text": "数は"}, {"kind": "keep", "text": "3台", "gap_before": false}]});
        assert_eq!(words(&block), "数は3台");
    }
}
