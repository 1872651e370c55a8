//! How a rank stands to the one that readers were told before: held, up, down, from outside; and what a ranking's ranks
//! say together.
//!
//! Comes in: ranks with the previous ones as they are printed. Goes out: truths; none where a previous rank is unknown.

use super::Previous;
use crate::rules::PREVIOUS_RANK_SHOWN;

/// A rank and the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// In the quarter; none without a packet.
    pub rank: Option<u32>,
    /// As readers were told it.
    pub previous: Previous,
}

/// Where a rank came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// It is the same.
    Held,
    /// So many ranks up.
    Up(u32),
    /// So many ranks down.
    Down(u32),
    /// From beyond the previous ranks that are shown.
    Entered,
}

impl Standing {
    /// Where the rank came from; none where either rank is not known.
    pub fn moved(self) -> Option<Move> {
        let rank = self.rank?;
        match self.previous {
            Previous::Rank(before) if before > rank => Some(Move::Up(before - rank)),
            Previous::Rank(before) if before < rank => Some(Move::Down(rank - before)),
            Previous::Rank(_) => Some(Move::Held),
            Previous::Outside if rank <= PREVIOUS_RANK_SHOWN => Some(Move::Entered),
            Previous::Outside | Previous::Unknown => None,
        }
    }

    /// Whether it is among the first `top`.
    fn is_in(self, top: u32) -> bool {
        self.rank.is_some_and(|rank| rank <= top)
    }

    /// Whether it was among the first `top`, which are no more than the previous ranks that are shown.
    fn was_in(self, top: u32) -> Option<bool> {
        match self.previous {
            Previous::Rank(before) => Some(before <= top),
            Previous::Outside => (top <= PREVIOUS_RANK_SHOWN).then_some(false),
            Previous::Unknown => None,
        }
    }

    /// Whether it is among the first `top` and was not.
    pub fn entered(self, top: u32) -> Option<bool> {
        Some(self.is_in(top) && !self.was_in(top)?)
    }

    /// Whether it was among the first `top` and is not.
    pub fn left(self, top: u32) -> Option<bool> {
        Some(self.was_in(top)? && !self.is_in(top))
    }

    /// Whether it has the rank that `other` had, and the other way round.
    pub fn swapped_with(self, other: Self) -> bool {
        let took = |taker: Self, giver: Self| {
            taker.rank.is_some_and(|rank| giver.previous == Previous::Rank(rank)) && taker.rank != giver.rank
        };
        took(self, other) && took(other, self)
    }
}

/// The standings of a whole ranking, in its order, and how many ranks it prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standings {
    /// Of every key.
    pub every: Vec<Standing>,
    /// Printed ranks.
    pub top: u32,
}

impl Standings {
    /// Those of the printed ranks.
    fn printed(&self) -> impl Iterator<Item = Standing> {
        self.every.iter().copied().filter(|standing| standing.is_in(self.top))
    }

    /// Whether the keys of the first ranks are those of the previous first ranks.
    pub fn same_set(&self) -> Option<bool> {
        let was_in: Option<Vec<bool>> = self.printed().map(|standing| standing.was_in(self.top)).collect();
        let left = self.every.iter().any(|standing| standing.left(self.top) == Some(true));
        Some(was_in.filter(|was_in| !was_in.is_empty())?.into_iter().all(|was_in| was_in) && !left)
    }

    /// Whether they have the same ranks too.
    pub fn same_order(&self) -> Option<bool> {
        let held = self.printed().all(|standing| standing.moved() == Some(Move::Held));
        Some(self.same_set()? && held)
    }

    /// Whether two of them exchanged their ranks, and all others held theirs.
    pub fn two_swapped(&self) -> Option<bool> {
        let moved: Vec<_> = self.printed().filter(|standing| standing.moved() != Some(Move::Held)).collect();
        let pair = matches!(moved.as_slice(), [one, other] if one.swapped_with(*other));
        Some(self.same_set()? && pair)
    }

    /// Whether a key of it exchanged its rank with another.
    pub fn has_swapped(&self, standing: Standing) -> bool {
        self.every.iter().any(|other| standing.swapped_with(*other))
    }
}
