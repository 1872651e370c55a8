//! What is to be verified, and each claim of an edition with what became of it.

use std::path::PathBuf;

use crate::finding::{Finding, Said};
use crate::pipeline::Failure;
use crate::publish::{Difference, Manifest};

/// What is to be verified.
#[derive(Clone, Debug, Default)]
pub struct Trial {
    /// The folder of a built edition, absolute.
    pub folder: PathBuf,
    /// The folder of the edition that it was made from, absolute, where somebody named it.
    pub edition: Option<PathBuf>,
    /// Folders of sites that may be the edition's.
    pub sites: Vec<PathBuf>,
}

/// What verifying brings.
#[derive(Debug, Default)]
pub struct Verified {
    /// What keeps anything from being verified, and the errors of an edition that cannot be made again.
    pub findings: Vec<Finding>,
    /// What neither data nor manuscript can mend.
    pub failure: Option<Failure>,
    /// The folder that was asked for, and those of versions in it.
    pub folders: Vec<VerifiedFolder>,
}

/// A folder and what was proved of it.
#[derive(Debug)]
pub struct VerifiedFolder {
    /// The folder.
    pub folder: PathBuf,
    /// What its manifest says; none where it cannot be believed.
    pub manifest: Option<Manifest>,
    /// One for each claim, in their order.
    pub evidence: Vec<Evidence>,
}

/// A claim and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What is claimed.
    pub claim: Claim,
    /// Whether it holds.
    pub verdict: Verdict,
    /// The same in a sentence.
    pub said: Said,
    /// What is not as it was.
    pub differences: Vec<Difference>,
}

/// What is claimed of an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// Its manifest can be read and leads nowhere.
    Manifest,
    /// It consists of the files of its manifest.
    Files,
    /// This program made it.
    Program,
    /// It was made from what is on disk now.
    Inputs,
    /// Made again, its finished report is the same.
    Report,
    /// Made again, every byte is the same.
    Bytes,
}

impl Claim {
    /// Its name for machines.
    pub fn name(self) -> &'static str {
        match self {
            Self::Manifest => "manifest",
            Self::Files => "files",
            Self::Program => "program",
            Self::Inputs => "inputs",
            Self::Report => "report",
            Self::Bytes => "bytes",
        }
    }
}

/// What became of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It was proved.
    Proved,
    /// It could not be tried.
    Untried,
    /// It does not hold.
    Differs,
}

impl Verdict {
    /// Its name for machines.
    pub fn name(self) -> &'static str {
        match self {
            Self::Proved => "proved",
            Self::Untried => "untried",
            Self::Differs => "differs",
        }
    }
}

impl Evidence {
    pub(super) fn new(claim: Claim, verdict: Verdict, said: Said) -> Self {
        Self { claim, verdict, said, differences: Vec::new() }
    }
}
