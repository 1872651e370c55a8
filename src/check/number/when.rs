//! When something is said to have moved: by ranks, windows, quarters, a part of a month, or a day.

use std::ops::Range;

use super::line::Line;
use super::subject::Named;
use super::token::{Claim, Token};
use crate::quarter::{Day, Span};
use crate::rules::WINDOW_DAYS;

/// What a direction is told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Basis {
    /// The previous rank and the rank.
    Ranks,
    /// The first and the last ten valid days.
    Windows,
    /// The previous quarter and this one.
    Quarters,
    /// The same quarter of the year before and this one.
    Year,
    /// What no rule of the numbers compares: the month before, the first half.
    Elsewhere,
    /// A stretch of time and as many days before it.
    Stretch(Span),
    /// The days on which it is said to have turned, first and last: the step must be there, not near it.
    Step(Span),
}

/// Words that say what something is compared with.
const YEAR: [&str; 6] = ["前年同期", "前年の同", "前年比", "昨年同期", "昨年の同", "year before"];
const ELSEWHERE: [&str; 11] = [
    "前月",
    "前週",
    "先月",
    "先週",
    "前日",
    "昨年と",
    "昨年より",
    "昨年に比",
    "前年と",
    "前年より",
    "前年に比",
];
const WINDOWS: [&str; 4] = ["期初", "期末", "日間平均", "期間を通"];
const QUARTERS: [&str; 5] =
    ["前四半期と比べ", "前四半期より", "前四半期から", "前四半期比", "前四半期に比べ"];

/// What `words` compare with.
pub(super) fn compared(words: &str) -> Option<Basis> {
    let any = |cues: &[&str]| cues.iter().any(|cue| words.contains(cue));
    match () {
        () if any(&YEAR) => Some(Basis::Year),
        () if any(&ELSEWHERE) => Some(Basis::Elsewhere),
        () if any(&WINDOWS) => Some(Basis::Windows),
        () if any(&QUARTERS) => Some(Basis::Quarters),
        () => None,
    }
}

/// What a direction at `token` is told by; `since` is where the direction before it in its sentence ends.
pub(super) fn basis(line: &Line<'_>, token: &Token, time: Option<Basis>, since: usize) -> Basis {
    let clause = line.clause(token.range.start);
    let words = line.words(&(clause.start..(token.range.end + 12).min(clause.end)));
    let words = if words.is_empty() { line.words(&clause) } else { words };
    let any = |cues: &[&str]| cues.iter().any(|cue| words.contains(cue));
    if any(&["位から", "位に", "順位", "位へ", "外から", "rank"]) {
        return Basis::Ranks;
    }
    let halves = || any(&["前半", "後半"]).then_some(Basis::Elsewhere);
    let earlier =
        || compared(line.words(&(since.max(line.sentence(token.range.start).start)..token.range.start)));
    time.or_else(|| compared(words)).or_else(halves).or_else(earlier).unwrap_or(Basis::Windows)
}

/// The stretch that a day begins: it and the days after it, as many as a window has.
pub(super) fn from_day(day: Day) -> Span {
    Span { first: day, last: day + chrono::Days::new(WINDOW_DAYS as u64 - 1) }
}

/// The time that a direction speaks of: the last one before it and after the direction before; 期初 and the like speak
/// of none, その後 of the days after the last time.
pub(super) fn time_before(line: &Line<'_>, tokens: &[Token], named: &Named, at: usize) -> Option<Basis> {
    let begins = tokens[at].range.start;
    let (sentence, clause) = (line.sentence(begins), line.clause(begins));
    if line.words(&clause).contains("その後") {
        let last = tokens[..at].iter().rev().find_map(|token| span_of(&token.claim))?;
        let after = Span { first: last.last, last: last.last + chrono::Days::new(WINDOW_DAYS as u64) };
        return Some(Basis::Stretch(after));
    }
    let before =
        tokens[..at].iter().enumerate().rev().take_while(|(_, token)| sentence.contains(&token.range.start));
    let mut before = before.take_while(|(_, token)| !matches!(token.claim, Claim::Direction(_)));
    let (time, token) = before.find(|(_, token)| span_of(&token.claim).is_some())?;
    let between = line.words(&(token.range.end..begins));
    let windowed = ["期初", "期末", "期間を通"].iter().any(|word| between.contains(word));
    let own = line.clause(token.range.start);
    let names = |clause: &Range<usize>| named.mentions.iter().any(|mention| clause.contains(&mention.at));
    let of_another = own != clause && names(&own) && names(&clause);
    if windowed || of_another { None } else { basis_of(line, tokens, time) }
}

/// What a time at `at` says of when something moved: a part of a month, a day, or days from one to another.
pub(super) fn basis_of(line: &Line<'_>, tokens: &[Token], at: usize) -> Option<Basis> {
    let day = |at: usize| match tokens.get(at)?.claim {
        Claim::Day(day) => Some(day),
        _ => None,
    };
    let follows = |first: usize| {
        let last = tokens.get(first + 1)?;
        let between = line.text.get(tokens[first].range.end..last.range.start)?;
        matches!(between, "から" | "～" | "〜" | "、" | "と").then_some(())
    };
    if let Claim::Stretch(span) = tokens[at].claim {
        return Some(Basis::Stretch(span));
    }
    let own = day(at)?;
    let to = day(at + 1).filter(|_| follows(at).is_some());
    let from = at.checked_sub(1).and_then(|before| day(before).filter(|_| follows(before).is_some()));
    Some(Basis::Step(Span { first: from.unwrap_or(own), last: to.unwrap_or(own) }))
}

pub(super) fn span_of(claim: &Claim) -> Option<Span> {
    match claim {
        Claim::Stretch(span) => Some(*span),
        Claim::Day(day) => Some(from_day(*day)),
        _ => None,
    }
}
