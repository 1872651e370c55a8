//! Names of services and regions: the shipped tables and the house's own over them.

/// Names of services and regions.
#[derive(Clone, Debug)]
pub struct Names {}
