//! The sheet as paper holds it: so many rows a section, words shortened, and every character one that can be printed.

use std::collections::BTreeSet;

use super::{Cell, Section, Sheet};
use crate::fonts::{Fonts, is_hidden};

/// So many characters of the words around are shown.
const AROUND: usize = 8;
/// So many characters of the words themselves are shown.
const WORDS: usize = 72;
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

/// The last `limit` characters.
fn end(text: &str, limit: usize) -> String {
    let over = text.chars().count().saturating_sub(limit);
    if over == 0 {
        return text.to_owned();
    }
    LEFT_OUT.chars().chain(text.chars().skip(over)).collect()
}

/// The first `limit` characters.
fn beginning(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    text.chars().take(limit).chain(LEFT_OUT.chars()).collect()
}

/// The first and the last of them, `limit` together.
fn middle(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let first: String = text.chars().take(limit - limit / 3).collect();
    first + &end(text, limit / 3)
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
        assert_eq!(end("国内で最も多い", 4), "…最も多い");
        assert_eq!(beginning("位になりました。", 3), "位にな…");
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
