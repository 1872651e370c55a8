//! Sets the approver's sheet as a PDF: PDF/A-2a and PDF/UA-1, as the report is. A site has no look of its own for it.

use std::collections::BTreeMap;

use typst_pdf::PdfStandard;

use super::world::{House, Memory};
use super::{Failure, Look, make, options};
use crate::fonts::Fonts;
use crate::sheet::Sheet;

/// Everything one sheet is made of.
#[derive(Clone, Copy, Debug)]
pub struct Paper<'a> {
    /// The sheet, as paper holds it.
    pub sheet: &'a Sheet,
    /// The fonts in the order in which a character is looked for.
    pub fonts: &'a Fonts,
    /// Every picture, PNG or JPEG, by the file that the sheet names.
    pub images: &'a BTreeMap<String, Vec<u8>>,
}

/// A sheet on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// The number of its pages.
    pub pages: usize,
}

/// Sets a sheet. Fails with the typesetter's own words.
pub fn print(paper: &Paper<'_>) -> Result<Printed, Failure> {
    let house = House::of(paper.fonts, Memory::of_paper(paper)?)?;
    let ident = format!("{}/{}/sheet", paper.sheet.site, paper.sheet.edition);
    let (pdf, pages) = make(Look::Shipped, &house, &options(ident, PdfStandard::A_2a)?)?;
    Ok(Printed { pdf, pages })
}
