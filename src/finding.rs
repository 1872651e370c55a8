//! What a user can mend: a value with its place, what is wrong and how to mend it, in Japanese and English.
//!
//! Findings are gathered, never thrown, so that one run tells everything. Who prints them is `cli`.

use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// Where something stands in a file. Lines and columns count from 1, columns in characters; a line of 0
/// means the file as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Path as the user knows it: relative to the site's folder where it lies inside, else as configured.
    pub file: String,
    /// Line from 1, or 0 for the whole file.
    pub line: u32,
    /// Column from 1 in characters, or 0 for the whole line.
    pub column: u32,
}

impl Place {
    /// The whole of `file`.
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), line: 0, column: 0 }
    }

    /// A line and column of `file`, both from 1.
    pub fn at(file: impl Into<String>, line: u32, column: u32) -> Self {
        Self { file: file.into(), line, column }
    }

    /// The place of byte `offset` in `text`, the content of `file`.
    pub fn offset(file: impl Into<String>, text: &str, offset: usize) -> Self {
        Places::new(&file.into(), text).at(offset)
    }
}

/// The places of offsets in a text, the earlier ones first: one walk, however many are asked for.
pub struct Places<'a> {
    file: &'a str,
    text: &'a str,
    walked: usize,
    line: u32,
    column: u32,
}

impl<'a> Places<'a> {
    /// Begins at the head of `text`, the content of `file`.
    pub fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, text, walked: 0, line: 1, column: 1 }
    }

    /// The place of byte `offset`, which does not lie before the one that was asked for last.
    pub fn at(&mut self, offset: usize) -> Place {
        let offset = self.text.floor_char_boundary(offset).max(self.walked);
        for c in self.text[self.walked..offset].chars() {
            (self.line, self.column) =
                if c == '\n' { (self.line + 1, 1) } else { (self.line, self.column + 1) };
        }
        self.walked = offset;
        Place::at(self.file, self.line, self.column)
    }
}

/// How much a finding weighs: an error refuses the build, the others do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The edition cannot be made as asked.
    Error,
    /// Made, but somebody should look.
    Warning,
    /// Worth knowing.
    Note,
}

/// Whose fault an error is, which decides the exit code (1 or 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Area {
    /// Observations, edition or manuscript: exit code 1.
    Edition,
    /// `teiten.toml` or flags: exit code 2.
    Site,
}

/// One sentence in both languages of the messages; made by [`said!`](crate::said).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Said {
    /// Japanese, です・ます.
    pub ja: String,
    /// English.
    pub en: String,
}

impl Said {
    /// The sentence in `lang`: Japanese for `ja`, English for any other.
    pub fn in_lang(&self, lang: &Lang) -> &str {
        if lang.code() == "ja" { &self.ja } else { &self.en }
    }
}

/// Says the same in Japanese and English: `said!("{x}がありません。", "{x} is missing.")`, with inline arguments.
#[macro_export]
macro_rules! said {
    ($ja:literal, $en:literal $(,)?) => {
        $crate::finding::Said { ja: format!($ja), en: format!($en) }
    };
}

/// Something a user can mend.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Finding {
    /// File, line and column.
    pub place: Place,
    /// How much it weighs.
    pub level: Level,
    /// Which exit code an error of it gives.
    pub area: Area,
    /// A stable name for machines in kebab case, such as `unknown-key`.
    pub code: String,
    /// What was found and what was expected.
    pub what: Said,
    /// How to mend it.
    pub mend: Said,
}

impl Finding {
    /// An error in observations, edition or manuscript.
    pub fn error(code: &str, place: Place, what: Said, mend: Said) -> Self {
        Self { place, level: Level::Error, area: Area::Edition, code: code.to_owned(), what, mend }
    }

    /// Something somebody should look at.
    pub fn warning(code: &str, place: Place, what: Said, mend: Said) -> Self {
        Self { level: Level::Warning, ..Self::error(code, place, what, mend) }
    }

    /// Something worth knowing.
    pub fn note(code: &str, place: Place, what: Said, mend: Said) -> Self {
        Self { level: Level::Note, ..Self::error(code, place, what, mend) }
    }

    /// The same finding as a fault of `teiten.toml` or of the flags.
    pub fn of_site(self) -> Self {
        Self { area: Area::Site, ..self }
    }
}

/// Whether any of `findings` refuses the build.
pub fn refused(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.level == Level::Error)
}

/// The candidate most like `word`, where one is near enough to be meant.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(word, candidate), candidate))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate)
}
