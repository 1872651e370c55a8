//! The previous rank, key by key: what readers were told, else what the previous quarter's data say.

use super::{Answer, Row};
use crate::config::{Decided, PublishedRank};
use crate::key::Key;
use crate::quarter::Quarter;
use crate::rules::PREVIOUS_RANK_SHOWN;

/// A previous rank as a table tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Previous {
    /// From 1 to [`PREVIOUS_RANK_SHOWN`].
    Rank(u32),
    /// Beyond it.
    Outside,
    /// Neither told nor computable.
    Unknown,
}

/// Record and data of the previous quarter do not agree on a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// The key.
    pub key: Key,
    /// What readers were told; none where the record does not list the key.
    pub told: Option<u32>,
    /// The rank over all keys of the previous quarter's data.
    pub data: u32,
}

/// What the previous edition told of one table.
#[derive(Clone, Debug, Default)]
pub struct Record {
    ranks: Vec<(Key, u32)>,
    /// The revision that told them, where an earlier one had told other ranks.
    corrected: Option<String>,
}

impl Record {
    /// The record of `table` in the edition before `quarter`: the last revision in the file counts.
    pub fn new(published: &[PublishedRank], quarter: Quarter, table: &str) -> Self {
        let told = published.iter().filter(|rank| rank.edition == quarter.previous() && rank.table == table);
        let revision = told.clone().next_back().map(|rank| rank.revision.as_str());
        let of = |revision: Option<&str>| -> Vec<(Key, u32)> {
            let told = told.clone().filter(|rank| Some(rank.revision.as_str()) == revision);
            told.map(|rank| (rank.key.clone(), rank.rank)).collect()
        };
        let before =
            told.clone().rev().map(|rank| rank.revision.as_str()).find(|told| Some(*told) != revision);
        let corrected = before.is_some_and(|before| of(Some(before)) != of(revision));
        Self { ranks: of(revision), corrected: revision.filter(|_| corrected).map(str::to_owned) }
    }

    /// The revision of the previous edition that told these ranks, where an earlier one had told others.
    pub fn corrected(&self) -> Option<&str> {
        self.corrected.as_deref()
    }

    /// Whether the previous edition told anything of the table.
    pub fn is_empty(&self) -> bool {
        self.ranks.is_empty()
    }

    /// The rank that it lists of `key`.
    pub fn told(&self, key: &Key) -> Option<u32> {
        self.ranks.iter().find(|(told, _)| told == key).map(|(_, rank)| *rank)
    }

    /// The lowest rank told.
    fn reach(&self) -> u32 {
        self.ranks.iter().map(|(_, rank)| *rank).max().unwrap_or(0)
    }
}

impl Answer {
    /// The previous rank of `row`, and whether record and data disagree where `decided` does not settle it.
    pub fn previous(
        &self,
        row: &Row,
        record: &Record,
        decided: Option<&Decided>,
    ) -> (Previous, Option<Disagreement>) {
        let (told, data) = (record.told(&row.key), row.previous_rank);
        let disagreement = match (told, data) {
            (Some(told), Some(data)) if told != data => Some(data),
            (None, Some(data)) if data <= record.reach() => Some(data),
            _ => None,
        };
        let from_data = decided.is_some_and(|decided| decided.from_data) || told.is_none();
        let rank = match (told, data) {
            (_, Some(data)) if from_data => shown(data),
            (Some(told), _) => shown(told),
            (None, Some(data)) => shown(data),
            (None, None) if self.lists_enough() || record.reach() >= PREVIOUS_RANK_SHOWN => Previous::Outside,
            (None, None) => Previous::Unknown,
        };
        let open = disagreement.filter(|_| decided.is_none());
        (rank, open.map(|data| Disagreement { key: row.key.clone(), told, data }))
    }
}

impl Answer {
    /// Whether a key that the previous quarter's data do not list cannot be among the ranks that are shown.
    fn lists_enough(&self) -> bool {
        let listed = || self.rows.iter().filter(|row| row.previous_rank.is_some()).count();
        self.previous_days > 0 && (self.complete || listed() >= PREVIOUS_RANK_SHOWN as usize)
    }
}

fn shown(rank: u32) -> Previous {
    if rank <= PREVIOUS_RANK_SHOWN { Previous::Rank(rank) } else { Previous::Outside }
}
