//! Where a series of integers changes its level, and how far its values scatter.
//!
//! Comes in: values on a scale of even noise. Goes out: positions, the same every time: no interval is drawn by lot.

use std::ops::Range;

/// The least deviation of a value: that of a count on the scale of even noise, in its thousandths.
const COUNTED: i128 = 1_000;

/// The standard deviation of `values` about their level, which may change and drift: the median of their steps from one
/// to the next, times 1.4826 / √2, and never below that of counts. (The median against outliers: F. R. Hampel, 1974, as
/// in [`rules`](crate::rules).)
pub(super) fn deviation(values: &[i128]) -> i128 {
    let mut steps: Vec<i128> = values.windows(2).map(|pair| (pair[1] - pair[0]).abs()).collect();
    steps.sort_unstable();
    let middle = steps.get(steps.len() / 2).copied().unwrap_or(0);
    (middle * 10_484 / 10_000).max(COUNTED)
}

/// The positions at which another level begins, in order: where the sums before and after differ by more than `tenths`
/// of the deviation, looked for in the narrowest interval that shows it. (Seeded intervals: S. Kovács, P. Bühlmann,
/// H. Li, A. Munk, Biometrika 110, 2023; the narrowest over the threshold: R. Baranowski, Y. Chen, P. Fryzlewicz,
/// Journal of the Royal Statistical Society B 81, 2019.)
pub(super) fn changes(values: &[i128], deviation: i128, tenths: i128) -> Vec<usize> {
    let sums: Vec<i128> = std::iter::once(0)
        .chain(values.iter().scan(0, |sum, value| {
            *sum += value;
            Some(*sum)
        }))
        .collect();
    let mut found: Vec<(Range<usize>, usize, Gain)> = seeds(values.len())
        .into_iter()
        .filter_map(|interval| {
            let (at, gain) = best(&sums, &interval)?;
            gain.exceeds(deviation, tenths).then_some((interval, at, gain))
        })
        .collect();
    found.sort_by(|left, right| {
        let length = |found: &(Range<usize>, usize, Gain)| found.0.len();
        length(left).cmp(&length(right)).then(right.2.order(&left.2)).then(left.1.cmp(&right.1))
    });
    let mut cuts: Vec<usize> = Vec::new();
    for (interval, at, _) in found {
        // An interval with a change in it already shows that one, not another.
        if !cuts.iter().any(|cut| interval.start < *cut && *cut < interval.end) {
            cuts.push(at);
        }
    }
    cuts.sort_unstable();
    cuts
}

/// Intervals of all lengths, each length seven tenths of the one before, each interval moved by a quarter of its length.
fn seeds(count: usize) -> Vec<Range<usize>> {
    let mut seeds = Vec::new();
    let mut length = count;
    while length >= 2 {
        let step = (length / 4).max(1);
        let last = count - length;
        let starts = (0..last).step_by(step).chain([last]);
        seeds.extend(starts.map(|start| start..start + length));
        length = (length * 7 / 10).min(length - 1);
    }
    seeds
}

/// How much of the scatter of values another level takes away, as a fraction: of two levels the square of a CUSUM
/// statistic, (n₂ S₁ − n₁ S₂)² over n₁ n₂ (n₁ + n₂).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gain {
    pub(super) over: i128,
    pub(super) under: i128,
}

impl Gain {
    fn exceeds(self, deviation: i128, tenths: i128) -> bool {
        self.over.saturating_mul(100) > (tenths * deviation).pow(2).saturating_mul(self.under)
    }

    pub(super) fn order(&self, other: &Self) -> std::cmp::Ordering {
        self.over.saturating_mul(other.under).cmp(&other.over.saturating_mul(self.under))
    }
}

/// The position in `interval` that parts it best, the first of equals.
fn best(sums: &[i128], interval: &Range<usize>) -> Option<(usize, Gain)> {
    let (start, end) = (interval.start, interval.end);
    let gain = |cut: usize| {
        let (before, after) = ((cut - start) as i128, (end - cut) as i128);
        let apart = after * (sums[cut] - sums[start]) - before * (sums[end] - sums[cut]);
        Gain { over: apart * apart, under: before * after * (before + after) }
    };
    let all = (start + 1..end).map(|cut| (cut, gain(cut)));
    all.reduce(better)
}

/// The position with the larger gain, the first of equals.
pub(super) fn better(best: (usize, Gain), next: (usize, Gain)) -> (usize, Gain) {
    if next.1.order(&best.1).is_gt() { next } else { best }
}
