//! Words of a text that may be names.
//!
//! What is a name no program knows. Candidates are words quoted in 「」, Latin words with a capital letter, katakana that
//! the list of general words (`common.txt`) does not make up, and kanji that end like a company.

use std::collections::BTreeSet;

/// Words of the field and of every day, one a line.
const COMMON: &str = include_str!("common.txt");
/// No general word has more characters.
const LONGEST: usize = 16;
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

/// The general words.
pub(super) fn general() -> BTreeSet<&'static str> {
    COMMON.lines().filter(|line| !line.is_empty()).collect()
}

/// The candidates in `text`, in order.
pub(super) fn candidates(text: &str, common: &BTreeSet<&str>) -> Vec<String> {
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
        let made = (at.saturating_sub(LONGEST)..at)
            .any(|from| reached[from] && common.contains(&word[ends[from]..end]));
        reached.push(made);
    }
    reached.last().copied().unwrap_or(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        candidates(text, &general())
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
        assert!(lines.iter().all(|line| (1..=LONGEST).contains(&line.chars().count())));
    }
}
