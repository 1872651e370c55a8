//! Reads `[[history]]` of `edition.toml`: the versions of an edition, and what a corrected one must tell its readers.

use super::edition::version;
use super::format;
use super::table::Table;
use super::{Notice, Revision, RevisionKind, Site, Text};
use crate::lang::Lang;

/// What `kind` may be.
const KINDS: &[(&str, RevisionKind)] = &[
    ("訂正", RevisionKind::Correction),
    ("改訂", RevisionKind::Revision),
    ("取り下げ", RevisionKind::Withdrawal),
    ("correction", RevisionKind::Correction),
    ("revision", RevisionKind::Revision),
    ("withdrawal", RevisionKind::Withdrawal),
];

impl RevisionKind {
    /// Its name in `edition.toml` of a site whose first language is `lang`.
    pub fn name(self, lang: &Lang) -> &'static str {
        let mut names = KINDS.iter().filter(|(_, kind)| *kind == self).map(|(name, _)| *name);
        let (ja, en) = (names.next().unwrap_or_default(), names.next().unwrap_or_default());
        if lang.code() == "ja" { ja } else { en }
    }
}

/// The history, newest first; what was written later comes before what has the same day.
pub(super) fn history(table: &mut Table, site: Option<&Site>) -> Vec<Revision> {
    let first = site.map_or_else(Lang::ja, |site| site.lang.clone());
    let read = table.tables("history", |entry| revision(entry, &first));
    let mut history: Vec<_> = read.into_iter().flatten().collect();
    history.reverse();
    history.sort_by_key(|revision| std::cmp::Reverse(revision.date));
    history
}

fn revision(entry: &mut Table, first: &Lang) -> Option<Revision> {
    entry.require(&["version", "date", "what"]);
    let (version, date, what) = (version(entry), entry.day("date"), format::by_lang(entry, "what", first));
    let kind = entry.choice("kind", KINDS).map(|kind| kind.value);
    let notice = Notice {
        wrong: said(entry, "wrong", first),
        right: said(entry, "right", first),
        affected: said(entry, "affected", first),
    };
    let place = entry.place();
    Some(Revision { version: version?.value, date: date?.value, kind, what: what?, notice, place })
}

/// A text that says something in every language it has.
fn said(entry: &mut Table, key: &str, first: &Lang) -> Option<Text> {
    format::by_lang(entry, key, first).filter(|text| text.values().all(|words| !words.trim().is_empty()))
}
