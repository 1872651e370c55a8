//! How the days of a row stand to those of the previous quarter: whether they go on as there, or otherwise.
//!
//! Comes in: a row, and what was answered of its days before. Goes out: words that rest on conditions, and a figure.

use std::collections::BTreeMap;

use super::{Figure, Job};
use crate::answer::{Answer, Class, Row};
use crate::finding::Said;
use crate::question::Question;
use crate::report::{Before, courses};
use crate::said;

/// The days of quarters before, by the rows that they are of.
pub type Earlier = BTreeMap<Before, Answer>;

/// What a second round brought.
#[derive(Clone, Copy)]
pub struct Past<'a> {
    /// What lies beneath rows.
    pub beneath: &'a BTreeMap<Question, Answer>,
    /// The days of quarters before, by the rows that they are of.
    pub earlier: &'a Earlier,
    /// The sums of these quarters, where rows are parted by sensor.
    pub sensors: &'a BTreeMap<Question, Answer>,
}

/// How a row goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Going {
    /// As in the previous quarter.
    On,
    /// As it did not there.
    Anew,
}

impl Going {
    /// The condition that is true of it.
    pub(super) fn condition(self) -> &'static str {
        match self {
            Self::On => "continued",
            Self::Anew => "new_course",
        }
    }
}

/// What the days of a row do, and did in the previous quarter.
#[derive(Clone, Debug)]
pub(super) struct Courses {
    /// Not known where a test needs more packets.
    now: Option<Vec<Class>>,
    /// Not known where that quarter has too few valid days or packets.
    before: Option<Vec<Class>>,
    /// Whether the site lets it out.
    is_told: bool,
}

impl Courses {
    /// Those of `row`; the previous quarter's as far as they were answered.
    pub(super) fn of(job: Job<'_>, answer: &Answer, row: &Row, earlier: &Earlier) -> Self {
        let before = Before { of: answer.question.clone(), key: row.key.clone() };
        let last = earlier.get(&before).and_then(Answer::last_quarter);
        let is_told = match (job.site.disclosure.min_packets, &last) {
            (Some(below), Some(last)) => last.fewest >= below,
            _ => true,
        };
        Self { now: answer.classes(row).ok(), before: last.and_then(|last| last.classes.ok()), is_told }
    }

    /// How it goes on, where that can be said; nothing where a part goes on and another does not.
    pub(super) fn going(&self) -> Option<Going> {
        let now = self.now.as_ref().filter(|now| self.is_told && !now.is_empty())?;
        let before = self.before.as_ref()?;
        match now.iter().any(|class| before.contains(class)) {
            true => (now == before).then_some(Going::On),
            false => Some(Going::Anew),
        }
    }

    /// What is told before, or in English after, what a row does; `path` gives the path of a condition.
    pub(super) fn told(&self, path: impl FnOnce(&str) -> String) -> Said {
        let Some(going) = self.going() else { return said!("", "") };
        let condition = path(going.condition());
        let [ja, en] = match going {
            Going::On => ["前四半期に引き続き", "as in the previous quarter"],
            Going::Anew => ["前四半期とは異なり", "unlike in the previous quarter"],
        };
        said!("{{{{ \"{ja}\" | holds({condition}) }}}}、", ", {{{{ \"{en}\" | holds({condition}) }}}}")
    }

    /// Whether something is known of the previous quarter.
    pub(super) fn is_known(&self) -> bool {
        self.before.is_some()
    }

    /// What stands behind it.
    pub(super) fn figure(&self) -> Figure {
        let say = |classes: &Option<Vec<Class>>| match classes {
            Some(classes) => courses(classes),
            None => said!("不明（日かパケットが足りません）", "unknown (too few days or packets)"),
        };
        let [now, before] = [&self.now, &self.before].map(say);
        let (ja, en, before_ja, before_en) = (now.ja, now.en, before.ja, before.en);
        Figure {
            name: said!("推移の特徴", "Course"),
            value: said!("{ja}（前四半期は{before_ja}）", "{en} (in the previous quarter {before_en})"),
        }
    }
}
