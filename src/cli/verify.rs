//! `teiten verify`: proves what a built edition says of itself, and says exactly what it proved.

use std::env;

use serde::Serialize;
use teiten::finding::{Finding, Said};
use teiten::pipeline::{self, Evidence, Trial, Verdict, Verified, VerifiedFolder};
use teiten::publish::{Difference, How};
use teiten::said;

use super::build::{anchored, seen_from_here, short};
use super::crash::{fault, guarded};
use super::harmless::{escaped, harmless};
use super::say::Voice;
use super::{Format, Verify, exit, site};

/// So many differences of a kind are shown to people; machines get all.
const SHOWN: usize = 20;

/// What is told to machines.
#[derive(Serialize)]
struct Answer<'a> {
    folders: Vec<Folder<'a>>,
}

/// A folder for machines.
#[derive(Serialize)]
struct Folder<'a> {
    folder: String,
    site: Option<&'a str>,
    edition: Option<&'a str>,
    version: Option<&'a str>,
    status: Option<&'a str>,
    proofs: Vec<Proof<'a>>,
}

/// What was proved, for machines.
#[derive(Serialize)]
struct Proof<'a> {
    claim: &'static str,
    result: &'static str,
    message: &'a str,
    differences: Vec<Differing<'a>>,
}

#[derive(Serialize)]
struct Differing<'a> {
    name: &'a str,
    how: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
}

/// Verifies the folder that was asked for.
pub fn run(asked: &Verify, voice: &mut Voice) -> u8 {
    let folder = anchored(&asked.folder);
    let here = env::current_dir().ok();
    let sites = [here.as_deref(), Some(folder.as_path())].into_iter().flatten().filter_map(site::above);
    let trial = Trial {
        sites: sites.collect(),
        edition: asked.edition.as_deref().map(anchored),
        folder: folder.clone(),
    };
    let name = harmless(&folder.file_name().unwrap_or_default().to_string_lossy());
    let progress = voice.progress();
    let verified = guarded(|| pipeline::verify(&trial, &mut |step| progress.step(&name, step)));
    drop(progress);
    match verified {
        Ok(verified) => tell(&trial, verified, voice),
        Err(told) => {
            voice.failure(&fault(&told));
            exit::OURS
        }
    }
}

fn tell(trial: &Trial, mut verified: Verified, voice: &mut Voice) -> u8 {
    let all = verified.folders.iter().flat_map(|folder| &folder.evidence);
    let differs = all.clone().any(|evidence| evidence.verdict == Verdict::Differs);
    let found = verified.findings.iter().map(exit::of_finding);
    let failed = verified.failure.iter().map(exit::of_failure);
    let code = found.chain(failed).chain([u8::from(differs)]).max().unwrap_or(exit::MADE);
    let roots = trial.edition.iter().chain(&trial.sites);
    for Finding { place, .. } in &mut verified.findings {
        let seen =
            roots.clone().map(|root| seen_from_here(&place.file, root)).find(|seen| *seen != place.file);
        seen.into_iter().for_each(|seen| place.file = seen);
    }
    voice.findings(std::mem::take(&mut verified.findings));
    verified.failure.iter().for_each(|failure| voice.failure(failure));
    match voice.format {
        // What hinders is the answer, then.
        _ if verified.folders.is_empty() => {}
        Format::Json => voice.answer(&json(&verified.folders, voice)),
        Format::Text => verified.folders.iter().for_each(|folder| text(folder, voice)),
    }
    code
}

/// A folder for people: what it is, and a line for each claim.
fn text(folder: &VerifiedFolder, voice: &mut Voice) {
    let path = short(&folder.folder);
    match &folder.manifest {
        Some(manifest) => {
            let (site, edition) = (&manifest.site, &manifest.edition);
            let (version, status) = (&manifest.version, &manifest.status);
            voice.made(&said!(
                "{path}（{site}、{edition}、第{version}版、状態：{status}）",
                "{path} ({site}, {edition}, version {version}, {status})"
            ));
        }
        None => voice.made(&said!("{path}", "{path}")),
    }
    for evidence in &folder.evidence {
        let Said { ja, en } = &evidence.said;
        let (mark, marked) = match evidence.verdict {
            Verdict::Proved => ("証明", "proved   "),
            Verdict::Untried => ("未証明", "unproved "),
            Verdict::Differs => ("相違", "differs  "),
        };
        let wide = "　".repeat(3 - mark.chars().count());
        voice.made(&said!("  {mark}{wide} {ja}", "  {marked} {en}"));
        differences(evidence, voice);
    }
}

fn differences(evidence: &Evidence, voice: &mut Voice) {
    for Difference { name, how } in evidence.differences.iter().take(SHOWN) {
        let Said { ja, en } = words(*how);
        voice.made(&said!("           {name}：{ja}", "              {name}: {en}"));
    }
    let more = evidence.differences.len().saturating_sub(SHOWN);
    if more > 0 {
        voice.made(&said!(
            "           ほか{more}件（--format json ですべて表示します）",
            "              {more} more (--format json gives all)"
        ));
    }
}

fn words(how: How) -> Said {
    match how {
        How::Changed => said!("違います", "differs"),
        How::Missing => said!("ありません", "is missing"),
        How::Extra => said!("もとはなかったものです", "was not there"),
        How::Appended(bytes) => said!(
            "後ろに{bytes}バイトが付け足されています（署名など）。もとの部分は1バイトも違いません",
            "{bytes} bytes were appended, such as a signature; what was there is the same to the byte"
        ),
    }
}

fn json(folders: &[VerifiedFolder], voice: &Voice) -> String {
    let folders = folders.iter().map(|folder| object(folder, voice)).collect();
    // Texts and numbers: nothing of an answer can fail to be JSON.
    escaped(&serde_json::to_string_pretty(&Answer { folders }).unwrap_or_default())
}

fn object<'a>(folder: &'a VerifiedFolder, voice: &Voice) -> Folder<'a> {
    let manifest = folder.manifest.as_ref();
    let proof = |evidence: &'a Evidence| Proof {
        claim: evidence.claim.name(),
        result: evidence.verdict.name(),
        message: evidence.said.in_lang(&voice.lang),
        differences: evidence.differences.iter().map(differing).collect(),
    };
    Folder {
        folder: short(&folder.folder),
        site: manifest.map(|manifest| manifest.site.as_str()),
        edition: manifest.map(|manifest| manifest.edition.as_str()),
        version: manifest.map(|manifest| manifest.version.as_str()),
        status: manifest.map(|manifest| manifest.status.as_str()),
        proofs: folder.evidence.iter().map(proof).collect(),
    }
}

fn differing(Difference { name, how }: &Difference) -> Differing<'_> {
    let (how, bytes) = match how {
        How::Changed => ("changed", None),
        How::Missing => ("missing", None),
        How::Extra => ("extra", None),
        How::Appended(bytes) => ("appended", Some(*bytes)),
    };
    Differing { name, how, bytes }
}
