//! The files of a site: read inside its folder only, each noted as an input. It knows nothing of what they say.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use super::table::Value;
use super::{Input, mend};
use crate::digest::digest;
use crate::finding::{Area, Finding, Place, nearest};

/// The files of one site, what was read of them, and what was wrong.
pub(super) struct Files {
    /// The site's folder, canonical.
    pub(super) root: PathBuf,
    pub(super) inputs: Vec<Input>,
    pub(super) findings: Vec<Finding>,
    /// A file by its path that is read as if it said this instead.
    pub(super) instead: Option<(String, String)>,
}

/// A file or folder by its name, and where that name was written.
pub(super) struct Named {
    /// Relative to the site's folder.
    pub(super) path: String,
    /// Where the name stands; the file itself where nobody wrote it.
    place: Place,
    /// Whether its absence is a fault.
    needed: bool,
}

/// Why a path is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// It leads out of the folder: absolute, `..`, or a symbolic link.
    Outside,
    /// There is nothing.
    Absent,
    /// The system does not let us.
    Unreadable,
}

/// The canonical path of `relative` below the canonical folder `root`, if it exists and lies inside.
pub(crate) fn inside(root: &Path, relative: &Path) -> Result<PathBuf, Refused> {
    let plain = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    if !relative.components().all(plain) {
        return Err(Refused::Outside);
    }
    match fs::canonicalize(root.join(relative)) {
        Ok(path) if path.starts_with(root) => Ok(path),
        Ok(_) => Err(Refused::Outside),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Err(Refused::Absent)
        }
        Err(_) => Err(Refused::Unreadable),
    }
}

/// What is called most like `relative` in its own folder below `root`, wherever that leads, as one would write it.
pub(crate) fn beside(root: &Path, relative: &Path) -> Option<String> {
    let folder = relative.parent()?;
    let wanted = relative.file_name()?.to_str()?.to_lowercase();
    let entries = fs::read_dir(root.join(folder)).ok()?;
    let names: BTreeMap<_, _> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .map(|name| (name.to_lowercase(), name))
        .collect();
    let near = names.get(nearest(&wanted, names.keys().map(String::as_str))?)?;
    Some(shown(&folder.join(near)))
}

impl Files {
    pub(super) fn new(root: PathBuf) -> Self {
        Self { root, inputs: Vec::new(), findings: Vec::new(), instead: None }
    }

    /// Keeps findings of a file that is a matter of configuration.
    pub(super) fn find_of_site(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.findings.extend(findings.into_iter().map(Finding::of_site));
    }

    /// The bytes of the file of that name and its path as the user knows it, if it is there and may be read.
    pub(super) fn bytes(&mut self, role: &'static str, named: &Named) -> Option<(String, Vec<u8>)> {
        let path = self.locate(named)?;
        let shown = shown(Path::new(&named.path));
        if !path.is_file() {
            self.refuse(named, Refused::Unreadable);
            return None;
        }
        let Ok(mut bytes) = fs::read(&path) else {
            self.refuse(named, Refused::Unreadable);
            return None;
        };
        if let Some((_, text)) = self.instead.as_ref().filter(|(path, _)| *path == shown) {
            bytes = text.clone().into_bytes();
        }
        let input = Input { role, path: shown.clone(), digest: digest(&bytes), bytes: bytes.len() as u64 };
        self.inputs.push(input);
        Some((shown, bytes))
    }

    /// As [`Files::bytes`], as text without a byte order mark.
    pub(super) fn text(&mut self, role: &'static str, named: &Named) -> Option<(String, String)> {
        let (file, bytes) = self.bytes(role, named)?;
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let sound = String::from_utf8_lossy(error.as_bytes().get(..at).unwrap_or_default());
                self.find_of_site([mend::not_utf8(Place::offset(&file, &sound, at))]);
                return None;
            }
        };
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        Some((file, text))
    }

    /// As [`Files::text`], but noted as no input: who uses a part of it notes that part.
    pub(super) fn text_in_parts(&mut self, named: &Named) -> Option<(String, String)> {
        let before = self.inputs.len();
        let text = self.text("part", named);
        self.inputs.truncate(before);
        text
    }

    /// As [`Files::text`]; that the file is absent or refused is a fault of the edition.
    pub(super) fn text_of_edition(&mut self, role: &'static str, named: &Named) -> Option<(String, String)> {
        let before = self.findings.len();
        let text = self.text(role, named);
        self.findings.iter_mut().skip(before).for_each(|finding| finding.area = Area::Edition);
        text
    }

    /// The files directly in the folder of that name that end in `.extension`, in the order of their names.
    pub(super) fn list(&mut self, named: &Named, extension: &str) -> Vec<Named> {
        let Some(folder) = self.locate(named) else { return Vec::new() };
        let Ok(entries) = fs::read_dir(&folder) else {
            self.refuse(named, Refused::Unreadable);
            return Vec::new();
        };
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let suffix = format!(".{extension}");
        let mut names: Vec<_> =
            names.filter(|name| name.ends_with(&suffix) && !name.starts_with('.')).collect();
        names.sort();
        names.into_iter().map(|name| Named::needed(&named.below(&name).path)).collect()
    }

    fn locate(&mut self, named: &Named) -> Option<PathBuf> {
        let refused = match inside(&self.root, Path::new(&named.path)) {
            Ok(path) => return Some(path),
            Err(refused) => refused,
        };
        if named.needed || refused != Refused::Absent {
            self.refuse(named, refused);
        }
        None
    }

    /// What is called most like `relative`; what lies elsewhere is not told of.
    fn near(&self, relative: &Path) -> Option<String> {
        inside(&self.root, relative.parent()?).ok()?;
        beside(&self.root, relative)
    }

    fn refuse(&mut self, named: &Named, refused: Refused) {
        let near = self.near(Path::new(&named.path)).filter(|_| refused == Refused::Absent);
        let mut finding = mend::refused_file(&named.path, refused, named.place.clone());
        near.iter().for_each(|near| finding.mend = mend::did_you_mean(near));
        self.find_of_site([finding]);
    }
}

impl Named {
    /// A file that must be there.
    pub(super) fn needed(path: &str) -> Self {
        Self { path: path.to_owned(), place: Place::file(path), needed: true }
    }

    /// A file that was named there, and must be.
    pub(super) fn written(name: Value<String>) -> Self {
        Self { path: name.value, place: name.place, needed: true }
    }

    /// The file that was `written`, else the one that is there by default, if it is there.
    pub(super) fn or(written: Option<Value<String>>, default: &str) -> Self {
        let default = || Self { path: default.to_owned(), place: Place::file(default), needed: false };
        written.map_or_else(default, Self::written)
    }

    /// What is called the same but for its extension, if it is there.
    pub(super) fn with_extension(&self, extension: &str) -> Self {
        let path = shown(&Path::new(&self.path).with_extension(extension));
        Self { place: Place::file(&path), path, needed: false }
    }

    /// What is called `name` in this folder, if it is there.
    pub(super) fn below(&self, name: &str) -> Self {
        let path = shown(&Path::new(&self.path).join(name));
        Self { place: Place::file(&path), path, needed: false }
    }
}

/// A path as the user knows it, with `/` between its parts on every system.
pub(super) fn shown(path: &Path) -> String {
    let parts = path.components().filter(|part| *part != Component::CurDir);
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
