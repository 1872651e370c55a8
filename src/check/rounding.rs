//! Bindings whose words would be others a little further on: 14.9 % is 約1割, 15.0 % is 約2割.
//!
//! Comes in: the passages' bindings with their exact values. Goes out: a note with the exact figure for each that lies
//! near a boundary of its words. It judges no sentence.

use super::{Desk, Origin, Piece};
use crate::binding::Expression;
use crate::finding::{Finding, Place};
use crate::question::Ratio;
use crate::report;
use crate::rules::{FLAT_PERCENT, MULTIPLE_PERCENT, NEAR_PERMILLE};
use crate::said;
use crate::words::Value;

/// A thousandth is the unit here: half a percentage point is five of them.
const PARTS: i128 = 1000;

/// A note for each binding near a boundary.
pub(super) fn rounding(desk: &Desk<'_>) -> Vec<Finding> {
    let bound: Vec<(&Piece, &Expression)> = desk
        .passages
        .iter()
        .flat_map(|passage| &passage.pieces)
        .filter_map(|piece| match &piece.origin {
            Origin::Bound(expression) => Some((piece, expression)),
            _ => None,
        })
        .collect();
    let values = report::exact(desk.job, bound.iter().map(|(_, expression)| *expression));
    let near = |((piece, expression), value): (&(&Piece, &Expression), Option<Value>)| {
        let rounded = expression.calls.last().is_some_and(|call| call.name == "wari");
        let (part, boundaries) = steps(&value.filter(|_| rounded)?)?;
        let boundary = boundaries.into_iter().find(|boundary| is_near(part, *boundary))?;
        Some(note(desk, piece, part, boundary))
    };
    bound.iter().zip(values).filter_map(near).collect()
}

/// The size of a value that is told in tenths, and where its words change, in percent.
fn steps(value: &Value) -> Option<(Ratio, Vec<i128>)> {
    let part = match value {
        Value::Share(share) => *share,
        Value::Change(change) => Ratio { over: change.over.saturating_abs(), under: change.under },
        _ => return None,
    };
    // Halves of tenths: 5, 15, … 95, the first and the last of which bound nearly flat and multiples, too.
    Some((part, (FLAT_PERCENT..=MULTIPLE_PERCENT).step_by(10).collect()))
}

/// Whether a part lies within half a percentage point of `boundary`.
fn is_near(part: Ratio, boundary: i128) -> bool {
    let parts =
        part.over.saturating_mul(PARTS) - boundary.saturating_mul(part.under).saturating_mul(PARTS / 100);
    parts.saturating_abs() <= part.under.saturating_mul(NEAR_PERMILLE)
}

fn note(desk: &Desk<'_>, piece: &Piece, part: Ratio, boundary: i128) -> Finding {
    let (words, exact) = (&piece.text, desk.words.percent(part, 2));
    Finding::note(
        "near-boundary",
        Place::clone(&piece.place),
        said!(
            "「{words}」の元の値は{exact}で、言い回しが変わる{boundary}%のすぐ近くです。",
            "“{words}” is {exact}, close to {boundary} percent, where the words change."
        ),
        said!(
            "丸めた言い回しでよいかを確かめてください。数で示すなら「| percent(1)」にします。",
            "Make sure that the rounded words will do, or give the figure by | percent(1)."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The boundary that a value in tenths of a percent lies near.
    fn near(value: Value) -> Option<i128> {
        let (part, boundaries) = steps(&value)?;
        boundaries.into_iter().find(|boundary| is_near(part, *boundary))
    }

    #[test]
    fn half_a_percentage_point_on_either_side_is_near() {
        let ratio = |over| Ratio { over, under: 1000 };
        for (permille, boundary) in [
            (149, Some(15)),
            (150, Some(15)),
            (145, Some(15)),
            (155, Some(15)),
            (144, None),
            (156, None),
            (49, Some(5)),
            (949, Some(95)),
            (200, None),
            (0, None),
            (2000, None),
        ] {
            assert_eq!(near(Value::Change(ratio(permille))), boundary, "{permille}");
            assert_eq!(near(Value::Change(ratio(-permille))), boundary, "-{permille}");
            assert_eq!(near(Value::Share(ratio(permille))), boundary, "share {permille}");
        }
        assert_eq!(near(Value::Number(15)), None);
    }
}
