//! A plan set against the files: in come a plan and the headers of a source, out goes which column of which file
//! plays which role, or findings. Reads no row.

use super::ground::Ground;
use super::header;
use super::lack;
use super::load::{Delivery, Kind};
use super::role::{DEFAULT_MEASURE, keys, named, roles};
pub use super::role::{Role, configured};
use crate::config::Source;
use crate::finding::Finding;
use crate::question::{Plan, Scope};
use crate::rules;

/// A column that the plan needs.
#[derive(Clone, Debug)]
pub struct Column {
    /// What it is.
    pub role: Role,
    /// Its name in the files.
    pub name: String,
    /// Its position in each delivery; none where the source does without it.
    pub positions: Option<Vec<usize>>,
    /// Whether the plan does without it, and it only tells which rows do not count (合計).
    pub guard: bool,
}

/// A plan that its source can answer.
pub struct Asked<'a> {
    /// The site.
    pub ground: Ground<'a>,
    /// The source.
    pub source: &'a Source,
    /// The plan.
    pub plan: &'a Plan,
    /// By role: date and sensor first, measures last.
    pub columns: Vec<Column>,
}

impl<'a> Asked<'a> {
    /// Finds the columns that `plan` needs in every one of `deliveries`; none if the plan cannot be answered.
    pub fn new(
        ground: &Ground<'a>,
        source: &'a Source,
        plan: &'a Plan,
        deliveries: &[Delivery],
        findings: &mut Vec<Finding>,
    ) -> Option<Self> {
        let before = findings.len();
        findings.extend(deliveries.iter().filter_map(|delivery| header::strange(source, delivery)));
        if findings.len() > before {
            return None;
        }
        let mut columns = Vec::new();
        let mut needed = roles(plan);
        let held = |role: &Role| everywhere(source, role, deliveries).is_some();
        if needed.contains(&Role::Protocol) && !held(&Role::Protocol) && held(&Role::Port) {
            // The port may name its protocol itself.
            needed.insert(Role::Port);
        }
        for role in needed {
            match find(ground, source, plan, &role, deliveries) {
                Ok(column) => columns.push(column),
                Err(mut lacks) => findings.append(&mut lacks),
            }
        }
        if !source.leave_out.is_empty() {
            let others = keys(source).into_iter();
            let others = others.filter(|role| !columns.iter().any(|column| column.role == *role));
            let guards = others.filter_map(|role| {
                let (name, positions) = everywhere(source, &role, deliveries)?;
                Some(Column { role, name, positions: Some(positions), guard: true })
            });
            columns.extend(guards.collect::<Vec<_>>());
            columns.sort_by(|a, b| a.role.cmp(&b.role));
        }
        let has_sensors =
            columns.iter().any(|column| column.role == Role::Sensor && column.positions.is_some());
        findings.extend(scope_fault(ground, source, plan, has_sensors));
        if plan.filters.len() > rules::FILTERS {
            findings.push(lack::too_many_filters(source, plan.filters.len()));
        }
        (findings.len() == before).then_some(Self { ground: *ground, source, plan, columns })
    }

    /// The same source asked for all of its columns that every delivery has, for `plan`.
    pub fn whole<'b>(&self, plan: &'b Plan, deliveries: &[Delivery]) -> Asked<'b>
    where
        'a: 'b,
    {
        let measures = self.source.measures.keys().cloned().map(Role::Measure);
        let column = |role: Role| {
            let place = || Column { role: role.clone(), name: String::new(), positions: None, guard: false };
            match everywhere(self.source, &role, deliveries) {
                Some((name, positions)) => {
                    let kinds = deliveries.iter().zip(&positions);
                    let fits = kinds.into_iter().all(|(held, at)| kind_fault(held, &role, *at).is_none());
                    fits.then(|| Column { name, positions: Some(positions), ..place() })
                }
                None => (role == Role::Sensor).then(place),
            }
        };
        let columns = keys(self.source).into_iter().chain(measures).filter_map(column).collect::<Vec<_>>();
        let mut columns = columns;
        let ports = columns.iter().any(|column| column.role == Role::Port);
        if ports && !columns.iter().any(|column| column.role == Role::Protocol) {
            let (role, name) = (Role::Protocol, String::new());
            columns.push(Column { role, name, positions: None, guard: false });
        }
        columns.sort_by(|a, b| a.role.cmp(&b.role));
        Asked { ground: self.ground, source: self.source, plan, columns }
    }

    /// The columns that rows are told apart by: all but the measures.
    pub fn dimensions(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(|column| !matches!(column.role, Role::Measure(_)))
    }

    /// The measures that are read, by name.
    pub fn measures(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().filter_map(|column| match &column.role {
            Role::Measure(name) => Some(name.as_str()),
            _ => None,
        })
    }

    /// Position among [`Asked::measures`] of the measure that coverage adds up.
    pub fn default_measure(&self) -> usize {
        self.measures().position(|name| name == DEFAULT_MEASURE).unwrap_or_default()
    }
}

/// The name of the column of `role` and its positions, if every delivery has it.
fn everywhere(source: &Source, role: &Role, deliveries: &[Delivery]) -> Option<(String, Vec<usize>)> {
    let name = configured(source, role)?;
    let at = |delivery: &Delivery| delivery.columns.iter().position(|(held, _)| held == name);
    Some((name.to_owned(), deliveries.iter().map(at).collect::<Option<_>>()?))
}

/// The column of `role` in every delivery.
fn find(
    ground: &Ground,
    source: &Source,
    plan: &Plan,
    role: &Role,
    deliveries: &[Delivery],
) -> Result<Column, Vec<Finding>> {
    let Some(name) = configured(source, role) else {
        if named(plan, role) {
            return Err(vec![lack::no_dimension(ground, source, role, None, deliveries)]);
        }
        return Ok(Column { role: role.clone(), name: String::new(), positions: None, guard: false });
    };
    let held = |delivery: &Delivery| delivery.columns.iter().position(|(held, _)| held == name);
    if deliveries.iter().all(|delivery| held(delivery).is_none()) {
        if can_be_absent(role, name, deliveries) && !named(plan, role) {
            return Ok(Column { role: role.clone(), name: name.to_owned(), positions: None, guard: false });
        }
        if !matches!(role, Role::Date | Role::Measure(_)) {
            return Err(vec![lack::no_dimension(ground, source, role, Some(name), deliveries)]);
        }
    }
    let mut faults = Vec::new();
    let mut positions = Vec::new();
    for delivery in deliveries {
        match held(delivery) {
            None => faults.push(lack::no_column(delivery, name)),
            Some(position) => {
                positions.push(position);
                faults.extend(kind_fault(delivery, role, position));
            }
        }
    }
    if faults.is_empty() {
        Ok(Column { role: role.clone(), name: name.to_owned(), positions: Some(positions), guard: false })
    } else {
        Err(faults)
    }
}

/// Whether a source may do without the column: its name is the default one, and no header looks like it.
fn can_be_absent(role: &Role, name: &str, deliveries: &[Delivery]) -> bool {
    let default = match role {
        Role::Sensor => "sensor",
        Role::Protocol => "protocol",
        _ => return false,
    };
    let resembles =
        |delivery: &Delivery| delivery.columns.iter().any(|(held, _)| held.trim().eq_ignore_ascii_case(name));
    name == default && !deliveries.iter().any(resembles)
}

/// A column whose type cannot play its role.
fn kind_fault(delivery: &Delivery, role: &Role, position: usize) -> Option<Finding> {
    let (name, kind) = delivery.columns.get(position)?;
    let fits = match (role, kind) {
        (_, Kind::Text) => true,
        (Role::Measure(_), Kind::Fixed(_)) => false,
        (_, Kind::Fixed(_)) => true,
        (Role::Date, kind) => *kind == Kind::Day,
        (Role::Region, _) => false,
        (_, kind) => *kind == Kind::Integer,
    };
    (!fits).then(|| lack::wrong_kind(delivery, role, name, kind))
}

/// A filter whose scope cannot be known.
fn scope_fault(ground: &Ground, source: &Source, plan: &Plan, has_sensors: bool) -> Option<Finding> {
    let scope = plan.filters.iter().map(|filter| filter.scope).find(|&scope| {
        scope != Scope::All
            && if has_sensors { ground.sensors.is_empty() } else { source.scope != Some(scope) }
    })?;
    Some(if has_sensors { lack::no_sensors_table(source) } else { lack::no_scope(source, scope) })
}
