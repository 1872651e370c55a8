//! What a distinct value of a column means to a plan: its key, the filters it passes, or why it is refused.
//!
//! Every filter and every rule of validity is evaluated here, once per distinct value.

use std::collections::BTreeMap;

use super::cell::Cell;
use crate::key::{Key, Port, Protocol, Region};
use crate::names::Names;
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
    /// Rows with this value do not count (合計).
    pub left_out: bool,
}

impl Class {
    /// The class of a judged cell: its mask and key, or why it is refused.
    pub fn of(judged: Result<(u64, u32), Why>) -> Self {
        let passed = Self { key: 0, mask: 0, fault: None, stranger: false, left_out: false };
        match judged {
            Ok((mask, key)) => Self { key, mask, ..passed },
            Err(why) => Self { fault: Some(why), ..passed },
        }
    }

    /// The class of a value whose rows do not count.
    fn left_out() -> Self {
        Self { left_out: true, ..Self::of(Ok((0, 0))) }
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
    leave_out: Vec<String>,
    protocol_is: Protocol,
    /// Whether ports are read, which may name their protocol themselves.
    ports: bool,
    home: BTreeMap<String, bool>,
    names: Names,
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
            leave_out: asked.source.leave_out.clone(),
            protocol_is: asked.source.columns.protocol_is,
            ports: asked.columns.iter().any(|column| column.role == Role::Port && !column.guard),
            home: home.collect(),
            names: asked.ground.names.clone(),
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
            Cell::Text(text) => {
                let code = text.parse::<Region>().ok().or_else(|| self.names.region_named(text));
                code.map(Key::Region).ok_or(Why::NotARegion)
            }
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

    /// Whether a cell stands for all others (その他).
    pub fn is_rest(&self, cell: &Cell) -> bool {
        matches!(cell, Cell::Text(text) if self.rest.contains(text))
    }

    /// The class of a cell that is only looked at for whether its rows count.
    pub fn guard(&self, cell: &Cell) -> Class {
        match cell {
            Cell::Text(text) if self.leave_out.contains(text) => Class::left_out(),
            _ => Class::of(Ok((u64::MAX, 0))),
        }
    }

    /// The class of a cell of `role`, its key numbered in `keys`; ports are classed with their protocol.
    pub fn class(&self, role: &Role, cell: &Cell, keys: &mut Keys) -> Class {
        let judged = match role {
            Role::Protocol if *cell == Cell::Absent && self.ports => Ok((u64::MAX, Key::Total)),
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

    /// The class of a destination port; `own` where no protocol cell stands beside it.
    pub fn port(&self, key: Key, own: bool, keys: &mut Keys) -> Class {
        let mut mask = self.mask("port", |values| holds(values, &key));
        if own {
            let named = if let Key::Port(port) = key { Named::Protocol(port.protocol) } else { Named::Rest };
            mask &= self.mask("protocol", |values| names(values, named));
        }
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
