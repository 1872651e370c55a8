//! `teiten sources`: looks at delivered files, prints the configuration it would propose, and tells what is unsure.

use std::env;
use std::path::{Path, PathBuf};

use serde::Serialize;
use teiten::names::Names;
use teiten::observe;
use teiten::pipeline::Outcome;

use super::build::{anchored, seen_from_here};
use super::crash::{fault, guarded};
use super::harmless::harmless;
use super::say::Voice;
use super::{Format, Sources, exit};

/// The proposal for machines.
#[derive(Serialize)]
struct Proposed<'a> {
    toml: &'a str,
}

/// Proposes `[sources]` for the files that were asked for: TOML on stdout, remarks on stderr.
pub fn run(asked: &Sources, voice: &mut Voice) -> u8 {
    let files = asked.files.iter().map(|file| anchored(file)).collect::<Vec<_>>();
    let root = root(&files);
    let proposed = guarded(|| observe::propose(&root, &files, &Names::shipped(), &voice.lang));
    let (mut outcome, mut toml) = (Outcome::default(), None);
    match proposed {
        Ok(proposal) => {
            outcome.findings = proposal.findings;
            toml = Some(proposal.toml);
        }
        Err(told) => outcome.failure = Some(fault(&told)),
    }
    let code = exit::code(&outcome);
    for finding in &mut outcome.findings {
        finding.place.file = seen_from_here(&finding.place.file, &root);
    }
    voice.findings(outcome.findings);
    outcome.failure.iter().for_each(|failure| voice.failure(failure));
    toml.iter().for_each(|toml| tell(toml, code, voice));
    code
}

/// The proposal, whatever was found; machines get it where nothing refuses.
fn tell(toml: &str, code: u8, voice: &mut Voice) {
    match voice.format {
        // A line each: what is written to a terminal may hold no control character.
        Format::Text => toml.lines().for_each(|line| voice.line(&harmless(line))),
        Format::Json if code == exit::MADE => voice.result(&Proposed { toml }),
        Format::Json => {}
    }
}

/// The folder that `files` in the proposal start from: that of the site they lie in, else the working directory.
fn root(files: &[PathBuf]) -> PathBuf {
    let above = files.iter().flat_map(|file| file.ancestors().skip(1));
    let site = above.into_iter().find(|folder| folder.join("teiten.toml").is_file());
    site.map(Path::to_owned).or_else(|| env::current_dir().ok()).unwrap_or_default()
}
