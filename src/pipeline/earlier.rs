//! What the version before printed in its tables, as far as this program reads it.

use serde::Deserialize;
use serde_json::Value;

use crate::compare::{self, Marks, Numbers};
use crate::config::{Edition, Site};
use crate::report::{Report, Table};

/// A finished report, of which tables alone are read: what else it holds may be of another version of the form.
#[derive(Deserialize)]
struct Before {
    body: Vec<Value>,
}

/// Which cells of `report` print something else than in the version before; none where there is none.
pub(super) fn marks(site: &Site, edition: &Edition, report: &Report) -> Marks {
    let Some((_, bytes)) = edition.compared(&report.lang) else { return Marks::new() };
    let Ok(before) = serde_json::from_slice::<Before>(bytes) else { return Marks::new() };
    let tables = before.body.into_iter().filter(|block| block["kind"] == "table");
    let tables: Vec<Table> = tables.filter_map(|block| serde_json::from_value(block).ok()).collect();
    let numbers = if site.disclosure.min_packets.is_some() { Numbers::None } else { Numbers::All };
    compare::marks(&tables, report, numbers)
}
