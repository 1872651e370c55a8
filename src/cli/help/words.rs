//! What help says of the program, its commands and their arguments, in a language of messages; the texts stand in
//! `ja.toml` and `en.toml`.

use std::collections::BTreeMap;

use teiten::lang::Lang;

/// Japanese.
const JA: &str = include_str!("ja.toml");

/// English.
const EN: &str = include_str!("en.toml");

/// Every text of the help in one language, by its key: a command's name (empty for the program), with `!` for what
/// follows after its arguments, or with `.` and an argument.
pub struct Words(BTreeMap<String, String>);

impl Words {
    /// The words of `lang`, else the English ones.
    pub fn of(lang: &Lang) -> Self {
        let text = if lang.code() == "ja" { JA } else { EN };
        Self(toml::from_str(text).unwrap_or_default())
    }

    /// The words under `key`; those of an argument of every command stand with the program.
    pub fn get(&self, key: &str) -> Option<&str> {
        let of_every = || key.find('.').and_then(|at| self.0.get(&key[at..]));
        self.0.get(key).or_else(of_every).map(String::as_str)
    }

    /// Every key.
    #[cfg(test)]
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.0.keys()
    }
}
