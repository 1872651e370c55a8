//! The tests of events over series made by hand, and what must hold of any.

use proptest::prelude::*;

use super::trend_tests::{course, days, seen};
use super::{Event, Happening};

/// Noise that no seed changes: between −`height` and `height`.
fn noise(day: i64, height: i64) -> i64 {
    (day * 7_919 + day * day * 104_729) % (2 * height + 1) - height
}

/// What happened, on which days.
fn told(events: &[Event]) -> Vec<(Happening, usize, usize)> {
    events.iter().map(|event| (event.what, *event.days.start(), *event.days.end())).collect()
}

#[test]
fn a_level_with_its_noise_has_no_event() {
    assert_eq!(told(&seen(&days(|day| 400 + noise(day, 30))).events()), []);
    assert_eq!(told(&seen(&days(|_| 0)).events()), []);
    assert_eq!(told(&seen(&days(|day| day % 3)).events()), [], "a packet more or less is no event");
}

#[test]
fn a_burst_has_its_days_its_peak_and_what_it_is_beyond_the_usual() {
    let flood = |day| if (46..48).contains(&day) { 900 + day } else { 0 };
    let events = seen(&days(flood)).events();
    assert_eq!(told(&events), [(Happening::Burst, 46, 47)]);
    assert_eq!((events[0].peak, events[0].excess, events[0].usual), (47, 946 + 947, 0));
    assert_eq!(events[0].usual_days.len(), 90);
    let sweep = |day| 400 + noise(day, 30) + if day == 26 { 600 } else { 0 };
    assert_eq!(told(&seen(&days(sweep)).events()), [(Happening::Burst, 26, 26)]);
    let edged = |day: i64| 200 + noise(day, 10) + (120 - 40 * (day - 68).abs()).max(0) * 3;
    assert_eq!(told(&seen(&days(edged)).events()), [(Happening::Burst, 66, 70)], "edges belong to it");
}

#[test]
fn a_drop_is_one_as_well() {
    let gone = |day| if (51..61).contains(&day) { 100 } else { 400 + noise(day, 30) };
    let events = seen(&days(gone)).events();
    assert_eq!(told(&events), [(Happening::Drop, 51, 60)]);
    assert!(events[0].excess < -2_700 && events[0].direction() < 0);
}

#[test]
fn another_level_begins_with_the_first_day_on_the_way_to_it() {
    let rise = |day: i64| 900 + noise(day, 40) + (day - 60).clamp(0, 7) * 250;
    let events = seen(&days(rise)).events();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].what, Happening::Rise);
    assert!((61..=62).contains(events[0].days.start()), "{events:?}");
    assert!((65..=67).contains(events[0].days.end()), "{events:?}");
    let fall = |day| if day < 30 { 900 + noise(day, 40) } else { 300 + noise(day, 20) };
    assert_eq!(told(&seen(&days(fall)).events()), [(Happening::Fall, 30, 30)]);
}

#[test]
fn what_rises_all_the_time_or_goes_up_and_down_is_no_event() {
    assert_eq!(told(&seen(&days(|day| 100 + 20 * day + noise(day, 10))).events()), []);
    let teeth = |day: i64| 450 + (day % 16).min(12) * 37 - (day % 16 - 12).max(0) * 110;
    assert_eq!(told(&seen(&days(teeth)).events()), []);
    let flooded = |day| teeth(day) + if day == 40 { 4_000 } else { 0 };
    assert_eq!(told(&seen(&days(flooded)).events()), [(Happening::Burst, 40, 40)]);
}

#[test]
fn a_burst_is_found_on_a_slope() {
    let slope = |day| 200 + 10 * day + noise(day, 10) + if (30..33).contains(&day) { 900 } else { 0 };
    assert_eq!(told(&seen(&days(slope)).events()), [(Happening::Burst, 30, 32)]);
}

#[test]
fn a_day_that_stands_steeply_on_a_wave_is_told_apart_from_it() {
    let wave = |day: i64| 100 + noise(day, 5) + (300 - (day - 45).abs() * 12).max(0);
    let events = seen(&days(wave)).events();
    assert_eq!(told(&events).len(), 1, "{events:?}");
    assert!(
        (20..=22).contains(events[0].days.start()) && (68..=70).contains(events[0].days.end()),
        "{events:?}"
    );
    let both = seen(&days(|day| wave(day) + if day == 30 { 3_000 } else { 0 })).events();
    assert!(told(&both).contains(&(Happening::Burst, 30, 30)) && both.len() == 2, "{both:?}");
}

#[test]
fn a_new_level_is_found_after_a_burst() {
    let both = |day: i64| {
        let noise = [96, 98, 100, 102, 104][(day % 5) as usize];
        noise + if (35..38).contains(&day) { 300 } else { 0 } + if day >= 61 { 200 } else { 0 }
    };
    let found = told(&seen(&days(both)).events());
    assert_eq!(found, [(Happening::Burst, 35, 37), (Happening::Rise, 61, 61)]);
}

/// A number of mean zero and deviation one, and the next state: the sum of twelve even ones.
fn drawn(state: &mut u64) -> f64 {
    let even = |state: &mut u64| {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*state >> 11) as f64 / (1u64 << 53) as f64
    };
    (0..12).map(|_| even(state)).sum::<f64>() - 6.0
}

#[test]
fn counts_around_a_level_are_no_events() {
    let mut state = 2_022;
    for level in (0..600).map(|at| 2 + at * 3) {
        let daily: Vec<i64> = (0..92)
            .map(|_| (f64::from(level) + f64::from(level).sqrt() * drawn(&mut state)).round().max(0.0) as i64)
            .collect();
        assert_eq!(told(&seen(&daily).events()), [], "{level}: {daily:?}");
    }
}

#[test]
fn a_sensor_that_is_out_is_no_drop() {
    let daily = days(|day| if (33..37).contains(&day) { 200 } else { 400 });
    let half = |day: usize| if (33..37).contains(&day) { 1 } else { 2 };
    assert_eq!(told(&course(&daily, half).unwrap().events()), []);
}

proptest! {
    #[test]
    fn events_lie_in_the_quarter_and_are_the_same_every_time(
        daily in proptest::collection::vec(0i64..2_000, 92)
    ) {
        let course = seen(&daily);
        let events = course.events();
        prop_assert_eq!(&events, &course.events());
        for event in events {
            prop_assert!(event.days.start() <= event.days.end() && *event.days.end() < 92);
            prop_assert!(event.count >= 1 && event.peak < 92);
            prop_assert!(event.excess * event.direction() >= 100);
        }
    }
}
