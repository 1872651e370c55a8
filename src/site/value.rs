//! What is known of an edition that is out, and what is made of all of them.

use std::collections::BTreeMap;

use crate::config::{RevisionKind, Status, linked, page_address};
use crate::lang::Lang;
use crate::publish::{Framing, Manifest};
use crate::quarter::{Day, Quarter};
use crate::report::Report;

/// An edition that is out: published, or withdrawn.
#[derive(Clone, Debug)]
pub struct Shelved {
    /// Its quarter, after which its folder is named.
    pub quarter: Quarter,
    /// What lies at its address.
    pub manifest: Manifest,
    /// Its versions with addresses of their own, the newest first.
    pub versions: Vec<Manifest>,
    /// The finished reports of what lies at its address, as far as they lie there.
    pub reports: BTreeMap<Lang, Report>,
}

/// The pages around the editions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Around {
    /// Paths below the folder of all editions, and bytes, in the order in which they are to be written.
    pub files: Vec<(String, Vec<u8>)>,
    /// The folder in which nothing of ours lies but what is among the files.
    pub folder: &'static str,
    /// What stands around the articles of the editions.
    pub frames: Vec<Framing>,
    /// What whoever keeps the host has to add to its `robots.txt`.
    pub lines: Vec<String>,
}

impl Shelved {
    /// Whether it has been taken back.
    pub(super) fn is_withdrawn(&self) -> bool {
        self.manifest.status == Status::Withdrawn.name()
    }

    /// The day on which what lies at its address came there.
    pub(super) fn updated(&self) -> Day {
        updated(&self.manifest)
    }

    /// The day on which it was first published.
    pub(super) fn published(&self) -> Day {
        self.versions.iter().chain([&self.manifest]).map(|manifest| manifest.date).min().unwrap_or_default()
    }

    /// The language to tell it in where all else is told in `wanted`.
    pub(super) fn lang(&self, wanted: &Lang) -> Lang {
        let langs = &self.manifest.langs;
        langs.iter().find(|lang| *lang == wanted).or(langs.first()).unwrap_or(wanted).clone()
    }

    /// Where its page, or what lies beside it, is in `lang`, as seen from the folder of all editions.
    pub(super) fn path(&self, lang: &Lang, file: &str) -> String {
        format!("{}/{}", self.quarter, self.manifest.place(lang, file))
    }

    /// The link to its page in `lang`, as seen from the folder of all editions.
    pub(super) fn page(&self, lang: &Lang) -> String {
        self.path(lang, &linked(self.manifest.page_name(lang)))
    }

    /// The file of its page in `lang` below the folder of all editions.
    pub(super) fn file(&self, lang: &Lang) -> String {
        self.path(lang, self.manifest.page_name(lang))
    }

    /// The address of its page in `lang` below that of all editions.
    pub(super) fn address(&self, lang: &Lang) -> String {
        self.path(lang, &page_address(self.manifest.page_name(lang)))
    }

    /// The link to its PDF in `lang`, likewise; none of what is withdrawn.
    pub(super) fn pdf(&self, lang: &Lang) -> Option<String> {
        let name = self.manifest.pdf_name(lang);
        let file = self.manifest.place(lang, name);
        let listed = self.manifest.outputs.iter().any(|output| output.path == file);
        (listed && !self.is_withdrawn()).then(|| self.path(lang, &linked(name)))
    }
}

/// The day on which the version of `manifest` came about.
pub(super) fn updated(manifest: &Manifest) -> Day {
    manifest.revision.as_ref().map_or(manifest.date, |revision| revision.date)
}

/// The day and the reason of the withdrawal that `manifest` tells, if it does.
pub(super) fn withdrawal(manifest: &Manifest) -> Option<(Day, &str)> {
    let revision = manifest.revision.as_ref()?;
    (revision.kind == RevisionKind::Withdrawal).then_some((revision.date, &*revision.what))
}
