//! What changed since the sheet before: what stood in a place, and what stands there now.

use std::collections::BTreeMap;

use super::flat::{Flat, flat};
use super::{Before, Cell, Job, Row, Section, Text};
use crate::report::Report;
use crate::said;

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
    let changed = differences(&flat(before), &flat(text.report));
    changed
        .into_iter()
        .map(|(at, was, is)| {
            let cells = match (was.is_empty(), is.is_empty()) {
                (true, _) => [said!("（なし）", "(nothing)").in_lang(&job.site.lang), &is].map(whole),
                (_, true) => [&was, said!("（削除）", "(removed)").in_lang(&job.site.lang)].map(whole),
                _ => apart(&was, &is),
            };
            Row::of(std::iter::once(Cell::from(at + &lang)).chain(cells).collect::<Vec<_>>())
        })
        .collect()
}

/// Place, what stood there and what stands there, in the order of what stands; what is gone comes last.
fn differences(was: &[Flat], is: &[Flat]) -> Vec<(String, String, String)> {
    let mut gone: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in without(was, is) {
        gone.entry(&line.at).or_default().push(&line.words);
    }
    gone.values_mut().for_each(|words| words.reverse());
    let mut found = Vec::new();
    for line in without(is, was) {
        let before = gone.get_mut(line.at.as_str()).and_then(Vec::pop).unwrap_or_default();
        found.push((line.at.clone(), before.to_owned(), line.words.clone()));
    }
    for (at, words) in gone {
        found.extend(words.into_iter().rev().map(|words| (at.to_owned(), words.to_owned(), String::new())));
    }
    found
}

/// The lines of `own` that `other` does not have as many times.
fn without<'a>(own: &'a [Flat], other: &[Flat]) -> Vec<&'a Flat> {
    let mut left: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    other.iter().for_each(|line| *left.entry(line.same()).or_default() += 1);
    let mut fresh = Vec::new();
    for line in own {
        match left.get_mut(&line.same()) {
            Some(count) if *count > 0 => *count -= 1,
            _ => fresh.push(line),
        }
    }
    fresh
}

fn whole(words: &str) -> Cell {
    Cell::from(words.to_owned())
}

/// Both, with what they share at their ends as words around.
fn apart(was: &str, is: &str) -> [Cell; 2] {
    let same = was.chars().zip(is.chars()).take_while(|(a, b)| a == b).count();
    let begins = was.chars().take(same).map(char::len_utf8).sum::<usize>();
    let (was_rest, is_rest) = (&was[begins..], &is[begins..]);
    let same = was_rest.chars().rev().zip(is_rest.chars().rev()).take_while(|(a, b)| a == b);
    let ends = same.map(|(c, _)| c.len_utf8()).sum::<usize>();
    [was_rest, is_rest].map(|rest| {
        let (text, after) = rest.split_at(rest.len() - ends);
        Cell { before: was[..begins].to_owned(), text: text.to_owned(), after: after.to_owned() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(at: &str, words: &str) -> Flat {
        Flat { at: at.to_owned(), words: words.to_owned(), bound: at.starts_with('表') }
    }

    #[test]
    fn what_was_and_what_is_stand_in_one_place() {
        let was = [line("1.", "甲"), line("1.", "同"), line("表1 23/TCP", "1 / 100"), line("2.", "古")];
        let is = [line("1.", "乙"), line("1.", "同"), line("表1 23/TCP", "1 / 200"), line("1.", "新")];
        let three = |at: &str, was: &str, is: &str| (at.to_owned(), was.to_owned(), is.to_owned());
        assert_eq!(
            differences(&was, &is),
            [
                three("1.", "甲", "乙"),
                three("表1 23/TCP", "1 / 100", "1 / 200"),
                three("1.", "", "新"),
                three("2.", "古", "")
            ]
        );
        assert_eq!(differences(&was, &was), []);
        let moved = [line("2.", "甲"), line("2.", "同"), line("表1 23/TCP", "1 / 100"), line("3.", "古")];
        assert_eq!(differences(&was, &moved), [], "a chapter that was added before changes no paragraph");
        let rows = [line("表1 23/TCP", "5"), line("表2 23/TCP", "6")];
        let swapped = [line("表1 23/TCP", "6"), line("表2 23/TCP", "5")];
        assert_eq!(differences(&rows, &swapped).len(), 2, "a row is what it is where it stands");
    }

    #[test]
    fn only_what_differs_is_set_apart() {
        let [was, is] = apart("前四半期の3位から2位に", "前四半期の4位から2位に");
        assert_eq!(
            (was.before.as_str(), was.text.as_str(), was.after.as_str()),
            ("前四半期の", "3", "位から2位に")
        );
        assert_eq!(is.text, "4");
        let [was, is] = apart("", "新しい段落");
        assert_eq!((was, is.text.as_str()), (Cell::default(), "新しい段落"));
        let [was, is] = apart("ああ", "あああ");
        assert_eq!((was.text.as_str(), is.text.as_str()), ("", "あ"));
    }
}
