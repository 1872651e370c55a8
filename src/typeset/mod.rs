//! Sets the finished report as a PDF.
//!
//! In: the finished report, its drawn figures and pictures, fonts, a look. Out: the bytes of one PDF, the same for
//! the same job. The report reaches the look as data (`/report.json`), never as markup, and the look sees nothing
//! but what the job holds: no disk, no clock, no system font, no package. The approver's sheet is set the same way by a
//! look of its own.

mod failure;
mod paper;
mod world;

use std::collections::BTreeMap;

use serde::Serialize;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

pub use failure::Failure;
pub use paper::{Paper, Printed, print};

use crate::chart::Svg;
use crate::fonts::Fonts;
use crate::report::Report;
use world::{House, Memory};

/// Everything one PDF is made of.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// The finished report.
    pub report: &'a Report,
    /// The look: shipped, or a site's own.
    pub look: Look<'a>,
    /// The fonts in the order in which a character is looked for.
    pub fonts: &'a Fonts,
    /// The drawing of every chart, by its anchor.
    pub figures: &'a BTreeMap<String, Svg>,
    /// Every picture, PNG or JPEG, by its file name below `figures/`.
    pub images: &'a BTreeMap<String, Vec<u8>>,
    /// Files that travel inside the PDF. With any the PDF is PDF/A-3a, without PDF/A-2a; PDF/UA-1 always.
    pub attachments: &'a [Attachment],
    /// Which build a draft is of, in the footer of its pages.
    pub build: &'a str,
}

/// The Typst file that says what the PDF looks like. It defines `look(report)`.
#[derive(Clone, Copy, Debug)]
pub enum Look<'a> {
    /// `templates/typst/report.typ`, compiled in.
    Shipped,
    /// A site's own.
    Site {
        /// Its path as the user knows it, for findings.
        file: &'a str,
        /// Its text.
        text: &'a str,
    },
}

impl<'a> Look<'a> {
    /// The Typst text.
    pub(crate) fn text(&self) -> &'a str {
        match self {
            Self::Shipped => include_str!("../../templates/typst/report.typ"),
            Self::Site { text, .. } => text,
        }
    }
}

/// The shipped texts that every PDF is set by.
pub fn shipped() -> [&'static str; 2] {
    [world::MAIN_TEXT, Look::Shipped.text()]
}

/// A file inside the PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its name there, unique, with `/` between folders: `data/top-ports.csv`.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// Its media type: `text/csv`.
    pub mime: String,
    /// What it is, in the report's language.
    pub description: String,
    /// What it is to the report.
    pub relationship: Relationship,
}

/// What an attachment is to the report (`AFRelationship` of PDF/A-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Relationship {
    /// The values that a table or figure shows.
    Data,
    /// Anything beside them, such as where the report came from.
    Supplement,
}

/// Makes the PDF. Fails with findings where a site's look is at fault, else with the typesetter's own words.
pub fn typeset(job: &Job<'_>) -> Result<Vec<u8>, Failure> {
    let house = House::of(job.fonts, Memory::of(job)?)?;
    let archive = if job.attachments.is_empty() { PdfStandard::A_2a } else { PdfStandard::A_3a };
    let report = job.report;
    let ident = format!("{}/{}/{}", report.site, report.edition, report.lang);
    make(job.look, &house, &options(ident, archive)?).map(|(pdf, _)| pdf)
}

/// The PDF and the number of its pages.
fn make(look: Look<'_>, house: &House, options: &PdfOptions) -> Result<(Vec<u8>, usize), Failure> {
    let made = compile(look, house, options);
    // Memory of a document that is done; nothing of it serves the next.
    typst::comemo::evict(0);
    made
}

fn compile(look: Look<'_>, house: &House, options: &PdfOptions) -> Result<(Vec<u8>, usize), Failure> {
    let failed = |diagnostics: &[SourceDiagnostic]| failure::of(look, house, diagnostics);
    let Warned { output, warnings } = typst::compile::<PagedDocument>(house);
    let document = output.map_err(|errors| failed(&errors))?;
    if !warnings.is_empty() {
        return Err(failed(&warnings));
    }
    let pdf = typst_pdf::pdf(&document, options).map_err(|errors| failed(&errors))?;
    Ok((pdf, document.pages().len()))
}

fn options(ident: String, archive: PdfStandard) -> Result<PdfOptions, Failure> {
    let standards = PdfStandards::new(&[archive, PdfStandard::Ua_1])
        .map_err(|error| Failure::Ours(error.message().to_string()))?;
    Ok(PdfOptions {
        ident: Smart::Custom(ident),
        creator: Smart::Custom(Some("teiten".to_owned())),
        timestamp: None,
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    })
}

#[cfg(test)]
mod tests;
