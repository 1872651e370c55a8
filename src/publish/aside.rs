//! Replaces a folder where the system cannot exchange two in one step (Windows, some network shares): the old
//! one aside, the new one in, with a note from which the next run completes what was interrupted.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::shelf::Shelf;
use super::{Deed, Error, folder, names};

/// The note's name in the corner.
const NOTE: &str = "move.json";

/// A move that is under way. Names are relative: the edition's to the shelf, the others to the corner.
#[derive(Serialize, Deserialize)]
struct Move {
    edition: String,
    new: String,
    old: String,
}

/// Puts the folder `staged` where `edition` lies and removes what lay there.
pub(super) fn replace(shelf: &Shelf, staged: &Path, edition: &str) -> Result<(), Error> {
    let aside = shelf.fresh()?;
    let (target, old) = (shelf.root.join(edition), aside.join(edition));
    let note = note(shelf, staged, &aside, edition)?;
    fs::rename(&target, &old).map_err(Error::disk(Deed::Move, &target))?;
    if let Err(cause) = fs::rename(staged, &target) {
        // Should the way back fail too, the note stays and the next run goes it.
        if fs::rename(&old, &target).is_ok() {
            let _ = fs::remove_file(&note);
        }
        return Err(Error::disk(Deed::Move, &target)(cause));
    }
    folder::sync_folder(&shelf.root, Deed::Settle)?;
    fs::remove_file(&note).map_err(Error::disk(Deed::Settle, &note))?;
    let _ = fs::remove_dir_all(&aside);
    Ok(())
}

/// Writes the note; nothing is moved before the disk has it.
fn note(shelf: &Shelf, staged: &Path, aside: &Path, edition: &str) -> Result<PathBuf, Error> {
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let planned =
        Move { edition: edition.to_owned(), new: name(staged), old: format!("{}/{edition}", name(aside)) };
    let path = shelf.corner.join(NOTE);
    folder::write_file(&path, serde_json::json!(planned).to_string().as_bytes())?;
    folder::sync_folder(&shelf.corner, Deed::Write)?;
    Ok(path)
}

/// Completes a move that a run left unfinished: where the edition's place is empty, the new one goes in, else
/// the old one back. A note that cannot be read was interrupted itself: nothing had been moved.
pub(super) fn complete(shelf: &Shelf) -> Result<(), Error> {
    let path = shelf.corner.join(NOTE);
    let bytes = match fs::read(&path) {
        Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(()),
        read => read.map_err(Error::disk(Deed::Read, &path))?,
    };
    if let Ok(planned) = serde_json::from_slice::<Move>(&bytes)
        && names::check(&planned.edition, [planned.new.as_str(), &planned.old].into_iter()).is_ok()
    {
        finish(shelf, &planned)?;
    }
    fs::remove_file(&path).map_err(Error::disk(Deed::Write, &path))
}

/// Fills the edition's place, where it is empty.
fn finish(shelf: &Shelf, planned: &Move) -> Result<(), Error> {
    let target = shelf.root.join(&planned.edition);
    let waiting = [&planned.new, &planned.old].map(|name| shelf.corner.join(name));
    if fs::symlink_metadata(&target).is_ok() {
        return Ok(());
    }
    if let Some(found) = waiting.iter().find(|path| path.is_dir()) {
        fs::rename(found, &target).map_err(Error::disk(Deed::Move, &target))?;
        folder::sync_folder(&shelf.root, Deed::Write)?;
    }
    Ok(())
}
