//! The range that is normal for a row, day by day, as it may be printed.
//!
//! Comes in: a row of which the quarters before are known. Goes out: the low and the high end of each observed day, or
//! why there are none. Nothing is told that was made from days which would be withheld.

use super::{Number, Point, ToldRow, Untold};
use crate::answer::{Answer, Normal, Outside};
use crate::manuscript::Per;
use crate::question::Ratio;
use crate::words::Value;

/// Why there is no normal range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum NoRange {
    /// Only so many quarters have data.
    Short(u32),
    /// It is made from days that are withheld.
    Withheld,
}

impl ToldRow<'_> {
    /// The range from the `quarters` before: the low and the high end of each day in parts, none on days that were not
    /// observed.
    pub(in crate::report) fn normal(
        self,
        quarters: u32,
        per: Per,
        mean: u32,
    ) -> Result<Vec<[Point; 2]>, NoRange> {
        let normal = self.range(quarters, mean)?;
        let day = |at| normal.ends().map(|end| self.end(end, at, per, mean));
        Ok((0..self.told.days().len()).map(day).collect())
    }

    /// The low and the high end of that range, a sensor and day.
    pub(in crate::report) fn normal_ends(self, quarters: u32, mean: u32) -> Result<[Number; 2], NoRange> {
        let ends = self.range(quarters, mean)?.ends();
        Ok(ends.map(|end| self.told.mean(end, |base| base.sensor_day)))
    }

    fn range(self, quarters: u32, mean: u32) -> Result<Normal, NoRange> {
        let earlier: &Answer = self.told.answer.earlier.get(self.key()).ok_or(NoRange::Short(0))?;
        let held = earlier.quarters_held(quarters);
        if held < quarters {
            return Err(NoRange::Short(held));
        }
        let normal = earlier.normal(quarters, mean).ok_or(NoRange::Short(held))?;
        if self.told.below.is_some_and(|below| normal.fewest < below) {
            return Err(NoRange::Withheld);
        }
        Ok(normal)
    }

    /// How the valid days of a line of this row lie to its range.
    ///
    /// # Errors
    /// Of a day that is not told.
    pub(in crate::report) fn outside(self, points: &[Point], ends: &[[Point; 2]]) -> Result<Outside, Untold> {
        let mut outside = Outside::default();
        let valid = self.told.answer.days_of(self.row).iter().map(|day| day.valid());
        for ((point, [low, high]), _) in points.iter().zip(ends).zip(valid).filter(|(_, valid)| *valid) {
            let [value, low, high] = match [point, low, high].map(|point| point.told()) {
                _ if *point == Point::Withheld => return Err(Untold::Withheld),
                [Some(value), Some(low), Some(high)] => [value, low, high],
                // Before a moving mean begins there is neither.
                _ if *point == Point::Gap => continue,
                _ => return Err(Untold::NoIndex),
            };
            outside.days += 1;
            outside.above += usize::from(value > high);
            outside.below += usize::from(value < low);
        }
        Ok(outside)
    }

    /// An end of the range on a day: a mean a sensor and day, or of a day's sum so many times as sensors were observed.
    fn end(self, end: Ratio, at: usize, per: Per, mean: u32) -> Point {
        let Some(days) = self.observed_window(at, mean) else { return Point::Gap };
        let sensor_days: i128 = days.iter().map(|day| i128::from(self.observed(*day))).sum();
        let of_day = match per {
            Per::SensorDay => Some(end),
            Per::Day => Ratio::new(end.over * sensor_days, end.under * days.len() as i128),
        };
        let told = of_day.map(|of_day| self.told.mean(of_day, |base| base.of(per)));
        let Some(Ok(Value::Mean(value) | Value::Index(value))) = told else { return Point::NoIndex };
        let rounded = value.rounded(self.told.parts(per, mean).into());
        rounded.and_then(|value| i64::try_from(value).ok()).map_or(Point::Gap, Point::Told)
    }
}
