//! Ports and regions that a caption names and its block does not have.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::{Shown, subject};
use crate::check::Passage;
use crate::check::pattern::{is_whole, pattern, typed};
use crate::finding::Finding;
use crate::key::Port;
use crate::lang::Lang;
use crate::names::Names;
use crate::question::{By, Values};
use crate::said;

static PORT: LazyLock<Regex> = LazyLock::new(|| pattern(r"[0-9]{1,5}/(?:TCP|UDP|ICMP)"));

/// What follows a key that the block leaves out.
const LEFT_OUT: [&str; 3] = ["を除", "以外", "と近接"];

/// What follows a region that is said to be the source.
const SOURCE: [&str; 4] = ["を送信元", "から", "発の", "の送信元"];

/// The regions of the house, by the names that it prints.
pub(super) struct Regions {
    codes: BTreeMap<String, String>,
    any: Regex,
}

/// The names of regions in a house.
pub(super) fn regions(names: &Names) -> Regions {
    let ja = Lang::ja();
    let codes: BTreeMap<_, _> =
        names.regions(&ja).map(|(region, name)| (name.to_owned(), region.to_string())).collect();
    let mut longest: Vec<_> = codes.keys().map(|name| regex::escape(name)).collect();
    longest.sort_by_key(|name| std::cmp::Reverse(name.len()));
    Regions { any: pattern(&longest.join("|")), codes }
}

/// What is wrong with a caption.
pub(super) fn in_caption(passage: &Passage, shown: &Shown<'_>, regions: &Regions) -> Vec<Finding> {
    let text = passage.text();
    let ports = PORT.find_iter(&text).filter(|port| lacks_port(shown, port.as_str()));
    let named = regions.any.find_iter(&text).filter(|found| is_whole(&text, found.start(), found.end()));
    let lacking = named.filter(|found| {
        let code = regions.codes.get(found.as_str());
        code.is_some_and(|code| lacks_region(shown, code, &text[found.end()..]))
    });
    let told = ports.chain(lacking).filter(|found| !left_out(&text[found.end()..]));
    told.map(|found| finding(passage, found.start(), found.as_str())).collect()
}

fn left_out(after: &str) -> bool {
    LEFT_OUT.iter().any(|words| after.starts_with(words))
}

/// Whether the block of `shown` surely has nothing of `port`.
fn lacks_port(shown: &Shown<'_>, port: &str) -> bool {
    let Ok(port) = port.parse::<Port>() else { return false };
    let chosen = if shown.question.by == By::Port { shown.keys.as_ref() } else { None };
    if chosen.is_some_and(|keys| keys.iter().any(|key| key.parse() == Ok(port))) {
        return false;
    }
    match kept(shown, "port") {
        Kept::Any => chosen.is_some() || shown.question.by != By::Port,
        Kept::Only(values) => !values.contains(&port.to_string()),
        Kept::Unknown => false,
    }
}

/// The same of a region. Where nothing is said of regions, only a source is surely meant.
fn lacks_region(shown: &Shown<'_>, code: &str, after: &str) -> bool {
    if after.starts_with("国内") || after.starts_with("のセンサー") {
        return false;
    }
    let chosen = if shown.question.by == By::Region { shown.keys.as_ref() } else { None };
    if chosen.is_some_and(|keys| keys.contains(&code)) {
        return false;
    }
    match kept(shown, "region") {
        Kept::Any if chosen.is_some() => true,
        Kept::Any => shown.question.by != By::Region && SOURCE.iter().any(|words| after.starts_with(words)),
        Kept::Only(values) => !values.contains(&code.to_owned()),
        Kept::Unknown => false,
    }
}

/// Which values of a column a block keeps.
enum Kept {
    Any,
    Only(Vec<String>),
    /// Ranges.
    Unknown,
}

fn kept(shown: &Shown<'_>, column: &str) -> Kept {
    let mut conditions = shown.question.filter.conditions.iter();
    match conditions.find(|condition| condition.column == column && !condition.exclude) {
        None => Kept::Any,
        Some(condition) => match &condition.values {
            Values::OneOf(values) => Kept::Only(values.iter().cloned().collect()),
            Values::Numbers(..) => Kept::Unknown,
        },
    }
}

fn finding(passage: &Passage, at: usize, words: &str) -> Finding {
    let place = typed(passage, at).unwrap_or_else(|| passage.place.clone());
    let what = said!(
        "題に「{words}」とありますが、このブロックの行・線にも絞り込み（filter）にもありません。",
        "The caption names “{words}”, which is neither a row or line of the block nor in its filter."
    );
    Finding::warning("caption-subject", place, what, subject::mend())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Role;
    use crate::check::fixture::{passage, told};
    use crate::question::{Condition, Filter, Question, Scope};

    fn found(text: &str, by: By, keys: Option<&[&str]>, filter: &[(&str, &str)]) -> Vec<u32> {
        let condition = |(column, value): &(&str, &str)| Condition {
            column: (*column).to_owned(),
            exclude: false,
            values: Values::OneOf([(*value).to_owned()].into()),
        };
        let filter = Filter { scope: Scope::Home, conditions: filter.iter().map(condition).collect() };
        let question = Question { source: "x".to_owned(), by, filter, measure: "packets".to_owned() };
        let shown = Shown { question: &question, top: None, keys: keys.map(<[_]>::to_vec) };
        let passage = passage(Role::Caption("x".to_owned()), text);
        told(&in_caption(&passage, &shown, &regions(&Names::shipped())))
            .iter()
            .map(|(_, column)| *column)
            .collect()
    }

    #[test]
    fn a_caption_names_only_what_its_block_has() {
        assert_eq!(found("81/TCP宛のパケットの推移", By::Port, Some(&["80/TCP"]), &[]), [1]);
        assert_eq!(found("センサー別の81/TCPの推移", By::Sensor, None, &[("port", "80/TCP")]), [7]);
        assert_eq!(found("センサー別の81/TCPの推移", By::Sensor, None, &[]), [7]);
        assert_eq!(found("中国を送信元とするパケット", By::Total, None, &[("region", "JP")]), [1]);
        assert_eq!(found("中国からのパケット", By::Port, None, &[]), [1]);
        assert_eq!(found("中国と米国の推移", By::Region, Some(&["US", "JP"]), &[]), [1]);
        for (text, by, keys, filter) in [
            ("81/TCP宛のパケットの推移", By::Port, Some(&["81/TCP"][..]), &[][..]),
            ("推移（81/TCPを除く上位4件）", By::Port, Some(&["80/TCP"]), &[]),
            ("センサー別の81/TCPの推移", By::Sensor, None, &[("port", "81/TCP")]),
            ("日本を送信元とするパケットのポート番号", By::Port, None, &[("region", "JP")]),
            ("日本国内のセンサー、タイミング、インドネシア", By::Region, None, &[]),
            ("宛先ポート番号トップ5（東京）", By::Port, None, &[]),
        ] {
            assert_eq!(found(text, by, keys, filter), [0; 0], "{text}");
        }
    }
}
