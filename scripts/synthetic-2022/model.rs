//! The sample itself: levels, chance and planted events go in, rows come out, a day at a time.
//!
//! It does not know how rows are written.

use crate::chance::Chance;
use crate::events::Event;
use crate::planted::{EVENTS, PARTIAL, SILENT};
use crate::ports::{Stream, streams};
use crate::regions::Regions;
use crate::sensors::{SENSORS, Sensor};

/// 1 July 2022, counted from 1 January 1970; and the number of days from it to 31 December.
pub const FIRST_DAY: i32 = 19_174;
/// Days of the two quarters.
pub const DAYS: u32 = 184;

/// How far a day's noise reaches: over everything, over a sensor, over a stream, over a region.
const NOISE: [f64; 4] = [0.03, 0.03, 0.04, 0.025];

/// One row: so many packets of one stream from one region at one sensor on one day.
#[derive(Clone, Copy)]
pub struct Row {
    /// Days from 1 July 2022.
    pub day: u32,
    /// Position in [`SENSORS`].
    pub sensor: usize,
    /// Position in [`Model::streams`].
    pub stream: usize,
    /// Position in [`Regions::codes`].
    pub region: usize,
    /// At least 1.
    pub packets: i64,
}

/// Everything that is fixed before the first packet is drawn.
pub struct Model {
    /// Every port, with and without the sign of Mirai, and the tail.
    pub streams: Vec<Stream>,
    /// Every source region.
    pub regions: Regions,
    names: Vec<String>,
    seed: u64,
    /// The part of their strength that events have.
    scale: f64,
}

/// What a stream brings from one region on one day: packets of a typical sensor, and more by events.
struct Cell<'a> {
    usual: f64,
    events: Vec<(&'a Event, f64)>,
}

impl Model {
    /// The model of the sample with this seed, its events and courses at so much of their strength.
    pub fn new(seed: u64, scale: f64) -> Self {
        let streams = streams(seed, scale);
        let names = streams.iter().map(Stream::name).collect();
        Self { streams, regions: Regions::new(), names, seed, scale }
    }

    /// The rows of a day, by stream, sensor and region.
    pub fn day(&self, day: u32) -> Vec<Row> {
        let mut rows = Vec::new();
        for stream in 0..self.streams.len() {
            let cells: Vec<Cell> =
                (0..self.regions.codes.len()).map(|region| self.cell(day, stream, region)).collect();
            for (sensor, known) in SENSORS.iter().enumerate() {
                let part = part_of_day(known, day);
                if part > 0.0 {
                    self.draw(Row { day, sensor, stream, region: 0, packets: 0 }, part, &cells, &mut rows);
                }
            }
        }
        rows
    }

    fn cell(&self, day: u32, stream: usize, region: usize) -> Cell<'static> {
        let known = &self.streams[stream];
        let touching = EVENTS.iter().filter(|event| self.touches(event, stream, region));
        let times: f64 = touching.clone().map(|event| event.times(day, self.scale)).product();
        let more = touching.map(|event| (event, event.more(day, self.scale)));
        let events = more.filter(|(_, more)| *more > 0.0).collect();
        let noise = self.noise(0, day, 0) * self.noise(2, day, stream) * self.noise(3, day, region);
        Cell { usual: known.level(day) * self.regions.share(region, known.mix) * times * noise, events }
    }

    fn touches(&self, event: &Event, stream: usize, region: usize) -> bool {
        let known = &self.streams[stream];
        let port = event.ports.is_empty() || event.ports.contains(&self.names[stream].as_str());
        let sign = if event.mirai || !event.ports.is_empty() { event.mirai == known.mirai } else { true };
        port && sign && event.region == self.regions.codes[region]
    }

    /// Draws the packets of one sensor and stream, region by region.
    fn draw(&self, row: Row, part: f64, cells: &[Cell], rows: &mut Vec<Row>) {
        let sensor = &SENSORS[row.sensor];
        let level = sensor.level * part * self.noise(1, row.day, row.sensor);
        let place = [2, u64::from(row.day), row.sensor as u64, row.stream as u64];
        let mut chance = Chance::at(self.seed, place);
        for (region, cell) in cells.iter().enumerate() {
            let more: f64 =
                cell.events.iter().filter(|(event, _)| event.sensors.by(sensor)).map(|(_, more)| more).sum();
            let packets = chance.count((cell.usual + more) * level);
            if packets > 0 {
                rows.push(Row { region, packets, ..row });
            }
        }
    }

    fn noise(&self, kind: usize, day: u32, which: usize) -> f64 {
        Chance::at(self.seed, [3, kind as u64, u64::from(day), which as u64]).around_one(NOISE[kind])
    }
}

/// The part of a day that a sensor was up: 0 before its service and in an outage.
fn part_of_day(sensor: &Sensor, day: u32) -> f64 {
    let silent = SILENT.iter().any(|&(id, from, to)| id == sensor.id && (from..=to).contains(&day));
    if silent || day < sensor.start {
        return 0.0;
    }
    PARTIAL.iter().find(|&&(id, on, _)| id == sensor.id && on == day).map_or(1.0, |&(_, _, part)| part)
}
