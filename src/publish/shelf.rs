//! A shelf under its lock: whose it is, what lies in it, and the corner `.teiten` where editions are got ready.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Deed, Error, FORMAT, MANIFEST, aside, folder};

/// Names in the corner that begin so are left over from a run that did not end, and nobody's.
const STAGED: &str = "stage-";

/// A shelf that no other run can enter until this value is dropped.
pub(super) struct Shelf {
    /// Its folder.
    pub(super) root: PathBuf,
    /// Its corner `.teiten`.
    pub(super) corner: PathBuf,
    _lock: File,
}

/// `.teiten/site.json`: whose shelf it is.
#[derive(Serialize, Deserialize)]
struct Owner {
    format: u64,
    site: String,
}

impl Shelf {
    /// Makes the shelf where it is missing, waits for its lock, and clears up after runs that did not end.
    pub(super) fn open(root: &Path) -> Result<Self, Error> {
        let corner = root.join(".teiten");
        fs::create_dir_all(root).map_err(Error::disk(Deed::Write, root))?;
        real_folder(&corner)?;
        let path = corner.join("lock");
        let mut options = File::options();
        let lock = options.create(true).truncate(false).write(true).open(&path);
        let lock = lock.map_err(Error::disk(Deed::Write, &path))?;
        lock.lock().map_err(Error::disk(Deed::Lock, &path))?;
        let shelf = Self { root: root.to_owned(), corner, _lock: lock };
        aside::complete(&shelf)?;
        shelf.sweep()?;
        Ok(shelf)
    }

    /// Refuses where the shelf, or an edition on a shelf that nobody has claimed, belongs to another site.
    pub(super) fn belongs_to(&self, site: &str) -> Result<(), Error> {
        let owner = self.corner.join("site.json");
        match head(&owner)? {
            Some(found) => self.same_site(found, site),
            None => {
                // Where nobody has claimed anything, a manifest.json may be anybody's and mean anything.
                let neighbours = entries(&self.root)?;
                let mut owners =
                    neighbours.iter().filter_map(|folder| head(&folder.join(MANIFEST)).ok().flatten());
                owners.try_for_each(|owner| self.same_site(owner, site))
            }
        }
    }

    /// Where `edition` lies or will lie. Refuses where something lies there that `site` did not make.
    pub(super) fn folder_of(&self, edition: &str, site: &str) -> Result<PathBuf, Error> {
        let path = self.root.join(edition);
        match fs::symlink_metadata(&path) {
            Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(path),
            Err(cause) => return Err(Error::disk(Deed::Read, &path)(cause)),
            Ok(found) if !found.is_dir() => return Err(Error::NotAnEdition { path }),
            Ok(_) => {}
        }
        match head(&path.join(MANIFEST))? {
            Some(found) => self.same_site(found, site)?,
            None if entries(&path)?.is_empty() => {}
            None => return Err(Error::NotAnEdition { path }),
        }
        Ok(path)
    }

    /// Writes that the shelf is `site`'s, where nobody has.
    pub(super) fn claim(&self, site: &str) -> Result<(), Error> {
        let path = self.corner.join("site.json");
        if path.exists() {
            return Ok(());
        }
        let owner = serde_json::json!(Owner { format: FORMAT, site: site.to_owned() });
        let draft = self.corner.join(format!("{STAGED}site.json"));
        folder::write_file(&draft, format!("{owner:#}\n").as_bytes())?;
        fs::rename(&draft, &path).map_err(Error::disk(Deed::Write, &path))
    }

    /// A new folder in the corner that `fill` has filled; gone again where it could not.
    pub(super) fn stage(&self, fill: impl FnOnce(&Path) -> Result<(), Error>) -> Result<PathBuf, Error> {
        let staged = self.fresh()?;
        match fill(&staged) {
            Ok(()) => Ok(staged),
            Err(error) => {
                let _ = fs::remove_dir_all(&staged);
                Err(error)
            }
        }
    }

    /// An empty folder of a new name in the corner. No clock and no chance is asked: the process's number and
    /// a counter, until a name is free.
    pub(super) fn fresh(&self) -> Result<PathBuf, Error> {
        let mut number = 0u32;
        loop {
            let path = self.corner.join(format!("{STAGED}{}-{number}", std::process::id()));
            match fs::create_dir(&path) {
                Ok(()) => return Ok(path),
                Err(cause) if cause.kind() == ErrorKind::AlreadyExists && number < u32::MAX => number += 1,
                Err(cause) => return Err(Error::disk(Deed::Write, &path)(cause)),
            }
        }
    }

    /// Removes what runs that did not end left in the corner. Under the lock none of it is in use; what cannot
    /// be removed now waits for the next run.
    fn sweep(&self) -> Result<(), Error> {
        for path in entries(&self.corner)? {
            let left_over = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(STAGED));
            if left_over && fs::remove_dir_all(&path).is_err() {
                let _ = fs::remove_file(&path);
            }
        }
        Ok(())
    }

    fn same_site(&self, found: String, site: &str) -> Result<(), Error> {
        if found == site {
            return Ok(());
        }
        Err(Error::ForeignShelf { shelf: self.root.clone(), owner: found, site: site.to_owned() })
    }
}

/// Makes `path` a folder; a link to somewhere else is none, for what lies in it gets removed.
fn real_folder(path: &Path) -> Result<(), Error> {
    match fs::create_dir(path) {
        Err(cause) if cause.kind() != ErrorKind::AlreadyExists => {
            return Err(Error::disk(Deed::Write, path)(cause));
        }
        _ => {}
    }
    let found = fs::symlink_metadata(path).map_err(Error::disk(Deed::Read, path))?;
    if found.is_dir() { Ok(()) } else { Err(Error::NotAnEdition { path: path.to_owned() }) }
}

/// The site that a manifest or `site.json` names, or `None` where there is no such file. A file that names
/// none was not made by teiten.
fn head(path: &Path) -> Result<Option<String>, Error> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(cause) if matches!(cause.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(cause) => return Err(Error::disk(Deed::Read, path)(cause)),
    };
    let value: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    match (value["format"].as_u64(), value["site"].as_str()) {
        (Some(format), _) if format > FORMAT => Err(Error::Newer { path: path.to_owned(), format }),
        (Some(_), Some(site)) => Ok(Some(site.to_owned())),
        _ => Err(Error::NotAnEdition { path: path.to_owned() }),
    }
}

/// What lies in `folder`, by name.
pub(super) fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let entries = fs::read_dir(folder).and_then(|entries| {
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()
    });
    let mut entries = entries.map_err(Error::disk(Deed::Read, folder))?;
    entries.sort();
    Ok(entries)
}
