//! Days and sensors in few words for findings: sets in, text out.

use std::collections::{BTreeMap, BTreeSet};

use crate::quarter::Day;

/// More stretches of days than this are only counted.
const STRETCHES: usize = 8;

/// `2022-10-01～2022-10-05, 2022-10-09`; what is too long is counted, in Japanese and in English.
pub fn days(days: &BTreeSet<Day>) -> (String, String) {
    let mut stretches = Vec::<(Day, Day)>::new();
    for &day in days {
        match stretches.last_mut() {
            Some((_, last)) if last.succ_opt() == Some(day) => *last = day,
            _ => stretches.push((day, day)),
        }
    }
    let told = stretches.iter().take(STRETCHES);
    let length = |(first, last): &(Day, Day)| (*last - *first).num_days() + 1;
    let rest = stretches.iter().skip(STRETCHES).map(length).sum::<i64>();
    let text = |joint: &str| {
        let one = |(first, last): &(Day, Day)| {
            if first == last { first.to_string() } else { format!("{first}{joint}{last}") }
        };
        told.clone().map(one).collect::<Vec<_>>().join(", ")
    };
    match rest {
        0 => (text("～"), text(" to ")),
        rest => (format!("{}、ほか{rest}日", text("～")), format!("{} and {rest} more days", text(" to "))),
    }
}

/// Sensor-days: their days, with the sensors where there are any.
pub fn sensor_days(held: &[(Day, String)]) -> (String, String) {
    let (ja, en) = days(&held.iter().map(|(day, _)| *day).collect());
    let sensors = held.iter().map(|(_, sensor)| sensor.as_str()).filter(|sensor| !sensor.is_empty());
    let (ja_of, en_of) = sensors_of(&sensors.collect());
    (format!("{ja}{ja_of}"), format!("{en}{en_of}"))
}

fn sensors_of(sensors: &BTreeSet<&str>) -> (String, String) {
    let count = sensors.len();
    let names = sensors.iter().copied().collect::<Vec<_>>().join(", ");
    match count {
        0 => Default::default(),
        1..=STRETCHES => (format!("（{names}）"), format!(" ({names})")),
        _ => (format!("（センサー{count}台）"), format!(" ({count} sensors)")),
    }
}

/// Days that are lacking by sensor, equal ones together: the days, then the sensors.
pub fn by_days(lacking: BTreeMap<&str, BTreeSet<Day>>) -> BTreeMap<BTreeSet<Day>, BTreeSet<&str>> {
    let mut groups = BTreeMap::<BTreeSet<Day>, BTreeSet<&str>>::new();
    for (sensor, days) in lacking.into_iter().filter(|(_, days)| !days.is_empty()) {
        groups.entry(days).or_default().insert(sensor);
    }
    groups
}

/// The sensors of a group in both languages; empty where they are all of `count`.
pub fn group(sensors: &BTreeSet<&str>, count: usize) -> (String, String) {
    if sensors.len() == count { Default::default() } else { sensors_of(sensors) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_told_in_stretches() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let set = ["2022-12-31", "2023-01-01", "2023-01-03"].map(day).into_iter().collect();
        assert_eq!(days(&set).0, "2022-12-31～2023-01-01, 2023-01-03");
        let many = (0..30).map(|at| day("2022-10-01") + chrono::TimeDelta::days(2 * at)).collect();
        assert!(days(&many).1.ends_with("2022-10-15 and 22 more days"), "{}", days(&many).1);
    }
}
