//! The words of the files of an edition's data, as the file of a language has them.

use serde::Deserialize;

/// What the workbook and the descriptions of the data say, and what links to them are called.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataWords {
    /// Link to the workbook.
    pub workbook: String,
    /// Link to the JSON.
    pub json: String,
    /// Link to the description of the data package.
    pub descriptor: String,
    /// Link to what all editions told, on the page that lists them.
    pub history: String,
    /// Name of the workbook's first sheet.
    pub about: String,
    /// The period.
    pub period: String,
    /// Version and day of publication.
    pub version: String,
    /// Who publishes.
    pub publisher: String,
    /// The licence.
    pub licence: String,
    /// The time zone of days.
    pub time_zone: String,
    /// The database of regions.
    pub region_database: String,
    /// What stands in place of numbers.
    pub marks: String,
    /// What an empty cell is called.
    pub empty: String,
    /// What it means.
    pub empty_means: String,
    /// What the mark of a withheld number means.
    pub withheld: String,
    /// What the mark of a previous rank beyond `{n}` means.
    pub outside: String,
    /// The list of sheets: a sheet.
    pub sheet: String,
    /// Its caption.
    pub caption: String,
    /// Its scope.
    pub scope: String,
    /// What its numbers count.
    pub unit: String,
    /// Its notes.
    pub notes: String,
    /// Heading of the column of keys.
    pub code: String,
    /// What a share is a number of.
    pub share: String,
    /// What a change is a number of.
    pub change: String,
}
