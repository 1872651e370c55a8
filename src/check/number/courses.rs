//! How a row goes through the quarter: swings, spikes, and the words beside a bound change.

use super::super::passage::Origin;
use super::ground::Ground;
use super::line::Line;
use super::moves::sense_of;
use super::ranking::label;
use super::subject::{Subject, counts};
use super::times::spike;
use super::token::{Sense, Token};
use super::verdict::Verdict;
use crate::answer::Row;
use crate::binding::Step;
use crate::quarter::Span;
use crate::rules::SWINGS;
use crate::said;

/// Whether the row's highest day is a spike.
pub(super) fn spiked(row: &Row, quarter: Span) -> bool {
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

/// Whether the rows of `keys` go up and down: their days cross their mean often.
pub(super) fn swings(subject: &Subject<'_>) -> Verdict {
    let rows = subject.blocks.iter().flat_map(|(_, block)| {
        let keys = subject.keys.iter().filter(|key| counts(block, key));
        keys.filter_map(|key| block.row(key)).collect::<Vec<_>>()
    });
    let crosses = |row: &Row| {
        let mean = row.daily.iter().sum::<i64>() / (row.daily.len() as i64).max(1);
        let above: Vec<_> = row.daily.iter().map(|packets| *packets > mean).collect();
        above.windows(2).filter(|pair| pair[0] != pair[1]).count()
    };
    match rows.map(crosses).max() {
        None if subject.keys.is_empty() => Verdict::Outside,
        Some(crossed) if crossed >= SWINGS => Verdict::True(None),
        _ => Verdict::Unmatched(Vec::new()),
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
