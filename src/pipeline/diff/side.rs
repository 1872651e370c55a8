//! One side of a comparison: a folder comes in, its finished reports go out: read, where it holds what was built, or
//! composed now.

use std::fs;
use std::path::Path;

use super::{Difference, Side};
use crate::config::{self, Status};
use crate::digest::digest;
use crate::finding::{Finding, Level, Place};
use crate::lang::Lang;
use crate::observe;
use crate::pipeline::order::Step;
use crate::pipeline::output::REPORT;
use crate::pipeline::stage::{Stage, Wish};
use crate::publish::{FORMAT, MANIFEST, Manifest};
use crate::report::Report;
use crate::said;

/// The reports of `folder`; none where what is wrong with it is told.
pub(super) fn side(folder: &Path, difference: &mut Difference, tell: &mut dyn FnMut(Step)) -> Option<Side> {
    if folder.join(MANIFEST).is_file() {
        built(folder, &mut difference.findings)
    } else if folder.join("edition.toml").is_file() {
        composed(folder, difference, tell)
    } else {
        difference.findings.push(nothing(folder));
        None
    }
}

/// Composes the edition in `folder`.
fn composed(folder: &Path, difference: &mut Difference, tell: &mut dyn FnMut(Step)) -> Option<Side> {
    tell(Step::Reading);
    let config::Reading { site, edition, findings } = config::read(folder);
    difference.hinder(findings);
    let (site, edition) = (site?, edition?);
    let mut stage = Stage::set(&site, &edition, &Wish::default(), &mut observe::observe, tell);
    difference.hinder(std::mem::take(&mut stage.findings));
    difference.coverage.append(&mut stage.coverage);
    let side = of_stage(&stage);
    (!side.is_empty()).then_some(side)
}

/// The finished reports on `stage`.
pub(super) fn of_stage(stage: &Stage<'_>) -> Side {
    let report = |lang: &Lang| Some((lang.clone(), stage.composed.get(lang)?.report.clone()?));
    stage.edition.langs.iter().filter_map(report).collect()
}

impl Difference {
    /// Keeps those of `findings` that keep an edition from being made; all others are no matter of a comparison.
    pub(super) fn hinder(&mut self, findings: Vec<Finding>) {
        let errors = findings.into_iter().filter(|finding| finding.level == Level::Error);
        let fresh: Vec<_> = errors.filter(|finding| !self.findings.contains(finding)).collect();
        self.findings.extend(fresh);
    }
}

/// Reads what was built into `folder`.
fn built(folder: &Path, findings: &mut Vec<Finding>) -> Option<Side> {
    let path = folder.join(MANIFEST);
    let manifest = fs::read(&path).ok().and_then(|bytes| serde_json::from_slice::<Manifest>(&bytes).ok());
    // A language is a name of a folder here.
    let sound = |manifest: &Manifest| {
        manifest.format <= FORMAT && manifest.langs.iter().all(|lang| Lang::new(lang.code()).is_some())
    };
    let Some(manifest) = manifest.filter(sound) else {
        findings.push(unreadable(&path));
        return None;
    };
    if manifest.status == Status::Withdrawn.name() && !folder.join(REPORT).exists() {
        findings.push(withdrawn(&path));
        return None;
    }
    let mut side = Vec::new();
    for (at, lang) in manifest.langs.iter().enumerate() {
        let below = if at == 0 { folder.to_owned() } else { folder.join(lang.code()) };
        side.push((lang.clone(), report(&below.join(REPORT), manifest.reports.get(lang), findings)?));
    }
    Some(side)
}

fn report(path: &Path, expected: Option<&String>, findings: &mut Vec<Finding>) -> Option<Report> {
    let Ok(bytes) = fs::read(path) else {
        findings.push(missing(path));
        return None;
    };
    let report = serde_json::from_slice::<Report>(&bytes).ok().filter(|report| report.format == 1);
    match &report {
        None => findings.push(unreadable(path)),
        Some(_) if expected != Some(&digest(&bytes)) => findings.push(altered(path)),
        Some(_) => {}
    }
    report
}

fn place(path: &Path) -> Place {
    Place::file(path.to_string_lossy())
}

fn nothing(folder: &Path) -> Finding {
    Finding::error(
        "diff-nothing",
        place(folder),
        said!(
            "比べるものがありません。このフォルダーには、edition.tomlもmanifest.jsonもありません。",
            "There is nothing to compare: this folder holds neither an edition.toml nor a manifest.json."
        ),
        said!(
            "版のフォルダー（2022q4など）か、buildが書き出したフォルダー（drafts/2022q4など）を指定してください。",
            "Name the folder of an edition (2022q4) or one that a build wrote (drafts/2022q4)."
        ),
    )
    .of_site()
}

fn withdrawn(path: &Path) -> Finding {
    Finding::error(
        "diff-withdrawn",
        place(path),
        said!(
            "この版は取り下げられ、比べるレポートは残っていません。",
            "This edition has been withdrawn; no report is left of it to compare."
        ),
        said!(
            "版のフォルダーか、取り下げる前の控えを指定してください。",
            "Name the edition's own folder, or a copy from before the withdrawal."
        ),
    )
}

fn missing(path: &Path) -> Finding {
    Finding::error(
        "diff-report-missing",
        place(path),
        said!(
            "完成レポート（report.json）がありません。これを書き出さなかったころのteitenが作った版です。",
            "There is no finished report (report.json): the edition was built by a teiten that did not write one."
        ),
        said!(
            "もう一度buildするか、版のフォルダーを指定してください。",
            "Build the edition again, or name the edition's own folder."
        ),
    )
}

fn unreadable(path: &Path) -> Finding {
    Finding::error(
        "diff-unreadable",
        place(path),
        said!(
            "teitenのファイルとして読めません。壊れているか、より新しいteitenが書いたものです。",
            "This cannot be read as a file of teiten: it is damaged, or a newer teiten wrote it."
        ),
        said!(
            "もう一度buildするか、新しいteitenをお使いください。",
            "Build the edition again, or use the newer teiten."
        ),
    )
}

fn altered(path: &Path) -> Finding {
    Finding::warning(
        "diff-altered",
        place(path),
        said!(
            "このファイルのSHA-256は、manifest.jsonにあるものと異なります。書き出した後に変えられています。",
            "The SHA-256 of this file is not the one in manifest.json: it was changed after it was built."
        ),
        said!(
            "このまま比べました。もとの版と比べるときは、もう一度buildしてください。",
            "It was compared as it is. Build the edition again to compare what was built."
        ),
    )
}
