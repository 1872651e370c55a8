//! Text from data and manuscripts made harmless for a terminal: no escape sequence, no turned direction, nothing
//! hidden.

use std::fmt::Write;

use teiten::fonts::is_hidden;

/// Replaces each control character but the tab by its picture (␛) or �, each character that nobody sees by �. The
/// number of characters stays, so columns stay true.
pub fn harmless(text: &str) -> String {
    text.chars().map(shown).collect()
}

/// JSON with the same characters as escapes (\\u202e): they stand within strings only.
pub fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        if c != '\n' && shown(c) != c {
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| {
                // Writing into a String cannot fail.
                let _ = write!(text, "\\u{unit:04x}");
            });
        } else {
            text.push(c);
        }
    }
    text
}

fn shown(c: char) -> char {
    match c {
        '\t' => c,
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7f}' => '␡',
        '\u{80}'..='\u{9f}' => char::REPLACEMENT_CHARACTER,
        hidden if is_hidden(hidden) => char::REPLACEMENT_CHARACTER,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_gets_neither_escapes_nor_turned_text() {
        let hostile = "\u{1b}[2J\u{1b}]0;x\u{7}名\r\n\u{9b}31m \u{202e}txt.exe\u{2069}\u{200f}\u{7f}";
        let text = harmless(hostile);
        assert!(!text.chars().any(char::is_control));
        assert_eq!(text, "␛[2J␛]0;x␇名␍␊�31m �txt.exe��␡");
        assert_eq!(text.chars().count(), hostile.chars().count());
        assert_eq!(harmless("約2割減\t（telnet）①—é👍葛\u{e0100}"), "約2割減\t（telnet）①—é👍葛\u{e0100}");
        assert_eq!(harmless("a\u{200b}b\u{feff}\u{e0041}"), "a�b��");
    }

    #[test]
    fn json_says_the_same_in_characters_that_a_terminal_shows() {
        let hostile = "\u{1b}\u{9b}\u{202e}\u{e0041}名\n\"\\";
        let json = escaped(&serde_json::to_string(hostile).unwrap());
        assert!(json.chars().all(|c| shown(c) == c), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), hostile);
    }
}
