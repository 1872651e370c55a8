//! Captions that are those of another block, whole or but for figures and small words.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use crate::check::Passage;
use crate::check::pattern::pattern;
use crate::finding::{Finding, Place};
use crate::said;

/// Figures that count ranks, years and months; those of a port or a name tell captions apart.
static COUNT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?<keep>[0-9]+/[A-Za-z]+|[A-Za-z]+-?[0-9]+)|[0-9]+"));

/// Findings on the later of two captions, given with the ids of their blocks.
pub(super) fn find(captions: &[(&str, &Passage)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, (_, later)) in captions.iter().enumerate() {
        let earlier = &captions[..at];
        let (text, own) = (later.text(), key(&later.text()));
        let same = earlier.iter().find(|(_, earlier)| earlier.text() == text);
        let near = || earlier.iter().find(|(_, earlier)| !own.is_empty() && key(&earlier.text()) == own);
        match same {
            Some((id, first)) => findings.push(same_as(&text, id, &first.place, &later.place)),
            None => findings.extend(near().map(|(id, first)| near_to(&text, id, first, &later.place))),
        }
    }
    findings
}

/// What a caption says, without figures that count, small words and signs.
fn key(caption: &str) -> String {
    let plain: String = caption.nfkc().collect();
    let masked = COUNT.replace_all(&plain, |found: &regex::Captures<'_>| {
        found.name("keep").map_or_else(String::new, |kept| kept.as_str().to_owned())
    });
    masked.chars().filter(|c| c.is_alphanumeric() && !matches!(c, 'ぁ'..='ゖ')).collect()
}

fn same_as(text: &str, id: &str, first: &Place, place: &Place) -> Finding {
    let Place { file, line, .. } = first;
    Finding::warning(
        "caption-twice",
        place.clone(),
        said!(
            "題「{text}」は、「{id}」（{file}の{line}行目）の題と同じです。",
            "The caption “{text}” is that of “{id}” ({file}, line {line})."
        ),
        said!("この図表の内容を表す題に直してください。", "Say what this table or figure shows."),
    )
}

fn near_to(text: &str, id: &str, first: &Passage, place: &Place) -> Finding {
    let (other, Place { file, line, .. }) = (first.text(), &first.place);
    Finding::note(
        "caption-near",
        place.clone(),
        said!(
            "題「{text}」は、「{id}」（{file}の{line}行目）の題「{other}」とほとんど同じです。",
            "The caption “{text}” is nearly that of “{id}” ({file}, line {line}): “{other}”."
        ),
        said!("二つの違いがわかる題にしてください。", "Let the captions say in what the two differ."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Role;
    use crate::check::fixture::{passage, told};

    #[test]
    fn captions_are_told_apart() {
        for (first, second, code) in [
            ("{2022年10～12月}の推移", "{2022年10～12月}の推移", Some("caption-twice")),
            ("宛先ポート番号トップ5", "宛先ポート番号のトップ10", Some("caption-near")),
            ("2022年7～9月の推移", "2022年10～12月の推移", Some("caption-near")),
            ("宛先ポート番号トップ5", "宛先ポート番号トップ5の推移", None),
            ("1469/UDP宛のパケットの推移", "81/TCP宛のパケットの推移", None),
            ("米国からのパケット", "英国からのパケット", None),
            ("SHD-410の画面", "SHD-510の画面", None),
        ] {
            let [first, second] = [first, second].map(|text| passage(Role::Caption("x".to_owned()), text));
            let findings = find(&[("first", &first), ("second", &second)]);
            let codes: Vec<_> = told(&findings).into_iter().map(|(code, _)| code).collect();
            assert_eq!(codes, code.into_iter().collect::<Vec<_>>(), "{}", second.text());
        }
    }
}
