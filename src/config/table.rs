//! Reads TOML field by field, every value with its place, all faults in one run. Comes in: the text of a
//! file, or of a block inside a manuscript. Goes out: values and findings. It knows no key of any file.
//!
//! ```text
//! let (mut table, mut findings) = Table::parse("edition.toml", text, Origin::START);
//! table.require(&["quarter", "title"]);                      // a finding for each that is missing
//! let quarter = table.parsed("quarter", said!("…", "…"), |text| text.parse().ok());
//! let title = table.text("title");                           // Option<Value<String>>, Value { value, place }
//! let top = table.integer("top", 1..=100);                   // Option<Value<i64>>
//! let status = table.choice("status", &[("draft", Status::Draft), ("approved", Status::Approved)]);
//! let columns = table.list_of_text("columns");               // Option<Vec<Value<String>>>; one text is a list of one
//! let filter = table.table("filter", |filter| {              // a table in it, finished when the closure ends
//!     filter.keys().into_iter().map(|key| (filter.list_of_text(&key.value), key)).collect::<Vec<_>>()
//! });
//! let history = table.tables("history", |entry| entry.text("what"));   // [[history]], a Vec
//! findings.extend(table.finish());                           // what was found on the way, and unknown keys
//! ```
//!
//! A value that is absent or faulty is `None`; the finding is kept by the table. Read every field before the
//! first `?`: a key that was never asked for is reported as unknown. After a syntax error nothing is reported
//! as missing or unknown, but what could be read is there, so that a faulty block keeps its `id`.

mod origin;
mod raw;
mod syntax;
mod value;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use super::mend;
use crate::finding::{Finding, Place, Said, nearest};
use crate::said;
pub(crate) use origin::Origin;
use origin::Text;
use raw::{Entry, Placed, Raw};
pub(crate) use value::{Scalar, Value};

/// The bytes of the value of `key` at the top of `text`; none where there is no such key, or a syntax error.
pub(crate) fn span(text: &str, key: &str) -> Option<Range<usize>> {
    raw::span(text, key)
}

/// A TOML table that is being read.
pub(crate) struct Table {
    text: Rc<Text>,
    /// Where the table begins, for keys that are missing.
    span: Range<usize>,
    /// What was not asked for yet.
    entries: BTreeMap<String, Entry>,
    asked: BTreeSet<String>,
    /// What is required and not there, with the finding on it.
    missing: Vec<(String, Finding)>,
    findings: Vec<Finding>,
}

impl Table {
    /// Reads `text`, which stands in `file` from `origin` on; the findings are its syntax errors.
    pub(crate) fn parse(file: &str, text: &str, origin: Origin) -> (Self, Vec<Finding>) {
        let (entries, errors) = raw::parse(text);
        let mut text = Text::new(file, text, origin);
        let mut findings: Vec<_> =
            errors.iter().map(|(message, at)| syntax::fault(&text, message, *at)).collect();
        findings.dedup_by_key(|finding| finding.place.line); // what follows on the line follows from the first
        text.broken_lines = findings.iter().map(|finding| finding.place.line).collect();
        (Self::new(Rc::new(text), 0..0, entries), findings)
    }

    fn new(text: Rc<Text>, span: Range<usize>, entries: BTreeMap<String, Entry>) -> Self {
        Self { text, span, entries, asked: BTreeSet::new(), missing: Vec::new(), findings: Vec::new() }
    }

    /// Where the table begins.
    pub(crate) fn place(&self) -> Place {
        self.text.place(self.span.start)
    }

    /// The keys that were not asked for yet, in the order of the text.
    pub(crate) fn keys(&self) -> Vec<Value<String>> {
        let mut keys: Vec<_> = self.entries.iter().map(|(name, entry)| (entry.key.start, name)).collect();
        keys.sort();
        keys.into_iter().map(|(at, name)| Value { value: name.clone(), place: self.text.place(at) }).collect()
    }

    /// Finds every one of `keys` that is not there.
    pub(crate) fn require(&mut self, keys: &[&str]) {
        for key in keys {
            let example = mend::example(key);
            let what = said!("必須の項目「{key}」がありません。", "The required key `{key}` is missing.");
            let mend = said!(
                "`{key} = {example}` のように書き加えてください。",
                "Add it, such as `{key} = {example}`."
            );
            self.need(key, what, mend);
        }
    }

    /// Finds a table that is not there; `example` is the line that begins one.
    pub(crate) fn require_table(&mut self, key: &str, example: &str) {
        let what = said!("必須の節 {example} がありません。", "The required section {example} is missing.");
        let mend = said!(
            "{example} という行を書き、その下に項目を並べてください。",
            "Write a line {example}, and its keys below it."
        );
        self.need(key, what, mend);
    }

    fn need(&mut self, key: &str, what: Said, mend: Said) {
        if !self.text.is_broken() && !self.entries.contains_key(key) {
            let place = self.text.place(self.span.start);
            self.missing.push((key.to_owned(), Finding::error("missing-key", place, what, mend)));
        }
    }

    /// Keeps a finding of the reader's own.
    pub(crate) fn find(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// A table without a key, for what is left out as a whole.
    pub(crate) fn empty() -> Self {
        Self::new(Rc::new(Text::new("", "", Origin::START)), 0..0, BTreeMap::new())
    }

    /// What was found on the way, of a table that is not read to its end.
    pub(crate) fn findings_so_far(mut self) -> Vec<Finding> {
        self.findings.extend(self.missing.into_iter().map(|(_, finding)| finding));
        self.findings
    }

    /// All findings in the order of the text, with those on keys that nobody asked for.
    pub(crate) fn finish(mut self) -> Vec<Finding> {
        self.report_unknown();
        self.findings.extend(std::mem::take(&mut self.missing).into_iter().map(|(_, finding)| finding));
        let broken = &self.text.broken_lines;
        self.findings.retain(|finding| !broken.contains(&finding.place.line));
        self.findings.sort_by(|a, b| a.place.cmp(&b.place));
        self.findings
    }

    fn report_unknown(&mut self) {
        if self.text.is_broken() {
            return;
        }
        for (name, entry) in std::mem::take(&mut self.entries) {
            let near = nearest(&name, self.asked.iter().map(String::as_str));
            // A key that is required and only misspelt is one fault, not two.
            self.missing.retain(|(missing, _)| near != Some(missing));
            let known: Vec<&str> = self.asked.iter().map(String::as_str).collect();
            let name = mend::quoted(&name);
            self.findings.push(Finding::error(
                "unknown-key",
                self.text.place(entry.key.start),
                said!("項目「{name}」は使えません。", "There is no key `{name}` here."),
                near.map_or_else(|| mend::one_of(&known), mend::did_you_mean),
            ));
        }
    }

    /// Lets the value of `key` lie: something else was said of it.
    pub(crate) fn leave(&mut self, key: &str) {
        self.take(key);
        self.missing.retain(|(missing, _)| missing != key);
    }

    /// Takes the value of `key` and notes that the key exists for readers.
    fn take(&mut self, key: &str) -> Option<Placed> {
        self.asked.insert(key.to_owned());
        self.entries.remove(key).map(|entry| entry.value)
    }

    /// The table under `key`, read by `read` and finished.
    pub(crate) fn table<T>(&mut self, key: &str, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        let value = self.take(key)?;
        match value.raw {
            Raw::Table(entries) => Some(self.inner(value.span, entries, read)),
            _ => {
                self.wrong_type(key, &value, &said!("表（[{key}]）", "a table ([{key}])"));
                None
            }
        }
    }

    /// The tables under `key` (`[[key]]`), each read by `read` and finished; none where the key is absent.
    pub(crate) fn tables<T>(&mut self, key: &str, mut read: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let Raw::List(items) = value.raw else {
            self.findings.push(mend::not_tables(key, self.text.place(value.span.start)));
            return Vec::new();
        };
        let mut read_all = Vec::new();
        for item in items {
            match item.raw {
                Raw::Table(entries) => read_all.push(self.inner(item.span, entries, &mut read)),
                _ => self.findings.push(mend::not_tables(key, self.text.place(item.span.start))),
            }
        }
        read_all
    }

    fn inner<T>(
        &mut self,
        span: Range<usize>,
        entries: BTreeMap<String, Entry>,
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let mut inner = Self::new(Rc::clone(&self.text), span, entries);
        let value = read(&mut inner);
        self.findings.extend(inner.finish());
        value
    }

    fn wrong_type(&mut self, key: &str, found: &Placed, expected: &Said) {
        self.findings.push(Finding::error(
            "wrong-type",
            self.text.place(found.span.start),
            mend::found_instead(key, &found.raw.described(), expected),
            found.raw.requoted(key, expected).unwrap_or_else(|| mend::write(expected)),
        ));
    }
}

#[cfg(test)]
mod tests;
