//! Ranks in words: 4番目, 順位を一つ上げて3位, 前四半期と同じ1位.

use super::{Before, Ordinals, Words, fill};

impl Words {
    /// The place in an order: 4番目, 4th.
    pub fn ordinal(&self, number: i64) -> String {
        fill(&self.ranks.ordinal, &[("n", &self.counted(number))])
    }

    /// A rank that went `by` ranks up: 順位を一つ上げて3位.
    pub fn rank_up(&self, rank: u32, by: u32) -> String {
        self.moved(&self.ranks.up, rank, by)
    }

    /// A rank that went `by` ranks down: 順位を二つ下げて5位.
    pub fn rank_down(&self, rank: u32, by: u32) -> String {
        self.moved(&self.ranks.down, rank, by)
    }

    /// A rank that did not move: 前四半期と同じ1位.
    pub fn rank_held(&self, rank: u32) -> String {
        self.moved(&self.ranks.held, rank, 0)
    }

    /// A rank that came from beyond `shown`: 前四半期のTOP10外から4位.
    pub fn rank_entered(&self, rank: u32, shown: u32) -> String {
        let outside = self.before(Before::Beyond(shown));
        fill(&self.ranks.entered, &[("outside", &outside), ("place", &self.place(rank))])
    }

    /// A previous rank as tables print it: 3, TOP10外, －.
    pub(super) fn before(&self, before: Before) -> String {
        match before {
            Before::Rank(rank) => rank.to_string(),
            Before::Beyond(shown) => fill(&self.ranks.outside, &[("n", &shown.to_string())]),
            Before::Unknown => self.ranks.none.clone(),
        }
    }

    fn moved(&self, template: &str, rank: u32, by: u32) -> String {
        let word = (by as usize).checked_sub(1).and_then(|at| self.ranks.steps.get(at));
        let steps = word.cloned().unwrap_or_else(|| fill(&self.ranks.step, &[("n", &by.to_string())]));
        fill(template, &[("steps", &steps), ("place", &self.place(rank))])
    }

    /// A rank: 3位, 3rd.
    pub fn place(&self, rank: u32) -> String {
        fill(&self.ranks.place, &[("n", &self.counted(rank.into()))])
    }

    /// A number as the language counts an order.
    fn counted(&self, number: i64) -> String {
        let ending = match (self.numbers.ordinals, number % 10, number % 100) {
            (Ordinals::Plain, ..) => "",
            (Ordinals::English, _, 11..=13) => "th",
            (Ordinals::English, 1, _) => "st",
            (Ordinals::English, 2, _) => "nd",
            (Ordinals::English, 3, _) => "rd",
            (Ordinals::English, ..) => "th",
        };
        format!("{}{ending}", self.number(number.into()))
    }
}
