//! What a page shows beside the report: where its other languages are, what has changed since the version before, which
//! build a draft is of.

use crate::compare::Marks;
use crate::lang::Lang;

/// What a page shows beside the report.
#[derive(Clone, Copy, Debug)]
pub struct Beside<'a> {
    /// The languages of the edition, where there are several.
    pub languages: &'a [Language],
    /// Cells that print something else than in the version before.
    pub marks: &'a Marks,
    /// What a draft calls itself.
    pub build: &'a str,
}

/// The page in one of the edition's languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// The language.
    pub lang: Lang,
    /// What it calls itself: 日本語.
    pub name: String,
    /// Where its page is, from the page that says so; none for that page itself.
    pub href: Option<String>,
    /// Its address for machines: on the web where that is known, else from the page.
    pub address: String,
}

static NO_MARKS: Marks = Marks::new();

impl<'a> Beside<'a> {
    /// Nothing but the name of the build.
    pub fn build(build: &'a str) -> Self {
        Self { languages: &[], marks: &NO_MARKS, build }
    }
}
