//! What machines change in `edition.toml`: one value, or an entry at its end; every other byte stays as it was written.

use super::table;

/// Some editors begin a file with it.
const MARK: char = '\u{feff}';

/// `text` with `toml` in the place of the value of `key`; none where the top of the file has no such key, or the file is
/// no TOML.
pub fn with_value(text: &str, key: &str, toml: &str) -> Option<String> {
    let body = text.strip_prefix(MARK).unwrap_or(text);
    let span = table::span(body, key)?;
    let (before, after) = (body.get(..span.start)?, body.get(span.end..)?);
    let mark = &text[..text.len() - body.len()];
    Some(format!("{mark}{before}{toml}{after}"))
}

/// `text` with `toml` after its last line; none where that would make no TOML, as where `[[history]]` follows a list
/// `history`.
pub fn with_end(text: &str, toml: &str) -> Option<String> {
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let parted = if text.ends_with('\n') { "" } else { line_end };
    let changed = format!("{text}{parted}{}", toml.replace('\n', line_end));
    table::span(changed.strip_prefix(MARK).unwrap_or(&changed), "status")?;
    Some(changed)
}

/// `text` as TOML writes it.
pub fn quoted(text: &str) -> String {
    // A JSON string is a basic string of TOML, but for the one control character that JSON leaves as it is.
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_value_is_replaced_and_nothing_else() {
        let text = "\u{feff}# status = \"no\"\r\nteiten = 1\r\nstatus='draft' # 草稿\r\n[[history]]\r\nstatus = 1\r\n";
        let new = with_value(text, "status", "\"published\"").unwrap();
        assert_eq!(new, text.replace("'draft'", "\"published\""));
        assert_eq!(with_value("a = 1\n", "status", "1"), None);
        assert_eq!(with_value("status = \n", "status", "1"), None);
        let ended = with_end("status = 1\r\n[[history]]", "[[history]]\nwhat = 1\n");
        assert_eq!(ended.as_deref(), Some("status = 1\r\n[[history]]\r\n[[history]]\r\nwhat = 1\r\n"));
        assert_eq!(with_end("status = 1\nhistory = []\n", "[[history]]\n"), None);
        assert_eq!(quoted("a\"b\\c\nd\u{7f}"), "\"a\\\"b\\\\c\\nd\\u007f\"");
    }
}
