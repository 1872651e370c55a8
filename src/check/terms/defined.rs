//! Terms that a report defines: 以下「Mirai型パケット」という.

use std::sync::LazyLock;

use regex::Regex;

use super::folded::Folded;
use super::is_own;
use crate::check::pattern::{is_whole, pattern, typed};
use crate::check::{Passage, Role};
use crate::finding::{Finding, Place};
use crate::said;

static DEFINED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?x)以下、?[「『](?<term>[^「」『』]{1,40})[」』](?:という|と(?:呼|称|略|表記|記|す))
          |(?:hereinafter|hereafter|henceforth)[^“"。]{0,20}[“"](?<en>[^”"]{1,40})[”"]"#,
    )
});

/// A definition.
struct Term<'p> {
    words: String,
    folded: Folded,
    /// The passage and the byte in it.
    passage: usize,
    offset: usize,
    place: Place,
    passages: &'p [Passage],
}

/// The rule.
pub(super) fn find(passages: &[Passage]) -> Vec<Finding> {
    let terms: Vec<_> = (0..passages.len()).flat_map(|at| terms(passages, at)).collect();
    let mut findings = Vec::new();
    for (at, term) in terms.iter().enumerate() {
        match terms[..at].iter().find(|first| first.folded.chars == term.folded.chars) {
            Some(first) => findings.push(twice(term, first)),
            None => findings.extend(uses(term, &terms)),
        }
    }
    findings
}

/// What passage number `at` defines.
fn terms(passages: &[Passage], at: usize) -> Vec<Term<'_>> {
    let passage = &passages[at];
    let text = passage.text();
    let term = |found: regex::Captures<'_>| {
        let words = found.name("term").or(found.name("en"))?;
        Some(Term {
            words: words.as_str().to_owned(),
            folded: Folded::of(words.as_str()),
            passage: at,
            offset: words.start(),
            place: typed(passage, words.start())?,
            passages,
        })
    };
    DEFINED.captures_iter(&text).filter_map(term).collect()
}

/// What is wrong with the uses of a term.
fn uses(term: &Term<'_>, terms: &[Term<'_>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, passage) in term.passages.iter().enumerate().filter(|(_, passage)| is_own(passage)) {
        let text = passage.text();
        for (from, to) in Folded::of(&text).find(&term.folded, &text) {
            let (words, before) = (&text[from..to], (at, from) < (term.passage, term.offset));
            let definition = terms.iter().any(|other| (other.passage, other.offset) == (at, from));
            let Some(place) = typed(passage, from).filter(|_| !definition && is_whole(&text, from, to))
            else {
                continue;
            };
            if words.trim() != term.words {
                findings.push(spelt(words, term, place));
            } else if before && is_body(passage) && stands_alone(&text, from) {
                findings.push(early(term, place));
            }
        }
    }
    findings
}

/// The summary and headings may use what the body defines.
fn is_body(passage: &Passage) -> bool {
    matches!(passage.role, Role::Paragraph | Role::Note | Role::Cell)
}

/// Whether the word at `from` is not the end of a longer name, such as that which the definition shortens.
fn stands_alone(text: &str, from: usize) -> bool {
    !text[..from].ends_with(|c: char| c.is_alphanumeric() && !matches!(c, 'ぁ'..='ゖ'))
}

fn twice(term: &Term<'_>, first: &Term<'_>) -> Finding {
    let (words, Place { file, line, .. }) = (&term.words, &first.place);
    Finding::warning(
        "term-twice",
        term.place.clone(),
        said!(
            "「{words}」は、{file}の{line}行目でも定義されています。",
            "“{words}” is also defined in {file}, line {line}."
        ),
        said!(
            "2度目の定義を取り除き、用語だけを書いてください。",
            "Take this definition out; use the term alone."
        ),
    )
}

fn early(term: &Term<'_>, place: Place) -> Finding {
    let (words, Place { file, line, .. }) = (&term.words, &term.place);
    Finding::warning(
        "term-early",
        place,
        said!(
            "「{words}」が、定義（{file}の{line}行目）より前に使われています。",
            "“{words}” is used before it is defined ({file}, line {line})."
        ),
        said!(
            "「（以下「{words}」という。）」を、最初に出るところに移してください。",
            "Define it where it stands first."
        ),
    )
}

fn spelt(words: &str, term: &Term<'_>, place: Place) -> Finding {
    let (defined, Place { file, line, .. }) = (&term.words, &term.place);
    Finding::warning(
        "term-spelling",
        place,
        said!(
            "「{words}」は、{file}の{line}行目で定義した「{defined}」と表記が違います。",
            "“{words}” is not spelt as “{defined}”, which {file}, line {line}, defines."
        ),
        said!("「{defined}」にしてください。", "Write “{defined}”."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fixture::{paragraph, passage, told};

    fn found(texts: &[&str]) -> Vec<(String, u32)> {
        let passages: Vec<_> = texts.iter().map(|text| paragraph(text)).collect();
        told(&find(&passages)).into_iter().map(|(code, column)| (code.to_owned(), column)).collect()
    }

    fn defines(text: &str) -> Vec<String> {
        terms(&[paragraph(text)], 0).into_iter().map(|term| term.words).collect()
    }

    #[test]
    fn definitions_are_read() {
        assert_eq!(defines("（以下「Mirai型パケット」という。）"), ["Mirai型パケット"]);
        assert_eq!(defines("以下、「センター」と呼ぶ。"), ["センター"]);
        assert_eq!(defines("(hereinafter called “the Centre”)"), ["the Centre"]);
        assert_eq!(defines("以下のとおり「更新」という操作"), [""; 0]);
    }

    #[test]
    fn a_term_is_defined_once_before_its_use_and_spelt_alike() {
        const DEFINITION: &str = "この特徴をもつパケット（以下「Mirai型パケット」という。）を調べました。";
        assert_eq!(found(&[DEFINITION, "次に、Mirai型パケットは"]), []);
        assert_eq!(found(&["Mirai型パケットは", DEFINITION]), [("term-early".to_owned(), 1)]);
        assert_eq!(found(&[DEFINITION, "次に、Mirai 型パケットは"]), [("term-spelling".to_owned(), 4)]);
        assert_eq!(found(&[DEFINITION, "ｍｉｒａｉ型パケット"]), [("term-spelling".to_owned(), 1)]);
        assert_eq!(found(&[DEFINITION, DEFINITION]), [("term-twice".to_owned(), 16)]);
        assert_eq!(found(&[DEFINITION, "{Mirai 型パケット}は"]), []);
        let centre = "架空観測センター（以下「センター」という。）では";
        assert_eq!(found(&[centre, "センターは、データセンターと"]), []);
    }

    #[test]
    fn the_summary_may_use_what_the_body_defines() {
        let body = paragraph("この特徴（以下「Mirai型」という。）");
        let summary = passage(Role::Summary, "Mirai型が増えました");
        assert_eq!(find(&[summary, body]), []);
    }
}
