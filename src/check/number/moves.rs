//! Directions against the data: by ranks, by the first and last ten days, by the quarter before, by a stretch of time.

use std::ops::Range;

use super::counts::positions;
use super::ground::{Asked, Ground};
use super::ranking::{label, moved_ranks, ranks, sense_of_ranks};
use super::subject::{Subject, counts};
use super::times::spike;
use super::token::Sense;
use super::verdict::Verdict;
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
    binding: Option<String>,
}

/// Judges a direction of the subject's rows.
pub(super) fn judge(ground: &Ground<'_>, subject: &Subject<'_>, sense: Sense, basis: Basis) -> Verdict {
    let best = |key: &Key| {
        let blocks =
            subject.blocks.iter().filter(|(_, block)| counts(block, key) && block.row(key).is_some());
        let fit = blocks.clone().map(|(fit, _)| *fit).max();
        blocks.filter(move |(own, _)| Some(*own) == fit).map(|(_, block)| *block).collect::<Vec<_>>()
    };
    let mut moves = Vec::new();
    for key in &subject.keys {
        let moved = best(key).into_iter().filter_map(|block| moved(ground, block, key, sense, basis));
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
        return Verdict::True(moves.into_iter().next().and_then(|moved| moved.binding));
    }
    match moves.iter().find(contradicts) {
        Some(against)
            if moves.iter().all(|moved| !agrees(&moved)) || moves.len() > 1 && same_kind(&moves) =>
        {
            Verdict::False(against.says.clone(), against.binding.clone())
        }
        _ => Verdict::Unmatched(moves.into_iter().map(|moved| moved.says).take(3).collect()),
    }
}

fn same_kind(moves: &[Moved]) -> bool {
    moves.iter().all(|moved| moved.sense != Sense::Flat)
}

fn moved(ground: &Ground<'_>, block: &Asked<'_>, key: &Key, sense: Sense, basis: Basis) -> Option<Moved> {
    let row = block.row(key)?;
    let label = label(ground, block, key);
    let binding = |name: &str, filter: &str| {
        let path = if *key == Key::Total { String::new() } else { format!("[\"{key}\"]") };
        Some(format!("{{{{ {}{path}.{name}{filter} }}}}", block.id))
    };
    match basis {
        Basis::Ranks => {
            let (before, now) = ranks(ground, block, key)?;
            let sense = sense_of_ranks(before, now);
            let says = moved_ranks(&label, before, now);
            Some(Moved { sense, sure: true, exact: true, says, binding: binding("rank", "") })
        }
        Basis::Windows => {
            let sure = block.answer.change_10d(row).ok();
            let [first, last] = block.answer.window_rates(row)?;
            let change = sure.or_else(|| change(first, last))?;
            let spiked = block.answer.course(row).is_some_and(|course| course.spike().is_some());
            let (print, binding) = (ground.desk.words.change(change), binding("change_10d", " | wari"));
            let says = said!(
                "データでは、{label}の期末の{WINDOW_DAYS}日間平均は期初と比べて「{print}」です",
                "in the data the last {WINDOW_DAYS} days of {label} are “{print}” beside the first"
            );
            let sense =
                if sense_of(change) == Sense::Flat && spiked { Sense::Rise } else { sense_of(change) };
            let binding = binding.filter(|_| sure.is_some() && sense == sense_of(change));
            Some(Moved { sense, sure: sure.is_some(), exact: false, says, binding })
        }
        Basis::Quarters => {
            let change = block.answer.change_quarter(row).ok()?;
            let (print, binding) = (ground.desk.words.change(change), binding("change_quarter", " | wari"));
            let says = said!(
                "データでは、{label}は前四半期と比べて「{print}」です",
                "in the data {label} is “{print}” beside the previous quarter"
            );
            Some(Moved { sense: sense_of(change), sure: true, exact: false, says, binding })
        }
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
            Some(Moved { sense, sure: true, exact: false, says, binding: None })
        }
        Basis::Stretch(span) => {
            let (change, sure) = stretch(block.answer, row, span)?;
            let (print, first, last) = (ground.desk.words.change(change), span.first, span.last);
            let says = said!(
                "データでは、{label}の{first}から{last}までの平均は、その前の同じ日数と比べて「{print}」です",
                "in the data the mean of {label} from {first} to {last} is “{print}” beside as many days before"
            );
            Some(Moved { sense: sense_of(change), sure, exact: false, says, binding: None })
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

/// The change of the mean a sensor and day from the days before a stretch to the stretch, as many days as it has, and
/// whether there are packets enough to speak of one.
fn stretch(answer: &Answer, row: &Row, span: Span) -> Option<(Ratio, bool)> {
    let within = positions(span, answer.quarter.span())?;
    let before = within.start.saturating_sub(within.len().max(WINDOW_DAYS))..within.start;
    let mean = |days: Range<usize>| {
        let packets: i64 = days.clone().filter_map(|day| row.daily.get(day)).sum();
        let seen: i64 =
            days.filter_map(|day| answer.days_of(row).get(day)).map(|day| i64::from(day.observed)).sum();
        Ratio::new(packets.into(), seen.into())
    };
    let (before, after) = (mean(before)?, mean(within)?);
    Some((change(before, after)?, before.over.min(after.over) >= i128::from(MIN_BASE)))
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
    let hundredfold = change.over.unsigned_abs().saturating_mul(100);
    if hundredfold < (FLAT_PERCENT as u128).saturating_mul(change.under as u128) {
        Sense::Flat
    } else if change.over > 0 {
        Sense::Rise
    } else {
        Sense::Fall
    }
}
