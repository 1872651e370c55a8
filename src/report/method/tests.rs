//! The chapter tells the rules that a report uses, each with the constants that the code goes by.

use super::rules::{constants, paragraphs, tests};
use crate::words::{Words, shipped};

fn every_words() -> Vec<Words> {
    shipped().iter().map(|(_, text)| toml::from_str(text).unwrap()).collect()
}

/// Everything that a report can use, so that every text is asked for.
const EVERYTHING: &str = "table chart previous wari rank_up concentrated up_10d up_quarter rising steady nothing_special spiking bursting one_sensor home_higher majority more_sources continued above_normal normal events";

fn chapter(words: &Words, used: &str, constants: &[(&'static str, String)]) -> Vec<String> {
    let used = used.split(' ').map(str::to_owned).collect();
    [paragraphs(words, &used, constants), tests(words, &used, constants)].concat()
}

#[test]
fn every_constant_is_told_and_none_is_typed() {
    for words in every_words() {
        let constants = constants(&words);
        let told = chapter(&words, EVERYTHING, &constants);
        assert_eq!(told.len(), 25, "every text is asked for");
        assert!(told.iter().all(|text| !text.contains(['{', '}'])), "every place is filled: {told:?}");
        for at in 0..constants.len() {
            let mut other = constants.clone();
            other[at].1 = "ANOTHER".to_owned();
            assert_ne!(chapter(&words, EVERYTHING, &other), told, "{} is not told", constants[at].0);
        }
        // With every constant gone, the figures that are left belong to units, not to rules.
        let blank: Vec<_> = constants.iter().map(|(name, _)| (*name, String::new())).collect();
        let left = chapter(&words, EVERYTHING, &blank).concat();
        let units = [
            "1台・1日当たり",
            "センサー1台",
            "1割単位",
            "数は0とし",
            "項目は0とし",
            "2項目",
            "分の1以下",
            "分の1以上",
            "1/",
        ];
        let left = units.iter().fold(left, |left, unit| left.replace(unit, ""));
        assert!(!left.contains(|c: char| c.is_ascii_digit()), "{left}");
    }
}

#[test]
fn only_what_is_used_is_told() {
    for words in every_words() {
        let constants = constants(&words);
        let told = |used: &str| chapter(&words, used, &constants).len();
        for (used, texts) in [
            ("label", 0),
            ("table", 1),
            ("previous", 2),
            ("per_day", 1),
            ("chart", 2),
            ("change_quarter", 2),
            ("wari", 1),
            ("rank_up", 3),
            ("same_order", 3),
            ("fluctuating", 2),
            ("rising", 4),
            ("spike_days", 2),
            ("event_change", 2),
            ("one_sensor", 1),
            ("overseas_higher", 2),
            ("majority", 1),
            ("continued", 7),
            ("sources_alike", 3),
            ("days_below_normal", 2),
            ("normal", 1),
            ("events", 1),
        ] {
            assert_eq!(told(used), texts, "{used}");
        }
    }
}
