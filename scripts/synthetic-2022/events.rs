//! What an event is: on some days, to some sensors, ports and regions, more packets or a multiple of them.
//!
//! Days count from 1 July 2022, so that 92 is 1 October. Each can be told at a part of its strength, `scale`: 1 is
//! all of it, 0 nothing. Nothing here knows how packets are drawn.

use crate::sensors::Sensor;

/// Something that happens on some days to some sensors, ports and regions.
pub struct Event {
    /// First day.
    pub from: u32,
    /// Last day.
    pub to: u32,
    /// Which sensors see it.
    pub sensors: Seen,
    /// Which ports; none means every one.
    pub ports: &'static [&'static str],
    /// Which region sends it.
    pub region: &'static str,
    /// Whether only Mirai-type packets are touched.
    pub mirai: bool,
    /// What it does.
    pub effect: Effect,
}

/// Who sees an event.
#[derive(Clone, Copy)]
pub enum Seen {
    /// Every sensor.
    All,
    /// Sensors in Japan.
    Home,
    /// One sensor.
    Only(&'static str),
}

/// What an event does while it lasts.
pub enum Effect {
    /// So many packets more a sensor, day and port; they rise and fall in a straight line over so many days at the
    /// beginning and at the end.
    More { packets: f64, rise: u32, fall: u32 },
    /// So many times as much, with the same edges.
    Times { factor: f64, rise: u32, fall: u32 },
}

impl Seen {
    /// Whether the sensor sees it.
    pub fn by(self, sensor: &Sensor) -> bool {
        match self {
            Self::All => true,
            Self::Home => sensor.is_home(),
            Self::Only(id) => sensor.id == id,
        }
    }
}

impl Event {
    /// How strong the event is on a day: 0 outside it, 1 between its edges.
    fn strength(&self, day: u32, rise: u32, fall: u32) -> f64 {
        if day < self.from || day > self.to {
            return 0.0;
        }
        let up = f64::from(day - self.from + 1) / f64::from(rise + 1);
        let down = f64::from(self.to - day + 1) / f64::from(fall + 1);
        up.min(down).min(1.0)
    }

    /// Packets that it adds on a day for each sensor and port.
    pub fn more(&self, day: u32, scale: f64) -> f64 {
        match self.effect {
            Effect::More { packets, rise, fall } => packets * self.strength(day, rise, fall) * scale,
            Effect::Times { .. } => 0.0,
        }
    }

    /// What it multiplies the usual packets by on a day.
    pub fn times(&self, day: u32, scale: f64) -> f64 {
        match self.effect {
            Effect::Times { factor, rise, fall } => {
                1.0 + (factor - 1.0) * self.strength(day, rise, fall) * scale
            }
            Effect::More { .. } => 1.0,
        }
    }
}
