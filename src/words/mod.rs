//! Values into words and back: the words of each language are data, the number rules a closed list here.

use serde::Deserialize;

/// The words of one language, read from `words/<code>.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {}
