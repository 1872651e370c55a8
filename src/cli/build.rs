//! `teiten build`: orders editions one after the other, says what became of each, and gives the largest code.

use std::env;
use std::fs;
use std::path::{Component, Path, PathBuf, absolute};

use teiten::finding::{Finding, Place};
use teiten::pipeline::{self, Failure, Made, Order, Outcome};
use teiten::{publish, said};

use super::Build;
use super::crash::{fault, guarded};
use super::exit;
use super::harmless::harmless;
use super::say::Voice;

/// What builds: an edition as it stands, or as it will be when it is published.
type Builds = fn(&Order, &mut dyn FnMut(pipeline::Step)) -> Outcome;

/// Builds all editions that were asked for.
pub fn run(asked: &Build, voice: &mut Voice) -> u8 {
    let (out, alone) = (asked.out.as_deref().map(anchored), asked.alone.as_deref().map(anchored));
    let build = if asked.finished { pipeline::build_final } else { pipeline::build };
    asked
        .editions
        .iter()
        .map(|edition| {
            let (code, made) = one(edition, out.as_deref(), build, voice);
            let laid =
                made.iter().zip(&alone).map(|(made, folder)| lay(edition, &made.folder, folder, voice));
            laid.fold(code, u8::max)
        })
        .max()
        .unwrap_or(exit::MADE)
}

/// Builds one edition and tells of it.
fn one(asked: &Path, out: Option<&Path>, build: Builds, voice: &mut Voice) -> (u8, Option<Made>) {
    let edition = anchored(asked);
    let mut outcome = if edition.is_dir() { ordered(&edition, out, build, voice) } else { no_folder(asked) };
    let code = exit::code(&outcome);
    for finding in &mut outcome.findings {
        finding.place.file = seen_from_here(&finding.place.file, &edition);
    }
    voice.coverage(&outcome.coverage);
    voice.findings(outcome.findings);
    outcome.failure.iter().for_each(|failure| voice.failure(failure));
    outcome.made.iter().for_each(|made| voice.made(&line(asked, made)));
    (code, outcome.made)
}

/// Lays the edition in `made` into `folder` once more, as one file a language.
fn lay(asked: &Path, made: &Path, folder: &Path, voice: &mut Voice) -> u8 {
    for (name, bytes) in pipeline::alone(made) {
        let path = folder.join(name);
        if let Err(error) = publish::replace(&path, &bytes) {
            let failure = Failure::from(error);
            voice.failure(&failure);
            return exit::of_failure(&failure);
        }
        let (asked, path) = (asked.display(), short(&path));
        voice.made(&said!("{asked} → {path}", "{asked} → {path}"));
    }
    exit::MADE
}

/// Hands the order to the library; a panic there becomes our fault.
fn ordered(edition: &Path, out: Option<&Path>, build: Builds, voice: &Voice) -> Outcome {
    let order = Order { edition: edition.to_owned(), out: out.map(Path::to_owned) };
    let name = harmless(&edition.file_name().unwrap_or_default().to_string_lossy());
    let progress = voice.progress();
    guarded(|| build(&order, &mut |step| progress.step(&name, step)))
        .unwrap_or_else(|told| Outcome { failure: Some(fault(&told)), ..Outcome::default() })
}

/// What was asked for is not there: a fault of usage.
pub fn no_folder(asked: &Path) -> Outcome {
    let shown = asked.display();
    let finding = Finding::error(
        "no-edition-folder",
        Place::file(shown.to_string()),
        said!("版のフォルダー {shown} がありません。", "There is no edition folder {shown}."),
        said!(
            "edition.toml のあるフォルダーを、今いるフォルダーからの相対パスか絶対パスで指定してください（例: teiten build samples/honeypot-2013/2013q2）。",
            "Give a folder that holds an edition.toml, such as samples/honeypot-2013/2013q2."
        ),
    );
    Outcome { findings: vec![finding.of_site()], ..Outcome::default() }
}

/// The line that tells where an edition lies.
fn line(asked: &Path, made: &Made) -> teiten::finding::Said {
    let asked = asked.display();
    let folder = format!("{}{}", short(&made.folder), std::path::MAIN_SEPARATOR);
    if made.changed {
        said!("{asked} → {folder}", "{asked} → {folder}")
    } else {
        said!("{asked} → {folder}（変更なし）", "{asked} → {folder} (unchanged)")
    }
}

/// `path` from the root of the file system. One that climbs (`..`) is resolved by the system, for its
/// ancestors are asked for the site.
pub fn anchored(path: &Path) -> PathBuf {
    let anchored = absolute(path).unwrap_or_else(|_| path.to_owned());
    let climbs = anchored.components().any(|part| part == Component::ParentDir);
    if climbs { fs::canonicalize(&anchored).unwrap_or(anchored) } else { anchored }
}

/// A finding's file, which is named from the site's folder, as it can be opened from the working directory;
/// as it is where there is no such file.
pub fn seen_from_here(file: &str, edition: &Path) -> String {
    let site = edition.ancestors().find(|folder| folder.join("teiten.toml").is_file());
    let path = site.unwrap_or(edition).join(file);
    if !file.is_empty() && path.exists() { short(&path) } else { file.to_owned() }
}

/// A path as people here would type it.
pub fn short(path: &Path) -> String {
    let here = env::current_dir().unwrap_or_default();
    match path.strip_prefix(&here) {
        Ok(below) if below != Path::new("") => below.display().to_string(),
        _ => path.display().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_findings_are_named_from_the_site_and_opened_from_here() {
        let site = tempfile::tempdir().unwrap();
        let edition = site.path().join("2022q4");
        fs::create_dir(&edition).unwrap();
        for file in ["teiten.toml", "2022q4/report.md"] {
            fs::write(site.path().join(file), "x").unwrap();
        }
        let manuscript = edition.join("report.md").display().to_string();
        assert_eq!(seen_from_here("2022q4/report.md", &edition), manuscript);
        assert_eq!(seen_from_here("data/gone.csv", &edition), "data/gone.csv");
        assert_eq!(seen_from_here("", &edition), "");
        assert_eq!(anchored(&edition.join("../2022q4")), fs::canonicalize(&edition).unwrap());
    }

    #[test]
    fn an_edition_that_is_not_there_is_a_fault_of_usage() {
        assert_eq!(exit::code(&no_folder(Path::new("2022q9"))), exit::SITE);
    }
}
