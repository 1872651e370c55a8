//! A number with its unit and the words that say whether it is more or less: 16,874パケット, 約2割減, 3位.

use super::dates::digit;
use super::token::{Bound, Figure, Sense, Unit};

/// Units by their words, longer words before those that begin them.
const UNITS: [(&str, Unit); 41] = [
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
    ("点", Unit::Things),
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

/// Words behind a figure that only bounds a value.
const BOUNDS: [(&str, Bound); 12] = [
    ("以上", Bound::Over),
    ("を超", Bound::Over),
    ("超", Bound::Over),
    ("を上回", Bound::Over),
    ("余り", Bound::Over),
    ("以下", Bound::Under),
    ("未満", Bound::Under),
    ("を下回", Bound::Under),
    ("に満た", Bound::Under),
    ("に迫", Bound::Nearly),
    ("近く", Bound::Nearly),
    ("弱", Bound::Nearly),
];

/// A word for a figure: the word, the digits it stands for, and what is known of it.
type Word = (&'static str, &'static str, Unit, Option<Sense>, Option<Bound>);

/// Words for a share or a change without digits, and the figure that they are.
const WORDS: [Word; 4] = [
    ("半減", "5", Unit::Tenths, Some(Sense::Fall), None),
    ("倍増", "2", Unit::Times, None, None),
    ("過半", "50", Unit::Percent, None, Some(Bound::Over)),
    ("半数", "5", Unit::Tenths, None, None),
];

/// The figure that a word at the head of `rest` is, and its length.
pub(super) fn worded(rest: &str) -> Option<(usize, Figure)> {
    let (word, digits, unit, sense, bound) = WORDS.iter().find(|(word, ..)| rest.starts_with(word))?;
    let behind =
        BOUNDS.iter().find(|(word, _)| rest["半数".len()..].starts_with(word)).map(|(_, bound)| *bound);
    let bound = bound.or(behind);
    Some((
        word.len(),
        Figure { digits: (*digits).to_owned(), unit: *unit, sense: *sense, hedged: true, bound },
    ))
}

/// Units behind a number that is one sign of kanji: 九台, 二倍.
const COUNTED: [&str; 8] = ["台", "倍", "割", "位", "か所", "か国", "地域", "日間"];

/// The digits of a number that is one sign of kanji, where a unit stands behind it.
fn kanji(before: &str, rest: &str) -> Option<(String, usize)> {
    const SIGNS: &str = "一二三四五六七八九";
    let sign = rest.chars().next()?;
    let value = SIGNS.chars().position(|own| own == sign)? + 1;
    let after = &rest[sign.len_utf8()..];
    let joined = before.ends_with(|c| SIGNS.contains(c) || matches!(c, '十' | '百' | '千' | '第' | '唯'));
    (!joined && COUNTED.iter().any(|unit| after.starts_with(unit)))
        .then(|| (value.to_string(), sign.len_utf8()))
}

/// Words that begin a rate: 1日当たり, 1台当たり.
const RATES: [&str; 6] = ["当たり", "あたり", "平均", "ごと", "1台当たり", "につき"];

/// The figure at the head of `rest`, and its length; none where the number is a part of a word, such as 1つ or 1日当たり.
pub(super) fn figure(before: &str, rest: &str) -> Option<(usize, Option<Figure>)> {
    let top = TOPS.iter().any(|top| before.ends_with(top));
    if !top && before.ends_with(|c: char| digit(c).is_some() || c == '.' || c.is_ascii_alphabetic()) {
        return None;
    }
    let (digits, mut length) = digits(rest).or_else(|| kanji(before, rest))?;
    let after = &rest[length..];
    if let Some(part) = fraction(after) {
        return Some((length + part, None));
    }
    let unit = UNITS.iter().find(|(word, _)| after.starts_with(word));
    let (word, mut unit) = unit.copied().unwrap_or(("", Unit::Other));
    let tail = &after[word.len()..];
    if top && matches!(unit, Unit::Things | Unit::Regions | Unit::Other | Unit::Rank) {
        unit = Unit::Top;
    }
    if unit == Unit::Things && digits.ends_with(['万', '億']) {
        unit = Unit::Packets;
    }
    if unit == Unit::Days && windowed(before, tail) {
        unit = Unit::Window;
    }
    length += word.len();
    let one = digits == "1";
    let rate = matches!(unit, Unit::Days | Unit::Sensors) && rate(tail);
    if one
        && (rate
            || unit == Unit::Packets && tail.starts_with('も')
            || matches!(word, "つ" | "件" | "回")
            || word == "日" && tail.starts_with(['に', '約']))
        || word == "点"
    {
        return Some((length, None));
    }
    let sense = matches!(unit, Unit::Percent | Unit::Tenths | Unit::Times).then(|| sense(tail)).flatten();
    let hedged =
        ABOUT.iter().any(|word| before.ends_with(word)) || NEARLY.iter().any(|word| tail.starts_with(word));
    let bound = BOUNDS.iter().find(|(word, _)| tail.trim_start().starts_with(word)).map(|(_, bound)| *bound);
    Some((length, Some(Figure { digits, unit, sense, hedged, bound })))
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
                length += c.len_utf8();
                if let Some((thousands, more)) =
                    thousands(&rest[length..]).filter(|_| c == '万' && !digits.contains('.'))
                {
                    digits.push_str(&format!(".{thousands}"));
                    length += more;
                }
                digits.push(c);
                break;
            }
            None => break,
        }
        length += c.len_utf8();
    }
    (!digits.is_empty()).then_some((digits, length))
}

/// 7千 behind 4万, and its length.
fn thousands(rest: &str) -> Option<(u32, usize)> {
    let first = rest.chars().next()?;
    let value = digit(first)?;
    rest[first.len_utf8()..].starts_with('千').then(|| (value, first.len_utf8() + '千'.len_utf8()))
}

/// The rest of a fraction, which is no figure: 分の1, /3.
fn fraction(after: &str) -> Option<usize> {
    let rest = after.strip_prefix("分の").or_else(|| after.strip_prefix('/'))?;
    let digits = rest.len() - rest.trim_start_matches(|c| digit(c).is_some()).len();
    (digits > 0).then(|| after.len() - rest.len() + digits)
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
