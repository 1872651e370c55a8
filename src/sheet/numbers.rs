//! Every value that a binding prints in the prose, in its sentence's words, with where it comes from.

use super::origin::Origins;
use super::{Cell, Job, Row, Section, Text};
use crate::check::{Origin, Passage};
use crate::said;

/// The values in the prose.
pub(super) fn numbers(job: &Job<'_>) -> Section {
    let rows: Vec<_> = job.texts.iter().flat_map(|text| of_text(job, text)).collect();
    let count = rows.len();
    let title = job.say(&said!(
        "データから入る数や言葉とその出どころ（{count}）",
        "Values from the data and their origins ({count})"
    ));
    let section = Section::new("numbers", title);
    if rows.is_empty() {
        let none = job.say(&said!("ありません。", "None."));
        return Section { lead: vec![none], ..section };
    }
    let heads = [(said!("文の中の値", "In the sentence"), 7), (said!("出どころ", "Origin"), 5)];
    Section { rows, ..section.table(heads.map(|(head, width)| (job.say(&head), width))) }
}

fn of_text(job: &Job<'_>, text: &Text<'_>) -> Vec<Row> {
    let origins = Origins::new(job, text);
    let mut rows = Vec::new();
    for passage in text.passages() {
        for (at, piece) in passage.pieces.iter().enumerate() {
            if let Origin::Bound(expression) = &piece.origin
                && !piece.text.is_empty()
            {
                let origin = origins.of(expression) + &job.of_lang(text);
                rows.push(Row::of([around(&passage, at), Cell::from(origin)]));
            }
        }
    }
    rows
}

/// The piece at `at` in its sentence.
fn around(passage: &Passage, at: usize) -> Cell {
    let words = |from: usize, to: usize| -> String {
        passage.pieces[from..to].iter().map(|piece| piece.text.as_str()).collect()
    };
    Cell { text: words(at, at + 1), ..within_sentence(&words(0, at), &words(at + 1, passage.pieces.len())) }
}

/// As much of the words before and behind as stands in the same sentence.
pub(super) fn within_sentence(before: &str, after: &str) -> Cell {
    let (from, to) = (ends(before).last().unwrap_or(0), ends(after).next().unwrap_or(after.len()));
    Cell {
        before: before[from..].trim_start_matches(' ').to_owned(),
        text: String::new(),
        after: after[..to].to_owned(),
    }
}

/// Where sentences of `text` end.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    let end = |(at, c): (usize, char)| {
        let behind = at + c.len_utf8();
        let full = matches!(c, '。' | '！' | '？' | '\n');
        let half = matches!(c, '.' | '!' | '?') && text[behind..].starts_with(' ');
        (full || half).then_some(behind)
    };
    text.char_indices().filter_map(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_around_end_with_their_sentence() {
        let cell = within_sentence("増えました。次に多いのは", "でした。なお、");
        assert_eq!((cell.before.as_str(), cell.after.as_str()), ("次に多いのは", "でした。"));
        let cell = within_sentence("It fell. Up ", " of 1.5 million. See");
        assert_eq!((cell.before.as_str(), cell.after.as_str()), ("Up ", " of 1.5 million."));
        let cell = within_sentence("", "");
        assert_eq!((cell.before.as_str(), cell.after.as_str()), ("", ""));
    }
}
