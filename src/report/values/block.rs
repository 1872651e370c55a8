//! Values of a table or chart: of the whole, or of the row that a path names by its key or its position.

use super::super::desk::Desk;
use super::super::miss::{Miss, bare, never_added, no_key, no_row, unknown};
use super::super::told::{Told, ToldRow, is_distinct};
use super::condition::RANKING;
use super::row::{CELLS, ROW};
use super::shown;
use crate::binding::Step;
use crate::question::By;
use crate::rules::PREVIOUS_RANK_SHOWN;
use crate::words::Value;

/// Attributes of a table or chart.
pub(super) const BLOCK: [&str; 6] = ["days", "packets", "previous_days", "rows", "sensors", "top"];

impl<'a> Desk<'a> {
    pub(super) fn of_block(&self, id: &str, told: &'a Told<'a>, rest: &[Step]) -> Result<Value, Miss> {
        let top = self.ledger.tops.get(id).copied();
        match rest {
            [Step::Name(key)] if told.question().by != By::Total && self.row(told, key).is_ok() => {
                Err(bare(&format!("{id}[\"{key}\"]"), "rank", &ROW))
            }
            [Step::Name(name)] => self.of_answer(id, told, top, name),
            [Step::Row(_)] => Err(bare(&format!("{id}[{}]", shown(rest)), "rank", &ROW)),
            _ => {
                let (row, name) = self.row_of(id, told, rest)?;
                self.of_row(id, told, row, name)
            }
        }
    }

    /// The row that the steps behind a block's id name, and what is asked of it.
    pub(super) fn row_of<'s>(
        &self,
        id: &str,
        told: &'a Told<'a>,
        rest: &'s [Step],
    ) -> Result<(ToldRow<'a>, &'s str), Miss> {
        match rest {
            [Step::Row(row), Step::Name(name)] => {
                let count = self.printed(id, told).len();
                Ok((self.row_at(id, told, *row).ok_or_else(|| no_row(id, *row, count))?, name))
            }
            [Step::Name(key), Step::Name(name)] => Ok((self.row(told, key)?, name)),
            // A chart of one line has one row, whose attributes are its own.
            [Step::Name(name)] if told.question().by == By::Total => {
                told.rows().next().map(|row| (row, name.as_str())).ok_or_else(|| no_row(id, 1, 0))
            }
            _ => Err(unknown(&shown(rest), BLOCK.into_iter())),
        }
    }

    /// The rows of a block that positions count: those of a table, or all of a chart.
    fn printed(&self, id: &str, told: &'a Told<'a>) -> Vec<ToldRow<'a>> {
        told.top(self.ledger.tops.get(id).copied().unwrap_or(u32::MAX))
    }

    /// The row at a position, from 1.
    pub(super) fn row_at(&self, id: &str, told: &'a Told<'a>, position: i64) -> Option<ToldRow<'a>> {
        let at = usize::try_from(position).ok()?.checked_sub(1)?;
        self.printed(id, told).get(at).copied()
    }

    /// The rows of a block that are printed, or could be named by their rank.
    pub(super) fn listed(&self, id: &str, told: &'a Told<'a>) -> Vec<ToldRow<'a>> {
        match told.question().by {
            By::Total => told.rows().collect(),
            _ => told.top(self.ledger.tops.get(id).copied().unwrap_or(0).max(PREVIOUS_RANK_SHOWN)),
        }
    }

    pub(super) fn of_answer(
        &self,
        id: &str,
        told: &'a Told<'a>,
        top: Option<u32>,
        name: &str,
    ) -> Result<Value, Miss> {
        Ok(match name {
            "packets" if is_distinct(self.job.site, told.question()) => {
                return Err(never_added(name, &CELLS));
            }
            "packets" => told.packets().map_err(|untold| self.miss(untold, &self.words.labels.total))?,
            "top" => Value::Number(i64::from(
                top.ok_or_else(|| unknown(name, BLOCK.into_iter().filter(|known| *known != name)))?,
            )),
            "rows" => Value::Number(told.top(top.unwrap_or(u32::MAX)).len() as i64),
            "days" => Value::Number(told.observed_days() as i64),
            "previous_days" => Value::Number(told.previous_days() as i64),
            "sensors" => Value::Number(told.sensors().unwrap_or(0) as i64),
            _ if RANKING.contains(&name) && told.question().by != By::Total => {
                let truth = self.ranking_holds(id, told, name);
                Value::Truth(truth.map_err(|untold| self.miss(untold, &self.words.labels.total))?)
            }
            _ => {
                // A chart of one line has one row, whose attributes are its own.
                if let (By::Total, Some(row)) = (&told.question().by, told.rows().next()) {
                    return self.of_row(id, told, row, name);
                }
                return Err(unknown(name, BLOCK.into_iter()));
            }
        })
    }

    /// The row of a key as the report or the data write it.
    pub(in crate::report) fn row(&self, told: &'a Told<'a>, written: &str) -> Result<ToldRow<'a>, Miss> {
        let key = self.job.site.names.key(&told.question().by, written);
        let is_key = key.is_some();
        key.and_then(|key| told.row(&key)).ok_or_else(|| {
            let labels: Vec<_> = told.top(20).iter().map(|row| row.key().to_string()).collect();
            no_key(written, is_key, labels.iter().map(String::as_str))
        })
    }
}
