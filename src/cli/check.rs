//! `teiten check`: proof-reads editions and says what should be mended, the most important first.

use std::path::Path;

use teiten::check;
use teiten::finding::{Finding, Level};
use teiten::pipeline::{self, Proof};

use super::build::{anchored, no_folder, seen_from_here};
use super::crash::{fault, guarded};
use super::harmless::harmless;
use super::say::Voice;
use super::{Check, Deny, exit};

/// Nobody mends more in one go.
const SHOWN: usize = 5;

/// Proof-reads all editions that were asked for.
pub fn run(asked: &Check, voice: &mut Voice) -> u8 {
    asked.editions.iter().map(|edition| one(asked, edition, voice)).max().unwrap_or(exit::MADE)
}

fn one(asked: &Check, folder: &Path, voice: &mut Voice) -> u8 {
    let edition = anchored(folder);
    if !edition.is_dir() {
        let outcome = no_folder(folder);
        voice.findings(outcome.findings);
        return exit::SITE;
    }
    let name = harmless(&edition.file_name().unwrap_or_default().to_string_lossy());
    let progress = voice.progress();
    let read = guarded(|| pipeline::proofread(&edition, &mut |step| progress.step(&name, step)));
    drop(progress);
    match read {
        Ok(proof) => tell(asked, &edition, proof, voice),
        Err(told) => {
            voice.failure(&fault(&told));
            exit::OURS
        }
    }
}

fn tell(asked: &Check, edition: &Path, mut proof: Proof, voice: &mut Voice) -> u8 {
    let code = proof.findings.iter().map(exit::of_finding).max().unwrap_or(exit::MADE);
    let denied = asked.deny == Some(Deny::Warnings)
        && proof.findings.iter().any(|finding: &Finding| finding.level == Level::Warning);
    for finding in &mut proof.findings {
        finding.place.file = seen_from_here(&finding.place.file, edition);
    }
    voice.coverage(&proof.coverage);
    match asked.all {
        true => voice.findings(proof.findings),
        false => {
            check::foremost_first(&mut proof.findings);
            voice.foremost(proof.findings, SHOWN);
        }
    }
    for checked in proof.checked.into_values() {
        for mut silenced in checked.silenced {
            silenced.finding.place.file = seen_from_here(&silenced.finding.place.file, edition);
            voice.silenced(&silenced);
        }
        voice.checked(&checked.counts);
    }
    if denied { code.max(exit::EDITION) } else { code }
}
