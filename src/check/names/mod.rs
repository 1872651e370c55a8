//! Names of services and regions, typed beside what the house prints: ports and their services, regions and countries.
//!
//! Comes in: the prose, IANA's and the house's own names. Goes out: a finding for a name that a table of the same report
//! would print otherwise.

mod ports;
mod regions;

use super::{Desk, Passage, Role};
use crate::finding::Finding;

/// The rule.
pub(super) fn find(desk: &Desk<'_>) -> Vec<Finding> {
    let (names, style) = (&desk.job.site.names, desk.job.site.label_style);
    let judged = |passage: &&Passage| !matches!(passage.role, Role::Footnote(_) | Role::Credit(_));
    let passages: Vec<_> = desk.passages.iter().filter(judged).collect();
    let mut findings: Vec<_> =
        passages.iter().flat_map(|passage| ports::in_passage(passage, names, style)).collect();
    if desk.is_japanese() {
        let others = regions::others(names);
        findings.extend(passages.iter().flat_map(|passage| regions::in_passage(passage, &others)));
    }
    findings
}
