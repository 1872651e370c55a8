//! Whether a folder can take what is published, before anything is.

use std::fs;
use std::path::Path;

use super::{Deed, Error};

/// Tries to write where `shelf` is or will be, and gives the free bytes there, where the system tells them.
///
/// # Errors
/// The disk or its owner does not let us.
pub fn ground(shelf: &Path) -> Result<Option<u64>, Error> {
    let there = shelf.ancestors().find(|folder| folder.exists()).unwrap_or(shelf);
    let tried = there.join(format!(".teiten-{}", std::process::id()));
    fs::create_dir(&tried).and_then(|()| fs::remove_dir(&tried)).map_err(Error::disk(Deed::Lay, there))?;
    Ok(free(there))
}

#[cfg(unix)]
fn free(folder: &Path) -> Option<u64> {
    let told = rustix::fs::statvfs(folder).ok()?;
    told.f_bavail.checked_mul(told.f_frsize)
}

#[cfg(not(unix))]
fn free(_: &Path) -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shelf_that_is_not_there_yet_is_tried_above() {
        let root = tempfile::tempdir().unwrap();
        assert!(ground(&root.path().join("out/x")).unwrap().is_none_or(|free| free > 0));
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 0);
    }
}
