//! The words of an inquiry, as the file of a language has them: what its answer is called, how far it reaches, and the
//! sentence of it that may be quoted.

use serde::Deserialize;

/// What an answer without a manuscript is told with.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InquiryWords {
    /// Mark of what is for the house alone.
    pub unpublished: String,
    /// The site's `{mark}` beside that one, `{unpublished}`.
    pub marks: String,
    /// Title of a ranking: `{caption}`, `{period}`, `{scope}`.
    pub title: String,
    /// Title of a chart: `{caption}`, `{scope}`.
    pub title_trend: String,
    /// What stands above the axis of a chart, which goes out alone: `{heading}`, `{period}`.
    pub heading: String,
    /// Observed days: `{days}`, `{held}`.
    pub coverage: String,
    /// Observed days, and pairs of a sensor and a day: `{days}`, `{held}`, `{pairs}`, `{held_pairs}`.
    pub coverage_sensors: String,
    /// Days that no sensor saw, `{days}`.
    pub lost: String,
    /// Between names.
    pub separator: String,
    /// Before the last of names in a row.
    pub last: String,
    /// Before the last of names that share a rank.
    pub and: String,
    /// The sentence that may be quoted.
    pub quote: Quote,
}

/// The sentence that may be quoted, and its parts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quote {
    /// First and further keys: `{period}`, `{where}`, `{which}`, `{by}`, `{first}`, `{share}`, `{others}`.
    pub ranked: String,
    /// The first key alone, with the same.
    pub alone: String,
    /// Keys that were chosen: `{period}`, `{where}`, `{which}`, `{by}`, `{items}`.
    pub chosen: String,
    /// A chosen key: `{label}`, `{place}`.
    pub item: String,
    /// `{share}` of the whole.
    pub share: String,
    /// The same of several first keys.
    pub share_each: String,
    /// Several first keys, their share not told.
    pub tie: String,
    /// Where the data are from, and by what rule: `{publisher}`, `{title}`, `{measure}`.
    pub source: String,
    /// What is said of the keys: destination ports.
    pub by_port: String,
    /// Source regions.
    pub by_region: String,
    /// Sensors.
    pub by_sensor: String,
    /// Values of `{column}`.
    pub by_column: String,
    /// Who observed, `{sensors}`.
    pub observed_by: String,
    /// Sensors at home.
    pub home: String,
    /// Sensors abroad.
    pub overseas: String,
    /// All sensors.
    pub all: String,
    /// Of `{sensors}` only `{values}`.
    pub some: String,
    /// `{sensors}` but for `{values}`.
    pub without: String,
    /// Before the conditions, where there are any, `{conditions}`.
    pub which: String,
    /// From the regions `{values}`.
    pub from: String,
    /// From others than these.
    pub not_from: String,
    /// To the ports `{values}`.
    pub to: String,
    /// To others than these.
    pub not_to: String,
    /// Of the protocols `{values}`.
    pub over: String,
    /// Of others than these.
    pub not_over: String,
    /// With `{values}` in `{column}`.
    pub with: String,
    /// With others than these.
    pub not_with: String,
    /// The ports from `{first}` to `{last}`.
    pub range: String,
}
