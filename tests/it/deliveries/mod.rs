//! Data as it is really delivered: the same observations in six shapes, a month delivered twice, columns in every
//! order, random tables in random shapes.

mod again;
mod command;
mod cut;
mod house;
mod orders;
mod random;
mod six;
pub mod written;
