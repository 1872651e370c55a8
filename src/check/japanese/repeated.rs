//! Words that stand twice in a row: 観測した観測した.

use crate::check::Passage;
use crate::check::pattern::typed;
use crate::finding::{Finding, Place};
use crate::said;

/// Adverbs that are made of a word said twice.
const ADVERBS: [&str; 4] = ["繰り返し", "くりかえし", "少しずつ", "ひとつひとつ"];

/// Shorter words are said twice in many adverbs (それぞれ, いろいろ).
const SHORTEST: usize = 3;

/// Nobody types a longer one twice without seeing it.
const LONGEST: usize = 20;

/// The rule.
pub(in crate::check) fn in_passage(passage: &Passage) -> Vec<Finding> {
    let text = passage.text();
    let chars: Vec<_> = text.char_indices().collect();
    let (mut findings, mut at) = (Vec::new(), 0);
    while at < chars.len() {
        match repeated(&chars, at)
            .or_else(|| doubled(&chars, at))
            .and_then(|length| told(passage, &chars, at, length))
        {
            Some((finding, length)) => {
                findings.push(finding);
                at += 2 * length;
            }
            None => at += 1,
        }
    }
    findings
}

/// Signs that a binding prints too: 約約2割増増.
const DOUBLED: [char; 3] = ['約', '増', '減'];

/// One of the signs that nobody writes twice in a row.
fn doubled(chars: &[(usize, char)], at: usize) -> Option<usize> {
    let twice = chars.get(at..at + 2)?;
    (twice[0].1 == twice[1].1 && DOUBLED.contains(&twice[0].1)).then_some(1)
}

/// How long a word is that stands at `at` and again behind itself.
fn repeated(chars: &[(usize, char)], at: usize) -> Option<usize> {
    (SHORTEST..=LONGEST).rev().find(|length| {
        let Some(twice) = chars.get(at..at + 2 * length) else { return false };
        let (first, second) = twice.split_at(*length);
        first.iter().map(|(_, c)| c).eq(second.iter().map(|(_, c)| c)) && is_word(first)
    })
}

/// Words have kanji or katakana, or are four hiragana or more; they have no punctuation.
fn is_word(chars: &[(usize, char)]) -> bool {
    let is = |test: fn(char) -> bool| chars.iter().filter(|(_, c)| test(*c)).count();
    let kana = is(|c| matches!(c, 'ぁ'..='ゖ'));
    let other = is(|c| matches!(c, 'ァ'..='ヺ' | 'ー' | '一'..='鿿'));
    let varied = chars.iter().any(|(_, c)| *c != chars[0].1);
    varied && kana + other == chars.len() && (other > 0 || kana >= 4)
}

/// The finding, where both words were typed.
fn told(passage: &Passage, chars: &[(usize, char)], at: usize, length: usize) -> Option<(Finding, usize)> {
    let word: String = chars[at..at + length].iter().map(|(_, c)| c).collect();
    let [first, second] = [at, at + length].map(|at| typed(passage, chars[at].0));
    // Of a sign one may be printed: what was typed beside it is told.
    let second: Place = if length == 1 { second.or(first)? } else { first.and(second)? };
    let finding = Finding::warning(
        "word-twice",
        second,
        said!("「{word}」が続けて2度書かれています。", "“{word}” stands twice in a row."),
        said!("一方を取り除いてください。", "Take one of them out."),
    );
    (!ADVERBS.contains(&word.as_str())).then_some((finding, length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fixture::{paragraph, told};

    #[test]
    fn a_word_stands_once() {
        for (text, expected) in [
            ("パケットをパケットを観測した", vec![("word-twice", 6)]),
            ("観測しました観測しました。", vec![("word-twice", 7)]),
            ("これについてについて述べる", vec![("word-twice", 7)]),
            ("それぞれ、いろいろな、ますます、一つ一つ、少しずつ少しずつ", vec![]),
            ("繰り返し繰り返し届いた、100100、ーーーーーー", vec![]),
            ("{パケットを}パケットを", vec![]),
            ("≪観測しました観測しました≫。", vec![("word-twice", 1)]),
            ("約{約2割増}増でした", vec![("word-twice", 1), ("word-twice", 8)]),
        ] {
            assert_eq!(told(&in_passage(&paragraph(text))), expected, "{text}");
        }
    }
}
