//! An edition's folder as files: written and synced, and compared.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use super::assets::is_whole;
use super::versions::is_version;
use super::{Deed, Error, MANIFEST};

/// Writes `files`, what `more` brings, and then the manifest into `folder`, which is there and empty; everything is
/// synced.
pub(super) fn write(
    folder: &Path,
    files: &[(String, Vec<u8>)],
    manifest: &[u8],
    more: impl FnOnce() -> Result<(), Error>,
) -> Result<(), Error> {
    let mut folders = BTreeSet::new();
    for (path, bytes) in files {
        let path = folder.join(path);
        for above in path.ancestors().skip(1).take_while(|above| *above != folder) {
            folders.insert(above.to_owned());
        }
        if let Some(above) = path.parent() {
            fs::create_dir_all(above).map_err(Error::disk(Deed::Write, above))?;
        }
        write_file(&path, bytes)?;
    }
    // The deepest first: a folder comes after those it lies in.
    for folder in folders.iter().rev() {
        sync_folder(folder, Deed::Write)?;
    }
    more()?;
    write_file(&folder.join(MANIFEST), manifest)?;
    sync_folder(folder, Deed::Write)
}

/// Writes a new file and waits until the disk has it; nothing is left of one that the disk does not take.
pub(super) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let mut file = File::create_new(path).map_err(Error::disk(Deed::Write, path))?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        let _ = fs::remove_file(path);
    }
    written.map_err(Error::disk(Deed::Write, path))
}

/// Waits until the disk has the names in `folder`, where the system knows such a thing; `deed` is what put them there.
pub(super) fn sync_folder(folder: &Path, deed: Deed) -> Result<(), Error> {
    if cfg!(not(unix)) {
        return Ok(());
    }
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        // Some network shares cannot; there is no more to be done for them.
        Err(cause) if !matches!(cause.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => {
            Err(Error::disk(deed, folder)(cause))
        }
        _ => Ok(()),
    }
}

/// Whether `folder` consists of exactly `files` and the manifest, byte for byte; to a PDF a signature may have been
/// appended, which is not ours to take away. Versions with an address of their own are not looked at, nor are style sheets and scripts
/// of what the edition was before.
pub(super) fn holds(folder: &Path, files: &[(String, Vec<u8>)], manifest: &[u8]) -> bool {
    let expected: BTreeSet<_> = files.iter().map(|(path, _)| path.as_str()).chain([MANIFEST]).collect();
    let mut found = BTreeSet::new();
    if names(folder, "", &mut found).is_err() {
        return false;
    }
    let earlier = |path: &String| !expected.contains(path.as_str()) && is_whole(&folder.join(path), path);
    found.retain(|path| !earlier(path));
    if !found.iter().map(String::as_str).eq(expected) {
        return false;
    }
    let same = |path: &str, bytes: &[u8]| fs::read(folder.join(path)).is_ok_and(|found| found == bytes);
    let signed = |path: &str, bytes: &[u8]| {
        path.ends_with(".pdf") && fs::read(folder.join(path)).is_ok_and(|found| found.starts_with(bytes))
    };
    let stands = |(path, bytes): &(String, Vec<u8>)| same(path, bytes) || signed(path, bytes);
    same(MANIFEST, manifest) && files.iter().all(stands)
}

/// Collects the paths of all files below `folder`, separated by `/`. What is neither file nor folder, or has
/// a name that is not Unicode, is not ours: an error.
pub(super) fn names(folder: &Path, above: &str, found: &mut BTreeSet<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().into_string().map_err(|_| ErrorKind::InvalidData)?;
        let path = format!("{above}{name}");
        let kind = entry.file_type()?;
        if kind.is_dir() && above.is_empty() && is_version(&name) {
            continue;
        } else if kind.is_dir() {
            names(&entry.path(), &format!("{path}/"), found)?;
        } else if kind.is_file() {
            found.insert(path);
        } else {
            return Err(ErrorKind::InvalidData.into());
        }
    }
    Ok(())
}

/// Removes `folder`, its manifest last: who is just looking it up shall still find it.
pub(super) fn remove(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else if entry.file_name() != MANIFEST {
            fs::remove_file(entry.path())?;
        }
    }
    fs::remove_dir_all(folder)
}
