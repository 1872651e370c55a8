//! An expression is a path with filters: `id.attribute`, `id["key"].attribute`, `| filter(argument)`; or a claim, words
//! that stand while a condition is true: `"words" | holds(id.condition)`.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The filter that makes words a claim.
pub(super) const HOLDS: &str = "holds";

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

/// A path with filters, or with words that it lets stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expression {
    /// From a root's name on; never empty.
    pub path: Vec<Step>,
    /// In the order they apply; none in a claim.
    pub calls: Vec<Call>,
    /// Of a claim: the words that stand while the condition which the path names is true.
    pub claim: Option<String>,
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(words) = &self.claim {
            return write!(f, "\"{words}\" | {HOLDS}({})", written(&self.path));
        }
        f.write_str(&written(&self.path))?;
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

/// A path as a manuscript writes it.
fn written(path: &[Step]) -> String {
    let step = |(position, step): (usize, &Step)| match step {
        Step::Name(name) if position == 0 => name.clone(),
        Step::Name(name) if is_plain(name) => format!(".{name}"),
        Step::Name(name) => format!("[\"{name}\"]"),
        Step::Row(row) => format!("[{row}]"),
    };
    path.iter().enumerate().map(step).collect()
}

impl Expression {
    /// What a path of names alone says, with no filter.
    pub fn of_path(path: Vec<Step>) -> Self {
        Self { path, calls: Vec::new(), claim: None }
    }

    /// The name at the beginning of the path.
    pub fn root(&self) -> Option<&str> {
        match self.path.first() {
            Some(Step::Name(name)) => Some(name),
            _ => None,
        }
    }
}
