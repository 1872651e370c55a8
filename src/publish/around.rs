//! The pages around the editions of a shelf: each complete or not at all, and none in the place of what somebody else
//! put there.

use std::fs;
use std::path::Path;

use super::shelf::Shelf;
use super::{Deed, Error, renew};

/// Stands in every file that may be replaced: it was made here.
pub const MARK: &str = "teiten site";

/// Brings `files`, paths below `shelf` and bytes that hold [`MARK`], to disk in their order, and gives the paths of those
/// that were not so.
///
/// # Errors
/// The disk; that the shelf belongs to another site; that something without the mark lies in the place of one of them.
/// In both of these, nothing is written.
pub fn around(shelf: &Path, site: &str, files: &[(String, Vec<u8>)]) -> Result<Vec<String>, Error> {
    lay(shelf, site, files).map_err(alone)
}

fn lay(shelf: &Path, site: &str, files: &[(String, Vec<u8>)]) -> Result<Vec<String>, Error> {
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
    renew(&shelf.root, files)
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
        assert_eq!(around(root.path(), "one", &files("a")).unwrap(), ["assets/site.css", "index.html"]);
        assert!(around(root.path(), "one", &files("a")).unwrap().is_empty());
        assert!(matches!(around(root.path(), "two", &files("b")), Err(Error::ForeignShelf { .. })));
        fs::write(root.path().join("index.html"), "my own page on teiten").unwrap();
        let refused = around(root.path(), "one", &files("b"));
        assert!(matches!(refused, Err(Error::NotAnEdition { path }) if path.ends_with("index.html")));
        assert_eq!(fs::read(root.path().join("assets/site.css")).unwrap(), files("a")[0].1);
    }
}
