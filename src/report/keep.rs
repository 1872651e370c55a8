//! Which characters of a text must stay on one line: numbers with their units, dates, ranges, `23/TCP`.

/// What may follow a number and stays with it, longer words before shorter ones.
const UNITS: [&str; 40] = [
    "年度",
    "年間",
    "日間",
    "か月",
    "四半期",
    "番目",
    "割増",
    "割減",
    "パーセント",
    "ポイント",
    "年",
    "月",
    "日",
    "時",
    "分",
    "秒",
    "台",
    "件",
    "位",
    "個",
    "倍",
    "割",
    "点",
    "回",
    "社",
    "名",
    "人",
    "章",
    "節",
    "版",
    "万",
    "億",
    "兆",
    "字",
    "本",
    "番",
    "つ",
    "%",
    "％",
    "目",
];

/// What may stand before a number and stays with it.
const BEFORE: [&str; 6] = ["令和", "平成", "昭和", "約", "第", "v"];

/// Longer runs than this, in characters, may break after all: a line must be able to hold them.
const LONGEST: usize = 24;

/// The pieces of `text` in order, each with whether it must stay whole.
pub(super) fn pieces(text: &str) -> Vec<(&str, bool)> {
    let mut pieces = Vec::new();
    let (mut from, mut at) = (0, 0);
    let mut before = None;
    while let Some(c) = text[at..].chars().next() {
        match kept(&text[at..], before) {
            Some(len) => {
                if from < at {
                    pieces.push((&text[from..at], false));
                }
                pieces.push((&text[at..at + len], true));
                before = text[at..at + len].chars().next_back();
                at += len;
                from = at;
            }
            None => {
                before = Some(c);
                at += c.len_utf8();
            }
        }
    }
    if from < text.len() {
        pieces.push((&text[from..], false));
    }
    pieces
}

/// The length of what must stay whole at the beginning of `text`, if it is more than a figure.
fn kept(text: &str, before: Option<char>) -> Option<usize> {
    if before.is_some_and(|c| c.is_ascii_alphanumeric() || ".-_/:".contains(c)) {
        return None;
    }
    let opening = BEFORE.iter().find(|word| text.starts_with(**word)).map_or(0, |word| word.len());
    let mut len = opening + number(&text[opening..])?;
    loop {
        let rest = &text[len..];
        if let Some(unit) = UNITS.iter().find(|unit| rest.starts_with(**unit)) {
            len += unit.len();
            len += after_unit(&text[len..], unit);
        } else if let Some(protocol) = protocol(rest) {
            len += protocol;
        } else if let Some(range) = range(rest) {
            len += range;
        } else {
            break;
        }
    }
    // A word that begins with a figure is no number: 4G, 2nd.
    let tail = text[len..].chars().next();
    let word =
        text[..len].ends_with(|c: char| c.is_ascii_digit()) && tail.is_some_and(|c| c.is_ascii_alphabetic());
    (!word && text[..len].chars().count() > 1 && text[..len].chars().count() <= LONGEST).then_some(len)
}

/// The length of a number: figures with commas, points or hyphens between them; 元 of an era.
fn number(text: &str) -> Option<usize> {
    if let Some(rest) = text.strip_prefix('元') {
        return rest.starts_with('年').then_some('元'.len_utf8());
    }
    let sign = ['+', '−', '±'].into_iter().find(|sign| text.starts_with(*sign)).map_or(0, char::len_utf8);
    let body = &text[sign..];
    let figures = body.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(body.len());
    let figures = body[..figures].trim_end_matches(['.', ',']).len();
    (figures > 0 && body.as_bytes()[0].is_ascii_digit()).then_some(sign + figures)
}

/// The length of a number that goes on after `unit`: 10月19日. A range of months after a year stands on its own, since
/// a line that must hold both becomes loose.
fn after_unit(text: &str, unit: &str) -> usize {
    let len = number(text).unwrap_or(0);
    if unit == "年" && text[len..].starts_with('～') { 0 } else { len }
}

/// `/TCP`.
fn protocol(text: &str) -> Option<usize> {
    ["/TCP", "/UDP", "/ICMP"]
        .iter()
        .find(|protocol| text.starts_with(**protocol))
        .map(|protocol| protocol.len())
}

/// `～` with a number after it.
fn range(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('～')?;
    number(rest).map(|len| '～'.len_utf8() + len)
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn numbers_dates_and_ports_stay_whole() {
        for (text, kept) in [
            ("宛先は23/TCP（telnet）で、", vec!["23/TCP"]),
            ("2022年10～12月に", vec!["2022年", "10～12月"]),
            ("10月19日から約2割減となり", vec!["10月19日", "約2割減"]),
            ("計1,234,567パケット、12.3%", vec!["1,234,567", "12.3%"]),
            ("令和元年度と令和4年度", vec!["令和元年度", "令和4年度"]),
            ("第1.0版の3位", vec!["第1.0版", "3位"]),
            ("CVE-2022-1234やMD-410は", vec![]),
            ("https://example.jp/2022/10", vec![]),
            ("4つの表1。", vec!["4つ"]),
            ("10日間平均", vec!["10日間"]),
        ] {
            let found: Vec<_> =
                pieces(text).into_iter().filter(|(_, keep)| *keep).map(|(piece, _)| piece).collect();
            assert_eq!(found, kept, "{text}");
            assert_eq!(pieces(text).into_iter().map(|(piece, _)| piece).collect::<String>(), text);
        }
    }
}
