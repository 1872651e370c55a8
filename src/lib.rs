//! teiten (定点) makes a quarterly internet observation report from aggregated observations and one
//! Markdown manuscript.
//!
//! The rooms stand in the order in which data walks through them. **A room names only rooms above it**
//! (`tests/it/house.rs` holds this). Vocabulary comes first, `lang` to `question`; then the house, `digest` to
//! `config`; then the work.

// Nothing here panics on a user's data; in tests a panic is the message.
#![cfg_attr(not(test), warn(clippy::unwrap_used))]

pub mod lang;

pub mod finding;

pub mod quarter;

pub mod key;

pub mod rules;

pub mod question;

pub mod digest;

pub mod fonts;

pub mod look;

pub mod names;

pub mod words;

pub mod config;

pub mod binding;

pub mod manuscript;

pub mod observe;

pub mod answer;

pub mod report;

pub mod check;

pub mod compare;

pub mod sheet;

pub mod draft;

pub mod chart;

pub mod render;

pub mod typeset;

pub mod publish;

pub mod site;

pub mod scaffold;

pub mod pipeline;
