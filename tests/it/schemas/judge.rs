//! Whether a value is as a JSON Schema says: those words of the language that ours use, and a panic at any other. The
//! crates that know all of it would change features of crates that typst is built with.

use regex::Regex;
use serde_json::{Map, Value};

/// What of `value` is not as `schema` says, a line each with where it stands.
pub fn faults(schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let schema = schema.as_object().unwrap();
    schema.iter().flat_map(|(word, said)| judged(schema, word, said, value, at)).collect()
}

fn judged(schema: &Map<String, Value>, word: &str, said: &Value, value: &Value, at: &str) -> Vec<String> {
    let fault = |good: bool| if good { vec![] } else { vec![format!("{at}: {word} {said} against {value}")] };
    let number = |value: &Value| value.as_f64().unwrap();
    match (word, value) {
        ("$schema" | "title" | "description" | "default" | "examples" | "format", _) => vec![],
        ("type", _) => fault(listed(said).iter().any(|kind| is(value, kind.as_str().unwrap()))),
        ("enum", _) => fault(listed(said).contains(value)),
        ("oneOf" | "anyOf", _) => {
            let fits = listed(said).iter().filter(|one| faults(one, value, at).is_empty()).count();
            fault(if word == "oneOf" { fits == 1 } else { fits > 0 })
        }
        ("required", Value::Object(held)) => {
            fault(listed(said).iter().all(|key| held.contains_key(key.as_str().unwrap())))
        }
        ("properties" | "patternProperties" | "additionalProperties", Value::Object(held)) => {
            let of_word = held.iter().filter(|(key, _)| kept_by(schema, key) == Some(word));
            of_word.flat_map(|(key, held)| below(word, said, key, held, &format!("{at}.{key}"))).collect()
        }
        ("items", Value::Array(items)) => items.iter().flat_map(|item| faults(said, item, at)).collect(),
        ("minItems", Value::Array(items)) => fault(items.len() as f64 >= number(said)),
        ("maxItems", Value::Array(items)) => fault(items.len() as f64 <= number(said)),
        ("pattern", Value::String(text)) => fault(Regex::new(said.as_str().unwrap()).unwrap().is_match(text)),
        ("minimum", Value::Number(_)) => fault(number(value) >= number(said)),
        ("maximum", Value::Number(_)) => fault(number(value) <= number(said)),
        (
            "required"
            | "properties"
            | "patternProperties"
            | "additionalProperties"
            | "items"
            | "minItems"
            | "maxItems"
            | "pattern"
            | "minimum"
            | "maximum",
            _,
        ) => vec![],
        _ => panic!("this judge does not know `{word}`"),
    }
}

/// A list; a value alone is a list of one.
pub fn listed(said: &Value) -> Vec<Value> {
    said.as_array().cloned().unwrap_or_else(|| vec![said.clone()])
}

fn is(value: &Value, kind: &str) -> bool {
    match kind {
        "string" => value.is_string(),
        "integer" => value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("there is no type `{other}`"),
    }
}

/// The word of `schema` that says what stands under `key`.
fn kept_by(schema: &Map<String, Value>, key: &str) -> Option<&'static str> {
    let of = |word: &str| schema.get(word).and_then(Value::as_object);
    if of("properties").is_some_and(|named| named.contains_key(key)) {
        return Some("properties");
    }
    let fits = |pattern: &String| Regex::new(pattern).unwrap().is_match(key);
    if of("patternProperties").is_some_and(|patterns| patterns.keys().any(fits)) {
        return Some("patternProperties");
    }
    Some("additionalProperties")
}

fn below(word: &str, said: &Value, key: &str, held: &Value, at: &str) -> Vec<String> {
    match word {
        "properties" => faults(&said[key], held, at),
        "patternProperties" => {
            let mut of_key = said.as_object().unwrap().iter();
            let (_, schema) = of_key.find(|(pattern, _)| Regex::new(pattern).unwrap().is_match(key)).unwrap();
            faults(schema, held, at)
        }
        _ if *said == Value::Bool(false) => vec![format!("{at}: no such key")],
        _ => faults(said, held, at),
    }
}

#[test]
fn the_judge_tells_what_is_wrong() {
    let schema = serde_json::json!({"type": "object", "required": ["a"], "additionalProperties": false,
        "properties": {"a": {"type": ["integer", "string"], "enum": [1, "x"]}, "b": {"type": "array", "maxItems": 1,
        "items": {"pattern": "^y$"}}}, "patternProperties": {"^c.$": {"minimum": 2}}});
    let count = |value: Value| faults(&schema, &value, "").len();
    assert_eq!(count(serde_json::json!({"a": 1, "b": ["y"], "cc": 2})), 0);
    for wrong in [
        serde_json::json!({}),
        serde_json::json!([]),
        serde_json::json!({"a": 2}),
        serde_json::json!({"a": 1, "b": ["z"]}),
        serde_json::json!({"a": 1, "b": ["y", "y"]}),
        serde_json::json!({"a": 1, "cc": 1}),
        serde_json::json!({"a": 1, "d": 1}),
    ] {
        assert_eq!(count(wrong.clone()), 1, "{wrong}");
    }
}
