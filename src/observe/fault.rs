//! What is wrong with a cell, and where: written down by an engine, told as findings by `load`.
//!
//! Only the first few are kept in full, in the order of files and rows; the others are counted.

use std::collections::BTreeMap;

/// So many bad cells, ragged rows or unknown sensors are told in full; the rest is counted.
pub const TOLD: usize = 20;

/// Why a cell is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Nothing stands where something must.
    Empty,
    /// Not a day.
    NotADay,
    /// Not a protocol.
    NotAProtocol,
    /// Not 0 to 65535.
    NotAPort,
    /// ICMP with a port.
    PortOfIcmp,
    /// TCP or UDP without a port.
    PortMissing,
    /// A port that names another protocol than the protocol's column.
    OtherProtocol,
    /// Not two letters.
    NotARegion,
    /// Not an integer of 64 bits.
    NotAnInteger,
    /// Below 0.
    Negative,
}

/// A bad cell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Position of the delivery.
    pub file: usize,
    /// Data row from 0.
    pub row: u64,
    /// Position in [`Asked::columns`](super::asked::Asked::columns).
    pub column: usize,
    /// Why.
    pub why: Why,
    /// What stands there.
    pub value: String,
}

/// A sensor that the sensors' table does not list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stranger {
    /// Position of the delivery where it is first seen.
    pub file: usize,
    /// Data row from 0 where it is first seen.
    pub row: u64,
    /// Number of its rows.
    pub rows: u64,
}

/// All bad cells of a source.
#[derive(Debug, Default)]
pub struct Faults {
    /// The first [`TOLD`] by file, row and column.
    pub first: Vec<Fault>,
    /// Number of all.
    pub count: u64,
    /// Unknown sensors by identity.
    pub strangers: BTreeMap<String, Stranger>,
    /// Whether the sensor column holds more values than there can be sensors; rows after that are not judged.
    pub crowded: bool,
}

impl Faults {
    /// Adds the faults of one batch, `first` of its `count`; batches come in the order of rows.
    pub fn add(&mut self, first: Vec<Fault>, count: u64) {
        self.count = self.count.saturating_add(count);
        if self.first.len() < TOLD
            || first.iter().any(|fault| self.first.last().is_some_and(|last| fault < last))
        {
            self.first.extend(first);
            self.first.sort();
            self.first.truncate(TOLD);
        }
    }
}
