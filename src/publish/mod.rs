//! Brings a finished edition to disk: complete or not at all.
//!
//! In come a shelf (the `out` or `drafts` folder of a site), a manifest without its outputs and the files as
//! bytes; out comes the folder they lie in. Everything is written and synced aside, the manifest last, and
//! takes its place in one step under the shelf's lock; until then, and on any failure, what was there stays. [`lay`]
//! does as much for a folder of staff's own files, where nothing may lie yet, [`beside`] for files of the house.
//! [`examine`] sets a folder that is there against its manifest.
//! This room must not know what the files say.

mod aside;
mod beside;
mod error;
mod examine;
mod folder;
mod ground;
mod lay;
mod manifest;
mod names;
mod place;
mod renew;
mod shelf;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

pub use beside::{beside, replace};
pub use error::{Deed, Error};
pub use examine::{Difference, Examined, How, Refused, examine};
pub use ground::ground;
pub use lay::{add, lay};
pub use manifest::{Digest, FORMAT, Licence, MANIFEST, Manifest, Output, Rules};
pub use renew::renew;

/// What is to be brought to disk.
#[derive(Debug)]
pub struct Job<'a> {
    /// The `out` or `drafts` folder of the site, absolute; made where it is missing.
    pub shelf: &'a Path,
    /// The manifest; its outputs are filled in here, in the order of their paths.
    pub manifest: Manifest,
    /// Paths below the edition's folder, separated by `/`, and bytes.
    pub files: &'a [(String, Vec<u8>)],
}

/// What became of a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The edition's folder.
    pub folder: PathBuf,
    /// Whether a byte of it was changed.
    pub changed: bool,
}

/// Brings `job` to disk. An edition that is there already, byte for byte, is not touched.
///
/// Fails where the disk does, where the shelf or the folder belongs to somebody else, and on file names that
/// not every system can hold; what was there stays.
pub fn publish(job: &Job) -> Result<Published, Error> {
    let manifest = job.manifest.with_outputs(job.files);
    let edition = manifest.edition.as_str();
    names::check(edition, job.files.iter().map(|(path, _)| path.as_str()))?;
    let shelf = shelf::Shelf::open(job.shelf)?;
    shelf.belongs_to(&manifest.site)?;
    let folder = shelf.folder_of(edition, &manifest.site)?;
    let bytes = manifest.bytes();
    if folder::holds(&folder, job.files, &bytes) {
        return Ok(Published { folder, changed: false });
    }
    shelf.claim(&manifest.site)?;
    let staged = shelf.stage(|staged| folder::write(staged, job.files, &bytes))?;
    place::put(&shelf, &staged, edition)?;
    Ok(Published { folder, changed: true })
}
