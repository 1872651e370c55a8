//! Signals that are one thing seen twice: the rise of a region and of the port that it comes from.

use super::part::{Part, Seen};
use crate::question::{By, Scope};
use crate::rules::{MAJORITY_PERCENT, STEP_DAYS};

/// Signals of one thing, the one first that it is told of.
pub(super) struct Group<'a> {
    pub(super) members: Vec<&'a Seen<'a>>,
}

impl<'a> Group<'a> {
    /// The signal that it is told of.
    pub(super) fn head(&self) -> &'a Seen<'a> {
        self.members[0]
    }

    /// The others that are of the same kind and have an event, too.
    pub(super) fn alike(&self) -> impl Iterator<Item = &'a Seen<'a>> {
        let head = self.head().signal;
        let others = self.members.iter().skip(1).copied();
        others.filter(move |seen| {
            let signal = seen.signal;
            signal.event.is_some() && signal.question == head.question && signal.row.key != head.row.key
        })
    }

    /// The others that are trends, which sentences of their own tell.
    pub(super) fn trends(&self) -> impl Iterator<Item = &'a Seen<'a>> {
        let head = self.head().signal;
        let own = move |seen: &Seen<'_>| {
            seen.signal.question == head.question && seen.signal.row.key == head.row.key
        };
        let others = self.members.iter().skip(1).copied();
        others.filter(move |seen| seen.signal.event.is_none() && !own(seen))
    }
}

/// The groups of `seen`, in the order of their first signals.
pub(super) fn groups<'a>(seen: &'a [Seen<'a>]) -> Vec<Group<'a>> {
    let mut open: Vec<Vec<&'a Seen<'a>>> = Vec::new();
    for one in seen {
        let (mut same, others): (Vec<_>, Vec<_>) =
            open.into_iter().partition(|group| group.iter().any(|other| are_one(one, other)));
        let first = if same.is_empty() { Vec::new() } else { same.remove(0) };
        let joined = first.into_iter().chain(same.into_iter().flatten()).chain([one]).collect();
        open = others;
        open.push(joined);
    }
    let mut groups: Vec<Group<'a>> = open.into_iter().map(headed).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.head().excess.abs()));
    groups
}

/// Whether two signals go the same way in the same days, and one has most of the other; or are of one row.
fn are_one(one: &Seen<'_>, other: &Seen<'_>) -> bool {
    let (left, right) = (one.signal, other.signal);
    if left.sign != right.sign || left.question.source != right.question.source {
        return false;
    }
    let row = left.question == right.question && left.row.key == right.row.key;
    let kinds = left.event.is_some() != right.event.is_some();
    let most = |of: &Seen<'_>, part: &Seen<'_>| {
        let has = |held: &Part| held.key == part.signal.row.key && held.share >= MAJORITY_PERCENT * 10;
        of.signal.question.filter == part.signal.question.filter && of.parts.iter().any(has)
    };
    left.shares_days(right) && (row && kinds || most(one, other) || most(other, one)) || are_alike(one, other)
}

/// Whether the same happened to both in the same days, most of it from the same: several ports of one search.
fn are_alike(one: &Seen<'_>, other: &Seen<'_>) -> bool {
    let (left, right) = (one.signal, other.signal);
    let most = |seen: &Seen<'_>| {
        let first = seen.parts.first().filter(|part| part.share >= MAJORITY_PERCENT * 10);
        first.map(|part| part.key.clone())
    };
    let days = |seen: &Seen<'_>| seen.signal.event.as_ref().map(|event| event.days.clone());
    let near = |left: usize, right: usize| left.abs_diff(right) < STEP_DAYS;
    let same_days = days(one)
        .zip(days(other))
        .is_some_and(|(left, right)| near(*left.start(), *right.start()) && near(*left.end(), *right.end()));
    let same_rows = left.question == right.question && left.sign == right.sign;
    same_rows && same_days && most(one).is_some() && most(one) == most(other)
}

/// A group of `members` with its head first: a region to which several ports belong, else the port, else the region;
/// what happened before what tends, home before overseas, all packets before some.
fn headed<'a>(mut members: Vec<&'a Seen<'a>>) -> Group<'a> {
    let events = members.iter().any(|seen| seen.signal.event.is_some());
    let ports =
        members.iter().filter(|seen| seen.signal.question.by == By::Port && seen.signal.event.is_some());
    let region = members.iter().find(|seen| seen.signal.question.by == By::Region);
    let several = ports.count() > 1 || region.is_some_and(|region| events && region.causes.len() > 1);
    members.sort_by_key(|seen| {
        let question = seen.signal.question;
        let kind = if (question.by == By::Region) == several { 0 } else { 1 };
        let (event, scope) = (seen.signal.event.is_none(), question.filter.scope == Scope::Overseas);
        (event, scope, question.filter.conditions.len(), kind, std::cmp::Reverse(seen.excess.abs()))
    });
    Group { members }
}
