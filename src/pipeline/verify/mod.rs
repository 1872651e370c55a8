//! Proves what a built edition says of itself: its manifest and files, and, where its site is at hand, its inputs, the
//! finished report and every byte.
//!
//! Comes in: a folder that anybody may have made. Goes out: each claim with what became of it. Nothing is written.

mod again;
mod against;
mod hand;
mod value;

use std::path::{Path, PathBuf};

pub use value::{Claim, Evidence, Trial, Verdict, Verified, VerifiedFolder};

use super::{Failure, Step};
use crate::finding::{Finding, Place, Said};
use crate::publish::{self, Difference, Examined, How, Manifest, Refused};
use crate::said;
use again::Again;

/// Verifies; `tell` hears each step before it begins.
pub fn verify(trial: &Trial, tell: &mut dyn FnMut(Step)) -> Verified {
    let mut verified = Verified::default();
    if let Err(failure) = run(trial, &mut verified, tell) {
        verified.failure = Some(failure);
    }
    verified
}

fn run(trial: &Trial, verified: &mut Verified, tell: &mut dyn FnMut(Step)) -> Result<(), Failure> {
    tell(Step::Checking);
    let top = match publish::examine(&trial.folder) {
        Ok(top) => top,
        Err(Refused::Disk(error)) => return Err(error.into()),
        Err(Refused::Absent) => {
            verified.findings.push(no_manifest(&trial.folder));
            return Ok(());
        }
        Err(Refused::Unfit(why)) => {
            verified.folders.push(unfit(&trial.folder, &why));
            return Ok(());
        }
    };
    let versions = versions(&top)?;
    let held: Vec<_> = versions.iter().filter_map(|(_, found)| found.as_ref().ok()).chain([&top]).collect();
    let hand = match hand::find(trial, &top.manifest) {
        Ok(hand) => hand.of_versions(held.iter().map(|found| found.manifest.version.as_str())),
        Err(findings) => {
            verified.findings = findings;
            return Ok(());
        }
    };
    let mut again = Again::of(hand, tell)?;
    verified.findings.append(&mut again.findings);
    verified.folders.push(proved(&trial.folder, &top, &again));
    let folders = versions.iter().map(|(folder, found)| match found {
        Ok(found) => proved(folder, found, &again),
        Err(why) => unfit(folder, why),
    });
    verified.folders.extend(folders);
    Ok(())
}

/// A version's folder, examined; where its manifest cannot be believed, why.
type Version = (PathBuf, Result<Examined, Said>);

/// The folders of versions in the one of their edition.
fn versions(edition: &Examined) -> Result<Vec<Version>, Failure> {
    let examined = |folder: &PathBuf| Ok((folder.clone(), version(folder, &edition.manifest)?));
    edition.versions.iter().map(examined).collect()
}

fn version(folder: &Path, edition: &Manifest) -> Result<Result<Examined, Said>, Failure> {
    let mut found = match publish::examine(folder) {
        Ok(found) => found,
        Err(Refused::Disk(error)) => return Err(error.into()),
        Err(Refused::Absent) => return Ok(Err(said!("ありません", "it is missing"))),
        Err(Refused::Unfit(why)) => return Ok(Err(why)),
    };
    let Manifest { site, edition: quarter, .. } = &found.manifest;
    if (site, quarter) != (&edition.site, &edition.edition) {
        return Ok(Err(said!("{site}の{quarter}のものです", "it is that of {quarter} of {site}")));
    }
    let name = |path: PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let inner = std::mem::take(&mut found.versions).into_iter();
    found.differences.extend(inner.map(|path| Difference { name: name(path), how: How::Extra }));
    Ok(Ok(found))
}

fn proved(folder: &Path, found: &Examined, again: &Again) -> VerifiedFolder {
    let manifest = &found.manifest;
    let format = manifest.format;
    let head = said!("manifest.json：読めました（形式{format}）", "manifest.json: read (format {format})");
    let mut proofs = vec![Evidence::new(Claim::Manifest, Verdict::Proved, head), files(found)];
    proofs.extend(again.proofs(folder, found));
    VerifiedFolder { folder: folder.to_owned(), manifest: Some(manifest.clone()), evidence: proofs }
}

fn files(found: &Examined) -> Evidence {
    let count = found.manifest.outputs.len();
    let grown = |difference: &&Difference| matches!(difference.how, How::Appended(_));
    let wrong = found.differences.iter().filter(|difference| !grown(difference)).count();
    let earlier = found.earlier;
    let (verdict, said) = match wrong {
        0 if earlier > 0 => (
            Verdict::Proved,
            said!(
                "ファイル：{count}個すべてがmanifest.jsonのSHA-256と長さのとおりで、ほかには、前の版の見た目とスクリプトが{earlier}個（名前のとおりの内容）あるだけです",
                "files: all {count} have the SHA-256 and length of manifest.json; besides there are only {earlier} style sheets and scripts of earlier versions, each as its name says"
            ),
        ),
        0 => (
            Verdict::Proved,
            said!(
                "ファイル：{count}個すべてがmanifest.jsonのSHA-256と長さのとおりで、ほかのファイルはありません",
                "files: all {count} have the SHA-256 and length of manifest.json, and no other file is there"
            ),
        ),
        _ => (
            Verdict::Differs,
            said!(
                "ファイル：{wrong}個がmanifest.jsonと違います。配布元か控えから戻してください。最新の版は、teiten build か teiten publish で作り直すこともできます",
                "files: {wrong} not as in manifest.json; fetch it again or bring it back from a copy; teiten build or teiten publish also makes the latest version again"
            ),
        ),
    };
    Evidence { differences: found.differences.clone(), ..Evidence::new(Claim::Files, verdict, said) }
}

/// A folder whose manifest cannot be believed: nothing else is looked at.
fn unfit(folder: &Path, why: &Said) -> VerifiedFolder {
    let Said { ja, en } = why;
    let said =
        said!("manifest.json：{ja}。ほかは調べていません", "manifest.json: {en}; nothing else was looked at");
    let proofs = vec![Evidence::new(Claim::Manifest, Verdict::Differs, said)];
    VerifiedFolder { folder: folder.to_owned(), manifest: None, evidence: proofs }
}

fn no_manifest(folder: &Path) -> Finding {
    let shown = folder.display();
    Finding::error(
        "no-manifest",
        Place::file(shown.to_string()),
        said!("{shown} に manifest.json がありません。", "There is no manifest.json in {shown}."),
        said!(
            "teitenが作った版のフォルダー（outかdraftsの中の2022q4など）を指定してください。",
            "Name the folder of an edition that teiten made, such as 2022q4 in `out` or `drafts`."
        ),
    )
    .of_site()
}
