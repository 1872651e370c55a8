//! The world a look can see: a handful of files in memory, the job's fonts, no clock.

use std::collections::BTreeMap;

use serde::Serialize;
use typst::diag::{FileError, FileResult, eco_format};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use typst_kit::files::{FileLoader, FileStore};
use typst_kit::fonts::FontStore;

use super::{Attachment, Failure, Job, Paper, Relationship};
use crate::fonts::Fonts;

/// Where the look lies in this world.
pub(super) const LOOK: &str = "look.typ";
const MAIN: &str = "main.typ";
/// The text of it, which hands the report to the look.
pub(super) const MAIN_TEXT: &str = include_str!("../../templates/typst/main.typ");

/// What one job shows to typst.
pub(super) struct House {
    library: LazyHash<Library>,
    fonts: FontStore,
    files: FileStore<Memory>,
    main: FileId,
}

impl House {
    /// A world of `files`, whose main one is read first.
    pub(super) fn of(shown: &Fonts, files: Memory) -> Result<Self, Failure> {
        let mut fonts = FontStore::new();
        for file in shown.files() {
            fonts.extend(Font::iter(Bytes::new(file.clone())).map(|font| {
                let info = font.info().clone();
                (font, info)
            }));
        }
        let library = Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build();
        Ok(Self {
            library: LazyHash::new(library),
            fonts,
            files: FileStore::new(files),
            main: RootedPath::new(VirtualRoot::Project, path(MAIN)?).intern(),
        })
    }

    /// Line and column, both from 1, of byte `offset` in the file `id`.
    pub(super) fn line_column(&self, id: FileId, offset: usize) -> Option<(usize, usize)> {
        let (line, column) = self.source(id).ok()?.lines().byte_to_line_column(offset)?;
        Some((line + 1, column + 1))
    }
}

impl World for House {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.files.source(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.file(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Files by their path from the root.
pub(super) struct Memory(BTreeMap<String, Bytes>);

impl Memory {
    /// The files of a report. Fails where a name is no path or the report cannot be written as JSON.
    pub(super) fn of(job: &Job<'_>) -> Result<Self, Failure> {
        let mut memory = Self(BTreeMap::new());
        // Attachments first: none can take the place of a file below.
        for file in job.attachments {
            memory.put(&file.name, Bytes::new(file.bytes.clone()))?;
        }
        for (anchor, svg) in job.figures {
            memory.put(&format!("figures/{anchor}.svg"), Bytes::from_string(svg.as_str().to_owned()))?;
        }
        for (name, bytes) in job.images {
            memory.put(&format!("figures/{name}"), Bytes::new(bytes.clone()))?;
        }
        memory.put("attachments.json", json(&list(job.attachments))?)?;
        memory.put("report.json", json(job.report)?)?;
        memory.put("build.json", json(&job.build)?)?;
        memory.put(MAIN, Bytes::from_string(MAIN_TEXT))?;
        memory.put(LOOK, Bytes::from_string(job.look.text().to_owned()))?;
        Ok(memory)
    }

    /// The files of a sheet.
    pub(super) fn of_paper(paper: &Paper<'_>) -> Result<Self, Failure> {
        let mut memory = Self(BTreeMap::new());
        for (name, bytes) in paper.images {
            memory.put(&format!("figures/{name}"), Bytes::new(bytes.clone()))?;
        }
        memory.put("sheet.json", json(paper.sheet)?)?;
        memory.put(MAIN, Bytes::from_string(include_str!("../../templates/sheet/main.typ")))?;
        Ok(memory)
    }

    fn put(&mut self, name: &str, bytes: Bytes) -> Result<(), Failure> {
        self.0.insert(path(name)?.get_without_slash().to_owned(), bytes);
        Ok(())
    }
}

impl FileLoader for Memory {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        match id.root() {
            VirtualRoot::Package(package) => {
                Err(FileError::Other(Some(eco_format!("packages are not available: {package}"))))
            }
            VirtualRoot::Project => {
                let name = id.vpath().get_without_slash();
                self.0.get(name).cloned().ok_or_else(|| FileError::NotFound(name.into()))
            }
        }
    }
}

/// What `main.typ` is told of an attachment.
#[derive(Serialize)]
struct Entry<'a> {
    name: String,
    mime: &'a str,
    description: &'a str,
    relationship: Relationship,
}

fn list(attachments: &[Attachment]) -> Vec<Entry<'_>> {
    attachments
        .iter()
        .map(|file| Entry {
            name: format!("/{}", file.name),
            mime: &file.mime,
            description: &file.description,
            relationship: file.relationship,
        })
        .collect()
}

fn json(value: &impl Serialize) -> Result<Bytes, Failure> {
    serde_json::to_vec(value).map(Bytes::new).map_err(|error| Failure::Ours(error.to_string()))
}

fn path(name: &str) -> Result<VirtualPath, Failure> {
    VirtualPath::new(name).map_err(|error| Failure::Ours(format!("{name}: {error:?}")))
}
