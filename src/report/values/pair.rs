//! A row beside the same row of another block: at home and overseas, a part and its whole.
//!
//! Comes in: a block's id and its row. Goes out: how the two stand to each other, as it may be told. Both must be
//! blocks of the report, so that readers see what is compared.

use super::super::desk::Desk;
use super::super::told::{Number, Told, ToldRow, Untold};
use super::condition::Truth;
use crate::question::{Filter, Question, Scope};
use crate::rules::MAJORITY_PERCENT;
use crate::words::Value;

impl<'a> Desk<'a> {
    /// How far the mean a sensor and day overseas lies from the one at home.
    pub(super) fn change_overseas(&self, id: &str, row: ToldRow<'_>) -> Number {
        let own = self.asked_by(id)?;
        let scope = match own.filter.scope {
            Scope::Home => Scope::Overseas,
            Scope::Overseas => Scope::Home,
            Scope::All => return Err(Untold::NoOtherScope),
        };
        let filter = Filter { scope, ..own.filter.clone() };
        let other = self.answer(&Question { filter, ..own.clone() }).ok_or(Untold::NoOtherScope)?;
        let other = other.row(row.key()).ok_or(Untold::TooSmallToCompare)?;
        if scope == Scope::Overseas { row.change_to(other) } else { other.change_to(row) }
    }

    /// Whether the row is most of the same row of a block with fewer conditions.
    pub(super) fn is_majority(&self, id: &str, row: ToldRow<'_>) -> Truth {
        match self.share_of_whole(id, row)? {
            Value::Share(share) => Ok(share.over * 100 > share.under * MAJORITY_PERCENT),
            _ => Err(Untold::Unknown),
        }
    }

    /// The row's part of the same row of the block with the fewest conditions.
    pub(super) fn share_of_whole(&self, id: &str, row: ToldRow<'_>) -> Number {
        let own = self.asked_by(id)?;
        let wholes = self.ledger.answers.values().filter(|told| is_whole(told.question(), own));
        let whole = wholes.min_by_key(|told| told.question().filter.conditions.len());
        let whole: &Told<'_> = whole.copied().ok_or(Untold::NoWhole)?;
        row.share_of(whole.row(row.key()).ok_or(Untold::Unknown)?)
    }

    fn asked_by(&self, id: &str) -> Result<&'a Question, Untold> {
        self.ledger.answers.get(id).map(|told| told.question()).ok_or(Untold::Unknown)
    }
}

/// Whether `whole` asks the same as `part` with fewer conditions.
fn is_whole(whole: &Question, part: &Question) -> bool {
    let fewer = &whole.filter.conditions;
    let (source, by, measure) = (&whole.source, &whole.by, &whole.measure);
    (source, by, measure, whole.filter.scope) == (&part.source, &part.by, &part.measure, part.filter.scope)
        && fewer.len() < part.filter.conditions.len()
        && fewer.iter().all(|condition| part.filter.conditions.contains(condition))
}
