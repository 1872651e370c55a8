//! The words of the pages that follow keys over the editions, as the file of a language has them.

use serde::Deserialize;

/// What the history of ranks and the pages of keys say.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HistoryWords {
    /// Title of the history: `{title}` of the reports.
    pub document_title: String,
    /// Its heading, and the link to it.
    pub heading: String,
    /// Heading of the ports.
    pub ports: String,
    /// Heading of the regions.
    pub regions: String,
    /// Caption of a chart: `{what}` is ranked, `{period}`.
    pub caption: String,
    /// From the quarter `{first}` to the quarter `{last}`.
    pub period: String,
    /// What stands above the axis.
    pub axis: String,
    /// The quarter of `{first}` to `{last}` months under the axis.
    pub quarter: String,
    /// The main finding: in `{led}` of `{editions}` editions `{key}` was first.
    pub led: String,
    /// What is first in the last edition: `{last}`, `{keys}`.
    pub latest: String,
    /// What is first in the only edition: `{last}`, `{keys}`.
    pub only: String,
    /// That all `{all}` keys are drawn.
    pub drawn_all: String,
    /// Which `{drawn}` of `{all}` keys are drawn.
    pub drawn: String,
    /// What lies below the rank `{shown}`.
    pub below: String,
    /// What an interrupted line means.
    pub gaps: String,
    /// Which table of each edition counts.
    pub source: String,
    /// Parts two keys of one rank, or two in a sentence.
    pub separator: String,
    /// Parts two sentences.
    pub between: String,
    /// Heading of the editions in tables.
    pub edition: String,
    /// Link to the data of all editions.
    pub csv: String,
    /// Heading of the list of keys.
    pub keys: String,
    /// Title of a key's page: `{key}`, `{title}`.
    pub key_title: String,
    /// What a key's page has: `{key}`.
    pub key_sentence: String,
    /// Where nothing has been ranked yet.
    pub none: String,
}
