//! The words of the range that is normal for a line, as the file of a language has them.

use serde::Deserialize;

/// What a chart and its text alternative say of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NormalWords {
    /// Beside its sample: from `{n}` quarters.
    pub legend: String,
    /// Heading of its low ends.
    pub low: String,
    /// Heading of its high ends.
    pub high: String,
    /// In the text alternative: from `{n}` quarters, `{low}` to `{high}` on all days.
    pub alt: String,
    /// The same where it follows the sensors of a day: `{low}` to `{high}` on the widest.
    pub alt_days: String,
    /// How many days lie `{above}` it and `{below}` it.
    pub outside: String,
    /// The note where it is withheld, of days below `{limit}`.
    pub withheld: String,
    /// How it is made, in the method chapter.
    pub method: String,
}
