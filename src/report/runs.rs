//! Inlines of the manuscript into runs of the report: bindings answered, lines joined, what must not break marked.

use super::desk::Desk;
use super::ledger::Entry;
use super::{Run, keep};
use crate::binding::{Expression, Step};
use crate::finding::{Finding, Place};
use crate::manuscript::Inline;
use crate::said;

/// What staff leave where something is still to be confirmed.
pub(super) const UNCONFIRMED: &str = "【要確認】";

impl Desk<'_> {
    /// Composes a line.
    pub(super) fn runs(&mut self, inlines: &[Inline]) -> Vec<Run> {
        self.line(inlines, Beside::default())
    }

    fn line(&mut self, inlines: &[Inline], beside: Beside) -> Vec<Run> {
        let mut line = Line { runs: Vec::new(), text: String::new(), beside };
        for (at, inline) in inlines.iter().enumerate() {
            match inline {
                Inline::Text { text, place } => {
                    self.pending(text, place);
                    line.text.push_str(text);
                }
                Inline::Binding { expression, place } => {
                    let text = self.bound(expression, place);
                    line.text.push_str(&text);
                }
                Inline::SoftBreak => line.join(inlines.get(at + 1..).unwrap_or_default()),
                other => {
                    let run = self.run(other, line.last());
                    line.flush(first_of_run(&run));
                    line.runs.push(run);
                }
            }
        }
        let after = line.beside.after;
        line.flush(after);
        line.runs
    }

    fn run(&mut self, inline: &Inline, before: Option<char>) -> Run {
        let beside = Beside { before, after: None };
        match inline {
            Inline::Strong(inner) => Run::Strong { runs: self.line(inner, beside) },
            Inline::Emphasis(inner) => Run::Emphasis { runs: self.line(inner, beside) },
            Inline::Code(text) => Run::Code { text: text.clone() },
            Inline::Link { href, inlines } => self.link(href, inlines, beside),
            Inline::Reference { id, place } => self.reference(id, place),
            Inline::Across { edition, id, place } => self.across(*edition, id, place),
            Inline::Citation { name, place } => super::references::cite(self, name, place),
            Inline::Break | Inline::Text { .. } | Inline::Binding { .. } | Inline::SoftBreak => Run::Break,
        }
    }

    fn link(&mut self, href: &str, inlines: &[Inline], beside: Beside) -> Run {
        // An address is its own words: it is text, and nothing in it is a number to be kept whole.
        let runs = match inlines {
            [Inline::Text { text, .. }] if text == href => vec![Run::Text { text: text.clone() }],
            words => self.line(words, beside),
        };
        Run::Link { href: href.to_owned(), runs }
    }

    fn reference(&mut self, id: &str, place: &Place) -> Run {
        match self.ledger.entry(id) {
            Some(Entry { label, anchor, name }) => {
                let text = crate::words::fill(&self.words.labels.reference, &[("label", label)]);
                Run::Reference { anchor: anchor.clone(), text, name: name.clone() }
            }
            None => {
                if !self.job.manuscript.cut && !self.job.manuscript.broken.contains(id) {
                    let finding = self.ledger.no_entry(id, place);
                    self.findings.push(finding);
                }
                Run::Text { text: String::new() }
            }
        }
    }

    /// The print of a binding; a finding where there is none.
    fn bound(&mut self, expression: &Expression, place: &Place) -> String {
        match self.print(expression) {
            Ok(text) => {
                self.pending_claim(expression, place);
                self.uses(expression);
                self.prints.insert(place.clone(), text.clone());
                text
            }
            Err(_) if self.is_told_of(expression) => unproved(expression),
            Err((what, mend)) => {
                self.findings.push(match &expression.claim {
                    Some(_) => Finding::error("claim", place.clone(), what, mend),
                    None => Finding::error("binding", place.clone(), what, mend),
                });
                unproved(expression)
            }
        }
    }

    /// Whether what an expression names is faulty itself, which is told where it stands.
    fn is_told_of(&self, expression: &Expression) -> bool {
        match expression.path.as_slice() {
            [Step::Name(root), Step::Name(id), ..] if root == "facts" => {
                self.job.edition.faulty_facts.contains(id)
            }
            [Step::Name(id), ..] => self.job.manuscript.broken.contains(id),
            _ => false,
        }
    }

    /// A text that is printed as it stands: a caption's or an alternative's words in one string.
    pub(super) fn text(&mut self, inlines: &[Inline]) -> String {
        plain(&self.runs(inlines))
    }

    /// What 【要確認】 is left in a text is listed by every build and stops publication.
    fn pending(&mut self, text: &str, place: &Place) {
        for (at, _) in text.match_indices(UNCONFIRMED) {
            let column = place.column + text[..at].chars().count() as u32;
            self.unconfirmed(Place { column, ..place.clone() });
        }
    }

    /// The same in the words of a claim.
    fn pending_claim(&mut self, expression: &Expression, place: &Place) {
        if expression.claim.as_ref().is_some_and(|words| words.contains(UNCONFIRMED)) {
            self.unconfirmed(place.clone());
        }
    }

    pub(super) fn unconfirmed(&mut self, place: Place) {
        self.findings.push(self.job.edition.unpublishable(Finding::warning(
            "to-confirm",
            place,
            said!("【要確認】が残っています。", "【要確認】 is still in the text."),
            said!("確認が済んだら取り除いてください。", "Remove it once it is confirmed."),
        )));
    }

    /// Remembers what a binding used of the rules.
    fn uses(&mut self, expression: &Expression) {
        let name = match expression.path.last() {
            Some(Step::Name(name)) => Some(name),
            _ => None,
        };
        self.used.extend(name.into_iter().chain(expression.calls.iter().map(|call| &call.name)).cloned());
    }
}

/// Composes text that no manuscript holds: what must not break is marked as everywhere.
pub(super) fn plain_runs(text: &str) -> Vec<Run> {
    let mut line = Line { runs: Vec::new(), text: text.to_owned(), beside: Beside::default() };
    line.flush(None);
    line.runs
}

/// The characters that stand beside a piece of a line.
#[derive(Clone, Copy, Default)]
struct Beside {
    before: Option<char>,
    after: Option<char>,
}

struct Line {
    runs: Vec<Run>,
    /// Text that is not yet cut into runs.
    text: String,
    beside: Beside,
}

impl Line {
    /// The last character so far.
    fn last(&self) -> Option<char> {
        self.text
            .chars()
            .next_back()
            .or_else(|| self.runs.last().and_then(last_of_run))
            .or(self.beside.before)
    }

    /// Joins two source lines: a space between narrow characters, nothing beside a wide one.
    fn join(&mut self, rest: &[Inline]) {
        let after = rest.first().and_then(first_of_inline);
        if !self.last().is_none_or(wide) && !after.is_some_and(wide) {
            self.text.push(' ');
        }
    }

    /// Cuts the text so far into runs; `after` is what comes next.
    fn flush(&mut self, after: Option<char>) {
        let text = std::mem::take(&mut self.text);
        let mut before = self.runs.last().and_then(last_of_run).or(self.beside.before);
        let pieces = keep::pieces(&text);
        for (at, (piece, kept)) in pieces.iter().enumerate() {
            let next = pieces.get(at + 1).and_then(|(next, _)| next.chars().next()).or(after);
            let (first, last) = (piece.chars().next(), piece.chars().next_back());
            self.runs.push(match kept {
                true => Run::Keep {
                    text: (*piece).to_owned(),
                    gap_before: gap(before, first),
                    gap_after: gap(next, last),
                },
                false => Run::Text { text: (*piece).to_owned() },
            });
            before = last;
        }
    }
}

/// Whether a quarter em parts `outside`, a letter of Japanese, from `inside`, one of Latin.
fn gap(outside: Option<char>, inside: Option<char>) -> bool {
    outside.is_some_and(ideographic) && inside.is_some_and(|c| c.is_ascii_alphanumeric() || c == '%')
}

/// Kanji and kana, which part from Latin by a quarter em; punctuation does not.
fn ideographic(c: char) -> bool {
    matches!(c, '々' | '〆' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Full-width characters, beside which a line's end is no space.
fn wide(c: char) -> bool {
    ideographic(c) || matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF01}'..='\u{FF60}' | '・' | '※')
}

fn first_of_inline(inline: &Inline) -> Option<char> {
    match inline {
        Inline::Text { text, .. } | Inline::Code(text) => text.chars().next(),
        Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { inlines: inner, .. } => {
            inner.first().and_then(first_of_inline)
        }
        Inline::Reference { .. } | Inline::Across { .. } | Inline::Citation { .. } => Some('（'),
        Inline::Binding { expression, .. } => expression.claim.as_ref()?.chars().next(),
        Inline::SoftBreak | Inline::Break => None,
    }
}

fn first_of_run(run: &Run) -> Option<char> {
    plain(std::slice::from_ref(run)).chars().next()
}

fn last_of_run(run: &Run) -> Option<char> {
    plain(std::slice::from_ref(run)).chars().next_back()
}

/// The words of runs as one string, a break as a space.
pub fn plain(runs: &[Run]) -> String {
    runs.iter().fold(String::new(), |mut text, run| {
        match run {
            Run::Text { text: own } | Run::Keep { text: own, .. } | Run::Code { text: own } => {
                text.push_str(own)
            }
            Run::Reference { text: own, .. } | Run::Citation { text: own, .. } => text.push_str(own),
            Run::Strong { runs }
            | Run::Emphasis { runs }
            | Run::Foreign { runs, .. }
            | Run::Across { runs, .. }
            | Run::Link { runs, .. } => {
                text.push_str(&plain(runs));
            }
            Run::Break => text.push(' '),
        }
        text
    })
}

/// What stands in place of a binding that has no print: a claim's words, so that the sentence around them is one.
fn unproved(expression: &Expression) -> String {
    expression.claim.clone().unwrap_or_default()
}
