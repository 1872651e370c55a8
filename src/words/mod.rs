//! Values into words: the words of each language are data (`ja.toml`, `en.toml`, or a site's own), the rules by
//! which numbers are rounded and grouped a closed list here, named by that data.
//!
//! Comes in: a [`Value`] and the name of a filter. Goes out: text as the house prints it. It knows no question.

mod archive;
mod catalogue;
mod change;
mod data;
mod dates;
mod events;
mod fill;
mod history;
mod inquiry;
mod normal;
mod number;
mod rank;
mod table;
#[cfg(test)]
mod tests;
mod value;

pub use archive::ArchiveWords;
pub use catalogue::CatalogueWords;
pub use data::DataWords;
pub use events::EventWords;
pub use fill::fill;
pub use history::HistoryWords;
pub use inquiry::{InquiryWords, Quote};
pub use normal::NormalWords;
pub use table::*;
pub use value::{Before, FILTERS, Unsaid, Value, unfit_argument};

use crate::lang::Lang;

/// The shipped words by language, as TOML.
pub fn shipped() -> Vec<(Lang, &'static str)> {
    vec![(Lang::ja(), include_str!("ja.toml")), (Lang::en(), include_str!("en.toml"))]
}
