//! An edition as readers will get it: its file is read, and digested, as if its status were `published` already.
//!
//! What is made so has the very bytes that will be published, since that one value is all that publication changes.

use std::fs;
use std::path::Path;

use super::edition::STATUSES;
use super::files::{Files, shown};
use super::table::{Origin, Table};
use super::{Status, rewrite};

/// Lets `files` read the edition in the canonical `folder` as published, where `wanted` says so of its status; gives
/// that status then.
pub(super) fn finish(files: &mut Files, folder: &Path, wanted: fn(Status) -> bool) -> Option<Status> {
    let path = folder.join("edition.toml");
    let name = shown(path.strip_prefix(&files.root).ok()?);
    let text = fs::read_to_string(path).ok()?;
    let body = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let status = Table::parse(&name, body, Origin::START).0.choice("status", STATUSES)?.value;
    if status == Status::Published || !wanted(status) {
        return None;
    }
    let published = rewrite::quoted(Status::Published.name());
    files.instead = Some((name, rewrite::with_value(&text, "status", &published)?));
    Some(status)
}
