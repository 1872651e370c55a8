//! What lies in an edition's folder, set against the manifest that lies there.
//!
//! In comes a folder that anybody may have made; out comes its manifest and what differs. Nothing outside of the
//! folder is read: a path is only looked for among the plain files that are found in it, and no link is followed.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::assets::is_whole;
use super::{Deed, Error, FORMAT, MANIFEST, Manifest, Output, names};
use crate::digest::digest_of;
use crate::finding::Said;
use crate::said;

/// No manifest is longer: some hundred bytes a file.
const LONGEST: u64 = 16 * 1024 * 1024;

/// An edition's folder, its manifest read.
#[derive(Debug)]
pub struct Examined {
    /// The manifest.
    pub manifest: Manifest,
    /// The manifest's bytes.
    pub bytes: Vec<u8>,
    /// What is not as the manifest says, by path.
    pub differences: Vec<Difference>,
    /// How many style sheets and scripts of what it was before lie there.
    pub earlier: usize,
    /// Folders in it of versions, each with a manifest of its own.
    pub versions: Vec<PathBuf>,
}

/// Something that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// What: a path, or a role and a path.
    pub name: String,
    /// In which way.
    pub how: How,
}

/// In which way something is not as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// It has other bytes.
    Changed,
    /// It is not there.
    Missing,
    /// It is there and should not be.
    Extra,
    /// So many bytes were put behind the same bytes, as who signs a PDF does.
    Appended(u64),
}

/// Why a folder cannot be set against a manifest.
#[derive(Debug)]
pub enum Refused {
    /// There is no manifest.
    Absent,
    /// The manifest is none that can be believed.
    Unfit(Said),
    /// The disk.
    Disk(Error),
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::Disk(error)
    }
}

/// Sets `folder` against its manifest. To a PDF something may have been appended.
///
/// # Errors
/// There is no manifest, it cannot be believed, or the disk does not let us read.
pub fn examine(folder: &Path) -> Result<Examined, Refused> {
    let bytes = manifest_bytes(folder)?;
    let manifest = manifest(&bytes).map_err(Refused::Unfit)?;
    let mut found = Found::default();
    found.walk(folder, "")?;
    let mut differences = Vec::new();
    for output in &manifest.outputs {
        let how = match found.files.remove(&output.path) {
            Some(path) => judged(&path, output).map_err(Error::disk(Deed::Read, &path))?,
            None => Some(How::Missing),
        };
        differences.extend(how.map(|how| Difference { name: output.path.clone(), how }));
    }
    found.files.remove(MANIFEST);
    // What pages of before were given stays for who kept one.
    let (earlier, extra): (Vec<_>, Vec<_>) =
        found.files.into_iter().partition(|(path, there)| is_whole(there, path));
    let extra = extra.into_iter().map(|(path, _)| path).chain(found.odd);
    differences.extend(extra.map(|name| Difference { name, how: How::Extra }));
    differences.sort();
    found.versions.sort();
    Ok(Examined { manifest, bytes, differences, earlier: earlier.len(), versions: found.versions })
}

/// The manifest that lies in `folder`; nothing else of the folder is looked at.
///
/// # Errors
/// As [`examine`].
pub fn manifest_in(folder: &Path) -> Result<Manifest, Refused> {
    manifest(&manifest_bytes(folder)?).map_err(Refused::Unfit)
}

/// The bytes of the manifest: a plain file of a length that one may have.
fn manifest_bytes(folder: &Path) -> Result<Vec<u8>, Refused> {
    let path = folder.join(MANIFEST);
    let Ok(found) = fs::symlink_metadata(&path) else { return Err(Refused::Absent) };
    if !found.is_file() {
        return Err(Refused::Unfit(said!("通常のファイルではありません", "it is not a plain file")));
    }
    if found.len() > LONGEST {
        return Err(Refused::Unfit(said!("長すぎます", "it is too long")));
    }
    Ok(fs::read(&path).map_err(Error::disk(Deed::Read, &path))?)
}

/// The manifest in `bytes`, if it is of a known format and leads nowhere.
fn manifest(bytes: &[u8]) -> Result<Manifest, Said> {
    #[derive(Deserialize)]
    struct Head {
        format: u64,
    }
    let unread = |error: serde_json::Error| {
        let line = error.line();
        said!(
            "teitenのmanifest.jsonとして読めません（{line}行目）",
            "it is no manifest.json of teiten (line {line})"
        )
    };
    let head: Head = serde_json::from_slice(bytes).map_err(unread)?;
    if head.format > FORMAT {
        let format = head.format;
        return Err(said!(
            "より新しいteitenの形式{format}です（このteitenが読めるのは{FORMAT}まで）。teitenを更新してください",
            "it is of format {format}, of a newer teiten (this one knows up to {FORMAT}); update teiten"
        ));
    }
    let manifest: Manifest = serde_json::from_slice(bytes).map_err(unread)?;
    let paths = manifest.outputs.iter().map(|output| output.path.as_str());
    let called = manifest.page.values().chain(manifest.pdf.values());
    if let Some(name) = called.map(String::as_str).find(|name| !names::is_file(name)) {
        return Err(said!(
            "ファイル名にできない名前{name:?}があります",
            "it has the name {name:?}, which no file can have"
        ));
    }
    match names::check(&manifest.edition, paths) {
        Err(Error::Name { path }) => Err(said!(
            "使えないパスか、二度ある、または版の外を指すパス{path:?}があります",
            "it has the path {path:?}, which cannot be, stands twice or leads out of the edition"
        )),
        _ => Ok(manifest),
    }
}

/// How the file at `path` differs from `output`, if it does. No more is read of it than the output is long.
fn judged(path: &Path, output: &Output) -> std::io::Result<Option<How>> {
    let length = fs::symlink_metadata(path)?.len();
    let may_grow = output.path.ends_with(".pdf");
    if length < output.bytes || length > output.bytes && !may_grow {
        return Ok(Some(How::Changed));
    }
    let same = digest_of(File::open(path)?.take(output.bytes))? == output.digest;
    Ok(match length - output.bytes {
        _ if !same => Some(How::Changed),
        0 => None,
        more => Some(How::Appended(more)),
    })
}

/// What lies in a folder.
#[derive(Default)]
struct Found {
    /// Plain files by their path below the folder.
    files: BTreeMap<String, PathBuf>,
    /// What is neither file nor folder, or has a name that is not Unicode.
    odd: Vec<String>,
    versions: Vec<PathBuf>,
}

impl Found {
    fn walk(&mut self, folder: &Path, above: &str) -> Result<(), Error> {
        let disk = || Error::disk(Deed::Read, folder);
        for entry in fs::read_dir(folder).map_err(disk())? {
            let entry = entry.map_err(disk())?;
            let kind = entry.file_type().map_err(disk())?;
            let name = entry.file_name();
            let path = format!("{above}{}", name.to_string_lossy());
            if name.to_str().is_none() || !kind.is_file() && !kind.is_dir() {
                self.odd.push(path);
            } else if kind.is_file() {
                self.files.insert(path, entry.path());
            } else if above.is_empty() && is_version(&path) {
                self.versions.push(entry.path());
            } else {
                self.walk(&entry.path(), &format!("{path}/"))?;
            }
        }
        Ok(())
    }
}

/// Whether a folder is called as a version's: `v1.0`.
fn is_version(name: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    name.strip_prefix('v').is_some_and(|version| version.split('.').all(digits))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::digest;

    #[test]
    fn only_folders_of_versions_are_left_to_themselves() {
        assert!(is_version("v1.0") && is_version("v12"));
        assert!(!is_version("v") && !is_version("v1.") && !is_version("video") && !is_version("1.0"));
    }

    #[test]
    fn no_more_is_read_than_the_output_is_long() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x");
        fs::write(&path, "abcdef").unwrap();
        let output = |bytes, text: &str, path: &str| Output {
            path: path.to_owned(),
            digest: digest(text.as_bytes()),
            bytes,
        };
        let judged = |output: &Output| judged(&path, output).unwrap();
        assert_eq!(judged(&output(6, "abcdef", "en/report.pdf")), None);
        assert_eq!(judged(&output(3, "abc", "en/定点.pdf")), Some(How::Appended(3)));
        assert_eq!(judged(&output(3, "abc", "report.pdf.html")), Some(How::Changed));
        assert_eq!(judged(&output(3, "abd", "report.pdf")), Some(How::Changed));
        assert_eq!(judged(&output(u64::MAX, "abcdef", "report.pdf")), Some(How::Changed));
    }
}
