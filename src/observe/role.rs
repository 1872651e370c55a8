//! What columns are to plans and sources: a plan or a source in, the roles of its columns out.

use std::collections::BTreeSet;

use super::load::SENSOR_OF_FILE;
use crate::config::Source;
use crate::question::{By, Plan};

/// The measure of the coverage.
pub const DEFAULT_MEASURE: &str = "packets";

/// What a column is to a plan, in the order in which a fold takes them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The day.
    Date,
    /// The sensor.
    Sensor,
    /// The protocol.
    Protocol,
    /// The destination port.
    Port,
    /// The source region.
    Region,
    /// Another text column, by its name in questions.
    Text(String),
    /// A measure, by its name in questions.
    Measure(String),
}

/// The roles that a plan needs: those every plan has, those its filters name and those its grids are by.
pub fn roles(plan: &Plan) -> BTreeSet<Role> {
    let conditions =
        plan.filters.iter().flat_map(|filter| &filter.conditions).map(|condition| &*condition.column);
    let grids = plan.grids.iter().filter_map(|grid| match &grid.by {
        By::Port => Some("port"),
        By::Region => Some("region"),
        By::Sensor => Some("sensor"),
        By::Column(name) => Some(name),
        By::Total => None,
    });
    let mut roles = BTreeSet::from([Role::Date, Role::Sensor, Role::Measure(DEFAULT_MEASURE.to_owned())]);
    roles.extend(plan.measures.iter().cloned().map(Role::Measure));
    for column in conditions.chain(grids) {
        roles.insert(match column {
            "sensor" => Role::Sensor,
            "protocol" => Role::Protocol,
            "port" => Role::Port,
            "region" => Role::Region,
            name => Role::Text(name.to_owned()),
        });
    }
    if roles.contains(&Role::Port) {
        roles.insert(Role::Protocol);
    }
    roles
}

/// The roles of every column of `source` that rows are told apart by.
pub fn keys(source: &Source) -> BTreeSet<Role> {
    let texts = source.columns.texts.keys().cloned().map(Role::Text);
    [Role::Date, Role::Sensor, Role::Protocol, Role::Port, Role::Region].into_iter().chain(texts).collect()
}

/// Whether a plan names `role` itself, so that a source cannot do without it.
pub fn named(plan: &Plan, role: &Role) -> bool {
    match role {
        Role::Sensor => {
            plan.grids.iter().any(|grid| grid.by == By::Sensor)
                || plan
                    .filters
                    .iter()
                    .flat_map(|filter| &filter.conditions)
                    .any(|held| held.column == "sensor")
        }
        Role::Protocol => false,
        _ => true,
    }
}

/// The name in the files of the column that plays `role`, where the configuration has one.
pub fn configured<'a>(source: &'a Source, role: &Role) -> Option<&'a str> {
    let columns = &source.columns;
    match role {
        Role::Date => Some(&columns.date),
        Role::Sensor if source.shape.sensor_from_file.is_some() => Some(SENSOR_OF_FILE),
        Role::Sensor => columns.sensor.as_deref(),
        Role::Protocol => columns.protocol.as_deref(),
        Role::Port => columns.port.as_deref(),
        Role::Region => columns.region.as_deref(),
        Role::Text(name) => columns.texts.get(name).map(String::as_str),
        Role::Measure(name) => source.measures.get(name).map(|measure| measure.column.as_str()),
    }
}
