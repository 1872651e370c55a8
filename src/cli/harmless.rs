//! Text from data and manuscripts made harmless for a terminal: no escape sequence, no turned direction.

/// Replaces each control character but the tab by its picture (␛) or �, each control of direction by �. The number of
/// characters stays, so columns stay true.
pub fn harmless(text: &str) -> String {
    text.chars().map(shown).collect()
}

fn shown(c: char) -> char {
    match c {
        '\t' => c,
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\u{7f}' => '␡',
        '\u{80}'..='\u{9f}' | '\u{61c}' | '\u{200e}' | '\u{200f}' => char::REPLACEMENT_CHARACTER,
        '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
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
        assert_eq!(harmless("約2割減\t（telnet）①—é👍"), "約2割減\t（telnet）①—é👍");
    }
}
