//! The findings of the rule: the words, what the data say, and the binding to copy.

use super::dates::digit;
use super::token::{Claim, Unit};
use super::verdict::Verdict;
use crate::finding::{Finding, Place, Said};
use crate::said;

/// The finding of a claim whose `words` stand at `place`; none where there is nothing to mend.
pub(super) fn tell(words: &str, place: Place, claim: &Claim, verdict: Verdict) -> Option<Finding> {
    let dressed = |binding: String| dressed(words, claim, binding);
    match verdict {
        Verdict::True(Some(binding)) => Some(unbound(words, place, claim, &dressed(binding))),
        Verdict::True(None) | Verdict::Outside => None,
        Verdict::False(says, binding) => Some(wrong(words, place, says, binding.map(dressed))),
        Verdict::Unmatched(near) => Some(unmatched(words, place, &near)),
    }
}

/// A binding with the unit that it does not print, so that it takes the place of all of the words.
fn dressed(words: &str, claim: &Claim, binding: String) -> String {
    let Claim::Figure(figure) = claim else { return binding };
    let printed = matches!(figure.unit, Unit::Percent | Unit::Tenths | Unit::Times)
        || binding.contains("method.window }");
    let unit = words.trim_start_matches(|c: char| digit(c).is_some() || ",，.．万億".contains(c));
    if printed { binding } else { format!("{binding}{unit}") }
}

fn unbound(words: &str, place: Place, claim: &Claim, binding: &str) -> Finding {
    let mend = match claim {
        Claim::Direction(_) => said!(
            "向きも「{binding}」のような値の式で示すと、データが変わっても食い違いません。",
            "Let a binding such as {binding} say the direction, and it stays right when the data change."
        ),
        _ => said!(
            "「{binding}」に置き換えると、データが変わっても食い違いません。",
            "Write {binding} in its place, and it stays right when the data change."
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

fn wrong(words: &str, place: Place, says: Said, binding: Option<String>) -> Finding {
    let Said { ja, en } = says;
    let mend = match binding {
        Some(binding) => said!(
            "「{binding}」に置き換えるか、文を改めてください。",
            "Write {binding}, or reword the sentence."
        ),
        None => said!("データに合わせて文を改めてください。", "Reword the sentence as the data say."),
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
            "データから求められる値なら値の式に置き換え、データにない値なら facts.toml に出典とともに書いて {{{{ facts.名前 }}}} で示してください。",
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
