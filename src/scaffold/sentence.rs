//! Sentences of a manuscript, and which of them still say something true a quarter later.

use std::collections::BTreeSet;

use crate::binding::{Expression, Step};
use crate::words::FILTERS;

/// Words that say where something goes; typed ones are true of the quarter they were typed for.
const MOVES: [&str; 26] = [
    "増",
    "減",
    "上が",
    "下が",
    "上昇",
    "下降",
    "急",
    "横ばい",
    "変わ",
    "変化",
    "最多",
    "入れ替",
    "同じ",
    "集中",
    "突出",
    "ros",
    "fell",
    "increas",
    "decreas",
    "declin",
    "grew",
    "drop",
    "surg",
    "unchanged",
    "spike",
    "peak",
];

/// English months, which say a date without a digit.
const MONTHS: [&str; 11] = [
    "January",
    "February",
    "March ",
    "April",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Attributes that a row has only in some quarters.
const PASSING: [&str; 13] = [
    "by_day",
    "cause",
    "cause_change",
    "cause_share",
    "change_year",
    "event_change",
    "event_days",
    "event_first_day",
    "event_last_day",
    "service",
    "spike_days",
    "spike_first_day",
    "spike_last_day",
];

/// A part of a sentence's source.
enum Part<'a> {
    Text(&'a str),
    Binding(&'a str),
    Reference(&'a str),
}

/// The sentences of `text`, each with the mark that ends it and the space behind it.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let (mut found, mut begin, mut depth, mut at) = (Vec::new(), 0, 0_i32, 0);
    while let Some(c) = text[at..].chars().next() {
        if let Some(length) = closed(&text[at..]) {
            at += length;
            continue;
        }
        at += c.len_utf8();
        match c {
            '「' | '（' | '『' | '(' | '“' => depth += 1,
            '」' | '）' | '』' | ')' | '”' => depth -= 1,
            _ => {}
        }
        let rest = &text[at..];
        let ends = c == '。' || matches!(c, '.' | '!' | '?') && rest.starts_with([' ', '\n']);
        if ends && depth <= 0 {
            let space = rest.len() - rest.trim_start().len();
            at += space;
            found.push(&text[begin..at]);
            begin = at;
        }
    }
    if begin < text.len() {
        found.push(&text[begin..]);
    }
    found
}

/// The length of what opens `text` and is no prose: a binding, a literal, a comment, the address of a link.
fn closed(text: &str) -> Option<usize> {
    let pairs = [("{{", "}}"), ("`", "`"), ("<!--", "-->"), ("](", ")"), ("[^", "]")];
    pairs.into_iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(open)?;
        Some(open.len() + inner.find(close)? + close.len())
    })
}

/// Whether `sentence` is of no one quarter: it binds a value or refers to a figure, types no number and no move, and
/// everything it binds stands in every quarter. `gone` are the ids that the new edition does not have.
pub(super) fn is_lasting(sentence: &str, gone: &BTreeSet<String>) -> bool {
    let parts = parts(sentence);
    let held = |part: &Part<'_>| match part {
        Part::Text(text) => is_plain(text),
        Part::Binding(source) => is_general(source, gone),
        Part::Reference(id) => !gone.contains(*id),
    };
    parts.iter().any(|part| !matches!(part, Part::Text(_))) && parts.iter().all(held)
}

/// Whether a note is of no one quarter: as [`is_lasting`], but it need not bind anything.
pub(super) fn is_lasting_note(note: &str, gone: &BTreeSet<String>) -> bool {
    is_lasting(&format!("{{{{ quarter.title }}}}{note}"), gone)
}

/// Whether `text` has neither a number, a month nor a word of moving.
pub(super) fn is_plain(text: &str) -> bool {
    let mut before = ' ';
    let number = text.chars().any(|c| {
        let word = before.is_ascii_alphabetic();
        before = c;
        (c.is_ascii_digit() || ('０'..='９').contains(&c)) && !word
    });
    let lower = text.to_lowercase();
    !number
        && !MOVES.iter().any(|word| lower.contains(word))
        && !MONTHS.iter().any(|month| text.contains(month))
}

/// `text` with its claims as the words that they let stand, so that no data contradict it.
pub(super) fn unclaimed(text: &str) -> String {
    let mut pieces = text.split("{{");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |before, piece| {
        let claim = |source: &str| Expression::read(source.trim(), &FILTERS).ok()?.claim;
        match piece.split_once("}}").and_then(|(source, rest)| Some((claim(source)?, rest))) {
            Some((words, rest)) => before + &words + rest,
            None => before + "{{" + piece,
        }
    })
}

/// Whether a typed date or quarter stands in `text`, outside of bindings.
pub(super) fn is_dated(text: &str) -> bool {
    let dated = |text: &str| {
        let units = ["年", "月", "日", "四半期"];
        let after = |unit: &&str| {
            text.match_indices(*unit).any(|(at, _)| text[..at].ends_with(|c: char| c.is_numeric()))
        };
        units.iter().any(after) || MONTHS.iter().any(|month| text.contains(month))
    };
    parts(text).iter().any(|part| matches!(part, Part::Text(text) if dated(text)))
}

/// Whether what is bound has a value in every quarter: no claim, no key, no fact, no attribute that only some rows have.
fn is_general(source: &str, gone: &BTreeSet<String>) -> bool {
    let Ok(expression) = Expression::read(source, &FILTERS) else { return false };
    let Expression { path, claim, .. } = &expression;
    let root = expression.root().unwrap_or_default();
    let keyed = path.len() > 2 && matches!(path.get(1), Some(Step::Name(_)));
    let passing = matches!(path.last(), Some(Step::Name(name)) if PASSING.contains(&name.as_str()));
    claim.is_none() && !keyed && !passing && root != "facts" && root != "year_before" && !gone.contains(root)
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let (mut parts, mut begin, mut at) = (Vec::new(), 0, 0);
    while at < text.len() {
        let Some(length) = closed(&text[at..]) else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        parts.push(Part::Text(&text[begin..at]));
        let whole = &text[at..at + length];
        if let Some(source) = whole.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}")) {
            parts.push(Part::Binding(source.trim()));
        } else if let Some(id) = whole.strip_prefix("](#").and_then(|rest| rest.strip_suffix(')')) {
            parts.push(Part::Reference(id));
        }
        at += length;
        begin = at;
    }
    parts.push(Part::Text(&text[begin..]));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_outside_of_brackets_bindings_and_addresses() {
        let text = "{{ \"一。二\" | holds(a.b) }}です。（以下「型。」という。）次です。[x](https://a.example/b.c) is. End";
        let expected = [
            "{{ \"一。二\" | holds(a.b) }}です。",
            "（以下「型。」という。）次です。",
            "[x](https://a.example/b.c) is. ",
            "End",
        ];
        assert_eq!(sentences(text), expected);
        assert_eq!(sentences(text).concat(), text);
    }

    #[test]
    fn a_sentence_lasts_if_all_of_it_is_bound_and_nothing_moves() {
        let gone = BTreeSet::from(["dvr_login".to_owned()]);
        for lasting in [
            "上位{{ top_ports.top }}件は、[](#top_ports)のとおりです。",
            "最も多いのは{{ top_ports[1].label }}で、{{ top_ports[1].share | percent }}でした（IPv4）[^a1]。",
            "{{ quarter.title }}に{{ sensors.home }}台で観測しました。",
        ] {
            assert!(is_lasting(lasting, &gone), "{lasting}");
        }
        for passing in [
            "大きな特徴はみられませんでした。",
            "10月下旬から{{ top_ports[1].label }}を観測しました。",
            "{{ top_ports[\"23/TCP\"].rank }}位でした。",
            "{{ \"前四半期と同じ\" | holds(top_ports[1].rank_held) }}です。",
            "パケットが増加しました（[](#top_ports)）。",
            "[](#dvr_login)のような画面です。",
            "{{ facts.share }}を占めました。",
            "主な要因は{{ top_regions[1].cause }}です。",
            "上位５件は[](#top_ports)です。",
            "[](#top_ports) shows November.",
            "{{ 1 + 1 }}",
        ] {
            assert!(!is_lasting(passing, &gone), "{passing}");
        }
        assert!(is_lasting_note("詳細はIANAの文書[^iana2]をご参照ください。", &gone));
        assert!(!is_lasting_note("11月3日は停止しています。", &gone));
    }

    #[test]
    fn a_claim_gives_place_to_its_words() {
        let heading = "## {{ top[1].label }}の{{ \"増加\" | holds(top[1].up_10d) }}について {#top}";
        assert_eq!(unclaimed(heading), "## {{ top[1].label }}の増加について {#top}");
        for other in ["## {{ 1 + 1 }}", "## {{ top[1].label", "## }} {{"] {
            assert_eq!(unclaimed(other), other);
        }
    }

    #[test]
    fn dates_are_seen_where_they_are_typed() {
        assert!(is_dated("2022年10～12月の推移") && is_dated("第3四半期") && is_dated("Packets in October"));
        assert!(!is_dated("{{ quarter.title }}の23/TCP宛の推移") && !is_dated("年月日"));
    }
}
