//! The findings of the rule: the words, what the data say, and the binding to copy.

use std::ops::Range;

use super::direction::turned;
use super::line::Line;
use super::replaced::replaced;
use super::token::{Claim, Token};
use super::verdict::{Mend, Verdict};
use crate::finding::{Finding, Place, Said};
use crate::said;

/// The finding of a claim; none where there is nothing to mend.
pub(super) fn tell(line: &Line<'_>, token: &Token, verdict: Verdict) -> Option<Finding> {
    let (own, claim) = (&token.range, &token.claim);
    let quoted = |range: &Range<usize>| Some((line.words(range), line.passage.at(range.start)?.1));
    match verdict {
        Verdict::True(Some(mend)) => {
            let (range, written) = replaced(line, token, &mend)?;
            let (words, place) = quoted(&range)?;
            Some(unbound(words, place, claim, &written))
        }
        Verdict::True(None) | Verdict::Outside => None,
        Verdict::False(says, mend) => {
            let instead = mend.as_ref().and_then(|mend| replaced(line, token, mend));
            let range = instead.as_ref().map_or(own, |(range, _)| range);
            let (words, place) = quoted(range)?;
            let turn = mend.and_then(|mend| match mend {
                Mend::Turn(sense) => turned(words, sense),
                _ => None,
            });
            Some(wrong(words, place, says, &instead.map(|(_, written)| written), turn))
        }
        Verdict::Unmatched(near) => {
            let (words, place) = quoted(own)?;
            Some(unmatched(words, place, &near))
        }
    }
}

fn unbound(words: &str, place: Place, claim: &Claim, written: &str) -> Finding {
    let mend = match claim {
        Claim::Direction(_) => said!(
            "「{written}」に置き換えると、データが変わって合わなくなったときに、エラーで知らされます。",
            "Write {written} in its place, and you are told when the data say otherwise."
        ),
        _ => said!(
            "「{written}」に置き換えると、データが変わっても食い違いません。",
            "Write {written} in its place, and it stays right when the data change."
        ),
    };
    Finding::note(
        "number-unbound",
        place,
        said!(
            "「{words}」はデータと一致していますが、手で書かれています。",
            "“{words}” agrees with the data, but was typed."
        ),
        mend,
    )
}

fn wrong(words: &str, place: Place, says: Said, written: &Option<String>, turn: Option<&str>) -> Finding {
    let Said { ja, en } = says;
    let mend = match (written, turn) {
        (Some(written), _) => said!(
            "「{written}」に置き換えるか、文を改めてください。",
            "Write {written}, or reword the sentence."
        ),
        (None, Some(turn)) => said!(
            "「{turn}」のように、データが示す向きに改めてください。",
            "Say where it went in the data, as by “{turn}”."
        ),
        (None, None) => said!("データに合わせて文を改めてください。", "Reword the sentence as the data say."),
    };
    Finding::error(
        "number-false",
        place,
        said!("「{words}」はデータと食い違います。{ja}。", "“{words}” contradicts the data: {en}."),
        mend,
    )
}

fn unmatched(words: &str, place: Place, near: &[Said]) -> Finding {
    let (ja, en) = (joined(near, "、", |said| &said.ja), joined(near, ", ", |said| &said.en));
    let mend = match near {
        [] => said!(
            "データから求められる値なら値の埋め込みに置き換え、データにない値なら facts.toml に出典とともに書いて {{{{ facts.名前 }}}} で示してください。",
            "Bind it if the data tell it; else write it with its source in facts.toml and bind {{{{ facts.name }}}}."
        ),
        _ => said!(
            "参考：{ja}。データにない値なら facts.toml に出典とともに書いて {{{{ facts.名前 }}}} で示してください。",
            "For comparison: {en}. If the data do not tell it, write it with its source in facts.toml and bind {{{{ facts.name }}}}."
        ),
    };
    Finding::warning(
        "number-unmatched",
        place,
        said!("「{words}」をデータと照合できません。", "“{words}” could not be matched with the data."),
        mend,
    )
}

fn joined(near: &[Said], comma: &str, words: fn(&Said) -> &str) -> String {
    near.iter().map(words).collect::<Vec<_>>().join(comma)
}

/// A binding with what it prints.
pub(super) fn print(binding: &str, print: &str) -> Said {
    said!("{binding}（{print}）", "{binding} ({print})")
}
