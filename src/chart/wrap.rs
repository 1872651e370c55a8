//! Breaks a label into lines that fit a width, the way a Japanese typesetter would.

use crate::fonts::Fonts;

/// No line begins with one of these.
const NEVER_FIRST: &str =
    "、。，．・：；？！）」』】〕｝〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ％,.:;?!)]}%";
/// No line ends with one of these.
const NEVER_LAST: &str = "（「『【〔｛〈《([{";

/// Where the first line of a text that is too wide ends: its byte offset, at least one character on.
type BreakAt = fn(&str, f64, f64, &Fonts) -> usize;

/// `text` in lines no wider than `width` at `size`, at most `most` of them; what does not fit ends with `…`.
/// A parenthesis that fits no more goes to the next line whole, where it can.
pub(super) fn wrap(text: &str, width: f64, size: f64, most: usize, fonts: &Fonts) -> Vec<String> {
    wrapped(text, width, size, most, fonts, at_parenthesis)
}

/// The same for sentences, whose lines are filled.
pub(super) fn wrap_prose(text: &str, width: f64, size: f64, most: usize, fonts: &Fonts) -> Vec<String> {
    wrapped(text, width, size, most, fonts, anywhere)
}

fn wrapped(text: &str, width: f64, size: f64, most: usize, fonts: &Fonts, break_at: BreakAt) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = text.trim();
    while fonts.width(rest, size) > width {
        if lines.len() + 1 >= most {
            lines.push(cut(rest, width, size, fonts));
            return lines;
        }
        let at = break_at(rest, width, size, fonts);
        lines.push(rest[..at].trim_end().to_owned());
        rest = rest[at..].trim_start();
    }
    lines.push(rest.to_owned());
    lines
}

fn at_parenthesis(text: &str, width: f64, size: f64, fonts: &Fonts) -> usize {
    let fits = fitting(text, width, size, fonts);
    let parenthesis = text[..fits].rfind(['（', '(']).filter(|&at| at > 0);
    parenthesis.unwrap_or_else(|| anywhere(text, width, size, fonts))
}

fn anywhere(text: &str, width: f64, size: f64, fonts: &Fonts) -> usize {
    let fits = fitting(text, width, size, fonts);
    let mut chances = text[..fits].char_indices().map(|(at, _)| at).chain([fits]).rev();
    chances.find(|&at| at > 0 && may_break(text, at)).unwrap_or(fits)
}

/// The byte length of the longest beginning of `text` within `width`, at least one character.
fn fitting(text: &str, width: f64, size: f64, fonts: &Fonts) -> usize {
    let mut used = 0.0;
    let mut buffer = [0; 4];
    for (at, c) in text.char_indices() {
        used += fonts.width(c.encode_utf8(&mut buffer), size);
        if used > width && at > 0 {
            return at;
        }
    }
    text.len()
}

/// Whether a line may end before byte `at`: beside a space or a slash, or between wide characters that allow it.
fn may_break(text: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (text[..at].chars().next_back(), text[at..].chars().next()) else {
        return true;
    };
    let beside = before == ' '
        || after == ' '
        || before == '/'
        || before == '-'
        || !before.is_ascii()
        || !after.is_ascii();
    // A number keeps what it counts: 6月, 12台.
    let counted = before.is_ascii_digit() && !after.is_ascii() && !NEVER_LAST.contains(after);
    beside && !counted && !NEVER_LAST.contains(before) && !NEVER_FIRST.contains(after)
}

/// As much of `text` as fits with `…` behind it.
fn cut(text: &str, width: f64, size: f64, fonts: &Fonts) -> String {
    let fits = fitting(text, width - size, size, fonts);
    format!("{}…", text[..fits].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_fill_their_lines_and_labels_keep_parentheses() {
        let fonts = Fonts::shipped();
        let text = "観測データ（2026年6月版）による";
        assert_eq!(wrap(text, 8.4, 1.0, 3, &fonts), ["観測データ", "（2026年6月版）", "による"]);
        let lines = wrap_prose(text, 9.9, 1.0, 3, &fonts);
        assert_eq!(lines, ["観測データ（2026年", "6月版）による"]);
    }
}
