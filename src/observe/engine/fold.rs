//! The one fold: batches of numbered cells and integers in, coverage and grids out.
//!
//! Cells are judged once per distinct value; a row is then a bit mask and a few checked additions. Sums do not
//! depend on the order of rows, and batches come in the order of rows only so that faults can be told by row.
//! Knows no engine and no file format.

use super::cell::Cell;
use super::class::{Class, Judge, Keys};
use super::distinct::Distinct;
use super::pairs::Pairs;
use super::presence::Presence;
use super::sums::{Overflow, Table};
use crate::key::Key;
use crate::observe::asked::{Asked, Role};
use crate::observe::fault::{Fault, Faults, Stranger, TOLD, Why};
use crate::quarter::Span;
use crate::question::{By, Filter, GridPlan, Observed, Scope};

/// A column that rows are told apart by.
struct Dimension {
    role: Role,
    distinct: Distinct,
    classes: Vec<Class>,
    keys: Keys,
    /// Whether any class is a fault.
    faulty: bool,
    /// Whether any class is a sensor that no table lists.
    strange: bool,
}

/// Rows as an engine hands them over.
pub struct Batch {
    /// Number of rows.
    pub rows: usize,
    /// For each dimension, the number of each row's cell.
    pub cells: Vec<Vec<u32>>,
    /// For each measure, each row's value.
    pub values: Vec<Vec<i64>>,
    /// Values that are no integers (0 stands in their place): row, measure, why, what stands there.
    pub faults: Vec<(usize, usize, Why, String)>,
}

/// A grid that is being filled.
struct Filling {
    plan: GridPlan,
    /// Position of the column of its keys among those of [`Keyed`]; none for a total.
    column: Option<usize>,
    measure: usize,
    table: Table,
}

/// The keys and filters of a batch's rows.
struct Keyed {
    /// For each dimension and then for ports, the number of each row's key; empty where nobody asks.
    keys: Vec<Vec<u32>>,
    masks: Vec<u64>,
}

/// The fold of one source.
pub struct Fold {
    judge: Judge,
    spans: Vec<Span>,
    filters: Vec<Filter>,
    dimensions: Vec<Dimension>,
    pairs: Option<(usize, usize, Pairs)>,
    presence: Presence,
    fillings: Vec<Filling>,
    default_measure: usize,
    faults: Faults,
    overflow: bool,
    file: usize,
    row: u64,
    skipped: Vec<u64>,
}

impl Fold {
    /// Before the first row.
    pub fn new(asked: &Asked) -> Self {
        let dimensions =
            asked.dimensions().map(|column| Dimension::new(column.role.clone())).collect::<Vec<_>>();
        let at = |role: &Role| dimensions.iter().position(|dimension| dimension.role == *role);
        let pairs = at(&Role::Protocol)
            .zip(at(&Role::Port))
            .map(|(protocol, port)| (protocol, port, Pairs::default()));
        let fillings = asked.plan.grids.iter().map(|grid| Filling {
            plan: grid.clone(),
            column: match &grid.by {
                By::Port => Some(dimensions.len()),
                By::Region => at(&Role::Region),
                By::Sensor => at(&Role::Sensor),
                By::Column(name) => at(&Role::Text(name.clone())),
                By::Total => None,
            },
            measure: measure(asked, grid),
            table: Table::new(&asked.plan.spans),
        });
        Self {
            fillings: fillings.collect(),
            judge: Judge::new(asked),
            spans: asked.plan.spans.clone(),
            filters: asked.plan.filters.clone(),
            pairs,
            presence: Presence::new(asked),
            default_measure: asked.default_measure(),
            dimensions,
            faults: Faults::default(),
            overflow: false,
            file: 0,
            row: 0,
            skipped: Vec::new(),
        }
    }

    /// Begins the next file; `skipped` are sorted rows that are left out.
    pub fn open(&mut self, file: usize, skipped: &[u64]) {
        (self.file, self.row, self.skipped) = (file, 0, skipped.to_vec());
    }

    /// Rows seen of the file.
    pub fn row(&self) -> u64 {
        self.row
    }

    /// The numbered cells of a dimension.
    pub fn distinct(&mut self, dimension: usize) -> &mut Distinct {
        &mut self.dimensions[dimension].distinct
    }

    /// Takes the next rows of the file.
    pub fn take(&mut self, batch: &Batch) {
        self.judge_cells();
        let pairs = match &mut self.pairs {
            None => Vec::new(),
            Some((protocol, port, pairs)) => {
                let cells = [*protocol, *port].map(|at| self.dimensions[at].distinct.cells());
                pairs.numbers(&self.judge, cells, &batch.cells[*protocol], &batch.cells[*port])
            }
        };
        let left_out = self.left_out(batch, &pairs);
        let keyed = self.keyed(batch, &pairs);
        if self.add(batch, &left_out, &keyed).is_err() {
            self.overflow = true;
        }
        self.row += batch.rows as u64;
    }

    /// Judges the cells that are new.
    fn judge_cells(&mut self) {
        for dimension in &mut self.dimensions {
            for cell in &dimension.distinct.cells()[dimension.classes.len()..] {
                let class = match dimension.role {
                    Role::Date => day_class(cell, &mut self.presence),
                    _ => self.judge.class(&dimension.role, cell, &mut dimension.keys),
                };
                dimension.faulty |= class.fault.is_some();
                dimension.strange |= class.stranger;
                dimension.classes.push(class);
            }
        }
        let sensors = self.dimensions.iter().find(|dimension| dimension.role == Role::Sensor);
        self.presence.fit(sensors.iter().flat_map(|dimension| dimension.keys.all()).map(|key| match key {
            Key::Text(id) => id.as_str(),
            _ => "",
        }));
    }

    /// Tells the batch's bad cells and says which rows are not added.
    fn left_out(&mut self, batch: &Batch, pairs: &[u32]) -> Vec<bool> {
        let mut left_out = vec![false; batch.rows];
        let first = self.skipped.partition_point(|row| *row < self.row);
        for row in &self.skipped[first..] {
            match usize::try_from(row - self.row).ok().and_then(|at| left_out.get_mut(at)) {
                Some(out) => *out = true,
                None => break,
            }
        }
        let skipped = left_out.clone();
        let mut found =
            Found { file: self.file, row: self.row, faults: Vec::new(), count: 0, left_out: &mut left_out };
        for (at, dimension) in self.dimensions.iter().enumerate().filter(|(_, dimension)| dimension.faulty) {
            let cells = dimension.distinct.cells();
            found.column(at, &skipped, &batch.cells[at], &dimension.classes, |row| {
                cells[batch.cells[at][row] as usize].shown()
            });
        }
        if let Some((_, port, judged)) = &self.pairs
            && judged.classes().iter().any(|class| class.fault.is_some())
        {
            let cells = self.dimensions[*port].distinct.cells();
            found.column(*port, &skipped, pairs, judged.classes(), |row| {
                cells[batch.cells[*port][row] as usize].shown()
            });
        }
        for (at, values) in batch.values.iter().enumerate() {
            found.values(
                self.dimensions.len() + at,
                &skipped,
                values,
                batch.faults.iter().filter(|fault| fault.1 == at),
            );
        }
        let (faults, count) = (found.faults, found.count);
        if count > 0 {
            self.faults.add(faults, count);
        }
        self.meet_strangers(batch, &skipped);
        left_out
    }

    /// Counts the rows of sensors that the sensors' table does not list.
    fn meet_strangers(&mut self, batch: &Batch, skipped: &[bool]) {
        let Some(at) = self.dimensions.iter().position(|dimension| dimension.strange) else { return };
        let dimension = &self.dimensions[at];
        for (row, &cell) in batch.cells[at].iter().enumerate().filter(|(row, _)| !skipped[*row]) {
            if dimension.classes[cell as usize].stranger {
                let id = dimension.distinct.cells()[cell as usize].shown();
                let first = Stranger { file: self.file, row: self.row + row as u64, rows: 0 };
                self.faults.strangers.entry(id).or_insert(first).rows += 1;
            }
        }
    }

    /// The keys and filters of every row, column by column.
    fn keyed(&self, batch: &Batch, pairs: &[u32]) -> Keyed {
        let ports = self.pairs.iter().map(|(_, _, judged)| (&Role::Port, judged.classes(), pairs));
        let columns = self.dimensions.iter().zip(&batch.cells);
        let columns = columns.map(|(dimension, cells)| (&dimension.role, &dimension.classes[..], &cells[..]));
        let all = self.filters.len().checked_sub(1).map_or(0, |last| u64::MAX >> (63 - last.min(63)));
        let mut keyed = Keyed { keys: Vec::new(), masks: vec![all; batch.rows] };
        for (at, (role, classes, cells)) in columns.chain(ports).enumerate() {
            if classes.iter().any(|class| class.mask & all != all) {
                for (mask, &cell) in keyed.masks.iter_mut().zip(cells) {
                    *mask &= classes[cell as usize].mask;
                }
            }
            let asked = matches!(role, Role::Date | Role::Sensor)
                || self.fillings.iter().any(|grid| grid.column == Some(at));
            keyed.keys.push(if asked {
                cells.iter().map(|&cell| classes[cell as usize].key).collect()
            } else {
                Vec::new()
            });
        }
        keyed
    }

    /// Adds the rows up.
    fn add(&mut self, batch: &Batch, left_out: &[bool], keyed: &Keyed) -> Result<(), Overflow> {
        let Self { presence, fillings, default_measure, .. } = self;
        let (days, sensors) = (&keyed.keys[0], &keyed.keys[1]);
        let packets = &batch.values[*default_measure];
        for row in (0..batch.rows).filter(|row| !left_out[*row]) {
            let day = days[row] as usize;
            let cell = presence.cell(day, sensors[row] as usize);
            cell.rows += 1;
            cell.packets = cell.packets.checked_add(packets[row]).ok_or(Overflow)?;
            let observed = usize::from(cell.observed);
            let buckets = &presence.days()[day].buckets[observed];
            if buckets.is_empty() {
                continue;
            }
            for filling in
                fillings.iter_mut().filter(|filling| keyed.masks[row] >> filling.plan.filter & 1 == 1)
            {
                let key = filling.column.map_or(0, |column| keyed.keys[column][row] as usize);
                for &bucket in buckets {
                    filling.table.add(bucket, key, batch.values[filling.measure][row])?;
                }
            }
        }
        Ok(())
    }

    /// The answer, if no sum left 64 bits, and what is wrong with cells.
    pub fn finish(self) -> (Option<Observed>, Faults) {
        let sound = !self.overflow && self.faults.count == 0 && self.faults.strangers.is_empty();
        let observed = if self.overflow { None } else { self.observed() };
        let (presence, faults) = (self.presence, self.faults);
        let observed = observed.map(|grids| Observed { coverage: presence.coverage(&self.spans), grids });
        if let Some(observed) = observed.as_ref().filter(|_| sound) {
            for (filling, grid) in self.fillings.iter().zip(&observed.grids) {
                debug_assert!(
                    agrees(filling, self.default_measure, &self.filters, observed, grid),
                    "{:?}",
                    filling.plan
                );
            }
        }
        (observed, faults)
    }

    fn observed(&self) -> Option<Vec<crate::question::Grid>> {
        let grids = self.fillings.iter().map(|filling| {
            let keys = match filling.column {
                None => &[Key::Total][..],
                Some(at) => match self.dimensions.get(at) {
                    Some(dimension) => dimension.keys.all(),
                    None => self.pairs.as_ref().map_or(&[][..], |(_, _, pairs)| pairs.keys.all()),
                },
            };
            filling.table.grid(keys, &self.spans)
        });
        grids.collect::<Result<_, _>>().ok()
    }
}

impl Dimension {
    fn new(role: Role) -> Self {
        let (distinct, keys) = (Distinct::default(), Keys::default());
        Self { role, distinct, classes: Vec::new(), keys, faulty: false, strange: false }
    }
}

/// The bad cells of a batch.
struct Found<'a> {
    file: usize,
    row: u64,
    faults: Vec<Fault>,
    count: u64,
    left_out: &'a mut [bool],
}

impl Found<'_> {
    /// Looks for refused classes in a column.
    fn column(
        &mut self,
        column: usize,
        skipped: &[bool],
        cells: &[u32],
        classes: &[Class],
        value: impl Fn(usize) -> String,
    ) {
        let mut told = 0;
        for (row, &cell) in cells.iter().enumerate() {
            if let Some(why) = classes[cell as usize].fault.filter(|_| !skipped[row]) {
                self.tell(row, column, why, &mut told, || value(row));
            }
        }
    }

    /// Looks for values that are no integers or below 0.
    fn values<'f>(
        &mut self,
        column: usize,
        skipped: &[bool],
        values: &[i64],
        unread: impl Iterator<Item = &'f (usize, usize, Why, String)>,
    ) {
        let mut told = 0;
        for (row, _, why, value) in unread.filter(|fault| !skipped[fault.0]) {
            self.tell(*row, column, *why, &mut told, || value.clone());
        }
        told = 0;
        for (row, value) in values.iter().enumerate().filter(|(row, value)| **value < 0 && !skipped[*row]) {
            self.tell(row, column, Why::Negative, &mut told, || value.to_string());
        }
    }

    fn tell(
        &mut self,
        row: usize,
        column: usize,
        why: Why,
        told: &mut usize,
        value: impl FnOnce() -> String,
    ) {
        self.count += 1;
        self.left_out[row] = true;
        if *told < TOLD {
            *told += 1;
            self.faults.push(Fault {
                file: self.file,
                row: self.row + row as u64,
                column,
                why,
                value: value(),
            });
        }
    }
}

/// The class of a date cell; its key is the number of its day.
fn day_class(cell: &Cell, presence: &mut Presence) -> Class {
    match cell.day() {
        Ok(day) => Class { key: presence.number(day), mask: u64::MAX, fault: None, stranger: false },
        Err(why) => Class { key: 0, mask: 0, fault: Some(why), stranger: false },
    }
}

/// Position among the measures that are read of the one that a grid adds up.
fn measure(asked: &Asked, grid: &GridPlan) -> usize {
    let name = asked.plan.measures.get(grid.measure);
    asked
        .measures()
        .position(|held| name.is_some_and(|name| name == held))
        .unwrap_or_else(|| asked.default_measure())
}

/// Whether a grid of everything adds up to the coverage; always true for others.
fn agrees(
    filling: &Filling,
    default_measure: usize,
    filters: &[Filter],
    observed: &Observed,
    grid: &crate::question::Grid,
) -> bool {
    let everything = |filter: &Filter| filter.conditions.is_empty() && filter.scope == Scope::All;
    if filling.measure != default_measure || !filters.get(filling.plan.filter).is_some_and(everything) {
        return true;
    }
    observed.coverage.spans.iter().enumerate().all(|(at, days)| {
        let held = days.iter().flatten().map(|cell| i128::from(cell.packets)).sum::<i128>();
        let held_observed = days
            .iter()
            .flatten()
            .filter(|cell| cell.observed)
            .map(|cell| i128::from(cell.packets))
            .sum::<i128>();
        let every = grid.rows.iter().map(|row| i128::from(row.sums[at].every)).sum::<i128>();
        let counted = grid.rows.iter().map(|row| i128::from(row.sums[at].observed)).sum::<i128>();
        every == held && counted == held_observed
    })
}
