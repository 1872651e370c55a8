//! The integration tests, one binary: every further one would link polars and typst again.

mod deliveries;
mod house;
