//! Puts a new text in the place of a file in one step: what was there stays until then.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use super::{Deed, Error, folder};

/// Makes the file at `path`, which need not be there, hold `bytes`: written and synced beside it, then moved onto it.
/// A file that holds them already is not touched. Gives whether that changed it.
///
/// # Errors
/// The disk. The file is as it was, then.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<bool, Error> {
    // A link stays a link: what it leads to is replaced.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if fs::read(path).is_ok_and(|found| found == bytes) {
        return Ok(false);
    }
    let above = path.parent().unwrap_or(path);
    fs::create_dir_all(above).map_err(Error::disk(Deed::Replace, above))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let aside = path.with_file_name(format!(".{name}.teiten"));
    let put = write(&aside, bytes, path).and_then(|()| {
        fs::rename(&aside, path).map_err(Error::disk(Deed::Replace, path))?;
        folder::sync_folder(above, Deed::Replace)
    });
    if put.is_err() {
        let _ = fs::remove_file(&aside);
    }
    put.map(|()| true)
}

/// Writes `bytes` beside `path`, with its permissions. What a run left there that did not end is written over.
fn write(aside: &Path, bytes: &[u8], path: &Path) -> Result<(), Error> {
    let written = File::create(aside).and_then(|mut file| {
        if let Ok(there) = fs::metadata(path) {
            file.set_permissions(there.permissions())?;
        }
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.map_err(Error::disk(Deed::Replace, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/edition.toml");
        assert!(replace(&path, b"one").unwrap());
        assert!(!replace(&path, b"one").unwrap());
        fs::write(folder.path().join("deep/.edition.toml.teiten"), "left over, and longer than what follows")
            .unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path().join("deep")).unwrap().count(), 1);
        assert!(replace(&path.join("below"), b"x").is_err());
        assert_eq!(fs::read(&path).unwrap(), b"two");
    }
}
