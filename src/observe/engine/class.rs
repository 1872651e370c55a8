//! What a distinct value of a column means to a plan: its key, the filters it passes, or why it is refused.
//!
//! Every filter and every rule of validity is evaluated here, once per distinct value.

use std::collections::BTreeMap;

use super::cell::Cell;
use crate::key::{Key, Port, Protocol, Region};
use crate::observe::asked::{Asked, Role};
use crate::observe::fault::Why;
use crate::question::{Filter, Scope, Values};

/// What one distinct value means.
#[derive(Clone, Copy, Debug)]
pub struct Class {
    /// Position among the column's keys.
    pub key: u32,
    /// One bit a filter: whether its conditions on this column hold.
    pub mask: u64,
    /// Why rows with this value are refused.
    pub fault: Option<Why>,
    /// A sensor that the sensors' table does not list.
    pub stranger: bool,
}

impl Class {
    /// The class of a judged cell: its mask and key, or why it is refused.
    pub fn of(judged: Result<(u64, u32), Why>) -> Self {
        match judged {
            Ok((mask, key)) => Self { key, mask, fault: None, stranger: false },
            Err(why) => Self { key: 0, mask: 0, fault: Some(why), stranger: false },
        }
    }
}

/// Keys, numbered in the order in which they are first seen.
#[derive(Default)]
pub struct Keys {
    numbers: BTreeMap<Key, u32>,
    keys: Vec<Key>,
}

impl Keys {
    /// The number of `key`.
    pub fn number(&mut self, key: Key) -> u32 {
        let Self { numbers, keys } = self;
        *numbers.entry(key).or_insert_with_key(|key| {
            keys.push(key.clone());
            u32::try_from(keys.len() - 1).unwrap_or(u32::MAX)
        })
    }

    /// The keys by their number.
    pub fn all(&self) -> &[Key] {
        &self.keys
    }
}

/// The rules of a plan.
pub struct Judge {
    filters: Vec<Filter>,
    rest: Vec<String>,
    protocol_is: Protocol,
    home: BTreeMap<String, bool>,
}

/// What a protocol cell names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A protocol.
    Protocol(Protocol),
    /// All others (その他).
    Rest,
}

impl Judge {
    /// The rules of what is asked.
    pub fn new(asked: &Asked) -> Self {
        let home =
            asked.ground.sensors.iter().map(|sensor| (sensor.id.clone(), sensor.region == asked.ground.home));
        Self {
            filters: asked.plan.filters.clone(),
            rest: asked.source.rest.clone(),
            protocol_is: asked.source.columns.protocol_is,
            home: home.collect(),
        }
    }

    /// The filters whose conditions on `column` hold, one bit each.
    fn mask(&self, column: &str, holds: impl Fn(&Values) -> bool) -> u64 {
        let passes = |filter: &Filter| {
            filter
                .conditions
                .iter()
                .filter(|held| held.column == column)
                .all(|held| holds(&held.values) != held.exclude)
        };
        bits(self.filters.iter().map(passes))
    }

    /// A region, or the rest.
    fn region(&self, cell: &Cell) -> Result<Key, Why> {
        match cell {
            Cell::Text(text) if self.rest.contains(text) => Ok(Key::Rest),
            Cell::Text(text) => text.parse::<Region>().map(Key::Region).map_err(|_| Why::NotARegion),
            Cell::Absent | Cell::Empty => Err(Why::Empty),
            _ => Err(Why::NotARegion),
        }
    }

    /// A protocol, or the rest.
    pub fn protocol(&self, cell: &Cell) -> Result<Named, Why> {
        match cell {
            Cell::Absent => Ok(Named::Protocol(self.protocol_is)),
            Cell::Empty => Err(Why::Empty),
            cell => {
                let text = cell.shown();
                if self.rest.contains(&text) {
                    return Ok(Named::Rest);
                }
                text.parse().map(Named::Protocol).map_err(|_| Why::NotAProtocol)
            }
        }
    }

    /// The class of a cell of `role`, its key numbered in `keys`; ports are classed with their protocol.
    pub fn class(&self, role: &Role, cell: &Cell, keys: &mut Keys) -> Class {
        let judged = match role {
            Role::Region => {
                self.region(cell).map(|key| (self.mask("region", |values| holds(values, &key)), key))
            }
            Role::Protocol => self.protocol(cell).map(|named| {
                let key = Key::Text(format!("{named:?}"));
                (self.mask("protocol", |values| names(values, named)), key)
            }),
            Role::Sensor => return self.sensor(cell, keys),
            Role::Text(name) => {
                let key = Key::Text(cell.shown());
                Ok((self.mask(name, |values| holds(values, &key)), key))
            }
            Role::Date | Role::Port | Role::Measure(_) => Ok((u64::MAX, Key::Total)),
        };
        Class::of(judged.map(|(mask, key)| (mask, keys.number(key))))
    }

    /// The class of a sensor: scopes are conditions on it.
    fn sensor(&self, cell: &Cell, keys: &mut Keys) -> Class {
        if *cell == Cell::Empty {
            return Class::of(Err(Why::Empty));
        }
        let id = cell.shown();
        let home = self.home.get(&id);
        // A source without sensors is asked for no scope but its own.
        let within = |filter: &Filter| match (filter.scope, home) {
            (Scope::All, _) => true,
            (_, None) => *cell == Cell::Absent,
            (Scope::Home, Some(home)) => *home,
            (Scope::Overseas, Some(home)) => !home,
        };
        let key = Key::Text(id);
        let mask = self.mask("sensor", |values| holds(values, &key)) & bits(self.filters.iter().map(within));
        let stranger = home.is_none() && !self.home.is_empty() && *cell != Cell::Absent;
        Class { stranger, ..Class::of(Ok((mask, keys.number(key)))) }
    }

    /// The class of a destination port.
    pub fn port(&self, key: Key, keys: &mut Keys) -> Class {
        let mask = self.mask("port", |values| holds(values, &key));
        Class::of(Ok((mask, keys.number(key))))
    }
}

/// One bit for each, the first the lowest.
fn bits(each: impl Iterator<Item = bool>) -> u64 {
    each.take(64).enumerate().fold(0, |mask, (bit, holds)| mask | (u64::from(holds) << bit))
}

/// Whether `values` name `key`. Ports and regions are compared as such; ICMP has no port number to lie in a range.
fn holds(values: &Values, key: &Key) -> bool {
    match (values, key) {
        (Values::OneOf(set), Key::Port(port)) => set.iter().any(|text| text.parse::<Port>() == Ok(*port)),
        (Values::OneOf(set), Key::Region(region)) => {
            set.iter().any(|text| text.parse::<Region>() == Ok(*region))
        }
        (Values::OneOf(set), Key::Text(text)) => set.contains(text),
        (Values::OneOf(set), key) => set.contains(&key.to_string()),
        (Values::Numbers(first, last), Key::Port(port)) => {
            port.protocol != Protocol::Icmp && (*first..=*last).contains(&port.number)
        }
        (Values::Numbers(..), _) => false,
    }
}

/// Whether `values` name a protocol.
fn names(values: &Values, named: Named) -> bool {
    match (values, named) {
        (Values::OneOf(set), Named::Protocol(protocol)) => {
            set.iter().any(|text| text.parse() == Ok(protocol))
        }
        (Values::OneOf(set), Named::Rest) => set.contains(&Key::Rest.to_string()),
        (Values::Numbers(..), _) => false,
    }
}
