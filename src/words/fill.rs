//! Templates of the words: `{name}` stands for a value.

use super::Words;

impl Words {
    /// [`fill`] with values that were made for it.
    pub fn filled(&self, template: &str, values: &[(&'static str, String)]) -> String {
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        fill(template, &values)
    }
}

/// Puts each value in place of its `{name}`; what was put in is never read as a template again.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        text.push_str(&rest[..open]);
        let after = &rest[open + 1..];
        let known = values
            .iter()
            .find_map(|(name, value)| after.strip_prefix(name)?.strip_prefix('}').map(|tail| (*value, tail)));
        match known {
            Some((value, tail)) => {
                text.push_str(value);
                rest = tail;
            }
            None => {
                text.push('{');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}
