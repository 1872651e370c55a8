//! What a build is asked for, and what becomes of it.

use std::path::PathBuf;

use crate::finding::{Finding, Said};
use crate::publish;

/// What is to be built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The edition's folder, absolute; its site is the nearest folder above with a `teiten.toml`.
    pub edition: PathBuf,
    /// The shelf to build into, absolute, instead of the site's `out` or `drafts`.
    pub out: Option<PathBuf>,
}

/// Where a build is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Reading configuration and manuscript.
    Reading,
    /// Asking the observations.
    Observing,
    /// Making the finished report.
    Reporting,
    /// Proof-reading.
    Checking,
    /// Drawing charts.
    Drawing,
    /// Making the PDF.
    Typesetting,
    /// Bringing it to disk.
    Publishing,
}

/// What became of an order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Everything somebody should mend or know.
    pub findings: Vec<Finding>,
    /// What was read, in five lines or fewer.
    pub coverage: Vec<Said>,
    /// The edition, where it was made.
    pub made: Option<Made>,
    /// Why it was not, where no finding says so.
    pub failure: Option<Failure>,
}

/// What became of anything else that was asked of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done<T> {
    /// Everything somebody should mend or know.
    pub findings: Vec<Finding>,
    /// What was read, in five lines or fewer.
    pub coverage: Vec<Said>,
    /// What was done; none where findings or a failure hindered it.
    pub done: Option<T>,
    /// Why it was not, where no finding says so.
    pub failure: Option<Failure>,
}

impl<T> Done<T> {
    /// What findings alone say.
    pub(super) fn found(findings: Vec<Finding>) -> Self {
        Self { findings, coverage: Vec::new(), done: None, failure: None }
    }

    /// What was done, or why the disk did not let us.
    pub(super) fn ended(mut self, done: Result<Option<T>, Failure>) -> Self {
        match done {
            Ok(done) => self.done = done,
            Err(failure) => self.failure = Some(failure),
        }
        self
    }
}

/// An edition on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Its folder.
    pub folder: PathBuf,
    /// Whether a byte of it was changed.
    pub changed: bool,
}

/// What neither data nor manuscript can mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The disk: exit code 4.
    Disk(Said),
    /// The output folder belongs to somebody else: exit code 2.
    Foreign(Said),
    /// Our fault: exit code 3.
    Ours(Said),
}

impl From<publish::Error> for Failure {
    fn from(error: publish::Error) -> Self {
        use publish::Error::{Disk, ForeignShelf, Name, Newer, NotAnEdition};
        let said = error.said();
        match error {
            Disk { .. } => Self::Disk(said),
            ForeignShelf { .. } | NotAnEdition { .. } | Newer { .. } => Self::Foreign(said),
            Name { .. } => Self::Ours(said),
        }
    }
}
