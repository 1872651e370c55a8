//! What staff wrote, as a value: blocks and inlines with their places, bindings read but not answered.

use std::collections::{BTreeMap, BTreeSet};

use crate::binding::Expression;
use crate::finding::Place;
use crate::key::Key;
use crate::quarter::Quarter;
use crate::question::Question;

/// One edition's manuscript in one language, fixed texts put in place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manuscript {
    /// 要点: the list before the first heading.
    pub summary: Vec<Paragraph>,
    /// What follows, in order.
    pub blocks: Vec<Block>,
    /// The fixed texts that close the report.
    pub closing: Vec<Closing>,
    /// Footnote definitions by name.
    pub footnotes: BTreeMap<String, Footnote>,
    /// Cleaned pictures by the id of their block.
    pub pictures: BTreeMap<String, Picture>,
    /// What staff told the proof-reader to let stand, in the order in which it was read.
    pub silences: Vec<Silence>,
    /// Ids of blocks that are no part of it because of faults that are told: what names them is no second fault.
    pub broken: BTreeSet<String>,
    /// Whether nobody wrote it: tables and charts of the original stand in it, and the program words the rest.
    pub data_only: bool,
    /// Whether words of it were lost by a fault that is told: what is missing then is no second fault.
    pub cut: bool,
}

/// Pieces of a line.
pub type Inlines = Vec<Inline>;

/// A comment that tells the proof-reader to let something stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silence {
    /// The code of the findings that it silences; empty where none was written.
    pub code: String,
    /// The quoted words of which alone it speaks.
    pub words: Option<String>,
    /// Why; empty where nobody said so.
    pub reason: String,
    /// Whether it begins as one must; what only looks like it silences nothing.
    pub is_formed: bool,
    /// Whether it stands on lines of its own and speaks of what follows, instead of what it stands in.
    pub alone: bool,
    /// Where it stands.
    pub place: Place,
}

/// A fixed text that closes the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Its name: `trademarks`.
    pub id: String,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
}

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A chapter or section.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A list.
    List(List),
    /// A table that was written by hand.
    Written(Written),
    /// A quotation.
    Quote(Vec<Paragraph>),
    /// A computed table.
    Table(Table),
    /// A chart.
    Chart(Chart),
    /// A picture.
    Image(Image),
    /// What to do about the keys of a table.
    Actions(Actions),
    /// Where the references chapter stands.
    References(Place),
}

impl Block {
    /// Where it stands, or the first of its parts does.
    pub fn place(&self) -> Option<Place> {
        match self {
            Self::Heading(heading) => Some(heading.place.clone()),
            Self::Paragraph(paragraph) => Some(paragraph.place.clone()),
            Self::List(list) => list.items.iter().flatten().find_map(Self::place),
            Self::Written(written) => Some(written.place.clone()),
            Self::Quote(paragraphs) => paragraphs.first().map(|paragraph| paragraph.place.clone()),
            Self::Table(table) => Some(table.place.clone()),
            Self::Chart(chart) => Some(chart.place.clone()),
            Self::Image(image) => Some(image.place.clone()),
            Self::Actions(actions) => Some(actions.place.clone()),
            Self::References(place) => Some(place.clone()),
        }
    }

    /// The block's or heading's id, where it has one.
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Heading(heading) => heading.id.as_deref(),
            Self::Table(table) => Some(&table.id),
            Self::Chart(chart) => Some(&chart.id),
            Self::Image(image) => Some(&image.id),
            Self::Paragraph(_)
            | Self::List(_)
            | Self::Written(_)
            | Self::Quote(_)
            | Self::Actions(_)
            | Self::References(_) => None,
        }
    }
}

/// A chapter or section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 3.
    pub level: u8,
    /// Its id, where one was given.
    pub id: Option<String>,
    /// Its words.
    pub inlines: Inlines,
    /// Where it stands.
    pub place: Place,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its words.
    pub inlines: Inlines,
    /// Where it stands.
    pub place: Place,
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// The first number of a numbered list.
    pub start: Option<u32>,
    /// Its items.
    pub items: Vec<Vec<Block>>,
    /// Where it stands.
    pub place: Place,
}

/// How a column of a written table stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// Not said, or left.
    Left,
    /// Centred.
    Center,
    /// Right.
    Right,
}

/// A table that was written by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Headings.
    pub header: Vec<Inlines>,
    /// How the columns stand.
    pub alignments: Vec<Alignment>,
    /// Cells by row.
    pub rows: Vec<Vec<Inlines>>,
    /// Its ※ notes.
    pub notes: Vec<Paragraph>,
    /// Where it stands.
    pub place: Place,
}

/// Where the action texts on the keys of a table stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actions {
    /// The table's id.
    pub of: String,
    /// Texts on keys of its kind; those whose keys it ranks are printed.
    pub texts: Vec<ActionText>,
    /// Where the id was written.
    pub of_place: Place,
    /// Where the block stands.
    pub place: Place,
}

/// What to do about keys: a fixed text that names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionText {
    /// The ports or regions it speaks of.
    pub keys: Vec<Key>,
    /// Its paragraphs and lists.
    pub blocks: Vec<Block>,
}

/// A column that a computed table can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// 順位.
    Rank,
    /// The key's label.
    Label,
    /// 前四半期の順位.
    Previous,
    /// Sum over the quarter.
    Packets,
    /// Mean a sensor and day.
    PerSensorDay,
    /// Share of all packets in scope.
    Share,
    /// Change of the means against the previous quarter.
    Change,
}

/// A computed table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its id.
    pub id: String,
    /// What it asks.
    pub question: Question,
    /// How many ranks it shows.
    pub top: u32,
    /// Its columns in order.
    pub columns: Vec<Column>,
    /// Its caption, where one was written.
    pub caption: Option<Inlines>,
    /// Its ※ notes.
    pub notes: Vec<Paragraph>,
    /// Where it stands.
    pub place: Place,
}

/// Which lines a chart has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lines {
    /// The keys that a table shows.
    Of(String, Place),
    /// These keys, as written.
    Keys(Vec<(String, Place)>),
    /// The first so many ranks.
    Top(u32),
    /// One line with this label.
    Total(String),
}

/// What a chart's values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// Packets a day, all sensors of the scope together.
    Day,
    /// Packets a sensor and day.
    SensorDay,
}

/// A chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// Its id.
    pub id: String,
    /// What it asks; that of the table for [`Lines::Of`].
    pub question: Question,
    /// Its lines.
    pub lines: Lines,
    /// What its values are.
    pub per: Per,
    /// Over how many days a moving mean is taken, 1 for none.
    pub mean: u32,
    /// Whether what is detected in its lines is marked.
    pub events: bool,
    /// From how many quarters before the range is taken that is normal for its line, and where that was written.
    pub normal: Option<(u32, Place)>,
    /// Its caption, where one was written.
    pub caption: Option<Inlines>,
    /// What the analyst says it shows.
    pub finding: Option<Inlines>,
    /// Its ※ notes.
    pub notes: Vec<Paragraph>,
    /// Where it stands.
    pub place: Place,
}

/// A picture's block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Its id.
    pub id: String,
    /// Text alternative.
    pub alt: Inlines,
    /// Caption.
    pub caption: Inlines,
    /// Who made it.
    pub credit: Option<Inlines>,
    /// Its ※ notes.
    pub notes: Vec<Paragraph>,
    /// Where it stands.
    pub place: Place,
}

/// A picture, free of everything but its pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// File name in the edition: `dvr-login.png`.
    pub file: String,
    /// The cleaned file.
    pub bytes: Vec<u8>,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// A footnote's definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footnote {
    /// Its lines.
    pub lines: Vec<Inlines>,
    /// Where it stands.
    pub place: Place,
}

impl Inline {
    /// Where it stands, or the first of its words does.
    pub fn place(&self) -> Option<&Place> {
        match self {
            Self::Text { place, .. }
            | Self::Binding { place, .. }
            | Self::Reference { place, .. }
            | Self::Across { place, .. }
            | Self::Citation { place, .. } => Some(place),
            Self::Strong(inner) | Self::Emphasis(inner) | Self::Link { inlines: inner, .. } => {
                inner.iter().find_map(Self::place)
            }
            Self::SoftBreak | Self::Break | Self::Code(_) => None,
        }
    }
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Text.
    Text {
        /// The text.
        text: String,
        /// Where it begins.
        place: Place,
    },
    /// A line end in the source: a space between narrow characters, nothing between wide ones.
    SoftBreak,
    /// A line break that was asked for.
    Break,
    /// A value.
    Binding {
        /// What is asked.
        expression: Expression,
        /// Where it stands.
        place: Place,
    },
    /// Strong emphasis.
    Strong(Inlines),
    /// Emphasis.
    Emphasis(Inlines),
    /// A literal.
    Code(String),
    /// A link to another page.
    Link {
        /// An http, https or mailto address.
        href: String,
        /// Its words.
        inlines: Inlines,
    },
    /// A reference to a block or heading by its id.
    Reference {
        /// The id.
        id: String,
        /// Where it stands.
        place: Place,
    },
    /// A reference to a block or heading of another edition.
    Across {
        /// The edition.
        edition: Quarter,
        /// The id there.
        id: String,
        /// Where it stands.
        place: Place,
    },
    /// A citation of a reference by its name.
    Citation {
        /// The name.
        name: String,
        /// Where it stands.
        place: Place,
    },
}
