//! `teiten where`: names the file and line of what a reader pointed at on paper.

use std::path::Path;

use serde::Serialize;
use teiten::pipeline::{self, Found, Sought, Whereabouts};
use teiten::said;

use super::build::{anchored, no_folder, seen_from_here};
use super::crash::{fault, guarded};
use super::harmless::{escaped, harmless};
use super::say::Voice;
use super::{Format, Where, exit};

/// So many characters tell a paragraph from the others.
const QUOTED: usize = 30;

/// What was found, for machines.
#[derive(Serialize)]
struct Answer<'a> {
    lang: &'a str,
    name: &'a str,
    id: &'a str,
    file: &'a str,
    line: u32,
    column: u32,
    words: &'a str,
    build: &'a str,
    changed: Option<bool>,
}

/// Finds the spot that was asked for.
pub fn run(asked: &Where, voice: &mut Voice) -> u8 {
    let edition = anchored(&asked.edition);
    if !edition.is_dir() {
        voice.findings(no_folder(&asked.edition).findings);
        return exit::SITE;
    }
    let name = harmless(&edition.file_name().unwrap_or_default().to_string_lossy());
    let sought = Sought { spot: &asked.spot, build: asked.digest.as_deref() };
    let progress = voice.progress();
    let told = guarded(|| pipeline::whereabouts(&edition, sought, &mut |step| progress.step(&name, step)));
    drop(progress);
    match told {
        Ok(told) => tell(&edition, told, voice),
        Err(told) => {
            voice.failure(&fault(&told));
            exit::OURS
        }
    }
}

fn tell(edition: &Path, mut told: Whereabouts, voice: &mut Voice) -> u8 {
    let code = told.findings.iter().map(exit::of_finding).max().unwrap_or(exit::MADE);
    for finding in &mut told.findings {
        finding.place.file = seen_from_here(&finding.place.file, edition);
    }
    voice.coverage(&told.coverage);
    voice.findings(told.findings);
    if let Some(mut found) = told.found {
        found.spot.place.file = seen_from_here(&found.spot.place.file, edition);
        match voice.format {
            Format::Text => voice.line(&harmless(&line(&found, voice))),
            // What hinders is the answer, then.
            Format::Json if code != exit::MADE => {}
            Format::Json => voice.answer(&object(&found)),
        }
    }
    code
}

/// File, line and column, ready to be opened, and what stands there.
fn line(found: &Found, voice: &Voice) -> String {
    let spot = &found.spot;
    let mut words: String = spot.words.chars().take(QUOTED).collect();
    if words.len() < spot.words.len() {
        words.push('…');
    }
    let place = match &spot.place {
        place if place.file.is_empty() => {
            said!("（原稿にはなく、teitenが書く文です）", "(in no manuscript: teiten words it)")
                .in_lang(&voice.lang)
                .to_owned()
        }
        place if place.line == 0 => place.file.clone(),
        place => format!("{}:{}:{}", place.file, place.line, place.column),
    };
    format!("{place}  {}「{words}」", spot.name)
}

fn object(found: &Found) -> String {
    let Found { lang, spot, build, changed } = found;
    let answer = Answer {
        lang: lang.code(),
        name: &spot.name,
        id: &spot.id,
        file: &spot.place.file,
        line: spot.place.line,
        column: spot.place.column,
        words: &spot.words,
        build,
        changed: *changed,
    };
    // Strings, integers and a truth: nothing of it can fail to be JSON.
    escaped(&serde_json::to_string(&answer).unwrap_or_default())
}
