//! The words that a mend takes the place of: a binding that prints 約2割減 stands for 約2割減, not for 2割 alone.
//!
//! Comes in: a claim and what would say it. Goes out: the bytes to replace, and what stands there instead.

use std::ops::Range;

use super::dates::digit;
use super::line::Line;
use super::token::Token;
use super::verdict::Mend;

/// Words of a figure that is not exact, which a print that begins with one takes the place of.
const ABOUT: [&str; 6] = ["約", "およそ", "ほぼ", "おおむね", "about ", "nearly "];

/// What stands in the place of `token`'s words: their bytes, and what is written there; none where no words would fit.
pub(super) fn replaced(line: &Line<'_>, token: &Token, mend: &Mend) -> Option<(Range<usize>, String)> {
    let own = line.piece(token.range.start)?;
    match mend {
        Mend::Value { binding, print } => as_printed(line, token, &own, binding, print)
            .or_else(|| around(line, token, &own, binding, print)),
        Mend::Claim(path) => {
            let tail = &line.text[token.range.end..own.end];
            let kana = tail.find(|c| !matches!(c, 'ぁ'..='ゖ') && !is_letter(c)).unwrap_or(tail.len());
            let range = token.range.start..token.range.end + kana;
            let words = line.words(&range);
            Some((range.clone(), format!("{{{{ \"{words}\" | holds({path}) }}}}")))
        }
        Mend::Turn(_) => None,
    }
}

/// The binding in place of the very words that it prints, before and behind the token too.
fn as_printed(
    line: &Line<'_>,
    token: &Token,
    own: &Range<usize>,
    binding: &str,
    print: &str,
) -> Option<(Range<usize>, String)> {
    let Range { start, end } = token.range;
    let begins = (own.start..=start).rev().filter(|at| line.text.is_char_boundary(*at));
    let fits = |at: &usize| at + print.len() > start && line.text[*at..own.end].starts_with(print);
    let from = begins.take(print.chars().count() + 1).find(fits)?;
    let to = from + print.len();
    let after = &line.text[to..own.end];
    let cut =
        after.starts_with(|c: char| digit(c).is_some() || matches!(c, ',' | '.')) || inflects(print, after);
    let tail = line.text.get(to..end).unwrap_or("");
    (!cut).then(|| (from..to.max(end), format!("{binding}{tail}")))
}

/// The binding in place of the figure and of what its print says too: 約, 増, the unit.
fn around(
    line: &Line<'_>,
    token: &Token,
    own: &Range<usize>,
    binding: &str,
    print: &str,
) -> Option<(Range<usize>, String)> {
    let Range { mut start, mut end } = token.range;
    let words = line.words(&token.range);
    let counted = |text: &str| text.trim_start_matches(is_number).to_owned();
    if !print.contains(|c: char| digit(c).is_some()) || print.ends_with(['増', '減']) {
        let after = line.text[end..own.end].trim_start_matches(['の', 'も', '程', '度', 'ほ', 'ど']);
        if let Some(rest) = after.strip_prefix(['増', '減']) {
            end = own.end - rest.len();
        } else if print.ends_with(['増', '減']) {
            return None;
        }
        if inflects(print, &line.text[end..own.end]) {
            return None;
        }
    }
    let head = &line.text[own.start..start];
    let about = ABOUT.iter().find(|word| head.ends_with(*word)).map_or(0, |word| word.len());
    let bare = print.trim_start_matches(['約', 'ほ', 'ぼ']);
    if bare.len() < print.len() {
        start -= about;
    } else if about > 0 && !print.contains(|c: char| digit(c).is_some()) {
        return None;
    }
    let (unit, printed) = (counted(words), counted(bare));
    let tail = if printed.is_empty() { unit.as_str() } else { unit.strip_prefix(&printed).unwrap_or("") };
    Some((start..end, format!("{binding}{tail}")))
}

/// Whether `print` with `after` behind it would be no word: 約2割増|加, ほぼ横ばい|に増えて.
fn inflects(print: &str, after: &str) -> bool {
    let turned = print.ends_with(['増', '減']);
    let wordless = !print.contains(|c: char| digit(c).is_some());
    turned && after.starts_with(['加', '少', 'え', 'っ', 'り', '大']) || wordless && after.starts_with('に')
}

fn is_number(c: char) -> bool {
    digit(c).is_some() || matches!(c, ',' | '，' | '.' | '．' | '万' | '億' | '千')
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
}
