//! What single cells mean: text or numbers in, days, ports and integers out. Knows no column.

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use crate::observe::fault::Why;
use crate::quarter::Day;

/// A distinct value of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// The source has no such column.
    Absent,
    /// Nothing stands there.
    Empty,
    /// Text that is not empty.
    Text(String),
    /// An integer.
    Number(i64),
    /// Days from 1 January 1970.
    Day(i64),
}

impl Cell {
    /// The cell as messages and text keys show it.
    pub fn shown(&self) -> String {
        match self {
            Self::Absent | Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Day(_) => self.day().map(|day| day.to_string()).unwrap_or_default(),
        }
    }

    /// The day that stands there.
    pub fn day(&self) -> Result<Day, Why> {
        match self {
            Self::Absent | Self::Empty => Err(Why::Empty),
            Self::Text(text) => day(text).ok_or(Why::NotADay),
            Self::Number(_) => Err(Why::NotADay),
            Self::Day(days) => TimeDelta::try_days(*days)
                .and_then(|days| NaiveDate::default().checked_add_signed(days))
                .ok_or(Why::NotADay),
        }
    }

    /// The port number that stands there; none if it is empty.
    pub fn port(&self) -> Result<Option<u16>, Why> {
        match self {
            Self::Absent | Self::Empty => Ok(None),
            Self::Number(number) => u16::try_from(*number).map(Some).map_err(|_| Why::NotAPort),
            Self::Text(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => {
                text.parse().map(Some).map_err(|_| Why::NotAPort)
            }
            _ => Err(Why::NotAPort),
        }
    }
}

/// `2022-10-01` or `2022/10/1`, alone or before a space or `T` and a time of day.
fn day(text: &str) -> Option<Day> {
    let (date, time) = match text.split_once([' ', 'T']) {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    if let Some(time) = time {
        NaiveTime::parse_from_str(time, "%H:%M:%S%.f")
            .or_else(|_| NaiveTime::parse_from_str(time, "%H:%M"))
            .ok()?;
    }
    let separator = if date.contains('/') { '/' } else { '-' };
    let mut parts = date.split(separator);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if parts.next().is_some() || !digits(year, 4..=4) || !digits(month, 1..=2) || !digits(day, 1..=2) {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// An integer without plus sign, point or separators.
pub fn integer(text: &str) -> Result<i64, Why> {
    match text.as_bytes() {
        [] => Err(Why::Empty),
        [b'+', ..] => Err(Why::NotAnInteger),
        _ => text.parse().map_err(|_| Why::NotAnInteger),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_the_forms_that_are_delivered() {
        let first = NaiveDate::from_ymd_opt(2022, 10, 1);
        for text in
            ["2022-10-01", "2022/10/1", "2022-10-01 12:00:00", "2022-10-01T23:59:59.999", "2022/10/1 0:00"]
        {
            assert_eq!(day(text), first, "{text}");
        }
        for text in [
            "2022-13-01",
            "2022-02-29",
            "22-10-01",
            "2022-10",
            "20221001",
            "2022-10-01Z",
            "2022-10-01T12:00:00Z",
            "2022-10-01 ",
            "2022/10-1",
            "10/1/2022",
            "２０２２-10-01",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
        assert_eq!(Cell::Day(19_266).day(), first.ok_or(Why::NotADay));
    }
}
