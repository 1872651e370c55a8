//! What happened in a row's days: bursts, drops and new levels, with their days.
//!
//! Comes in: a row's course. Goes out: events, told apart by change points in integers, by the constants of `rules`.
//! Days are first put on a scale on which the noise of counts is the same at every height (twice the square root:
//! F. J. Anscombe, Biometrika 35, 1948), so that a flood of a port that nobody asks for is found as well as one that
//! stands on a high level. It must not know what a finding is worth, nor why it came about.

use std::ops::{Range, RangeInclusive};

use super::stretch::Scaled;
use super::trend::Course;
use crate::question::Ratio;
use crate::rules::{EVENT_SIZE_TENTHS, MIN_BASE, SPIKE_DAYS};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Happening {
    /// More than before, and back again.
    Burst,
    /// Less than before, and back again.
    Drop,
    /// A higher level to the end.
    Rise,
    /// A lower level to the end.
    Fall,
}

/// An event in a row's days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What happened.
    pub what: Happening,
    /// Its days, as positions in the quarter: of a burst or drop the first and the last that are unlike those around, of
    /// another level the first day on the way to it and the first that has it.
    pub days: RangeInclusive<usize>,
    /// How many of them are valid days.
    pub count: usize,
    /// The day farthest from the usual level, as a position in the quarter.
    pub peak: usize,
    /// The valid days that show the usual level, as positions in the quarter.
    pub usual_days: Vec<usize>,
    /// Packets a sensor and day on the usual level, in parts.
    pub usual: i128,
    /// Packets a sensor and day while it lasted, or on the new level, in parts.
    pub level: i128,
    /// Packets that were more or fewer than usual, on all observed sensors of these days, or of those on the new level.
    pub excess: i128,
    /// How far the level lies from the usual one, in tenths of the deviation of its mean.
    pub strength: i128,
}

impl Course {
    /// The events of these days, by their first day. Where they rise and fall all the time, only what stands out of all
    /// of it is one.
    pub fn events(&self) -> Vec<Event> {
        let mut scaled = Scaled::new(self.points());
        if self.is_fluctuating() {
            return self.outstanding(&scaled);
        }
        let mut stretches = scaled.stretches();
        let mut events = scaled.humps(&mut stretches);
        events.extend(scaled.step(&stretches));
        events.sort_by_key(|event| (*event.days.start(), event.what));
        events
    }

    /// The event of the most packets, the first of equals.
    pub fn event(&self) -> Option<Event> {
        self.events().into_iter().rev().max_by_key(|event| event.excess.abs())
    }

    /// Days in a row that stand out of all days, where they are few enough.
    fn outstanding(&self, scaled: &Scaled<'_>) -> Vec<Event> {
        let out: Vec<bool> = self.points().iter().map(|point| self.stands_out(point)).collect();
        let usual: Vec<usize> = (0..out.len()).filter(|&at| !out[at]).collect();
        let mut runs: Vec<Range<usize>> = Vec::new();
        for at in (0..out.len()).filter(|&at| out[at]) {
            match runs.last_mut() {
                Some(run) if run.end == at => run.end += 1,
                _ => runs.push(at..at + 1),
            }
        }
        let short = runs.into_iter().filter(|run| run.len() <= SPIKE_DAYS && run.end < out.len());
        let events = short.filter_map(|run| scaled.event(Happening::Burst, &run.collect::<Vec<_>>(), &usual));
        events.filter(Event::is_material).collect()
    }
}

impl Event {
    /// Whether it is large enough to be worth a word, however sure it is: so many times
    /// the usual, or a part of it as small.
    pub(super) fn is_material(&self) -> bool {
        let (high, low) = (self.usual.max(self.level), self.usual.min(self.level));
        high * 10 >= low * EVENT_SIZE_TENTHS && self.excess.abs() >= i128::from(MIN_BASE)
    }

    /// How far the level lies from the usual one, as a part of that; none where the usual one has under [`MIN_BASE`]
    /// packets in as many days and sensors.
    pub fn change(&self) -> Option<Ratio> {
        let moved = self.level - self.usual;
        let enough = self.excess.abs() * self.usual >= i128::from(MIN_BASE) * moved.abs();
        Ratio::new(moved, self.usual).filter(|_| enough)
    }

    /// Its days in a quarter of so many: those of a burst or drop, or those on the new level.
    pub fn lasting(&self, days: usize) -> Range<usize> {
        match self.what {
            Happening::Burst | Happening::Drop => *self.days.start()..self.days.end() + 1,
            Happening::Rise | Happening::Fall => *self.days.end()..days,
        }
    }

    /// Whether it is more than usual (1) or less (−1).
    pub fn direction(&self) -> i128 {
        match self.what {
            Happening::Burst | Happening::Rise => 1,
            Happening::Drop | Happening::Fall => -1,
        }
    }
}
