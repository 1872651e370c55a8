//! Where what comes slowly begins: the day on which days leave their level, and not the first one that is seen to have.
//!
//! Comes in: values on a scale of even noise, from the level outwards to half of the height. Goes out: a position.

use super::change::Gain;
use crate::rules::SLOW_DAYS;

/// The position of the first value on the way from a level, where it goes there slowly: where a level with a slope after
/// it fits `values` better, by least squares, than a level with another after it, and the slope takes so many days.
/// (Two-phase regression: D. V. Hinkley, Biometrika 56, 1969; Journal of the American Statistical Association 66, 1971.)
pub(super) fn onset(values: &[i128]) -> Option<usize> {
    let count = values.len();
    let slope = |first: usize| gain(values, |at| (at + 1).saturating_sub(first) as i128);
    let step = |first: usize| gain(values, |at| i128::from(at >= first));
    let slow = 1..(count + 1).saturating_sub(SLOW_DAYS);
    let (first, best) = slow.map(|first| (first, slope(first))).reduce(better)?;
    let (_, other) = (1..count).map(|first| (first, step(first))).reduce(better)?;
    best.order(&other).is_gt().then_some(first)
}

/// How much of the scatter of `values` a level takes away that moves as `way` says: (n Σxy − Σx Σy)² over n Σx² − (Σx)².
fn gain(values: &[i128], way: impl Fn(usize) -> i128) -> Gain {
    let count = values.len() as i128;
    let sum = |of: &dyn Fn(usize) -> i128| (0..values.len()).map(of).sum::<i128>();
    let [ways, level] = [sum(&way), values.iter().sum()];
    let apart = count * sum(&|at| way(at) * values[at]) - ways * level;
    Gain { over: apart * apart, under: count * sum(&|at| way(at) * way(at)) - ways * ways }
}

/// The larger of two gains, the first of equals.
fn better(best: (usize, Gain), next: (usize, Gain)) -> (usize, Gain) {
    if next.1.order(&best.1).is_gt() { next } else { best }
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
