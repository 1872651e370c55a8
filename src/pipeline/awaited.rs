//! Data that are not yet delivered. A draft is made without them and says so where they will stand; any other edition
//! is refused.

use std::collections::{BTreeMap, BTreeSet};

use super::coverage::days;
use crate::config::{Edition, Site};
use crate::finding::{Finding, Level, Said};
use crate::observe::{ABSENT, Outcome};
use crate::question::{Observed, Plan};
use crate::said;

/// The sources whose files a draft does without; what was told of them as an error is a warning.
pub(super) fn absent(site: &Site, edition: &Edition, seen: &mut Outcome) -> BTreeSet<String> {
    if !edition.may_wait() {
        return BTreeSet::new();
    }
    let awaited = seen.awaited.clone();
    let places: Vec<_> = awaited.iter().filter_map(|name| Some(&site.sources.get(name)?.place)).collect();
    for finding in &mut seen.findings {
        if finding.code == ABSENT && places.contains(&&finding.place) {
            *finding = warning(finding);
        }
    }
    awaited
}

/// `awaited` and the sources of a draft that have no day of its quarter, which are answered as little: taken out of
/// `observed`, they are no ranking of nothing.
pub(super) fn take(
    mut awaited: BTreeSet<String>,
    edition: &Edition,
    plans: &[Plan],
    observed: &mut BTreeMap<String, Observed>,
) -> BTreeSet<String> {
    if edition.may_wait() {
        let late =
            plans.iter().filter(|plan| observed.get(&plan.source).is_some_and(|held| days(held, 0) == 0));
        awaited.extend(late.map(|plan| plan.source.clone()));
        observed.retain(|source, _| !awaited.contains(source));
    }
    awaited
}

/// What is told of a source without a day of the quarter; of a draft, how it is made nevertheless.
pub(super) fn late(edition: &Edition, finding: Finding) -> Finding {
    if edition.may_wait() { Finding { what: so_made(&finding.what), ..finding } } else { finding }
}

fn so_made(Said { ja, en }: &Said) -> Said {
    said!(
        "{ja}草稿なので、このデータによる図表と値を「データ未着」として作ります。",
        "{en} This is a draft: its tables, charts and values from these data say that they are not yet delivered."
    )
}

fn warning(absent: &Finding) -> Finding {
    let Said { ja, en } = &absent.mend;
    Finding {
        level: Level::Warning,
        code: "data-awaited".to_owned(),
        what: so_made(&absent.what),
        mend: said!(
            "届いたら、もう一度実行してください。届いているはずのときは：{ja}",
            "Run this again once they are there. If they should be: {en}"
        ),
        ..absent.clone()
    }
}
