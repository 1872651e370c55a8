//! What a proposal is unsure of. A doubt and the table it is about in, a finding out; `told` has the words.

use super::shape::Part;
use crate::finding::{Finding, Place};

/// Something that somebody who knows the data should look at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// No row is like a header.
    NoHeader,
    /// A header that is not known, of a column that is left out.
    Unknown {
        /// The header.
        header: String,
    },
    /// A column taken for what its cells look like.
    ByCells {
        /// The header.
        header: String,
        /// What it is taken for.
        part: Part,
    },
    /// A further column of the same kind.
    Second {
        /// The header.
        header: String,
    },
    /// A column of sums.
    Total {
        /// The header.
        header: String,
    },
    /// No column of days, and no days across.
    NoDay,
    /// No column that can be packets.
    NoPackets,
    /// Neither ports nor regions.
    NoKey,
    /// Keys or counts that will be refused.
    Misfits {
        /// What the column is for.
        part: Part,
        /// Some of them.
        values: Vec<String>,
    },
    /// Ports without a protocol.
    NoProtocol,
    /// No sensor at all.
    NoSensor,
    /// Sensors from the names of files.
    SensorFromName {
        /// The pattern.
        pattern: String,
    },
    /// A list cut at a number of keys a day.
    Cut {
        /// The number.
        at: usize,
    },
    /// A count of different sources.
    Distinct {
        /// The header.
        header: String,
    },
    /// Text that may be filtered by.
    Text {
        /// The header.
        header: String,
    },
    /// Only the beginning was looked at.
    Long {
        /// So many rows.
        rows: usize,
    },
}

impl Doubt {
    /// The finding about the table `shown`, whose header stands on `line` (0 where there are no lines).
    pub fn finding(&self, shown: &str, line: u32) -> Finding {
        let (what, mend) = self.words();
        let place = Place::at(shown, line, 0);
        let about = match self {
            Self::NoHeader => Finding::error,
            _ if self.grave() => Finding::warning,
            _ => Finding::note,
        };
        about(self.code(), place, what, mend)
    }

    /// Whether the proposal does not work as it stands.
    fn grave(&self) -> bool {
        matches!(self, Self::NoDay | Self::NoPackets | Self::NoKey | Self::Misfits { .. })
    }

    fn code(&self) -> &'static str {
        match self {
            Self::NoHeader => "no-header-found",
            Self::Unknown { .. } => "unknown-column",
            Self::ByCells { .. } => "column-by-cells",
            Self::Second { .. } => "second-column",
            Self::Total { .. } => "total-column",
            Self::NoDay => "no-day-column",
            Self::NoPackets => "no-packets-column",
            Self::NoKey => "no-key-column",
            Self::Misfits { .. } => "unlike-cells",
            Self::NoProtocol => "protocol-assumed",
            Self::NoSensor => "scope-assumed",
            Self::SensorFromName { .. } => "sensor-from-name",
            Self::Cut { .. } => "list-is-cut",
            Self::Distinct { .. } => "distinct-grain",
            Self::Text { .. } => "text-column",
            Self::Long { .. } => "looked-at-the-beginning",
        }
    }
}
