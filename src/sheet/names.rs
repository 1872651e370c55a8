//! Words that may be the names of companies, products and people, for somebody to go through.
//!
//! What is such a name no program knows. Candidates are what staff wrote and one of these: words quoted in 「」, Latin
//! words with a capital letter, katakana that the list of general words (`common.txt`) does not make up, kanji that end
//! like a company. Services, regions, ports, protocols and sensors have names that the house knows; they are none.

use std::collections::{BTreeMap, BTreeSet};

use super::{Cell, Job, Layout, Row, Section};
use crate::said;

/// Words of the field and of every day, one a line.
const COMMON: &str = include_str!("common.txt");
/// A quotation of more characters is a sentence.
const QUOTED: usize = 20;
/// Katakana of fewer characters is an ending or a unit.
const KATAKANA: usize = 3;
/// What companies are called behind their katakana.
const COMPANIES: [&str; 14] = [
    "株式会社",
    "電機",
    "商事",
    "工業",
    "製作所",
    "重工",
    "技研",
    "電気",
    "電子",
    "電工",
    "産業",
    "通信",
    "化学",
    "社",
];
/// So many of them, the first ones, stand for a company behind kanji, too.
const BEHIND_KANJI: usize = 7;

/// Candidates for names, with how often each stands in the prose.
pub(super) fn names(job: &Job<'_>) -> Section {
    let title = job.say(&said!(
        "固有名詞の候補（会社・製品・人の名前）",
        "Candidates for names of companies, products and people"
    ));
    let (mut order, mut counts) = (Vec::new(), BTreeMap::<String, usize>::new());
    let common: BTreeSet<&str> = COMMON.lines().filter(|line| !line.is_empty()).collect();
    for typed in job.texts.iter().flat_map(|text| text.passages()).map(|passage| typed(&passage)) {
        for name in candidates(&typed, &common).into_iter().filter(|name| !is_known(job, name)) {
            if !counts.contains_key(&name) {
                order.push(name.clone());
            }
            *counts.entry(name).or_default() += 1;
        }
    }
    let row = |name: String| {
        let count = counts.get(&name).copied().unwrap_or(0);
        let after = if count > 1 { format!("×{count}") } else { String::new() };
        Row::of([Cell { text: name, after, ..Cell::default() }])
    };
    let rows: Vec<_> = order.into_iter().map(row).collect();
    let lead = if rows.is_empty() {
        said!("ありません。", "None.")
    } else {
        said!(
            "「」の中の言葉、大文字のある英字、一般の語でない片仮名から拾ったものです。漢字の名前は、「商事」などで終わるものだけです。",
            "Words with a capital letter that does not only begin a sentence, words in 「」, and katakana that are no general words. Of names in kanji, only those that end like a company."
        )
    };
    Section { lead: vec![job.say(&lead)], layout: Layout::Words, rows, ..Section::new("names", title) }
}

/// What staff typed of a passage; what a binding prints parts words.
fn typed(passage: &crate::check::Passage) -> String {
    let piece = |piece: &crate::check::Piece| {
        if piece.origin.is_typed() { piece.text.clone() } else { "\n".to_owned() }
    };
    passage.pieces.iter().map(piece).collect()
}

/// Whether the house knows `name` as one of its own: a service, a region, a sensor, the publisher.
fn is_known(job: &Job<'_>, name: &str) -> bool {
    let site = job.site;
    let sensor = |sensor: &crate::config::Sensor| sensor.id == name || sensor.alias.as_deref() == Some(name);
    site.names.is_service(&name.to_ascii_lowercase())
        || site.names.region_named(name).is_some()
        || site.publisher.values().any(|publisher| publisher == name)
        || site.sensors.iter().any(sensor)
}

/// The candidates in `text`, in order.
fn candidates(text: &str, common: &BTreeSet<&str>) -> Vec<String> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for (at, words) in quoted(text) {
        found.push((at, words.to_owned()));
    }
    let free = |at: usize, found: &[(usize, String)]| {
        !found.iter().any(|(from, own)| (*from..from + own.len()).contains(&at))
    };
    let quotations = found.clone();
    let latin = runs(text, is_latin).map(|(at, word)| (at, word.trim_end_matches(['.', '-', '\'', '&'])));
    let latin = latin.filter(|(at, word)| is_name(word, common) && !is_capital_of_sentence(text, *at, word));
    let latin = joined(text, latin);
    let katakana = katakana(text).filter(|(_, word)| !is_made_of(word, common));
    for (at, word) in latin.into_iter().chain(katakana).chain(kanji(text)) {
        if free(at, &quotations) {
            found.push((at, word.to_owned()));
        }
    }
    found.sort();
    found.into_iter().map(|(_, name)| name).collect()
}

/// Short words in 「」 that are no sentence, with where they begin.
fn quoted(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let words = |(at, open): (usize, &str)| {
        let from = at + open.len();
        let words = text[from..].split_once('」')?.0;
        let fits = words.contains(char::is_alphanumeric)
            && words.chars().count() <= QUOTED
            && !words.contains(['「', '。', '、', '\n']);
        fits.then_some((from, words))
    };
    text.match_indices('「').filter_map(words)
}

/// The longest pieces whose characters all are `is_in`, with where they begin.
fn runs(text: &str, is_in: fn(char) -> bool) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let begins = rest + text[rest..].find(is_in)?;
        let length = text[begins..].find(|c| !is_in(c)).unwrap_or(text.len() - begins);
        rest = begins + length;
        Some((begins, &text[begins..rest]))
    })
}

/// Names that only a space parts are one: Jay Jacobs.
fn joined<'t>(text: &'t str, names: impl Iterator<Item = (usize, &'t str)>) -> Vec<(usize, &'t str)> {
    let mut joined: Vec<(usize, &str)> = Vec::new();
    for (at, name) in names {
        match joined.last_mut() {
            Some((from, own)) if text[*from + own.len()..at] == *" " => *own = &text[*from..at + name.len()],
            _ => joined.push((at, name)),
        }
    }
    joined
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '-' | '+' | '&' | '.' | '\'')
        || c.is_alphabetic() && matches!(c, '\u{c0}'..='\u{24f}')
}

fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー')
}

/// Katakana, with the word behind it that makes it a company's name.
fn katakana(text: &str) -> impl Iterator<Item = (usize, &str)> {
    runs(text, is_katakana).filter(|(_, word)| word.chars().count() >= KATAKANA).map(|(at, word)| {
        let behind = &text[at + word.len()..];
        let company = COMPANIES.iter().find(|company| behind.starts_with(**company));
        (at, &text[at..at + word.len() + company.map_or(0, |company| company.len())])
    })
}

fn is_kanji(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '々')
}

/// Kanji that end like a company.
fn kanji(text: &str) -> impl Iterator<Item = (usize, &str)> {
    runs(text, is_kanji).filter(|(at, word)| {
        let own = |company: &str| word.len() > company.len() && word.ends_with(company);
        !text[..*at].ends_with(is_katakana) && COMPANIES[..BEHIND_KANJI].iter().any(|company| own(company))
    })
}

/// Whether a Latin word has a capital letter, and is no general word, number of a document or port.
fn is_name(word: &str, common: &BTreeSet<&str>) -> bool {
    let numbered = ["CVE-", "JVN", "RFC"].iter().any(|open| word.starts_with(open));
    word.chars().count() > 1
        && word.contains(char::is_uppercase)
        && !numbered
        && !word.split('-').all(|part| common.contains(part) || part.chars().all(|c| c.is_ascii_digit()))
}

/// Whether a word of a text in Latin letters has its capital only because it begins a sentence.
fn is_capital_of_sentence(text: &str, at: usize, word: &str) -> bool {
    let plain = word.chars().skip(1).all(char::is_lowercase);
    let before = text[..at].trim_end_matches([' ', '“', '(']);
    let begins = before.is_empty() || before.ends_with(['.', '!', '?', ':', '\n']);
    plain && begins && !text.contains(|c| is_kanji(c) || matches!(c, 'ぁ'..='ヺ'))
}

/// Whether `word` is one general word after the other.
fn is_made_of(word: &str, common: &BTreeSet<&str>) -> bool {
    let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
    let mut reached = vec![true];
    for (at, &end) in ends.iter().enumerate().skip(1) {
        let made = (0..at).any(|from| reached[from] && common.contains(&word[ends[from]..end]));
        reached.push(made);
    }
    reached.last().copied().unwrap_or(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        candidates(text, &COMMON.lines().collect())
    }

    #[test]
    fn names_of_companies_and_products_are_candidates() {
        let text = "ソラノハテ電機のDVR「SHD-410」や、ウミノソコ工業のブロードバンドルーター「UR-7」、RouterOSとMikroTik、Jay Jacobs氏、架空商事の協力";
        assert_eq!(
            found(text),
            [
                "ソラノハテ電機",
                "SHD-410",
                "ウミノソコ工業",
                "UR-7",
                "RouterOS",
                "MikroTik",
                "Jay Jacobs",
                "架空商事"
            ]
        );
    }

    #[test]
    fn a_capital_that_begins_a_sentence_makes_no_name() {
        assert_eq!(
            found("Overview. Packets came in May from Contoso. MikroTik makes RouterOS."),
            ["Contoso", "MikroTik", "RouterOS"]
        );
        assert_eq!(found("Miraiの亜種"), ["Mirai"]);
    }

    #[test]
    fn words_of_the_field_are_none() {
        let text = "23/TCPはマルウエアに感染したデジタルビデオレコーダーやブロードバンドルーターのIPアドレス（IoT機器）。CVE-2021-44228、RFC 792、「増えています。」という文、センサー12台";
        assert_eq!(found(text), Vec::<String>::new());
    }

    #[test]
    fn the_list_of_general_words_is_sorted_and_holds_each_once() {
        let lines: Vec<_> = COMMON.lines().collect();
        assert!(lines.is_sorted_by(|a, b| a < b), "sort src/sheet/common.txt");
    }
}
