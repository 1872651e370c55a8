//! Spellings of one katakana word in a report: マルウェア and マルウエア, サーバ and サーバー.
//!
//! Two words are one where only small kana, ヴ or a long vowel differ. A long vowel at the end may differ in words of
//! three characters, one inside in longer ones only: パス and パース, ビル and ビール are two words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::folded::large;
use super::is_own;
use crate::check::Passage;
use crate::check::pattern::{hits, pattern};
use crate::finding::{Finding, Place};
use crate::said;

static WORD: LazyLock<Regex> = LazyLock::new(|| pattern("[ァ-ヺ][ァ-ヺー]+"));

/// Shorter words differ by a long vowel and are two.
const SHORTEST: usize = 3;

/// From here on a long vowel inside makes no other word.
const LONG: usize = 5;

/// ヴ and what is written in its place.
const VOICED: [(&str, &str); 4] = [("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ")];

/// The spellings of a word, each with its places.
type Spellings = BTreeMap<String, Vec<Place>>;

/// The rule.
pub(super) fn find(passages: &[Passage]) -> Vec<Finding> {
    let mut words: BTreeMap<String, Spellings> = BTreeMap::new();
    for passage in passages.iter().filter(|passage| is_own(passage)) {
        let text = unquoted(&passage.text());
        for hit in hits(passage, &text, &WORD) {
            let spellings = words.entry(key(hit.words())).or_default();
            spellings.entry(hit.words().to_owned()).or_default().push(hit.place);
        }
    }
    words.values().filter(|spellings| spellings.len() > 1).flat_map(mixed).collect()
}

/// `text` with names in 「」 blotted out, every byte in its place: a product is spelt as its maker does.
fn unquoted(text: &str) -> String {
    let mut quoted = false;
    text.chars()
        .map(|c| {
            quoted = (quoted || c == '「') && c != '」';
            if quoted { " ".repeat(c.len_utf8()) } else { c.to_string() }
        })
        .collect()
}

/// What all spellings of a word have in common.
fn key(word: &str) -> String {
    let word = VOICED.iter().fold(word.to_owned(), |word, (sound, plain)| word.replace(sound, plain));
    let chars: Vec<_> = word.chars().map(large).collect();
    let stem = match chars.split_last() {
        Some(('ー', stem)) if stem.len() >= SHORTEST => stem,
        _ => &chars,
    };
    let short: String = stem.iter().filter(|c| **c != 'ー').collect();
    if short.chars().count() >= LONG { short } else { stem.iter().collect() }
}

/// Every place of a spelling that is rarer than another.
fn mixed(spellings: &Spellings) -> Vec<Finding> {
    // Of two that are as frequent, the one that stands first is taken for meant.
    let rank = |(_, places): &(&String, &Vec<Place>)| {
        (places.len(), std::cmp::Reverse(places.iter().min().cloned()))
    };
    let Some((usual, first)) = spellings.iter().max_by_key(rank) else { return Vec::new() };
    let rare = spellings.iter().filter(|(word, _)| *word != usual);
    rare.flat_map(|(word, places)| places.iter().map(|place| finding(word, usual, first, place))).collect()
}

fn finding(word: &str, usual: &str, places: &[Place], place: &Place) -> Finding {
    let first = places.iter().min().unwrap_or(place);
    let Place { file, line, .. } = first;
    Finding::warning(
        "spelling-mixed",
        place.clone(),
        said!(
            "「{word}」と「{usual}」（最初は{file}の{line}行目）の表記が混ざっています。",
            "“{word}” is spelt “{usual}” elsewhere (first in {file}, line {line})."
        ),
        said!("「{usual}」にそろえてください。", "Write “{usual}”."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fixture::{paragraph, told};

    #[test]
    fn a_word_has_one_spelling() {
        for (text, column) in [
            ("マルウエアとマルウエア、マルウェア", 13),
            ("サーバーとサーバ", 6),
            ("ユーザーのユーザ名", 6),
            ("ファームウェア、ファームウエア", 9),
            ("インターフェースとインタフェース", 10),
            ("ヴァージョンとバージョン", 8),
            ("ウイルスとウィルス", 6),
        ] {
            assert_eq!(told(&find(&[paragraph(text)])), [("spelling-mixed", column)], "{text}");
        }
        for text in [
            "マルウエアとファームウエアとソフトウエア",
            "パスとパース、ビルとビール、コートとコト、ポートとポスト",
            "サーバーと「サーバX」、{サーバ}",
            "ルーターとモニター、データとデート",
        ] {
            assert_eq!(told(&find(&[paragraph(text)])), [], "{text}");
        }
    }
}
