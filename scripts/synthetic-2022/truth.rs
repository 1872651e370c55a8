//! What the sample must say, checked on every row that is written.
//!
//! Rankings of the home sensors in both quarters: the report of October to December 2022 stands on them.

use std::collections::BTreeMap;

use crate::model::{Model, Row};
use crate::sensors::SENSORS;

/// 1 October, counted from 1 July.
const FOURTH_QUARTER: u32 = 92;

/// Neighbours of a ranking lie at least so many percent apart.
const MARGIN: i64 = 3;

const PORTS: [&[&str]; 2] = [
    &["23/TCP", "6379/TCP", "22/TCP", "80/TCP", "443/TCP", "445/TCP"],
    &["23/TCP", "6379/TCP", "80/TCP", "22/TCP", "445/TCP"],
];
const REGIONS: [&[&str]; 2] = [&["US", "RU", "GB", "CN", "BG"], &["US", "RU", "GB", "CN", "BG"]];

/// Packets of the home sensors by port and by region, of the third and the fourth quarter.
#[derive(Default)]
pub struct Truth {
    ports: [BTreeMap<String, i64>; 2],
    regions: [BTreeMap<String, i64>; 2],
}

impl Truth {
    /// Counts the rows in.
    pub fn add(&mut self, model: &Model, rows: &[Row]) {
        for row in rows.iter().filter(|row| SENSORS[row.sensor].is_home()) {
            let quarter = usize::from(row.day >= FOURTH_QUARTER);
            let stream = &model.streams[row.stream];
            if stream.protocol != "OTHER" {
                *self.ports[quarter].entry(stream.name()).or_default() += row.packets;
            }
            let region = model.regions.codes[row.region].to_owned();
            *self.regions[quarter].entry(region).or_default() += row.packets;
        }
    }

    /// Every ranking that is not as it must be, in words; empty when all is well.
    pub fn faults(&self) -> Vec<String> {
        let ports = self.ports.iter().zip(PORTS).filter_map(|(sums, expected)| fault(sums, expected));
        let regions = self.regions.iter().zip(REGIONS).filter_map(|(sums, expected)| fault(sums, expected));
        ports.chain(regions).collect()
    }
}

/// Compares the head of a ranking with what it must be, the margin to the next key included.
fn fault(sums: &BTreeMap<String, i64>, expected: &[&str]) -> Option<String> {
    let mut ranking: Vec<(&str, i64)> = sums.iter().map(|(key, &sum)| (key.as_str(), sum)).collect();
    ranking.sort_by_key(|&(key, sum)| (-sum, key));
    ranking.truncate(expected.len() + 1);
    let same = ranking.iter().map(|&(key, _)| key).take(expected.len()).eq(expected.iter().copied());
    let apart = ranking.windows(2).all(|pair| (pair[0].1 - pair[1].1) * 100 >= pair[0].1 * MARGIN);
    (!same || !apart).then(|| format!("expected {expected:?}, {MARGIN} % apart, found {ranking:?}"))
}
