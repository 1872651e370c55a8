//! JSON within a page: a value comes in, text goes out that no reader of HTML takes for markup.

use std::fmt;

use askama::filters::HtmlSafe;
use serde_json::Value;

/// A value in a data block of a page.
pub(super) struct Json(pub(super) Value);

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // These stand within strings alone, where JSON may write any character by its number.
        let mut text = self.0.to_string();
        for (c, number) in [('<', "\\u003c"), ('>', "\\u003e"), ('&', "\\u0026")] {
            text = text.replace(c, number);
        }
        f.write_str(&text)
    }
}

// Nothing in it opens a tag, a comment or a character reference.
impl HtmlSafe for Json {}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn nothing_ends_the_block_and_the_value_stays() {
        let hostile = "</script><!--<script>&lt;]]> \u{2028} \" \\ '";
        let text = Json(json!({ hostile: hostile })).to_string();
        assert!(!text.contains(['<', '>', '&']), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), json!({ hostile: hostile }));
    }
}
