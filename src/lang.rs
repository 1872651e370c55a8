//! The language of an edition or of a message: a code, never a list of languages in code.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A BCP 47 primary language subtag in lower case, such as `ja` or `en`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Lang(String);

impl Lang {
    /// Takes two or three ASCII letters; anything else is `None`.
    pub fn new(code: &str) -> Option<Self> {
        let good = (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase());
        good.then(|| Self(code.to_owned()))
    }

    /// Japanese, the house's first language.
    pub fn ja() -> Self {
        Self("ja".to_owned())
    }

    /// English.
    pub fn en() -> Self {
        Self("en".to_owned())
    }

    /// The code as written, such as `ja`.
    pub fn code(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
