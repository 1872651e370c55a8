//! `edition.toml` of a new edition: a draft of version 1.0, to be published as many days after its quarter as the last.

use std::fmt::Write;

use crate::config::{Edition, Text, rewrite};
use crate::lang::Lang;
use crate::quarter::{Day, Quarter};
use crate::said;

/// Days after a quarter's end on which an edition without a last one is proposed to be published.
const LATER: i64 = 45;

/// The day proposed for the edition of `quarter`.
pub(super) fn date(quarter: Quarter, last: Option<&Edition>) -> Day {
    let later = last.map(|last| (last.date - last.quarter.span().last).num_days()).filter(|days| *days > 0);
    quarter.span().last + chrono::Duration::days(later.unwrap_or(LATER))
}

/// The file, with remarks in `tongue`.
pub(super) fn head(quarter: Quarter, langs: &[Lang], last: Option<&Edition>, tongue: &Lang) -> String {
    let date = date(quarter, last);
    let days = (date - quarter.span().last).num_days();
    let langs = langs.iter().map(|lang| format!("\"{lang}\"")).collect::<Vec<_>>().join(", ");
    let remark = said!(
        "案: 四半期の最終日の{days}日後。実際の発行日に直してください。",
        "Proposed: {days} days after the quarter's last. Write the day on which it is published."
    );
    let remark = remark.in_lang(tongue);
    let mut toml = format!(
        "teiten = 1\nquarter = \"{quarter}\"\nstatus = \"draft\"\n# {remark}\ndate = {date}\nversion = \"1.0\"\nlangs = [{langs}]\n"
    );
    // Whoever kept a history goes on keeping one.
    if let Some(first) = last.and_then(|last| last.history.last()) {
        let what = text(&first.what);
        let _ = write!(toml, "\n[[history]]\nversion = \"1.0\"\ndate = {date}\nwhat = {what}\n");
    }
    toml
}

/// A text as `edition.toml` has it: in the first language alone, or in several.
fn text(text: &Text) -> String {
    let quoted: Vec<_> = text.iter().map(|(lang, words)| (lang, rewrite::quoted(words))).collect();
    match quoted.as_slice() {
        [(_, words)] => words.clone(),
        all => {
            let all = all.iter().map(|(lang, words)| format!("{lang} = {words}")).collect::<Vec<_>>();
            format!("{{ {} }}", all.join(", "))
        }
    }
}
