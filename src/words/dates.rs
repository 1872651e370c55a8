//! Dates, quarters, eras and fiscal years in words.

use chrono::Datelike;

use super::{Words, fill};
use crate::quarter::{Day, Quarter, Span};

impl Words {
    /// A quarter as titles print it: 2022年10～12月.
    pub fn quarter(&self, quarter: Quarter) -> String {
        self.period(&self.dates.quarter, quarter)
    }

    /// Days as titles print them: 2022年12月4日, 2022年12月1日～31日; a whole quarter by its months.
    pub fn span(&self, span: Span) -> String {
        let Span { first, last } = span;
        match Quarter::of(first) {
            Some(quarter) if quarter.span() == span => return self.quarter(quarter),
            _ if first == last => return self.full_day(first),
            _ => {}
        }
        let dates = &self.dates;
        let template = match (first.year() == last.year(), first.month() == last.month()) {
            (true, true) => &dates.days_of_month,
            (true, false) => &dates.days_of_year,
            (false, _) => &dates.days,
        };
        let values = [
            ("year", first.year().to_string()),
            ("month", self.month(first.month()).to_owned()),
            ("first_number", first.day().to_string()),
            ("last_number", last.day().to_string()),
            ("first_full", self.full_day(first)),
            ("last_full", self.full_day(last)),
            ("first", self.day(first)),
            ("last", self.day(last)),
        ];
        self.filled(template, &values)
    }

    /// Its months alone: 10～12月.
    pub fn quarter_months(&self, quarter: Quarter) -> String {
        self.period(&self.dates.quarter_months, quarter)
    }

    fn period(&self, template: &str, quarter: Quarter) -> String {
        let [first, _, last] = quarter.months();
        let year = quarter.year().to_string();
        fill(
            template,
            &[
                ("year", &year),
                ("first_number", &first.to_string()),
                ("first", self.month(first)),
                ("last", self.month(last)),
            ],
        )
    }

    /// The name of month 1 to 12.
    pub fn month(&self, month: u32) -> &str {
        self.dates.months.get(month as usize - 1).map_or("", String::as_str)
    }

    /// A day without its year: 10月19日.
    pub fn day(&self, day: Day) -> String {
        self.dated(&self.dates.day, day)
    }

    /// A day with its year: 2022年10月19日.
    pub fn full_day(&self, day: Day) -> String {
        self.dated(&self.dates.full_day, day)
    }

    /// A calendar year: 2022年.
    pub fn year(&self, year: i32) -> String {
        fill(&self.dates.year, &[("year", &year.to_string())])
    }

    fn dated(&self, template: &str, day: Day) -> String {
        let values = [
            ("year", day.year().to_string()),
            ("month", self.month(day.month()).to_owned()),
            ("day", day.day().to_string()),
        ];
        self.filled(template, &values)
    }

    /// The fiscal year that `day` lies in, counted in eras: 令和4年度 for January 2023.
    pub fn fiscal_year(&self, day: Day) -> String {
        let year = if day.month() < self.dates.fiscal_start { day.year() - 1 } else { day.year() };
        // A fiscal year in whose calendar year an era begins is named after it: fiscal 2019 is 令和元年度.
        let era = self.dates.eras.iter().find(|era| era.from.year() <= year);
        let (name, number) = match era {
            Some(era) if era.from.year() == year => (era.name.as_str(), self.dates.first_year.clone()),
            Some(era) => (era.name.as_str(), (year - era.from.year() + 1).to_string()),
            None => ("", year.to_string()),
        };
        fill(&self.dates.fiscal_year, &[("era", name), ("year", &number)])
    }
}
