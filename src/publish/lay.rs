//! Lays out a folder of files for staff to work on, whole or not at all, and never over what is there.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::{Deed, Error, folder};

/// Writes `files`, paths separated by `/` and bytes, into the new folder `target`. A folder that is there already must
/// be empty.
///
/// # Errors
/// The disk; that something lies there.
pub fn lay(target: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Error> {
    let above = target.parent().unwrap_or(target);
    fs::create_dir_all(above).map_err(Error::disk(Deed::Lay, above))?;
    let aside = fresh(target)?;
    let laid = fill(&aside, files).and_then(|()| put(&aside, target));
    if laid.is_err() {
        let _ = fs::remove_dir_all(&aside);
    }
    laid?;
    folder::sync_folder(above, Deed::Lay)
}

/// Writes those of `files` that are not there into `folder`, in their order, and gives the others. Where that fails,
/// what was written is taken back.
///
/// # Errors
/// The disk.
pub fn add(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<Vec<String>, Error> {
    let there = |path: &str| fs::symlink_metadata(folder.join(path)).is_ok();
    let (kept, fresh): (Vec<_>, Vec<_>) = files.iter().cloned().partition(|(path, _)| there(path));
    fs::create_dir_all(folder).map_err(Error::disk(Deed::Lay, folder))?;
    for (at, file) in fresh.iter().enumerate() {
        if let Err(error) = fill(folder, std::slice::from_ref(file)) {
            for (path, _) in fresh.iter().take(at) {
                let _ = fs::remove_file(folder.join(path));
            }
            return Err(error);
        }
    }
    Ok(kept.into_iter().map(|(path, _)| path).collect())
}

/// An empty folder beside `target`, of a name that nobody has.
pub(super) fn fresh(target: &Path) -> Result<PathBuf, Error> {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let mut number = 0u32;
    loop {
        let path = target.with_file_name(format!(".{name}.{}-{number}", std::process::id()));
        match fs::create_dir(&path) {
            Ok(()) => return Ok(path),
            Err(cause) if cause.kind() == ErrorKind::AlreadyExists && number < u32::MAX => number += 1,
            Err(cause) => return Err(Error::disk(Deed::Lay, &path)(cause)),
        }
    }
}

fn fill(root: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Error> {
    for (path, bytes) in files {
        let path = root.join(path);
        let above = path.parent().unwrap_or(root);
        fs::create_dir_all(above).map_err(Error::disk(Deed::Lay, above))?;
        folder::write_file(&path, bytes)?;
        folder::sync_folder(above, Deed::Lay)?;
    }
    folder::sync_folder(root, Deed::Lay)
}

/// Moves `aside` to `target`. The system itself refuses where a file or a folder that is not empty lies there.
fn put(aside: &Path, target: &Path) -> Result<(), Error> {
    if fs::symlink_metadata(target).is_ok_and(|found| !found.is_dir()) {
        return Err(Error::disk(Deed::Lay, target)(io::Error::from(ErrorKind::AlreadyExists)));
    }
    if cfg!(windows) {
        // Windows moves onto no folder, not even an empty one.
        let _ = fs::remove_dir(target);
    }
    fs::rename(aside, target).map_err(Error::disk(Deed::Lay, target))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_laid_whole_and_over_nothing() {
        let root = tempfile::tempdir().unwrap();
        let files = [("a.md".to_owned(), b"a".to_vec()), ("deep/b.md".to_owned(), b"b".to_vec())];
        let target = root.path().join("sites/2023q1");
        lay(&target, &files).unwrap();
        assert_eq!(fs::read(target.join("deep/b.md")).unwrap(), b"b");
        let names = || fs::read_dir(root.path().join("sites")).unwrap().count();
        fs::write(target.join("a.md"), "mine").unwrap();
        assert!(matches!(lay(&target, &files), Err(Error::Disk { deed: Deed::Lay, .. })));
        assert_eq!(fs::read(target.join("a.md")).unwrap(), b"mine");
        fs::write(root.path().join("sites/file"), "mine").unwrap();
        assert!(lay(&root.path().join("sites/file"), &files).is_err());
        fs::create_dir(root.path().join("sites/empty")).unwrap();
        lay(&root.path().join("sites/empty"), &files).unwrap();
        assert_eq!(names(), 3);
    }

    #[test]
    fn files_are_added_beside_those_that_are_there() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("a.md"), "mine").unwrap();
        let file = |path: &str| (path.to_owned(), b"new".to_vec());
        assert_eq!(add(root.path(), &[file("a.md"), file("deep/b.md")]).unwrap(), ["a.md"]);
        assert_eq!(fs::read(root.path().join("a.md")).unwrap(), b"mine");
        assert_eq!(fs::read(root.path().join("deep/b.md")).unwrap(), b"new");
        assert!(add(root.path(), &[file("c.md"), file("a.md/d.md")]).is_err());
        assert!(!root.path().join("c.md").exists(), "what was begun is not taken back");
    }
}
