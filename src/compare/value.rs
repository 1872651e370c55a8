//! What differs between two finished reports, and between two deliveries of observations, as plain values.
//!
//! Parts that are the same are not among them. Texts are as they are printed; amounts are integers.

use serde::{Deserialize, Serialize};

use crate::finding::Place;
use crate::lang::Lang;
use crate::quarter::Day;

/// What differs between two finished reports; equal ones have no changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// Language of the new report.
    pub lang: Lang,
    /// The old report.
    pub old: Side,
    /// The new report.
    pub new: Side,
    /// What differs, in the order of reading.
    pub changes: Vec<Change>,
}

/// Which report one side is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// Identity of its site.
    pub site: String,
    /// Identity of the edition: `2022q4`.
    pub edition: String,
    /// Its version as printed: 第1.0版.
    pub version: String,
    /// Its date as printed.
    pub date: String,
    /// 草稿, where it is one.
    pub draft: Option<String>,
}

/// A part of a report that is not the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What it is.
    pub part: Part,
    /// What became of it.
    pub how: How,
    /// The heading above it, of the new report where it is there; empty before the first one.
    pub within: String,
    /// Its printed label, if it has one: 表1.
    pub label: Option<String>,
    /// Its anchor, if staff gave it an id: `top-ports`.
    pub anchor: Option<String>,
    /// What differs within; what was added or removed is told whole.
    pub details: Vec<Detail>,
    /// Where the new one was written, if it was and it is known.
    #[serde(skip)]
    pub place: Option<Place>,
}

/// Kinds of parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Title, period, version, date, publisher, notice, licence.
    Front,
    /// A point of 要点.
    Point,
    /// A heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A paragraph of a list.
    Item,
    /// A paragraph of a quotation.
    Quote,
    /// A table.
    Table,
    /// A chart.
    Chart,
    /// A picture.
    Image,
    /// An entry of the references.
    Reference,
    /// A paragraph of what closes the report.
    Closing,
    /// What is no text of its own: words of the frame, cover, attachments, further data files, order of lists.
    Frame,
}

/// What became of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// Only the new report has it.
    Added,
    /// Only the old report has it.
    Removed,
    /// Both have it.
    Changed,
    /// Both have it, elsewhere; where it has details, it was changed, too.
    Moved,
}

/// One difference within a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Detail {
    /// A text, word by word.
    Words {
        /// Which of the part's texts.
        of: Of,
        /// The whole text of both sides.
        pieces: Vec<Piece>,
    },
    /// A cell of a table.
    Cell {
        /// The key of its row.
        row: String,
        /// The heading of its column.
        column: String,
        /// The old print.
        old: String,
        /// The new print.
        new: String,
    },
    /// A row that only the new table has.
    RowAdded {
        /// Its cells.
        cells: Vec<String>,
    },
    /// A row that only the old table has.
    RowRemoved {
        /// Its cells.
        cells: Vec<String>,
    },
    /// A row that stands in another place among the rows of both tables.
    RowMoved {
        /// Its key.
        row: String,
        /// Its old position from 1.
        old: usize,
        /// Its new position from 1.
        new: usize,
    },
    /// A column that only the new table has.
    ColumnAdded {
        /// Its heading.
        column: String,
    },
    /// A column that only the old table has.
    ColumnRemoved {
        /// Its heading.
        column: String,
    },
    /// Columns that stand in another order.
    ColumnsMoved {
        /// The old headings.
        old: Vec<String>,
        /// The new headings.
        new: Vec<String>,
    },
    /// The days of a chart.
    Days {
        /// First and last day of the old one.
        old: (Day, Day),
        /// First and last day of the new one.
        new: (Day, Day),
    },
    /// A line that only the new chart has.
    SeriesAdded {
        /// Its label.
        label: String,
    },
    /// A line that only the old chart has.
    SeriesRemoved {
        /// Its label.
        label: String,
    },
    /// Values of a line.
    Values(Values),
    /// A picture's pixels.
    Picture {
        /// SHA-256 of the old file.
        old: String,
        /// SHA-256 of the new file.
        new: String,
    },
    /// A data file.
    Data {
        /// Its name below `data/`.
        file: String,
        /// How many rows have other values, by their first cell.
        changed: usize,
        /// How many rows only the new one has.
        added: usize,
        /// How many rows only the old one has.
        removed: usize,
    },
    /// What has no words of its own, by its place in the finished report.
    Field {
        /// The names of the fields that lead there: `version`, `rows.3.align`.
        path: String,
        /// The old value; empty where there is none.
        old: String,
        /// The new value; empty where there is none.
        new: String,
    },
}

/// Texts of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Of {
    /// Its own words.
    Text,
    /// The caption, its label included.
    Caption,
    /// The analyst's sentence on what a chart shows.
    Finding,
    /// The text alternative.
    Alt,
    /// What stands above the axis.
    Axis,
    /// Who made a picture.
    Credit,
    /// A ※ note.
    Note,
}

/// A stretch of words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Which side has it.
    pub side: Sides,
    /// Its words.
    pub text: String,
}

/// Which side has something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sides {
    /// Both.
    Both,
    /// The old one.
    Old,
    /// The new one.
    New,
}

/// How the values of a line differ, day by day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Values {
    /// Its label.
    pub label: String,
    /// How many parts make one.
    pub parts: i64,
    /// On how many days they differ.
    pub days: usize,
    /// The first of these days.
    pub first: Day,
    /// The last of these days.
    pub last: Day,
    /// The day of the largest difference.
    pub largest: Day,
    /// The old value of that day in parts; none where there is none.
    pub old: Option<i64>,
    /// The new value of that day in parts.
    pub new: Option<i64>,
}

/// What differs between two deliveries of a source, in a quarter and the one before. Sums are the house's: no rule of
/// disclosure has been applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// The source.
    pub source: String,
    /// Rows of the old and of the new delivery, inside these quarters or not.
    pub rows: (i64, i64),
    /// Keys whose sums differ, the largest difference first.
    pub keys: Vec<Sum>,
    /// Sensor-days that differ, in the order of days.
    pub sensor_days: Vec<SensorDay>,
}

/// The sums of one key in one quarter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// First day of the quarter.
    pub quarter: Day,
    /// What the key is: `port`, `region`, `sensor`, `total` or the name of a column.
    pub by: String,
    /// The key: `23/TCP`.
    pub key: String,
    /// The old sum over every row.
    pub old: i64,
    /// The new sum.
    pub new: i64,
    /// Days whose sums over observed sensor-days differ, the largest difference first; of the edition's quarter only.
    pub days: Vec<DaySum>,
}

/// The sums of one key on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DaySum {
    /// The day.
    pub day: Day,
    /// The old sum.
    pub old: i64,
    /// The new sum.
    pub new: i64,
}

/// What one sensor delivered of one day, whatever the key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SensorDay {
    /// The day.
    pub day: Day,
    /// The sensor's identity; empty for a source without sensors.
    pub sensor: String,
    /// Old rows and packets; none where the old delivery has no row.
    pub old: Option<(i64, i64)>,
    /// New rows and packets.
    pub new: Option<(i64, i64)>,
}

/// What a binding of the manuscript prints, from either delivery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Print {
    /// Where it stands in the manuscript.
    pub place: Place,
    /// The old print; none where it has none.
    pub old: Option<String>,
    /// The new print.
    pub new: Option<String>,
}
