//! Reads a site's `teiten.toml` and an edition's `edition.toml` with everything they name, all faults in one run.

mod value;

pub use value::*;
