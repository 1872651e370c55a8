//! The twenty sensors: twelve at home, eight overseas. Nothing here knows what they see.

/// A sensor.
pub struct Sensor {
    /// Its identity: `home-01`.
    pub id: &'static str,
    /// Where it stands, ISO 3166.
    pub region: &'static str,
    /// How much more (or less) than the typical home sensor it sees.
    pub level: f64,
    /// First day of its service, counted from 1 July 2022; 0 where it was there before.
    pub start: u32,
}

impl Sensor {
    /// Whether it stands in Japan.
    pub fn is_home(&self) -> bool {
        self.region == "JP"
    }
}

const fn sensor(id: &'static str, region: &'static str, level: f64) -> Sensor {
    Sensor { id, region, level, start: 0 }
}

/// In the order of their identities. Home sensors agree within a tenth, those overseas see more.
pub const SENSORS: [Sensor; 20] = [
    sensor("home-01", "JP", 1.02),
    sensor("home-02", "JP", 0.98),
    sensor("home-03", "JP", 1.05),
    sensor("home-04", "JP", 0.96),
    sensor("home-05", "JP", 1.01),
    sensor("home-06", "JP", 0.99),
    sensor("home-07", "JP", 1.03),
    sensor("home-08", "JP", 0.95),
    sensor("home-09", "JP", 1.00),
    sensor("home-10", "JP", 1.04),
    sensor("home-11", "JP", 0.97),
    sensor("home-12", "JP", 1.00),
    sensor("overseas-01", "US", 1.24),
    sensor("overseas-02", "DE", 1.18),
    sensor("overseas-03", "SG", 1.42),
    sensor("overseas-04", "AU", 1.12),
    sensor("overseas-05", "BR", 1.36),
    sensor("overseas-06", "ZA", 1.15),
    sensor("overseas-07", "TW", 1.55),
    Sensor { id: "overseas-08", region: "GB", level: 1.28, start: 31 },
];
