//! The answer to an inquiry as a plain value.

use serde::{Deserialize, Serialize};

use crate::finding::Finding;
use crate::quarter::Day;
use crate::report::{Align, Data, Figure};

/// Who is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// The house: everything, marked as not published.
    House,
    /// Everybody: what `[disclosure]` lets out.
    Public,
}

/// What answering brings.
#[derive(Debug, Default)]
pub struct Replied {
    /// The answer; none where a finding says why.
    pub reply: Option<Reply>,
    /// What is wrong with the question, or must be known of the answer.
    pub findings: Vec<Finding>,
}

/// An answer in words and numbers, finished.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// What must stand on every form of it: 未公表, the site's own mark, or both.
    pub mark: Option<String>,
    /// What is told, of which days, sensors and rows.
    pub title: String,
    /// Headings of the columns.
    pub columns: Vec<ReplyColumn>,
    /// Cells by row, as printed.
    pub rows: Vec<Vec<String>>,
    /// Notes of table or chart.
    pub notes: Vec<String>,
    /// The rules by which it was made.
    pub rules: Vec<String>,
    /// How far the observations reach, in words.
    pub coverage: Vec<String>,
    /// The same in numbers.
    pub reach: Reach,
    /// The sentence that may be quoted.
    pub sentence: Option<String>,
    /// The same cells for machines.
    pub data: Data,
    /// The chart, where one was asked for.
    pub figure: Option<Figure>,
}

/// A column of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyColumn {
    /// Its heading.
    pub name: String,
    /// How its cells stand.
    pub align: Align,
}

/// How far the observations of an answer reach.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    /// First day that was asked.
    pub first: Day,
    /// Last day that was asked.
    pub last: Day,
    /// Number of these days.
    pub days: usize,
    /// Those on which a sensor of the scope was observed.
    pub observed_days: usize,
    /// Sensors of the scope in service; none for a source without sensors.
    pub sensors: Option<usize>,
    /// Pairs of a sensor in service and a day.
    pub sensor_days: i64,
    /// Those that were observed.
    pub observed_sensor_days: i64,
    /// Days on which no sensor of the scope was observed.
    pub lost_days: Vec<Day>,
}
