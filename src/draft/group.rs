//! Signals that are one thing seen twice: the rise of a region and of the port that it comes from.

use super::part::{Part, Seen};
use crate::question::{By, Scope};
use crate::rules::MAJORITY_PERCENT;

/// Signals of one thing, the one first that it is told of.
pub(super) struct Group<'a> {
    pub(super) members: Vec<&'a Seen<'a>>,
}

impl<'a> Group<'a> {
    /// The signal that it is told of.
    pub(super) fn head(&self) -> &'a Seen<'a> {
        self.members[0]
    }

    /// The others that are trends, which sentences of their own tell.
    pub(super) fn trends(&self) -> impl Iterator<Item = &'a Seen<'a>> {
        self.members.iter().skip(1).copied().filter(|seen| seen.signal.event.is_none())
    }
}

/// The groups of `seen`, in the order of their first signals.
pub(super) fn groups<'a>(seen: &'a [Seen<'a>]) -> Vec<Group<'a>> {
    let mut open: Vec<Vec<&'a Seen<'a>>> = Vec::new();
    for one in seen {
        let (mut same, others): (Vec<_>, Vec<_>) =
            open.into_iter().partition(|group| group.iter().any(|other| are_one(one, other)));
        let first = same.is_empty().then(Vec::new).unwrap_or_else(|| same.remove(0));
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
    left.shares_days(right) && (row && kinds || most(one, other) || most(other, one))
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
