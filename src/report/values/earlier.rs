//! Conditions that the previous quarter's days tell: whether a row goes on as it did there, or otherwise.
//!
//! Comes in: a manuscript's bindings. Goes out: the rows of which that quarter's days have to be asked.

use std::collections::BTreeMap;

use super::super::desk::Desk;
use super::super::normal::Before;
use super::super::told::{Told, ToldRow, is_distinct};
use crate::binding::Step;
use crate::manuscript::Manuscript;

/// Conditions of a row that rest on the days of the previous quarter.
pub(super) const EARLIER: [&str; 2] = ["continued", "new_course"];

/// The paths of a manuscript's bindings that the previous quarter's days tell.
pub(in crate::report) fn looking_back(manuscript: &Manuscript) -> Vec<&[Step]> {
    let looks = |path: &[Step]| matches!(path.last(), Some(Step::Name(name)) if EARLIER.contains(&&**name));
    let bindings = manuscript.bindings().into_iter().map(|(_, expression)| expression.path.as_slice());
    bindings.filter(|path| looks(path)).collect()
}

impl<'a> Desk<'a> {
    /// The rows that the bindings look back on, each over one quarter.
    pub(in crate::report) fn looked_back(&self) -> BTreeMap<Before, u32> {
        let row = |path: &&[Step]| {
            let [Step::Name(id), rest @ ..] = path else { return None };
            let told = self.ledger.answers.get(id.as_str())?;
            let (row, _) = self.row_of(id, told, rest).ok()?;
            self.days_before(told, row)
        };
        looking_back(self.job.manuscript).iter().filter_map(row).map(|before| (before, 1)).collect()
    }

    /// Every row that a binding could look back on.
    pub(in crate::report) fn every_before(&self) -> BTreeMap<Before, u32> {
        let of_block = |(&id, &told): (&&str, &&'a Told<'a>)| {
            let rows = self.listed(id, told).into_iter();
            rows.filter_map(|row| Some((self.days_before(told, row)?, 1))).collect::<Vec<_>>()
        };
        self.ledger.answers.iter().flat_map(of_block).collect()
    }

    fn days_before(&self, told: &Told<'_>, row: ToldRow<'_>) -> Option<Before> {
        let adds = !is_distinct(self.job.site, told.question());
        adds.then(|| Before { of: told.question().clone(), key: row.key().clone() })
    }
}
