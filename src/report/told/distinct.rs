//! How many distinct things a row counts while an event of packets lasts, as it may be told: by no index, and of no day
//! that is withheld.

use super::{ToldRow, Untold};
use crate::answer::{Distinct, Event};

impl ToldRow<'_> {
    /// The medians of this row, which counts distinct things, around `event`.
    pub(in crate::report) fn distinct(self, event: &Event) -> Result<Distinct, Untold> {
        if self.told.is_index() {
            return Err(Untold::NoIndex);
        }
        self.all_days()?;
        self.told.answer.distinct(self.row, event).ok_or(Untold::Unknown)
    }
}
