//! What an edition says of itself: digests of what it was made from and of what it consists of.
//!
//! It is public: it names no input, no path and no person.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::config::{Edition, Input, PAGE, PDF, RevisionKind, Site, Status};
use crate::digest::digest;
use crate::lang::Lang;
use crate::quarter::Day;
use crate::rules;

/// The version of the manifest that this program writes; newer ones are refused.
pub const FORMAT: u64 = 1;

/// The manifest's name in the edition's folder.
pub const MANIFEST: &str = "manifest.json";

/// A manifest. Its JSON has the fields in this order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of this format, [`FORMAT`].
    pub format: u64,
    /// Identity of the site: `synthetic-2022`.
    pub site: String,
    /// Identity of the edition and name of its folder: `2022q4`.
    pub edition: String,
    /// Languages, the first one first.
    pub langs: Vec<Lang>,
    /// Version of the edition: `1.0`.
    pub version: String,
    /// `draft`, `approved`, `published` or `withdrawn`.
    pub status: String,
    /// Publication date.
    pub date: Day,
    /// What its page is called in a language, where that is not [`PAGE`].
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub page: BTreeMap<Lang, String>,
    /// What its PDF is called, where that is not [`PDF`].
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub pdf: BTreeMap<Lang, String>,
    /// Why there is this version after another, where there was one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub revision: Option<Revised>,
    /// Licence of data and report, where the site states one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub licence: Option<Licence>,
    /// Version of teiten.
    pub teiten: String,
    /// Digest of what is compiled into it and comes into outputs; older manifests have none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub program: Option<String>,
    /// The rules of the numbers.
    pub rules: Rules,
    /// What it was made from, by role and digest.
    pub inputs: Vec<Digest>,
    /// Digest of the finished report, by language.
    pub reports: BTreeMap<Lang, String>,
    /// What it consists of, by path; this file is not listed.
    pub outputs: Vec<Output>,
}

/// Why there is another version of an edition, as its history has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revised {
    /// Correction, revision or withdrawal.
    pub kind: RevisionKind,
    /// Its day.
    pub date: Day,
    /// What changed.
    pub what: String,
}

/// A licence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Licence {
    /// Short name: `CC BY-SA 4.0`.
    pub name: String,
    /// Its address.
    pub url: String,
}

/// An input without name or path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Digest {
    /// What it is, in one word: `observations`.
    pub role: String,
    /// SHA-256 in hexadecimal.
    pub digest: String,
    /// Length in bytes.
    pub bytes: u64,
}

/// A file of the edition.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Output {
    /// Path below the edition's folder, separated by `/`.
    pub path: String,
    /// SHA-256 in hexadecimal.
    pub digest: String,
    /// Length in bytes.
    pub bytes: u64,
}

/// The constants that the numbers were made by; see [`rules`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// [`rules::PREVIOUS_RANK_SHOWN`]
    pub previous_rank_shown: u32,
    /// [`rules::WINDOW_DAYS`]
    pub window_days: usize,
    /// [`rules::VALID_DAY_HALVES`]
    pub valid_day_halves: u32,
    /// [`rules::MIN_BASE`]
    pub min_base: i64,
    /// [`rules::FLAT_PERCENT`]
    pub flat_percent: i128,
    /// [`rules::MULTIPLE_PERCENT`]
    pub multiple_percent: i128,
    /// [`rules::MEAN_PARTS`]
    pub mean_parts: i64,
}

impl Rules {
    /// The rules of this program.
    pub const OURS: Self = Self {
        previous_rank_shown: rules::PREVIOUS_RANK_SHOWN,
        window_days: rules::WINDOW_DAYS,
        valid_day_halves: rules::VALID_DAY_HALVES,
        min_base: rules::MIN_BASE,
        flat_percent: rules::FLAT_PERCENT,
        multiple_percent: rules::MULTIPLE_PERCENT,
        mean_parts: rules::MEAN_PARTS,
    };
}

impl Manifest {
    /// The manifest of `edition` before its outputs are known, made from `inputs` (all that were read, in any
    /// order) into finished reports with the digests `reports`.
    pub fn new(site: &Site, edition: &Edition, inputs: &[Input], reports: BTreeMap<Lang, String>) -> Self {
        Self {
            format: FORMAT,
            site: site.id.clone(),
            edition: edition.quarter.to_string(),
            langs: edition.langs.clone(),
            version: edition.version.clone(),
            status: if edition.finished { Status::Published } else { edition.status }.name().to_owned(),
            date: edition.date,
            page: called(edition, PAGE, |lang| site.page_name(edition.quarter, lang)),
            pdf: called(edition, PDF, |lang| site.pdf_name(edition.quarter, lang)),
            revision: revised(site, edition),
            licence: site
                .licence
                .as_ref()
                .map(|(name, url, _)| Licence { name: name.clone(), url: url.clone() }),
            teiten: env!("CARGO_PKG_VERSION").to_owned(),
            program: None,
            rules: Rules::OURS,
            inputs: without_names(inputs),
            reports,
            outputs: Vec::new(),
        }
    }

    /// Whether readers have it, or had it.
    pub fn is_out(&self) -> bool {
        [Status::Published, Status::Withdrawn].map(Status::name).contains(&&*self.status)
    }

    /// Where `file` lies that belongs to `lang`: in the edition's folder for its first language, in one below it for another.
    pub fn place(&self, lang: &Lang, file: &str) -> String {
        if self.langs.first() == Some(lang) { file.to_owned() } else { format!("{lang}/{file}") }
    }

    /// What its page is called in `lang`.
    pub fn page_name(&self, lang: &Lang) -> &str {
        self.page.get(lang).map_or(PAGE, String::as_str)
    }

    /// What its PDF is called in `lang`.
    pub fn pdf_name(&self, lang: &Lang) -> &str {
        self.pdf.get(lang).map_or(PDF, String::as_str)
    }

    /// What the PDF carries of this: where it came from, without outputs (it is one of them).
    pub fn provenance(&self) -> Vec<u8> {
        self.bytes()
    }

    /// The same with `files` as outputs.
    pub fn with_outputs(&self, files: &[(String, Vec<u8>)]) -> Self {
        let mut outputs: Vec<_> = files
            .iter()
            .map(|(path, bytes)| Output {
                path: path.clone(),
                digest: digest(bytes),
                bytes: bytes.len() as u64,
            })
            .collect();
        outputs.sort();
        Self { outputs, ..self.clone() }
    }

    /// The same, `files` being outputs that have other bytes now.
    pub(super) fn with_changed(&self, files: &[(String, Vec<u8>)]) -> Self {
        let mut manifest = self.clone();
        for output in self.with_outputs(files).outputs {
            manifest
                .outputs
                .iter_mut()
                .filter(|was| was.path == output.path)
                .for_each(|was| *was = output.clone());
        }
        manifest
    }

    /// The file's bytes: JSON that people can read, with a line feed at its end.
    pub fn bytes(&self) -> Vec<u8> {
        // Strings, integers and maps by string: nothing of it can fail to be JSON.
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

/// The names by language that are not `usual`.
fn called(edition: &Edition, usual: &str, name: impl Fn(&Lang) -> String) -> BTreeMap<Lang, String> {
    let names = edition.langs.iter().map(|lang| (lang.clone(), name(lang)));
    names.filter(|(_, name)| name != usual).collect()
}

/// What the history says of the version that `edition` is.
fn revised(site: &Site, edition: &Edition) -> Option<Revised> {
    let entry = edition.history.iter().find(|entry| entry.version == edition.version)?;
    Some(Revised { kind: entry.kind?, date: entry.date, what: entry.what.get(&site.lang).cloned()? })
}

/// Sorted by role and digest, so that neither a name nor its place in the alphabet leaves the house.
fn without_names(inputs: &[Input]) -> Vec<Digest> {
    let mut digests: Vec<_> = inputs
        .iter()
        .map(|input| Digest { role: input.role.to_owned(), digest: input.digest.clone(), bytes: input.bytes })
        .collect();
    digests.sort();
    digests
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs_leave_without_names_and_without_their_order() {
        let input = |path: &str, digest: &str| Input {
            role: "observations",
            path: path.to_owned(),
            digest: digest.to_owned(),
            bytes: 3,
        };
        let one = without_names(&[input("a-secret.csv", "ff"), input("b-secret.csv", "00")]);
        let other = without_names(&[input("b-secret.csv", "00"), input("a-secret.csv", "ff")]);
        assert_eq!(one, other);
        assert_eq!(one.iter().map(|input| input.digest.as_str()).collect::<Vec<_>>(), ["00", "ff"]);
        assert!(!serde_json::to_string(&one).unwrap().contains("secret"));
    }
}
