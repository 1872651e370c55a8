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
        settle(shelf)
    } else if exchange(staged, &target).map_err(Error::disk(Deed::Move, &target))? {
        // The old one goes when the disk has the new one; that also gives time to who is just looking it up.
        let settled = settle(shelf);
        let _ = folder::remove(staged);
        settled
    } else {
        aside::replace(shelf, staged, edition)
    }
}

/// Waits until the disk has what was moved.
fn settle(shelf: &Shelf) -> Result<(), Error> {
    folder::sync_folder(&shelf.corner, Deed::Settle)?;
    folder::sync_folder(&shelf.root, Deed::Settle)
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
