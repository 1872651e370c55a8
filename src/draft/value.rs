//! A draft as a plain value: proposals with what is to be pasted, what it prints, and what stands behind it.

use serde::{Deserialize, Serialize};

use crate::finding::Said;
use crate::quarter::Day;

/// What a first read of a quarter proposes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The form of this value.
    pub format: u32,
    /// The site.
    pub site: String,
    /// The edition.
    pub edition: String,
    /// How many series of days were read.
    pub series: usize,
    /// Tables that the manuscript does not have and that sentences name: to be pasted once.
    pub blocks: Vec<Block>,
    /// The proposals, the surest and largest first.
    pub proposals: Vec<Proposal>,
    /// How it was found, and by whose methods.
    pub method: Vec<Said>,
}

/// A block for the manuscript.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Its id.
    pub id: String,
    /// Its Markdown.
    pub text: String,
}

/// How sure a proposal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Far beyond its threshold, large, seen by several sensors, all of them running.
    Strong,
    /// One of these is missing.
    Fair,
    /// More of them are missing: to be looked at before anything is said.
    Weak,
}

/// What a proposal is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// More than before, and back again.
    Burst,
    /// Less than before, and back again.
    Drop,
    /// Another level to the end.
    Shift,
    /// A trend of the whole quarter.
    Trend,
    /// Most days outside what was normal in the quarters before.
    Normal,
    /// How ranked keys went: up and down, or hardly at all.
    Course,
    /// How ranks moved.
    Ranks,
    /// A few keys have most.
    Concentration,
    /// Home against overseas.
    Scopes,
    /// A part is most of its whole.
    Majority,
    /// Nothing was found.
    Nothing,
}

impl Proposal {
    /// A proposal of the quarter as a whole, of which nothing else is known yet.
    pub(super) fn new(id: String, kind: Kind, title: Said, ways: Vec<Said>) -> Self {
        Self {
            id,
            kind,
            level: Level::Fair,
            weight: 0,
            title,
            keys: Vec::new(),
            days: None,
            causes: Vec::new(),
            block: None,
            distinct: None,
            ways,
            said: None,
            figures: Vec::new(),
            tests: Vec::new(),
            weak: Vec::new(),
            one_sensor: None,
            one_day: false,
        }
    }

    /// The blocks that are pasted with its sentence.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.block.iter().chain(self.distinct.iter().filter_map(|counted| counted.block.as_ref()))
    }
}

impl Figure {
    /// What it is, and how much, in a line.
    pub fn line(&self) -> Said {
        let (Said { ja, en }, value) = (&self.name, &self.value);
        Said { ja: format!("{ja}：{}", value.ja), en: format!("{en}: {}", value.en) }
    }
}

impl Kind {
    /// Whether something happened, and not merely is as it is.
    pub fn is_news(self) -> bool {
        matches!(self, Self::Burst | Self::Drop | Self::Shift | Self::Trend | Self::Normal)
    }
}

/// What to say, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Its name, unique in the draft.
    pub id: String,
    /// What it is about.
    pub kind: Kind,
    /// How sure it is.
    pub level: Level,
    /// Its part of the packets of its scope and days, in thousandths.
    pub weight: i64,
    /// What it is, in a few words.
    pub title: Said,
    /// The keys that it is of, the one that it is told of first.
    pub keys: Vec<String>,
    /// Its first and last day.
    pub days: Option<(Day, Day)>,
    /// The keys that it comes from.
    pub causes: Vec<Cause>,
    /// The block that shows it, to be pasted with the sentence.
    pub block: Option<Block>,
    /// Distinct things that were counted beside its packets; of a site that counts none nothing is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distinct: Option<Counted>,
    /// Ways to say it, the fullest first; one that the site's disclosure does not let out prints nothing.
    pub ways: Vec<Said>,
    /// The way that prints, and what it prints; empty until it is composed.
    pub said: Option<Printed>,
    /// The figures behind it: what, and how much.
    pub figures: Vec<Figure>,
    /// The tests, with thresholds.
    pub tests: Vec<Said>,
    /// What weakens it.
    pub weak: Vec<Said>,
    /// The sensor that carries nearly all of it.
    pub one_sensor: Option<String>,
    /// Whether a single day carries nearly all of it.
    pub one_day: bool,
}

/// Distinct things that were counted beside the packets of an event: sources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// The measure that counts them.
    pub measure: String,
    /// The median of its usual days.
    pub usual: i64,
    /// The median of its own days.
    pub then: i64,
    /// Which way they went; none in between, or where they are few.
    pub way: Option<Way>,
    /// The chart that shows them, to be pasted with a sentence that names it and is not in the manuscript.
    pub block: Option<Block>,
}

/// How many distinct things there were while an event lasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    /// More than usual.
    More,
    /// Fewer.
    Fewer,
    /// About as many.
    Alike,
}

/// A key from which something comes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cause {
    /// The key.
    pub key: String,
    /// Its part of the change, in thousandths.
    pub share: i64,
}

/// A figure behind a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// What it is.
    pub name: Said,
    /// How much.
    pub value: Said,
}

/// A way to say something, as it is pasted and as it prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed {
    /// The Markdown to paste.
    pub paste: Said,
    /// What it prints.
    pub print: Said,
}

impl Printed {
    /// Whether it refers to the block `id`.
    pub fn names(&self, id: &str) -> bool {
        self.paste.ja.contains(&format!("(#{id})"))
    }
}
