//! Files of the house, each complete or not at all, beside the editions of a shelf.

use std::path::Path;

use super::shelf::Shelf;
use super::{Error, replace};

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shelf_of_another_site_takes_nothing() {
        let root = tempfile::tempdir().unwrap();
        let files = [("sheets/2022q4.json".to_owned(), b"{}".to_vec())];
        assert!(beside(root.path(), "one", &files).unwrap());
        assert!(!beside(root.path(), "one", &files).unwrap());
        assert!(matches!(beside(root.path(), "two", &files), Err(Error::ForeignShelf { .. })));
    }
}
