//! Whether the words of a claim claim anything: what is denied, expected, supposed, quoted or corrected does not.

use super::line::Line;
use super::token::{Claim, Token, Unit};

/// Words of a predicate that denies, and those that only look like it.
const DENIED: [&str; 6] = ["ません", "なかった", "ない", "せず", "られず", "おらず"];
const AFFIRMED: [&str; 6] = ["少ない", "かもしれ", "すぎない", "過ぎません", "だけでな", "のみでな"];

/// Words of a predicate that expects or supposes.
const OPEN: [&str; 13] = [
    "見込",
    "考えられ",
    "おそれ",
    "恐れ",
    "可能性",
    "かもしれ",
    "でしょう",
    "だろう",
    "予想",
    "予測",
    "れば",
    "場合",
    "かねま",
];
const SUPPOSED: [&str; 6] = ["すると", "ると", "に備え", "に注意", "に警戒", "を防"];
const AHEAD: [&str; 5] = ["今後", "将来", "もし", "仮に", "万一"];

/// Words of a clause that repeats what an earlier report said.
const EARLIER: [&str; 7] = ["前号で", "前号の", "前号は", "前号に", "前回のレポート", "前回の報告", "前回は"];

/// Where a predicate ends that its clause goes on behind.
const ENDS: [&str; 9] =
    ["ましたが", "ますが", "たが", "ものの", "ため", "ので", "のは", "により", "によって"];

/// Whether the words of `token` claim something of the data.
pub(super) fn is_told(line: &Line<'_>, token: &Token) -> bool {
    let (at, clause) = (token.range.start, line.clause(token.range.start));
    let before = line.words(&(clause.start..at));
    let after = predicate(line.words(&(token.range.end..clause.end.max(token.range.end))));
    let is_figure =
        matches!(token.claim, Claim::Figure(_) | Claim::Day(_) | Claim::Stretch(_) | Claim::NoDay);
    let moves = match &token.claim {
        Claim::Figure(figure) => figure.sense.is_some(),
        _ => !is_figure,
    };
    if is_repeated(line, at) || any(before, &EARLIER) && !after.contains("比べ") {
        return false;
    }
    match &token.claim {
        Claim::Figure(figure) if figure.unit == Unit::Rank => !after.starts_with("ではな"),
        _ if !moves => true,
        _ => {
            let denied = !line.words(&token.range).ends_with("変わ") && is_denied(before, after);
            let ahead = any(line.words(&(line.sentence(at).start..at)), &AHEAD);
            !denied && !ahead && !is_open(after) && !is_past(before, after)
        }
    }
}

fn any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// What follows a claim, as far as its predicate goes.
fn predicate(after: &str) -> &str {
    let end = ENDS.iter().filter_map(|word| after.find(word)).min();
    &after[..end.unwrap_or(after.len())]
}

/// Whether it stands in a quotation or a correction.
fn is_repeated(line: &Line<'_>, at: usize) -> bool {
    let before = &line.text[..at];
    let count = |signs: [char; 2]| before.matches(signs).count();
    count(['「', '『']) > count(['」', '』']) || before.contains("【訂正】")
}

fn is_denied(before: &str, after: &str) -> bool {
    let english = ["not ", "no ", "n't "].iter().any(|word| before.ends_with(word));
    let plain = AFFIRMED.iter().fold(after.to_owned(), |after, word| after.replace(word, ""));
    english || any(&plain, &DENIED)
}

fn is_open(after: &str) -> bool {
    any(after, &OPEN) || SUPPOSED.iter().any(|word| after.starts_with(word))
}

/// Whether it is what the quarter before had seen: 前四半期に減少していた.
fn is_past(before: &str, after: &str) -> bool {
    let was = ["していた", "ていた", "ていまし", "ておりまし", "ていて"];
    any(before, &["前四半期に", "前四半期は", "前四半期まで"])
        && !any(before, &["前四半期に比", "前四半期に続"])
        && was.iter().any(|word| after.trim_start_matches('し').starts_with(word.trim_start_matches('し')))
}
