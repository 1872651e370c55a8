//! One key of an answer: its ranks in both quarters, its means and its changes.

use super::Answer;
use crate::key::Key;
use crate::quarter::Day;
use crate::question::{Grid, Ratio, Sums};
use crate::rules::{MIN_BASE, WINDOW_DAYS};

/// One key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The key.
    pub key: Key,
    /// Its rank in the quarter, from 1; none without a packet.
    pub rank: Option<u32>,
    /// Its rank over all keys of the previous quarter's data, from 1; none without a packet.
    pub previous_rank: Option<u32>,
    /// Its packets in the quarter.
    pub sums: Sums,
    /// Its packets in the previous quarter.
    pub previous: Sums,
    /// Its packets in the same quarter of the year before, where that was asked.
    pub year_before: Sums,
    /// Its packets on each day of the quarter, observed sensor-days only.
    pub daily: Vec<i64>,
}

/// Either period has fewer packets than [`MIN_BASE`], or the quarter too few days to be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooSmall;

/// The rows of a grid but for the rest, ranked.
pub(super) fn ranked(grid: &Grid) -> Vec<Row> {
    let keys = grid.rows.iter().filter(|row| row.key != Key::Rest);
    let mut rows: Vec<Row> = keys
        .map(|row| Row {
            key: row.key.clone(),
            rank: None,
            previous_rank: None,
            sums: row.sums.first().copied().unwrap_or_default(),
            previous: row.sums.get(1).copied().unwrap_or_default(),
            year_before: row.sums.get(2).copied().unwrap_or_default(),
            daily: row.daily.clone(),
        })
        .collect();
    rank(&mut rows, |row| row.previous.every, |row, rank| row.previous_rank = rank);
    rank(&mut rows, |row| row.sums.every, |row, rank| row.rank = rank);
    rows
}

/// Sorts by packets, then key, and gives competition ranks: 1, 2, 2, 4.
fn rank(rows: &mut [Row], packets: impl Fn(&Row) -> i64, mut give: impl FnMut(&mut Row, Option<u32>)) {
    rows.sort_by(|a, b| packets(b).cmp(&packets(a)).then_with(|| a.key.cmp(&b.key)));
    let mut last = (0, 0);
    for (at, row) in rows.iter_mut().enumerate() {
        let count = packets(row);
        if at == 0 || count != last.0 {
            last = (count, at as u32 + 1);
        }
        give(row, (count > 0).then_some(last.1));
    }
}

/// Packets and observed sensor-days of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Window {
    packets: i64,
    sensor_days: i64,
    days: i64,
}

impl Answer {
    /// The windows at the beginning and the end of the quarter, if its valid days fill both without touching.
    pub fn windows(&self, row: &Row) -> Option<[Vec<usize>; 2]> {
        let valid = self.days_of(row).iter().enumerate().filter(|(_, day)| day.valid());
        let valid: Vec<usize> = valid.map(|(at, _)| at).collect();
        let last = valid.len().checked_sub(WINDOW_DAYS).filter(|&last| last >= WINDOW_DAYS)?;
        Some([valid[..WINDOW_DAYS].to_vec(), valid[last..].to_vec()])
    }

    fn window(&self, row: &Row, days: &[usize]) -> Window {
        let sum = |of: &dyn Fn(usize) -> i64| days.iter().map(|&day| of(day)).sum();
        Window {
            packets: sum(&|day| row.daily.get(day).copied().unwrap_or(0)),
            sensor_days: sum(&|day| self.days_of(row).get(day).map_or(0, |day| day.observed.into())),
            days: days.len() as i64,
        }
    }

    /// The mean a day over the first ten and over the last ten valid days.
    pub fn window_means(&self, row: &Row) -> Option<[Ratio; 2]> {
        let means = self.windows(row)?.map(|days| {
            let window = self.window(row, &days);
            Ratio { over: window.packets.into(), under: window.days.into() }
        });
        Some(means)
    }

    /// The mean a sensor and day over the same days.
    pub fn window_rates(&self, row: &Row) -> Option<[Ratio; 2]> {
        let windows = self.windows(row)?.map(|days| self.window(row, &days));
        let [first, last] =
            windows.map(|window| Ratio::new(window.packets.into(), window.sensor_days.into()));
        Some([first?, last?])
    }

    /// The change of the mean a sensor and day from the first ten to the last ten valid days.
    ///
    /// # Errors
    /// [`TooSmall`] where either window has under [`MIN_BASE`] packets, or the quarter has under twenty valid days.
    pub fn change_10d(&self, row: &Row) -> Result<Ratio, TooSmall> {
        let [first, last] = self.windows(row).ok_or(TooSmall)?.map(|days| self.window(row, &days));
        change((first.packets, first.sensor_days), (last.packets, last.sensor_days))
    }

    /// The change of the mean a sensor and day from the previous quarter to this one.
    ///
    /// # Errors
    /// [`TooSmall`] where either quarter has under [`MIN_BASE`] packets or no observed sensor-day.
    pub fn change_quarter(&self, row: &Row) -> Result<Ratio, TooSmall> {
        let before = self.own(row).map_or(self.previous_sensor_days, |own| own.previous_sensor_days);
        change((row.previous.observed, before), (row.sums.observed, self.sensor_days_of(row)))
    }

    /// The same from the same quarter of the year before.
    ///
    /// # Errors
    /// [`TooSmall`] where either quarter has under [`MIN_BASE`] packets or no observed sensor-day.
    pub fn change_year(&self, row: &Row) -> Result<Ratio, TooSmall> {
        let before = self.year_before_sensor_days(row).unwrap_or_default();
        change((row.year_before.observed, before), (row.sums.observed, self.sensor_days_of(row)))
    }

    /// How far the mean a sensor and day of `row`, a row of `other`, lies from that of `own`, over what is own.
    ///
    /// # Errors
    /// [`TooSmall`] where either row has under [`MIN_BASE`] packets or no observed sensor-day.
    pub fn change_to(&self, own: &Row, other: &Self, row: &Row) -> Result<Ratio, TooSmall> {
        let mean = |answer: &Self, row: &Row| (row.sums.observed, answer.sensor_days_of(row));
        change(mean(self, own), mean(other, row))
    }

    /// The same of the means in the previous quarter.
    ///
    /// # Errors
    /// [`TooSmall`] where either row had under [`MIN_BASE`] packets or no observed sensor-day.
    pub fn previous_change_to(&self, own: &Row, other: &Self, row: &Row) -> Result<Ratio, TooSmall> {
        let before = (own.previous.observed, self.previous_sensor_days);
        change(before, (row.previous.observed, other.previous_sensor_days))
    }

    /// Observed sensor-days of the same quarter of the year before; none where that was not asked.
    pub fn year_before_sensor_days(&self, row: &Row) -> Option<i64> {
        self.own(row).map_or(self.year_before_sensor_days, |own| own.year_before_sensor_days)
    }

    /// The day with the most packets, the first of equals, and its packets.
    pub fn peak(&self, row: &Row) -> Option<(Day, i64)> {
        let observed = row
            .daily
            .iter()
            .enumerate()
            .filter(|(at, _)| self.days_of(row).get(*at).is_some_and(|day| day.observed > 0));
        let (at, packets) = observed.max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(&a.0)))?;
        Some((self.span.day(at), *packets))
    }
}

/// `(after − before) / before` of two means, each packets over sensor-days.
fn change(before: (i64, i64), after: (i64, i64)) -> Result<Ratio, TooSmall> {
    if before.0.min(after.0) < MIN_BASE || before.1 <= 0 || after.1 <= 0 {
        return Err(TooSmall);
    }
    let before_scaled = i128::from(before.0) * i128::from(after.1);
    let after_scaled = i128::from(after.0) * i128::from(before.1);
    Ratio::new(after_scaled - before_scaled, before_scaled).ok_or(TooSmall)
}
