//! The pages around the editions of a shelf: each complete or not at all, and none in the place of what somebody else
//! put there.

use std::fs;
use std::path::Path;

use super::shelf::{Shelf, entries};
use super::{Deed, Error, renew};

/// Stands in every file that may be replaced: it was made here.
pub const MARK: &str = "teiten site";

/// Brings `files`, paths below `shelf` and bytes that hold [`MARK`], to disk in their order, and gives the paths of those
/// that were not so. What else holds the mark in `folder` below the shelf was made of editions that are out no more, and
/// is removed.
///
/// # Errors
/// The disk; that the shelf belongs to another site; that something without the mark lies in the place of one of them.
/// In both of these, nothing is written.
pub fn around(
    shelf: &Path,
    site: &str,
    files: &[(String, Vec<u8>)],
    folder: &str,
) -> Result<Vec<String>, Error> {
    lay(shelf, site, files, folder).map_err(alone)
}

fn lay(shelf: &Path, site: &str, files: &[(String, Vec<u8>)], folder: &str) -> Result<Vec<String>, Error> {
    let shelf = Shelf::open(shelf)?;
    shelf.belongs_to(site)?;
    for (path, bytes) in files {
        let path = shelf.root.join(path);
        let ours = match fs::read(&path) {
            Ok(found) => found == *bytes || marked(&found),
            Err(_) => fs::symlink_metadata(&path).is_err(),
        };
        if !ours {
            return Err(Error::NotAnEdition { path });
        }
    }
    shelf.claim(site)?;
    let renewed = renew(&shelf.root, files)?;
    sweep(&shelf.root, folder, files)?;
    Ok(renewed)
}

/// Removes what holds the mark in `folder` and is not among `files`.
fn sweep(root: &Path, folder: &str, files: &[(String, Vec<u8>)]) -> Result<(), Error> {
    // What cannot be listed is not there.
    for path in entries(&root.join(folder)).unwrap_or_default() {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let listed = files.iter().any(|(listed, _)| *listed == format!("{folder}/{name}"));
        let plain = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file());
        if !listed && plain && fs::read(&path).is_ok_and(|bytes| marked(&bytes)) {
            fs::remove_file(&path).map_err(Error::disk(Deed::Replace, &path))?;
        }
    }
    Ok(())
}

/// No edition is written here: what is as it was is a file.
fn alone(error: Error) -> Error {
    match error {
        Error::Disk { deed: Deed::Write, path, cause } => Error::Disk { deed: Deed::Replace, path, cause },
        error => error,
    }
}

fn marked(bytes: &[u8]) -> bool {
    bytes.windows(MARK.len()).any(|window| window == MARK.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(text: &str) -> Vec<(String, Vec<u8>)> {
        ["assets/site.css", "index.html"]
            .map(|path| (path.to_owned(), format!("{MARK}: {text}").into_bytes()))
            .to_vec()
    }

    #[test]
    fn what_somebody_else_put_there_stays() {
        let root = tempfile::tempdir().unwrap();
        assert_eq!(
            around(root.path(), "one", &files("a"), "keys").unwrap(),
            ["assets/site.css", "index.html"]
        );
        assert!(around(root.path(), "one", &files("a"), "keys").unwrap().is_empty());
        assert!(matches!(around(root.path(), "two", &files("b"), "keys"), Err(Error::ForeignShelf { .. })));
        fs::write(root.path().join("index.html"), "my own page on teiten").unwrap();
        let refused = around(root.path(), "one", &files("b"), "keys");
        assert!(matches!(refused, Err(Error::NotAnEdition { path }) if path.ends_with("index.html")));
        assert_eq!(fs::read(root.path().join("assets/site.css")).unwrap(), files("a")[0].1);
    }
    #[test]
    fn what_was_made_and_is_not_made_any_more_is_removed() {
        let root = tempfile::tempdir().unwrap();
        let file = |path: &str| (path.to_owned(), MARK.as_bytes().to_vec());
        around(root.path(), "one", &[file("keys/a.html"), file("keys/b.html")], "keys").unwrap();
        fs::write(root.path().join("keys/own.html"), "my own").unwrap();
        around(root.path(), "one", &[file("keys/b.html")], "keys").unwrap();
        let left = |name: &str| root.path().join("keys").join(name).exists();
        assert!(!left("a.html") && left("b.html") && left("own.html"));
    }
}
