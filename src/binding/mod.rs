//! Bindings: `{{ regions["CN"].change_10d | wari }}` puts a value of an answer into a sentence.
//!
//! Comes in: the text of a manuscript. [`mask`] puts a token of the same number of bytes in place of each binding, so
//! that Markdown and TOML are parsed without seeing it and every place stays true; [`Masked::split`] finds the tokens
//! again. Goes out: [`Expression`]s, a path with filters or a claim each. It knows no answer and no value.

mod expression;
mod mask;
mod read;
mod refusal;
#[cfg(test)]
mod tests;

pub use expression::{Call, Expression, Step};
pub use mask::{Masked, Piece, is_private, mask};
