//! An expression is a path with filters: `id.attribute`, `id["key"].attribute`, `| filter(argument)`.
//!
//! minijinja reads it, against an object that records what is asked of it; whatever is not such a path is refused.

use std::fmt;
use std::sync::Arc;

use minijinja::value::{Object, Rest};
use minijinja::{Environment, ErrorKind, UndefinedBehavior, Value};
use serde::{Deserialize, Serialize};

use crate::finding::{Said, nearest};
use crate::said;

/// How much work one expression may be.
const FUEL: u64 = 200;

/// What an input method types in place of the signs of an expression.
const FULL_WIDTH: [(char, char); 9] = [
    ('｜', '|'),
    ('”', '"'),
    ('“', '"'),
    ('＂', '"'),
    ('［', '['),
    ('］', ']'),
    ('（', '('),
    ('）', ')'),
    ('．', '.'),
];

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// A name or a key.
    Name(String),
    /// A position among printed rows, from 1.
    Row(i64),
}

/// A filter with its arguments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Its name.
    pub name: String,
    /// Its integer arguments.
    pub arguments: Vec<i64>,
}

/// A path with filters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expression {
    /// From a root's name on; never empty.
    pub path: Vec<Step>,
    /// In the order they apply.
    pub calls: Vec<Call>,
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.path.iter().enumerate() {
            match step {
                Step::Name(name) if position == 0 => f.write_str(name)?,
                Step::Name(name) if is_plain(name) => write!(f, ".{name}")?,
                Step::Name(name) => write!(f, "[\"{name}\"]")?,
                Step::Row(row) => write!(f, "[{row}]")?,
            }
        }
        self.calls.iter().try_for_each(|call| write!(f, " | {call}"))
    }
}

/// Whether a name can stand behind a dot.
fn is_plain(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_' || b.is_ascii_digit())
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        if self.arguments.is_empty() {
            return Ok(());
        }
        write!(f, "({})", self.arguments.iter().map(i64::to_string).collect::<Vec<_>>().join(", "))
    }
}

impl Expression {
    /// The name at the beginning of the path.
    pub fn root(&self) -> Option<&str> {
        match self.path.first() {
            Some(Step::Name(name)) => Some(name),
            _ => None,
        }
    }

    /// Reads `source`, what stands between the braces. `filters` are the known names of filters.
    ///
    /// # Errors
    /// Anything that is not a path with filters: what is wrong, and how to mend it.
    pub fn read(source: &str, filters: &'static [&'static str]) -> Result<Self, (Said, Said)> {
        let mut environment = Environment::empty();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_fuel(Some(FUEL));
        for &name in filters {
            environment.add_filter(name, move |trail: &Value, arguments: Rest<i64>| {
                trail_of(trail)
                    .map(|trail| Value::from_object(trail.called(name, arguments.to_vec())))
                    .ok_or_else(|| {
                        minijinja::Error::new(ErrorKind::InvalidOperation, "not a value of this report")
                    })
            });
        }
        let value = environment
            .compile_expression(source)
            .and_then(|expression| expression.eval(Value::from_object(Root)))
            .map_err(|error| unread(source, &error, filters))?;
        let trail = trail_of(&value).ok_or_else(|| not_a_path(source))?;
        Ok(Self { path: trail.path.clone(), calls: trail.calls.clone() })
    }
}

/// The recorder's ground: every name opens a trail.
#[derive(Debug)]
struct Root;

impl Object for Root {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let trail = Trail { path: vec![step(key)?], calls: Vec::new() };
        Some(Value::from_object(trail))
    }
}

/// What was asked so far.
#[derive(Clone, Debug)]
struct Trail {
    path: Vec<Step>,
    calls: Vec<Call>,
}

impl Trail {
    fn called(&self, name: &str, arguments: Vec<i64>) -> Self {
        let mut trail = self.clone();
        trail.calls.push(Call { name: name.to_owned(), arguments });
        trail
    }
}

impl Object for Trail {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        if !self.calls.is_empty() {
            return None;
        }
        let mut trail = Self::clone(self);
        trail.path.push(step(key)?);
        Some(Value::from_object(trail))
    }
}

fn trail_of(value: &Value) -> Option<&Trail> {
    value.downcast_object_ref::<Trail>()
}

fn step(key: &Value) -> Option<Step> {
    match key.as_str() {
        Some(name) => Some(Step::Name(name.to_owned())),
        None => key.as_i64().map(Step::Row),
    }
}

fn unread(source: &str, error: &minijinja::Error, filters: &[&str]) -> (Said, Said) {
    if error.kind() != ErrorKind::UnknownFilter {
        return not_a_path(source);
    }
    let called = source.rsplit('|').next().unwrap_or("").trim();
    let name = called.split(['(', ' ']).next().unwrap_or("");
    let known = filters.join(", ");
    let mend = match nearest(name, filters.iter().copied()) {
        Some(near) => said!(
            "「{near}」ではありませんか。使えるフィルター：{known}",
            "Did you mean “{near}”? Known filters: {known}"
        ),
        None => said!("使えるフィルター：{known}", "Known filters: {known}"),
    };
    (said!("「{name}」というフィルターはありません。", "There is no filter “{name}”."), mend)
}

/// So much of an expression is shown in messages.
const SHOWN: usize = 60;

fn not_a_path(source: &str) -> (Said, Said) {
    let mut shown: String = source.chars().take(SHOWN).collect();
    if shown.len() < source.len() {
        shown.push('…');
    }
    let what = said!(
        "「{{{{ {shown} }}}}」は値の式として読めません。",
        "“{{{{ {shown} }}}}” cannot be read as a value."
    );
    if let Some((wide, narrow)) = FULL_WIDTH.into_iter().find(|(wide, _)| source.contains(*wide)) {
        return (
            what,
            said!(
                "全角の「{wide}」を半角の「{narrow}」に直してください。",
                "Replace full-width “{wide}” by “{narrow}”."
            ),
        );
    }
    (
        what,
        said!(
            "id.属性、id[\"キー\"].属性、id[1].属性のいずれかに、必要なら「| フィルター」を続けて書いてください。計算や条件は書けません。",
            "Write id.attribute, id[\"key\"].attribute or id[1].attribute, with “| filter” where needed; no arithmetic, no conditions."
        ),
    )
}
