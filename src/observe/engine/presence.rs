//! Which sensor-days a source holds, and which of them count for means: days and sensors in, coverage out.

use std::collections::{BTreeMap, BTreeSet};

use super::sums::{Buckets, Keyed, NOWHERE, Overflow};
use crate::config::{Outage, Sensor};
use crate::key::Key;
use crate::observe::asked::Asked;
use crate::quarter::{Day, Span};
use crate::question::{Coverage, SensorDay};

/// A sensor-day that a file brings.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Delivered {
    /// The day.
    pub day: Day,
    /// The sensor's identity.
    pub sensor: String,
    /// Position of the delivery.
    pub file: usize,
    /// Number of its rows.
    pub rows: i64,
    /// Sum of the default measure.
    pub packets: i64,
}

/// Sensor-days of files that do not count, because another file brings them.
pub type Superseded = BTreeSet<(usize, Day, String)>;

/// What the file that is being read holds of a sensor-day.
#[derive(Clone, Copy, Default)]
struct Here {
    rows: i64,
    packets: i64,
    /// Where its rows are added up.
    bucket: u32,
    superseded: bool,
}

/// The sensor-days of a source.
pub struct Presence {
    buckets: Buckets,
    outages: Vec<Outage>,
    service: BTreeMap<String, Sensor>,
    numbers: BTreeMap<Day, u32>,
    days: Vec<Day>,
    sensors: Vec<String>,
    cells: Vec<Vec<SensorDay>>,
    /// The same of the file that is being read.
    here: Vec<Vec<Here>>,
    /// Days and sensors of that file, by their numbers.
    touched: Vec<(usize, usize)>,
    file: usize,
    superseded: Superseded,
    delivered: Vec<Delivered>,
}

impl Presence {
    /// No day yet.
    pub fn new(asked: &Asked) -> Self {
        let service = asked.ground.sensors.iter().map(|sensor| (sensor.id.clone(), sensor.clone())).collect();
        Self {
            buckets: Buckets::new(&asked.plan.spans, asked.plan.daily),
            outages: asked.ground.outages.to_vec(),
            service,
            numbers: BTreeMap::new(),
            days: Vec::new(),
            sensors: Vec::new(),
            cells: Vec::new(),
            here: Vec::new(),
            touched: Vec::new(),
            file: 0,
            superseded: Superseded::new(),
            delivered: Vec::new(),
        }
    }

    /// Leaves the sensor-days of `superseded` out of every sum.
    pub fn without(self, superseded: Superseded) -> Self {
        Self { superseded, ..self }
    }

    /// Ends the file that was read and begins `file`.
    pub fn open(&mut self, file: usize) -> Result<(), Overflow> {
        for (day, sensor) in std::mem::take(&mut self.touched) {
            let here = std::mem::take(&mut self.here[day][sensor]);
            let cell = &mut self.cells[day][sensor];
            cell.rows += here.rows;
            cell.packets = cell.packets.checked_add(here.packets).ok_or(Overflow)?;
            let Here { rows, packets, .. } = here;
            let (day, sensor) = (self.days[day], self.sensors[sensor].clone());
            self.delivered.push(Delivered { day, sensor, file: self.file, rows, packets });
        }
        self.file = file;
        self.here.clear();
        Ok(())
    }

    /// What each file brings.
    pub fn delivered(&mut self) -> Vec<Delivered> {
        std::mem::take(&mut self.delivered)
    }

    /// The number of a day.
    pub fn number(&mut self, day: Day) -> u32 {
        let Self { numbers, days, .. } = self;
        *numbers.entry(day).or_insert_with(|| {
            days.push(day);
            u32::try_from(days.len() - 1).unwrap_or(u32::MAX)
        })
    }

    /// Number of days so far.
    pub fn days(&self) -> usize {
        self.days.len()
    }

    /// Makes room for all days so far and for `sensors`, which only ever grows at its end.
    pub fn fit<'a>(&mut self, sensors: impl Iterator<Item = &'a Key>) {
        self.sensors.extend(sensors.skip(self.sensors.len()).map(Key::to_string));
        self.cells.resize_with(self.days.len(), Vec::new);
        for (&day, cells) in self.days.iter().zip(&mut self.cells) {
            for sensor in &self.sensors[cells.len()..] {
                let observed = serves(self.service.get(sensor), day) && !touched(&self.outages, sensor, day);
                cells.push(SensorDay { rows: 0, packets: 0, observed });
            }
        }
        self.here.resize_with(self.days.len(), Vec::new);
        for ((&day, cells), here) in self.days.iter().zip(&self.cells).zip(&mut self.here) {
            for (sensor, cell) in self.sensors.iter().zip(cells).skip(here.len()) {
                let key = || (self.file, day, sensor.clone());
                let superseded = !self.superseded.is_empty() && self.superseded.contains(&key());
                let bucket = if superseded { NOWHERE } else { self.buckets.of(day, cell.observed) };
                here.push(Here { bucket, superseded, ..Here::default() });
            }
        }
    }

    /// Adds rows, each with its day and sensor and its packets, but for those left out; gives the bucket of each.
    pub fn meet(
        &mut self,
        [days, sensors]: [Keyed<'_>; 2],
        packets: &[i64],
        left_out: &[bool],
    ) -> Result<Vec<u32>, Overflow> {
        let Self { here, touched, .. } = self;
        let mut buckets = vec![NOWHERE; packets.len()];
        let rows = buckets.iter_mut().zip(packets).zip(left_out).enumerate();
        for (row, ((bucket, &packets), _)) in rows.filter(|(_, (_, left_out))| !**left_out) {
            let (day, sensor) = (days.of(row), sensors.of(row));
            let here = &mut here[day][sensor];
            if here.superseded {
                continue;
            }
            if here.rows == 0 {
                touched.push((day, sensor));
            }
            here.rows += 1;
            here.packets = here.packets.checked_add(packets).ok_or(Overflow)?;
            *bucket = here.bucket;
        }
        Ok(buckets)
    }

    /// What there is, sensors in the order of their identities.
    pub fn coverage(&self, spans: &[Span]) -> Coverage {
        let mut order = (0..self.sensors.len()).collect::<Vec<_>>();
        order.sort_by(|&a, &b| self.sensors[a].cmp(&self.sensors[b]));
        let cell = |day: Day, sensor: usize| {
            let held = self.numbers.get(&day).and_then(|&day| self.cells.get(day as usize)?.get(sensor));
            held.copied().filter(|cell| cell.rows > 0).unwrap_or_default()
        };
        let within =
            |span: &Span| span.days().map(|day| order.iter().map(|&at| cell(day, at)).collect()).collect();
        let held =
            self.days.iter().zip(&self.cells).filter(|(_, cells)| cells.iter().any(|cell| cell.rows > 0));
        let days = held.map(|(day, _)| *day).collect::<Vec<_>>();
        Coverage {
            sensors: order.iter().map(|&at| self.sensors[at].clone()).collect(),
            spans: spans.iter().map(within).collect(),
            held: days.iter().min().copied().zip(days.iter().max().copied()),
            rows: self.cells.iter().flatten().map(|cell| cell.rows).sum(),
        }
    }
}

/// Whether `day` lies within a sensor's service; one that no table lists always serves.
fn serves(sensor: Option<&Sensor>, day: Day) -> bool {
    sensor.is_none_or(|sensor| {
        sensor.start.is_none_or(|start| start <= day) && sensor.end.is_none_or(|end| day <= end)
    })
}

/// Whether an outage touches a sensor-day.
fn touched(outages: &[Outage], sensor: &str, day: Day) -> bool {
    outages.iter().any(|outage| {
        outage.sensor.as_deref().is_none_or(|id| id == sensor) && outage.from <= day && day <= outage.to
    })
}
