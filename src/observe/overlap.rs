//! Sensor-days that several files of a source bring: an answer in, an answer in which each counts once out.
//!
//! Who brings what is known from the one fold. Only where files overlap are they read again: to compare the keys of
//! those sensor-days, and to add the others up without them.

use std::collections::BTreeMap;

use super::asked::Asked;
use super::engine::{Answer, Compare, Delivered, Difference, Engine, Superseded, Way};
use super::lack;
use super::load::Delivery;
use super::stretch;
use crate::config::Overlap;
use crate::finding::{Finding, Place};
use crate::quarter::Day;
use crate::question::{Observed, Plan};
use crate::said;

/// So many keys that differ are told.
const KEYS: usize = 3;

/// The answer in which no sensor-day counts twice; none if files contradict each other.
pub fn settle(
    asked: &Asked,
    deliveries: &[Delivery],
    answer: Answer,
    findings: &mut Vec<Finding>,
) -> Option<Observed> {
    let told = |crossed: bool, findings: &mut Vec<Finding>| {
        findings.extend(crossed.then(|| lack::added_distinct(asked.source)));
    };
    let twice = twice(answer.delivered);
    if twice.is_empty() || asked.source.overlap == Overlap::PartsAdd {
        told(answer.crossed, findings);
        return answer.observed.filter(|_| !answer.crossed);
    }
    let last_counts = asked.source.overlap == Overlap::LaterReplaces;
    if last_counts {
        tell_replaced(&twice, deliveries, findings);
    } else if !all_equal(asked, deliveries, &twice, findings) {
        return None;
    }
    let without = Way::Without(superseded(&twice, last_counts));
    let answer = Engine::Polars.answer(asked, deliveries, without);
    told(answer.crossed, findings);
    answer.observed.filter(|_| !answer.crossed)
}

/// What several files bring, sorted by day, sensor and file.
fn twice(mut delivered: Vec<Delivered>) -> Vec<Delivered> {
    delivered.sort();
    let same = |a: &Delivered, b: &Delivered| a.day == b.day && a.sensor == b.sensor;
    let groups = delivered.chunk_by(same).filter(|group| group.len() > 1);
    groups.flatten().cloned().collect()
}

/// Everything but the first, or but the last, of each sensor-day.
fn superseded(twice: &[Delivered], last_counts: bool) -> Superseded {
    let groups = twice.chunk_by(|a, b| a.day == b.day && a.sensor == b.sensor);
    let others = groups.flat_map(|group| match group {
        [others @ .., _] if last_counts => others,
        [_, others @ ..] => others,
        [] => &[],
    });
    others.map(|held| (held.file, held.day, held.sensor.clone())).collect()
}

/// Compares the keys of what several files bring, and tells.
fn all_equal(
    asked: &Asked,
    deliveries: &[Delivery],
    twice: &[Delivered],
    findings: &mut Vec<Finding>,
) -> bool {
    let plan = Plan { filters: Vec::new(), grids: Vec::new(), ..asked.plan.clone() };
    let whole = asked.whole(&plan, deliveries);
    let compared = Engine::Polars.answer(&whole, deliveries, Way::Comparing(Compare::new(twice))).compared;
    let differences = compared.map(|compared| compared.differences()).unwrap_or_default();
    for ((first, other), difference) in &differences {
        let names = [&*deliveries[*first].shown, &*deliveries[*other].shown];
        if !difference.equal.is_empty() {
            findings.push(counted_once(names, &difference.equal));
        }
        if !difference.different.is_empty() {
            findings.push(contradicted(&asked.source.name, names, difference));
        }
    }
    differences.values().all(|difference| difference.different.is_empty())
}

fn tell_replaced(twice: &[Delivered], deliveries: &[Delivery], findings: &mut Vec<Finding>) {
    let mut pairs = BTreeMap::<(usize, usize), Vec<(Day, String)>>::new();
    for group in twice.chunk_by(|a, b| a.day == b.day && a.sensor == b.sensor) {
        let Some((last, others)) = group.split_last() else { continue };
        for held in others {
            pairs.entry((held.file, last.file)).or_default().push((held.day, held.sensor.clone()));
        }
    }
    for ((first, last), days) in pairs {
        findings.push(replaced([&*deliveries[first].shown, &*deliveries[last].shown], &days));
    }
}

fn counted_once([first, other]: [&str; 2], days: &[(Day, String)]) -> Finding {
    let (ja, en) = stretch::sensor_days(days);
    Finding::note(
        "delivered-twice",
        Place::file(other),
        said!(
            "{ja}は {first} にも同じ値で入っているため、一度だけ数えました。",
            "{en}: {first} holds the same values, so they count once."
        ),
        said!(
            "このままで問題ありません（どちらかのファイルから除いてもかまいません）。",
            "Nothing needs to be done (they may be removed from either file)."
        ),
    )
}

fn replaced([first, last]: [&str; 2], days: &[(Day, String)]) -> Finding {
    let (ja, en) = stretch::sensor_days(days);
    Finding::note(
        "replaced",
        Place::file(first),
        said!(
            "{ja}は、名前の順で後の {last} の値に置き換えました。",
            "{en}: the values of {last}, which comes later by name, replace these."
        ),
        said!(
            "teiten.toml の later = \"replaces\" によるものです。",
            "This is what later = \"replaces\" in teiten.toml says."
        ),
    )
}

fn contradicted(source: &str, [first, other]: [&str; 2], difference: &Difference) -> Finding {
    let (ja, en) = stretch::sensor_days(&difference.different);
    let told = difference.keys.iter().take(KEYS);
    let told = told.map(|(key, (a, b))| format!("{key} {a} / {b}")).collect::<Vec<_>>().join("; ");
    Finding::error(
        "delivered-differently",
        Place::file(other),
        said!(
            "{ja}は {first} にも入っていますが、値が異なります。差の大きい順に、{first} / {other} の値で {told}。",
            "{en}: {first} holds them too, with other values. The largest differences, {first} / {other}: {told}."
        ),
        said!(
            "正しいほうだけを残してください。届け直したものなら、teiten.toml の [sources.{source}] に later = \"replaces\" と書くと、名前の順で後の {other} の値を使います（{first} のほうが新しければ、名前を変えるか、古いほうを除いてください）。重複なく分けたファイルなら、parts = \"add\" と書いてください。",
            "Keep the right one only. If it was delivered again, later = \"replaces\" under [sources.{source}] in teiten.toml takes the values of {other}, which comes later by name (if {first} is the newer one, rename it or remove the old one). If the files hold different parts, write parts = \"add\"."
        ),
    )
}
