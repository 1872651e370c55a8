//! A fenced block of the last edition in the new one: computed ones stay, words in them that were true of one quarter
//! become prompts, pictures and texts that do not hold are named.

use std::collections::BTreeSet;

use super::carry::Ground;
use super::{prompt, sentence};

/// What became of a block.
pub(super) struct Carried {
    /// Its source in the new manuscript.
    pub(super) text: String,
    /// How many prompts are in it.
    pub(super) prompts: usize,
}

/// The block of `kind` whose source is `source`.
pub(super) fn carry(kind: &str, source: &str, ground: &Ground<'_>) -> Carried {
    match kind {
        "image" => {
            let file = value(source, "file").unwrap_or_default();
            Carried { text: prompt::image(ground.lang, file, source), prompts: 1 }
        }
        "text" => {
            let id = id(source).unwrap_or_default();
            match ground.holding.contains(id) {
                true => Carried { text: source.to_owned(), prompts: 0 },
                false => Carried { text: prompt::text(ground.lang, id, source), prompts: 1 },
            }
        }
        _ => computed(source, ground),
    }
}

/// The id of the block.
pub(super) fn id(source: &str) -> Option<&str> {
    value(source, "id")
}

/// The id of the block, if the new edition does not have it.
pub(super) fn gone(kind: &str, source: &str) -> Option<String> {
    (kind == "image").then(|| id(source).map(str::to_owned)).flatten()
}

/// The file that a picture's block names.
pub(super) fn picture(kind: &str, source: &str) -> Option<String> {
    (kind == "image").then(|| value(source, "file").map(str::to_owned)).flatten()
}

/// A table or a chart: `finding` lasts as a sentence does, `caption` unless it types a date.
fn computed(source: &str, ground: &Ground<'_>) -> Carried {
    let (mut lines, mut prompts) = (Vec::new(), 0);
    for line in source.lines() {
        let words = |key: &str| quoted(line, key);
        if let Some(said) = words("finding")
            && !lasting(said, ground.gone)
        {
            prompts += 1;
            lines.push(format!("# {line}"));
            lines.push(format!("finding = \"{}\"", prompt::sentence(ground.lang)));
        } else if let Some(said) = words("caption")
            && sentence::is_dated(said)
        {
            prompts += 1;
            let said = said.trim_start_matches("【要確認】");
            lines.push(format!("caption = \"【要確認】{said}\""));
        } else {
            lines.push(line.to_owned());
        }
    }
    Carried { text: lines.join("\n"), prompts }
}

fn lasting(said: &str, gone: &BTreeSet<String>) -> bool {
    sentence::sentences(said).into_iter().all(|said| sentence::is_lasting(said, gone))
}

/// The value of `key` in the block's TOML, as far as it is a plain text.
fn value<'a>(source: &'a str, key: &str) -> Option<&'a str> {
    source.lines().find_map(|line| quoted(line, key))
}

/// What stands between the outer quotation marks of the line `key = "…"`; bindings in it have some of their own.
fn quoted<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    let rest = line.trim().strip_prefix(key)?.trim_start().strip_prefix('=')?.trim();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest.strip_prefix(quote)?.strip_suffix(quote)
}
