//! What single cells mean: text or numbers in, days, ports and integers out. Knows no column.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use crate::key::Protocol;
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

    /// The port that stands there: `23`, `23/TCP`, `TCP/23`, `ICMP`, or nothing.
    pub fn port(&self) -> Result<Destination, Why> {
        let number = |number: Option<u16>| Destination { protocol: None, number };
        match self {
            Self::Absent | Self::Empty => Ok(number(None)),
            Self::Number(value) => u16::try_from(*value).map(|value| number(Some(value))),
            Self::Text(text) => return destination(&narrow(text)).ok_or(Why::NotAPort),
            Self::Day(_) => return Err(Why::NotAPort),
        }
        .map_err(|_| Why::NotAPort)
    }
}

/// What a port cell names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Destination {
    /// The protocol, where the cell names one.
    pub protocol: Option<Protocol>,
    /// The number, where the cell has one.
    pub number: Option<u16>,
}

fn destination(text: &str) -> Option<Destination> {
    let number = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse::<u16>().ok()).flatten()
    };
    let name = |text: &str| {
        let letters = text.bytes().all(|byte| byte.is_ascii_alphabetic());
        letters.then(|| text.parse::<Protocol>().ok()).flatten()
    };
    let (protocol, number) = match text.split_once('/') {
        Some((a, b)) if name(a).is_some() => (name(a), Some(number(b)?)),
        Some((a, b)) => (Some(name(b)?), Some(number(a)?)),
        None if name(text).is_some() => (name(text), None),
        None => (None, Some(number(text)?)),
    };
    Some(Destination { protocol, number })
}

/// The text with full-width digits, letters and signs as narrow ones.
fn narrow(text: &str) -> Cow<'_, str> {
    let wide = |c: char| ('\u{FF01}'..='\u{FF5E}').contains(&c);
    if !text.contains(wide) {
        return Cow::Borrowed(text);
    }
    let narrow = |c: char| if wide(c) { char::from_u32(c as u32 - 0xFEE0).unwrap_or(c) } else { c };
    Cow::Owned(text.chars().map(narrow).collect())
}

/// Days that a workbook counts from 30 December 1899: 1990 to 2099.
const SERIALS: RangeInclusive<i64> = 32_874..=73_050;

/// `2022-10-01`, `2022/10/1`, `2022.10.1` or `2022年10月1日`, alone or before a space or `T` and a time of day; or
/// the number that a workbook has for a day.
pub fn day(text: &str) -> Option<Day> {
    let text = narrow(text);
    if text.len() == 5
        && let Some(serial) = text.parse::<i64>().ok().filter(|serial| SERIALS.contains(serial))
    {
        return NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_signed(TimeDelta::try_days(serial)?);
    }
    match text.split_once('年') {
        None => written_day(&text),
        Some((year, rest)) => {
            let (month, rest) = rest.split_once('月')?;
            let (day, time) = rest.split_once('日')?;
            written_day(&format!("{year}-{month}-{day}{time}"))
        }
    }
}

fn written_day(text: &str) -> Option<Day> {
    let (date, time) = match text.split_once([' ', 'T']) {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    if let Some(time) = time {
        NaiveTime::parse_from_str(time, "%H:%M:%S%.f")
            .or_else(|_| NaiveTime::parse_from_str(time, "%H:%M"))
            .ok()?;
    }
    let separator = ['/', '.'].into_iter().find(|mark| date.contains(*mark)).unwrap_or('-');
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

/// An integer without plus sign or point: `1234`, `1,234`, `１２３４`.
pub fn integer(text: &str) -> Result<i64, Why> {
    match text.as_bytes() {
        [] => Err(Why::Empty),
        [b'+', ..] => Err(Why::NotAnInteger),
        _ => text.parse().or_else(|_| grouped(&narrow(text)).ok_or(Why::NotAnInteger)),
    }
}

/// An integer with all of its thousands separated, or none.
fn grouped(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let mut groups = digits.split(',');
    let first = groups.next().filter(|first| !first.is_empty())?;
    let whole = !digits.contains(',') || (first.len() <= 3 && groups.all(|group| group.len() == 3));
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
    (whole && plain).then(|| text.replace(',', "").parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_the_forms_that_are_delivered() {
        let first = NaiveDate::from_ymd_opt(2022, 10, 1);
        for text in [
            "2022-10-01",
            "2022/10/1",
            "2022-10-01 12:00:00",
            "2022-10-01T23:59:59.999",
            "2022/10/1 0:00",
            "2022.10.1",
            "2022年10月1日",
            "２０２２／１０／１",
            "２０２２年１０月０１日 9:00",
            "44835",
        ] {
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
            "10/1",
            "2022年10月",
            "12345",
            "99999",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
        assert_eq!(Cell::Day(19_266).day(), first.ok_or(Why::NotADay));
    }

    #[test]
    fn integers_may_have_all_their_thousands_separated() {
        for (text, value) in [
            ("1234", 1234),
            ("1,234", 1234),
            ("１２，３４５，６７８", 12_345_678),
            ("-1,234", -1234),
            ("０", 0),
        ] {
            assert_eq!(integer(text), Ok(value), "{text}");
        }
        for text in
            ["1,23", "1234,567", ",123", "1,", "1.0", "+1", "1 234", "一", "9,223,372,036,854,775,808"]
        {
            assert_eq!(integer(text), Err(Why::NotAnInteger), "{text}");
        }
        assert_eq!(integer(""), Err(Why::Empty));
    }

    #[test]
    fn ports_may_name_their_protocol_on_either_side() {
        let (tcp, icmp) = (Some(Protocol::Tcp), Some(Protocol::Icmp));
        for (text, protocol, number) in [
            ("23", None, Some(23)),
            ("23/TCP", tcp, Some(23)),
            ("tcp/23", tcp, Some(23)),
            ("２３／ＴＣＰ", tcp, Some(23)),
            ("ICMP", icmp, None),
        ] {
            assert_eq!(Cell::Text(text.to_owned()).port(), Ok(Destination { protocol, number }), "{text}");
        }
        for text in ["65536", "+1", "23/", "/23", "23/SCTP", "6/23", "TCP/TCP", "23/TCP/x", " 23", "合計"] {
            assert_eq!(Cell::Text(text.to_owned()).port(), Err(Why::NotAPort), "{text}");
        }
    }
}
