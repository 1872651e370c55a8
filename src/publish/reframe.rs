//! Brings the frames of pages up to what is out: each edition's folder changes in one step, its manifest with it.

use std::fs;
use std::path::Path;

use super::shelf::Shelf;
use super::{Error, MANIFEST, Manifest, folder, frame, place, versions};
use crate::digest::digest;

/// What stands around the articles of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Framing {
    /// The edition.
    pub edition: String,
    /// Pages by their paths below its folder, and the frame of each.
    pub frames: Vec<(String, String)>,
}

/// Puts the frames of `framings` into the pages of editions in `shelf` and gives the paths of files that changed. Left as
/// they are: pages without marks, pages that are not what their manifest says, and what a newer teiten made. Addresses
/// of versions keep their bytes.
///
/// # Errors
/// The disk; that the shelf or an edition belongs to another site. Editions that came before are changed by then.
pub fn reframe(shelf: &Path, site: &str, framings: &[Framing]) -> Result<Vec<String>, Error> {
    let shelf = Shelf::open(shelf)?;
    shelf.belongs_to(site)?;
    let mut written = Vec::new();
    for Framing { edition, frames } in framings {
        let folder = shelf.folder_of(edition, site)?;
        let Some(manifest) = manifest(&folder) else { continue };
        let pages: Vec<_> = frames.iter().filter_map(|frame| page(&folder, &manifest, frame)).collect();
        if pages.is_empty() {
            continue;
        }
        let bytes = manifest.with_changed(&pages).bytes();
        let staged = shelf.stage(|staged| {
            folder::write(staged, &pages, &bytes, || versions::carry_whole(&folder, staged))
        })?;
        place::put(&shelf, &staged, edition)?;
        let names = pages.iter().map(|(path, _)| path.as_str()).chain([MANIFEST]);
        written.extend(names.map(|name| format!("{edition}/{name}")));
    }
    Ok(written)
}

/// The manifest in `folder`, if writing it again would lose nothing of it.
fn manifest(folder: &Path) -> Option<Manifest> {
    let bytes = fs::read(folder.join(MANIFEST)).ok()?;
    serde_json::from_slice::<Manifest>(&bytes).ok().filter(|manifest| manifest.bytes() == bytes)
}

/// The page at `path` with `frame` around its article; none where that changes nothing.
fn page(folder: &Path, manifest: &Manifest, (path, frame): &(String, String)) -> Option<(String, Vec<u8>)> {
    let listed = manifest.outputs.iter().find(|output| output.path == *path)?;
    let found = fs::read(folder.join(path)).ok().filter(|bytes| digest(bytes) == listed.digest)?;
    frame::framed(&found, frame).filter(|framed| *framed != found).map(|framed| (path.clone(), framed))
}
