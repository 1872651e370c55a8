//! What was expected and not delivered, and sources that do not agree: coverage in, findings out.

use std::collections::{BTreeMap, BTreeSet};

use super::ground::Ground;
use super::stretch;
use crate::config::{Sensor, Source};
use crate::finding::Finding;
use crate::quarter::{Day, Span};
use crate::question::{Coverage, Observed, Plan, Scope};
use crate::said;

/// So many groups of sensors with the same lacking days are told.
const GROUPS: usize = 5;

/// Sources agree when their totals of a day differ by at most one part in so many.
const PARTS: i128 = 1000;

/// Days of the edition's quarter that a sensor in service should have and no file brings.
pub fn undelivered(ground: &Ground, source: &Source, plan: &Plan, observed: &Observed) -> Option<Finding> {
    let span = plan.spans.first()?;
    let coverage = &observed.coverage;
    let seen = coverage.spans.first()?;
    let named = coverage.sensors.iter().any(|id| !id.is_empty());
    let table = named && !ground.sensors.is_empty();
    let ids = ground.sensors.iter().map(|sensor| sensor.id.as_str()).filter(|_| table);
    let ids = ids.chain(coverage.sensors.iter().map(String::as_str).filter(|_| !table));
    let lacking = |id: &str, day: &Day, at: usize| {
        let position = coverage.sensors.binary_search_by(|held| held.as_str().cmp(id)).ok();
        let held = position.and_then(|sensor| seen.get(at)?.get(sensor)).is_some_and(|held| held.rows > 0);
        !held && expects(ground, id, *day)
    };
    let days = |id: &str| {
        let days = span.days().enumerate().filter(|(at, day)| lacking(id, day, *at));
        days.map(|(_, day)| day).collect::<BTreeSet<_>>()
    };
    let lacking = ids.map(|id| (id, days(id))).collect::<BTreeMap<_, _>>();
    let count = lacking.len();
    let groups = stretch::by_days(lacking);
    (!groups.is_empty()).then(|| not_delivered(source, &groups, count))
}

/// Whether a sensor should have rows on a day: in service, and no outage touches it.
fn expects(ground: &Ground, id: &str, day: Day) -> bool {
    let serves = |sensor: &Sensor| {
        sensor.start.is_none_or(|start| start <= day) && sensor.end.is_none_or(|end| day <= end)
    };
    let table = ground.sensors.iter().find(|sensor| sensor.id == id);
    table.is_none_or(serves)
        && !ground.outages.iter().any(|outage| {
            outage.sensor.as_deref().is_none_or(|held| held == id) && outage.from <= day && day <= outage.to
        })
}

/// What the days of two sources are compared by: totals by day, where both hold the same scope.
type Totals = BTreeMap<Day, (i128, i128)>;

/// Findings on each two sources that hold the same days of the same scope with other totals.
pub fn disagreements(ground: &Ground, plans: &[Plan], observed: &BTreeMap<String, Observed>) -> Vec<Finding> {
    let whole = |plan: &&Plan| {
        let source = ground.sources.get(&plan.source);
        source.is_some_and(|source| source.whole && source.complete)
    };
    let plans = plans.iter().filter(whole).collect::<Vec<_>>();
    let mut findings = Vec::new();
    for (at, plan) in plans.iter().enumerate() {
        for other in plans.iter().skip(at + 1).filter(|other| other.spans == plan.spans) {
            let sides = [plan, other]
                .map(|plan| Some((ground.sources.get(&plan.source)?, &observed.get(&plan.source)?.coverage)));
            let [Some(first), Some(second)] = sides else { continue };
            let mut totals = totals(ground, &plan.spans, first, second);
            totals.retain(|_, (a, b)| (*a - *b).abs() * PARTS > (*a).max(*b));
            findings.extend(disagree(first.0, second.0, &totals));
        }
    }
    findings
}

/// Totals of the days that both sources hold.
fn totals(
    ground: &Ground,
    spans: &[Span],
    (first, a): (&Source, &Coverage),
    (second, b): (&Source, &Coverage),
) -> Totals {
    let has_sensors = |coverage: &Coverage| coverage.sensors.iter().any(|id| !id.is_empty());
    let declared = |source: &Source| source.scope.unwrap_or(Scope::All);
    let scope = match (has_sensors(a), has_sensors(b)) {
        (false, false) if declared(first) != declared(second) => return Totals::new(),
        (false, _) => declared(first),
        (_, false) => declared(second),
        (true, true) => Scope::All,
    };
    let shared =
        |id: &str, other: &Coverage| !has_sensors(other) || other.sensors.iter().any(|held| held == id);
    let columns = |coverage: &Coverage, other: &Coverage| {
        let counts = |(at, id): (usize, &String)| {
            (id.is_empty() || (within(ground, id, scope) && shared(id, other))).then_some(at)
        };
        coverage.sensors.iter().enumerate().filter_map(counts).collect::<Vec<_>>()
    };
    let sides = [(a, columns(a, b)), (b, columns(b, a))];
    let both = has_sensors(a) && has_sensors(b);
    let mut totals = Totals::new();
    for (at, span) in spans.iter().enumerate() {
        for (index, day) in span.days().enumerate() {
            let held = |side: usize| {
                let (coverage, columns) = &sides[side];
                let cells = coverage.spans.get(at).and_then(|days| days.get(index));
                let cell = |&column: &usize| cells.and_then(|cells| cells.get(column)).copied();
                columns.iter().map(|column| cell(column).unwrap_or_default()).collect::<Vec<_>>()
            };
            let (mine, other) = (held(0), held(1));
            // Of sensors that both list, only those count that both hold on the day.
            let counts = |at: usize| !both || (mine[at].rows > 0 && other[at].rows > 0);
            let sum = |cells: &[crate::question::SensorDay]| {
                let cells = cells.iter().enumerate().filter(|(at, cell)| cell.rows > 0 && counts(*at));
                cells.fold((0, 0_i128), |(rows, sum), (_, cell)| (rows + 1, sum + i128::from(cell.packets)))
            };
            let ((rows, sum_of_mine), (other_rows, sum_of_other)) = (sum(&mine), sum(&other));
            if rows > 0 && other_rows > 0 {
                totals.insert(day, (sum_of_mine, sum_of_other));
            }
        }
    }
    totals
}

/// Whether a sensor lies within a scope.
fn within(ground: &Ground, id: &str, scope: Scope) -> bool {
    let home =
        ground.sensors.iter().find(|sensor| sensor.id == id).map(|sensor| sensor.region == ground.home);
    match scope {
        Scope::All => true,
        Scope::Home => home == Some(true),
        Scope::Overseas => home == Some(false),
    }
}

fn disagree(first: &Source, second: &Source, totals: &Totals) -> Option<Finding> {
    let (day, (a, b)) =
        totals.iter().max_by_key(|(day, (a, b))| ((a - b).abs(), std::cmp::Reverse(**day)))?;
    let (ja, en) = stretch::days(&totals.keys().copied().collect());
    let (one, two) = (&first.name, &second.name);
    Some(Finding::warning(
        "totals-disagree",
        first.place.clone(),
        said!(
            "ソース「{one}」と「{two}」の日ごとの合計が0.1 %を超えて異なります（{ja}）。差が最も大きい日は{day}で、{a} / {b} です。",
            "The daily totals of sources “{one}” and “{two}” differ by more than 0.1 % ({en}). The largest difference is on {day}: {a} / {b}."
        ),
        said!(
            "どちらかの配信が欠けていないか確かめてください。一部のパケットだけのソースには、teiten.toml で whole = false と書いてください。",
            "Check whether a delivery of either is incomplete. Write whole = false in teiten.toml at a source that holds only some of the packets."
        ),
    ))
}

fn not_delivered(source: &Source, groups: &BTreeMap<BTreeSet<Day>, BTreeSet<&str>>, count: usize) -> Finding {
    let name = &source.name;
    let told = groups.iter().take(GROUPS).map(|(days, sensors)| {
        let ((ja, en), (ja_of, en_of)) = (stretch::days(days), stretch::group(sensors, count));
        (format!("{ja}{ja_of}"), format!("{en}{en_of}"))
    });
    let (ja, en): (Vec<_>, Vec<_>) = told.unzip();
    let rest = groups.values().skip(GROUPS).map(BTreeSet::len).sum::<usize>();
    let (ja_rest, en_rest) = match rest {
        0 => Default::default(),
        rest => (format!("；ほかセンサー{rest}台"), format!("; and {rest} more sensors")),
    };
    let (ja, en) = (ja.join("；") + &ja_rest, en.join("; ") + &en_rest);
    Finding::warning(
        "undelivered",
        source.place.clone(),
        said!(
            "ソース「{name}」に、次の日のデータがありません：{ja}。",
            "Source “{name}” has no data of: {en}."
        ),
        said!(
            "届いていないファイルがないか確かめ、観測していなかった日は outages.csv か sensors.csv の期間に書いてください。",
            "Check for files that did not arrive; write days without observation in outages.csv, or as the period of service in sensors.csv."
        ),
    )
}
