//! What the days of a row do as a whole, in this quarter and in the one before, as it may be printed.
//!
//! Comes in: a row; for the previous quarter, one of which its days were asked. Nothing is told of days that are, or
//! would be, withheld.

use super::{ToldRow, Untold};
use crate::answer::Class;

impl ToldRow<'_> {
    /// Whether the days do the same as in the previous quarter.
    pub(in crate::report) fn is_continued(self) -> Result<bool, Untold> {
        let (now, before) = (self.classes()?, self.classes_before()?);
        Ok(now == before)
    }

    /// Whether the days do nothing of what they did in the previous quarter.
    pub(in crate::report) fn is_new_course(self) -> Result<bool, Untold> {
        let (now, before) = (self.classes()?, self.classes_before()?);
        Ok(!now.iter().any(|class| before.contains(class)))
    }

    /// What the days of the quarter do, one thing at least.
    pub(in crate::report) fn classes(self) -> Result<Vec<Class>, Untold> {
        self.course()?;
        let classes = self.told.answer.classes(self.row)?;
        if classes.is_empty() { Err(Untold::NoCourse) } else { Ok(classes) }
    }

    /// What the days of the previous quarter did; perhaps nothing of it.
    pub(in crate::report) fn classes_before(self) -> Result<Vec<Class>, Untold> {
        let earlier = self.told.answer.earlier.get(self.key()).ok_or(Untold::Unknown)?;
        let last = earlier.last_quarter().ok_or(Untold::NoLastQuarter)?;
        if self.told.below.is_some_and(|below| last.fewest < below) {
            return Err(Untold::Withheld);
        }
        Ok(last.classes?)
    }
}
