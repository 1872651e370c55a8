//! Engines answer a plan: columns and files in, sums and faults out. Adding one is a file here and a line below.

mod batch;
mod cell;
mod class;
mod classes;
mod compare;
mod dimension;
mod distinct;
mod filling;
mod fold;
mod found;
mod numbered;
mod pairs;
mod polars;
mod presence;
mod quiet;
mod sums;

use super::asked::Asked;
use super::fault::Faults;
use super::load::Delivery;
use crate::question::Observed;
pub use cell::{Cell, day, integer};
pub use compare::{Compare, Difference};
pub use presence::{Delivered, Superseded};
pub use quiet::quietly;

/// Who answers.
#[derive(Clone, Copy, Debug)]
pub enum Engine {
    /// One fold over the rows of each file, which polars and its crates decode.
    Polars,
}

/// What an engine says.
#[derive(Debug, Default)]
pub struct Answer {
    /// The answer; none where a sum left 64 bits.
    pub observed: Option<Observed>,
    /// Bad cells and unknown sensors.
    pub faults: Faults,
    /// Positions of deliveries that could not be read to their end, and why.
    pub broken: Vec<(usize, String)>,
    /// Positions of deliveries of which the engine read other rows than their lines tell, and how many.
    pub miscounted: Vec<(usize, u64)>,
    /// Whether a sum left 64 bits.
    pub overflow: bool,
    /// Whether distinct counts would have had to be added.
    pub crossed: bool,
    /// What each file brings.
    pub delivered: Vec<Delivered>,
    /// How the files that were compared differ.
    pub compared: Option<Compare>,
}

/// How an answer is to be made.
#[derive(Debug)]
pub enum Way {
    /// Everything is added up, but for these sensor-days.
    Without(Superseded),
    /// These files are set against each other, and nothing is added up.
    Comparing(Compare),
}

impl Engine {
    /// Answers what is asked from all sound deliveries that the way needs.
    pub fn answer(self, asked: &Asked, deliveries: &[Delivery], way: Way) -> Answer {
        match self {
            Self::Polars => polars::answer(asked, deliveries, way),
        }
    }
}
