//! What every command on one edition has in common: the folder, progress, findings, failures, the exit code.

use std::path::Path;

use teiten::pipeline::{Done, Outcome, Step};

use super::build::{anchored, no_folder, seen_from_here};
use super::crash::{fault, guarded};
use super::exit;
use super::harmless::harmless;
use super::say::Voice;

/// Lets `act` do what was asked of the edition in the folder `asked`, and tells what was found; gives the exit code and
/// what was done.
pub fn act<T>(
    asked: &Path,
    voice: &mut Voice,
    act: impl FnOnce(&Path, &mut dyn FnMut(Step)) -> Done<T>,
) -> (u8, Option<T>) {
    let edition = anchored(asked);
    if !edition.is_dir() {
        voice.findings(no_folder(asked).findings);
        return (exit::SITE, None);
    }
    let name = harmless(&edition.file_name().unwrap_or_default().to_string_lossy());
    let progress = voice.progress();
    let done = guarded(|| act(&edition, &mut |step| progress.step(&name, step)));
    drop(progress);
    match done {
        Ok(Done { findings, coverage, done, failure }) => {
            let mut outcome = Outcome { findings, coverage, failure, made: None };
            let code = exit::code(&outcome);
            for finding in &mut outcome.findings {
                finding.place.file = seen_from_here(&finding.place.file, &edition);
            }
            voice.coverage(&outcome.coverage);
            voice.findings(outcome.findings);
            outcome.failure.iter().for_each(|failure| voice.failure(failure));
            (code, done)
        }
        Err(told) => {
            voice.failure(&fault(&told));
            (exit::OURS, None)
        }
    }
}

/// What somebody is called or gives as a reason, without spaces around it.
pub fn words(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("空です / it is empty".to_owned()),
        words => Ok(words.to_owned()),
    }
}
