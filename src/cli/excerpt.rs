//! A finding with the line it speaks of, as compilers show theirs.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use teiten::finding::{self, Finding, Place};
use teiten::lang::Lang;

use super::harmless::harmless;

/// Columns of a terminal: a longer line is cut around the place that matters.
const WIDTH: usize = 120;

/// Only so many bytes of a file are read again to show a line.
const READ: u64 = 16 << 20;

/// `finding` for people, without a line feed at its end. Its file is looked up from the working directory.
pub fn explain(finding: &Finding, lang: &Lang, colour: bool) -> String {
    let ja = lang.code() == "ja";
    let (level, name) = match finding.level {
        finding::Level::Error => (Level::ERROR, if ja { "エラー" } else { "error" }),
        finding::Level::Warning => (Level::WARNING, if ja { "警告" } else { "warning" }),
        finding::Level::Note => (Level::NOTE, if ja { "参考" } else { "note" }),
    };
    let title = level.with_name(name).primary_title(harmless(finding.what.in_lang(lang)));
    let mut group = Group::with_title(title.id(harmless(&finding.code)));
    if !finding.place.file.is_empty() {
        group = group.element(shown(&finding.place));
    }
    if !finding.mend.in_lang(lang).is_empty() {
        let help = Level::HELP.with_name(if ja { "対処" } else { "help" });
        group = group.element(help.message(harmless(finding.mend.in_lang(lang))));
    }
    renderer(colour).render(&[group])
}

/// A failure that has no place, for people.
pub fn complain(told: &str, lang: &Lang, colour: bool) -> String {
    let name = if lang.code() == "ja" { "エラー" } else { "error" };
    let lines: Vec<_> = told.lines().map(harmless).collect();
    renderer(colour)
        .render(&[Group::with_title(Level::ERROR.with_name(name).primary_title(lines.join("\n")))])
}

fn renderer(colour: bool) -> Renderer {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(WIDTH)
}

/// The line itself where it can be read again, else only where it stands.
fn shown(place: &Place) -> Element<'static> {
    let path = harmless(&place.file);
    match line(Path::new(&place.file), place.line) {
        Some(text) => {
            let mark = mark(&text, place.column);
            Snippet::source(text).line_start(place.line as usize).path(path).annotation(mark).into()
        }
        None if place.line == 0 => Origin::path(path).into(),
        None => Origin::path(path).line(place.line as usize).char_column(place.column.max(1) as usize).into(),
    }
}

/// The character at `column`, or the whole line where there is none.
fn mark(text: &str, column: u32) -> Annotation<'static> {
    let byte = |skip: usize| text.char_indices().nth(skip).map_or(text.len(), |(at, _)| at);
    let span = match (column as usize).checked_sub(1) {
        Some(skip) => byte(skip)..byte(skip + 1),
        None => text.len() - text.trim_start().len()..text.trim_end().len(),
    };
    AnnotationKind::Primary.span(span)
}

/// Line `number` from 1 of a text file, made harmless.
fn line(path: &Path, number: u32) -> Option<String> {
    let nth = (number as usize).checked_sub(1)?;
    if !fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let lines = BufReader::new(File::open(path).ok()?.take(READ)).lines();
    // The first line that is no text ends the reading.
    let line = lines.map_while(Result::ok).nth(nth)?;
    Some(harmless(line.trim_start_matches('\u{feff}')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use teiten::said;

    fn at(line: u32, column: u32, text: &str) -> String {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("report.md");
        fs::write(&path, text).unwrap();
        let place = Place::at(path.to_str().unwrap(), line, column);
        let what = said!("「telnt」は\u{1b}[31mありません。", "there is no \"telnt\"");
        let finding = Finding::error("unknown-key", place, what, said!("「telnet」ですか。", "telnet?"));
        let ja = explain(&finding, &Lang::ja(), false).replace(path.to_str().unwrap(), "report.md");
        assert!(explain(&finding, &Lang::en(), true).contains('\u{1b}'));
        ja
    }

    #[test]
    fn the_line_is_shown_with_a_caret_under_wide_characters() {
        let text = at(3, 4, "# 概況\n\n約２割{{ x }}\n");
        let expected = "\
エラー[unknown-key]: 「telnt」は␛[31mありません。
 --> report.md:3:4
  |
3 | 約２割{{ x }}
  |       ^
  |
  = 対処: 「telnet」ですか。";
        assert_eq!(text, expected);
    }

    #[test]
    fn lines_of_data_cannot_speak_to_the_terminal() {
        let text = at(1, 0, "\u{feff}\u{1b}[2J\u{202e}23/TCP\r\n");
        assert!(text.contains("1 | ␛[2J�23/TCP"), "{text}");
        assert!(!text.contains(['\u{1b}', '\u{202e}', '\r']));
    }

    #[test]
    fn a_line_that_cannot_be_read_again_is_only_named() {
        let text = at(9, 2, "short");
        assert!(text.contains("report.md:9:2") && text.contains("対処: 「telnet」ですか。"), "{text}");
        assert!(at(0, 0, "short").contains("--> report.md\n"));
    }
}
