//! The previous quarter of a row, out of an answer about its days in quarters before.
//!
//! Comes in: such an answer, of one row alone. Goes out: what that row's days did in the previous quarter, by the tests
//! that judge the quarter itself.

use super::{Answer, Class, Row, TooSmall};
use crate::question::Sums;

/// What the days of the previous quarter did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastQuarter {
    /// By the tests of a course; nothing where none of it can be said of them.
    pub classes: Result<Vec<Class>, TooSmall>,
    /// The fewest packets of a day.
    pub fewest: i64,
}

impl Answer {
    /// What the one row did in the previous quarter; none where less than half of its days are valid: days that nobody saw
    /// may have done something else.
    pub fn last_quarter(&self) -> Option<LastQuarter> {
        let last = self.previous_quarter()?;
        let valid = last.days.iter().filter(|day| day.valid()).count();
        // A row without a packet in all these quarters does nothing.
        let classes = last.rows.first().map_or(Ok(Vec::new()), |row| last.classes(row));
        let packets = |at: usize| last.rows.first().and_then(|row| row.daily.get(at)).copied().unwrap_or(0);
        let observed = last.days.iter().enumerate().filter(|(_, day)| day.observed > 0);
        let fewest = observed.map(|(at, _)| packets(at)).min()?;
        (valid * 2 >= last.days.len()).then_some(LastQuarter { classes, fewest })
    }

    /// The days of the previous quarter alone; none where they were not asked.
    fn previous_quarter(&self) -> Option<Self> {
        let quarter = self.quarter.previous();
        let span = quarter.span();
        let (from, to) = (self.span.index(span.first)?, self.span.index(span.last)?);
        let row = |row: &Row| {
            let daily = row.daily.get(from..=to).unwrap_or_default().to_vec();
            let sum = daily.iter().sum();
            Row { sums: Sums { every: sum, observed: sum }, daily, ..row.clone() }
        };
        let rows: Vec<Row> = self.rows.iter().map(row).collect();
        let days = self.days.get(from..=to)?.to_vec();
        Some(Self { quarter, span, days, rows, ..self.clone() })
    }
}
