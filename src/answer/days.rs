//! Which sensors are in scope, and what each day saw of them.

use crate::config::{Sensor, Site};
use crate::quarter::{Day, Span};
use crate::question::{Condition, Coverage, Question, Scope, Values};
use crate::rules::VALID_DAY_HALVES;

/// What a day saw of the scope.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayState {
    /// Observed sensors of the scope.
    pub observed: u32,
    /// Sensors of the scope in service.
    pub in_service: u32,
    /// Whether an outage touches a sensor of the scope.
    pub outage: bool,
}

impl DayState {
    /// Not every sensor in service is observed, or an outage touches one.
    pub fn lacks(self) -> bool {
        self.observed < self.in_service || self.outage
    }

    /// At least half of the sensors in service are observed.
    pub fn valid(self) -> bool {
        self.observed > 0 && self.observed * VALID_DAY_HALVES >= self.in_service
    }
}

/// An earlier quarter, as far as it was observed.
#[derive(Default)]
pub(super) struct EarlierQuarter {
    pub(super) days: usize,
    pub(super) sensor_days: i64,
}

/// The sensors of a question's scope.
pub(super) struct Scoped<'a> {
    site: &'a Site,
    /// Those of the sensors' table; none where the source or the site has no sensors.
    sensors: Option<Vec<&'a Sensor>>,
    /// Positions in the coverage.
    columns: Vec<usize>,
    named: bool,
}

impl<'a> Scoped<'a> {
    pub(super) fn new(site: &'a Site, question: &Question, coverage: &Coverage) -> Self {
        let named = coverage.sensors.iter().any(|id| !id.is_empty());
        let scope = question.filter.scope;
        let inside = |sensor: &&Sensor| match scope {
            Scope::Home => sensor.region == site.home,
            Scope::Overseas => sensor.region != site.home,
            Scope::All => true,
        };
        let chosen = |id: &str| question.filter.conditions.iter().all(|condition| chooses(condition, id));
        let table = (named && !site.sensors.is_empty()).then(|| {
            site.sensors.iter().filter(inside).filter(|sensor| chosen(&sensor.id)).collect::<Vec<_>>()
        });
        let is_in = |id: &String| {
            chosen(id) && table.as_ref().is_none_or(|table| table.iter().any(|sensor| sensor.id == *id))
        };
        let columns =
            coverage.sensors.iter().enumerate().filter(|(_, id)| is_in(id)).map(|(at, _)| at).collect();
        Self { site, sensors: table, columns, named }
    }

    /// The same for one sensor of the scope alone.
    pub(super) fn of_sensor(&self, id: &str, coverage: &Coverage) -> Self {
        let is_it = |at: &&usize| coverage.sensors.get(**at).is_some_and(|own| own == id);
        Self {
            site: self.site,
            sensors: self
                .sensors
                .as_ref()
                .map(|sensors| sensors.iter().filter(|sensor| sensor.id == id).copied().collect()),
            columns: self.columns.iter().filter(is_it).copied().collect(),
            named: self.named,
        }
    }

    /// Number of sensors in service at any time of `span`.
    pub(super) fn count(&self, span: Span) -> Option<usize> {
        match &self.sensors {
            Some(sensors) => Some(
                sensors
                    .iter()
                    .filter(|s| {
                        s.start.is_none_or(|start| start <= span.last)
                            && s.end.is_none_or(|end| end >= span.first)
                    })
                    .count(),
            ),
            None => self.named.then_some(self.columns.len()),
        }
    }

    /// Each day of `span`, which is the coverage's first.
    pub(super) fn days(&self, span: Span, coverage: &Coverage) -> Vec<DayState> {
        let days = coverage.spans.first().map_or(&[][..], Vec::as_slice);
        span.days()
            .enumerate()
            .map(|(at, day)| self.day(day, days.get(at).map_or(&[], Vec::as_slice)))
            .collect()
    }

    fn day(&self, day: Day, seen: &[crate::question::SensorDay]) -> DayState {
        let observed =
            self.columns.iter().filter(|&&at| seen.get(at).is_some_and(|seen| seen.observed)).count();
        let in_service = match &self.sensors {
            Some(sensors) => sensors.iter().filter(|sensor| serves(sensor, day)).count(),
            None => self.columns.len(),
        };
        DayState { observed: observed as u32, in_service: in_service as u32, outage: self.outage(day) }
    }

    fn outage(&self, day: Day) -> bool {
        let touches = |id: &Option<String>| match (id, &self.sensors) {
            (Some(id), Some(sensors)) => sensors.iter().any(|sensor| sensor.id == *id && serves(sensor, day)),
            _ => true,
        };
        self.site
            .outages
            .iter()
            .any(|outage| outage.from <= day && day <= outage.to && touches(&outage.sensor))
    }

    /// An earlier quarter, which is that span of the coverage; none where it was not asked.
    pub(super) fn seen(&self, coverage: &Coverage, span: usize) -> Option<EarlierQuarter> {
        let days = coverage.spans.get(span)?;
        let counts: Vec<_> = days
            .iter()
            .map(|seen| {
                self.columns.iter().filter(|&&at| seen.get(at).is_some_and(|seen| seen.observed)).count()
            })
            .collect();
        Some(EarlierQuarter {
            days: counts.iter().filter(|count| **count > 0).count(),
            sensor_days: counts.iter().map(|count| *count as i64).sum(),
        })
    }
}

/// Whether a condition lets the sensor `id` count: only one on sensors chooses among them.
fn chooses(condition: &Condition, id: &str) -> bool {
    match &condition.values {
        Values::OneOf(ids) if condition.column == "sensor" => ids.contains(id) != condition.exclude,
        Values::OneOf(_) | Values::Numbers(..) => true,
    }
}

fn serves(sensor: &Sensor, day: Day) -> bool {
    sensor.start.is_none_or(|start| start <= day) && sensor.end.is_none_or(|end| day <= end)
}
