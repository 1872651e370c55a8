//! What becomes of a claim.

use crate::finding::Said;

/// What becomes of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The data say so; the binding that would say it, where there is one.
    True(Option<String>),
    /// The data say otherwise: what they say, and the binding that would say it.
    False(Said, Option<String>),
    /// The data do not tell; what comes nearest.
    Unmatched(Vec<Said>),
    /// It claims nothing of the data.
    Outside,
}
