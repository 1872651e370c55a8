//! Differences as people read them: a title, entries below headings, lines of pieces, in the language of messages.

use std::collections::BTreeMap;

use super::say::{self, Told};
use super::value::{Comparison, Delivery, Piece, Print, Side, Sides, Sum};
use crate::finding::Said;
use crate::lang::Lang;
use crate::said;

/// So many keys of a kind are shown, the largest differences first; nobody reads more.
const KEYS: usize = 20;
/// So many days of a key.
const DAYS: usize = 3;
/// So many sensor-days.
const SENSOR_DAYS: usize = 40;

/// All that differs in one respect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// What was compared, and how much differs.
    pub title: String,
    /// The language of the reports that are quoted, where there are any.
    pub lang: Option<Lang>,
    /// What differs.
    pub entries: Vec<Entry>,
}

/// Something that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The heading of the report above it; empty where there is none.
    pub within: String,
    /// What it is, and what became of it.
    pub title: String,
    /// The anchor of a table or figure.
    pub anchor: Option<String>,
    /// How it differs.
    pub lines: Vec<Line>,
}

/// A line of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is about; empty for a part's own words.
    pub name: String,
    /// What each side has.
    pub shown: Shown,
}

/// What each side has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A text word by word.
    Pieces(Vec<Piece>),
    /// An old and a new value.
    Values(String, String),
}

/// How two reports differ, in words of `lang`.
pub fn of_comparison(comparison: &Comparison, lang: &Lang) -> Outline {
    let Comparison { lang: of, old, new, changes } = comparison;
    let count = changes.len();
    let (old, new) = (called(old), called(new));
    let title = match count {
        0 => said!("{old} → {new}［{of}］：違いはありません", "{old} → {new} [{of}]: no differences"),
        _ => said!("{old} → {new}［{of}］：{count}か所", "{old} → {new} [{of}]: places that differ: {count}"),
    };
    let entry = |change: &super::Change| Entry {
        within: change.within.clone(),
        title: say::title(change).in_lang(lang).to_owned(),
        anchor: change.anchor.clone(),
        lines: change.details.iter().map(|detail| line(say::told(detail), lang)).collect(),
    };
    Outline {
        title: title.in_lang(lang).to_owned(),
        lang: Some(of.clone()),
        entries: changes.iter().map(entry).collect(),
    }
}

/// How two deliveries differ, and what the manuscript prints from them, in words of `lang`.
pub fn of_delivery(delivery: &Delivery, prints: &[Print], lang: &Lang) -> Outline {
    let Delivery { source, rows: (old, new), keys, sensor_days } = delivery;
    let title = match keys.is_empty() && sensor_days.is_empty() {
        true => said!(
            "観測データ（{source}）：{old}行 → {new}行、違いはありません",
            "observations ({source}): {old} → {new} rows, no differences"
        ),
        false => {
            said!("観測データ（{source}）：{old}行 → {new}行", "observations ({source}): {old} → {new} rows")
        }
    };
    let mut kinds: BTreeMap<&str, Vec<&Sum>> = BTreeMap::new();
    for sum in keys {
        kinds.entry(&sum.by).or_default().push(sum);
    }
    let mut entries: Vec<Entry> = kinds.into_iter().map(|(by, sums)| of_kind(by, &sums, lang)).collect();
    if !sensor_days.is_empty() {
        let count = sensor_days.len();
        let title = said!("センサー・日：{count}件", "sensor-days: {count}");
        let lines = sensor_days.iter().take(SENSOR_DAYS).map(say::sensor_day).collect();
        entries.push(of_lines(title, lines, count.saturating_sub(SENSOR_DAYS), lang));
    }
    if !prints.is_empty() {
        let count = prints.len();
        let title = said!("原稿の埋め込み：{count}件", "bindings of the manuscript: {count}");
        entries.push(of_lines(title, prints.iter().map(say::print).collect(), 0, lang));
    }
    Outline { title: title.in_lang(lang).to_owned(), lang: None, entries }
}

/// What stands above sums that no rule of disclosure has seen.
pub fn unpublished() -> Said {
    said!(
        "未公表：公開の設定を当てていない合計を含みます。組織の外に出さないでください。",
        "Unpublished: holds sums to which no rule of disclosure was applied. It must not leave the house."
    )
}

/// Languages that only one side has.
pub fn only_one_side(old: &[Lang], new: &[Lang]) -> Option<Said> {
    let list = |langs: &[Lang]| langs.iter().map(Lang::code).collect::<Vec<_>>().join(", ");
    let (gone, come) = (list(old), list(new));
    match (old.is_empty(), new.is_empty()) {
        (true, true) => None,
        (false, true) => Some(said!("旧だけにある言語：{gone}", "Languages of the old one only: {gone}")),
        (true, false) => Some(said!("新だけにある言語：{come}", "Languages of the new one only: {come}")),
        (false, false) => Some(said!(
            "旧だけにある言語：{gone}、新だけにある言語：{come}",
            "Languages of the old one only: {gone}; of the new one only: {come}"
        )),
    }
}

/// Which edition a side is.
fn called(side: &Side) -> String {
    let Side { edition, version, draft, .. } = side;
    let draft = draft.as_ref().map(|draft| format!("（{draft}）")).unwrap_or_default();
    format!("{edition} {version}{draft}")
}

/// The keys of one kind, each with its days.
fn of_kind(by: &str, sums: &[&Sum], lang: &Lang) -> Entry {
    let count = sums.len();
    let by = match by {
        "port" => said!("宛先ポート", "ports"),
        "region" => said!("送信元地域", "regions"),
        "sensor" => said!("センサー", "sensors"),
        "total" => said!("全体", "all"),
        column => say::same(column),
    };
    let title =
        Said { ja: format!("{}：{count}件の合計", by.ja), en: format!("{}: {count} sums", by.en) };
    let mut lines = Vec::new();
    for sum in sums.iter().take(KEYS) {
        lines.push(say::sum(sum));
        lines.extend(sum.days.iter().take(DAYS).map(|day| say::day_sum(&sum.key, day)));
        let more = sum.days.len().saturating_sub(DAYS);
        let key = say::called(&sum.key);
        let rest =
            Said { ja: format!("{} ほか{more}日", key.ja), en: format!("{}: {more} more days", key.en) };
        lines.extend((more > 0).then_some(Told::Sentence(rest)));
    }
    of_lines(title, lines, count.saturating_sub(KEYS), lang)
}

fn of_lines(title: Said, lines: Vec<Told<'_>>, more: usize, lang: &Lang) -> Entry {
    let rest =
        said!("ほか{more}件（--format json ですべて表示します）", "{more} more (--format json gives all)");
    let rest = (more > 0).then_some(Told::Sentence(rest));
    Entry {
        within: String::new(),
        title: title.in_lang(lang).to_owned(),
        anchor: None,
        lines: lines.into_iter().chain(rest).map(|told| line(told, lang)).collect(),
    }
}

fn line(told: Told<'_>, lang: &Lang) -> Line {
    let said = |said: &Said| said.in_lang(lang).to_owned();
    let one = |side, text: &Said| Shown::Pieces(vec![Piece { side, text: said(text) }]);
    let (name, shown) = match told {
        Told::Words(name, pieces) => {
            (name.as_ref().map(said).unwrap_or_default(), Shown::Pieces(pieces.to_vec()))
        }
        Told::Values(name, old, new) => (said(&name), Shown::Values(said(&old), said(&new))),
        Told::Only(name, side, text) => (said(&name), one(side, &text)),
        Told::Sentence(text) => (String::new(), one(Sides::Both, &text)),
    };
    Line { name, shown }
}
