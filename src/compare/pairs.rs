//! Which items of two lists are the same thing: by what they are, by their key, by likeness.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::value::Part;

/// Texts that share fewer pairs of characters, in thousandths, are different texts.
const ALIKE: usize = 400;
/// So many characters tell whether two texts are alike.
const LOOKED_AT: usize = 400;
/// Between two items that are paired, no more than so many comparisons are made; what is left has no pair.
const COMPARED: usize = 40_000;

/// Something in a list.
pub(super) struct Item {
    /// Only items of one kind are paired.
    pub(super) part: Part,
    /// What it is called, if it has a name of its own.
    pub(super) key: Option<String>,
    /// All of it.
    pub(super) print: String,
    /// What people read of it.
    pub(super) words: String,
}

/// Which items belong together.
pub(super) struct Pairing {
    /// Old and new positions, by the new ones.
    pub(super) pairs: Vec<(usize, usize)>,
    /// New positions of pairs that are in another order.
    pub(super) moved: BTreeSet<usize>,
}

/// Pairs `old` and `new`: what is the same in the same order, then what has the same name, then what is the same
/// elsewhere, then, between those that stayed in order, what is alike.
pub(super) fn pair(old: &[Item], new: &[Item]) -> Pairing {
    let prints = |items: &[Item]| items.iter().map(|item| item.print.clone()).collect::<Vec<_>>();
    let mut pairs: BTreeMap<usize, usize> = in_order(&prints(old), &prints(new)).collect();
    by(old, new, |item| item.key.clone().map(|key| (item.part, key)), &mut pairs);
    by(old, new, |item| Some((item.part, item.print.clone())), &mut pairs);
    let moved = moved(&pairs);
    let mut bounds: Vec<(usize, usize)> =
        pairs.iter().filter(|(to, _)| !moved.contains(to)).map(|(to, from)| (*from, *to)).collect();
    bounds.push((old.len(), new.len()));
    let paired: BTreeSet<usize> = pairs.values().copied().collect();
    let (mut from, mut to) = (0, 0);
    for (old_end, new_end) in bounds {
        let left: Vec<_> = (from..old_end).filter(|at| !paired.contains(at)).collect();
        let right: Vec<_> = (to..new_end).filter(|at| !pairs.contains_key(at)).collect();
        for (from, to) in alike(old, new, &left, &right) {
            pairs.insert(to, from);
        }
        (from, to) = (old_end + 1, new_end + 1);
    }
    Pairing { pairs: pairs.into_iter().map(|(to, from)| (from, to)).collect(), moved }
}

/// New and old positions of what is equal in the same order.
pub(super) fn in_order<T: Ord + Clone + std::hash::Hash>(
    old: &[T],
    new: &[T],
) -> impl Iterator<Item = (usize, usize)> {
    let equal = |op: DiffOp| match op {
        DiffOp::Equal { old_index, new_index, len } => (old_index, new_index, len),
        _ => (0, 0, 0),
    };
    let ops = capture_diff_slices(Algorithm::Myers, old, new).into_iter().map(equal);
    ops.flat_map(|(old, new, len)| (0..len).map(move |at| (new + at, old + at)))
}

/// Pairs what is left and has the same `name`, the first with the first.
fn by<N: Ord>(
    old: &[Item],
    new: &[Item],
    name: impl Fn(&Item) -> Option<N>,
    pairs: &mut BTreeMap<usize, usize>,
) {
    let taken: BTreeSet<usize> = pairs.values().copied().collect();
    let mut left: BTreeMap<N, Vec<usize>> = BTreeMap::new();
    for at in (0..old.len()).rev().filter(|at| !taken.contains(at)) {
        if let Some(name) = name(&old[at]) {
            left.entry(name).or_default().push(at);
        }
    }
    for (to, item) in new.iter().enumerate() {
        if let (false, Some(name)) = (pairs.contains_key(&to), name(item))
            && let Some(from) = left.get_mut(&name).and_then(Vec::pop)
        {
            pairs.insert(to, from);
        }
    }
}

/// New positions that are not in the order of the old ones: the fewest that must move.
pub(super) fn moved(pairs: &BTreeMap<usize, usize>) -> BTreeSet<usize> {
    let now: Vec<usize> = pairs.values().copied().collect();
    let mut then = now.clone();
    then.sort_unstable();
    let stayed: BTreeSet<usize> = in_order(&then, &now).map(|(at, _)| at).collect();
    let all = pairs.keys().copied().enumerate();
    all.filter(|(at, _)| !stayed.contains(at)).map(|(_, to)| to).collect()
}

/// Old and new positions of what is most alike, in order: the pairs whose likeness is the largest in sum.
fn alike(old: &[Item], new: &[Item], left: &[usize], right: &[usize]) -> Vec<(usize, usize)> {
    if left.is_empty() || left.len().saturating_mul(right.len()) > COMPARED {
        return Vec::new();
    }
    let looked_at =
        |items: &[Item], at: &[usize]| at.iter().map(|&at| couples(&items[at])).collect::<Vec<_>>();
    let (before, after) = (looked_at(old, left), looked_at(new, right));
    let likeness =
        |from: usize, to: usize| likeness((&old[left[from]], &before[from]), (&new[right[to]], &after[to]));
    let pairs = best(left.len(), right.len(), likeness);
    pairs.into_iter().map(|(from, to)| (left[from], right[to])).collect()
}

/// The pairs of `left` and `right` things, in order, whose likeness is the largest in sum; those of no likeness are no
/// pair.
pub(super) fn best(
    left: usize,
    right: usize,
    likeness: impl Fn(usize, usize) -> usize,
) -> Vec<(usize, usize)> {
    let table: Vec<Vec<usize>> =
        (0..left).map(|from| (0..right).map(|to| likeness(from, to)).collect()).collect();
    // The best sum from a corner on.
    let mut best = vec![vec![0; right + 1]; left + 1];
    for from in (0..left).rev() {
        for to in (0..right).rev() {
            let paired = if table[from][to] > 0 { table[from][to] + best[from + 1][to + 1] } else { 0 };
            best[from][to] = paired.max(best[from + 1][to]).max(best[from][to + 1]);
        }
    }
    let (mut from, mut to, mut pairs) = (0, 0, Vec::new());
    while from < left && to < right {
        if best[from][to] == best[from + 1][to] {
            from += 1;
        } else if best[from][to] == best[from][to + 1] {
            to += 1;
        } else {
            pairs.push((from, to));
            (from, to) = (from + 1, to + 1);
        }
    }
    pairs
}

/// How much of their words two items share, in thousandths; 0 where they are no pair.
fn likeness(old: (&Item, &[Couple]), new: (&Item, &[Couple])) -> usize {
    if old.0.part != new.0.part || old.0.key.is_some() || new.0.key.is_some() {
        return 0;
    }
    let shared = 2000 * shared(old.1, new.1) / (old.1.len() + new.1.len()).max(1);
    if shared < ALIKE { 0 } else { shared }
}

/// Two characters that stand side by side.
type Couple = (char, char);

/// The couples of a text, sorted. (`strsim` counts the bytes of a text against them, three a character in Japanese.)
fn couples(item: &Item) -> Vec<Couple> {
    let letters: Vec<char> = std::iter::once(' ').chain(item.words.chars().take(LOOKED_AT)).collect();
    let mut couples: Vec<Couple> = letters.windows(2).map(|pair| (pair[0], pair[1])).collect();
    couples.sort_unstable();
    couples
}

/// How many couples two texts share, each as often as both have it.
fn shared(old: &[Couple], new: &[Couple]) -> usize {
    let (mut left, mut right, mut count) = (0, 0, 0);
    while left < old.len() && right < new.len() {
        match old[left].cmp(&new[right]) {
            Ordering::Less => left += 1,
            Ordering::Greater => right += 1,
            Ordering::Equal => (left, right, count) = (left + 1, right + 1, count + 1),
        }
    }
    count
}
