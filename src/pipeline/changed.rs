//! Where a finished report first differs from another, in words that people can look for.

use crate::compare::{self, Comparison, Shown, Sides};
use crate::finding::{Place, Said};
use crate::lang::Lang;
use crate::report::Report;
use crate::said;

/// So many characters of a text are shown before what differs, and after.
const AROUND: usize = 12;

/// The first change.
pub(super) struct Change {
    /// What became of what stood there.
    pub(super) what: Said,
    /// Where the new one was written, if it was.
    pub(super) place: Option<Place>,
}

/// The first change from `old` to `new`; none where they differ in no word.
pub(super) fn first(old: &Report, new: &Report) -> Option<Change> {
    let mut comparison = compare::compare(old, new);
    comparison.changes.truncate(1);
    let (ja, en) = (told(&comparison, "ja")?, told(&comparison, "en")?);
    Some(Change { what: Said { ja: ja.ja, en: en.en }, place: comparison.changes.pop()?.place })
}

/// What differs first, as messages in `lang` tell it.
fn told(comparison: &Comparison, lang: &str) -> Option<Said> {
    let outline = compare::of_comparison(comparison, &Lang::new(lang)?);
    let line = outline.entries.into_iter().next()?.lines.into_iter().next()?;
    let (old, new) = match line.shown {
        Shown::Values(old, new) => (old, new),
        Shown::Pieces(pieces) => {
            let [old, new] = [Sides::Old, Sides::New].map(|side| {
                let own = pieces.iter().filter(|piece| piece.side == Sides::Both || piece.side == side);
                own.map(|piece| piece.text.as_str()).collect::<String>()
            });
            around(&old, &new)
        }
    };
    Some(match (old.is_empty(), new.is_empty()) {
        (true, _) => said!("「{new}」が加わりました。", "“{new}” was added."),
        (_, true) => said!("「{old}」がなくなりました。", "“{old}” is gone."),
        _ => said!("「{old}」が「{new}」になりました。", "“{old}” has become “{new}”."),
    })
}

/// What differs of two texts, with a little of what stands around it.
pub(super) fn around(old: &str, new: &str) -> (String, String) {
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let same = |pair: &(&char, &char)| pair.0 == pair.1;
    let head = old.iter().zip(&new).take_while(same).count();
    let rest = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(same).count();
    let cut = |text: &[char]| {
        let (from, to) = (head.saturating_sub(AROUND), (text.len() - tail + AROUND).min(text.len()));
        let shown: String = text[from..to].iter().take(AROUND * 8).collect();
        let before = if from > 0 { "…" } else { "" };
        let after = if to < text.len() || to - from > AROUND * 8 { "…" } else { "" };
        format!("{before}{shown}{after}")
    };
    (cut(&old), cut(&new))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_shown_with_a_little_around_it() {
        let pair = |old: &str, new: &str| around(old, new);
        let text = |old: &str, new: &str| (old.to_owned(), new.to_owned());
        assert_eq!(pair("増え、続いた", "増えて、続いた"), text("増え、続いた", "増えて、続いた"));
        let long = "本四半期に国内で観測した数のうちで";
        assert_eq!(
            pair(&format!("{long}一{long}"), &format!("{long}二、{long}")),
            text(
                "…国内で観測した数のうちで一本四半期に国内で観測した…",
                "…国内で観測した数のうちで二、本四半期に国内で観測した…"
            )
        );
        assert_eq!(pair("aa", "aaa"), text("aa", "aaa"));
        assert_eq!(pair("", "新"), text("", "新"));
    }
}
