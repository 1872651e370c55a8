//! What changed since the sheet before, as `compare` tells it: what stood in a place, and what stands there now.

use super::{Before, Cell, Job, Row, Section, Text};
use crate::compare::{Entry, Line, Piece, Shown, Sides, compare, of_comparison};
use crate::report::Report;
use crate::said;

/// So many characters of a heading name its chapter.
const HEADING: usize = 8;

/// What changed since the sheet before.
pub(super) fn changes(job: &Job<'_>) -> Section {
    let title = job.say(&said!("前回の一枚からの変更", "Changes since the last sheet"));
    let section = Section::new("changes", title);
    let reports = match job.before {
        Before::Shown(reports) => reports,
        Before::First => {
            let first = said!(
                "この版の最初の一枚です。比べるものはありません。",
                "This is the edition's first sheet; there is nothing to compare it with."
            );
            return Section { lead: vec![job.say(&first)], ..section };
        }
        Before::Unreadable => {
            let lost = said!(
                "前回の一枚の控えを読めないため、比べられません。次からは、この一枚と比べます。",
                "The record of the last sheet cannot be read, so nothing is compared. The next sheet is compared with this one."
            );
            return Section { lead: vec![job.say(&lost)], ..section };
        }
    };
    let rows: Vec<_> =
        job.texts.iter().flat_map(|text| of_text(job, text, reports.get(text.job.lang))).collect();
    if rows.is_empty() {
        let none = job.say(&said!("変更はありません。", "Nothing changed."));
        return Section { lead: vec![none], ..section };
    }
    let heads = [(said!("場所", "Where"), 3), (said!("前回", "Was"), 6), (said!("今回", "Is"), 6)];
    Section { rows, ..section.table(heads.map(|(head, width)| (job.say(&head), width))) }
}

fn of_text(job: &Job<'_>, text: &Text<'_>, before: Option<&Report>) -> Vec<Row> {
    let lang = job.of_lang(text);
    let Some(before) = before else {
        let fresh = job.say(&said!("新しい言語です", "a new language"));
        return vec![Row::of([lang, String::new(), fresh].map(Cell::from))];
    };
    let told = of_comparison(&compare(before, text.report), &job.site.lang);
    told.entries.iter().flat_map(|entry| of_entry(entry, &lang)).collect()
}

/// A row for each line of what differs in one place; one that was only moved has a row all the same.
fn of_entry(entry: &Entry, lang: &str) -> Vec<Row> {
    let place = [named(&entry.within), entry.title.clone()].join(" ");
    let row = |name: &str, cells: [Cell; 2]| {
        let at = [&place, name].join(" ");
        Row::of(std::iter::once(Cell::from(at.trim().to_owned() + lang)).chain(cells).collect::<Vec<_>>())
    };
    let of_line = |Line { name, shown }: &Line| match shown {
        Shown::Values(was, is) => row(name, [was, is].map(|value| Cell::from(value.clone()))),
        Shown::Pieces(pieces) => row(name, [Sides::Old, Sides::New].map(|side| one_side(pieces, side))),
    };
    match entry.lines.as_slice() {
        [] => vec![row("", Default::default())],
        lines => lines.iter().map(of_line).collect(),
    }
}

/// A chapter by its number and the first words of its heading.
fn named(heading: &str) -> String {
    let (number, words) = heading.split_once(' ').unwrap_or(("", heading));
    let first: String = words.chars().take(HEADING).collect();
    let cut = if first.len() < words.len() { "…" } else { "" };
    format!("{number} {first}{cut}").trim_start().to_owned()
}

/// The words of one side, what differs set apart from what both share at the ends.
fn one_side(pieces: &[Piece], side: Sides) -> Cell {
    let differs = |piece: &Piece| piece.side != Sides::Both;
    let (first, last) = (pieces.iter().position(differs), pieces.iter().rposition(differs));
    let words = |pieces: &[Piece]| -> String {
        let own = pieces.iter().filter(|piece| piece.side == Sides::Both || piece.side == side);
        own.map(|piece| piece.text.as_str()).collect()
    };
    match (first, last) {
        (Some(first), Some(last)) => Cell {
            before: words(&pieces[..first]),
            text: words(&pieces[first..=last]),
            after: words(&pieces[last + 1..]),
        },
        _ => Cell::from(words(pieces)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_set_apart() {
        let piece = |side, text: &str| Piece { side, text: text.to_owned() };
        let pieces = [
            piece(Sides::Both, "前四半期の"),
            piece(Sides::Old, "3"),
            piece(Sides::New, "4"),
            piece(Sides::Both, "位から"),
            piece(Sides::New, "首"),
            piece(Sides::Both, "位に"),
        ];
        let cell = |before: &str, text: &str, after: &str| Cell {
            before: before.to_owned(),
            text: text.to_owned(),
            after: after.to_owned(),
        };
        assert_eq!(one_side(&pieces, Sides::Old), cell("前四半期の", "3位から", "位に"));
        assert_eq!(one_side(&pieces, Sides::New), cell("前四半期の", "4位から首", "位に"));
        assert_eq!(one_side(&[piece(Sides::New, "新しい")], Sides::Old), Cell::default());
        assert_eq!(one_side(&[piece(Sides::Both, "同じ")], Sides::New), cell("", "同じ", ""));
    }

    #[test]
    fn a_chapter_is_named_by_its_first_words() {
        assert_eq!(named("2.1 日本を送信元とするMirai型パケット"), "2.1 日本を送信元とす…");
        assert_eq!(named("1. 概況"), "1. 概況");
        assert_eq!(named(""), "");
    }
}
