//! Makes the finished report: one plain value, from which on nothing is worded, rounded, sorted, withheld or decided.

mod value;

pub use value::*;
