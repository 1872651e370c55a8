//! Rows of the first ranks most of whose days lie outside what was normal in the quarters before.
//!
//! Comes in: the days of these rows in quarters before, and what each sensor had. Goes out: those that lie outside, with
//! what stands behind them. A site with fewer than four quarters before has none.

use super::course::Past;
use super::{Job, Level, evidence, rank};
use crate::answer::{Answer, Normal, Outside, Row};
use crate::quarter::Span;
use crate::question::{By, Question, Ratio};
use crate::report::Before;
use crate::rules::{
    CARRIED_PERCENT, FEWEST_SENSORS, FLAT_PERCENT, MIN_BASE, NORMAL_QUARTERS, WEIGHT_PERMILLE,
};

/// A row that lies outside.
pub(super) struct Found<'a> {
    pub(super) question: &'a Question,
    answer: &'a Answer,
    pub(super) row: &'a Row,
    /// From so many quarters.
    pub(super) quarters: u32,
    /// Valid days that these lack.
    pub(super) lacking: usize,
    pub(super) normal: Normal,
    pub(super) outside: Outside,
    /// The median of the quarter, a sensor and day.
    pub(super) median: Ratio,
    /// The sensors by their part of what lies beyond their own mean before, in thousandths; the largest first.
    pub(super) sensors: Vec<(String, i128)>,
    pub(super) serving: usize,
}

/// How many quarters are asked of `row`: the most, where the fourth before has data; it was asked with the first.
pub(super) fn asked(answer: &Answer, row: &Row) -> Option<u32> {
    let held = answer.year_before_sensor_days(row).is_some_and(|days| days > 0);
    let [_, most] = NORMAL_QUARTERS;
    u32::try_from(most).ok().filter(|_| held && row.sums.every >= MIN_BASE)
}

/// The question that parts such a row by its sensors.
pub(super) fn sensors(question: &Question, row: &Row) -> Question {
    question.within(&row.key, By::Sensor)
}

/// The rows that lie outside, in the order of the rankings.
pub(super) fn outside<'a>(job: Job<'a>, past: Past<'_>) -> Vec<Found<'a>> {
    rank::first(job).filter_map(|(question, answer, row)| found(question, answer, row, past)).collect()
}

fn found<'a>(question: &'a Question, answer: &'a Answer, row: &'a Row, past: Past<'_>) -> Option<Found<'a>> {
    let before = Before { of: question.clone(), key: row.key.clone() };
    let earlier = past.earlier.get(&before).filter(|_| asked(answer, row).is_some())?;
    let [fewest, most] = NORMAL_QUARTERS.map(|quarters| u32::try_from(quarters).unwrap_or(0));
    let quarters = (fewest..=most).rev().find(|quarters| earlier.quarters_held(*quarters) == *quarters)?;
    let normal = earlier.normal(quarters, 1)?;
    let (outside, median) = (answer.outside(row, normal), answer.course(row)?.median());
    let apart = median.over * normal.median().under - normal.median().over * median.under;
    let base = Ratio { over: apart, under: (normal.median().over * median.under).max(1) };
    if outside.side() == 0 || base.direction(FLAT_PERCENT) != outside.side() {
        return None;
    }
    let sensors = carried(past, &sensors(question, row), normal, outside.side());
    let (lacking, serving) = (earlier.lacking(quarters), answer.sensors.unwrap_or(0));
    Some(Found { question, answer, row, quarters, lacking, normal, outside, median, sensors, serving })
}

/// The part of each sensor in what the quarter has beyond each one's own mean in the quarters before; one that is new is
/// set against what is normal for any.
fn carried(past: Past<'_>, question: &Question, normal: Normal, side: i128) -> Vec<(String, i128)> {
    let (Some(now), Some(before)) = (past.beneath.get(question), past.sensors.get(question)) else {
        return Vec::new();
    };
    let beyond = |row: &Row| {
        let days: i128 = now.days_of(row).iter().map(|day| i128::from(day.observed)).sum();
        let own = before.row(&row.key).and_then(|held| before.per_sensor_day(held));
        let usual = own.unwrap_or_else(|| normal.median());
        let packets = i128::from(row.sums.observed) - usual.over * days / usual.under;
        (row.key.to_string(), packets * side)
    };
    let all: Vec<(String, i128)> = now.rows.iter().map(beyond).collect();
    let whole: i128 = all.iter().map(|(_, packets)| packets).sum();
    let mut parts: Vec<(String, i128)> = match whole > 0 {
        true => all.into_iter().map(|(id, packets)| (id, packets * 1000 / whole)).collect(),
        false => Vec::new(),
    };
    parts.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    parts
}

impl Found<'_> {
    /// The days of the quarter.
    pub(super) fn span(&self) -> Span {
        self.answer.span
    }

    /// The sensor that has nearly all of it, where there are sensors enough for one to stand out.
    pub(super) fn one_sensor(&self) -> Option<&(String, i128)> {
        let first = self.sensors.first().filter(|_| self.serving >= FEWEST_SENSORS)?;
        (first.1 > i128::from(CARRIED_PERCENT) * 10).then_some(first)
    }

    /// Whether so few sensors look that none could be told to stand out.
    pub(super) fn are_too_few(&self) -> bool {
        self.sensors.is_empty() || self.serving < FEWEST_SENSORS
    }

    pub(super) fn is_above(&self) -> bool {
        self.outside.side() > 0
    }

    /// Its part of all packets of the quarter, in thousandths.
    pub(super) fn weight(&self) -> i128 {
        i128::from(self.row.sums.every) * 1000 / i128::from(self.answer.total.max(1))
    }

    /// Days on which not every sensor in service was observed.
    pub(super) fn lost(&self) -> usize {
        self.answer.days_of(self.row).iter().filter(|day| day.lacks()).count()
    }

    /// How sure it is: the median twice as far from the normal one as the range reaches, large, and neither of one sensor
    /// nor of days with sensors out.
    pub(super) fn level(&self) -> Level {
        let (normal, [low, high]) = (self.normal.median(), self.normal.ends());
        let end = if self.is_above() { high } else { low };
        let apart = |value: Ratio| {
            (value.over * normal.under - normal.over * value.under).abs() * 1000
                / (value.under * normal.under)
        };
        let far = apart(self.median) >= 2 * apart(end);
        let whole = self.one_sensor().is_none() && !self.are_too_few() && self.lost() == 0;
        evidence::sure([far, whole, self.weight() >= WEIGHT_PERMILLE])
    }
}
