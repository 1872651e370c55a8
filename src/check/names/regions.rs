//! Regions as the house calls them, and 地域 instead of 国 where packets are counted by their source.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::Passage;
use crate::check::pattern::{Hit, hits, pattern};
use crate::finding::{Finding, Place};
use crate::lang::Lang;
use crate::names::Names;
use crate::said;

/// A ranking or count by 国.
static COUNTRY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?<at>国別|送信元(?:の)?国(?:名|$|[^内際])|(?:上位|トップ)[0-9０-９]+[ 　]?(?:か|カ|ヵ|ヶ|ケ|箇)国)",
    )
});

/// The names of regions in a house.
pub(super) struct Others {
    /// Each name that the house does not print with the one that it does; and all that it prints with nothing, so that
    /// no part of one is taken for another (アメリカ in 南アメリカ).
    printed: BTreeMap<String, Option<String>>,
    /// Any of them, the longest first.
    any: Regex,
}

/// Words that have a region's other name in them and mean something else.
const WORDS: [&str; 9] = [
    "南アメリカ",
    "北アメリカ",
    "中央アメリカ",
    "ラテンアメリカ",
    "アメリカン",
    "アメリカ大陸",
    "アメリカ領サモア",
    "アメリカ領ヴァージン諸島",
    "アメリカ英語",
];

/// The names of regions in a house.
pub(super) fn others(names: &Names) -> Others {
    let ja = Lang::ja();
    let own = names.regions(&ja).map(|(_, name)| (name.to_owned(), None));
    let words = WORDS.map(|word| (word.to_owned(), None));
    let others = names.other_regions().into_iter();
    let others = others.map(|(name, region)| (name, Some(names.region(&region, &ja).to_owned())));
    let printed: BTreeMap<_, _> = others.chain(own).chain(words).collect();
    let mut longest: Vec<_> = printed.keys().map(|name| regex::escape(name)).collect();
    longest.sort_by_key(|name| std::cmp::Reverse(name.len()));
    Others { any: pattern(&longest.join("|")), printed }
}

/// The rule.
pub(super) fn in_passage(passage: &Passage, others: &Others) -> Vec<Finding> {
    let text = passage.text();
    let mut findings: Vec<_> = hits(passage, &text, &COUNTRY).iter().map(country).collect();
    for hit in hits(passage, &text, &others.any) {
        if let Some(Some(printed)) = others.printed.get(hit.words()) {
            findings.push(other(hit.words(), printed, hit.place.clone()));
        }
    }
    findings
}

fn other(name: &str, printed: &str, place: Place) -> Finding {
    Finding::warning(
        "region-name",
        place,
        said!(
            "地域名が「{name}」ですが、表では「{printed}」と印刷されます。",
            "A region is called “{name}”; tables print “{printed}”."
        ),
        said!("「{printed}」にしてください。", "Write “{printed}”."),
    )
}

fn country(hit: &Hit<'_>) -> Finding {
    let words = hit.words();
    Finding::warning(
        "region-country",
        hit.place.clone(),
        said!(
            "「{words}」とありますが、送信元は国ではなく地域として数えています（台湾、香港なども一つの地域です）。",
            "“{words}” speaks of countries, but packets are counted by source region (Taiwan and Hong Kong are regions, too)."
        ),
        said!(
            "「地域別」「送信元地域」「上位5地域」のように書いてください。",
            "Speak of regions: 地域別, 送信元地域, 上位5地域."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fixture::{paragraph, told};

    #[test]
    fn regions_are_called_as_the_house_calls_them() {
        let mut names = Names::shipped();
        names.set_region("TR".parse().unwrap(), Lang::ja(), "テュルキエ".to_owned());
        let others = others(&names);
        for (text, expected) in [
            ("アメリカとロシア連邦が", vec![("region-name", 1), ("region-name", 6)]),
            ("中華人民共和国", vec![("region-name", 1)]),
            ("イギリス、トルコ", vec![("region-name", 1), ("region-name", 6)]),
            ("送信元国別トップ5", vec![("region-country", 1)]),
            ("国別の順位", vec![("region-country", 1)]),
            ("上位5か国", vec![("region-country", 1)]),
            ("送信元国の順位", vec![("region-country", 1)]),
            (
                "米国、ロシア、南アメリカ、コンゴ共和国、テュルキエ、各国、国内、送信元地域別、送信元国内",
                vec![],
            ),
            ("中国を送信元とする、韓国、国際、全国の3か国語", vec![]),
            ("{アメリカ}", vec![]),
        ] {
            assert_eq!(told(&in_passage(&paragraph(text), &others)), expected, "{text}");
        }
    }
}
