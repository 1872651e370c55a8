//! Two deliveries of a source: the answers to one plan come in, before and after, and sums that differ go out.
//!
//! Nothing is withheld here: what comes out is for the house.

use std::collections::{BTreeMap, BTreeSet};

use super::value::{DaySum, Delivery, SensorDay, Sum};
use crate::config::Source;
use crate::key::Key;
use crate::quarter::{Quarter, Span};
use crate::question::{By, Filter, Grid, GridPlan, GridRow, Observed, Plan, Scope};

/// What all rows of a source are added up by.
const MEASURE: &str = "packets";

/// Asks for every key of `source` in `quarter` and in the one before.
pub fn plan(source: &Source, quarter: Quarter) -> Plan {
    let columns = &source.columns;
    let known = [
        (columns.port.is_some(), By::Port),
        (columns.region.is_some(), By::Region),
        (columns.sensor.is_some() || source.shape.sensor_from_file.is_some(), By::Sensor),
    ];
    let named = known.into_iter().filter(|(has, _)| *has).map(|(_, by)| by);
    let by = named.chain(columns.texts.keys().cloned().map(By::Column)).chain([By::Total]);
    Plan {
        source: source.name.clone(),
        spans: vec![quarter.span(), quarter.previous().span()],
        daily: 1,
        filters: vec![Filter { scope: Scope::All, conditions: Vec::new() }],
        measures: vec![MEASURE.to_owned()],
        grids: by.map(|by| GridPlan { by, filter: 0, measure: 0 }).collect(),
    }
}

/// What differs between the answers `old` and `new` to `plan`.
pub fn delivery(plan: &Plan, old: &Observed, new: &Observed) -> Delivery {
    let mut keys = Vec::new();
    for (grid, (old, new)) in plan.grids.iter().zip(old.grids.iter().zip(&new.grids)) {
        for (at, span) in plan.spans.iter().enumerate() {
            keys.extend(sums(&grid.by, (at, *span), old, new));
        }
    }
    // Stable: what differs as much stays in the order of grids and keys.
    keys.sort_by_key(|sum| std::cmp::Reverse(sum.old.abs_diff(sum.new)));
    Delivery {
        source: plan.source.clone(),
        rows: (old.coverage.rows, new.coverage.rows),
        keys,
        sensor_days: plan.spans.iter().rev().zip((0..plan.spans.len()).rev()).fold(
            Vec::new(),
            |mut days, (span, at)| {
                days.extend(sensor_days((at, *span), old, new));
                days
            },
        ),
    }
}

fn sums(by: &By, (at, span): (usize, Span), old: &Grid, new: &Grid) -> Vec<Sum> {
    let rows = |grid: &'_ Grid| -> BTreeMap<Key, GridRow> {
        grid.rows.iter().map(|row| (row.key.clone(), row.clone())).collect()
    };
    let (old, new) = (rows(old), rows(new));
    let keys: BTreeSet<&Key> = old.keys().chain(new.keys()).collect();
    let every = |row: Option<&GridRow>| row.and_then(|row| row.sums.get(at)).map_or(0, |sums| sums.every);
    let sum = |key: &Key| {
        let (before, after) = (old.get(key), new.get(key));
        // Daily cells are there for the edition's quarter.
        let days = if at == 0 { days(span, before, after) } else { Vec::new() };
        let sum = Sum {
            quarter: span.first,
            by: name(by),
            key: key.to_string(),
            old: every(before),
            new: every(after),
            days,
        };
        (sum.old != sum.new || !sum.days.is_empty()).then_some(sum)
    };
    keys.into_iter().filter_map(sum).collect()
}

fn name(by: &By) -> String {
    match by {
        By::Port => "port".to_owned(),
        By::Region => "region".to_owned(),
        By::Sensor => "sensor".to_owned(),
        By::Total => "total".to_owned(),
        By::Column(name) => name.clone(),
    }
}

fn days(span: Span, old: Option<&GridRow>, new: Option<&GridRow>) -> Vec<DaySum> {
    let of = |row: Option<&GridRow>, at: usize| row.and_then(|row| row.daily.get(at)).copied().unwrap_or(0);
    let day = |(at, day)| DaySum { day, old: of(old, at), new: of(new, at) };
    let all = span.days().enumerate().map(day);
    let mut differing: Vec<_> = all.filter(|day| day.old != day.new).collect();
    differing.sort_by_key(|day| std::cmp::Reverse(day.old.abs_diff(day.new)));
    differing
}

fn sensor_days((at, span): (usize, Span), old: &Observed, new: &Observed) -> Vec<SensorDay> {
    let sensors: BTreeSet<&String> = old.coverage.sensors.iter().chain(&new.coverage.sensors).collect();
    let held = |observed: &Observed, day: usize, sensor: &String| {
        let place = observed.coverage.sensors.iter().position(|id| id == sensor)?;
        let held = observed.coverage.spans.get(at)?.get(day)?.get(place)?;
        (held.rows > 0).then_some((held.rows, held.packets))
    };
    let of_day = |(at, day)| {
        sensors.iter().map(move |sensor| {
            let (old, new) = (held(old, at, sensor), held(new, at, sensor));
            SensorDay { day, sensor: (*sensor).clone(), old, new }
        })
    };
    let all: Vec<SensorDay> = span.days().enumerate().flat_map(of_day).collect();
    all.into_iter().filter(|sensor| sensor.old != sensor.new).collect()
}
