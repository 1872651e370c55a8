//! The level stretches of a row's days, and what rises from them, falls from them or leaves them for good.
//!
//! Comes in: the valid days of a course. Goes out: events, whose days are positions in the quarter. What is large enough
//! to be told is asked of the event.

use std::ops::Range;

use super::change::{changes, deviation};
use super::edge::onset;
use super::event::{Event, Happening};
use super::trend::Point;
use crate::rules::{
    CHANGE_TENTHS, EVENT_TENTHS, MEAN_PARTS, SHIFT_DAYS, SMOOTH_DAYS, STEEP_PARTS, WINDOW_DAYS,
};

/// Valid days in a row between two change points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    at: Range<usize>,
    /// The mean of their scaled values.
    level: i128,
}

/// A series on the scale of even noise.
pub(super) struct Scaled<'a> {
    points: &'a [Point],
    values: Vec<i128>,
    /// The standard deviation of one value.
    deviation: i128,
    /// Which days belong to something that was found: they show no usual level.
    taken: Vec<bool>,
}

impl<'a> Scaled<'a> {
    pub(super) fn new(points: &'a [Point]) -> Self {
        let mut sensors: Vec<u32> = points.iter().map(|point| point.observed).collect();
        sensors.sort_unstable();
        let usual = sensors.get(sensors.len() / 2).copied().unwrap_or(1);
        // 1000 · 2 √(x + 3/8), x the packets of a day on the usual number of sensors.
        let scale =
            |point: &Point| (4_000 * point.value.max(0) * i128::from(usual.max(1)) + 1_500_000).isqrt();
        let values: Vec<i128> = points.iter().map(scale).collect();
        let deviation = deviation(&values);
        let taken = vec![false; values.len()];
        Self { points, values, deviation, taken }
    }

    pub(super) fn stretches(&self) -> Vec<Stretch> {
        let cuts = changes(&self.values, self.deviation, CHANGE_TENTHS);
        let starts = std::iter::once(0).chain(cuts.iter().copied());
        let ends = cuts.iter().copied().chain([self.values.len()]);
        starts.zip(ends).map(|(start, end)| self.stretch(start..end)).collect()
    }

    fn stretch(&self, at: Range<usize>) -> Stretch {
        let sum: i128 = self.values[at.clone()].iter().sum();
        Stretch { level: sum / (at.len().max(1) as i128), at }
    }

    /// Those of `days` that belong to nothing that was found.
    fn free(&self, days: Range<usize>) -> Vec<usize> {
        days.filter(|&at| !self.taken[at]).collect()
    }

    /// Takes what rises from both sides, or falls, out of `stretches`, the most prominent first, until they only climb
    /// or only descend.
    pub(super) fn humps(&mut self, stretches: &mut Vec<Stretch>) -> Vec<Event> {
        let mut events = Vec::new();
        while let Some(hump) = prominent(stretches) {
            let at = stretches[hump.run.start].at.start..stretches[hump.run.end - 1].at.end;
            let around = [hump.run.start - 1, hump.run.end].map(|at| stretches[at].clone());
            events.extend(self.hump(at.clone(), &around, hump.sign));
            // Its days are from now on like those around, on the side that it stands out of the least.
            let level = around.iter().map(|one| one.level * hump.sign).max().unwrap_or(0) * hump.sign;
            stretches.splice(hump.run, [Stretch { at, level }]);
            join(stretches);
        }
        events
    }

    /// What the days `run` are against those around, from which they are taken.
    fn hump(&mut self, run: Range<usize>, [left, right]: &[Stretch; 2], sign: i128) -> Option<Event> {
        let base = (left.level * sign).max(right.level * sign) * sign;
        let beyond = |at: &usize| (self.values[*at] - base) * sign * 10 > EVENT_TENTHS * self.deviation;
        let before = left.at.clone().rev().take_while(beyond).count().min(left.at.len() - 1);
        let after = right.at.clone().take_while(beyond).count().min(right.at.len() - 1);
        let run = self.slowly(run.start - before..run.end + after, [left, right], base, sign);
        let own = self.free(run.clone());
        self.taken[run].fill(true);
        let usual: Vec<usize> = [left, right].iter().flat_map(|one| self.free(one.at.clone())).collect();
        let like = if left.level == base { left } else { right };
        let like = Some(self.free(like.at.clone())).filter(|like| !like.is_empty());
        if own.is_empty() || usual.len() < WINDOW_DAYS {
            return None;
        }
        let what = if sign > 0 { Happening::Burst } else { Happening::Drop };
        let mut event = self.event(what, &own, like.as_ref().unwrap_or(&usual))?;
        event.usual_days = usual.iter().map(|&at| self.points[at].day).collect();
        event.is_material().then_some(event)
    }

    /// `run`, with the edges of what comes or goes slowly where its slopes leave the levels around.
    fn slowly(
        &self,
        run: Range<usize>,
        [left, right]: [&Stretch; 2],
        base: i128,
        sign: i128,
    ) -> Range<usize> {
        let height = |at: &usize| (self.values[*at] - base) * sign;
        let half = self.free(run.clone()).iter().map(height).max().unwrap_or(0) / 2;
        let edge = |inward: Vec<usize>| {
            let on_way = inward.iter().position(|at| height(at) >= half)?;
            let way: Vec<i128> = inward[..=on_way].iter().map(height).collect();
            Some(inward[onset(&way)?])
        };
        let first = edge(self.free(left.at.start..run.end));
        let last = edge(self.free(run.start..right.at.end).into_iter().rev().collect());
        first.unwrap_or(run.start)..last.map_or(run.end, |last| last + 1)
    }

    /// Another level to the end: where the stretches climb or descend within a few days and stay.
    pub(super) fn step(&self, stretches: &[Stretch]) -> Option<Event> {
        let (first, last) = (stretches.first()?, stretches.last()?);
        // What was taken out of a level leaves it in pieces, whose means differ by their noise.
        let early = stretches.iter().take_while(|one| !self.differ(first, one)).last()?;
        let late = stretches.iter().rev().take_while(|one| !self.differ(last, one)).last()?;
        let way = early.at.end..late.at.start;
        if way.start > way.end {
            return None;
        }
        let [before, after] = [0..way.start, way.end..last.at.end].map(|days| self.free(days));
        let is_short = before.len().min(after.len()) < WINDOW_DAYS;
        if stretches.len() < 2 || way.len() > SHIFT_DAYS || is_short {
            return None;
        }
        let sign = (last.level - first.level).signum();
        let what = if sign > 0 { Happening::Rise } else { Happening::Fall };
        let mut event = self.event(what, &after, &before)?;
        let on_way =
            |at: &&usize| (self.values[**at] - first.level) * sign * 10 > EVENT_TENTHS * self.deviation;
        let on = before.iter().rev().take_while(on_way).count().min(before.len() - 1);
        let (from, to) = (way.start - on, way.end);
        event.days = self.points[from].day..=self.points[to].day;
        event.count = to + 1 - from;
        event.is_material().then_some(event)
    }

    /// Whether the levels of two stretches lie as far apart as a change of level does.
    fn differ(&self, one: &Stretch, other: &Stretch) -> bool {
        let [left, right] = [one, other].map(|one| one.at.len() as i128);
        let apart = (one.level - other.level).pow(2).saturating_mul(left * right * 100);
        apart > (CHANGE_TENTHS * self.deviation).pow(2).saturating_mul(left + right)
    }

    /// The event of the valid days at `run`, where those at `usual` show what is usual.
    pub(super) fn event(&self, what: Happening, run: &[usize], usual: &[usize]) -> Option<Event> {
        let middle = median(usual.iter().map(|&at| self.points[at].value));
        let days: Vec<&Point> = run.iter().map(|&at| &self.points[at]).collect();
        let level = days.iter().map(|point| point.value).sum::<i128>() / (days.len().max(1) as i128);
        let scaled = median(usual.iter().map(|&at| self.values[at]));
        let away = run.iter().map(|&at| self.values[at]).sum::<i128>() / (run.len().max(1) as i128) - scaled;
        let farthest = days.iter().rev().max_by_key(|point| (point.value - middle) * away.signum())?;
        let excess: i128 = days.iter().map(|point| (point.value - middle) * i128::from(point.observed)).sum();
        // Of √count values the mean deviates by so much less.
        let root = (10_000 * days.len() as i128).isqrt();
        Some(Event {
            what,
            days: days.first()?.day..=days.last()?.day,
            count: days.len(),
            peak: farthest.day,
            usual_days: usual.iter().map(|&at| self.points[at].day).collect(),
            usual: middle,
            level,
            excess: excess / i128::from(MEAN_PARTS),
            strength: away.abs() * root / (10 * self.deviation.max(1)),
        })
    }
}

/// A run of stretches that lies beyond both sides.
struct Hump {
    run: Range<usize>,
    sign: i128,
    prominence: i128,
}

/// The run that rises or falls the most from the higher of its two sides; none where the stretches only climb or only
/// descend. (Prominence as geographers have it; as the persistence of an extreme: H. Edelsbrunner, D. Letscher,
/// A. Zomorodian, Discrete & Computational Geometry 28, 2002.)
fn prominent(stretches: &[Stretch]) -> Option<Hump> {
    let of = |top: usize, sign: i128| {
        let level = |at: usize| stretches[at].level * sign;
        let [left, right] = [(0..top).map(level).min()?, (top + 1..stretches.len()).map(level).min()?];
        let base = left.max(right);
        let prominence = level(top) - base;
        let above = |least: i128| {
            let start = top - (0..top).rev().take_while(|at| level(*at) > least).count();
            start..top + 1 + (top + 1..stretches.len()).take_while(|at| level(*at) > least).count()
        };
        // What stands steeply on something wider is one of its own.
        let core = above(base + prominence / 2);
        let foot =
            |outward: &mut dyn Iterator<Item = usize>| foot(stretches, outward, sign, (base, prominence));
        let run = match (foot(&mut (0..core.start).rev()), foot(&mut (core.end..stretches.len()))) {
            (Some(left), Some(right)) => core.start - left..core.end + right,
            _ => above(base),
        };
        (prominence > 0).then_some(Hump { run, sign, prominence })
    };
    let all = (0..stretches.len()).flat_map(|top| [of(top, 1), of(top, -1)]).flatten();
    // Of equals the first.
    all.reduce(|best, hump| if hump.prominence > best.prominence { hump } else { best })
}

/// How many of the stretches `outward` of a hump's core belong to it, until one lies near its base: none, or those of a
/// few days on the way down. `None` where the hump stands on something wider.
fn foot(
    stretches: &[Stretch],
    outward: &mut dyn Iterator<Item = usize>,
    sign: i128,
    (base, prominence): (i128, i128),
) -> Option<usize> {
    let (mut passed, mut days, mut last) = (0, 0, i128::MAX);
    for at in outward {
        let level = stretches[at].level * sign;
        if (level - base) * STEEP_PARTS < prominence {
            return Some(passed);
        }
        days += stretches[at].at.len();
        if level >= last || days > SMOOTH_DAYS {
            return None;
        }
        (passed, last) = (passed + 1, level);
    }
    None
}

/// Puts neighbours of one level together.
fn join(stretches: &mut Vec<Stretch>) {
    stretches.dedup_by(|right, left| {
        let same = right.level == left.level;
        if same {
            left.at.end = right.at.end;
        }
        same
    });
}

fn median(values: impl Iterator<Item = i128>) -> i128 {
    let mut values: Vec<i128> = values.collect();
    values.sort_unstable();
    let middle = |at: usize| values.get(at).copied().unwrap_or(0);
    (middle(values.len().saturating_sub(1) / 2) + middle(values.len() / 2)) / 2
}
