//! Every text of a finished value as one string, a line each: what no reader may meet is looked for in it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Run;
use super::runs::plain;

/// The texts of `value`, and each line of words once more in one piece: it is cut where something must not break, and
/// what is looked for may stand across the cut. Where a thing stands in the manuscript is not among them.
pub(super) fn texts(value: &impl Serialize) -> String {
    let mut texts = String::new();
    // Texts, integers, lists and enums by name: nothing of a report can fail to be JSON.
    gather(&serde_json::to_value(value).unwrap_or_default(), &mut texts);
    texts
}

fn gather(value: &Value, texts: &mut String) {
    match value {
        Value::String(text) => line(text, texts),
        Value::Array(items) => {
            if let Ok(runs) = Vec::<Run>::deserialize(value) {
                line(&plain(&runs), texts);
            }
            items.iter().for_each(|item| gather(item, texts));
        }
        Value::Object(fields) => {
            fields.iter().filter(|(name, _)| *name != "place").for_each(|(_, field)| gather(field, texts));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn line(text: &str, texts: &mut String) {
    texts.push_str(text);
    texts.push('\n');
}
