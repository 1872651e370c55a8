//! Finds heights for labels: each as near as can be to where it wants to be, in their order, none over another.

/// A label wants its middle at `wish` and is `height` high.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Label {
    pub(super) wish: f64,
    pub(super) height: f64,
}

/// The middles of `labels`, in their order from above, between `top` and `bottom`; below `bottom` only when all of
/// them together are higher than that. The sum of squared distances from the wishes is the least there is.
pub(super) fn spread(labels: &[Label], top: f64, bottom: f64) -> Vec<f64> {
    let offsets = offsets(labels);
    let total: f64 = labels.iter().map(|label| label.height).sum();
    let last = (bottom - total).max(top);
    let wishes = labels.iter().zip(&offsets).map(|(label, offset)| label.wish - offset);
    let starts = rising(wishes).into_iter().map(|start| start.clamp(top, last));
    starts.zip(&offsets).map(|(start, offset)| start + offset).collect()
}

/// How far below the stack's start the middle of each label is when all touch.
fn offsets(labels: &[Label]) -> Vec<f64> {
    let mut above = 0.0;
    let middle = |label: &Label| {
        above += label.height;
        above - label.height / 2.0
    };
    labels.iter().map(middle).collect()
}

/// The never falling sequence nearest to `wishes`: neighbours that fall are pooled to their mean.
fn rising(wishes: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for wish in wishes {
        let mut pool = (wish, 1);
        while let Some(&(sum, count)) =
            pools.last().filter(|&&(sum, count)| sum / count as f64 > pool.0 / pool.1 as f64)
        {
            pools.pop();
            pool = (pool.0 + sum, pool.1 + count);
        }
        pools.push(pool);
    }
    pools.into_iter().flat_map(|(sum, count)| std::iter::repeat_n(sum / count as f64, count)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn labels(wishes: &[f64]) -> Vec<Label> {
        wishes.iter().map(|&wish| Label { wish, height: 20.0 }).collect()
    }

    #[test]
    fn labels_move_no_more_than_they_must() {
        assert_eq!(spread(&labels(&[50.0, 100.0]), 0.0, 200.0), [50.0, 100.0]);
        assert_eq!(spread(&labels(&[100.0, 100.0, 180.0]), 0.0, 200.0), [90.0, 110.0, 180.0]);
        assert_eq!(spread(&labels(&[5.0, 5.0]), 0.0, 200.0), [10.0, 30.0]);
        assert_eq!(spread(&labels(&[199.0, 200.0]), 0.0, 200.0), [170.0, 190.0]);
        assert_eq!(spread(&[], 0.0, 200.0), [] as [f64; 0]);
    }

    proptest! {
        #[test]
        fn none_lies_over_another(wishes in prop::collection::vec(0.0..300.0f64, 0..12)) {
            let placed = spread(&labels(&wishes), 0.0, 300.0);
            prop_assert!(placed.windows(2).all(|pair| pair[1] - pair[0] > 19.999));
            prop_assert!(placed.iter().all(|&middle| (9.999..290.001).contains(&middle)));
        }
    }
}
