//! Brings an edition to its readers, so that each of its versions keeps an address of its own; or takes it back, so that
//! those addresses still answer. Like any job, in one step.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::assets::is_whole;
use super::{Error, Job, MANIFEST, Manifest, assets, enter, folder, names, put, versions};

/// What became of an edition that was brought to its readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    /// The edition's folder.
    pub folder: PathBuf,
    /// What was added, changed or removed of it, by path.
    pub addresses: Vec<Address>,
}

/// A file of the edition, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// Path below the edition's folder, separated by `/`.
    pub path: String,
    /// What became of it.
    pub touched: Touched,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Touched {
    /// It was not there before.
    Added,
    /// It says something else.
    Changed,
    /// It is gone.
    Removed,
}

/// Brings `job` to disk as [`publish`](super::publish) does, and the same files to an address of their own, by version:
/// `v1.0/`. Versions that have one stay; an older version that lies in place without one gets it. `then` is done before
/// any other run can enter the shelf: what it reads and writes, no other run writes.
///
/// # Errors
/// As [`publish`](super::publish), and those of `then`.
pub fn issue<E: From<Error>>(job: &Job, then: impl FnOnce() -> Result<(), E>) -> Result<Issued, E> {
    let (shelf, folder, manifest) = enter(job)?;
    let (bytes, own) = (manifest.bytes(), versions::folder_of(&manifest.version));
    let paths: Vec<_> = job.files.iter().map(|(path, _)| format!("{own}/{path}")).collect();
    names::check(&manifest.edition, paths.iter().map(String::as_str))?;
    let stands = |folder: &Path| folder::holds(folder, job.files, &bytes);
    let mut addresses = Vec::new();
    if !stands(&folder) || !stands(&folder.join(&own)) {
        addresses = touched(&folder, job, &[String::new(), format!("{own}/")], &bytes, |there, path| {
            is_whole(&there.join(path), path)
        });
        put(&shelf, job, &manifest, |staged| {
            keep(&folder, staged, &own)?;
            // The manifest is not there yet: the version's own is written last, too.
            let version = staged.join(&own);
            versions::carry(staged, &version)?;
            folder::write_file(&version.join(MANIFEST), &bytes)?;
            assets::carry(&folder, staged)
        })?;
    }
    then()?;
    Ok(Issued { folder, addresses })
}

/// Puts the files of `job`, which say that the edition is withdrawn, in the place of everything the edition and each of
/// its versions consisted of; `then` as in [`issue`].
///
/// # Errors
/// As [`issue`].
pub fn withdraw<E: From<Error>>(job: &Job, then: impl FnOnce() -> Result<(), E>) -> Result<Issued, E> {
    let (shelf, folder, manifest) = enter(job)?;
    let lying = versions::lying(&folder);
    let of_version = |name: &str| {
        let version = name.trim_start_matches('v').to_owned();
        let mut page = manifest.page.clone();
        // Its page keeps the name that it has.
        page.extend(lying_in(&folder.join(name)).into_iter().flat_map(|manifest| manifest.page));
        Manifest { version, page, ..manifest.clone() }.bytes()
    };
    let stands = folder::holds(&folder, job.files, &manifest.bytes())
        && lying.iter().all(|name| folder::holds(&folder.join(name), job.files, &of_version(name)));
    let mut addresses = touched(&folder, job, &[String::new()], &manifest.bytes(), |_, _| false);
    for name in &lying {
        addresses.extend(touched(&folder, job, &[format!("{name}/")], &of_version(name), |_, _| false));
    }
    addresses.sort();
    if !stands {
        put(&shelf, job, &manifest, |staged| {
            lying.iter().try_for_each(|name| {
                let version = staged.join(name);
                versions::carry(staged, &version)?;
                folder::write_file(&version.join(MANIFEST), &of_version(name))
            })
        })?;
    }
    then()?;
    Ok(Issued { folder, addresses })
}

/// Carries the versions that lie in `folder` into `staged`, all but `own`; what lies in place as another version without
/// an address of its own gets one.
fn keep(folder: &Path, staged: &Path, own: &str) -> Result<(), Error> {
    let lying = versions::lying(folder);
    for name in lying.iter().filter(|name| *name != own) {
        versions::carry(&folder.join(name), &staged.join(name))?;
    }
    let Some(before) = lying_in(folder).map(|manifest| versions::folder_of(&manifest.version)) else {
        return Ok(());
    };
    if before != own && versions::is_version(&before) && !lying.contains(&before) {
        versions::carry(folder, &staged.join(before))?;
    }
    Ok(())
}

/// The manifest in `folder`, if one can be read.
fn lying_in(folder: &Path) -> Option<Manifest> {
    serde_json::from_slice(&fs::read(folder.join(MANIFEST)).ok()?).ok()
}

/// What `job` will change of `folder`, with its files and `manifest` below each of `places`; what `stays` says of stays.
fn touched(
    folder: &Path,
    job: &Job,
    places: &[String],
    manifest: &[u8],
    stays: fn(&Path, &str) -> bool,
) -> Vec<Address> {
    let mut addresses = Vec::new();
    for place in places {
        let there = folder.join(place);
        let files = job.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
        let files: Vec<_> = files.chain([(MANIFEST, manifest)]).collect();
        for (path, bytes) in &files {
            let touched = match fs::read(there.join(path)) {
                Ok(found) if found == *bytes => continue,
                Ok(_) => Touched::Changed,
                Err(_) => Touched::Added,
            };
            addresses.push(Address { path: format!("{place}{path}"), touched });
        }
        let mut before = BTreeSet::new();
        // What cannot be listed is not there.
        let _ = folder::names(&there, "", &mut before);
        let new = |path: &String| files.iter().any(|(new, _)| new == path);
        let gone = before.into_iter().filter(|path| !new(path) && !stays(&there, path));
        addresses
            .extend(gone.map(|path| Address { path: format!("{place}{path}"), touched: Touched::Removed }));
    }
    addresses.sort();
    addresses
}
