//! What a row's change is made of, as it may be printed: which part moved most, and how much of the change it is.
//!
//! Comes in: a row, and the answer that parts it. Nothing is told of a part whose days are withheld.

use std::cmp::Reverse;

use super::{Number, Told, ToldRow, Untold};
use crate::question::Ratio;
use crate::rules::{CARRIED_PERCENT, FEWEST_SENSORS, FLAT_PERCENT, INDEX_SHARE_PARTS};
use crate::words::Value;

impl ToldRow<'_> {
    /// The row of `parts` that moved most in the direction of this row, from the first to the last ten valid days.
    pub(in crate::report) fn cause<'p>(self, parts: &'p Told<'p>) -> Result<ToldRow<'p>, Untold> {
        let Value::Change(change) = self.change_10d()? else { return Err(Untold::Unknown) };
        if change.direction(FLAT_PERCENT) == 0 {
            return Err(Untold::Flat);
        }
        if !parts.complete {
            return Err(Untold::CutParts);
        }
        let moved = |part: &ToldRow<'_>| part.moved().map_or(0, |moved| moved.over * change.over.signum());
        let cause = parts.rows().max_by_key(|part| (moved(part), Reverse(part.key())));
        let cause = cause.filter(|cause| moved(cause) > 0).ok_or(Untold::CutParts)?;
        // Keys that are not told apart could hide a larger one, unless all of them together moved less.
        let rest = moved(&self) - parts.rows().map(|part| moved(&part)).sum::<i128>();
        if rest >= moved(&cause) {
            return Err(Untold::CutParts);
        }
        cause.change_days()?;
        Ok(cause)
    }

    /// What part of this row's change its cause is.
    pub(in crate::report) fn cause_share(self, parts: &Told<'_>) -> Number {
        let cause = self.cause(parts)?;
        let (whole, part) = (self.moved().ok_or(Untold::Unknown)?, cause.moved().ok_or(Untold::Unknown)?);
        if part.under != whole.under {
            return Err(Untold::Unknown);
        }
        let share =
            Ratio::new(part.over.saturating_abs(), whole.over.saturating_abs()).ok_or(Untold::Flat)?;
        if self.told.is_index() && self.moved_packets() < INDEX_SHARE_PARTS {
            return Err(Untold::NoIndex);
        }
        if share.over > share.under { Err(Untold::Beyond) } else { Ok(Value::Share(share)) }
    }

    /// How far its mean a sensor and day moved from the first to the last ten valid days.
    fn moved(self) -> Option<Ratio> {
        let [first, last] = self.told.answer.window_rates(self.row)?;
        Ratio::new(last.over * first.under - first.over * last.under, first.under * last.under)
    }

    /// By how many packets the two windows differ at least.
    fn moved_packets(self) -> i64 {
        let rates = self.told.answer.window_rates(self.row);
        let under = rates.map_or(1, |[first, last]| first.under.max(last.under));
        let packets = self.moved().map_or(0, |moved| moved.over.saturating_abs() / under);
        i64::try_from(packets).unwrap_or(i64::MAX)
    }
}

impl<'a> Told<'a> {
    /// The largest part of the packets that a single row has.
    pub(in crate::report) fn largest_share(&'a self) -> Number {
        self.top(1).first().ok_or(Untold::Unknown)?.share()
    }

    /// Whether the first row carries all; told where there are rows enough for one to stand out.
    pub(in crate::report) fn is_carried(&'a self) -> Result<bool, Untold> {
        match self.largest_share()? {
            Value::Share(_) if self.sensors().is_none_or(|sensors| sensors < FEWEST_SENSORS) => {
                Err(Untold::FewSensors)
            }
            Value::Share(share) => Ok(share.over * 100 > share.under * i128::from(CARRIED_PERCENT)),
            _ => Err(Untold::Unknown),
        }
    }
}
