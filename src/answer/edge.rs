//! Where what comes slowly begins: the day on which days leave their level, and not the first one that is seen to have.
//!
//! Comes in: values on a scale of even noise, from the level outwards to half of the height. Goes out: a position.

use super::change::{Gain, better};
use crate::rules::SLOW_DAYS;

/// The position of the first value on the way from a level, where it goes there slowly: where a level with a slope after
/// it fits `values` better, by least squares, than a level with another after it, and the slope takes so many days.
/// (Two-phase regression: D. V. Hinkley, Biometrika 56, 1969; Journal of the American Statistical Association 66, 1971.)
pub(super) fn onset(values: &[i128]) -> Option<usize> {
    let all = Tails::new(values);
    let slow = 1..(values.len() + 1).saturating_sub(SLOW_DAYS);
    let (first, slope) = slow.map(|first| (first, all.slope(first))).reduce(better)?;
    let (_, step) = (1..values.len()).map(|first| (first, all.step(first))).reduce(better)?;
    slope.order(&step).is_gt().then_some(first)
}

/// The sums of values from each one on, and the sums of these.
struct Tails {
    once: Vec<i128>,
    twice: Vec<i128>,
}

impl Tails {
    fn new(values: &[i128]) -> Self {
        let once = tails(values);
        Self { twice: tails(&once), once }
    }

    /// What is gained by a level that is another from `first` on.
    fn step(&self, first: usize) -> Gain {
        let days = self.days_from(first);
        self.gain(self.once[first], days, days)
    }

    /// What is gained by a level that grows by as much each day, from `first` on.
    fn slope(&self, first: usize) -> Gain {
        let days = self.days_from(first);
        // 1 + 2 + … and 1² + 2² + …
        let ways = days * (days + 1) / 2;
        self.gain(self.twice[first], ways, ways * (2 * days + 1) / 3)
    }

    fn days_from(&self, first: usize) -> i128 {
        (self.once.len() - first) as i128
    }

    /// How much of the scatter of values y a level takes away that moves as x does: (n Σxy − Σx Σy)² over
    /// n Σx² − (Σx)².
    fn gain(&self, products: i128, ways: i128, squares: i128) -> Gain {
        let (count, sum) = (self.once.len() as i128, self.once.first().copied().unwrap_or(0));
        let apart = count * products - ways * sum;
        Gain { over: apart * apart, under: count * squares - ways * ways }
    }
}

/// The sum of `values` from each one on.
fn tails(values: &[i128]) -> Vec<i128> {
    let mut tails: Vec<i128> = values
        .iter()
        .rev()
        .scan(0, |sum, value| {
            *sum += value;
            Some(*sum)
        })
        .collect();
    tails.reverse();
    tails
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values of a level with a noise that no seed changes, then what `way` adds on each day after the first `before`.
    fn values(before: usize, after: usize, way: impl Fn(i128) -> i128) -> Vec<i128> {
        let noise = |at: usize| [3, -8, 6, -2, 9, -7, 1, -5, 4, -1][at % 10] * 10;
        let added = |at: usize| if at < before { 0 } else { way((at - before) as i128 + 1) };
        (0..before + after).map(|at| 1_000 + noise(at) + added(at)).collect()
    }

    #[test]
    fn a_slope_begins_where_the_level_ends() {
        for before in [5, 12, 30] {
            let found = onset(&values(before, 12, |day| day * 40)).unwrap();
            assert!(found.abs_diff(before) <= 1, "{before}: {found}");
        }
    }

    #[test]
    fn a_step_and_a_steep_edge_are_left_to_whoever_sees_each_day() {
        assert_eq!(onset(&values(20, 1, |_| 900)), None);
        assert_eq!(onset(&values(20, 10, |_| 900)), None);
        assert_eq!(onset(&values(20, 3, |day| day * 300)), None);
        assert_eq!(onset(&[]), None);
        assert_eq!(onset(&[7]), None);
    }
}
