//! What the files of an edition are called in one language, and where they will be found.

use crate::lang::Lang;

/// Names and addresses that pages need and no report has.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// The page's name.
    pub page: String,
    /// The PDF's name.
    pub pdf: String,
    /// The address of the folder in which they lie; ends in `/`. None where the site does not say where that will be.
    pub folder: Option<String>,
    /// The addresses of the page in every language, this one included; empty without an address of the folder.
    pub pages: Vec<(Lang, String)>,
    /// With what every id of the article begins in a page of somebody else.
    pub prefix: String,
    /// The level that its title has among the headings there.
    pub heading: u8,
}
