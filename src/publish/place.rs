//! Puts a finished folder in the place of another.

use std::fs;
use std::io;
use std::path::Path;

use super::shelf::Shelf;
use super::{Deed, Error, aside, folder};

/// Puts the folder `staged` where `edition` lies. What lay there is removed; where that fails, the next run
/// does it.
pub(super) fn put(shelf: &Shelf, staged: &Path, edition: &str) -> Result<(), Error> {
    let target = shelf.root.join(edition);
    if fs::symlink_metadata(&target).is_err() {
        fs::rename(staged, &target).map_err(Error::disk(Deed::Move, &target))?;
    } else if exchange(staged, &target).map_err(Error::disk(Deed::Move, &target))? {
        let _ = folder::remove(staged);
    } else {
        aside::replace(shelf, staged, edition)?;
    }
    folder::sync_folder(&shelf.corner)?;
    folder::sync_folder(&shelf.root)
}

/// Exchanges two folders in one step. `false` where this system or this disk has no such step.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;

    let unknown = [Errno::INVAL, Errno::NOSYS, Errno::NOTSUP, Errno::OPNOTSUPP];
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(cause) if unknown.contains(&cause) => Ok(false),
        Err(cause) => Err(cause.into()),
    }
}

/// Exchanges two folders in one step: this system has no such step.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}
