//! Reads an edition's manuscript: Markdown with its blocks of TOML, fixed texts and pictures, each with its place.
//!
//! Comes in: site, edition and language. Goes out: a [`Manuscript`] and everything that is wrong with it. It asks no
//! data and numbers nothing.

mod bindings;
mod block;
mod chart;
mod comment;
mod distinct;
mod draft;
mod filter;
mod image;
mod inline;
mod inquiry;
mod markdown;
mod picture;
mod pieces;
mod question;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod value;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

pub use draft::{Snippet, read_snippets};
pub use inquiry::{Inquiry, Shape, inquire};
pub use pieces::{Piece, PieceKind, pieces};
pub use question::default_scope;
pub use value::*;

use crate::config::{Edition, Input, Refused, Site, inside, mend};
use crate::digest::digest;
use crate::finding::{Finding, Place};
use crate::lang::Lang;
use crate::said;

/// A manuscript that was read, whole or as far as it could be.
#[derive(Debug, Default)]
pub struct Reading {
    /// The manuscript.
    pub manuscript: Manuscript,
    /// The files it was read from.
    pub inputs: Vec<Input>,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
}

/// Reads the manuscript of `edition` in `lang`: `report.md` or `report/*.md` in name order for the edition's first
/// language, `report.<lang>.md` for any other.
pub fn read(site: &Site, edition: &Edition, lang: &Lang) -> Reading {
    let mut reader = Reader::new(site, edition, lang);
    let mut blocks = Vec::new();
    for file in reader.files() {
        if let Some(source) = reader.source(&file) {
            blocks.extend(markdown::read(&mut reader, &shown(&site.root, &file), &source));
        }
    }
    if blocks.is_empty() && reader.findings.is_empty() {
        reader.find_empty();
    }
    reader.manuscript.summary = markdown::summary(&mut reader, &mut blocks);
    reader.manuscript.blocks = blocks;
    reader.find_broken();
    chart::resolve(&mut reader);
    reader.find_broken();
    text::close(&mut reader);
    reader.done()
}

/// What is known while the manuscript is read.
struct Reader<'a> {
    site: &'a Site,
    edition: &'a Edition,
    lang: &'a Lang,
    /// Ids of blocks and headings, and where they were first given.
    ids: BTreeMap<String, Place>,
    /// How many lists, quotations and emphases are open.
    depth: usize,
    manuscript: Manuscript,
    inputs: Vec<Input>,
    findings: Vec<Finding>,
}

/// More of them in one another than this nobody can follow.
const DEPTH: usize = 12;

impl<'a> Reader<'a> {
    fn new(site: &'a Site, edition: &'a Edition, lang: &'a Lang) -> Self {
        Self {
            site,
            edition,
            lang,
            ids: BTreeMap::new(),
            depth: 0,
            manuscript: Manuscript::default(),
            inputs: Vec::new(),
            findings: Vec::new(),
        }
    }

    fn done(mut self) -> Reading {
        self.findings.sort();
        self.findings.dedup();
        Reading { manuscript: self.manuscript, inputs: self.inputs, findings: self.findings }
    }

    /// Notes the ids that were given to blocks that could not be read.
    fn find_broken(&mut self) {
        let whole: BTreeSet<_> = self.manuscript.blocks.iter().filter_map(Block::id).collect();
        let broken = self.ids.keys().filter(|id| !whole.contains(id.as_str())).cloned();
        self.manuscript.broken = broken.collect();
    }

    /// The manuscript's files in order; a finding where there is none.
    fn files(&mut self) -> Vec<PathBuf> {
        let root = &self.edition.root;
        if self.edition.langs.first() != Some(self.lang) {
            let lang = self.lang;
            return self.existing(root.join(format!("report.{lang}.md")));
        }
        let Ok(entries) = std::fs::read_dir(root.join("report")) else {
            return self.existing(root.join("report.md"));
        };
        let mut files: Vec<_> =
            entries.flatten().map(|entry| entry.path()).filter(|path| is_markdown(path)).collect();
        files.sort();
        if files.is_empty() { self.existing(root.join("report.md")) } else { files }
    }

    fn existing(&mut self, file: PathBuf) -> Vec<PathBuf> {
        if file.is_file() {
            return vec![file];
        }
        let name = shown(&self.site.root, &file);
        self.findings.push(Finding::error(
            "manuscript-missing",
            Place::file(&name),
            said!("原稿{name}がありません。", "The manuscript {name} is missing."),
            said!("この場所にMarkdownの原稿を置いてください。", "Put a Markdown manuscript there."),
        ));
        Vec::new()
    }

    /// The text of a manuscript's file.
    fn source(&mut self, file: &Path) -> Option<String> {
        let name = shown(&self.site.root, file);
        let path = match inside(&self.site.root, file.strip_prefix(&self.site.root).unwrap_or(file)) {
            Ok(path) => path,
            Err(refused) => {
                self.findings.push(mend::refused_file(&name, refused, Place::file(&name)));
                return None;
            }
        };
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(_) => {
                self.findings.push(mend::refused_file(&name, Refused::Unreadable, Place::file(&name)));
                return None;
            }
        };
        self.inputs.push(Input {
            role: "manuscript",
            path: name.clone(),
            digest: digest(&bytes),
            bytes: bytes.len() as u64,
        });
        match String::from_utf8(bytes) {
            Ok(text) => {
                Some(text.strip_prefix('\u{FEFF}').unwrap_or(&text).replace("\r\n", "\n").replace('\r', "\n"))
            }
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let sound = String::from_utf8_lossy(error.as_bytes().get(..at).unwrap_or_default());
                self.findings.push(mend::not_utf8(Place::offset(&name, &sound, at)));
                None
            }
        }
    }

    /// A manuscript that says nothing is no report.
    fn find_empty(&mut self) {
        let file = self.inputs.first().map(|input| input.path.clone()).unwrap_or_default();
        self.findings.push(Finding::error(
            "manuscript-empty",
            Place::file(file),
            said!("原稿に何も書かれていません。", "The manuscript is empty."),
            said!(
                "「# 概況」のような見出しから書き始めてください。",
                "Begin with a heading, such as “# Overview”."
            ),
        ));
    }

    /// Reads what stands inside of something else at `place`; a finding instead where that goes too deep.
    fn deeper<T: Default>(&mut self, place: &Place, read: impl FnOnce(&mut Self) -> T) -> T {
        if self.depth == DEPTH {
            self.findings.push(Finding::error(
                "nested-deep",
                place.clone(),
                said!(
                    "箇条書き・引用・強調の入れ子が深すぎます。",
                    "Lists, quotations and emphasis stand too deep in one another."
                ),
                said!("入れ子は{DEPTH}段までにしてください。", "Nest them at most {DEPTH} deep."),
            ));
            return T::default();
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }

    /// Takes `id` for the block at `place`; a second one of the same name is a finding.
    fn claim(&mut self, id: &str, place: &Place) {
        if let Some(first) = self.ids.get(id) {
            let Place { file, line, .. } = first;
            self.findings.push(Finding::error(
                "id-twice",
                place.clone(),
                said!(
                    "id「{id}」は{file}の{line}行目でも使われています。",
                    "The id “{id}” is also used in {file}, line {line}."
                ),
                said!("どちらかのidを変えてください。", "Change one of the two."),
            ));
            return;
        }
        self.ids.insert(id.to_owned(), place.clone());
    }
}

fn is_markdown(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "md") && path.is_file()
}

/// A path as the user knows it: relative to the site's folder, with forward slashes.
fn shown(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}
