//! Labels of tables and figures, anchors, and the printed labels of keys.

use super::Label;
use super::desk::Desk;
use super::ledger::Entry;
use crate::config::{LabelStyle, Sensors, Site};
use crate::key::{Key, Port};
use crate::lang::Lang;
use crate::question::By;
use crate::words::{Words, fill};

/// What is numbered apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// 表.
    Table,
    /// 図.
    Figure,
}

/// The anchor of an id, also its name in files: `top_ports` → `top-ports`.
pub(super) fn anchor(id: &str) -> String {
    id.replace('_', "-")
}

impl Desk<'_> {
    /// The label of the block `id`, with what opens and closes its caption.
    pub(super) fn label(&self, id: &str) -> Label {
        let Entry { label: text, anchor, .. } = self.ledger.entry(id).cloned().unwrap_or_default();
        let open = fill(&self.words.labels.caption_open, &[("label", &text)]);
        Label { text, anchor, open, close: self.words.labels.caption_close.clone() }
    }

    /// A key as the report prints it: 23/TCP（telnet）, 中国.
    pub(super) fn key_label(&self, by: &By, key: &Key) -> String {
        match key {
            Key::Port(port) => port_label(self.job.site, self.words, *port),
            Key::Region(region) => self.job.site.names.region(region, self.job.lang).to_owned(),
            Key::Text(id) if *by == By::Sensor => self.sensor_label(id),
            Key::Text(text) => text.clone(),
            Key::Total => self.words.labels.total.clone(),
            Key::Rest => self.words.labels.rest.clone(),
        }
    }

    /// What a sensor is called outside: disclosure has refused whatever would print one that has no such name.
    fn sensor_label(&self, id: &str) -> String {
        let sensor = self.job.site.sensors.iter().find(|sensor| sensor.id == id);
        match self.job.site.disclosure.sensors {
            Sensors::Id => id.to_owned(),
            Sensors::Alias => sensor.and_then(|sensor| sensor.alias.clone()).unwrap_or_default(),
            Sensors::None => String::new(),
        }
    }

    /// A key for machines: `23/TCP`, `CN`; a sensor by its name outside.
    pub(super) fn key_name(&self, by: &By, key: &Key) -> String {
        match (by, key) {
            (By::Sensor, Key::Text(_)) => self.key_label(by, key),
            _ => key.to_string(),
        }
    }
}

/// A port or a region as reports of `site` in `lang` print it. Any other key may be a sensor's, which is nobody's to
/// tell but a report's.
pub fn named(site: &Site, lang: &Lang, key: &Key) -> Option<String> {
    match key {
        Key::Port(port) => Some(port_label(site, site.words.get(lang)?, *port)),
        Key::Region(region) => Some(site.names.region(region, lang).to_owned()),
        Key::Text(_) | Key::Total | Key::Rest => None,
    }
}

fn port_label(site: &Site, words: &Words, port: Port) -> String {
    let Some(service) = site.names.service(port) else { return port.to_string() };
    let template = match site.label_style {
        LabelStyle::PortFirst => &words.labels.port_first,
        LabelStyle::ServiceFirst => &words.labels.service_first,
    };
    fill(template, &[("name", &port.to_string()), ("service", service)])
}
