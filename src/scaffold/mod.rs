//! Lays out what staff begin with: the next edition from the last one, the first one from the sources, a site, and
//! what later editions may refer to.
//!
//! Comes in: a site, a quarter, what staff said of themselves. Goes out: files as text, and what is to be looked at in
//! them; [`lay`](crate::publish::lay) brings them to disk. It reads no observations and knows no day but a quarter's:
//! which day it is stays with who asks.

mod block;
mod carry;
mod edition;
mod first;
mod head;
mod links;
mod prompt;
mod record;
mod schema;
mod sentence;
mod site;
mod valid;

pub use edition::{Scaffold, edition};
pub use links::Link;
pub use record::record;
pub use schema::{associations, schemas};
pub use site::{Wishes, site};
