//! Directions against the data: by ranks, by the first and last ten days, by the quarter before, by a stretch of time.

use std::ops::Range;

use super::counts::positions;
use super::ground::{Asked, Ground};
use super::ranking::{label, moved_ranks, ranks, sense_of_ranks};
use super::subject::Subject;
use super::times::spike;
use super::token::Sense;
use super::verdict::{Mend, Verdict};
use super::when::Basis;
use crate::answer::{Answer, Row};
use crate::finding::Said;
use crate::key::Key;
use crate::quarter::{Day, Span};
use crate::question::Ratio;
use crate::rules::{FLAT_PERCENT, MIN_BASE, STEP_DAYS, WINDOW_DAYS};
use crate::said;

/// A move of one row: where it went, how the data say it, and the binding that does.
struct Moved {
    sense: Sense,
    /// Whether there are packets enough to say that the words are wrong.
    sure: bool,
    /// Whether standing still contradicts a move: of ranks it does, of changes it is too near.
    exact: bool,
    says: Said,
    /// What says the words while they are so.
    claim: Option<Mend>,
}

/// Judges a direction of the subject's rows.
pub(super) fn judge(ground: &Ground<'_>, subject: &Subject<'_>, sense: Sense, basis: Basis) -> Verdict {
    let mut moves = Vec::new();
    for key in &subject.keys {
        let moved = subject.best(key).into_iter().filter_map(|block| moved(ground, block, key, sense, basis));
        let moved: Vec<_> = moved.collect();
        // The block that agrees speaks for a key that several blocks count alike.
        let agreeing = moved.iter().position(|moved| moved.sense == sense);
        moves.extend(moved.into_iter().nth(agreeing.unwrap_or(0)));
    }
    // Of several keys one turned on the day that is told; the others did so about it.
    if matches!(basis, Basis::Step(_)) && moves.iter().any(|moved| moved.sense == sense) {
        return Verdict::True(None);
    }
    decide(moves, sense, subject.keys.is_empty())
}

fn decide(moves: Vec<Moved>, sense: Sense, nobody: bool) -> Verdict {
    if nobody {
        return Verdict::Outside;
    }
    let contradicts = |moved: &&Moved| {
        let near = moved.sense == Sense::Flat && sense != Sense::Flat && !moved.exact;
        moved.sure && moved.sense != sense && !near
    };
    let agrees = |moved: &&Moved| moved.sense == sense;
    if moves.is_empty() {
        return Verdict::Unmatched(Vec::new());
    }
    if moves.iter().all(|moved| agrees(&moved)) {
        // A condition is one row's.
        let only = moves.len() == 1;
        return Verdict::True(moves.into_iter().next().filter(|_| only).and_then(|moved| moved.claim));
    }
    match moves.iter().find(contradicts) {
        Some(against)
            if moves.iter().all(|moved| !agrees(&moved)) || moves.len() > 1 && same_kind(&moves) =>
        {
            Verdict::False(against.says.clone(), against.turn())
        }
        _ => Verdict::Unmatched(moves.into_iter().map(|moved| moved.says).take(3).collect()),
    }
}

impl Moved {
    /// The word for it, where it went somewhere.
    fn turn(&self) -> Option<Mend> {
        (self.exact || self.sure).then_some(Mend::Turn(self.sense))
    }
}

fn same_kind(moves: &[Moved]) -> bool {
    moves.iter().all(|moved| moved.sense != Sense::Flat)
}

fn moved(ground: &Ground<'_>, block: &Asked<'_>, key: &Key, sense: Sense, basis: Basis) -> Option<Moved> {
    let row = block.row(key)?;
    let label = label(ground, block, key);
    // By the sense in which it went: its condition is true, or may not be told.
    let claim = |names: [&str; 3], sense: Sense| ground.claim(block, key, names[sense as usize]);
    match basis {
        Basis::Ranks => {
            let (before, now) = ranks(ground, block, key)?;
            let (sense, says) = (sense_of_ranks(before, now), moved_ranks(&label, before, now));
            let claim = claim(["rank_up", "rank_down", "rank_held"], sense);
            Some(Moved { sense, sure: true, exact: true, says, claim })
        }
        Basis::Windows => {
            let sure = block.answer.change_10d(row).ok();
            let [first, last] = block.answer.window_rates(row)?;
            let change = sure.or_else(|| change(first, last))?;
            let spiked = block.answer.course(row).is_some_and(|course| course.spike().is_some());
            let print = ground.desk.words.change(change);
            let says = said!(
                "データでは、{label}の期末の{WINDOW_DAYS}日間平均は期初と比べて「{print}」です",
                "in the data the last {WINDOW_DAYS} days of {label} are “{print}” beside the first"
            );
            let claim = claim(["up_10d", "down_10d", "flat_10d"], sense_of(change));
            let sense =
                if sense_of(change) == Sense::Flat && spiked { Sense::Rise } else { sense_of(change) };
            let claim = claim.filter(|_| sense == sense_of(change));
            Some(Moved { sense, sure: sure.is_some(), exact: false, says, claim })
        }
        Basis::Quarters => {
            let sense = sense_of(block.answer.change_quarter(row).ok()?);
            let print = ground.desk.words.change(block.answer.change_quarter(row).ok()?);
            let says = said!(
                "データでは、{label}は前四半期と比べて「{print}」です",
                "in the data {label} is “{print}” beside the previous quarter"
            );
            let claim = claim(["up_quarter", "down_quarter", "flat_quarter"], sense);
            Some(Moved { sense, sure: true, exact: false, says, claim })
        }
        Basis::Year => {
            let change = block.answer.change_year(row).ok()?;
            let print = ground.desk.words.change(change);
            let says = said!(
                "データでは、{label}は前年同期と比べて「{print}」です",
                "in the data {label} is “{print}” beside the year before"
            );
            Some(Moved { sense: sense_of(change), sure: true, exact: false, says, claim: None })
        }
        Basis::Elsewhere => None,
        Basis::Step(span) => {
            let day = greatest_step(block.answer, row, span, sense)?;
            let within = span.first <= day && day <= span.last
                || sense == Sense::Rise && span.days().any(|day| spike(block.answer, row, day));
            let print = ground.desk.words.day(day);
            let says = said!(
                "データでは、この前後で{label}が最も大きく変わった日は{print}です",
                "in the data {label} turned most on {print} about that time"
            );
            let sense = if within { sense } else { Sense::Flat };
            Some(Moved { sense, sure: true, exact: false, says, claim: None })
        }
        Basis::Stretch(span) => {
            let Stretch { before, within, change, sure } = stretch(block.answer, row, span)?;
            let print = ground.desk.words.change(change);
            let days = |span: Span| [span.first, span.last].map(|day| ground.desk.words.day(day));
            let ([from, to], [begins, ends]) = (days(within), days(before));
            let says = said!(
                "データでは、{label}の{from}から{to}までの平均は、その前（{begins}から{ends}まで）と比べて「{print}」です",
                "in the data the mean of {label} from {from} to {to} is “{print}” beside that from {begins} to {ends}"
            );
            Some(Moved { sense: sense_of(change), sure, exact: false, says, claim: None })
        }
    }
}

/// The day of the greatest step in `sense` within and about the days of `span`: the three days from it on against the
/// three before it.
fn greatest_step(answer: &Answer, row: &Row, span: Span, sense: Sense) -> Option<Day> {
    let quarter = answer.quarter.span();
    let within = positions(span, quarter)?;
    let sum = |days: Range<usize>| days.filter_map(|day| row.daily.get(day)).sum::<i64>();
    let step = |day: &usize| {
        let step = sum(*day..day + STEP_DAYS) - sum(day.saturating_sub(STEP_DAYS)..*day);
        if sense == Sense::Fall { -step } else { step }
    };
    let about = within.start.saturating_sub(STEP_DAYS).max(1)..(within.end + STEP_DAYS).min(row.daily.len());
    let greatest = about.rev().max_by_key(step).filter(|day| step(day) > 0)?;
    Some(quarter.day(greatest))
}

/// A stretch of time beside the days before it.
struct Stretch {
    before: Span,
    within: Span,
    change: Ratio,
    /// Whether there are packets enough to speak of a change.
    sure: bool,
}

/// The change of the mean a sensor and day from the days before a stretch to the stretch: as many days as it has, but a
/// window at least, as far as the quarter has them.
fn stretch(answer: &Answer, row: &Row, span: Span) -> Option<Stretch> {
    let quarter = answer.quarter.span();
    let within = positions(span, quarter)?;
    let before = within.start.saturating_sub(within.len().max(WINDOW_DAYS))..within.start;
    let days = |days: &Range<usize>| {
        let last = days.end.checked_sub(1).filter(|last| *last >= days.start)?;
        Some(Span { first: quarter.day(days.start), last: quarter.day(last) })
    };
    let mean = |days: Range<usize>| {
        let packets: i64 = days.clone().filter_map(|day| row.daily.get(day)).sum();
        let seen: i64 =
            days.filter_map(|day| answer.days_of(row).get(day)).map(|day| i64::from(day.observed)).sum();
        Ratio::new(packets.into(), seen.into())
    };
    let spans = (days(&before)?, days(&within)?);
    let (before, after) = (mean(before)?, mean(within)?);
    let sure = before.over.min(after.over) >= i128::from(MIN_BASE);
    Some(Stretch { before: spans.0, within: spans.1, change: change(before, after)?, sure })
}

/// The change from one mean to another; from nothing, everything is a rise.
fn change(before: Ratio, after: Ratio) -> Option<Ratio> {
    if before.over == 0 {
        return (after.over > 0).then_some(Ratio { over: 1, under: 1 });
    }
    let (before_scaled, after_scaled) = (before.over * after.under, after.over * before.under);
    Ratio::new(after_scaled - before_scaled, before_scaled)
}

pub(super) fn sense_of(change: Ratio) -> Sense {
    match change.direction(FLAT_PERCENT) {
        0 => Sense::Flat,
        1 => Sense::Rise,
        _ => Sense::Fall,
    }
}
