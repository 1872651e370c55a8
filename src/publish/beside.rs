//! Files of the house, each complete or not at all: beside the editions of a shelf, or wherever somebody wants one.

use std::fs;
use std::path::Path;

use super::shelf::Shelf;
use super::{Deed, Error, folder, lay};

/// Brings `files`, paths below `shelf` separated by `/` and bytes, to disk in their order, outside of every edition's
/// folder: making or moving an edition leaves them alone. Gives whether a byte was changed.
///
/// # Errors
/// The disk; that the shelf belongs to another site.
pub fn beside(shelf: &Path, site: &str, files: &[(String, Vec<u8>)]) -> Result<bool, Error> {
    let shelf = Shelf::open(shelf)?;
    shelf.belongs_to(site)?;
    shelf.claim(site)?;
    let mut changed = false;
    for (path, bytes) in files {
        changed |= replace(&shelf.root.join(path), bytes)?;
    }
    Ok(changed)
}

/// Puts a file of these bytes at `path`, in one step, whatever file was there. Gives whether that changed it.
///
/// # Errors
/// The disk.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<bool, Error> {
    if fs::read(path).is_ok_and(|found| found == bytes) {
        return Ok(false);
    }
    let above = path.parent().unwrap_or(path);
    fs::create_dir_all(above).map_err(Error::disk(Deed::Lay, above))?;
    let aside = lay::fresh(path)?;
    let fresh = aside.join("file");
    let put = folder::write_file(&fresh, bytes)
        .and_then(|()| fs::rename(&fresh, path).map_err(Error::disk(Deed::Lay, path)));
    let _ = fs::remove_dir_all(&aside);
    put?;
    folder::sync_folder(above, Deed::Lay)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_leaves_nothing_beside_it() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("sheets/2022q4.pdf");
        assert!(replace(&path, b"one").unwrap());
        assert!(!replace(&path, b"one").unwrap());
        assert!(replace(&path, b"two").unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
        fs::create_dir(root.path().join("sheets/folder")).unwrap();
        assert!(matches!(replace(&root.path().join("sheets/folder"), b"x"), Err(Error::Disk { .. })));
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 2);
    }

    #[test]
    fn a_shelf_of_another_site_takes_nothing() {
        let root = tempfile::tempdir().unwrap();
        let files = [("sheets/2022q4.json".to_owned(), b"{}".to_vec())];
        assert!(beside(root.path(), "one", &files).unwrap());
        assert!(!beside(root.path(), "one", &files).unwrap());
        assert!(matches!(beside(root.path(), "two", &files), Err(Error::ForeignShelf { .. })));
    }
}
