//! The sheet as a value: plain, serialisable, worded. What is set on paper is [`Sheet::on_paper`].

use serde::Serialize;

use crate::lang::Lang;
use crate::quarter::Day;

/// One edition's sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// Version of this format, 1.
    pub format: u32,
    /// Identity of the site.
    pub site: String,
    /// Identity of the edition: `2022q4`.
    pub edition: String,
    /// Language of the words.
    pub lang: Lang,
    /// The day on which the edition is (to be) published.
    pub day: Day,
    /// What stands above all.
    pub head: Head,
    /// Words of the frame.
    pub labels: Labels,
    /// The sections in order.
    pub sections: Vec<Section>,
}

/// Which edition it is, and the place to sign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Head {
    /// What this paper is.
    pub title: String,
    /// Title and period of the report, its mark included.
    pub report: String,
    /// Name and value: version, status, digests.
    pub entries: Vec<(String, String)>,
    /// The place to sign.
    pub signature: Signature,
}

/// The place to sign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// 承認.
    pub title: String,
    /// 氏名.
    pub name: String,
    /// 日付.
    pub date: String,
    /// What the line is and is not.
    pub remark: String,
}

/// Words of the frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Labels {
    /// Counts what paper leaves out; `{n}` stands for the number.
    pub more: String,
    /// The page's number; `{page}` and `{pages}` stand for them.
    pub page: String,
    /// That it stays in the house.
    pub inside: String,
}

/// A section.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Its name for machines: `numbers`.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What is said of all of it.
    pub lead: Vec<String>,
    /// How its rows stand.
    pub layout: Layout,
    /// The columns of a table.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// What paper leaves out, counted.
    pub left_out: Option<String>,
}

/// How rows stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// Under each other, of one cell.
    #[default]
    Lines,
    /// As a table.
    Table,
    /// One after the other in a line, of one cell.
    Words,
    /// Pictures beside each other, the cell below.
    Pictures,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// Its part of the width.
    pub width: u8,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Cell>,
    /// The picture it is of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
}

/// Words, with those around them that are there to find them by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// What stands before.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// The words.
    pub text: String,
    /// What stands behind.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub after: String,
}

/// A picture of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// Its file in the edition.
    pub file: String,
    /// Its text alternative.
    pub alt: String,
}

impl Section {
    /// A section without rows.
    pub(super) fn new(id: &str, title: String) -> Self {
        Self { id: id.to_owned(), title, ..Self::default() }
    }

    /// The same as a table with these columns.
    pub(super) fn table<const N: usize>(self, columns: [(String, u8); N]) -> Self {
        let columns = columns.map(|(title, width)| Column { title, width }).into();
        Self { layout: Layout::Table, columns, ..self }
    }
}

impl Row {
    /// A row of these cells.
    pub(super) fn of(cells: impl Into<Vec<Cell>>) -> Self {
        Self { cells: cells.into(), picture: None }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}
