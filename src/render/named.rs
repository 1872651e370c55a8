//! What the files of an edition are called in one language, and where they will be found.

/// Names and addresses that pages need and no report has.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// The page's name.
    pub page: String,
    /// The PDF's name.
    pub pdf: String,
    /// The address of the folder in which they lie; ends in `/`. None where the site does not say where that will be.
    pub folder: Option<String>,
    /// The address of the page itself, where the site says where that will be.
    pub address: Option<String>,
    /// With what every id of the article begins in a page of somebody else.
    pub prefix: String,
    /// The level that its title has among the headings there.
    pub heading: u8,
}
