//! Reads a site's `teiten.toml` and an edition's `edition.toml` with everything they name, all faults in one run.

pub(crate) mod mend;
pub(crate) mod table;
mod value;

pub(crate) use table::{Origin, Table, Value};
pub use value::*;
