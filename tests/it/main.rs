//! The integration tests, one binary: every further one would link polars and typst again.

mod cases;
mod charts;
mod deliveries;
mod disclosure;
mod escaping;
mod faults;
mod findings;
mod finished;
mod follow;
mod hostile;
mod house;
mod left_out;
mod manuscript;
mod rankings;
mod same_bytes;
mod site;
mod sites;
mod strings;
