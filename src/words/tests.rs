//! The rules of the words at their edges.

use super::*;
use crate::quarter::{Day, Span};
use crate::question::Ratio;

fn words(code: &str) -> Words {
    let (_, text) = shipped().into_iter().find(|(lang, _)| lang.code() == code).unwrap();
    toml::from_str(text).unwrap()
}

#[test]
fn changes_round_by_the_rules() {
    let (ja, en) = (words("ja"), words("en"));
    for (permille, said, english) in [
        (0, "ほぼ横ばい", "nearly flat"),
        (49, "ほぼ横ばい", "nearly flat"),
        (-49, "ほぼ横ばい", "nearly flat"),
        (50, "約1割増", "up about 10 percent"),
        (-149, "約1割減", "down about 10 percent"),
        (-150, "約2割減", "down about 20 percent"),
        (250, "約3割増", "up about 30 percent"),
        (-949, "約9割減", "down about 90 percent"),
        (-950, "ほぼなくなった", "nearly gone"),
        (-1000, "ほぼなくなった", "nearly gone"),
        (949, "約9割増", "up about 90 percent"),
        (950, "倍増", "doubled"),
        (1000, "倍増", "doubled"),
        (1100, "約2.1倍", "about 2.1 times as many"),
    ] {
        let change = Ratio::new(permille, 1000).unwrap();
        assert_eq!(ja.change(change), said, "{permille}");
        assert_eq!(en.change(change), english, "{permille}");
    }
}

#[test]
fn numbers_are_grouped_and_scaled() {
    let (ja, en) = (words("ja"), words("en"));
    for (number, grouped, scaled, english) in [
        (0, "0", "0", "0"),
        (9_999, "9,999", "9,999", "9,999"),
        (12_345, "12,345", "約1.2万", "about 12,300"),
        (123_456, "123,456", "約12万", "about 123,000"),
        (99_994_999, "99,994,999", "約9,999万", "about 100,000,000"),
        (140_000_000, "140,000,000", "約1.4億", "about 140,000,000"),
    ] {
        assert_eq!(ja.number(number), grouped);
        assert_eq!(ja.scaled(number), scaled);
        assert_eq!(en.scaled(number), english);
    }
    assert_eq!(ja.tick(25_000_000, 25_000_000, 1000), "2.5万");
    assert_eq!(ja.tick(500_000, 250_000, 1000), "500");
    assert_eq!(ja.tick(12_000, 2_000, 1), "12,000");
    assert_eq!(ja.tick(0, 50_000, 1), "0");
    assert_eq!(ja.tick(150_000_000, 50_000_000, 1), "1.5億");
    assert_eq!(en.tick(250_000, 50_000, 1), "250,000");
    assert_eq!(ja.signed_percent(Ratio::new(-1, 3).unwrap(), 1), "−33.3%");
    assert_eq!(ja.signed_percent(Ratio::new(1, 3).unwrap(), 1), "+33.3%");
    assert_eq!(ja.signed_percent(Ratio::new(1, 30_000).unwrap(), 1), "±0.0%");
}

#[test]
fn fiscal_years_follow_the_eras() {
    let ja = words("ja");
    let day = |text: &str| text.parse::<Day>().unwrap();
    for (date, said) in [
        ("2022-12-31", "令和4年度"),
        ("2023-03-31", "令和4年度"),
        ("2023-04-01", "令和5年度"),
        ("2019-04-30", "令和元年度"),
        ("2019-03-31", "平成30年度"),
        ("1989-03-31", "昭和63年度"),
    ] {
        assert_eq!(ja.fiscal_year(day(date)), said, "{date}");
    }
    assert_eq!(words("en").fiscal_year(day("2023-01-05")), "fiscal year 2022");
    let quarter = "2022q4".parse().unwrap();
    assert_eq!(ja.quarter(quarter), "2022年10～12月");
    assert_eq!(ja.quarter_months(quarter), "10～12月");
    assert_eq!(words("en").quarter(quarter), "October–December 2022");
}

#[test]
fn days_are_told_by_what_they_have_in_common() {
    let said = |lang: &str, first: &str, last: &str| {
        words(lang).span(Span { first: first.parse().unwrap(), last: last.parse().unwrap() })
    };
    for (first, last, ja, en) in [
        ("2022-10-01", "2022-12-31", "2022年10～12月", "October–December 2022"),
        ("2022-12-04", "2022-12-04", "2022年12月4日", "4 December 2022"),
        ("2022-12-01", "2022-12-31", "2022年12月1日～31日", "1–31 December 2022"),
        ("2022-11-20", "2022-12-05", "2022年11月20日～12月5日", "20 November – 5 December 2022"),
        ("2022-12-20", "2023-01-05", "2022年12月20日～2023年1月5日", "20 December 2022 – 5 January 2023"),
    ] {
        assert_eq!(said("ja", first, last), ja);
        assert_eq!(said("en", first, last), en);
    }
}

#[test]
fn ranks_are_said_as_they_moved() {
    let (ja, en) = (words("ja"), words("en"));
    let said = |words: &Words| {
        [words.rank_up(3, 1), words.rank_down(37, 12), words.rank_held(1), words.rank_entered(4, 10)]
    };
    assert_eq!(
        said(&ja),
        ["順位を一つ上げて3位", "順位を12下げて37位", "前四半期と同じ1位", "前四半期のTOP10外から4位"]
    );
    assert_eq!(
        said(&en),
        ["up one place to 3rd", "down 12 places to 37th", "unchanged at 1st", "up from below 10 to 4th"]
    );
    assert_eq!(ja.rank_down(5, 2), "順位を二つ下げて5位");
    let previous = |words: &Words, before| words.filtered(&Value::Previous(before), "rank", None).unwrap();
    let befores = [Before::Rank(6), Before::Beyond(10), Before::Unknown];
    assert_eq!(befores.map(|before| previous(&ja, before)), ["6位", "TOP10外", "－"]);
    assert_eq!(befores.map(|before| previous(&en, before)), ["6th", "below 10", "–"]);
    assert_eq!(ja.say(&Value::Previous(Before::Rank(6))), "6");
    assert_eq!(ja.ordinal(4), "4番目");
    let places = [1, 2, 3, 4, 10, 11, 12, 13, 21, 22, 23, 111, 1_013].map(|number| en.ordinal(number));
    assert_eq!(
        places,
        [
            "1st", "2nd", "3rd", "4th", "10th", "11th", "12th", "13th", "21st", "22nd", "23rd", "111th",
            "1,013th"
        ]
    );
}

#[test]
fn what_is_filled_in_is_not_read_again() {
    assert_eq!(fill("{a}{b}{c}", &[("a", "{b}"), ("b", "x")]), "{b}x{c}");
}

#[test]
fn a_part_that_rounds_to_the_whole_and_a_multiple_that_rounds_to_one_are_words() {
    let (ja, en) = (words("ja"), words("en"));
    for (permille, said, english) in [
        (949, "約9割", "about 90 percent"),
        (950, "ほぼすべて", "nearly all"),
        (1000, "ほぼすべて", "nearly all"),
    ] {
        let share = Ratio::new(permille, 1000).unwrap();
        assert_eq!((ja.tenths(share).as_str(), en.tenths(share).as_str()), (said, english), "{permille}");
    }
    for (permille, said) in [(49, "ほぼ同じ"), (-50, "ほぼ同じ"), (50, "約1.1倍"), (-51, "約0.9倍")]
    {
        assert_eq!(ja.times(Ratio::new(permille, 1000).unwrap()), said, "{permille}");
    }
}

#[test]
fn brackets_of_filters_hold_decimals_of_percent_only() {
    let (ja, share) = (words("ja"), Value::Share(Ratio::new(1, 3).unwrap()));
    for (name, argument, said) in [
        ("percent", None, Some("33%")),
        ("percent", Some(3), Some("33.333%")),
        ("percent", Some(4), None),
        ("percent", Some(-2), None),
        ("wari", None, Some("約3割")),
        ("wari", Some(7), None),
    ] {
        let print = ja.filtered(&share, name, argument);
        assert_eq!(print.ok().as_deref(), said, "{name} {argument:?}");
    }
}
