//! Brings an edition to its readers, so that each of its versions keeps an address of its own; or takes it back, so that
//! those addresses still answer. Like any job, in one step.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::assets::is_whole;
use super::{
    Error, Job, MANIFEST, Manifest, Output, assets, enter, folder, frame, names, put, standing, versions,
};
use crate::digest::digest;

/// How the name of a page ends.
const PAGE: &str = ".html";

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

/// Brings `job` to disk as [`publish`](super::publish) does, and the same files, their frames empty, to an address of
/// their own, by version: `v1.0/`. Versions that have one stay; an older version that lies in place without one gets it. `then` is done before
/// any other run can enter the shelf: what it reads and writes, no other run writes.
///
/// # Errors
/// As [`publish`](super::publish), and those of `then`.
pub fn issue<E: From<Error>>(job: &Job, then: impl FnOnce() -> Result<(), E>) -> Result<Issued, E> {
    let (shelf, folder) = enter(job)?;
    let (files, own) = (standing(&folder, job.files), versions::folder_of(&job.manifest.version));
    let [manifest, alone] = [&*files, job.files].map(|files| job.manifest.with_outputs(files));
    let paths: Vec<_> = job.files.iter().map(|(path, _)| format!("{own}/{path}")).collect();
    names::check(&manifest.edition, paths.iter().map(String::as_str))?;
    let there = folder.join(&own);
    let stands = folder::holds(&folder, &files, &manifest.bytes());
    let mut addresses = Vec::new();
    if !stands || !folder::holds(&there, job.files, &alone.bytes()) {
        let stays = |there: &Path, path: &str| is_whole(&there.join(path), path);
        addresses = touched(&folder, "", &files, &manifest, stays);
        addresses.extend(touched(&folder, &format!("{own}/"), job.files, &alone, stays));
        addresses.sort();
        put(&shelf, &manifest, &files, |staged| {
            keep(&folder, staged, &own)?;
            versions::lay(staged, &staged.join(&own), &unframed(&files), &alone)?;
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
    let (shelf, folder) = enter(job)?;
    let (files, lying) = (standing(&folder, job.files), versions::lying(&folder));
    let [manifest, alone] = [&*files, job.files].map(|files| job.manifest.with_outputs(files));
    let of_version = |name: &str| {
        let version = name.trim_start_matches('v').to_owned();
        let mut page = alone.page.clone();
        // Its page keeps the name that it has.
        page.extend(lying_in(&folder.join(name)).into_iter().flat_map(|manifest| manifest.page));
        Manifest { version, page, ..alone.clone() }
    };
    let stands = folder::holds(&folder, &files, &manifest.bytes())
        && lying.iter().all(|name| folder::holds(&folder.join(name), job.files, &of_version(name).bytes()));
    let gone = |_: &Path, _: &str| false;
    let mut addresses = touched(&folder, "", &files, &manifest, gone);
    for name in &lying {
        addresses.extend(touched(&folder, &format!("{name}/"), job.files, &of_version(name), gone));
    }
    addresses.sort();
    if !stands {
        put(&shelf, &manifest, &files, |staged| {
            let bare = unframed(&files);
            lying
                .iter()
                .try_for_each(|name| versions::lay(staged, &staged.join(name), &bare, &of_version(name)))
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
    let Some(manifest) = lying_in(folder) else { return Ok(()) };
    let before = versions::folder_of(&manifest.version);
    if before == own || !versions::is_version(&before) || lying.contains(&before) {
        return Ok(());
    }
    // A page that is not what its manifest says stays so.
    let page = |Output { path, digest: was, .. }: &Output| {
        let bytes = fs::read(folder.join(path)).ok().filter(|bytes| digest(bytes) == *was)?;
        Some((path.clone(), bytes))
    };
    let pages = manifest.outputs.iter().filter(|output| output.path.ends_with(PAGE)).filter_map(page);
    let bare = unframed(&pages.collect::<Vec<_>>());
    versions::lay(folder, &staged.join(before), &bare, &manifest.with_changed(&bare))
}

/// The manifest in `folder`, if one can be read.
fn lying_in(folder: &Path) -> Option<Manifest> {
    serde_json::from_slice(&fs::read(folder.join(MANIFEST)).ok()?).ok()
}

/// The pages of `files` that have a frame, without it.
fn unframed(files: &[(String, Vec<u8>)]) -> Vec<(String, Vec<u8>)> {
    let pages = files.iter().filter(|(path, _)| path.ends_with(PAGE));
    pages.filter_map(|(path, page)| Some((path.clone(), frame::bare(page)?))).collect()
}

/// What bringing `files` and `manifest` to `place` below `folder` will change there; what `stays` says of stays.
fn touched(
    folder: &Path,
    place: &str,
    files: &[(String, Vec<u8>)],
    manifest: &Manifest,
    stays: fn(&Path, &str) -> bool,
) -> Vec<Address> {
    let (there, manifest, mut addresses) = (folder.join(place), manifest.bytes(), Vec::new());
    let files = files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
    let files: Vec<_> = files.chain([(MANIFEST, manifest.as_slice())]).collect();
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
    addresses.extend(gone.map(|path| Address { path: format!("{place}{path}"), touched: Touched::Removed }));
    addresses
}
