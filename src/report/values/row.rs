//! Values of one row: ranks, names, packets, means, shares, changes, peaks.

use super::super::desk::Desk;
use super::super::miss::{
    Miss, level_unsaid, never_above, never_added, no_event, no_spike, unknown, unobserved,
};
use super::super::told::{Told, ToldRow, Untold, is_distinct};
use super::cause::DRILLED;
use super::condition::OF_ROW;
use super::normal::NORMAL;
use crate::answer::{Disagreement, Previous, Record};
use crate::binding::Call;
use crate::key::Key;
use crate::rules::PREVIOUS_RANK_SHOWN;
use crate::words::{Before, Value};

/// Attributes of a row.
pub(super) const ROW: [&str; 35] = [
    "rank",
    "previous",
    "label",
    "name",
    "service",
    "packets",
    "per_day",
    "per_sensor_day",
    "share",
    "change_10d",
    "change_quarter",
    "change_year",
    "peak",
    "peak_day",
    "by_day",
    "first_10d",
    "last_10d",
    "first_10d_per_sensor",
    "last_10d_per_sensor",
    "cause",
    "cause_change",
    "cause_share",
    "sensor_share",
    "move",
    "spike_first_day",
    "spike_last_day",
    "spike_days",
    "event_first_day",
    "event_last_day",
    "event_days",
    "event_change",
    "days_above_normal",
    "days_below_normal",
    "normal_low",
    "normal_high",
];
/// Attributes of a row of distinct counts, which are never added.
pub(super) const CELLS: [&str; 6] = ["label", "name", "service", "peak", "peak_day", "by_day"];

impl Desk<'_> {
    pub(super) fn miss(&self, untold: Untold, label: &str) -> Miss {
        untold.miss(label, self.job.site.disclosure.counts)
    }

    pub(super) fn of_row(
        &self,
        id: &str,
        told: &Told<'_>,
        row: ToldRow<'_>,
        name: &str,
    ) -> Result<Value, Miss> {
        let by = &told.question().by;
        let label = self.key_label(by, row.key());
        let known = |value: Option<Value>| value.ok_or_else(|| unobserved(&label));
        let is_known = ROW.contains(&name) || OF_ROW.contains(&name);
        if is_distinct(self.job.site, told.question()) && is_known && !CELLS.contains(&name) {
            return Err(never_added(name, &CELLS));
        }
        if DRILLED.contains(&name) {
            return self.of_parts(told, row, name);
        }
        if OF_ROW.contains(&name) {
            let truth = self.of_row_holds(id, told, row, name);
            return truth.map(Value::Truth).map_err(|untold| self.miss(untold, &label));
        }
        let ([first, last], [first_rate, last_rate]) = (row.window_means(), row.window_rates());
        let number = match name {
            "rank" => return known(row.rank().map(|rank| Value::Number(rank.into()))),
            "previous" => return Ok(Value::Previous(self.before(id, told, row))),
            "label" => return Ok(Value::Text(label)),
            "name" => return Ok(Value::Text(self.key_name(by, row.key()))),
            "service" => match row.key() {
                Key::Port(port) => {
                    let service = self.job.site.names.service(*port);
                    return known(service.map(|service| Value::Text(service.to_owned())));
                }
                _ => return Err(unknown(name, ROW.into_iter())),
            },
            "packets" => row.packets(),
            "per_day" => row.per_day(),
            "per_sensor_day" => row.per_sensor_day(),
            "share" => row.share(),
            "change_10d" => row.change_10d(),
            "change_quarter" => row.change_quarter(),
            "change_year" => row.change_year(),
            "peak" => row.peak(),
            "peak_day" => row.peak_day().map(Value::Day),
            "first_10d" => first,
            "last_10d" => last,
            "first_10d_per_sensor" => first_rate,
            "last_10d_per_sensor" => last_rate,
            "by_day" => return Err(level_unsaid()),
            "move" => return known(self.moved(id, told, row).map(Value::Text)),
            "spike_first_day" | "spike_last_day" | "spike_days" => {
                let course = row.course().map_err(|untold| self.miss(untold, &label))?;
                let spike = course.spike().ok_or_else(|| no_spike(&label))?;
                let day = |at: usize| Value::Day(told.quarter().span().day(at));
                return Ok(match name {
                    "spike_first_day" => day(*spike.days.start()),
                    "spike_last_day" => day(*spike.days.end()),
                    _ => Value::Number(spike.count as i64),
                });
            }
            "event_first_day" | "event_last_day" | "event_days" | "event_change" => {
                return self.of_event(told, row, name);
            }
            name if NORMAL.contains(&name) => self.of_normal(id, row, name),
            _ => return Err(unknown(name, ROW.into_iter())),
        };
        number.map_err(|untold| self.miss(untold, &label))
    }

    /// A value of what happened in a row's days.
    fn of_event(&self, told: &Told<'_>, row: ToldRow<'_>, name: &str) -> Result<Value, Miss> {
        let label = self.key_label(&told.question().by, row.key());
        let event = row.event().map_err(|untold| self.miss(untold, &label))?;
        let event = event.ok_or_else(|| no_event(&label))?;
        let day = |at: usize| Value::Day(told.quarter().span().day(at));
        match name {
            "event_first_day" => Ok(day(*event.days.start())),
            "event_last_day" => Ok(day(*event.days.end())),
            "event_days" => Ok(Value::Number(event.count as i64)),
            _ => event.change().map(Value::Change).ok_or_else(|| self.miss(Untold::TooSmall, &label)),
        }
    }

    /// The day that a level chooses from a row's days: `by_day | first_above(500)`.
    pub(super) fn day_above(
        &self,
        id: &str,
        told: &Told<'_>,
        row: ToldRow<'_>,
        call: &Call,
    ) -> Result<Value, Miss> {
        let &[level] = call.arguments.as_slice() else { return Err(level_unsaid()) };
        let label = self.key_label(&told.question().by, row.key());
        let day = match call.name.as_str() {
            "first_above" => row.first_above(level),
            "last_above" => row.last_above(level),
            _ => return self.of_row(id, told, row, "by_day"),
        };
        let day = day.map_err(|untold| self.miss(untold, &label))?;
        day.map(Value::Day)
            .ok_or_else(|| never_above(&label, level, row.peak().ok().map(|peak| self.words.say(&peak))))
    }

    /// The previous rank as tables and sentences print it: 3, TOP10外, －.
    pub(in crate::report) fn previous_text(&self, id: &str, told: &Told<'_>, row: ToldRow<'_>) -> String {
        self.say(&Value::Previous(self.before(id, told, row)))
    }

    fn before(&self, id: &str, told: &Told<'_>, row: ToldRow<'_>) -> Before {
        match self.previous(id, told, row).0 {
            Previous::Rank(rank) => Before::Rank(rank),
            Previous::Outside => Before::Beyond(PREVIOUS_RANK_SHOWN),
            Previous::Unknown => Before::Unknown,
        }
    }

    /// The previous rank, and whether record and data disagree.
    pub(in crate::report) fn previous(
        &self,
        id: &str,
        told: &Told<'_>,
        row: ToldRow<'_>,
    ) -> (Previous, Option<Disagreement>) {
        let record = Record::new(&self.job.site.published, told.quarter(), id);
        let key = row.key().to_string();
        let decided =
            self.job.edition.decided.iter().find(|decided| decided.table == id && decided.key == key);
        row.previous(&record, decided)
    }
}
