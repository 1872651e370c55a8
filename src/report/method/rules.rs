//! Which rules a report uses, by the names of what it printed, and their texts with the constants of `rules`.

use std::collections::BTreeSet;

use crate::rules::{
    CARRIED_PERCENT, CHANGE_TENTHS, CONCENTRATED_KEYS, CONCENTRATED_PERCENT, EVENT_SIZE_TENTHS,
    FEWEST_DISTINCT, FLAT_PERCENT, MAD_TEN_THOUSANDTHS, MAJORITY_PERCENT, MARKED_EVENTS, MIN_BASE,
    MULTIPLE_PERCENT, NORMAL_TENTHS, PREVIOUS_RANK_SHOWN, SHIFT_DAYS, SLOW_DAYS, SMOOTH_DAYS, SPIKE_DAYS,
    SPIKE_SIZE_TENTHS, SPIKE_TENTHS, STEADY_PERCENT, SWING_PERCENT, SWINGS, TREND_Z_THOUSANDTHS,
    VALID_DAY_HALVES, WINDOW_DAYS,
};
use crate::words::{Words, fill};

/// Names of what was printed: attributes, filters, conditions and columns; `table` and `chart` for such a block.
pub(super) type Used = BTreeSet<String>;

/// A constant as the chapter prints it, by the name of its place in the words.
pub(super) type Constant = (&'static str, String);

const RANKS: &str = "table rank previous move";
const PREVIOUS: &str = "previous move";
const ORDER: &str = "same_set same_order two_swapped nothing_special";
const MOVES: &str = "rank_held rank_up rank_down entered left swapped";
const DAYS: &str = "chart per_day per_sensor_day peak";
const WINDOWS: &str = "chart first_10d last_10d change_10d";
const TENDAYS: &str = "up_10d down_10d flat_10d";
const QUARTER: &str = "up_quarter down_quarter flat_quarter";
const CHANGE: &str = "change change_10d change_quarter";
const TREND: &str = "rising falling nothing_special";
const STEADY: &str = "steady";
const SWINGING: &str = "fluctuating nothing_special";
const SPIKE: &str = "spiking spike_first_day spike_last_day spike_days nothing_special";
const EVENT: &str =
    "bursting dropping shifted_up shifted_down event_first_day event_last_day event_days event_change";

/// Used by a chart that marks what was detected in its lines.
pub(in crate::report) const EVENTS: &str = "events";

/// Used by a chart that shows the range that is normal for its line.
pub(in crate::report) const NORMAL: &str = "normal";

/// Tells of two quarters what the tests of trends, levels and swings say.
const COURSES: &str = "continued new_course";
const SOURCES: &str = "more_sources fewer_sources sources_alike";
const OUTSIDE: &str = "above_normal below_normal days_above_normal days_below_normal";
const SCOPES: &str = "home_higher overseas_higher scopes_alike";

/// The rules of the numbers: each in a paragraph, if the report printed what is made by it.
pub(super) fn paragraphs(words: &Words, used: &Used, constants: &[Constant]) -> Vec<String> {
    let method = &words.method;
    let rules: [(&String, &[&str]); 8] = [
        (&method.ranks, &[RANKS, MOVES, ORDER]),
        (&method.previous, &[PREVIOUS, MOVES, ORDER]),
        (
            &method.days,
            &[
                DAYS, WINDOWS, TENDAYS, QUARTER, CHANGE, TREND, STEADY, SWINGING, SPIKE, EVENT, SOURCES,
                SCOPES, COURSES,
            ],
        ),
        (&method.windows, &[WINDOWS, TENDAYS, TREND, STEADY, COURSES]),
        (&method.change, &[CHANGE, TENDAYS, QUARTER, TREND, STEADY, COURSES]),
        (&method.rounding, &["wari"]),
        (&words.normal.method, &[NORMAL, OUTSIDE]),
        (&words.events.method, &[EVENTS]),
    ];
    filled(&rules, used, constants)
}

/// The tests of the conditions on which claims of the report rest.
pub(super) fn tests(words: &Words, used: &Used, constants: &[Constant]) -> Vec<String> {
    let tests = &words.method.tests;
    let rules: [(&String, &[&str]); 17] = [
        (&tests.moves, &[MOVES]),
        (&tests.order, &[ORDER]),
        (&tests.concentrated, &["concentrated"]),
        (&tests.windows, &[TENDAYS]),
        (&tests.quarter, &[QUARTER]),
        (&tests.trend, &[TREND, COURSES]),
        (&tests.steady, &[STEADY, COURSES]),
        (&tests.fluctuating, &[SWINGING, COURSES]),
        (&tests.spiking, &[SPIKE]),
        (&tests.events, &[EVENT, SOURCES]),
        (&tests.nothing, &["nothing_special"]),
        (&tests.one_sensor, &["one_sensor"]),
        (&tests.scopes, &[SCOPES]),
        (&tests.continued, &[COURSES]),
        (&tests.outside, &[OUTSIDE]),
        (&tests.majority, &["majority"]),
        (&tests.sources, &[SOURCES]),
    ];
    filled(&rules, used, constants)
}

fn filled(rules: &[(&String, &[&str])], used: &Used, constants: &[Constant]) -> Vec<String> {
    let is_used =
        |names: &&[&str]| names.iter().flat_map(|names| names.split(' ')).any(|name| used.contains(name));
    let values: Vec<(&str, &str)> = constants.iter().map(|(name, value)| (*name, value.as_str())).collect();
    rules.iter().filter(|(_, names)| is_used(names)).map(|(text, _)| fill(text, &values)).collect()
}

/// Every constant of the rules that the chapter prints.
pub(super) fn constants(words: &Words) -> Vec<Constant> {
    let shown = PREVIOUS_RANK_SHOWN.to_string();
    let outside = fill(&words.ranks.outside, &[("n", &shown)]);
    vec![
        ("previous_shown", shown),
        ("outside", outside),
        ("none", words.ranks.none.clone()),
        ("halves", VALID_DAY_HALVES.to_string()),
        ("window", WINDOW_DAYS.to_string()),
        ("base", words.number(MIN_BASE.into())),
        ("flat", FLAT_PERCENT.to_string()),
        ("flat_word", words.change.flat.clone()),
        ("multiple", MULTIPLE_PERCENT.to_string()),
        ("gone_word", words.change.gone.clone()),
        ("keys", CONCENTRATED_KEYS.to_string()),
        ("most", CONCENTRATED_PERCENT.to_string()),
        ("z", words.plain(TREND_Z_THOUSANDTHS, 1_000)),
        ("steady", STEADY_PERCENT.to_string()),
        ("smooth", SMOOTH_DAYS.to_string()),
        ("swing", SWING_PERCENT.to_string()),
        ("swings", SWINGS.to_string()),
        ("deviation", words.plain(MAD_TEN_THOUSANDTHS, 10_000)),
        ("tenths", words.plain(SPIKE_TENTHS, 10)),
        ("times", words.plain(SPIKE_SIZE_TENTHS, 10)),
        ("spike_days", SPIKE_DAYS.to_string()),
        ("event", words.plain(CHANGE_TENTHS, 10)),
        ("size", words.plain(EVENT_SIZE_TENTHS, 10)),
        ("slow", SLOW_DAYS.to_string()),
        ("shift_days", SHIFT_DAYS.to_string()),
        ("marked", MARKED_EVENTS.to_string()),
        ("normal", words.plain(NORMAL_TENTHS, 10)),
        ("carried", CARRIED_PERCENT.to_string()),
        ("majority", MAJORITY_PERCENT.to_string()),
        ("distinct", FEWEST_DISTINCT.to_string()),
    ]
}
