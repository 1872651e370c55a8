//! What readers were told by earlier versions of an edition: the finished reports that `teiten revise` kept in
//! `versions/`. A later version shows what has changed since, so that they are inputs of it.

use std::collections::BTreeMap;
use std::path::Path;

use super::files::{Files, Named, shown};
use super::{Earlier, Revision, RevisionKind};
use crate::lang::Lang;

/// Where the finished reports of `version` are kept, in the edition's folder.
pub fn reports_of(version: &str) -> String {
    format!("versions/{version}/reports")
}

/// The earlier versions of the edition in `folder`, the newest first, of which reports are kept. Once a version was
/// withdrawn, none is spoken of any more.
pub(super) fn earlier(files: &mut Files, folder: &Path, version: &str, history: &[Revision]) -> Vec<Earlier> {
    if history.iter().any(|entry| entry.kind == Some(RevisionKind::Withdrawal)) {
        return Vec::new();
    }
    let Ok(folder) = folder.strip_prefix(&files.root).map(Path::to_owned) else { return Vec::new() };
    let mut earlier: Vec<Earlier> = Vec::new();
    for entry in history.iter().filter(|entry| entry.version != version) {
        let named = Named::or(None, &shown(&folder.join(reports_of(&entry.version))));
        let reports = reports(files, &named);
        let known = earlier.iter().any(|known| known.version == entry.version);
        if !known && !reports.is_empty() {
            earlier.push(Earlier { version: entry.version.clone(), reports });
        }
    }
    earlier
}

fn reports(files: &mut Files, folder: &Named) -> BTreeMap<Lang, Vec<u8>> {
    let mut reports = BTreeMap::new();
    for named in files.list(folder, "json") {
        let name = named.path.rsplit('/').next().unwrap_or_default();
        let lang = Lang::new(name.trim_end_matches(".json"));
        if let (Some(lang), Some((_, bytes))) = (lang, files.bytes("earlier-version", &named)) {
            reports.insert(lang, bytes);
        }
    }
    reports
}
