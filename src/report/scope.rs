//! Which sensors and rows a number speaks of, in words: 国内センサー12台の合計.

use super::desk::Desk;
use super::told::Told;
use crate::config::Sensors;
use crate::key::{Key, Region};
use crate::question::{By, Condition, Scope, Values};
use crate::words::fill;

impl Desk<'_> {
    /// `scope` with the filter of an answer: 国内センサー12台の合計、送信元地域：日本.
    pub(super) fn filtered(&self, scope: String, told: &Told<'_>) -> String {
        told.question().filter.conditions.iter().fold(scope, |scope, condition| {
            let filter = self.condition(condition);
            fill(&self.words.scopes.filtered, &[("scope", &scope), ("filter", &filter)])
        })
    }

    /// The scope of an answer: 国内センサー12台.
    pub(super) fn scope_of(&self, told: &Told<'_>) -> String {
        let scopes = &self.words.scopes;
        let template = match (told.sensors(), told.question().filter.scope) {
            (None, _) => &scopes.none,
            (Some(_), Scope::Home) => &scopes.home,
            (Some(_), Scope::Overseas) => &scopes.overseas,
            (Some(_), Scope::All) => &scopes.all,
        };
        fill(template, &[("n", &told.sensors().unwrap_or(0).to_string())])
    }

    fn condition(&self, condition: &Condition) -> String {
        let scopes = &self.words.scopes;
        let template = if condition.exclude { &scopes.filter_not } else { &scopes.filter_is };
        let values = self.condition_values(condition);
        fill(template, &[("column", &self.column(&condition.column)), ("values", &values)])
    }

    /// The values that a condition names: 米国・中国.
    pub(super) fn condition_values(&self, condition: &Condition) -> String {
        let scopes = &self.words.scopes;
        match &condition.values {
            Values::Numbers(first, last) => {
                fill(&scopes.range, &[("first", &first.to_string()), ("last", &last.to_string())])
            }
            Values::OneOf(values) => {
                let said = values.iter().map(|value| self.condition_value(&condition.column, value));
                let mut said: Vec<_> = said.collect();
                // What may not be named must not be counted either.
                said.dedup();
                said.join(&scopes.separator)
            }
        }
    }

    /// What the column of a condition is called: 送信元地域.
    pub(super) fn column(&self, name: &str) -> String {
        let columns = &self.words.columns;
        match name {
            "port" => columns.port.clone(),
            "protocol" => columns.protocol.clone(),
            "region" => columns.region.clone(),
            "sensor" => columns.sensor.clone(),
            _ => fill(&columns.column, &[("column", name)]),
        }
    }

    fn condition_value(&self, column: &str, value: &str) -> String {
        match column {
            "region" => match value.parse::<Region>() {
                Ok(region) => self.job.site.names.region(&region, self.job.lang).to_owned(),
                Err(_) => value.to_owned(),
            },
            "sensor" if self.job.site.disclosure.sensors == Sensors::None => {
                self.words.scopes.withheld.clone()
            }
            "sensor" => self.key_label(&By::Sensor, &Key::Text(value.to_owned())),
            _ => value.to_owned(),
        }
    }
}
