//! References: tables and figures are mentioned, where and as what they stand; addresses and advisories have their form;
//! nothing that teiten numbers is numbered by hand.
//!
//! Comes in: manuscript and prose. Goes out: findings. References that lead nowhere, are unused or are defined twice are
//! told by the build; they are numbered in the order of citation by it, too.

mod address;
mod advisories;
mod order;
mod same;
mod subject;
mod typed;

use super::{Desk, Origin, Passage, Role};
use crate::finding::Finding;

/// The rule.
pub(super) fn find(desk: &Desk<'_>) -> Vec<Finding> {
    let manuscript = desk.job.manuscript;
    let year = desk.job.edition.quarter.year();
    let mut findings = order::find(manuscript);
    findings.extend(same::find(manuscript, &desk.job.site.references, &desk.passages));
    findings.extend(address::in_links(manuscript));
    for passage in &desk.passages {
        findings.extend(address::in_passage(passage));
        findings.extend(advisories::in_passage(passage, year));
        if !matches!(passage.role, Role::Footnote(_)) {
            findings.extend(typed::in_passage(passage));
        }
        if desk.is_japanese() {
            findings.extend(subject::in_passage(passage, manuscript));
        }
    }
    findings
}
