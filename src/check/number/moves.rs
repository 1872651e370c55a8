//! Directions against the data: by ranks, by the first and last ten days, by the quarter before, by a stretch of time.

use std::ops::Range;

use super::super::passage::Origin;
use super::counts::positions;
use super::figures::attribute;
use super::ground::{Asked, Ground};
use super::line::Line;
use super::subject::{Named, Subject, counts};
use super::times::spike;
use super::token::{Claim, Sense, Token};
use super::verdict::Verdict;
use crate::answer::{Answer, Row};
use crate::binding::Step;
use crate::finding::Said;
use crate::key::Key;
use crate::quarter::{Day, Span};
use crate::question::Ratio;
use crate::rules::{FLAT_PERCENT, MIN_BASE, PREVIOUS_RANK_SHOWN, STEP_DAYS, WINDOW_DAYS};
use crate::said;
use crate::words::Value;

/// What a direction is told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Basis {
    /// The previous rank and the rank.
    Ranks,
    /// The first and the last ten valid days.
    Windows,
    /// The previous quarter and this one.
    Quarters,
    /// A stretch of time and as many days before it.
    Stretch(Span),
    /// The days on which it is said to have turned, first and last: the step must be there, not near it.
    Step(Span),
}

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

/// What a direction at `token` is told by.
pub(super) fn basis(line: &Line<'_>, token: &Token, time: Option<Basis>) -> Basis {
    let clause = line.clause(token.range.start);
    let words = line.words(&(clause.start..(token.range.end + 12).min(clause.end)));
    let words = if words.is_empty() { line.words(&clause) } else { words };
    let any = |cues: &[&str]| cues.iter().any(|cue| words.contains(cue));
    if any(&["位から", "位に", "順位", "位へ", "外から", "rank"]) {
        return Basis::Ranks;
    }
    match time {
        Some(basis) => basis,
        None if any(&["前四半期と比べ", "前四半期より", "前四半期から", "前四半期比", "前四半期に比べ"]) => {
            Basis::Quarters
        }
        None => Basis::Windows,
    }
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
            let spiked = spiked(row, block.answer.quarter.span());
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
            let within = span.first <= day && day <= span.last;
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

/// Whether the row's highest day is a spike.
fn spiked(row: &Row, quarter: Span) -> bool {
    let highest = row.daily.iter().enumerate().max_by_key(|(_, packets)| **packets);
    highest.is_some_and(|(at, _)| spike(row, quarter, quarter.day(at)))
}

/// Whether any of the subject's rows has a spike.
pub(super) fn spikes(subject: &Subject<'_>, quarter: Span) -> Verdict {
    let rows = subject.blocks.iter().flat_map(|(_, block)| {
        let keys = subject.keys.iter().filter(|key| counts(block, key));
        keys.filter_map(|key| block.row(key)).collect::<Vec<_>>()
    });
    match rows.into_iter().any(|row| spiked(row, quarter)) {
        _ if subject.keys.is_empty() => Verdict::Outside,
        true => Verdict::True(None),
        false => Verdict::Unmatched(Vec::new()),
    }
}

/// The stretch that a day begins: it and the days after it, as many as a window has.
pub(super) fn from_day(day: Day) -> Span {
    Span { first: day, last: day + chrono::Days::new(WINDOW_DAYS as u64 - 1) }
}

fn sense_of(change: Ratio) -> Sense {
    let hundredfold = change.over.unsigned_abs().saturating_mul(100);
    if hundredfold < (FLAT_PERCENT as u128).saturating_mul(change.under as u128) {
        Sense::Flat
    } else if change.over > 0 {
        Sense::Rise
    } else {
        Sense::Fall
    }
}

fn sense_of_ranks(before: u32, now: u32) -> Sense {
    match before.cmp(&now) {
        std::cmp::Ordering::Greater => Sense::Rise,
        std::cmp::Ordering::Less => Sense::Fall,
        std::cmp::Ordering::Equal => Sense::Flat,
    }
}

fn moved_ranks(label: &str, before: u32, now: u32) -> Said {
    if before == now {
        return said!(
            "データでは、{label}は前四半期と同じ{now}位です",
            "in the data {label} ranks {now} as in the previous quarter"
        );
    }
    let Said { ja, en } = shown_rank(before);
    said!(
        "データでは、{label}は前四半期の{ja}から{now}位になりました",
        "in the data {label} went from {en} in the previous quarter to {now}"
    )
}

fn shown_rank(rank: u32) -> Said {
    if rank <= PREVIOUS_RANK_SHOWN {
        said!("{rank}位", "{rank}")
    } else {
        said!("{PREVIOUS_RANK_SHOWN}位より下", "below {PREVIOUS_RANK_SHOWN}")
    }
}

/// The previous rank as tables print it, one beyond the last where it is outside, and the rank.
pub(super) fn ranks(ground: &Ground<'_>, block: &Asked<'_>, key: &Key) -> Option<(u32, u32)> {
    let now = block.row(key)?.rank?;
    let previous = ground.values(block, key).iter().find(|value| attribute(value) == "previous")?;
    let Value::Text(text) = &previous.value else { return None };
    if *text == ground.desk.words.ranks.none {
        return None;
    }
    Some((text.parse().unwrap_or(PREVIOUS_RANK_SHOWN + 1), now))
}

/// How the report calls a key.
pub(super) fn label(ground: &Ground<'_>, block: &Asked<'_>, key: &Key) -> String {
    let told = ground.values(block, key).iter().find_map(|value| value.label.clone());
    told.unwrap_or_else(|| match key {
        Key::Region(region) => ground.desk.job.site.names.region(region, ground.desk.job.lang).to_owned(),
        _ => key.to_string(),
    })
}

/// Whether a row of the subject goes up and down repeatedly.
pub(super) fn swings(subject: &Subject<'_>) -> Verdict {
    let mut courses = subject.blocks.iter().flat_map(|(_, block)| {
        let keys = subject.keys.iter().filter(|key| counts(block, key));
        let rows = keys.filter_map(|key| block.row(key));
        rows.filter_map(|row| block.answer.course(row)).collect::<Vec<_>>()
    });
    match courses.any(|course| course.is_fluctuating()) {
        true => Verdict::True(None),
        false if subject.keys.is_empty() => Verdict::Outside,
        false => Verdict::Unmatched(Vec::new()),
    }
}

/// A direction that stands directly behind a bound change, or in one clause with it.
pub(super) fn beside_binding(
    ground: &Ground<'_>,
    line: &Line<'_>,
    token: &Token,
    sense: Sense,
) -> Option<Verdict> {
    let clause = line.clause(token.range.start);
    let bound = line.pieces.iter().rev().find_map(|(range, piece)| match &piece.origin {
        Origin::Bound(expression) if clause.contains(&range.start) && range.end <= token.range.start => {
            Some((expression, piece))
        }
        _ => None,
    });
    let (expression, piece) = bound?;
    let (block, key) = ground.row_of(expression)?;
    let row = block.row(&key)?;
    let change = match expression.path.last() {
        Some(Step::Name(name)) if name == "change_10d" => block.answer.change_10d(row).ok()?,
        Some(Step::Name(name)) if name == "change_quarter" => block.answer.change_quarter(row).ok()?,
        _ => return None,
    };
    let (print, label) = (&piece.text, label(ground, block, &key));
    let contradicts = sense_of(change) != sense && !(sense_of(change) == Sense::Flat && sense != Sense::Flat)
        || print.contains(&ground.desk.words.change.flat) && sense != Sense::Flat;
    let says = ground.desk.words.change(change);
    Some(if contradicts {
        Verdict::False(said!("データでは、{label}は「{says}」です", "in the data {label} is “{says}”"), None)
    } else {
        Verdict::True(None)
    })
}

/// Whether the ranks that are spoken of are those of the quarter before.
pub(super) fn same(ground: &Ground<'_>, subject: &Subject<'_>, whole: &[&Asked<'_>]) -> Verdict {
    let mut moved = Vec::new();
    let best = subject.blocks.iter().filter(|(_, block)| subject.keys.iter().any(|key| counts(block, key)));
    let fit = best.clone().map(|(fit, _)| *fit).max();
    let single = best.filter(|(own, _)| Some(*own) == fit).flat_map(|(_, block)| {
        subject.keys.iter().filter(|key| counts(block, key)).map(move |key| (*block, key))
    });
    let every = whole.iter().flat_map(|block| block.shown.iter().map(move |key| (*block, *key)));
    let rows: Vec<_> = if whole.is_empty() { single.collect() } else { every.collect() };
    for (block, key) in &rows {
        if let Some((before, now)) = ranks(ground, block, key)
            && before != now
        {
            moved.push(moved_ranks(&label(ground, block, key), before, now));
        }
    }
    match moved.first() {
        Some(says) => Verdict::False(says.clone(), None),
        None if rows.is_empty() => Verdict::Outside,
        None => Verdict::True(None),
    }
}

/// Whether a key that is called the most or the second most has that rank in any block.
pub(super) fn most(ground: &Ground<'_>, subject: &Subject<'_>, rank: u32) -> Verdict {
    let mut others = Vec::new();
    for (_, block) in &subject.blocks {
        for key in subject.keys.iter().filter(|key| counts(block, key)) {
            match block.row(key).and_then(|row| row.rank) {
                Some(own) if own == rank => return Verdict::True(None),
                Some(own) => others.push((label(ground, block, key), own)),
                None => {}
            }
        }
    }
    match others.first() {
        Some((label, own)) => {
            Verdict::False(said!("データでは、{label}は{own}位です", "in the data {label} ranks {own}"), None)
        }
        None => Verdict::Outside,
    }
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

fn span_of(claim: &Claim) -> Option<Span> {
    match claim {
        Claim::Stretch(span) => Some(*span),
        Claim::Day(day) => Some(from_day(*day)),
        _ => None,
    }
}
