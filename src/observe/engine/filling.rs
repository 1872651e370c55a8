//! The grids of a plan while they are filled, and their check against the coverage when they are full.

use super::sums::{Buckets, Overflow, Table};
use crate::config::MeasureKind;
use crate::key::Key;
use crate::observe::asked::{Asked, Role};
use crate::question::{By, Coverage, Grid, Plan, Scope};

/// A grid that is being filled.
pub struct Filling {
    /// Position of its filter in the plan.
    pub filter: usize,
    /// Position of the column of its keys: a dimension, or ports after all dimensions; none for a total.
    pub column: Option<usize>,
    /// Position of its measure among those that are read.
    pub measure: usize,
    /// Its sums.
    pub table: Table,
    /// Whether it adds up every row's default measure, so that it must agree with the coverage.
    whole: bool,
}

/// The empty grids of what is asked.
pub fn fillings(asked: &Asked) -> Vec<Filling> {
    let roles = asked.dimensions().map(|column| &column.role).collect::<Vec<_>>();
    let at = |role: Role| roles.iter().position(|held| **held == role);
    let filling = |grid: &crate::question::GridPlan| {
        let name = asked.plan.measures.get(grid.measure);
        let measure = asked.measures().position(|held| name.is_some_and(|name| name == held));
        let measure = measure.unwrap_or_else(|| asked.default_measure());
        let kind = name.and_then(|name| asked.source.measures.get(name)).map(|measure| &measure.kind);
        let distinct = matches!(kind, Some(MeasureKind::Distinct(_)));
        let filter = asked.plan.filters.get(grid.filter);
        let everything =
            filter.is_some_and(|filter| filter.conditions.is_empty() && filter.scope == Scope::All);
        let Plan { spans, daily, .. } = asked.plan;
        let daily = if grid.by == By::Total { *daily } else { (*daily).min(1) };
        Filling {
            filter: grid.filter,
            column: match &grid.by {
                By::Port => Some(roles.len()),
                By::Region => at(Role::Region),
                By::Sensor => at(Role::Sensor),
                By::Column(name) => at(Role::Text(name.clone())),
                By::Total => None,
            },
            measure,
            table: Table::new(Buckets::new(spans, daily), distinct),
            whole: everything && measure == asked.default_measure(),
        }
    };
    asked.plan.grids.iter().map(filling).collect()
}

impl Filling {
    /// The grid, its keys by their number.
    pub fn grid(&self, keys: &[Key]) -> Result<Grid, Overflow> {
        self.table.grid(keys)
    }

    /// Whether a grid of everything adds up to the coverage; true of any other grid.
    pub fn agrees(&self, coverage: &Coverage, grid: &Grid) -> bool {
        let total = |values: &mut dyn Iterator<Item = i64>| values.map(i128::from).sum::<i128>();
        !self.whole
            || coverage.spans.iter().enumerate().all(|(at, days)| {
                let cells = || days.iter().flatten();
                let held = total(&mut cells().map(|cell| cell.packets));
                let observed = total(&mut cells().filter(|cell| cell.observed).map(|cell| cell.packets));
                held == total(&mut grid.rows.iter().map(|row| row.sums[at].every))
                    && observed == total(&mut grid.rows.iter().map(|row| row.sums[at].observed))
            })
    }
}
