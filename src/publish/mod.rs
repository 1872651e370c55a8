//! Brings a finished edition to disk: complete or not at all.
//!
//! In come a shelf (the `out` or `drafts` folder of a site), a manifest without its outputs and the files as
//! bytes; out comes the folder they lie in. Everything is written and synced aside, the manifest last, and
//! takes its place in one step under the shelf's lock; until then, and on any failure, what was there stays. [`lay`]
//! does as much for a folder of staff's own files, where nothing may lie yet, [`beside`] for files of the house,
//! [`around`] for the pages around the editions, [`reframe`] for what stands in the editions' own pages around the
//! article.
//! [`examine`] sets a folder that is there against its manifest.
//! This room must not know what the files say.

mod around;
mod aside;
mod assets;
mod beside;
mod error;
mod examine;
mod folder;
mod frame;
mod ground;
mod issue;
mod lay;
mod manifest;
mod names;
mod place;
mod reframe;
mod renew;
mod replace;
mod shelf;
mod versions;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

pub use around::{MARK, around};
pub use beside::beside;
pub use error::{Deed, Error};
pub use examine::{Difference, Examined, How, Refused, examine, manifest_in};
pub use frame::standing;
pub use ground::ground;
pub use issue::{Address, Issued, Touched, issue, withdraw};
pub use lay::{add, lay};
pub use manifest::{Digest, FORMAT, Licence, MANIFEST, Manifest, Output, Revised, Rules};
pub use reframe::{Framing, reframe};
pub use renew::renew;
pub use replace::replace;
use shelf::Shelf;
pub use versions::versions_in;

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

/// Brings `job` to disk. An edition that is there already, byte for byte, is not touched; versions of it that have an
/// address of their own stay as they are, and so do the frames of its pages and style sheets and scripts that readers were
/// given before.
///
/// Fails where the disk does, where the shelf or the folder belongs to somebody else, and on file names that
/// not every system can hold; what was there stays.
pub fn publish(job: &Job) -> Result<Published, Error> {
    let (shelf, folder) = enter(job)?;
    let files = standing(&folder, job.files);
    let manifest = job.manifest.with_outputs(&files);
    if folder::holds(&folder, &files, &manifest.bytes()) {
        return Ok(Published { folder, changed: false });
    }
    put(&shelf, &manifest, &files, |staged| {
        let kept = versions::lying(&folder);
        kept.iter().try_for_each(|name| versions::carry(&folder.join(name), &staged.join(name)))?;
        assets::carry(&folder, staged)
    })?;
    Ok(Published { folder, changed: true })
}

/// The shelf of `job` under its lock, and where the edition lies or will lie.
fn enter(job: &Job) -> Result<(Shelf, PathBuf), Error> {
    let manifest = &job.manifest;
    names::check(&manifest.edition, job.files.iter().map(|(path, _)| path.as_str()))?;
    let shelf = Shelf::open(job.shelf)?;
    shelf.belongs_to(&manifest.site)?;
    let folder = shelf.folder_of(&manifest.edition, &manifest.site)?;
    Ok((shelf, folder))
}

/// Puts `files`, and what `more` brings into the folder that is got ready, in the place of the edition of `manifest`.
fn put(
    shelf: &Shelf,
    manifest: &Manifest,
    files: &[(String, Vec<u8>)],
    more: impl FnOnce(&Path) -> Result<(), Error>,
) -> Result<(), Error> {
    shelf.claim(&manifest.site)?;
    let bytes = manifest.bytes();
    let staged = shelf.stage(|staged| folder::write(staged, files, &bytes, || more(staged)))?;
    place::put(shelf, &staged, &manifest.edition)
}
