//! What is asked for: arguments come in, a folder, a strength and a seed go out.

use std::path::{Path, PathBuf};

use crate::chance::SEED;

/// What is to be made.
pub struct Options {
    /// Where the files are written.
    pub folder: PathBuf,
    /// Percent of their strength that planted events and courses have.
    pub strength: u8,
    /// Where chance begins.
    pub seed: u64,
}

impl Options {
    /// Reads `arguments`; what is not named is as in the sample.
    pub fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/synthetic-2022/data");
        let mut options = Self { folder, strength: 100, seed: SEED };
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--strength" => options.strength = number(&argument, arguments.next(), 100)?,
                "--seed" => options.seed = number(&argument, arguments.next(), u64::MAX)?,
                folder if !folder.starts_with('-') => options.folder = folder.into(),
                unknown => return Err(format!("unknown option {unknown}")),
            }
        }
        Ok(options)
    }

    /// Whether these are the sample's own data, whose rankings are known.
    pub fn are_of_the_sample(&self) -> bool {
        self.strength == 100 && self.seed == SEED
    }
}

/// The whole number after an option, at most `most`.
fn number<T: std::str::FromStr + PartialOrd>(
    option: &str,
    value: Option<String>,
    most: T,
) -> Result<T, String> {
    let number = value.and_then(|value| value.parse().ok()).filter(|number| *number <= most);
    number.ok_or_else(|| format!("{option} needs a whole number in its range"))
}
