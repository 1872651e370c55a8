//! What becomes of a claim, and what would say it instead.

use super::token::Sense;
use crate::finding::Said;
use crate::report::Bindable;

/// What becomes of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The data say so; what would say it, where there is something.
    True(Option<Mend>),
    /// The data say otherwise: what they say, and what would say it.
    False(Said, Option<Mend>),
    /// The data do not tell; what comes nearest.
    Unmatched(Vec<Said>),
    /// It claims nothing of the data.
    Outside,
}

/// What says something in place of the words that claim it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mend {
    /// A binding, braces and all, and what it prints.
    Value { binding: String, print: String },
    /// The same words, while the condition with this path is true.
    Claim(String),
    /// A word for where it went.
    Turn(Sense),
}

impl Mend {
    /// `value` as it prints without a filter.
    pub(super) fn value(value: &Bindable) -> Self {
        Self::through(value, "", &value.print)
    }

    /// The binding, or the condition, without braces.
    pub(super) fn source(&self) -> Option<String> {
        match self {
            Self::Value { binding, .. } => {
                let inside = binding.strip_prefix("{{")?.strip_suffix("}}")?;
                Some(inside.trim().to_owned())
            }
            Self::Claim(path) => Some(path.clone()),
            Self::Turn(_) => None,
        }
    }

    /// `value` through `filter`, bar and all, which prints `print`.
    pub(super) fn through(value: &Bindable, filter: &str, print: &str) -> Self {
        Self::Value { binding: format!("{{{{ {}{filter} }}}}", value.expression), print: print.to_owned() }
    }
}
