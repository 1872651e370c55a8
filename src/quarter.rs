//! Calendar quarters, their days and months. An edition is named after its calendar quarter.

mod days;

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

/// A day of the site's time zone.
pub type Day = NaiveDate;

/// A moment, written `2023-02-14T10:00:00+09:00`.
pub type Moment = DateTime<FixedOffset>;

/// A calendar quarter, written `2022q4`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Quarter {
    year: i32,
    number: u32,
}

/// A span of days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First day.
    pub first: Day,
    /// Last day, not before the first.
    pub last: Day,
}

impl Span {
    /// Number of days, at least 1.
    pub fn len(self) -> usize {
        (self.last - self.first).num_days().max(0) as usize + 1
    }

    /// Never true: a span has at least one day.
    pub fn is_empty(self) -> bool {
        false
    }

    /// The days in order.
    pub fn days(self) -> impl Iterator<Item = Day> {
        self.first.iter_days().take(self.len())
    }

    /// The position of `day` from 0, if it lies within.
    pub fn index(self, day: Day) -> Option<usize> {
        (self.first <= day && day <= self.last).then(|| (day - self.first).num_days() as usize)
    }

    /// The day at position `index` from 0.
    pub fn day(self, index: usize) -> Day {
        self.first + chrono::Days::new(index as u64)
    }
}

impl Quarter {
    /// The quarter `number` (1 to 4) of `year` (1900 to 9998), else `None`.
    pub fn new(year: i32, number: u32) -> Option<Self> {
        ((1900..=9998).contains(&year) && (1..=4).contains(&number)).then_some(Self { year, number })
    }

    /// The quarter that `day` belongs to.
    pub fn of(day: Day) -> Option<Self> {
        Self::new(day.year(), day.month0() / 3 + 1)
    }

    /// The quarter that somebody means who types `2023Q1`, `2023-q1`, `1Q 2023` or 2023年1～3月, in full width or half.
    pub fn meant(text: &str) -> Option<Self> {
        let narrow = |c: char| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            c => c,
        };
        let text: String = text.chars().map(narrow).collect::<String>().to_lowercase();
        let plain: String = text.chars().filter(|c| !c.is_whitespace() && !"-_/.".contains(*c)).collect();
        let number = |text: &str| text.parse::<u32>().ok().filter(|_| text.len() == 1);
        if let Some((before, after)) = plain.split_once('q') {
            let year = |text: &str| text.parse().ok().filter(|_| text.len() == 4);
            return match (year(before), number(after)) {
                (Some(year), Some(number)) => Self::new(year, number),
                // 1Q2023 and q12023.
                _ if before.is_empty() => Self::new(year(after.get(1..)?)?, number(after.get(..1)?)?),
                _ => Self::new(year(after)?, number(before)?),
            };
        }
        let (year, rest) = text.split_once('年')?;
        let rest = rest.trim_start_matches('第');
        let number = match rest.strip_suffix("四半期") {
            Some(digit) => number(digit)?,
            None => {
                let first = rest.strip_suffix('月')?.split(['~', '〜', '-']).next()?;
                [("1", 1), ("4", 2), ("7", 3), ("10", 4)].into_iter().find(|(month, _)| *month == first)?.1
            }
        };
        Self::new(year.parse().ok()?, number)
    }

    /// Calendar year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// 1 to 4.
    pub fn number(self) -> u32 {
        self.number
    }

    /// The three calendar months, 1 to 12.
    pub fn months(self) -> [u32; 3] {
        let first = self.number * 3 - 2;
        [first, first + 1, first + 2]
    }

    /// All days from the first of the first month to the last of the third.
    pub fn span(self) -> Span {
        let next = self.next();
        let first = month_first(self.year, self.months()[0]);
        let last = month_first(next.year, next.months()[0]).pred_opt().unwrap_or(first);
        Span { first, last }
    }

    /// The quarter after this one.
    pub fn next(self) -> Self {
        match self.number {
            4 => Self { year: self.year + 1, number: 1 },
            number => Self { number: number + 1, ..self },
        }
    }

    /// The quarter before this one.
    pub fn previous(self) -> Self {
        match self.number {
            1 => Self { year: self.year - 1, number: 4 },
            number => Self { number: number - 1, ..self },
        }
    }

    /// The same quarter of the year before.
    pub fn year_before(self) -> Self {
        Self { year: self.year - 1, ..self }
    }
}

/// The first day of a month. Every year and month a [`Quarter`] can name has one.
fn month_first(year: i32, month: u32) -> Day {
    NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default()
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}q{}", self.year, self.number)
    }
}

/// The text was not of the form `2022q4`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAQuarter;

impl fmt::Display for NotAQuarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a calendar quarter such as 2022q4")
    }
}

impl FromStr for Quarter {
    type Err = NotAQuarter;

    fn from_str(text: &str) -> Result<Self, NotAQuarter> {
        let (year, number) = text.split_once(['q', 'Q']).ok_or(NotAQuarter)?;
        if year.len() != 4 || number.len() != 1 {
            return Err(NotAQuarter);
        }
        let year = year.parse().map_err(|_| NotAQuarter)?;
        Self::new(year, number.parse().map_err(|_| NotAQuarter)?).ok_or(NotAQuarter)
    }
}

impl TryFrom<String> for Quarter {
    type Error = NotAQuarter;

    fn try_from(text: String) -> Result<Self, NotAQuarter> {
        text.parse()
    }
}

impl From<Quarter> for String {
    fn from(quarter: Quarter) -> Self {
        quarter.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_know_their_days() {
        let q1: Quarter = "2024q1".parse().unwrap();
        assert_eq!(q1.span().len(), 91);
        assert_eq!(q1.previous().to_string(), "2023q4");
        assert_eq!(q1.previous().span().last.to_string(), "2023-12-31");
        assert_eq!("2023q4".parse::<Quarter>().unwrap().next(), q1);
        for wrong in ["2022", "2022q5", "22q1", "2022q0", "2022q11", "+202q1x"] {
            assert_eq!(wrong.parse::<Quarter>(), Err(NotAQuarter), "{wrong}");
        }
    }

    #[test]
    fn people_write_quarters_in_many_ways() {
        let written =
            ["2023q1", "2023Q1", "2023-Q1", "2023 q1", "２０２３Ｑ１", "1Q2023", "q1 2023", "1q/2023"];
        for written in written.into_iter().chain(["2023年1～3月", "2023年第1四半期", "2023年1〜3月"])
        {
            assert_eq!(Quarter::meant(written), Quarter::new(2023, 1), "{written}");
        }
        assert_eq!(Quarter::meant("2023年10～12月"), Quarter::new(2023, 4));
        for other in ["", "q", "2023", "2023q5", "23q1", "2023-1", "2023年2～4月", "q", "q1", "é2023q"] {
            assert_eq!(Quarter::meant(other), None, "{other}");
        }
    }
}
