//! Which day it is; only here is a clock read.

use std::time::{SystemTime, UNIX_EPOCH};

use teiten::quarter::{Day, Quarter};

/// The day in UTC.
pub fn today() -> Option<Day> {
    let days = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs() / 86_400;
    Day::default().checked_add_days(chrono::Days::new(days))
}

/// The quarter that ended last, of which the next report will be.
pub fn last_quarter() -> Option<Quarter> {
    Quarter::of(today()?).map(Quarter::previous)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_the_first_of_1970() {
        assert_eq!(Day::default().to_string(), "1970-01-01");
        assert!(last_quarter() > Quarter::new(2024, 1));
    }
}
