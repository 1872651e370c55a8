//! The words of the pages around the editions, as the file of a language has them.

use serde::Deserialize;

/// What the list of editions, its feed and the page of a wrong address say.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArchiveWords {
    /// Title of the list: `{title}` of the reports.
    pub document_title: String,
    /// Its heading.
    pub editions: String,
    /// Name of the links to its years.
    pub years: String,
    /// Editions of quarters in `{year}`.
    pub year: String,
    /// What stands above the first rows of a ranking whose caption is not known.
    pub top: String,
    /// Link to a PDF: `{period}`.
    pub pdf: String,
    /// When a version came after another: `{kind}`, `{date}`.
    pub changed: String,
    /// Link to a version: `{period}`, `{version}`.
    pub version_of: String,
    /// Of an edition that has no page here.
    pub unpublished: String,
    /// Where no edition is published.
    pub none: String,
    /// Link to the feed.
    pub feed: String,
    /// Name of the links from an edition's page to others.
    pub around: String,
    /// Link to the edition before: `{period}`.
    pub before: String,
    /// Link to the edition after: `{period}`.
    pub after: String,
    /// Title of the page of an address where nothing is.
    pub lost: String,
    /// Why that may be.
    pub lost_sentence: String,
    /// Its link to the list.
    pub back: String,
}
