//! The tests of a row's course over series made by hand, and what must hold of any.

use proptest::prelude::*;

use super::*;
use crate::question::{By, Filter, Question, Scope, Sums};
use crate::rules::{MIN_BASE, SPIKE_DAYS, SWINGS};

/// The course of a row with these packets on the days of 2022q4, seen by `sensors` of two.
pub(super) fn course(daily: &[i64], sensors: impl Fn(usize) -> u32) -> Option<Course> {
    let answer = answer(daily, sensors);
    answer.course(&answer.rows[0])
}

/// An answer of that row alone.
pub(super) fn answer(daily: &[i64], sensors: impl Fn(usize) -> u32) -> Answer {
    let quarter: Quarter = "2022q4".parse().unwrap();
    let mut daily = daily.to_vec();
    daily.resize(quarter.span().len(), 0);
    let days = (0..daily.len()).map(|day| DayState { observed: sensors(day), in_service: 2, outage: false });
    let sum: i64 = daily.iter().sum();
    let row = Row {
        key: Key::Total,
        rank: Some(1),
        previous_rank: Some(1),
        sums: Sums { every: sum, observed: sum },
        previous: Sums::default(),
        year_before: Sums::default(),
        daily,
    };
    let filter = Filter { scope: Scope::Home, conditions: Vec::new() };
    let question = Question { source: "s".into(), by: By::Total, filter, measure: "packets".into() };
    Answer {
        question,
        quarter,
        span: quarter.span(),
        sensors: Some(2),
        days: days.collect(),
        previous_days: 0,
        previous_sensor_days: 0,
        year_before_sensor_days: None,
        own: BTreeMap::new(),
        earlier: BTreeMap::new(),
        rows: vec![row],
        rest: 0,
        total: sum,
        complete: true,
    }
}

/// The course of days that all sensors saw.
pub(super) fn seen(daily: &[i64]) -> Course {
    course(daily, |_| 2).unwrap()
}

/// Ninety-two days of `of`.
pub(super) fn days(of: impl Fn(i64) -> i64) -> Vec<i64> {
    (0..92).map(of).collect()
}

#[test]
fn a_trend_is_what_mann_and_kendall_call_significant() {
    // S of a rising line is 92 · 91 / 2 = 4186; V = 92 · 91 · 189 / 18 = 87,906; Z = 14.1.
    assert_eq!(seen(&days(|day| 100 + day)).trend(), 1);
    assert_eq!(seen(&days(|day| 300 - day)).trend(), -1);
    assert_eq!(seen(&days(|_| 50)).trend(), 0, "all days tied: no variance and no trend");
    assert_eq!(seen(&days(|day| [10, 20][day as usize % 2])).trend(), 0);
}

#[test]
fn the_edge_of_significance_is_where_the_table_says() {
    // Twenty valid days, all different: V = 20 · 19 · 45 / 18 = 950, its root 30.82. Rising, S is 190; turning the
    // first eleven round takes 110 from it: Z = 79 / 30.82 = 2.56. One pair turned back adds two: Z = 81 / 30.82 = 2.63.
    let mut daily: Vec<i64> = (0..20).map(|day| 100 + day).collect();
    let trend = |daily: &[i64]| course(daily, |day| if day < 20 { 2 } else { 0 }).unwrap().trend();
    daily[..11].reverse();
    assert_eq!(trend(&daily), 0);
    daily.swap(0, 1);
    assert_eq!(trend(&daily), 1);
    daily.reverse();
    assert_eq!(trend(&daily), -1);
}

#[test]
fn ties_make_less_scatter_of_the_score() {
    // Ten days of 1, then ten of 2: S = 100, V = (20 · 19 · 45 − 2 · 10 · 9 · 25) / 18 = 700, Z = 99 / 26.46 = 3.74.
    // Of 1, then five days of 2, then five of 1: S = 50 − 25 = 25, V = (17,100 − 15 · 14 · 35 − 5 · 4 · 15) / 18 = 525,
    // Z = 24 / 22.9 = 1.05.
    let trend = |ones: usize, twos: usize| {
        let day = |day: usize| if day < ones || day >= ones + twos { 1 } else { 2 };
        course(&(0..20).map(day).collect::<Vec<_>>(), |day| if day < 20 { 2 } else { 0 }).unwrap().trend()
    };
    assert_eq!((trend(10, 10), trend(10, 5)), (1, 0));
}

#[test]
fn too_few_valid_days_have_no_course() {
    let of = |valid: usize| course(&[5; 92], |day| if day < valid { 2 } else { 0 });
    assert_eq!(of(19), None);
    assert!(of(20).is_some());
}

#[test]
fn an_outage_is_no_fall() {
    // From the fortieth day on one of two sensors is down, and half of the packets are seen.
    let daily = days(|day| if day < 40 { 200 } else { 100 });
    let half = course(&daily, |day| if day < 40 { 2 } else { 1 }).unwrap();
    assert_eq!((half.trend(), half.is_steady()), (0, true));
    assert_eq!(seen(&daily).trend(), -1);
}

#[test]
fn steady_days_keep_within_a_tenth_of_their_median() {
    // Median 100 with distances of 10 (and 11) on most days.
    assert!(seen(&days(|day| [90, 110][day as usize % 2])).is_steady());
    assert!(!seen(&days(|day| [88, 112][day as usize % 2])).is_steady());
    assert!(!seen(&days(|_| 0)).is_steady(), "nothing is not steady");
    let one_day = days(|day| if day == 9 { 5_000 } else { 100 });
    assert!(seen(&one_day).is_steady(), "one day does not move a median");
}

#[test]
fn swings_are_counted_on_seven_day_means() {
    // Blocks of fourteen days, level and high in turn: the mean reaches both, six times from one to the other.
    let blocks = |high: i64| seen(&days(|day| if day / 14 % 2 == 0 { 1_000 } else { high }));
    assert_eq!((blocks(1_200).swings(), blocks(1_199).swings()), (6, 0), "a fifth of the median, and less");
    assert!(blocks(1_200).is_fluctuating());
    // Two humps: up, down, up, down.
    let humps = seen(&days(|day| if day / 14 % 4 == 1 { 1_500 } else { 1_000 }));
    assert_eq!((humps.swings(), humps.is_fluctuating()), (4, 4 >= SWINGS));
    let weekly = seen(&days(|day| [100, 100, 100, 100, 100, 10, 10][day as usize % 7]));
    assert_eq!(weekly.swings(), 0, "days of the week are no swings");
    assert_eq!(seen(&days(|day| if day / 14 % 2 == 0 { 0 } else { day % 2 })).swings(), 0, "round nothing");
}

#[test]
fn a_quarter_does_what_its_tests_say() {
    let classes = |daily: &[i64]| {
        let answer = answer(daily, |_| 2);
        answer.classes(&answer.rows[0])
    };
    assert_eq!(classes(&days(|day| 500 + 4 * day)), Ok(vec![Class::Rising]));
    assert_eq!(classes(&days(|day| 900 - 4 * day)), Ok(vec![Class::Falling]));
    assert_eq!(classes(&days(|day| 400 + day % 3)), Ok(vec![Class::Steady]));
    let swing = |day: i64| 400 + 200 * (day / 14 % 2);
    assert_eq!(classes(&days(swing)), Ok(vec![Class::Fluctuating]));
    assert_eq!(classes(&days(|day| swing(day) + 6 * day)), Ok(vec![Class::Fluctuating, Class::Rising]));
    assert_eq!(classes(&days(|day| [100, 500, 300, 700, 200, 650, 150][day as usize % 7])), Ok(Vec::new()));
    // A rise of so few packets that nothing is said of its size.
    assert_eq!(classes(&days(|day| day / 10)), Err(TooSmall));
}

#[test]
fn the_previous_quarter_is_cut_out_of_the_days_before() {
    let mut earlier = answer(&days(|_| 0), |_| 2);
    let last = Quarter::new(2022, 3).unwrap();
    earlier.span = Span { first: last.previous().span().first, last: last.span().last };
    earlier.days = vec![earlier.days[0]; earlier.span.len()];
    // It rose, day by day, and fell from the first day of the last quarter on.
    let from = earlier.span.index(last.span().first).unwrap() as i64;
    let day = |day: i64| if day < from { 100 + day } else { 1_000 - 4 * (day - from) };
    earlier.rows[0].daily = (0..earlier.span.len() as i64).map(day).collect();
    let told = earlier.last_quarter().unwrap();
    assert_eq!((told.classes, told.fewest), (Ok(vec![Class::Falling]), 636));
    // A row without a packet, and one of too few days.
    let nothing = Answer { rows: Vec::new(), ..earlier.clone() };
    assert_eq!(nothing.last_quarter().map(|told| (told.classes, told.fewest)), Some((Ok(Vec::new()), 0)));
    let short = |valid: usize| {
        let mut short = earlier.clone();
        short.days[from as usize + valid..].fill(DayState::default());
        short.last_quarter().is_some()
    };
    assert_eq!((short(46), short(45)), (true, false));
    let other = Answer { span: last.previous().span(), ..earlier };
    assert_eq!(other.last_quarter(), None, "days that were not asked");
}

#[test]
fn a_spike_stands_out_and_is_short() {
    let spiked = |first: i64, last: i64, height: i64| {
        seen(&days(|day| if (first..=last).contains(&day) { height } else { 100 + day % 3 }))
    };
    let spike = spiked(30, 32, 400).spike().unwrap();
    assert_eq!((spike.days, spike.count), (30..=32, 3));
    // The median is 101, one and a half times of it 151.5.
    assert_eq!(spiked(30, 32, 151).spike(), None);
    assert!(spiked(30, 32, 152).spike().is_some());
    let long = SPIKE_DAYS as i64;
    assert!(spiked(30, 29 + long, 400).spike().is_some());
    assert_eq!(spiked(30, 30 + long, 400).spike(), None, "another level");
    assert_eq!(spiked(89, 91, 400).spike(), None, "nobody sees it end");
    assert!(spiked(88, 90, 400).spike().is_some());
    let (day, height) = spiked(30, 32, 404).highest().unwrap();
    assert_eq!((day, height.rounded(10)), (30, Some(40)));
}

#[test]
fn a_spike_stands_out_from_the_scatter() {
    // Days of 60 and 140 in turn: median 100, MAD 40; three and a half deviations are 3.5 · 1.4826 · 40 = 207.6 above.
    let over = |height: i64| seen(&days(|day| if day == 45 { height } else { [60, 140][day as usize % 2] }));
    assert_eq!(over(307).spike(), None);
    assert_eq!(over(308).spike().map(|spike| spike.days), Some(45..=45));
}

#[test]
fn the_highest_spike_is_told_and_the_first_of_equals() {
    let two = |first: i64, second: i64| {
        seen(&days(|day| match day {
            5..=6 => first,
            50..=51 => second,
            _ => 100,
        }))
    };
    let days_of = |course: Course| course.spike().unwrap().days;
    assert_eq!(days_of(two(500, 900)), 50..=51);
    assert_eq!(days_of(two(900, 900)), 5..=6);
}

#[test]
fn a_spike_over_nothing_needs_packets() {
    let one = |packets: i64| seen(&days(|day| if day == 9 { packets } else { 0 })).spike();
    assert_eq!(one(MIN_BASE - 1), None);
    assert_eq!(one(MIN_BASE).map(|spike| spike.days), Some(9..=9));
}

#[test]
fn a_spike_bridges_days_that_were_not_observed() {
    let daily = days(|day| if (30..=33).contains(&day) { 900 } else { 100 });
    let spike = course(&daily, |day| if day == 31 { 0 } else { 2 }).unwrap().spike().unwrap();
    assert_eq!((spike.days, spike.count), (30..=33, 3));
}

#[test]
fn scatter_and_height_are_parts_of_the_median() {
    let course = seen(&days(|day| if day == 3 { 450 } else { [90, 110][day as usize % 2] }));
    assert_eq!(course.scatter().and_then(|scatter| scatter.rounded(100)), Some(10));
    // Forty-six days of 90, forty-five of 110 and one of 450: the median is (90 + 110) / 2.
    assert_eq!(course.highest().and_then(|(_, height)| height.rounded(10)), Some(45));
    assert_eq!(seen(&days(|_| 0)).highest(), None);
}

fn series() -> impl Strategy<Value = Vec<i64>> {
    prop_oneof![
        proptest::collection::vec(0_i64..50, 92),
        proptest::collection::vec(0_i64..1_000_000, 92),
        (0_i64..200, -3_i64..4, proptest::collection::vec(0_i64..60, 92)).prop_map(
            |(level, slope, noise)| {
                noise
                    .iter()
                    .enumerate()
                    .map(|(day, noise)| (level + 300 + slope * day as i64 + noise).max(0))
                    .collect()
            }
        ),
    ]
}

proptest! {
    #[test]
    fn turned_round_a_rise_is_a_fall(daily in series()) {
        let turned: Vec<i64> = daily.iter().rev().copied().collect();
        let (course, turned) = (seen(&daily), seen(&turned));
        prop_assert_eq!(course.trend(), -turned.trend());
        prop_assert_eq!(course.swings(), turned.swings());
        prop_assert_eq!(course.is_steady(), turned.is_steady());
    }

    #[test]
    fn scaled_values_say_the_same(daily in series(), times in 1_i64..1000) {
        // Enough packets on each day that has any: the least number of a spike is no ratio.
        let daily: Vec<i64> = daily.iter().map(|packets| packets * MIN_BASE).collect();
        let scaled: Vec<i64> = daily.iter().map(|packets| packets * times).collect();
        let (course, scaled) = (seen(&daily), seen(&scaled));
        prop_assert_eq!(course.trend(), scaled.trend());
        prop_assert_eq!(course.swings(), scaled.swings());
        prop_assert_eq!(course.is_steady(), scaled.is_steady());
        prop_assert_eq!(course.spike(), scaled.spike());
    }

    #[test]
    fn a_line_has_the_trend_of_its_slope(step in -10_i64..11) {
        prop_assert_eq!(seen(&days(|day| 1_000 + step * day)).trend(), i128::from(step.signum()));
    }

    #[test]
    fn the_days_of_a_spike_are_its_own(daily in series()) {
        if let Some(spike) = seen(&daily).spike() {
            prop_assert!(spike.count <= SPIKE_DAYS && spike.days.clone().count() == spike.count);
            let peak = daily.iter().max().unwrap();
            prop_assert!(spike.days.map(|day| daily[day]).max() == Some(*peak));
        }
    }
}
