//! What is said, where, and in which form: findings, coverage, what was made.
//!
//! For people all goes to stderr but what was asked for or made; for machines one JSON value goes to stdout, and nothing
//! else does: what was asked for, or findings as an array where that is what a command gives, or where it refuses.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::{self, ErrorKind, IsTerminal, Write};

use serde::Serialize;
use teiten::check::{Counts, Silenced};
use teiten::finding::{Area, Finding, Level, Place, Said};
use teiten::lang::Lang;
use teiten::pipeline::Failure;
use teiten::said;

use super::excerpt::{complain, explain};
use super::harmless::{escaped, harmless};
use super::progress::Progress;
use super::{Format, exit};

/// So many findings of one code in one file are shown to people; nobody reads more. Machines get all.
const SHOWN: usize = 100;

/// Says everything once, in one language and form.
pub struct Voice {
    /// The language.
    pub lang: Lang,
    /// The form.
    pub format: Format,
    colour: bool,
    quiet: bool,
    told: BTreeSet<Finding>,
    lines: Vec<Line>,
    answered: bool,
    lost: bool,
}

/// A finding for machines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    level: Level,
    code: String,
    file: String,
    line: u32,
    column: u32,
    message: String,
    mend: String,
    area: &'static str,
}

/// What came of a command, for machines.
#[derive(Serialize)]
struct Whole<'a, T> {
    #[serde(flatten)]
    fields: &'a T,
    findings: &'a [Line],
}

impl Voice {
    /// A voice that has said nothing yet; a `quiet` one tells nothing on stderr but findings and failures.
    pub fn new(lang: Lang, format: Format, quiet: bool) -> Self {
        let colour = io::stderr().is_terminal() && allowed("NO_COLOR", "") && allowed("TERM", "dumb");
        Self {
            lang,
            format,
            colour,
            quiet,
            told: BTreeSet::new(),
            lines: Vec::new(),
            answered: false,
            lost: false,
        }
    }

    /// Tells findings in the order of their places, each only once however often it is found.
    pub fn findings(&mut self, findings: Vec<Finding>) {
        let fresh: BTreeSet<_> =
            findings.into_iter().filter(|finding| !self.told.contains(finding)).collect();
        let mut counts: BTreeMap<_, usize> = BTreeMap::new();
        for finding in &fresh {
            self.lines.push(Line::of(finding, &self.lang));
            let count = counts.entry((&finding.place.file, &finding.code)).or_default();
            *count += 1;
            if self.format == Format::Text && *count <= SHOWN {
                aside(&format!("{}\n", explain(finding, &self.lang, self.colour)));
            }
        }
        if self.format == Format::Text {
            let more = counts.into_iter().filter(|(_, count)| *count > SHOWN);
            more.for_each(|((file, code), count)| aside(&self.more(file, code, count - SHOWN)));
        }
        self.told.extend(fresh);
    }

    /// Tells the first `count` of `findings`, which come the foremost first, and how many more there are; machines get
    /// all.
    pub fn foremost(&mut self, mut findings: Vec<Finding>, count: usize) {
        if self.format == Format::Json {
            return self.findings(findings);
        }
        findings.retain(|finding| self.told.insert(finding.clone()));
        self.lines.extend(findings.iter().map(|finding| Line::of(finding, &self.lang)));
        for finding in findings.iter().take(count) {
            aside(&format!("{}\n", explain(finding, &self.lang, self.colour)));
        }
        let more = findings.len().saturating_sub(count);
        if more > 0 {
            let said = said!("ほか{more}件（--all ですべて表示します）\n", "{more} more (--all shows all)\n");
            aside(said.in_lang(&self.lang));
        }
    }

    /// Tells what was let stand and why, on stderr.
    pub fn silenced(&self, silenced: &Silenced) {
        let Silenced { finding: Finding { place: Place { file, line, column }, code, .. }, reason } =
            silenced;
        let said = said!(
            "消した指摘[{code}] {file}:{line}:{column} 理由：{reason}",
            "silenced[{code}] {file}:{line}:{column} because: {reason}"
        );
        aside(&harmless(said.in_lang(&self.lang)));
    }

    /// That there are further findings of a code in a file.
    fn more(&self, file: &str, code: &str, count: usize) -> String {
        let said = said!(
            "{file}には、[{code}]がほかに{count}件あります（--format json ですべて表示します）。\n",
            "{file} has {count} more [{code}] (--format json gives all).\n"
        );
        said.in_lang(&self.lang).lines().map(harmless).collect::<Vec<_>>().join("\n") + "\n"
    }

    /// Tells why an edition was not made, where no finding says so.
    pub fn failure(&mut self, failure: &Failure) {
        let line = Line::of_failure(failure, &self.lang);
        aside(&complain(&line.message, &self.lang, self.colour));
        self.lines.push(line);
    }

    /// Tells what was read, on stderr.
    pub fn coverage(&self, coverage: &[Said]) {
        coverage.iter().filter(|_| !self.quiet).for_each(|said| aside(&harmless(said.in_lang(&self.lang))));
    }

    /// Tells how the numbers of the prose stand to the data, on stderr.
    pub fn checked(&self, counts: &Counts) {
        let Counts { bound, agreeing, wrong, unmatched } = counts;
        let said = said!(
            "数値：埋め込み{bound}、一致{agreeing}、不一致{wrong}、照合できず{unmatched}",
            "numbers: {bound} bound, {agreeing} agreeing, {wrong} contradicting, {unmatched} unmatched"
        );
        if !self.quiet {
            aside(said.in_lang(&self.lang));
        }
    }

    /// The progress of work, shown unless quiet.
    pub fn progress(&self) -> Progress {
        if self.quiet { Progress::silent(&self.lang) } else { Progress::start(&self.lang) }
    }

    /// Tells what was made: a line on stdout, or on stderr where stdout is for machines.
    pub fn made(&mut self, said: &Said) {
        let line = harmless(said.in_lang(&self.lang));
        match self.format {
            Format::Text => self.out(&line),
            Format::Json => aside(&line),
        }
    }

    /// A line of what was asked for, on stdout.
    pub fn line(&mut self, line: &str) {
        self.out(line);
    }

    /// What was asked for, for machines: nothing else goes to stdout then.
    pub fn answer(&mut self, json: &str) {
        self.answered = true;
        self.out(json);
    }

    /// What came of a command, an object for machines with the findings in it; people are told in words.
    pub fn result(&mut self, fields: &impl Serialize) {
        let whole = serde_json::to_string(&Whole { fields, findings: &self.lines });
        if let (Format::Json, Ok(json)) = (self.format, whole) {
            self.answer(&escaped(&json));
        }
    }

    /// Says what is left to say; the exit code of a stdout that could not take it, else 0.
    pub fn finish(&mut self) -> u8 {
        match self.format {
            // Stdout holds what was asked for: what is to be mended is told beside it.
            Format::Json if self.answered => {
                self.told
                    .iter()
                    .for_each(|told| aside(&format!("{}\n", explain(told, &self.lang, self.colour))));
            }
            Format::Json => self.out(&escaped(&objects(&self.lines))),
            Format::Text => {
                if let Some(said) = summary(&self.lines).filter(|_| !self.quiet) {
                    aside(said.in_lang(&self.lang));
                }
            }
        }
        if self.lost { exit::DISK } else { exit::MADE }
    }

    /// A line on stdout. A reader who has gone is not our concern; a full disk is.
    fn out(&mut self, line: &str) {
        let mut out = io::stdout().lock();
        if let Err(cause) = writeln!(out, "{line}").and_then(|()| out.flush()) {
            self.lost |= cause.kind() != ErrorKind::BrokenPipe;
        }
    }
}

impl Line {
    /// What is told of `finding` in `lang`.
    pub fn of(finding: &Finding, lang: &Lang) -> Self {
        Self {
            level: finding.level,
            code: finding.code.clone(),
            file: finding.place.file.clone(),
            line: finding.place.line,
            column: finding.place.column,
            message: finding.what.in_lang(lang).to_owned(),
            mend: finding.mend.in_lang(lang).to_owned(),
            area: match finding.area {
                Area::Edition => "edition",
                Area::Site => "site",
            },
        }
    }

    /// What is told of `failure` in `lang`.
    pub fn of_failure(failure: &Failure, lang: &Lang) -> Self {
        let (code, area, said) = match failure {
            Failure::Disk(said) => ("disk", "disk", said),
            Failure::Foreign(said) => ("foreign-folder", "site", said),
            Failure::Ours(said) => ("fault-of-teiten", "teiten", said),
        };
        let message = said.in_lang(lang).to_owned();
        let (code, file, mend) = (code.to_owned(), String::new(), String::new());
        Self { level: Level::Error, code, file, line: 0, column: 0, message, mend, area }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, code, message, mend, .. } = self;
        write!(f, "{file}:{line}:{column} [{code}] {message}\n{mend}")
    }
}

/// A JSON array of `lines`.
fn objects(lines: &[Line]) -> String {
    array(&lines.iter().filter_map(|line| serde_json::to_string(line).ok()).collect::<Vec<_>>())
}

/// A JSON array with an object a line.
pub fn array(objects: &[String]) -> String {
    if objects.is_empty() { "[]".to_owned() } else { format!("[\n{}\n]", objects.join(",\n")) }
}

/// How many of each, where there are any.
fn summary(lines: &[Line]) -> Option<Said> {
    let counts = [
        (Level::Error, "エラー", "error"),
        (Level::Warning, "警告", "warning"),
        (Level::Note, "参考", "note"),
    ];
    let counted = counts.map(|(level, ja, en)| {
        let count = lines.iter().filter(|line| line.level == level).count();
        let plural = if count == 1 { "" } else { "s" };
        (count > 0).then(|| said!("{ja}{count}件", "{count} {en}{plural}"))
    });
    let present: Vec<_> = counted.into_iter().flatten().collect();
    let join =
        |words: fn(&Said) -> &str, with: &str| present.iter().map(words).collect::<Vec<_>>().join(with);
    let (ja, en) = (join(|said| &said.ja, "、"), join(|said| &said.en, ", "));
    (!present.is_empty()).then(|| said!("{ja}", "{en}"))
}

/// A line on stderr; who closed it does not want to know.
fn aside(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Whether what goes to stdout may be in colours.
pub fn colourful() -> bool {
    io::stdout().is_terminal() && allowed("NO_COLOR", "") && allowed("TERM", "dumb")
}

/// Whether the environment variable is not set to `forbidden`; to anything at all where that is empty.
fn allowed(variable: &str, forbidden: &str) -> bool {
    let value = std::env::var_os(variable).unwrap_or_default();
    if forbidden.is_empty() { value.is_empty() } else { value != forbidden }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings() -> Vec<Finding> {
        let what = said!("列「日付」がありません。", "There is no column \"date\".");
        let error =
            Finding::error("no-column", Place::at("data/x.csv", 1, 2), what.clone(), said!("直す", "mend"));
        let site = Finding::error("bad-key", Place::file("teiten.toml"), what.clone(), said!("直す", "mend"));
        let warning = Finding::warning("odd", Place::at("a\u{1b}.md", 3, 4), what, said!("", ""));
        vec![error.clone(), site.of_site(), warning, error]
    }

    #[test]
    fn machines_get_one_array_of_eight_fields_and_each_finding_once() {
        let mut voice = Voice::new(Lang::en(), Format::Json, false);
        voice.findings(findings());
        voice.findings(findings());
        voice.failure(&Failure::Disk(said!("満杯です。", "It is full.")));
        let json: serde_json::Value = serde_json::from_str(&objects(&voice.lines)).unwrap();
        let expected = serde_json::json!([
            {"level": "warning", "code": "odd", "file": "a\u{1b}.md", "line": 3, "column": 4,
             "message": "There is no column \"date\".", "mend": "", "area": "edition"},
            {"level": "error", "code": "no-column", "file": "data/x.csv", "line": 1, "column": 2,
             "message": "There is no column \"date\".", "mend": "mend", "area": "edition"},
            {"level": "error", "code": "bad-key", "file": "teiten.toml", "line": 0, "column": 0,
             "message": "There is no column \"date\".", "mend": "mend", "area": "site"},
            {"level": "error", "code": "disk", "file": "", "line": 0, "column": 0,
             "message": "It is full.", "mend": "", "area": "disk"},
        ]);
        assert_eq!(json, expected);
        assert_eq!(objects(&[]), "[]");
    }

    #[test]
    fn the_summary_counts() {
        let lines: Vec<_> = findings().iter().map(|finding| Line::of(finding, &Lang::ja())).collect();
        assert_eq!(summary(&lines), Some(said!("エラー3件、警告1件", "3 errors, 1 warning")));
        assert_eq!(summary(&lines[..1]), Some(said!("エラー1件", "1 error")));
        assert_eq!(summary(&[]), None);
    }
}
