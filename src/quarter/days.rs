//! Days as people type them: one, a month, a quarter, or from one of these to another.

use chrono::Months;

use super::{Day, Quarter, Span};

/// What stands between the first and the last.
const MARKS: [&str; 4] = ["..", "～", "〜", "~"];

impl Span {
    /// The days that somebody means who types `2022-12-04`, `2022-12`, `2022q4` or two of them as in
    /// `2022-12-01..2022-12-31`; none where these are none, or the last lies before the first.
    pub fn meant(text: &str) -> Option<Self> {
        one(text).or_else(|| {
            let (first, last) = MARKS.into_iter().find_map(|mark| text.split_once(mark))?;
            let (first, last) = (one(first)?.first, one(last)?.last);
            (first <= last).then_some(Self { first, last })
        })
    }
}

fn one(text: &str) -> Option<Span> {
    let text = text.trim().replace('/', "-");
    let day = |text: &str| text.parse::<Day>().ok().filter(|day| Quarter::of(*day).is_some());
    let month = || {
        let first = day(&format!("{text}-01"))?;
        Some(Span { first, last: first.checked_add_months(Months::new(1))?.pred_opt()? })
    };
    let alone = day(&text).map(|day| Span { first: day, last: day });
    alone.or_else(month).or_else(|| Quarter::meant(&text).map(Quarter::span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_type_days_in_many_ways() {
        let span =
            |first: &str, last: &str| Span { first: first.parse().unwrap(), last: last.parse().unwrap() };
        let december = span("2022-12-01", "2022-12-31");
        for typed in ["2022-12-01..2022-12-31", "2022-12", "2022/12/1～2022/12/31", "2022-12 .. 2022-12-31"]
        {
            assert_eq!(Span::meant(typed), Some(december), "{typed}");
        }
        assert_eq!(Span::meant("2024-02"), Some(span("2024-02-01", "2024-02-29")));
        assert_eq!(Span::meant("2022-12-04"), Some(span("2022-12-04", "2022-12-04")));
        assert_eq!(Span::meant("2022q3..2022-11"), Some(span("2022-07-01", "2022-11-30")));
        assert_eq!(Span::meant("2022年10～12月"), Some(span("2022-10-01", "2022-12-31")));
        for wrong in
            ["", "..", "2022", "2022-13", "2022-02-30", "2022-12-31..2022-12-01", "+12345-06-07", "12-01"]
        {
            assert_eq!(Span::meant(wrong), None, "{wrong}");
        }
    }
}
