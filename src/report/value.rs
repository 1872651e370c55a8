//! The finished report as a value: plain, serialisable, without a float. Every room after this one only obeys it.
//!
//! Its canonical JSON (fields in the order of these declarations) is what the digest of an edition is taken of.
//! Blocks know their place for messages; places are no part of the JSON, so nothing published holds them.

use serde::{Deserialize, Serialize};

use crate::config::Cover;
use crate::finding::Place;
use crate::lang::Lang;
use crate::quarter::Day;

/// One edition in one language, disclosure applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Version of this format, 1.
    pub format: u32,
    /// Identity of the site, such as `synthetic-2022`.
    pub site: String,
    /// Identity of the edition, such as `2022q4`.
    pub edition: String,
    /// Language of the text.
    pub lang: Lang,
    /// Cover and imprint data.
    pub front: Front,
    /// What whoever uses the data must know.
    #[serde(default)]
    pub about: About,
    /// What readers of an earlier version must know, before all else; the newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// 要点: bound sentences, none to five.
    pub summary: Option<Summary>,
    /// Chapters in order, the references chapter and the closing notes included.
    pub body: Vec<Block>,
    /// Words of the frame that PDF and HTML print, already in `lang`.
    pub labels: Labels,
    /// Whether data files are attached to the PDF.
    pub attachments: bool,
    /// How the PDF begins.
    pub cover: Cover,
    /// Further data files, where disclosure lets the whole data package out.
    pub package: Vec<Data>,
    /// How it is catalogued, cited and passed on; none before it is finished.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub catalogue: Option<Catalogue>,
}

/// What those are told who catalogue, cite or pass on a finished edition, and their machines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    /// The version as a number: `1.0`.
    pub version: String,
    /// The day of its first version.
    pub issued: Day,
    /// First day of the period.
    pub first: Day,
    /// Last day of the period.
    pub last: Day,
    /// Address of its page on the web, where the site has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Language and territory: `ja_JP`.
    pub locale: String,
    /// What stands above the citation: 引用するとき.
    pub title: String,
    /// Publisher, title, version, day and address in one line.
    pub citation: String,
    /// What stands in a figure that is taken out: 出典：….
    pub credit: String,
    /// Whom to ask, where a closing text called `contact` says so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contact: Vec<String>,
    /// Whether there is a folder for the press.
    pub press: bool,
}

/// What the cover, the running header and the metadata say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Front {
    /// Title of the report: インターネット定点観測レポート.
    pub title: String,
    /// The period as titles print it: 2022年10～12月.
    pub period: String,
    /// Title and period for the PDF's and the page's title, the notice included.
    pub document_title: String,
    /// Running header on every page but the first.
    pub header: String,
    /// 第1.0版, as printed.
    pub version: String,
    /// Publication date as printed, and as a day for metadata.
    pub date: String,
    /// The day that PDF metadata carries.
    pub day: Day,
    /// Who publishes.
    pub publisher: String,
    /// A word that must stand on cover, header, every figure and in the data files: 合成データ. With its
    /// explanation for the cover.
    pub notice: Option<Notice>,
    /// 草稿, on every page of an edition that is not published.
    pub draft: Option<String>,
    /// Licence of data and report, as printed.
    pub licence: Option<Licence>,
}

/// A word that marks every output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The mark itself, a few characters: 合成データ.
    pub mark: String,
    /// One sentence that explains it, for the cover.
    pub sentence: String,
}

/// The licence the outputs carry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Licence {
    /// Short name: CC BY-SA 4.0.
    pub name: String,
    /// Its address.
    pub url: String,
    /// Who must be named, one sentence.
    pub credit: String,
}

/// The notice of a correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// 訂正のお知らせ（第1.1版、2023年3月1日）.
    pub title: String,
    /// What was wrong, what is right, who is affected.
    pub paragraphs: Vec<Paragraph>,
}

/// 要点, boxed on the PDF's first page and first in HTML.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// 要点.
    pub title: String,
    /// Each a sentence.
    pub points: Vec<Paragraph>,
}

/// What whoever uses the data must know, beside what the report itself says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The bare version: `1.0`.
    pub version: String,
    /// First day of the quarter.
    pub first: Day,
    /// Its last day.
    pub last: Day,
    /// The bare name of the licence.
    pub licence: Option<String>,
    /// What is known of the sources that the report asks, each once.
    pub origins: Vec<Origin>,
    /// What stands in place of a number, the empty text included, and what it means.
    pub marks: Vec<Mark>,
}

/// What is known of observations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Where its days begin and end: `Asia/Tokyo`.
    pub time_zone: Option<String>,
    /// By what its addresses were given regions.
    pub region_database: Option<String>,
    /// The day of that database.
    pub region_database_date: Option<Day>,
}

/// What stands in place of a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The text: `x`, `>10`, or none at all.
    pub text: String,
    /// What it means.
    pub meaning: String,
}

/// Words of the frame, in the report's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labels {
    /// Name of the table of contents.
    pub contents: String,
    /// What opens the data table of a figure, `{}` standing for its label: {}のデータを表で見る.
    pub open_data: String,
    /// Name of a link to a data file, `{}` standing for the label: {}のデータ（CSV）.
    pub data_file: String,
    /// Name of a link to the file of a chart, `{}` standing for its label: {}の画像（SVG）.
    pub figure_file: String,
    /// Name of the links to the edition's other languages.
    #[serde(default)]
    pub languages: String,
    /// Name of the link to the PDF.
    pub pdf: String,
    /// Name of the link that skips to the text.
    pub skip: String,
    /// Page number in the PDF's footer, `{page}` and `{pages}` standing for them.
    pub page: String,
    /// Name of the region in which a wide table or chart scrolls, `{}` standing for its label.
    pub scroll: String,
    /// Which build a page is of, `{}` standing for its digest: 照合番号 {}. A draft's only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub build: Option<String>,
    /// How a table tells what it printed in the version before, where there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<ChangedLabels>,
    /// What the page's controls are called.
    pub controls: Controls,
    /// What the files of the data are called, and what stands in them.
    #[serde(default)]
    pub data: DataLabels,
}

/// What the files of the data are called, and what stands in them, in the report's language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataLabels {
    /// Name of the link to the workbook.
    pub workbook: String,
    /// Name of the link to the same as JSON.
    pub json: String,
    /// Name of the link to the description of the data package.
    pub descriptor: String,
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
    /// A mark that is no character.
    pub empty: String,
    /// How the numbers were made.
    pub method: String,
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
}

/// How a table tells what it printed in the version before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedLabels {
    /// What a cell was, `{}` standing for its print: 第1.0版では{}.
    pub cell: String,
    /// That a cell was something else: 第1.0版とは異なる値.
    pub other: String,
    /// That a row was not there: 第1.0版にはない行.
    pub row: String,
    /// What the marks mean: 第1.0版から変わったところ.
    pub legend: String,
}

/// What the page's controls are called, in the report's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Controls {
    /// Name of the link to a heading, table or figure, `{}` standing for its label.
    pub link: String,
    /// Name of the link to the paragraph in which it stands.
    pub link_paragraph: String,
    /// Shows the links of all paragraphs.
    pub links: String,
    /// Name of what reads a chart's values day by day, `{}` standing for its label.
    pub ask: String,
    /// How a chart is asked.
    pub ask_hint: String,
    /// Name of the group of a chart's lines, `{}` standing for its label.
    pub lines: String,
    /// What a day's value is told as: `{day}`, `{series}` and `{value}` stand for them.
    pub reading: String,
    /// What a day that an outage touches is told as: `{reading}` and `{outage}` stand for them.
    pub disturbed: String,
    /// In place of a value, where nothing was observed.
    pub gap: String,
    /// In place of a value that is withheld.
    pub withheld: String,
    /// What opens the columns of a table, `{}` standing for its label.
    pub columns: String,
    /// Puts the rows of a table back into their order.
    pub restore: String,
}

/// A part of the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
#[expect(clippy::large_enum_variant, reason = "a report has few blocks, and readers want fields, not boxes")]
pub enum Block {
    /// A chapter (level 1) or section (level 2 or 3).
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A list.
    List(List),
    /// A table written or computed; a computed one has a label.
    Table(Table),
    /// A chart.
    Chart(Figure),
    /// A picture.
    Image(Image),
    /// A quotation that is nobody's note.
    Quote(Quote),
    /// The list of references.
    References(References),
    /// What closes the report: trademark note, commission, contact, imprint; each a paragraph set small.
    Closing(Closing),
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// 1 to 3. In HTML one more: the title is `h1`.
    pub level: u8,
    /// `1.` or `2.1.`, if it counts.
    pub number: Option<String>,
    /// Anchor, ASCII.
    pub anchor: String,
    /// Its words.
    pub runs: Vec<Run>,
    /// Where it was written.
    #[serde(skip)]
    pub place: Place,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Its words.
    pub runs: Vec<Run>,
    /// Its number in a draft, by which reviewers point at it: ¶12.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// Where it was written.
    #[serde(skip)]
    pub place: Place,
}

/// A list; each item is blocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// The first number of a numbered list, none for bullets.
    pub start: Option<u32>,
    /// The items.
    pub items: Vec<Vec<Block>>,
}

/// A quotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
}

/// Small paragraphs at the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Run {
    /// Plain text that may break where the language allows.
    Text {
        /// The text.
        text: String,
    },
    /// Text that must stay on one line: a number with its unit, a date, `23/TCP`.
    Keep {
        /// The text.
        text: String,
        /// Whether a quarter em parts it from a wide character before it.
        gap_before: bool,
        /// Whether a quarter em parts it from a wide character after it.
        gap_after: bool,
    },
    /// Strong emphasis.
    Strong {
        /// Its pieces.
        runs: Vec<Run>,
    },
    /// Emphasis.
    Emphasis {
        /// Its pieces.
        runs: Vec<Run>,
    },
    /// A passage in another language.
    Foreign {
        /// Its language.
        lang: Lang,
        /// Its pieces.
        runs: Vec<Run>,
    },
    /// A literal, such as a command.
    Code {
        /// The text.
        text: String,
    },
    /// A link to another page.
    Link {
        /// An http, https or mailto address.
        href: String,
        /// Its words.
        runs: Vec<Run>,
    },
    /// A reference to a figure, table or heading of this edition, printed whole: ［表1］. It never breaks.
    Reference {
        /// Anchor of the target.
        anchor: String,
        /// The print: ［表1］.
        text: String,
        /// Name of the link for those who hear it, where the print says too little: 第2.1節.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
    },
    /// A reference to a figure, table or heading of another edition: ［2022年7～9月版の表1］.
    Across {
        /// Where it lies as seen from this page: `../2022q3/index.html#mirai`.
        href: String,
        /// Its address on the web, where the site has one: a PDF leaves its folder, and the page of a version lies in a
        /// folder of its own as well as in that of its edition.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        address: Option<String>,
        /// The print.
        runs: Vec<Run>,
    },
    /// A citation （1）. It never breaks.
    Citation {
        /// Number from 1.
        number: u32,
        /// Anchor of the entry.
        anchor: String,
        /// The print: （1）.
        text: String,
        /// Name of the link for those who hear it: 参考文献1.
        name: String,
    },
    /// A line break that was asked for.
    Break,
}

/// The label of a numbered table or figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// `表1`, `図2`.
    pub text: String,
    /// Anchor, ASCII: `top-ports`.
    pub anchor: String,
    /// The print before a caption, up to its words: `［表1：`.
    pub open: String,
    /// The print after a caption: `］`.
    pub close: String,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Label and caption; none for a table written in the manuscript without one.
    pub label: Option<Label>,
    /// The caption's words.
    pub caption: Vec<Run>,
    /// Column headings.
    pub columns: Vec<Column>,
    /// Cells by row.
    pub rows: Vec<Vec<Cell>>,
    /// ※ notes, each a paragraph, never parted from the table.
    pub notes: Vec<Paragraph>,
    /// The data file, for a computed table.
    pub data: Option<Data>,
    /// Where it was written.
    #[serde(skip)]
    pub place: Place,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its heading.
    pub runs: Vec<Run>,
    /// How its cells stand.
    pub align: Align,
    /// Whether its cells name their rows (`th scope="row"`).
    pub names_row: bool,
}

/// How cells stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    /// Text.
    Left,
    /// Ranks.
    Center,
    /// Numbers.
    Right,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Its words.
    pub runs: Vec<Run>,
    /// Anchor of what to do about the key that it names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
}

/// A data file: what a table or figure shows, for machines. Values are unformatted: `23/TCP`, `16874`, `2022-10-01`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Data {
    /// File name below `data/`: `top-ports.csv`.
    pub file: String,
    /// Names of the columns, ASCII.
    pub header: Vec<String>,
    /// What the columns hold, in their order.
    #[serde(default)]
    pub fields: Vec<Field>,
    /// Which sensors and rows the numbers speak of: 国内センサー12台.
    #[serde(default)]
    pub scope: String,
    /// Values by row; empty where there is none.
    pub rows: Vec<Vec<String>>,
}

/// A column of a data file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Its heading, in the report's language.
    pub title: String,
    /// What its cells are.
    pub kind: FieldKind,
    /// What its numbers count, in the report's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldKind {
    /// Words, or a key.
    Text,
    /// A day: `2022-10-01`.
    Day,
    /// A rank of this quarter.
    Rank,
    /// A rank of the quarter before, or a mark that says beyond which rank it is: `>10`.
    Before,
    /// A whole number.
    Integer,
    /// A number with decimals.
    Decimal,
    /// A part of a whole, or a change: 1 is 100 percent.
    Ratio,
}

impl Data {
    /// What stands in place of a number that is withheld, in every language.
    pub const WITHHELD: &str = "x";
}

/// A chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// Label.
    pub label: Label,
    /// The caption's words.
    pub caption: Vec<Run>,
    /// The text alternative: kind, period, unit, scope, for each series means and peak.
    pub alt: String,
    /// The analyst's one sentence on what it shows.
    pub finding: Option<Vec<Run>>,
    /// What is drawn.
    pub chart: Chart,
    /// The drawn values as a table: the date, then a column a series, cells as printed.
    pub table: DataTable,
    /// ※ notes.
    pub notes: Vec<Paragraph>,
    /// The data file.
    pub data: Data,
    /// Where it was written.
    #[serde(skip)]
    pub place: Place,
}

/// The drawn values of a figure as printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataTable {
    /// Headings, the date's first.
    pub header: Vec<String>,
    /// Cells by row, the date's first.
    pub rows: Vec<Vec<String>>,
}

/// A picture that staff brought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// Label.
    pub label: Label,
    /// The caption's words.
    pub caption: Vec<Run>,
    /// Name below `figures/` of the cleaned file: `dvr-login.png`.
    pub file: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// SHA-256 of the cleaned file, in hexadecimal.
    pub digest: String,
    /// The text alternative.
    pub alt: String,
    /// Who made it.
    pub credit: Option<Vec<Run>>,
    /// ※ notes.
    pub notes: Vec<Paragraph>,
    /// Where it was written.
    #[serde(skip)]
    pub place: Place,
}

/// A trend chart, everything decided: ticks, styles, words. Values are integers of `1 / parts` packets, or of an index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    /// What stands above the axis: パケット数／日（国内センサー12台の合計）.
    pub heading: String,
    /// A mark that must stand on the figure: 合成データ.
    pub mark: Option<String>,
    /// First day.
    pub first: Day,
    /// Number of days.
    pub days: u32,
    /// Ticks on days: position from 0 and label (`1`, `15`).
    pub day_ticks: Vec<DayTick>,
    /// Months under the days: first and last position and label (`10月`).
    pub months: Vec<Month>,
    /// How many parts make one: 1 of packets and of an index, 1000 of means.
    pub parts: i64,
    /// Ticks of the vertical axis from zero upwards; the last one is the top of the axis.
    pub value_ticks: Vec<ValueTick>,
    /// The lines, in the order of their labels from above.
    pub series: Vec<Series>,
    /// The range that is normal for its one line, where that was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub normal: Option<Normal>,
    /// What was detected in its lines, where that was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub events: Option<Events>,
    /// Hatched days: an outage, from position to position, both included.
    pub outages: Vec<Outage>,
    /// What the hatching means, where there is any: センサーの停止を含む期間.
    pub outage_label: Option<String>,
}

/// A tick on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayTick {
    /// Position of the day from 0.
    pub day: u32,
    /// Its label.
    pub label: String,
}

/// A month under the axis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Month {
    /// Position of its first day.
    pub first: u32,
    /// Position of its last day.
    pub last: u32,
    /// Its label.
    pub label: String,
}

/// A tick of the vertical axis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueTick {
    /// In parts.
    pub value: i64,
    /// Its label: 0, 5万, 10万.
    pub label: String,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// Its direct label: 23/TCP（telnet）.
    pub label: String,
    /// Which style of the look it has, from 0; the same key has the same in all figures of an edition.
    pub style: u8,
    /// A value a day in parts, none on days that were not observed or are withheld.
    pub values: Vec<Option<i64>>,
}

/// The range that is normal for a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Normal {
    /// What the band means: 通常の範囲（直前の4四半期）.
    pub label: String,
    /// The low and the high end of each day in parts, none on days that were not observed.
    pub ends: Vec<Option<[i64; 2]>>,
}

/// What was detected in the lines of a chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Events {
    /// What the rings mean: 検出した増減.
    pub label: String,
    /// Its marks, in the order of their days.
    pub marks: Vec<EventMark>,
}

/// An event on a chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventMark {
    /// Position in the chart's series.
    pub series: usize,
    /// Position of its first day.
    pub first: u32,
    /// Position of its last day.
    pub last: u32,
    /// Position of the day on which it stands out the most, or the first that has another level.
    pub peak: u32,
    /// Its days in words: 12月5日～15日.
    pub label: String,
}

/// Days on which an outage touched a sensor of the scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outage {
    /// Position of the first day.
    pub first: u32,
    /// Position of the last day.
    pub last: u32,
}

/// The references chapter's entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct References {
    /// In order of first citation.
    pub entries: Vec<Entry>,
}

/// One reference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Number from 1.
    pub number: u32,
    /// Anchor, ASCII.
    pub anchor: String,
    /// Its number as printed: （1）.
    pub mark: String,
    /// Its lines: publisher, title, address.
    pub lines: Vec<Vec<Run>>,
}

impl From<Vec<Run>> for Cell {
    /// Words that lead nowhere.
    fn from(runs: Vec<Run>) -> Self {
        Self { runs, action: None }
    }
}

impl Report {
    /// The first chart in the order of reading.
    pub fn first_chart(&self) -> Option<&Figure> {
        self.body.iter().find_map(|block| match block {
            Block::Chart(figure) => Some(figure),
            _ => None,
        })
    }

    /// Every chart in the order of reading, those in lists included.
    pub fn charts(&self) -> Vec<&Figure> {
        let mut found = Vec::new();
        charts(&self.body, &mut found);
        found
    }

    /// What the edition's card shows, for those who do not see it.
    pub fn card_alt(&self) -> String {
        let title = &self.front.document_title;
        self.first_chart().map_or_else(|| title.clone(), |figure| format!("{title} {}", figure.title()))
    }
}

impl Paragraph {
    /// Words that were written at `place`.
    pub fn new(runs: Vec<Run>, place: Place) -> Self {
        Self { runs, number: None, place }
    }
}

impl Table {
    /// Label and caption as one plain text, where it has a label: ［表1：…］.
    pub fn title(&self) -> Option<String> {
        let label = self.label.as_ref()?;
        Some(format!("{}{}{}", label.open, super::runs::plain(&self.caption), label.close))
    }
}

impl Figure {
    /// Label and caption as one plain text: ［図1：…］.
    pub fn title(&self) -> String {
        format!("{}{}{}", self.label.open, super::runs::plain(&self.caption), self.label.close)
    }
}

impl Block {
    /// The words of its caption, or of the heading that it is, without any markup.
    pub fn caption(&self) -> Option<String> {
        match self {
            Self::Heading(heading) => Some(super::runs::plain(&heading.runs)),
            Self::Table(table) => table.label.is_some().then(|| super::runs::plain(&table.caption)),
            Self::Chart(figure) => Some(super::runs::plain(&figure.caption)),
            Self::Image(image) => Some(super::runs::plain(&image.caption)),
            Self::Paragraph(_) | Self::List(_) | Self::Quote(_) | Self::References(_) | Self::Closing(_) => {
                None
            }
        }
    }

    /// Where the block was written, if anywhere.
    pub fn place(&self) -> Option<Place> {
        match self {
            Self::Heading(heading) => Some(heading.place.clone()),
            Self::Paragraph(paragraph) => Some(paragraph.place.clone()),
            Self::List(list) => list.items.first()?.first()?.place(),
            Self::Table(table) => Some(table.place.clone()),
            Self::Chart(figure) => Some(figure.place.clone()),
            Self::Image(image) => Some(image.place.clone()),
            Self::Quote(Quote { paragraphs }) | Self::Closing(Closing { paragraphs }) => {
                paragraphs.first().map(|paragraph| paragraph.place.clone())
            }
            Self::References(_) => None,
        }
    }
}

fn charts<'a>(blocks: &'a [Block], found: &mut Vec<&'a Figure>) {
    for block in blocks {
        match block {
            Block::Chart(figure) => found.push(figure),
            Block::List(list) => list.items.iter().for_each(|item| charts(item, found)),
            _ => {}
        }
    }
}
