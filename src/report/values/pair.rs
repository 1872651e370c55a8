//! A row beside the same row of another block: at home and overseas, a part and its whole, packets and distinct counts.
//!
//! Comes in: a block's id and its row. Goes out: how the two stand to each other, as it may be told. Both must be
//! blocks of the report, so that readers see what is compared.

use super::super::desk::Desk;
use super::super::told::{Number, Told, ToldRow, Untold, is_distinct};
use super::condition::Truth;
use crate::answer::Distinct;
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

    /// Which way the distinct things go in the days of the row's event; none where there is no event, or no clear way.
    pub(super) fn distinct_way(&self, id: &str, row: ToldRow<'_>) -> Result<Option<i128>, Untold> {
        Ok(self.distinct_around(id, row)?.and_then(|(_, medians)| medians.direction()))
    }

    /// What the block that counts distinct things of the same rows calls them, and their medians around the row's event;
    /// none without an event.
    pub(super) fn distinct_around(
        &self,
        id: &str,
        row: ToldRow<'_>,
    ) -> Result<Option<(String, Distinct)>, Untold> {
        let own = self.asked_by(id)?;
        let counting =
            |told: &&&Told<'_>| is_distinct(self.job.site, told.question()) && told.question().is_beside(own);
        let counting = self.ledger.answers.values().filter(counting);
        // Of several, the first by name.
        let counting = counting.min_by_key(|told| &told.question().measure).ok_or(Untold::NoDistinct)?;
        let Some(event) = row.event()? else { return Ok(None) };
        let medians = counting.row(row.key()).ok_or(Untold::Unknown)?.distinct(&event)?;
        Ok(Some((self.measure(counting.question()), medians)))
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
