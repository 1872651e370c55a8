//! Terms: one that is defined (以下「…」という) is defined once, before it is used, and spelt as it was defined; a word
//! has one spelling in a report.
//!
//! Comes in: the prose in the order of the report. Goes out: findings. Which spelling is right it does not know: a
//! defined one, else the one that is used most.

mod defined;
mod folded;
mod variants;

use super::{Desk, Passage, Role};
use crate::finding::Finding;

/// The rule.
pub(super) fn find(desk: &Desk<'_>) -> Vec<Finding> {
    let mut findings = defined::find(&desk.passages);
    if desk.is_japanese() {
        findings.extend(variants::find(&desk.passages));
    }
    findings
}

/// Whether `passage` is in the report's own words, and not in those of a reference.
fn is_own(passage: &Passage) -> bool {
    !matches!(passage.role, Role::Footnote(_) | Role::Credit(_) | Role::Closing(_))
}
