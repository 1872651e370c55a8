//! Engines answer a plan: columns and files in, sums and faults out. Adding one is a file here and a line below.

mod cell;
mod class;
mod distinct;
mod filling;
mod fold;
mod found;
mod pairs;
mod polars;
mod presence;
mod quiet;
mod sums;

use super::asked::Asked;
use super::fault::Faults;
use super::load::Delivery;
use crate::question::Observed;
pub use quiet::quietly;

/// Who answers.
#[derive(Clone, Copy, Debug)]
pub enum Engine {
    /// One fold over the batches of a lazy scan of each file.
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
}

impl Engine {
    /// Answers what is asked from all sound deliveries.
    pub fn answer(self, asked: &Asked, deliveries: &[Delivery]) -> Answer {
        match self {
            Self::Polars => polars::answer(asked, deliveries),
        }
    }
}
