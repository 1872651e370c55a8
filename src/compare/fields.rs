//! What has no words of its own: two values come in, the fields in which their JSON differs go out.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use super::value::Detail;

/// Nobody reads more fields of one part.
const SHOWN: usize = 50;

/// The canonical JSON of a part.
pub(super) fn print(part: &impl Serialize) -> String {
    // Strings, integers, lists and enums by name: nothing of a report can fail to be JSON.
    serde_json::to_string(part).unwrap_or_default()
}

/// The fields in which two parts differ, but for those of the `own` names at the top.
pub(super) fn between<T: Serialize>(old: &T, new: &T, own: &[&str]) -> Vec<Detail> {
    let value = |part: &T| {
        let mut value = serde_json::to_value(part).unwrap_or_default();
        if let Value::Object(fields) = &mut value {
            own.iter().for_each(|name| drop(fields.remove(*name)));
        }
        value
    };
    let mut found = Vec::new();
    differ(&value(old), &value(new), "", &mut found);
    found
}

/// The fields in which two canonical JSONs differ.
pub(super) fn between_json(old: &str, new: &str) -> Vec<Detail> {
    let value = |json: &str| serde_json::from_str::<Value>(json).unwrap_or_default();
    let mut found = Vec::new();
    differ(&value(old), &value(new), "", &mut found);
    found
}

fn differ(old: &Value, new: &Value, path: &str, found: &mut Vec<Detail>) {
    if old == new || found.len() == SHOWN {
        return;
    }
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match (old, new) {
        (Value::Object(before), Value::Object(after)) => {
            let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
            for name in names {
                differ(&old[name], &new[name], &below(name), found);
            }
        }
        (Value::Array(before), Value::Array(after)) => {
            for at in 0..before.len().max(after.len()) {
                let of = |list: &[Value]| list.get(at).cloned().unwrap_or_default();
                differ(&of(before), &of(after), &below(&at.to_string()), found);
            }
        }
        _ => {
            let path = if path.is_empty() { "." } else { path }.to_owned();
            found.push(Detail::Field { path, old: said(old), new: said(new) });
        }
    }
}

/// A value in one line: texts as they are, nothing as nothing.
fn said(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
