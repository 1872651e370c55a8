//! How a row goes through the quarter: swings, spikes, and the words beside a bound change.

use super::super::passage::Origin;
use super::ground::Ground;
use super::line::Line;
use super::moves::sense_of;
use super::ranking::label;
use super::subject::Subject;
use super::token::{Sense, Token};
use super::verdict::{Mend, Verdict};
use crate::answer::Course;
use crate::binding::Step;
use crate::said;

/// Whether any of the subject's rows has a spike.
pub(super) fn spikes(subject: &Subject<'_>) -> Verdict {
    judged(subject, |course| course.spike().is_some())
}

/// Whether any of the subject's rows rises and falls repeatedly.
pub(super) fn swings(subject: &Subject<'_>) -> Verdict {
    judged(subject, Course::is_fluctuating)
}

/// Whether the course of any of the subject's rows is as `test` says.
fn judged(subject: &Subject<'_>, test: impl Fn(&Course) -> bool) -> Verdict {
    let rows = subject.rows();
    let mut courses = rows.iter().filter_map(|(block, _, row)| block.answer.course(row));
    match courses.any(|course| test(&course)) {
        _ if subject.keys.is_empty() => Verdict::Outside,
        true => Verdict::True(None),
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
    let contradicts = sense_of(change) != sense && sense_of(change) != Sense::Flat
        || print.contains(&ground.desk.words.change.flat) && sense != Sense::Flat;
    let says = ground.desk.words.change(change);
    Some(if contradicts {
        Verdict::False(
            said!("データでは、{label}は「{says}」です", "in the data {label} is “{says}”"),
            Some(Mend::Turn(sense_of(change))),
        )
    } else {
        Verdict::True(None)
    })
}
