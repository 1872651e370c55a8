//! Which day and which time it is; only here is a clock read.

use std::time::{SystemTime, UNIX_EPOCH};

use teiten::quarter::{Day, Moment, Quarter};

/// The day in UTC.
pub fn today() -> Option<Day> {
    let days = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs() / 86_400;
    Day::default().checked_add_days(chrono::Days::new(days))
}

/// The time in UTC, to the second.
pub fn now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let time = i64::try_from(since).ok().and_then(|since| chrono::DateTime::from_timestamp(since, 0));
    time.unwrap_or_default().fixed_offset()
}

/// The time that `text` names, such as `2023-02-14T10:00:00+09:00`.
pub fn moment(text: &str) -> Result<Moment, String> {
    Moment::parse_from_rfc3339(text).map_err(|_| {
        "時差を付けて 2023-02-14T10:00:00+09:00 の形で書いてください / write a time with its offset, such as 2023-02-14T10:00:00+09:00".to_owned()
    })
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
        assert_eq!(moment("2023-02-14T10:00:00+09:00").unwrap().to_string(), "2023-02-14 10:00:00 +09:00");
        assert!(moment("2023-02-14").is_err() && now() > moment("2024-01-01T00:00:00Z").unwrap());
        assert!(last_quarter() > Quarter::new(2024, 1));
    }
}
