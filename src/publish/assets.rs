//! Style sheets and scripts of what an edition was before: a page that somebody kept still finds them. Each is named by
//! what it holds, so that it needs no manifest to be told from what somebody else put there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::{Deed, Error, folder, versions};
use crate::digest::digest;

/// The folder, at the top and in a language's.
const FOLDER: &str = "assets";

/// No style sheet and no script is longer.
const LONGEST: u64 = 4 * 1024 * 1024;

/// Whether a file at `path`, below the edition's folder, is called as a style sheet or a script is.
pub(super) fn is_asset(path: &str) -> bool {
    let mut parts = path.rsplit('/');
    let (name, folder) = (parts.next().unwrap_or_default(), parts.next());
    folder == Some(FOLDER) && parts.count() <= 1 && digest_in(name).is_some()
}

/// Whether the file at `there`, which is `path` below the edition's folder, holds what its name says.
pub(super) fn is_whole(there: &Path, path: &str) -> bool {
    let Some(own) = path.rsplit('/').next().and_then(digest_in).filter(|_| is_asset(path)) else {
        return false;
    };
    let short = fs::symlink_metadata(there).is_ok_and(|found| found.is_file() && found.len() <= LONGEST);
    short && fs::read(there).is_ok_and(|bytes| digest(&bytes).starts_with(own))
}

/// The beginning of a digest in `report-0123abcd.css`.
fn digest_in(name: &str) -> Option<&str> {
    let (digest, kind) = name.strip_prefix("report-")?.split_once('.')?;
    let hexadecimal = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    (digest.len() == 8 && digest.bytes().all(hexadecimal) && ["css", "js"].contains(&kind)).then_some(digest)
}

/// Brings the style sheets and scripts that readers got with what lies in `from` into `to`, where they are not already.
pub(super) fn carry(from: &Path, to: &Path) -> Result<(), Error> {
    let public = super::manifest_in(from).is_ok_and(|manifest| manifest.is_out());
    let mut found = BTreeSet::new();
    // What cannot be listed is not there.
    let _ = folder::names(from, "", &mut found);
    for path in found.iter().filter(|path| public && is_whole(&from.join(path), path)) {
        let there = to.join(path);
        if fs::symlink_metadata(&there).is_ok() {
            continue;
        }
        let above = there.parent().unwrap_or(to);
        fs::create_dir_all(above).map_err(Error::disk(Deed::Write, above))?;
        versions::file(&from.join(path), &there)?;
        folder::sync_folder(above, Deed::Write)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_sheet_is_told_by_name_and_content() {
        for good in ["assets/report-0123abcd.css", "en/assets/report-0123abcd.js"] {
            assert!(is_asset(good), "{good}");
        }
        for bad in [
            "report-0123abcd.css",
            "assets/report-0123ABCD.css",
            "assets/report-0123abc.css",
            "assets/site-0123abcd.css",
            "assets/report-0123abcd.html",
            "assets/report-0123abcd.css.html",
            "a/b/assets/report-0123abcd.css",
            "assets/x/report-0123abcd.css",
            "data/report-0123abcd.css",
        ] {
            assert!(!is_asset(bad), "{bad}");
        }
        let folder = tempfile::tempdir().unwrap();
        let path = format!("assets/report-{}.css", &digest(b"p {}")[..8]);
        let there = folder.path().join("x");
        fs::write(&there, "p {}").unwrap();
        assert!(is_whole(&there, &path));
        fs::write(&there, "p { }").unwrap();
        assert!(!is_whole(&there, &path) && !is_whole(&folder.path().join("y"), &path));
    }
}
