//! A number with its unit and the words that say whether it is more or less: 16,874パケット, 約2割減, 3位.

use super::dates::digit;
use super::token::{Figure, Sense, Unit};

/// Units by their words, longer words before those that begin them.
const UNITS: [(&str, Unit); 40] = [
    ("パケット", Unit::Packets),
    (" packets", Unit::Packets),
    ("%", Unit::Percent),
    ("％", Unit::Percent),
    ("パーセント", Unit::Percent),
    (" percent", Unit::Percent),
    ("割", Unit::Tenths),
    ("倍", Unit::Times),
    (" times", Unit::Times),
    ("位", Unit::Rank),
    ("番目", Unit::Rank),
    ("st", Unit::Rank),
    ("nd", Unit::Rank),
    ("rd", Unit::Rank),
    ("th", Unit::Rank),
    ("台", Unit::Sensors),
    (" sensors", Unit::Sensors),
    ("日間平均", Unit::Window),
    ("日間の平均", Unit::Window),
    ("-day mean", Unit::Window),
    ("日間", Unit::Days),
    ("日分", Unit::Days),
    ("日", Unit::Days),
    (" days", Unit::Days),
    ("か国", Unit::Regions),
    ("カ国", Unit::Regions),
    ("ヵ国", Unit::Regions),
    ("ヶ国", Unit::Regions),
    ("か所", Unit::Places),
    ("カ所", Unit::Places),
    ("地域", Unit::Regions),
    ("つの地域", Unit::Regions),
    (" regions", Unit::Regions),
    ("件", Unit::Things),
    ("つ", Unit::Things),
    ("分間", Unit::Alien),
    ("時間", Unit::Alien),
    ("秒", Unit::Alien),
    ("回", Unit::Alien),
    ("か月", Unit::Alien),
];

/// What makes a number a place among the first ones.
const TOPS: [&str; 8] = ["上位", "トップ", "TOP", "Top ", "top ", "ベスト", "トップ ", "TOP "];

/// Words before and behind a figure that is not exact.
const ABOUT: [&str; 5] = ["約", "およそ", "ほぼ", "おおむね", "about "];
const NEARLY: [&str; 6] = ["前後", "程度", "ほど", "余り", "あまり", "強"];

/// Words that begin a rate: 1日当たり, 1台当たり.
const RATES: [&str; 6] = ["当たり", "あたり", "平均", "ごと", "1台当たり", "につき"];

/// The figure at the head of `rest`, and its length; none where the number is a part of a word, such as 1つ or 1日当たり.
pub(super) fn figure(before: &str, rest: &str) -> Option<(usize, Option<Figure>)> {
    let top = TOPS.iter().any(|top| before.ends_with(top));
    if !top && before.ends_with(|c: char| digit(c).is_some() || c == '.' || c.is_ascii_alphabetic()) {
        return None;
    }
    let (digits, mut length) = digits(rest)?;
    let after = &rest[length..];
    let unit = UNITS.iter().find(|(word, _)| after.starts_with(word));
    let (word, mut unit) = unit.copied().unwrap_or(("", Unit::Other));
    let tail = &after[word.len()..];
    if top && matches!(unit, Unit::Things | Unit::Regions | Unit::Other | Unit::Rank) {
        unit = Unit::Top;
    }
    if unit == Unit::Days && windowed(before, tail) {
        unit = Unit::Window;
    }
    length += word.len();
    let one = digits == "1";
    let rate = matches!(unit, Unit::Days | Unit::Sensors) && rate(tail);
    if one && (rate || unit == Unit::Packets && tail.starts_with('も') || matches!(word, "つ" | "件" | "回"))
    {
        return Some((length, None));
    }
    let sense = matches!(unit, Unit::Percent | Unit::Tenths | Unit::Times).then(|| sense(tail)).flatten();
    let hedged =
        ABOUT.iter().any(|word| before.ends_with(word)) || NEARLY.iter().any(|word| tail.starts_with(word));
    Some((length, Some(Figure { digits, unit, sense, hedged })))
}

/// The digits of a number without commas and with 万 or 億, and the length of what they are written in.
fn digits(rest: &str) -> Option<(String, usize)> {
    let (mut digits, mut length) = (String::new(), 0);
    let mut chars = rest.chars().peekable();
    while let Some(c) = chars.next() {
        let more = chars.peek().copied().and_then(digit).is_some();
        match digit(c) {
            Some(value) => digits.push_str(&value.to_string()),
            None if digits.is_empty() => return None,
            None if matches!(c, ',' | '，') && more => {}
            None if matches!(c, '.' | '．') && more && !digits.contains('.') => digits.push('.'),
            None if matches!(c, '万' | '億') => {
                digits.push(c);
                length += c.len_utf8();
                break;
            }
            None => break,
        }
        length += c.len_utf8();
    }
    (!digits.is_empty()).then_some((digits, length))
}

/// Whether days are those of a window: 期初の10日間, 期末の10日間の平均.
fn windowed(before: &str, tail: &str) -> bool {
    let head = ["期初の", "期末の", "最初の", "最後の", "期初", "期末", "first ", "last "];
    head.iter().any(|word| before.ends_with(word))
        || tail.starts_with("移動平均")
        || tail.starts_with("の移動平均")
}

/// Whether one day or sensor is what something is counted by.
fn rate(tail: &str) -> bool {
    RATES.iter().any(|word| tail.starts_with(word))
        || tail.starts_with(|c: char| digit(c).is_some())
        || tail.starts_with("の区切り")
}

/// What the words behind a share say.
fn sense(tail: &str) -> Option<Sense> {
    let head: String = tail.chars().take(4).collect();
    let head = head.trim_start_matches(['の', 'も', ' ', '程', '度', 'ほ', 'ど']);
    if ["増", "上昇", "多い", "多く", "up", "more"].iter().any(|word| head.starts_with(word)) {
        Some(Sense::Rise)
    } else if ["減", "低下", "少な", "down", "less"].iter().any(|word| head.starts_with(word)) {
        Some(Sense::Fall)
    } else {
        None
    }
}
