//! The versions of a published edition, each at an address of its own, `v1.0/` in the edition's folder. They are carried
//! into the folder that is got ready, so that they change places with it.

use std::fs;
use std::path::{Path, PathBuf};

use super::shelf::entries;
use super::{Deed, Error, MANIFEST, Manifest, folder};

/// The folder of `version` in the edition's.
pub(super) fn folder_of(version: &str) -> String {
    format!("v{version}")
}

/// Whether something of that name in an edition's folder is a version of it: no file of an edition is called so.
pub(super) fn is_version(name: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    name.strip_prefix('v').is_some_and(|version| version.split('.').all(digits))
}

/// The names of the versions that lie in the edition's folder `edition`; none where there is no such folder.
pub(super) fn lying(edition: &Path) -> Vec<String> {
    let found = entries(edition).unwrap_or_default().into_iter().filter(|path| path.is_dir());
    let names = found.filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()));
    names.filter(|name| is_version(name)).collect()
}

/// The versions with an address of their own that lie in the edition's folder `edition`, the newest first.
pub fn versions_in(edition: &Path) -> Vec<PathBuf> {
    let number = |name: &str| -> Vec<u64> {
        name.trim_start_matches('v').split('.').map(|part| part.parse().unwrap_or(u64::MAX)).collect()
    };
    let mut names = lying(edition);
    names.sort_by_key(|name| std::cmp::Reverse(number(name)));
    names.into_iter().map(|name| edition.join(name)).collect()
}

/// Brings what lies in the folder `from` into the folder `to`, versions and what is there already left out: as the same
/// files where the disk knows two names for one, else as copies.
pub(super) fn carry(from: &Path, to: &Path) -> Result<(), Error> {
    fs::create_dir_all(to).map_err(Error::disk(Deed::Write, to))?;
    for path in entries(from)? {
        let name = path.file_name().unwrap_or_default();
        let there = to.join(name);
        let kind = fs::symlink_metadata(&path).map_err(Error::disk(Deed::Read, &path))?;
        if kind.is_dir() && !is_version(&name.to_string_lossy()) {
            carry(&path, &there)?;
        } else if kind.is_file() && fs::symlink_metadata(&there).is_err() {
            file(&path, &there)?;
        }
    }
    folder::sync_folder(to, Deed::Write)
}

/// Brings all of the edition's folder `edition`, its versions too, into `to`, but for its manifest and what is there
/// already.
pub(super) fn carry_whole(edition: &Path, to: &Path) -> Result<(), Error> {
    for path in entries(edition)? {
        let there = to.join(path.file_name().unwrap_or_default());
        let kind = fs::symlink_metadata(&path).map_err(Error::disk(Deed::Read, &path))?;
        if kind.is_dir() {
            carry(&path, &there)?;
        } else if kind.is_file() && !path.ends_with(MANIFEST) && fs::symlink_metadata(&there).is_err() {
            file(&path, &there)?;
        }
    }
    Ok(())
}

/// Makes the folder `version` of `files`, which `manifest` lists, and of what else lies in `edition`: the version that
/// lies there, or will lie, at the edition's own address.
pub(super) fn lay(
    edition: &Path,
    version: &Path,
    files: &[(String, Vec<u8>)],
    manifest: &Manifest,
) -> Result<(), Error> {
    fs::create_dir(version).map_err(Error::disk(Deed::Write, version))?;
    folder::write(version, files, &manifest.bytes(), || Ok(()))?;
    carry(edition, version)
}

/// Brings one file to a new place, likewise.
pub(super) fn file(from: &Path, to: &Path) -> Result<(), Error> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    let bytes = fs::read(from).map_err(Error::disk(Deed::Read, from))?;
    folder::write_file(to, &bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_told_from_all_else() {
        assert!(["v1.0", "v1", "v10.2.3"].into_iter().all(is_version));
        assert!(!["", "v", "en", "v1.", "v.1", "1.0", "va", "v1.0-old", "data"].into_iter().any(is_version));
    }

    #[test]
    fn a_folder_is_carried_without_its_versions() {
        let root = tempfile::tempdir().unwrap();
        for path in ["from/en/index.html", "from/index.html", "from/v1.0/index.html"] {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let (from, to) = (root.path().join("from"), root.path().join("to"));
        assert_eq!(lying(&from), ["v1.0"]);
        carry(&from, &to).unwrap();
        assert!(to.join("en/index.html").is_file() && to.join("index.html").is_file());
        assert!(lying(&to).is_empty() && lying(&root.path().join("none")).is_empty());
    }
}
