//! Values that no observation tells: what staff looked up, and the method's own words.

use super::super::desk::Desk;
use super::super::miss::{Miss, bare, unknown};
use crate::config::{Fact, FactValue};
use crate::rules::{MIN_BASE, WINDOW_DAYS};
use crate::said;
use crate::words::{Value, fill};

/// Words and constants of the method.
pub(super) const METHOD: [&str; 3] = ["base", "window", "window_days"];

impl Desk<'_> {
    pub(super) fn fact(&self, id: &str) -> Result<Value, Miss> {
        let facts = &self.job.edition.facts;
        let fact = facts.get(id).ok_or_else(|| match facts.is_empty() {
            true => no_facts(id),
            false => unknown(id, facts.keys().map(String::as_str)),
        })?;
        self.told_fact(id, fact)
    }

    fn told_fact(&self, id: &str, fact: &Fact) -> Result<Value, Miss> {
        let lang = self.job.lang;
        match &fact.value {
            FactValue::Share(share) => Ok(Value::Share(*share)),
            FactValue::Number(number) => Ok(Value::Number(*number)),
            FactValue::Day(day) => Ok(Value::Day(*day)),
            FactValue::Text(text) => text.get(lang).cloned().map(Value::Text).ok_or_else(|| {
                (
                    said!(
                        "事実「{id}」に{lang}の文がありません。",
                        "The fact “{id}” has no words in {lang}."
                    ),
                    said!(
                        "facts.tomlでvalueを {{ ja = \"…\", {lang} = \"…\" }} の形で書いてください。",
                        "Write its value in facts.toml as {{ ja = \"…\", {lang} = \"…\" }}."
                    ),
                )
            }),
        }
    }

    /// A path that names no single fact.
    pub(super) fn bare_fact(&self) -> Miss {
        let ids: Vec<&str> = self.job.edition.facts.keys().map(String::as_str).collect();
        ids.first().map_or_else(|| no_facts(""), |first| bare("facts", first, &ids))
    }

    pub(super) fn method(&self, name: &str) -> Result<Value, Miss> {
        let days = WINDOW_DAYS.to_string();
        Ok(match name {
            "window" => Value::Text(fill(&self.words.method.window, &[("n", &days)])),
            "window_days" => Value::Number(WINDOW_DAYS as i64),
            "base" => Value::Number(MIN_BASE),
            _ => return Err(unknown(name, METHOD.into_iter())),
        })
    }
}

fn no_facts(id: &str) -> Miss {
    (
        said!("この版には事実「{id}」がありません。", "This edition has no fact “{id}”."),
        said!(
            "edition.tomlの隣にfacts.tomlを置き、[dvr_share]のような節にvalue、as_of、source、whoを書いてください。",
            "Put a facts.toml beside edition.toml, with a section such as [dvr_share] of value, as_of, source and who."
        ),
    )
}
