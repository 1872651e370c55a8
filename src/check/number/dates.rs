//! Days and parts of months as they are typed: 10月19日, 10/19, 12月, 10月下旬, 19 October.

use super::token::Claim;
use crate::quarter::{Day, Quarter, Span};

/// Parts of a month, and its first and last day; a last day of 0 is the month's end.
const PARTS: [(&str, u32, u32); 8] = [
    ("上旬", 1, 10),
    ("初め", 1, 10),
    ("初旬", 1, 10),
    ("中旬", 11, 20),
    ("下旬", 21, 0),
    ("末", 21, 0),
    ("前半", 1, 15),
    ("後半", 16, 0),
];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day or stretch at the head of `rest`, and its length. A day without a month has that of the day before it.
pub(super) fn date(before: &str, rest: &str, month: Option<Day>, quarter: Quarter) -> Option<(usize, Claim)> {
    if before.ends_with(|c: char| c.is_ascii_digit() || c.is_ascii_alphabetic()) {
        return None;
    }
    let (number, after) = number(rest)?;
    let length = |after: &str| rest.len() - after.len();
    if let Some((last, tail)) = ranged(after)
        && let Some(tail) = tail.strip_prefix('月')
    {
        let span = Span { first: day_of(number, 1, quarter)?, last: month_end(day_of(last, 1, quarter)?) };
        return Some((length(tail), Claim::Stretch(span)));
    }
    if let Some(tail) = after.strip_prefix('月') {
        return monthly(rest, tail, number, quarter);
    }
    if let Some((day, tail)) = after.strip_prefix('/').and_then(self::number)
        && !tail.starts_with(['/', '.'])
    {
        // 1/3 is a part, where the quarter has no January.
        let day = day_of(number, day, quarter).filter(|day| quarter.span().index(*day).is_some())?;
        return Some((length(tail), Claim::Day(day)));
    }
    if let Some(at) =
        after.strip_prefix(' ').and_then(|word| MONTHS.iter().position(|name| word.starts_with(name)))
    {
        let tail = &after[1 + MONTHS[at].len()..];
        return Some((length(tail), Claim::Day(day_of(at as u32 + 1, number, quarter)?)));
    }
    let tail = after.strip_prefix('日')?;
    let counts = ["間", "分", "だけ", "当", "あた", "平均", "続", "以上", "連続", "以内", "後", "前", "ごと"];
    let follows = ["から", "～", "〜", "、", "・", "と"].iter().any(|word| before.ends_with(word));
    let counted = counts.iter().any(|word| tail.starts_with(word)) || tail.starts_with("のうち");
    let month = month.filter(|_| follows && !counted)?;
    let month_number = month.format("%m").to_string().parse().ok()?;
    Some((length(tail), Claim::Day(day_of(month_number, number, quarter)?)))
}

fn monthly(rest: &str, tail: &str, month: u32, quarter: Quarter) -> Option<(usize, Claim)> {
    let length = |after: &str| rest.len() - after.len();
    if let Some((day, tail)) = number(tail)
        && let Some(tail) = tail.strip_prefix('日').or_else(|| ranged(tail).map(|_| tail))
    {
        let claim = day_of(month, day, quarter).map(Claim::Day);
        return claim
            .or((1..=12).contains(&month).then_some(Claim::NoDay))
            .map(|claim| (length(tail), claim));
    }
    let part = PARTS.iter().find(|(word, ..)| tail.starts_with(word));
    let (word, first, last) = part.copied().unwrap_or(("", 1, 0));
    let first = day_of(month, first, quarter)?;
    let last = if last > 0 { day_of(month, last, quarter)? } else { month_end(first) };
    Some((length(&tail[word.len()..]), Claim::Stretch(Span { first, last })))
}

/// The number behind a sign of a range.
fn ranged(after: &str) -> Option<(u32, &str)> {
    number(after.strip_prefix(['～', '〜', '~', '-', '–'])?)
}

fn month_end(day: Day) -> Day {
    day.iter_days()
        .take_while(|next| next.format("%m").to_string() == day.format("%m").to_string())
        .last()
        .unwrap_or(day)
}

/// The day in the year that lies nearest to the quarter.
fn day_of(month: u32, day: u32, quarter: Quarter) -> Option<Day> {
    let [first, ..] = quarter.months();
    let year = match (first, month) {
        (1..=3, 10..=12) => quarter.year() - 1,
        (10..=12, 1..=3) => quarter.year() + 1,
        _ => quarter.year(),
    };
    Day::from_ymd_opt(year, month, day)
}

/// One or two digits.
fn number(text: &str) -> Option<(u32, &str)> {
    let mut value = 0;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let Some(digit) = digit(c) else { break };
        value = value * 10 + digit;
        rest = &rest[c.len_utf8()..];
        if value > 99 {
            return None;
        }
    }
    (rest.len() < text.len()).then_some((value, rest))
}

/// The value of a digit of either width.
pub(super) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}
