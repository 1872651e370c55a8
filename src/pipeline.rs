//! The way through: from an edition folder to its files.
