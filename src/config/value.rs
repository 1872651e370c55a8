//! What a site and an edition say, resolved: nothing here is "not said" any more.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Source;
use crate::finding::{Finding, Level, Place};
use crate::key::{Key, Region};
use crate::lang::Lang;
use crate::names::Names;
use crate::quarter::{Day, Moment, Quarter};
use crate::question::Ratio;
use crate::words::Words;

/// A site: who publishes, where the data is, how its columns are called.
#[derive(Clone, Debug)]
pub struct Site {
    /// The folder of `teiten.toml`, absolute.
    pub root: PathBuf,
    /// Identity in manifests, ASCII: `synthetic-2022`.
    pub id: String,
    /// Title of the report.
    pub title: Text,
    /// Who publishes.
    pub publisher: Text,
    /// First language.
    pub lang: Lang,
    /// Where published editions go, absolute.
    pub out: PathBuf,
    /// Where all others go, absolute.
    pub drafts: PathBuf,
    /// The address under which the folder of published editions is read, ending in `/`.
    pub base: Option<String>,
    /// What files of editions are called, and how their article stands in a page of somebody else.
    pub web: Web,
    /// Whether each key that has stood in a published ranking gets a page of its own.
    pub key_pages: bool,
    /// A mark for every output and its explanation, both by language.
    pub notice: Option<(Text, Text)>,
    /// Licence of data and report: name, address, credit.
    pub licence: Option<(String, String, Text)>,
    /// The region whose sensors are at home.
    pub home: Region,
    /// Sources by name.
    pub sources: BTreeMap<String, Source>,
    /// The sensors' table; empty where there is none.
    pub sensors: Vec<Sensor>,
    /// Outages, in the file's order.
    pub outages: Vec<Outage>,
    /// What earlier editions told their readers.
    pub published: Vec<PublishedRank>,
    /// Tables, figures and headings of earlier editions by their ids: what other editions may refer to.
    pub published_blocks: PublishedBlocks,
    /// The file that says so, relative to the site's folder; it may not be there yet.
    pub record: String,
    /// Names of services and regions, the house's own over the shipped ones.
    pub names: Names,
    /// How a port with a service name is printed.
    pub label_style: LabelStyle,
    /// Words of each language, the site's own over the shipped ones.
    pub words: BTreeMap<Lang, Words>,
    /// Fixed paragraphs and stock advice.
    pub texts: Vec<FixedText>,
    /// Recurring references.
    pub references: BTreeMap<String, Reference>,
    /// Commissions by date.
    pub commissions: Vec<Commission>,
    /// Ids of the fixed texts that close every report, in order: `trademarks`, `contact`, `imprint`.
    pub closing: Vec<String>,
    /// What may leave the house.
    pub disclosure: Disclosure,
    /// Whether finished editions have a folder for the press.
    pub press: bool,
    /// Whether data files are attached to the PDF.
    pub attachments: bool,
    /// How the PDF begins.
    pub cover: Cover,
    /// Bytes of fonts that the site adds, in the order given.
    pub fonts: Vec<Vec<u8>>,
    /// The site's own Typst look, in place of the shipped one.
    pub typst_look: Option<String>,
    /// The site's own style sheet, in place of the shipped one.
    pub css: Option<String>,
    /// Every file read so far with its bytes' digest, for the manifest: names stay in the house.
    pub inputs: Vec<Input>,
}

/// `[web]` but for its base; names are asked of the site ([`Site::page_name`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Web {
    /// The level of the title among the headings of a page that holds the article.
    pub heading: u8,
    /// What pages of editions are called, with `{yyyy}` and the like.
    pub(super) page: String,
    /// What their PDFs are called, likewise.
    pub(super) pdf: String,
}

/// A text by language; the site's first language always has one.
pub type Text = BTreeMap<Lang, String>;

/// An input that was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Input {
    /// What it is, in one word: `site`, `edition`, `manuscript`, `observations`, `sensors` …
    pub role: &'static str,
    /// Path as the user knows it. Never published.
    pub path: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub digest: String,
    /// Its length in bytes.
    pub bytes: u64,
}

/// A sensor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sensor {
    /// Its identity in the data. Leaves the house only where disclosure says so.
    pub id: String,
    /// Where it stands.
    pub region: Region,
    /// First day of its service.
    pub start: Option<Day>,
    /// Last day of its service.
    pub end: Option<Day>,
    /// What it may be called outside.
    pub alias: Option<String>,
}

/// A time in which a sensor did not see everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outage {
    /// The sensor's identity; none means every sensor.
    pub sensor: Option<String>,
    /// First day it touches.
    pub from: Day,
    /// Last day it touches.
    pub to: Day,
    /// Why, for the house.
    pub reason: String,
}

/// A rank that readers were told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedRank {
    /// Which edition told it.
    pub edition: Quarter,
    /// In which revision; the last one in the file counts.
    pub revision: String,
    /// Id of the table.
    pub table: String,
    /// The rank, from 1.
    pub rank: u32,
    /// The key as the file writes it: `23/TCP`, `CN`.
    pub key: Key,
    /// Where it stands.
    pub place: Place,
}

/// What editions showed, by edition and id.
pub type PublishedBlocks = BTreeMap<Quarter, BTreeMap<String, PublishedBlock>>;

/// A table, a figure or a heading of an edition that readers have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedBlock {
    /// What it is.
    pub kind: PublishedKind,
    /// Its number as printed, without words: `3`, `2.1`.
    pub number: String,
    /// The languages of its edition, the first one first.
    pub langs: Vec<Lang>,
    /// What its edition's page is called, `{lang}` standing for the language; none where it is [`PAGE`](super::PAGE).
    pub page: Option<String>,
    /// Its caption or words, for who looks for it.
    pub caption: Option<Text>,
    /// Where it stands.
    pub place: Place,
}

/// What a reference may lead to in another edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublishedKind {
    /// 表.
    Table,
    /// 図.
    Figure,
    /// A chapter, section or what is below one.
    Heading,
}

impl PublishedKind {
    /// Its name in `published.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Figure => "figure",
            Self::Heading => "heading",
        }
    }
}

/// How a port with a service name is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelStyle {
    /// 23/TCP（telnet）
    PortFirst,
    /// telnet（23/TCP）
    ServiceFirst,
}

/// A paragraph or several, kept outside the manuscript, with the days between which it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixedText {
    /// Its name: the file's, without language and date.
    pub id: String,
    /// Its language.
    pub lang: Lang,
    /// First day it holds.
    pub from: Option<Day>,
    /// Last day it holds.
    pub to: Option<Day>,
    /// The ports and regions it says what to do about.
    pub keys: Vec<Key>,
    /// Its Markdown, front matter blanked so that places stay true.
    pub markdown: String,
    /// Its file.
    pub file: String,
}

/// A recurring reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Who published it.
    pub publisher: String,
    /// What it is called.
    pub title: String,
    /// Where it is.
    pub url: String,
    /// Language of publisher and title.
    pub lang: Lang,
    /// The day on which somebody last looked there, for the house.
    pub accessed: Option<Day>,
    /// Before when no edition that cites it is published.
    pub not_before: Option<When>,
    /// Where it stands.
    pub place: Place,
}

/// A day as a whole, or a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// From its first minute on, where it is looked at.
    Day(Day),
    /// From then on.
    Moment(Moment),
}

impl When {
    /// Whether it has not come at `now`; a day has, once it is that day where `now` is told.
    pub fn is_ahead(self, now: Moment) -> bool {
        match self {
            Self::Day(day) => now.date_naive() < day,
            Self::Moment(moment) => now < moment,
        }
    }
}

impl std::fmt::Display for When {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Moment(moment) => f.write_str(&moment.to_rfc3339()),
        }
    }
}

/// Who commissioned the work, by days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commission {
    /// First day it holds.
    pub from: Day,
    /// Last day it holds.
    pub to: Day,
    /// Client.
    pub client: Text,
    /// Project, without the fiscal year.
    pub project: Text,
    /// The sentence, with `{client}`, `{project}` and `{fiscal_year}`.
    pub sentence: Text,
}

/// What may leave the house.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disclosure {
    /// How much of the counts.
    pub counts: Counts,
    /// How sensors are called.
    pub sensors: Sensors,
    /// A key's day with fewer packets is told only inside its quarter's sum.
    pub min_packets: Option<i64>,
}

/// How much of the counts may leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    /// What tables ask for and figures draw.
    Shown,
    /// None: they become an index.
    Index,
    /// Also the data package.
    Full,
}

/// How a PDF begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cover {
    /// Title, key points and contents have the first page to themselves.
    #[default]
    Page,
    /// The text follows them on the same page.
    Block,
    /// A line with the title, no contents.
    None,
}

/// How sensors are called outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sensors {
    /// Not at all: only their number.
    None,
    /// By their alias.
    Alias,
    /// By their identity.
    Id,
}

/// An edition.
#[derive(Clone, Debug)]
pub struct Edition {
    /// Its folder, absolute.
    pub root: PathBuf,
    /// Its calendar quarter; the folder is named after it.
    pub quarter: Quarter,
    /// How far it has come.
    pub status: Status,
    /// Whether it is read as readers will get it: it is published, or looked at as it will be then.
    pub finished: bool,
    /// Before when it is not published.
    pub publish_at: Option<Moment>,
    /// The day it is (to be) published.
    pub date: Day,
    /// Its version: `1.0`.
    pub version: String,
    /// What earlier versions were, newest first.
    pub history: Vec<Revision>,
    /// What readers were told by earlier versions, newest first.
    pub earlier: Vec<Earlier>,
    /// Its languages, the first one first.
    pub langs: Vec<Lang>,
    /// Ranks of the previous quarter that the edition decides where record and data disagree: table → key → `published` or `data`.
    pub decided: Vec<Decided>,
    /// What staff looked up themselves, by its id.
    pub facts: BTreeMap<String, Fact>,
    /// Ids of facts that are there and could not be read.
    pub faulty_facts: BTreeSet<String>,
    /// Where the edition's file is.
    pub place: Place,
    /// Files read for it.
    pub inputs: Vec<Input>,
}

impl Edition {
    /// `finding` as an error where the edition is finished, since it must be mended before that.
    pub fn unpublishable(&self, finding: Finding) -> Finding {
        if self.finished { Finding { level: Level::Error, ..finding } } else { finding }
    }

    /// The version before, if it is the one whose reports are kept, and its report in `lang`.
    pub fn compared(&self, lang: &Lang) -> Option<(&str, &[u8])> {
        let before = self.history.iter().find(|entry| entry.version != self.version)?;
        let earlier = self.earlier.iter().find(|earlier| earlier.version == before.version)?;
        Some((earlier.version.as_str(), earlier.reports.get(lang)?.as_slice()))
    }

    /// Whether it is made even before all data are there.
    pub fn may_wait(&self) -> bool {
        self.status == Status::Draft && !self.finished
    }
}

/// What somebody looked up: a number or words that no observation tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub value: FactValue,
    /// What it counts, for the house; `%` makes it a share.
    pub unit: String,
    /// The day on which it was true.
    pub as_of: Day,
    /// Where it is from, for the house.
    pub source: String,
    /// Who looked it up, for the house.
    pub who: String,
    /// Where it stands.
    pub place: Place,
}

/// The value of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactValue {
    /// A part of a whole, 0 to 1.
    Share(Ratio),
    /// A whole number.
    Number(i64),
    /// A day.
    Day(Day),
    /// Words.
    Text(Text),
}

/// A decision on a previous rank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// Id of the table.
    pub table: String,
    /// The key as written.
    pub key: String,
    /// Whether the data's rank is printed instead of the published one.
    pub from_data: bool,
}

/// How far an edition has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// In the making.
    Draft,
    /// Signed.
    Approved,
    /// Out.
    Published,
    /// Taken back.
    Withdrawn,
}

impl Status {
    /// Its name in `edition.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Approved => "approved",
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// An entry of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Its version.
    pub version: String,
    /// Its day.
    pub date: Day,
    /// Why there is one, where that is said.
    pub kind: Option<RevisionKind>,
    /// What changed.
    pub what: Text,
    /// What readers of the version before must know.
    pub notice: Notice,
    /// Where it stands.
    pub place: Place,
}

/// An earlier version of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// Its version.
    pub version: String,
    /// Its finished reports, by language.
    pub reports: BTreeMap<Lang, Vec<u8>>,
}

/// Why there is another version of an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RevisionKind {
    /// 訂正: something was wrong.
    Correction,
    /// 改訂: something was added or improved.
    Revision,
    /// 取り下げ: it has been withdrawn.
    Withdrawal,
}

/// What a correction tells; what is empty is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    /// What was wrong.
    pub wrong: Option<Text>,
    /// What is right.
    pub right: Option<Text>,
    /// Who is affected.
    pub affected: Option<Text>,
}
