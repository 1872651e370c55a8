//! Characters that the house does not print: range marks, widths, spaces and signs that come from elsewhere.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use crate::check::Passage;
use crate::check::pattern::{Hit, hits, narrow, pattern};
use crate::finding::Finding;
use crate::said;

/// `~` and 〜 where a range is meant, not at the head of a path.
static RANGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:[\p{Han}\p{Hiragana}\p{Katakana}0-9０-９A-Za-z）」])[ 　]?(?<at>[~〜])|(?<at2>〜)")
});

static HALF_KANA: LazyLock<Regex> = LazyLock::new(|| pattern("[\u{FF61}-\u{FF9F}]+"));

static FULL_WIDTH: LazyLock<Regex> = LazyLock::new(|| {
    pattern("[０-９Ａ-Ｚａ-ｚ][０-９Ａ-Ｚａ-ｚ，．－]*[０-９Ａ-Ｚａ-ｚ]|[０-９Ａ-Ｚａ-ｚ]|％")
});

static SPACE: LazyLock<Regex> = LazyLock::new(|| pattern("[\t\u{A0}\u{2000}-\u{200A}\u{202F}\u{205F}]+"));

/// Circled figures, squared words, Roman figures and unit signs in one character.
static ONE_SIGN: LazyLock<Regex> = LazyLock::new(|| {
    pattern("[\u{2460}-\u{24FF}\u{3200}-\u{33FF}\u{2160}-\u{217F}\u{2116}\u{2121}\u{2776}-\u{2793}]")
});

static ASCII_STOP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"[\p{Han}\p{Hiragana}\p{Katakana}ー）」](?<at>[,.，．､｡])(?:$|[ 　]|[\p{Han}\p{Hiragana}\p{Katakana}「（])",
    )
});

static STOPS: LazyLock<Regex> = LazyLock::new(|| pattern("[、。，．]{2,}"));

/// The rule.
pub(in crate::check) fn in_passage(passage: &Passage) -> Vec<Finding> {
    let text = passage.text();
    let mut findings = Vec::new();
    let mut each = |sign: &Regex, told: fn(&Hit<'_>) -> Finding| {
        findings.extend(hits(passage, &text, sign).iter().map(told));
    };
    each(&RANGE, range);
    each(&HALF_KANA, half_kana);
    each(&FULL_WIDTH, full_width);
    each(&SPACE, space);
    each(&ONE_SIGN, one_sign);
    each(&ASCII_STOP, ascii_stop);
    each(&STOPS, stops);
    findings
}

fn range(hit: &Hit<'_>) -> Finding {
    let sign = hit.words();
    let code = sign.chars().next().map_or(0, u32::from);
    Finding::warning(
        "range-mark",
        hit.place.clone(),
        said!(
            "範囲の記号が「{sign}」（U+{code:04X}）です。ほかと違う形で印刷されます。",
            "The mark of a range is “{sign}” (U+{code:04X}), which prints unlike the others."
        ),
        said!("「～」（U+FF5E）にしてください。", "Write “～” (U+FF5E)."),
    )
}

fn half_kana(hit: &Hit<'_>) -> Finding {
    let (words, full) = (hit.words(), hit.words().nfkc().collect::<String>());
    Finding::warning(
        "kana-half",
        hit.place.clone(),
        said!("「{words}」が半角カナです。", "“{words}” is half-width kana."),
        said!("「{full}」にしてください。", "Write “{full}”."),
    )
}

fn full_width(hit: &Hit<'_>) -> Finding {
    let (words, half) = (hit.words(), narrow(hit.words()));
    Finding::warning(
        "letters-full",
        hit.place.clone(),
        said!("「{words}」が全角です。", "“{words}” is full-width."),
        said!(
            "英数字と%は半角の「{half}」にしてください。",
            "Write “{half}”: letters, figures and % are half-width."
        ),
    )
}

fn space(hit: &Hit<'_>) -> Finding {
    let code = hit.words().chars().next().map_or(0, u32::from);
    Finding::warning(
        "space-odd",
        hit.place.clone(),
        said!(
            "ふつうの空白ではない空白（U+{code:04X}）があります。ほかのソフトから貼り付けたものと思われます。",
            "There is a space that is not the usual one (U+{code:04X}), pasted from elsewhere it seems."
        ),
        said!("取り除くか、ふつうの空白に直してください。", "Remove it, or type a usual space."),
    )
}

fn one_sign(hit: &Hit<'_>) -> Finding {
    let (sign, plain) = (hit.words(), hit.words().nfkc().collect::<String>());
    Finding::warning(
        "sign-single",
        hit.place.clone(),
        said!(
            "「{sign}」は、環境によって読めないことのある文字です。",
            "“{sign}” is one character that some readers cannot read."
        ),
        said!(
            "「{plain}」のようにふつうの文字で書くか、番号付きの箇条書き（1. …）にしてください。",
            "Write it in plain characters, such as “{plain}”, or as a numbered list."
        ),
    )
}

fn ascii_stop(hit: &Hit<'_>) -> Finding {
    let sign = hit.words();
    let right = if [",", "，", "､"].contains(&sign) { "、" } else { "。" };
    Finding::warning(
        "stop-foreign",
        hit.place.clone(),
        said!("日本語の文の区切りが「{sign}」です。", "A Japanese sentence is divided by “{sign}”."),
        said!("「{right}」にしてください。", "Write “{right}”."),
    )
}

fn stops(hit: &Hit<'_>) -> Finding {
    let words = hit.words();
    Finding::warning(
        "stop-twice",
        hit.place.clone(),
        said!(
            "区切りの記号が「{words}」と続いています。",
            "Marks of punctuation follow each other: “{words}”."
        ),
        said!("一つにしてください。", "Keep one."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fixture::{paragraph, told};

    #[test]
    fn signs_that_the_house_does_not_print_are_found() {
        for (text, expected) in [
            ("10~12月", vec![("range-mark", 3)]),
            ("10〜12月", vec![("range-mark", 3)]),
            ("米国〜日本", vec![("range-mark", 3)]),
            ("ﾏﾙｳｴｱの感染", vec![("kana-half", 1)]),
            ("計１，２３４件のＴＣＰ", vec![("letters-full", 2), ("letters-full", 9)]),
            ("約50％増", vec![("letters-full", 4)]),
            ("増加\u{a0}した", vec![("space-odd", 3)]),
            ("増加\tした", vec![("space-odd", 3)]),
            ("①更新する", vec![("sign-single", 1)]),
            ("㈱架空", vec![("sign-single", 1)]),
            ("増加し,その後減りました.", vec![("stop-foreign", 4), ("stop-foreign", 13)]),
            ("増加しました。。", vec![("stop-twice", 7)]),
            ("増加し、、減りました", vec![("stop-twice", 4)]),
            ("10～12月、TCP、50%、1,234件、Node.jsの更新、3.5倍、~/.sshの中", vec![]),
            ("{ＴＣＰ}と<１～２〜３>", vec![]),
        ] {
            assert_eq!(told(&in_passage(&paragraph(text))), expected, "{text}");
        }
    }
}
