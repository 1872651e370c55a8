//! The sheet as paper holds it: so many rows a section, words shortened, and every character one that can be printed.

use std::collections::BTreeSet;

use super::{Cell, Section, Sheet};
use crate::fonts::{Fonts, is_hidden};

/// So wide may the words around be; a kanji is 2.
const AROUND: usize = 14;
/// So wide may the words themselves be.
const WORDS: usize = 144;
/// What stands where something is left out.
const LEFT_OUT: &str = "…";

impl Sheet {
    /// The number of rows of the longest section.
    pub fn longest(&self) -> usize {
        self.sections.iter().map(|section| section.rows.len()).max().unwrap_or(0)
    }

    /// The sheet with at most `rows` rows a section, those left out counted, and words shortened; what `fonts` cannot
    /// print, or nobody would see, stands as its code.
    pub fn on_paper(&self, rows: usize, fonts: &Fonts) -> Self {
        let mut paper = self.clone();
        for words in
            [&mut paper.head.report].into_iter().chain(paper.head.entries.iter_mut().map(|(_, own)| own))
        {
            *words = middle(words, WORDS);
        }
        for section in &mut paper.sections {
            section.cut(rows, &self.labels.more);
        }
        let mut all = String::new();
        paper.each(&mut |text| all.push_str(text));
        let odd: BTreeSet<char> = fonts.missing(&all).into_iter().map(|(_, c)| c).collect();
        paper.each(&mut |text| {
            if text.chars().any(|c| is_odd(c, &odd)) {
                *text = text.chars().map(|c| shown(c, &odd)).collect();
            }
        });
        paper
    }

    /// Every text of it.
    fn each(&mut self, tell: &mut dyn FnMut(&mut String)) {
        let head = &mut self.head;
        [&mut head.title, &mut head.report].into_iter().for_each(&mut *tell);
        for (name, value) in &mut head.entries {
            [name, value].into_iter().for_each(&mut *tell);
        }
        for section in &mut self.sections {
            section.lead.iter_mut().for_each(&mut *tell);
            for row in &mut section.rows {
                for Cell { before, text, after } in &mut row.cells {
                    [before, text, after].into_iter().for_each(&mut *tell);
                }
                row.picture.iter_mut().for_each(|picture| tell(&mut picture.alt));
            }
        }
    }
}

impl Section {
    fn cut(&mut self, rows: usize, more: &str) {
        let over = self.rows.len().saturating_sub(rows);
        if over > 0 {
            self.rows.truncate(rows);
            self.left_out = Some(more.replace("{n}", &over.to_string()));
        }
        for line in &mut self.lead {
            *line = middle(line, 2 * WORDS);
        }
        for cell in self.rows.iter_mut().flat_map(|row| &mut row.cells) {
            *cell = Cell {
                before: end(&cell.before, AROUND),
                text: middle(&cell.text, WORDS),
                after: beginning(&cell.after, AROUND),
            };
        }
    }
}

/// The end of `text`, `limit` wide.
fn end(text: &str, limit: usize) -> String {
    if width(text) <= limit {
        return text.to_owned();
    }
    let end: String = text.chars().rev().scan(0, |wide, c| within(wide, c, limit)).collect();
    LEFT_OUT.chars().chain(end.chars().rev()).collect()
}

/// The beginning of `text`, `limit` wide.
fn beginning(text: &str, limit: usize) -> String {
    if width(text) <= limit {
        return text.to_owned();
    }
    text.chars().scan(0, |wide, c| within(wide, c, limit)).chain(LEFT_OUT.chars()).collect()
}

/// The beginning and the end of `text`, `limit` wide together.
fn middle(text: &str, limit: usize) -> String {
    if width(text) <= limit {
        return text.to_owned();
    }
    let first: String = text.chars().scan(0, |wide, c| within(wide, c, limit - limit / 3)).collect();
    first + &end(text, limit / 3)
}

/// `c`, where what is so wide already can take it.
fn within(wide: &mut usize, c: char, limit: usize) -> Option<char> {
    *wide += width(c.encode_utf8(&mut [0; 4]));
    (*wide <= limit).then_some(c)
}

fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

fn is_odd(c: char, odd: &BTreeSet<char>) -> bool {
    c.is_control() || is_hidden(c) || odd.contains(&c)
}

fn shown(c: char, odd: &BTreeSet<char>) -> String {
    match c {
        '\n' | '\r' | '\t' => " ".to_owned(),
        c if is_odd(c, odd) => format!("[U+{:04X}]", c as u32),
        c => c.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_shortened_where_they_matter_least() {
        assert_eq!(end("国内で最も多い", 8), "…最も多い");
        assert_eq!(end("東京の23/TCP", 7), "…23/TCP");
        assert_eq!(beginning("位になりました。", 6), "位にな…");
        assert_eq!(middle("0123456789", 6), "0123…89");
        for shorten in [end, beginning, middle] {
            assert_eq!(shorten("23/TCP", 6), "23/TCP");
            assert_eq!(shorten("", 6), "");
        }
    }

    #[test]
    fn what_cannot_be_seen_or_printed_is_told_by_its_code() {
        let odd = BTreeSet::from(['\u{e000}', '😀']);
        let text: String = "a\u{202e}b\u{1b}\n\u{e000}😀葛".chars().map(|c| shown(c, &odd)).collect();
        assert_eq!(text, "a[U+202E]b[U+001B] [U+E000][U+1F600]葛");
    }
}
