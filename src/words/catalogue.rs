//! The words by which an edition is cited and catalogued, as the file of a language has them.

use serde::Deserialize;

/// What stands beside the report for those who pass it on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CatalogueWords {
    /// Language and territory, as social networks name them: `ja_JP`.
    pub locale: String,
    /// What stands above the citation.
    pub title: String,
    /// The citation: `{publisher}`, `{title}`, `{version}`, `{date}`.
    pub citation: String,
    /// A `{citation}` with its `{address}`.
    pub addressed: String,
    /// What stands in a figure that is taken out: `{publisher}`, `{title}`, `{version}`.
    pub credit: String,
    /// A `{credit}` with its `{licence}`.
    pub licensed: String,
}
