//! Values and conditions of a line that is shown with the range that is normal for it.
//!
//! Comes in: a chart's id and the row of its line. Goes out: how its days lie to the band as it is drawn, and the ends of
//! that; of any other row why there is nothing.

use super::super::desk::Desk;
use super::super::told::{NoRange, Number, ToldRow, Untold};
use crate::answer::Outside;
use crate::manuscript::{Block, Chart};
use crate::words::Value;

/// Values of such a line.
pub(super) const NORMAL: [&str; 4] = ["days_above_normal", "days_below_normal", "normal_low", "normal_high"];

impl From<NoRange> for Untold {
    fn from(no: NoRange) -> Self {
        match no {
            NoRange::Short(_) => Self::NoNormal,
            NoRange::Withheld => Self::Withheld,
        }
    }
}

impl Desk<'_> {
    /// A value of the line that `row` is in the chart `id`.
    pub(super) fn of_normal(&self, id: &str, row: ToldRow<'_>, name: &str) -> Number {
        let days = |count: usize| Value::Number(i64::try_from(count).unwrap_or(i64::MAX));
        match name {
            "days_above_normal" => Ok(days(self.outside(id, row)?.above)),
            "days_below_normal" => Ok(days(self.outside(id, row)?.below)),
            _ => {
                let (chart, quarters) = self.normal_chart(id)?;
                let [low, high] = row.normal_ends(quarters, chart.mean)?;
                if name == "normal_low" { low } else { high }
            }
        }
    }

    /// How the days of that line lie to its band.
    pub(super) fn outside(&self, id: &str, row: ToldRow<'_>) -> Result<Outside, Untold> {
        let (chart, quarters) = self.normal_chart(id)?;
        let ends = row.normal(quarters, chart.per, chart.mean)?;
        row.outside(&row.points(chart.per, chart.mean), &ends)
    }

    fn normal_chart(&self, id: &str) -> Result<(&Chart, u32), Untold> {
        match self.job.manuscript.asking(id) {
            Some(Block::Chart(chart)) => {
                chart.normal.as_ref().map(|(quarters, _)| (chart, *quarters)).ok_or(Untold::NoNormal)
            }
            _ => Err(Untold::NoNormal),
        }
    }
}
