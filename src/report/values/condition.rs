//! Conditions: what a claim may rest on, of a ranking or of one of its rows. Each is a test of `answer` on what is told.

use super::super::desk::Desk;
use super::super::told::{Number, Told, ToldRow, Untold};
use crate::answer::{Class, Happening, Move, Record, Standing, Standings};
use crate::question::By;
use crate::rules::{FLAT_PERCENT, PREVIOUS_RANK_SHOWN};
use crate::words::Value;

/// Conditions of a ranking.
pub(super) const RANKING: [&str; 5] =
    ["same_set", "same_order", "two_swapped", "concentrated", "nothing_special"];

/// Conditions of a row.
pub(super) const OF_ROW: [&str; 33] = [
    "rank_held",
    "rank_up",
    "rank_down",
    "entered",
    "left",
    "swapped",
    "rising",
    "falling",
    "steady",
    "fluctuating",
    "spiking",
    "up_10d",
    "down_10d",
    "flat_10d",
    "up_quarter",
    "down_quarter",
    "flat_quarter",
    "one_sensor",
    "home_higher",
    "overseas_higher",
    "scopes_alike",
    "majority",
    "bursting",
    "dropping",
    "shifted_up",
    "shifted_down",
    "continued",
    "new_course",
    "more_sources",
    "fewer_sources",
    "sources_alike",
    "above_normal",
    "below_normal",
];

/// Conditions of a row that make it worth a word.
pub(super) const SPECIAL: [&str; 4] = ["rising", "falling", "fluctuating", "spiking"];

/// A truth, or why it is not told.
pub(super) type Truth = Result<bool, Untold>;

impl<'a> Desk<'a> {
    /// Whether the condition `name` of the ranking `id` is true.
    pub(super) fn ranking_holds(&self, id: &str, told: &'a Told<'a>, name: &str) -> Truth {
        let standings = || self.standings(id, told);
        let truth = match name {
            "concentrated" => return told.is_concentrated(),
            "nothing_special" => return self.nothing_special(id, told),
            "same_set" => standings().same_set(),
            "same_order" => standings().same_order(),
            "two_swapped" => standings().two_swapped(),
            _ => None,
        };
        truth.ok_or(Untold::Unknown)
    }

    /// The ranks are the same, and no printed row is [`SPECIAL`].
    fn nothing_special(&self, id: &str, told: &'a Told<'a>) -> Truth {
        let mut truth = self.standings(id, told).same_order().ok_or(Untold::Unknown)?;
        for row in told.top(self.top(id)) {
            for name in SPECIAL {
                truth &= !course_holds(row, name)?;
            }
        }
        Ok(truth)
    }

    /// Whether the condition `name` of a row of `id` is true.
    pub(super) fn of_row_holds(&self, id: &str, told: &Told<'_>, row: ToldRow<'_>, name: &str) -> Truth {
        let standing = self.standing(id, told, row);
        let moved = || standing.moved().ok_or(Untold::Unknown);
        match name {
            "rank_held" => Ok(moved()? == Move::Held),
            "rank_up" => Ok(matches!(moved()?, Move::Up(_) | Move::Entered)),
            "rank_down" => Ok(matches!(moved()?, Move::Down(_))),
            "entered" => standing.entered(self.top(id)).ok_or(Untold::Unknown),
            "left" => standing.left(self.top(id)).ok_or(Untold::Unknown),
            "swapped" => {
                moved()?;
                Ok(self.standings(id, told).has_swapped(standing))
            }
            "up_10d" => Ok(direction(row.change_10d())? > 0),
            "down_10d" => Ok(direction(row.change_10d())? < 0),
            "flat_10d" => Ok(direction(row.change_10d())? == 0),
            "up_quarter" => Ok(direction(row.change_quarter())? > 0),
            "down_quarter" => Ok(direction(row.change_quarter())? < 0),
            "flat_quarter" => Ok(direction(row.change_quarter())? == 0),
            "home_higher" => Ok(direction(self.change_overseas(id, row))? < 0),
            "overseas_higher" => Ok(direction(self.change_overseas(id, row))? > 0),
            "scopes_alike" => Ok(direction(self.change_overseas(id, row))? == 0),
            "majority" => self.is_majority(id, row),
            "above_normal" => Ok(self.outside(id, row)?.side() > 0),
            "below_normal" => Ok(self.outside(id, row)?.side() < 0),
            "continued" => row.is_continued(),
            "new_course" => row.is_new_course(),
            "more_sources" => Ok(self.distinct_way(id, row)? == Some(1)),
            "fewer_sources" => Ok(self.distinct_way(id, row)? == Some(-1)),
            "sources_alike" => Ok(self.distinct_way(id, row)? == Some(0)),
            _ => course_holds(row, name),
        }
    }

    /// How many ranks the block `id` prints; of a chart, those that are shown as previous ones.
    pub(super) fn top(&self, id: &str) -> u32 {
        self.ledger.tops.get(id).copied().unwrap_or(PREVIOUS_RANK_SHOWN)
    }

    /// A row's rank and the one before.
    pub(super) fn standing(&self, id: &str, told: &Told<'_>, row: ToldRow<'_>) -> Standing {
        Standing { rank: row.rank(), previous: self.previous(id, told, row).0 }
    }

    /// The rows of a ranking that have or had a rank of note.
    pub(super) fn noted(&self, id: &str, told: &'a Told<'a>) -> Vec<ToldRow<'a>> {
        let record = Record::new(&self.job.site.published, told.quarter(), id);
        told.noted(self.top(id).max(PREVIOUS_RANK_SHOWN), &record)
    }

    fn standings(&self, id: &str, told: &Told<'_>) -> Standings {
        let record = Record::new(&self.job.site.published, told.quarter(), id);
        let noted = told.noted(self.top(id).max(PREVIOUS_RANK_SHOWN), &record);
        let every = noted.into_iter().map(|row| self.standing(id, told, row)).collect();
        Standings { every, top: self.top(id) }
    }

    /// The move of a row's rank in words: 順位を一つ上げて3位.
    pub(super) fn moved(&self, id: &str, told: &Told<'_>, row: ToldRow<'_>) -> Option<String> {
        let (standing, words) = (self.standing(id, told, row), self.words);
        let rank = standing.rank.filter(|_| told.question().by != By::Total)?;
        Some(match standing.moved()? {
            Move::Held => words.rank_held(rank),
            Move::Up(by) => words.rank_up(rank, by),
            Move::Down(by) => words.rank_down(rank, by),
            Move::Entered => words.rank_entered(rank, PREVIOUS_RANK_SHOWN),
        })
    }
}

/// Whether what the days of a row say is so.
fn course_holds(row: ToldRow<'_>, name: &str) -> Truth {
    let course = row.course()?;
    let is = |class: Class| course.is(class, || direction(row.change_10d()));
    let happened = |what: Happening| Ok(course.event().is_some_and(|event| event.what == what));
    match name {
        "rising" => is(Class::Rising),
        "falling" => is(Class::Falling),
        "steady" => is(Class::Steady),
        "fluctuating" => is(Class::Fluctuating),
        "spiking" => Ok(course.spike().is_some()),
        "bursting" => happened(Happening::Burst),
        "dropping" => happened(Happening::Drop),
        "shifted_up" => happened(Happening::Rise),
        "shifted_down" => happened(Happening::Fall),
        _ => Err(Untold::Unknown),
    }
}

/// Whether a change is a rise (1), a fall (−1) or nearly flat (0).
fn direction(change: Number) -> Result<i128, Untold> {
    match change? {
        Value::Change(change) => Ok(change.direction(FLAT_PERCENT)),
        _ => Err(Untold::Unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guide_explains_every_condition() {
        let guide = include_str!("../../../docs/guide.md");
        let (_, claims) = guide.split_once("### 条件付きの文").unwrap();
        let (claims, _) = claims.split_once("\n### ").unwrap();
        let rows: Vec<&str> = claims.lines().filter(|line| line.starts_with("| `")).collect();
        let explained = |name: &&str| {
            rows.iter()
                .any(|row| row.split(" | ").next().is_some_and(|cell| cell.contains(&format!("`{name}`"))))
        };
        assert_eq!(RANKING.iter().chain(&OF_ROW).filter(|name| !explained(name)).count(), 0);
        assert_eq!(rows.len(), 21, "a row for each kind of condition");
    }
}
