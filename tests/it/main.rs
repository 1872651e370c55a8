//! The integration tests, one binary: every further one would link polars and typst again.

mod archive;
mod cases;
mod causes;
mod charts;
mod counts;
mod deliveries;
mod disclosure;
mod escaping;
mod facts;
mod faults;
mod findings;
mod finished;
mod floods;
mod follow;
mod hostile;
mod house;
mod left_out;
mod manuscript;
mod rankings;
mod same_bytes;
mod seeds;
mod site;
mod sites;
mod strings;
mod told;
mod values;
