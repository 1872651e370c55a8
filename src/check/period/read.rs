//! Reads the periods that stand in a passage.

use std::sync::LazyLock;

use chrono::Datelike;
use regex::Regex;

use super::excuse::excuse;
use super::{Passage, Period};
use crate::check::pattern::{Hit, hits, number, pattern};
use crate::words::Words;

/// A year, a fiscal year or an era, and what of it: months, a month, a quarter; or one of these without a year.
static WRITTEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        (?: (?:(?<era>\p{Han}{2})[\ 　]?(?<era_year>元|[0-9０-９]{1,2})|(?<year>[12１２][0-9０-９]{3}))[\ 　]?年(?<fiscal>度)?の?[\ 　]? )?
        (?: (?<first>[0-9０-９]{1,2})[\ 　]?月?[\ 　]?[～〜~\-‐–—－][\ 　]?(?<last>[0-9０-９]{1,2})[\ 　]?月
          | (?<month>[0-9０-９]{1,2})[\ 　]?月
          | 第[\ 　]?(?<quarter>[1-4１-４])[\ 　]?四半期
        )?",
    )
});

/// 2022-07-01, 2022/7/1, 2022q3, 2022Q3, 2022年Q3.
static COMPUTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?<at>(?<year>20[0-9]{2})(?:[-/](?<month>[0-9]{1,2})[-/][0-9]{1,2}|年?[qQ](?<quarter>[1-4])))")
});

/// Every period that somebody typed in `passage`.
pub(super) fn periods(passage: &Passage, words: &Words) -> Vec<Period> {
    let text = passage.text();
    let written = hits(passage, &text, &WRITTEN).into_iter().filter_map(|hit| self::written(&hit, words));
    let computed = hits(passage, &text, &COMPUTED).into_iter().filter_map(|hit| self::computed(&hit));
    written.chain(computed).collect()
}

fn written(hit: &Hit<'_>, words: &Words) -> Option<Period> {
    let figure = |name: &str| hit.group(name).and_then(number);
    let era = match (hit.group("era"), hit.group("era_year")) {
        (Some(era), Some(year)) => Some(era_year(era, year, words)?),
        _ => None,
    };
    let months = match (figure("first"), figure("last"), figure("month")) {
        (Some(first), Some(last), _) => Some(first..=last),
        (_, _, Some(month)) => Some(month..=month),
        _ => None,
    };
    let months = months.map(|months| *months.start() as u32..=*months.end() as u32);
    let real = months.as_ref().is_none_or(|months| (1..=12).contains(months.start()) && *months.end() <= 12);
    let goes_on =
        hit.before.ends_with(|c: char| c.is_ascii_digit() || "０１２３４５６７８９/／.-．".contains(c));
    // 1月当たり is a measure, 7月号 a title.
    let other = ["当たり", "あたり", "号", "分の"].iter().any(|other| hit.after.starts_with(other));
    if hit.words().is_empty() || !real || goes_on || other {
        return None;
    }
    Some(Period {
        words: hit.words().trim_end_matches(['の', ' ', '　']).to_owned(),
        place: hit.place.clone(),
        year: era.or_else(|| figure("year")),
        is_fiscal: hit.group("fiscal").is_some(),
        quarter: figure("quarter").map(|quarter| quarter as u32),
        excuse: excuse(hit, months.is_none() && hit.group("quarter").is_none()),
        months,
    })
}

fn computed(hit: &Hit<'_>) -> Option<Period> {
    if hit.before.ends_with(|c: char| c.is_ascii_alphanumeric() || "-/.".contains(c)) {
        return None;
    }
    let figure = |name: &str| hit.group(name).and_then(number);
    let month = figure("month").filter(|month| (1..=12).contains(month)).map(|month| month as u32);
    let quarter = figure("quarter").map(|quarter| quarter as u32);
    let months = month.map(|month| month..=month).or(quarter.map(|quarter| quarter * 3 - 2..=quarter * 3));
    Some(Period {
        words: hit.words().to_owned(),
        place: hit.place.clone(),
        year: figure("year"),
        is_fiscal: false,
        quarter: None,
        excuse: excuse(hit, false),
        months,
    })
}

/// The calendar year of 令和4年; none where the characters before the figure name no era.
fn era_year(era: &str, year: &str, words: &Words) -> Option<i32> {
    let begins = words.dates.eras.iter().find(|known| known.name == era)?.from.year();
    let number = if year == words.dates.first_year { 1 } else { number(year)? };
    Some(begins + number - 1)
}
