//! What was detected in a row's days, as it may be printed: its days, and whether one sensor carries it.
//!
//! Comes in: a row, and the answer that parts it by sensor. Nothing is told of a row with a day that is withheld.

use super::{Told, ToldRow, Untold};
use crate::answer::{Event, Happening};
use crate::rules::{CARRIED_PERCENT, FEWEST_SENSORS};

/// An event as it may be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) struct Detected {
    /// What happened.
    pub(in crate::report) what: Happening,
    /// Whether it is more than usual.
    pub(in crate::report) is_more: bool,
    /// Whether one sensor carries it: then it is no level of the whole.
    pub(in crate::report) one_sensor: bool,
    /// Positions of its first and its last day, of another level those of the way to it.
    pub(in crate::report) days: [usize; 2],
    /// The day on which it stands out the most, or the first that has the other level.
    pub(in crate::report) peak: usize,
    /// How many packets it is.
    pub(in crate::report) size: u128,
}

impl ToldRow<'_> {
    /// The events of its days; `sensors` parts the row, where that is known.
    pub(in crate::report) fn events(self, sensors: Option<&Told<'_>>) -> Result<Vec<Detected>, Untold> {
        let events = self.course()?.events();
        let detected = |event: &Event| Detected {
            what: event.what,
            is_more: event.direction() > 0,
            one_sensor: sensors.is_some_and(|sensors| self.is_of_one(event, sensors)),
            days: [*event.days.start(), *event.days.end()],
            peak: match event.what {
                Happening::Burst | Happening::Drop => event.peak,
                Happening::Rise | Happening::Fall => *event.days.end(),
            },
            size: event.excess.unsigned_abs(),
        };
        Ok(events.iter().map(detected).collect())
    }

    /// Whether one sensor has nearly all that is more or less than usual, where there are sensors enough for one to stand
    /// out.
    fn is_of_one(self, event: &Event, sensors: &Told<'_>) -> bool {
        if sensors.sensors().is_none_or(|sensors| sensors < FEWEST_SENSORS) {
            return false;
        }
        let whole = self.beyond(event).unwrap_or(0) * event.direction();
        let most =
            sensors.rows().filter_map(|row| row.beyond(event)).map(|part| part * event.direction()).max();
        whole > 0 && most.is_some_and(|most| most * 100 > whole * i128::from(CARRIED_PERCENT))
    }

    /// Packets of the days of an event beyond what its usual days let expect, on as many observed sensors.
    fn beyond(self, event: &Event) -> Option<i128> {
        let end = match event.what {
            Happening::Burst | Happening::Drop => *event.days.end(),
            Happening::Rise | Happening::Fall => self.told.days().len().checked_sub(1)?,
        };
        let sums = |days: &mut dyn Iterator<Item = usize>| {
            days.fold((0, 0), |(packets, sensors), day| {
                let own = self.row.daily.get(day).copied().unwrap_or(0);
                (packets + i128::from(own), sensors + i128::from(self.observed(day)))
            })
        };
        let (usual, before) = sums(&mut event.usual_days.iter().copied());
        let (packets, during) = sums(&mut (*event.days.start()..=end));
        (before > 0).then(|| packets - usual * during / before)
    }
}
