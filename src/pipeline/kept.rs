//! What is kept of an edition's sheets: the finished report of the last one, and of the one before that differed.
//!
//! A sheet that is made again from the same report has to show the same changes; so it is compared with the one before.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::output::identity;
use crate::lang::Lang;
use crate::report::Report;
use crate::sheet::Before;

/// The version of the record's form.
const FORMAT: u32 = 1;

/// The record of an edition's sheets.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    format: u32,
    /// What the last sheet showed.
    last: BTreeMap<Lang, Report>,
    /// What the last sheet was compared with; none where it was the first.
    before: Option<BTreeMap<Lang, Report>>,
    /// Whether the record that the last sheet would have been compared with could not be read.
    lost: bool,
}

/// Whether both print the same. Where a thing was written is no part of what is kept.
fn is_same(kept: &BTreeMap<Lang, Report>, reports: &BTreeMap<Lang, Report>) -> bool {
    let prints = |reports: &BTreeMap<Lang, Report>| {
        reports.iter().map(|(lang, report)| (lang.clone(), identity(report))).collect::<Vec<_>>()
    };
    prints(kept) == prints(reports)
}

impl Kept {
    /// The record after a sheet of `reports`, from the one at `path`, if there is one.
    pub(super) fn next(path: &Path, reports: BTreeMap<Lang, Report>) -> Self {
        let kept = |before, lost| Self { format: FORMAT, last: reports.clone(), before, lost };
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(cause) => return kept(None, cause.kind() != ErrorKind::NotFound),
        };
        match serde_json::from_slice::<Self>(&bytes) {
            Ok(found) if found.format == FORMAT && is_same(&found.last, &reports) => found,
            Ok(found) if found.format == FORMAT => kept(Some(found.last), false),
            _ => kept(None, true),
        }
    }

    /// What the sheet is compared with.
    pub(super) fn before(&self) -> Before<'_> {
        match &self.before {
            Some(reports) => Before::Shown(reports),
            None if self.lost => Before::Unreadable,
            None => Before::First,
        }
    }

    /// The record as it is kept.
    pub(super) fn bytes(&self) -> Vec<u8> {
        // Texts, integers, lists and enums by name: nothing of a report can fail to be JSON.
        serde_json::to_vec(self).unwrap_or_default()
    }
}
