//! `teiten draft`: tells what a quarter has to say, as Markdown, as a page, or for machines.

use std::path::Path;

use serde::Serialize;
use teiten::draft::{self, Draft as Read};
use teiten::pipeline::{self, Drafted};

use super::build::{anchored, no_folder, seen_from_here};
use super::crash::{fault, guarded};
use super::harmless::{escaped, harmless};
use super::say::{Line, Voice};
use super::{Draft, Format, exit, page};

/// A draft for machines.
#[derive(Serialize)]
struct Answer<'a> {
    unpublished: bool,
    #[serde(flatten)]
    draft: &'a Read,
    findings: Vec<Line>,
}

/// Reads the quarter of the edition that was asked for.
pub fn run(asked: &Draft, voice: &mut Voice) -> u8 {
    let edition = anchored(&asked.edition);
    if !edition.is_dir() {
        voice.findings(no_folder(&asked.edition).findings);
        return exit::SITE;
    }
    if let Some(finding) = asked.html.as_deref().and_then(page::there) {
        voice.findings(vec![finding]);
        return exit::SITE;
    }
    let name = harmless(&edition.file_name().unwrap_or_default().to_string_lossy());
    let lang = voice.lang.clone();
    let progress = voice.progress();
    let drafted = guarded(|| pipeline::draft(&edition, &lang, &mut |step| progress.step(&name, step)));
    drop(progress);
    match drafted {
        Ok(drafted) => tell(asked, &edition, drafted, voice),
        Err(told) => {
            voice.failure(&fault(&told));
            exit::OURS
        }
    }
}

fn tell(asked: &Draft, edition: &Path, mut drafted: Drafted, voice: &mut Voice) -> u8 {
    let code = drafted.findings.iter().map(exit::of_finding).max().unwrap_or(exit::MADE);
    for finding in &mut drafted.findings {
        finding.place.file = seen_from_here(&finding.place.file, edition);
    }
    let lines = drafted.findings.iter().map(|finding| Line::of(finding, &voice.lang)).collect();
    voice.findings(std::mem::take(&mut drafted.findings));
    let Some(read) = &drafted.draft else { return code };
    if let Some(file) = asked.html.as_deref() {
        let code = page::add(file, drafted.page(&voice.lang).unwrap_or_default(), voice);
        if code != exit::MADE {
            return code;
        }
    }
    match voice.format {
        Format::Text if asked.html.is_none() => {
            draft::markdown(read, &voice.lang.clone()).lines().for_each(|line| voice.line(&harmless(line)));
        }
        Format::Text => {}
        Format::Json => {
            let answer = Answer { unpublished: true, draft: read, findings: lines };
            // Texts, integers and lists: nothing of it can fail to be JSON.
            voice.answer(&escaped(&serde_json::to_string_pretty(&answer).unwrap_or_default()));
        }
    }
    code
}
