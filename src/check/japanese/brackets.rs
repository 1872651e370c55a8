//! Brackets: each is closed, by one of its own kind and width, and stands in full width beside Japanese.

use super::is_japanese;
use crate::check::pattern::{narrow, typed};
use crate::check::{Origin, Passage};
use crate::finding::{Finding, Place};
use crate::said;

/// What opens and what closes it.
const PAIRS: [(char, char); 13] = [
    ('（', '）'),
    ('(', ')'),
    ('［', '］'),
    ('[', ']'),
    ('｛', '｝'),
    ('{', '}'),
    ('「', '」'),
    ('『', '』'),
    ('【', '】'),
    ('〔', '〕'),
    ('〈', '〉'),
    ('《', '》'),
    ('“', '”'),
];

/// A bracket that somebody typed, with what stands beside it.
struct Bracket {
    sign: char,
    place: Place,
    before: Option<char>,
    after: Option<char>,
}

/// The rule.
pub(in crate::check) fn in_passage(passage: &Passage) -> Vec<Finding> {
    let (mut findings, mut open): (Vec<_>, Vec<Bracket>) = (Vec::new(), Vec::new());
    for bracket in brackets(passage) {
        if PAIRS.iter().any(|(opens, _)| *opens == bracket.sign) {
            open.push(bracket);
        } else if is_numbering(&bracket) && open.is_empty() {
            continue;
        } else if open.last().is_some_and(|open| narrow_pair(open.sign) == narrow_pair(bracket.sign)) {
            findings.extend(open.pop().and_then(|open| closed(&open, &bracket)));
        } else {
            findings.push(unpaired(&bracket));
        }
    }
    findings.extend(open.iter().map(unpaired));
    findings
}

/// The brackets of `passage` in order.
fn brackets(passage: &Passage) -> Vec<Bracket> {
    let text = passage.text();
    let is_bracket = |c: char| PAIRS.iter().any(|(open, close)| c == *open || c == *close);
    let found = text.char_indices().filter(|(_, c)| is_bracket(*c));
    found
        .filter_map(|(at, sign)| {
            let place = typed(passage, at)?;
            let before = neighbour(passage, text[..at].char_indices().next_back());
            let after = text[at + sign.len_utf8()..].chars().next();
            Some(Bracket { sign, place, before, after })
        })
        .collect()
}

/// The character before a bracket; none where it is that of a literal.
fn neighbour(passage: &Passage, before: Option<(usize, char)>) -> Option<char> {
    before
        .filter(|(at, _)| passage.at(*at).is_some_and(|(piece, _)| piece.origin != Origin::Literal))
        .map(|(_, c)| c)
}

/// `1)` opens a point of a list.
fn is_numbering(bracket: &Bracket) -> bool {
    matches!(bracket.sign, ')' | '）') && bracket.before.is_some_and(char::is_alphanumeric)
}

/// The kind of a bracket whatever its width and side.
fn narrow_pair(sign: char) -> Option<String> {
    let pair = PAIRS.iter().find(|(open, close)| sign == *open || sign == *close)?;
    Some(narrow(&pair.0.to_string()))
}

/// What is wrong with a pair, if anything.
fn closed(open: &Bracket, close: &Bracket) -> Option<Finding> {
    let right = PAIRS.iter().any(|(opens, closes)| *opens == open.sign && *closes == close.sign);
    let (Bracket { sign: opens, .. }, Bracket { sign: closes, .. }) = (open, close);
    if !right {
        return Some(Finding::warning(
            "bracket-mixed",
            close.place.clone(),
            said!(
                "「{opens}」で開いたかっこが、幅の違う「{closes}」で閉じています。",
                "A bracket opened by “{opens}” is closed by “{closes}”, which has another width."
            ),
            said!("全角の（）にそろえてください。", "Make both full-width."),
        ));
    }
    let beside = [open.before, open.after, close.before, close.after];
    let half = matches!(open.sign, '(') && beside.into_iter().flatten().any(is_japanese);
    half.then(|| {
        Finding::warning(
            "bracket-half",
            open.place.clone(),
            said!(
                "日本語の文のかっこ「( )」が半角です。",
                "The brackets “( )” in a Japanese sentence are half-width."
            ),
            said!("全角の（ ）にしてください。", "Make them full-width （ ）."),
        )
    })
}

fn unpaired(bracket: &Bracket) -> Finding {
    let sign = bracket.sign;
    Finding::warning(
        "bracket-open",
        bracket.place.clone(),
        said!("かっこ「{sign}」に対応する相手がありません。", "The bracket “{sign}” has no counterpart."),
        said!(
            "かっこを開くところと閉じるところを確かめてください。",
            "Open and close it in the same paragraph."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fixture::{paragraph, told};

    #[test]
    fn brackets_are_closed_in_their_own_width() {
        for (text, expected) in [
            ("80/TCP（http)です", vec![("bracket-mixed", 12)]),
            ("80/TCP(http）です", vec![("bracket-mixed", 12)]),
            ("その特徴（以下「Mirai型」という。です", vec![("bracket-open", 5)]),
            ("その特徴という。）です", vec![("bracket-open", 9)]),
            ("「Mirai（亜種」を含む）です", vec![("bracket-open", 10), ("bracket-open", 1)]),
            ("観測(国内)です", vec![("bracket-half", 3)]),
            ("{80/TCP}（http)です", vec![("bracket-mixed", 14)]),
            ("80/TCP（http）、「『A』（B）」、［図］", vec![]),
            ("Internet Assigned Numbers Authority (IANA)", vec![]),
            ("1) 初期設定、a）更新", vec![]),
            ("<f(x>を呼ぶ、{23/TCP（telnet）}", vec![]),
        ] {
            assert_eq!(told(&in_passage(&paragraph(text))), expected, "{text}");
        }
    }
}
