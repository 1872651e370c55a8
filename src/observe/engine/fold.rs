//! The one fold: batches of numbered cells and integers in, coverage and grids out.
//!
//! Cells are judged once per distinct value; a row is then a bit mask and a few checked additions. Sums do not
//! depend on the order of rows, and batches come in the order of rows only so that faults can be told by row.
//! Knows no engine and no file format.

use super::batch::Batch;
use super::cell::Cell;
use super::class::{Class, Judge};
use super::classes::Classes;
use super::compare::{self, Compare};
use super::dimension::Dimension;
use super::filling::{Filling, fillings};
use super::found::Found;
use super::pairs::Pairs;
use super::presence::{Delivered, Presence, Superseded};
use super::sums::{Buckets, Keyed, NOWHERE, Overflow};
use crate::key::Key;
use crate::observe::asked::{Asked, Role};
use crate::observe::fault::{Faults, Stranger};
use crate::quarter::Span;
use crate::question::{Grid, Observed};

/// More sensors than this are a column that holds something else.
const SENSORS: usize = 10_000;

/// More sensor-days than this are, too: ten years of a thousand sensors are less.
const SENSOR_DAYS: usize = 4_000_000;

/// What a fold comes to.
pub struct Folded {
    /// The answer, if no sum left 64 bits.
    pub observed: Option<Observed>,
    /// What is wrong with cells.
    pub faults: Faults,
    /// What each file brings.
    pub delivered: Vec<Delivered>,
    /// How the files that were compared differ.
    pub compared: Option<Compare>,
    /// Whether distinct counts would have had to be added.
    pub crossed: bool,
}

/// The fold of one source.
pub struct Fold {
    judge: Judge,
    spans: Vec<Span>,
    /// The bits of all filters.
    filters: u64,
    dimensions: Vec<Dimension>,
    /// Positions of protocol and port, and their pairs.
    pairs: Option<(usize, usize, Pairs)>,
    presence: Presence,
    fillings: Vec<Filling>,
    /// For each bucket of a total, the one of a ranking; empty where they are the same.
    narrow: Vec<u32>,
    /// For each filter, the rows of the batch that pass it.
    passing: Vec<Vec<u32>>,
    default_measure: usize,
    faults: Faults,
    /// Files that are set against each other and not added up.
    compare: Option<Compare>,
    overflow: bool,
    file: usize,
    row: u64,
    skipped: Vec<u64>,
}

impl Fold {
    /// Before the first row.
    pub fn new(asked: &Asked) -> Self {
        let dimensions =
            asked.dimensions().map(|column| Dimension::new(&column.role, column.guard)).collect::<Vec<_>>();
        let at = |role| dimensions.iter().position(|held: &Dimension| held.role == role && !held.guard);
        let pairs =
            at(Role::Protocol).zip(at(Role::Port)).map(|(protocol, port)| (protocol, port, Pairs::default()));
        Self {
            judge: Judge::new(asked),
            spans: asked.plan.spans.clone(),
            filters: asked.plan.filters.iter().take(64).enumerate().fold(0, |bits, (bit, _)| bits | 1 << bit),
            dimensions,
            pairs,
            presence: Presence::new(asked),
            fillings: fillings(asked),
            narrow: narrow(&asked.plan.spans, asked.plan.daily),
            passing: vec![Vec::new(); asked.plan.filters.len()],
            default_measure: asked.default_measure(),
            faults: Faults::default(),
            compare: None,
            overflow: false,
            file: 0,
            row: 0,
            skipped: Vec::new(),
        }
    }

    /// Leaves sensor-days out of every sum.
    pub fn without(self, superseded: Superseded) -> Self {
        Self { presence: self.presence.without(superseded), ..self }
    }

    /// Compares files and adds nothing up.
    pub fn comparing(self, compare: Compare) -> Self {
        Self { compare: Some(compare), ..self }
    }

    /// Begins the next file; `skipped` are sorted rows that are left out.
    pub fn open(&mut self, file: usize, skipped: Vec<u64>) {
        self.overflow |= self.presence.open(file).is_err();
        (self.file, self.row, self.skipped) = (file, 0, skipped);
    }

    /// Takes the next rows of the file.
    pub fn take(&mut self, batch: &Batch) {
        let first = self.row;
        self.row += batch.rows as u64;
        self.judge_cells(&batch.fresh);
        if self.faults.crowded {
            return;
        }
        let pairs = match &mut self.pairs {
            None => Vec::new(),
            Some((protocol, port, pairs)) => {
                let cells = [*protocol, *port].map(|at| &self.dimensions[at].cells[..]);
                pairs.numbers(&self.judge, cells, &batch.cells[*protocol], &batch.cells[*port])
            }
        };
        let mut found = Found::new(self.file, first, batch.rows, &self.skipped);
        for (dimension, cells) in self.dimensions.iter().zip(&batch.cells) {
            found.pass_over(cells, &dimension.classes);
        }
        if let Some(compare) = &mut self.compare {
            return compare::meet(
                compare,
                &self.dimensions,
                self.pairs.as_ref(),
                batch,
                &pairs,
                self.file,
                &found,
            );
        }
        self.look(batch, &pairs, &mut found);
        self.meet_strangers(batch, first, &found);
        self.faults.add(std::mem::take(&mut found.faults), found.count);
        self.overflow |= self.add(batch, &pairs, &found.left_out).is_err();
    }

    /// Judges the cells that are new.
    fn judge_cells(&mut self, fresh: &[Vec<Cell>]) {
        for (dimension, fresh) in self.dimensions.iter_mut().zip(fresh) {
            dimension.cells.extend_from_slice(fresh);
            if dimension.role == Role::Sensor && dimension.cells.len() > SENSORS {
                self.faults.crowded = true;
                return;
            }
            for cell in fresh {
                let guard = self.judge.guard(cell);
                dimension.classes.push(match dimension.role {
                    _ if dimension.guard || guard.left_out => guard,
                    Role::Date => Class::of(cell.day().map(|day| (u64::MAX, self.presence.number(day)))),
                    _ => self.judge.class(&dimension.role, cell, &mut dimension.keys),
                });
            }
        }
        let sensors = self.dimensions.iter().filter(|dimension| dimension.role == Role::Sensor);
        let sensors = sensors.flat_map(|dimension| dimension.keys.all());
        self.faults.crowded = sensors.clone().count() * self.presence.days() > SENSOR_DAYS;
        if !self.faults.crowded {
            self.presence.fit(sensors);
        }
    }

    /// Looks for the batch's bad cells, column by column.
    fn look(&self, batch: &Batch, pairs: &[u32], found: &mut Found) {
        for (at, (dimension, cells)) in self.dimensions.iter().zip(&batch.cells).enumerate() {
            found.column(at, cells, &dimension.classes, |row| dimension.shown(cells[row]));
        }
        if let Some((_, port, judged)) = &self.pairs {
            let (dimension, cells) = (&self.dimensions[*port], &batch.cells[*port]);
            found.column(*port, pairs, judged.classes(), |row| dimension.shown(cells[row]));
        }
        for (at, values) in batch.values.iter().enumerate() {
            let unread = batch.unread.iter().filter(|unread| unread.measure == at);
            found.values(self.dimensions.len() + at, values, unread);
        }
    }

    /// Counts the rows of sensors that the sensors' table does not list.
    fn meet_strangers(&mut self, batch: &Batch, first: u64, found: &Found) {
        let Some(at) = self.dimensions.iter().position(|held| held.classes.strange()) else { return };
        let dimension = &self.dimensions[at];
        for (row, &cell) in batch.cells[at].iter().enumerate().filter(|(row, _)| !found.skips(*row)) {
            if dimension.classes.of(cell).stranger {
                let stranger = Stranger { file: self.file, row: first + row as u64, rows: 0 };
                self.faults.strangers.entry(dimension.shown(cell)).or_insert(stranger).rows += 1;
            }
        }
    }

    /// Adds the rows up.
    fn add(&mut self, batch: &Batch, pairs: &[u32], left_out: &[bool]) -> Result<(), Overflow> {
        let columns = self.dimensions.iter().zip(&batch.cells);
        let columns = columns.map(|(dimension, cells)| (&cells[..], &dimension.classes));
        let ports = self.pairs.iter().map(|(_, _, judged)| (pairs, judged.classes()));
        let columns = columns.chain(ports).collect::<Vec<_>>();
        let keyed = |at: usize| Keyed { cells: columns[at].0, keys: columns[at].1.keys() };
        let packets = &batch.values[self.default_measure];
        let buckets = self.presence.meet([0, 1].map(keyed), packets, left_out)?;
        let narrow = |bucket: &u32| self.narrow.get(*bucket as usize).copied().unwrap_or(NOWHERE);
        let narrowed = (!self.narrow.is_empty()).then(|| buckets.iter().map(narrow).collect::<Vec<_>>());
        pass(&mut self.passing, &buckets, masks(&columns, self.filters, batch.rows).as_deref());
        for filling in &mut self.fillings {
            let (rows, values) = (&self.passing[filling.filter], &batch.values[filling.measure]);
            let narrowed = narrowed.as_deref().filter(|_| filling.column.is_some());
            let buckets = narrowed.unwrap_or(&buckets);
            filling.table.add(rows, buckets, filling.column.map(keyed), values)?;
        }
        Ok(())
    }

    /// What there is to say.
    pub fn finish(mut self) -> Folded {
        self.overflow |= self.presence.open(0).is_err();
        let delivered = self.presence.delivered();
        let grids = self.fillings.iter().map(|filling| filling.grid(self.keys(filling)));
        let grids = grids.collect::<Result<Vec<Grid>, Overflow>>().ok().filter(|_| !self.overflow);
        let coverage = self.presence.coverage(&self.spans);
        if let Some(grids) = &grids {
            for (filling, grid) in self.fillings.iter().zip(grids) {
                debug_assert!(
                    filling.agrees(&coverage, grid),
                    "a grid of everything must add up to the coverage"
                );
            }
        }
        let crossed = self.fillings.iter().any(|filling| filling.table.crossed);
        let observed = grids.map(|grids| Observed { coverage, grids });
        Folded { observed, faults: self.faults, delivered, compared: self.compare, crossed }
    }

    /// The keys of a grid by their number.
    fn keys(&self, filling: &Filling) -> &[Key] {
        match (filling.column.map(|at| self.dimensions.get(at)), &self.pairs) {
            (None, _) => &[Key::Total],
            (Some(Some(dimension)), _) => dimension.keys.all(),
            (Some(None), Some((_, _, pairs))) => pairs.keys.all(),
            (Some(None), None) => &[],
        }
    }
}

/// For each bucket where days of more spans than the first are kept, the one where they are not.
fn narrow(spans: &[Span], daily: usize) -> Vec<u32> {
    let wide = Buckets::new(spans, daily);
    if daily > 1 { wide.onto(&Buckets::new(spans, 1)) } else { Vec::new() }
}

/// The filters that each row passes; none where every row passes all.
fn masks(columns: &[(&[u32], &Classes)], filters: u64, rows: usize) -> Option<Vec<u64>> {
    let mut masks = None;
    for (cells, classes) in columns.iter().filter(|(_, classes)| classes.narrows(filters)) {
        classes.narrow(masks.get_or_insert_with(|| vec![filters; rows]), cells);
    }
    masks
}

/// Lists the rows that pass each filter and have a bucket.
fn pass(passing: &mut [Vec<u32>], buckets: &[u32], masks: Option<&[u64]>) {
    passing.iter_mut().for_each(Vec::clear);
    let placed = (0..).zip(buckets).filter(|(_, bucket)| **bucket != NOWHERE).map(|(row, _)| row);
    let Some(masks) = masks else {
        return passing.iter_mut().for_each(|passing| passing.extend(placed.clone()));
    };
    for row in placed {
        let mut left = masks[row as usize];
        while left != 0 {
            passing[left.trailing_zeros() as usize].push(row);
            left &= left - 1;
        }
    }
}
