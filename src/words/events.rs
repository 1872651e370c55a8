//! The words of what was detected in the lines of a chart, as the file of a language has them.

use serde::Deserialize;

/// What a chart and its text alternative say of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventWords {
    /// What the rings mean, and the heading of the column of values.
    pub legend: String,
    /// More than before, and back again.
    pub burst: String,
    /// Less than before, and back again.
    pub drop: String,
    /// A higher level to the end.
    pub rise: String,
    /// A lower level to the end.
    pub fall: String,
    /// More, nearly all of it at one sensor.
    pub one_sensor_up: String,
    /// Less, nearly all of it at one sensor.
    pub one_sensor_down: String,
    /// A single day, `{first}`.
    pub day: String,
    /// `{first}` to `{last}` of one month; `{first_number}` and `{last_number}` are the days alone.
    pub days_of_month: String,
    /// `{first}` to `{last}`.
    pub days: String,
    /// From `{first}` on.
    pub from: String,
    /// `{days}` of what one sensor carries, on the chart.
    pub mark_one: String,
    /// One of them in a sentence: `{label}`, `{days}`, `{what}`.
    pub item: String,
    /// One of them in the values of a day: `{label}`, `{what}`.
    pub cell: String,
    /// Between two.
    pub separator: String,
    /// In the text alternative: `{items}`.
    pub alt: String,
    /// The same, and `{n}` more.
    pub alt_more: String,
    /// Where nothing was detected.
    pub none: String,
    /// The note where days are withheld.
    pub withheld: String,
    /// How they are found, in the method chapter.
    pub method: String,
}
