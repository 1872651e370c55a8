//! The course of ranks over all editions: which keys are drawn, what there is to say of them, and all ranks as a table.

use std::collections::{BTreeMap, BTreeSet};

use super::ranking::{Kind, Ranking};
use crate::chart::{Bump, Line};
use crate::config::Site;
use crate::key::Key;
use crate::look;
use crate::quarter::Quarter;
use crate::report;
use crate::rules::PREVIOUS_RANK_SHOWN;
use crate::words::{Words, fill};

/// The course of ports or of regions: the first ranking of them in each edition, the oldest first.
pub(super) struct Course<'a> {
    site: &'a Site,
    words: &'a Words,
    pub(super) kind: Kind,
    pub(super) rankings: Vec<&'a Ranking<'a>>,
    /// Every key that has been ranked and its rank by quarter, those that led before the others.
    keys: Vec<Ranked>,
    /// The quarters of the first and the last edition.
    ends: (Quarter, Quarter),
}

/// A key and its rank by quarter.
type Ranked = (Key, BTreeMap<Quarter, u32>);

impl<'a> Course<'a> {
    /// The course of `kind`; none where no edition has ranked any.
    pub(super) fn new(site: &'a Site, words: &'a Words, all: &'a [Ranking<'a>], kind: Kind) -> Option<Self> {
        let mut rankings: Vec<_> = all.iter().filter(|ranking| ranking.kind == kind).collect();
        rankings.dedup_by_key(|ranking| ranking.quarter);
        let ends = (rankings.first()?.quarter, rankings.last()?.quarter);
        let mut ranks: BTreeMap<&Key, BTreeMap<Quarter, u32>> = BTreeMap::new();
        for ranking in &rankings {
            for (rank, key, _) in &ranking.rows {
                ranks.entry(key).or_default().entry(ranking.quarter).or_insert(*rank);
            }
        }
        let mut keys: Vec<Ranked> = ranks.into_iter().map(|(key, ranks)| (key.clone(), ranks)).collect();
        keys.sort_by_key(|(key, ranks)| {
            let best = ranks.values().min().copied().unwrap_or(u32::MAX);
            let often = ranks.values().filter(|rank| **rank == best).count();
            (best, std::cmp::Reverse(often), std::cmp::Reverse(ranks.len()), key.clone())
        });
        Some(Self { site, words, kind, rankings, keys, ends })
    }

    /// What is ranked.
    pub(super) fn what(&self) -> &'a str {
        match self.kind {
            Kind::Port => &self.words.history.ports,
            Kind::Region => &self.words.history.regions,
        }
    }

    /// What the chart shows.
    pub(super) fn caption(&self) -> String {
        let (first, last) = self.ends;
        let [from, to] = [first, last].map(|quarter| self.words.quarter(quarter));
        let period = fill(&self.words.history.period, &[("first", &from), ("last", &to)]);
        let period = if first == last { from } else { period };
        fill(&self.words.history.caption, &[("what", self.what()), ("period", &period)])
    }

    /// The main finding: which key led most often, and which leads now; nothing where no first rank is known.
    pub(super) fn finding(&self) -> String {
        let words = &self.words.history;
        let Some(last) = self.rankings.last() else { return String::new() };
        let now = last.rows.iter().filter(|(rank, ..)| *rank == 1).map(|(_, key, _)| self.label(key));
        let now = now.collect::<Vec<_>>().join(&words.separator);
        let alone = self.rankings.len() == 1;
        let told = [("last", &*self.words.quarter(last.quarter)), ("keys", &*now)];
        let latest = fill(if alone { &words.only } else { &words.latest }, &told);
        let latest = (!now.is_empty()).then_some(latest);
        // The key that led most often stands first.
        let first = self.keys.first().filter(|_| !alone).and_then(|(key, ranks)| {
            let led = ranks.values().filter(|rank| **rank == 1).count();
            let told = [self.rankings.len(), led].map(|number| number.to_string());
            let told = [("editions", &*told[0]), ("led", &*told[1]), ("key", &*self.label(key))];
            (led > 0).then(|| fill(&words.led, &told))
        });
        self.joined(first.into_iter().chain(latest))
    }

    /// How the chart is to be read: which keys it draws and what it leaves to the table.
    pub(super) fn reading(&self) -> String {
        let words = &self.words.history;
        let (all, drawn) = (self.keys.len(), self.drawn().len());
        let [told_all, told_drawn, shown] =
            [all, drawn, self.shown() as usize].map(|number| number.to_string());
        let drawn = if all == drawn { &words.drawn_all } else { &words.drawn };
        let drawn = fill(drawn, &[("all", &told_all), ("drawn", &told_drawn)]);
        let below = (self.deepest() > self.shown()).then(|| fill(&words.below, &[("shown", &shown)]));
        let gaps = (self.rankings.len() > 1).then(|| words.gaps.clone());
        let source = fill(&words.source, &[("what", self.what())]);
        self.joined([drawn].into_iter().chain(below).chain(gaps).chain([source]))
    }

    /// Sentences in a row, parted as the language parts them.
    fn joined(&self, sentences: impl Iterator<Item = String>) -> String {
        sentences.collect::<Vec<_>>().join(&self.words.history.between)
    }

    /// The keys that are drawn: as many of those that led as there are styles of lines.
    fn drawn(&self) -> &[Ranked] {
        &self.keys[..self.keys.len().min(look::SERIES.len())]
    }

    /// The ranks that were printed.
    fn printed(&self) -> BTreeSet<u32> {
        self.rankings.iter().flat_map(|ranking| &ranking.rows).map(|(rank, ..)| *rank).collect()
    }

    /// The lowest of them.
    fn deepest(&self) -> u32 {
        self.printed().last().copied().unwrap_or(1)
    }

    /// The lowest rank that is drawn.
    fn shown(&self) -> u32 {
        self.deepest().min(PREVIOUS_RANK_SHOWN)
    }

    /// What is drawn.
    pub(super) fn bump(&self) -> Bump {
        let (first, last) = self.ends;
        let quarters = std::iter::successors(Some(first), |quarter| Some(quarter.next()));
        let quarters: Vec<Quarter> = quarters.take_while(|quarter| *quarter <= last).collect();
        let mut drawn: Vec<_> = self.drawn().iter().collect();
        // From above as they ended: that is where their labels stand.
        drawn.sort_by_key(|(key, ranks)| (ranks.values().next_back().copied(), key.clone()));
        let line = |(key, ranks): &&Ranked| Line {
            label: self.label(key),
            ranks: quarters.iter().map(|quarter| ranks.get(quarter).copied()).collect(),
        };
        let mut years: Vec<_> = quarters.iter().map(|quarter| quarter.year()).collect();
        years.dedup();
        let year = |year: &i32| fill(&self.words.archive.year, &[("year", &year.to_string())]);
        Bump {
            heading: self.words.history.axis.clone(),
            mark: self.site.notice.as_ref().and_then(|(mark, _)| mark.get(&self.site.lang).cloned()),
            first,
            quarters: quarters.iter().map(|quarter| self.quarter(*quarter)).collect(),
            years: years.iter().map(year).collect(),
            ranks: (1..=self.shown()).map(|rank| self.words.place(rank)).collect(),
            lines: drawn.iter().map(line).collect(),
        }
    }

    /// A quarter under the axis.
    fn quarter(&self, quarter: Quarter) -> String {
        let [first, _, last] = quarter.months().map(|month| month.to_string());
        fill(&self.words.history.quarter, &[("first", &first), ("last", &last)])
    }

    /// The names of all ranks that were printed.
    pub(super) fn places(&self) -> Vec<String> {
        self.printed().into_iter().map(|rank| self.words.place(rank)).collect()
    }

    /// The keys of `ranking` by the ranks that were ever printed.
    pub(super) fn cells<'r>(&self, ranking: &'r Ranking<'_>) -> Vec<Vec<&'r Key>> {
        let of_rank = |rank: u32| ranking.rows.iter().filter(move |row| row.0 == rank).map(|(_, key, _)| key);
        self.printed().into_iter().map(|rank| of_rank(rank).collect()).collect()
    }

    /// All keys that were ever ranked, in their own order.
    pub(super) fn all(&self) -> Vec<&Key> {
        let mut keys: Vec<_> = self.keys.iter().map(|(key, _)| key).collect();
        keys.sort();
        keys
    }

    /// A key as reports print it.
    pub(super) fn label(&self, key: &Key) -> String {
        report::named(self.site, &self.site.lang, key).unwrap_or_else(|| key.to_string())
    }
}
