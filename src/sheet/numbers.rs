//! Every value that a binding prints in the prose, in its sentence's words, with where it comes from.

use super::origin::Origins;
use super::{Cell, Job, Row, Section, Text};
use crate::check::{Origin, Passage};
use crate::said;

/// Where a sentence ends.
const ENDS: [char; 4] = ['。', '！', '？', '\n'];

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
    let heads = [(said!("文の中の値", "In the sentence"), 4), (said!("出どころ", "Origin"), 3)];
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
    let from = before.rfind(ENDS).and_then(|at| Some(at + before[at..].chars().next()?.len_utf8()));
    let to = after.find(ENDS).and_then(|at| Some(at + after[at..].chars().next()?.len_utf8()));
    Cell {
        before: before[from.unwrap_or(0)..].to_owned(),
        text: String::new(),
        after: after[..to.unwrap_or(after.len())].to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_around_end_with_their_sentence() {
        let cell = within_sentence("増えました。次に多いのは", "でした。なお、");
        assert_eq!((cell.before.as_str(), cell.after.as_str()), ("次に多いのは", "でした。"));
        let cell = within_sentence("", "");
        assert_eq!((cell.before.as_str(), cell.after.as_str()), ("", ""));
    }
}
