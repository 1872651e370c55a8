//! Days and times of side tables, and which days an outage touches.
//!
//! An outage from 13:00 on 5 October to 00:00 on 7 October touches the 5th and the 6th: at midnight it was
//! over. A `to` without a time includes its day. Times are those of the site's time zone.

use chrono::{NaiveDateTime, NaiveTime};

use crate::finding::Said;
use crate::quarter::Day;
use crate::said;

/// What a day looks like.
pub(super) fn day_expected() -> Said {
    said!("2022-10-01 の形の日付", "a day such as 2022-10-01")
}

/// What a day or a time looks like.
pub(super) fn expected() -> Said {
    said!(
        "2022-10-01 または 2022-10-01 13:00 の形の日時（時間帯の指定なし）",
        "a day such as 2022-10-01 or a time such as 2022-10-01 13:00, without a time zone"
    )
}

/// A day, written `2022-10-01` or `2022/10/1`.
pub(super) fn day(text: &str) -> Option<Day> {
    let form = if text.contains('/') { "%Y/%m/%d" } else { "%Y-%m-%d" };
    let four_digits = text.find(['-', '/']) == Some(4);
    Day::parse_from_str(text, form).ok().filter(|_| four_digits)
}

/// The first day that an outage touches which begins then.
pub(super) fn begins(text: &str) -> Option<Day> {
    day(text).or_else(|| Some(time(text)?.date()))
}

/// The last day that an outage touches which ends then, having begun on the day `from`.
pub(super) fn ends(text: &str, from: Option<Day>) -> Option<Day> {
    if let Some(day) = day(text) {
        return Some(day);
    }
    let end = time(text)?;
    let over_at_midnight = end.time() == NaiveTime::MIN && from.is_some_and(|from| end.date() > from);
    if over_at_midnight { end.date().pred_opt() } else { Some(end.date()) }
}

fn time(text: &str) -> Option<NaiveDateTime> {
    let (date, time) = text.split_once([' ', 'T'])?;
    let time = time.trim_start();
    let time = ["%H:%M:%S", "%H:%M"].iter().find_map(|form| NaiveTime::parse_from_str(time, form).ok())?;
    Some(day(date)?.and_time(time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outages_touch_the_days_they_reach_into() {
        let touched =
            |from, to| (begins(from).unwrap().to_string(), ends(to, begins(from)).unwrap().to_string());
        let days = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        assert_eq!(touched("2022-10-05 13:00", "2022-10-07T00:00:00"), days("2022-10-05", "2022-10-06"));
        assert_eq!(touched("2022-10-05 13:00", "2022-10-07 00:01"), days("2022-10-05", "2022-10-07"));
        assert_eq!(touched("2022/10/5", "2022-10-07"), days("2022-10-05", "2022-10-07"));
        assert_eq!(touched("2022-10-05 00:00", "2022-10-05 00:00"), days("2022-10-05", "2022-10-05"));
        for wrong in
            ["5.10.2022", "2022-13-01", "22-10-01", "2022-10-05T13:00:00Z", "2022-10-05 25:00", "", "昨日"]
        {
            assert_eq!(begins(wrong), None, "{wrong}");
        }
    }
}
