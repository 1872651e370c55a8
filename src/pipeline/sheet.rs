//! Makes the approver's sheet of an edition: everything a build does up to the finished report, the proof-reader, then
//! `sheet` and the typesetter.
//!
//! It lies in `drafts` beside the editions' folders, not in one: an edition's folder is replaced as a whole, is listed
//! in its manifest and goes out as it is, and a sheet is for the house alone.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::kept::Kept;
use super::order::{Failure, Step};
use super::output;
use super::proof;
use super::stage::{Stage, Wish};
use crate::config::{self, Edition, Site};
use crate::finding::{Finding, Said, refused};
use crate::fonts::Fonts;
use crate::sheet::{self, Sheet, Text};
use crate::typeset::{self, Paper, Printed};
use crate::{check, observe, publish, said};

/// Nobody reads more before signing.
const PAGES: usize = 2;
/// How many rows a section may have, the first that fits on the pages.
const ROWS: [usize; 17] = [200, 170, 145, 125, 105, 90, 75, 62, 50, 40, 32, 25, 18, 12, 7, 3, 1];

/// What is wanted of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Its value alone; nothing is written.
    Value,
    /// A PDF beside the site's drafts.
    Beside,
    /// A PDF in this file, absolute.
    At(PathBuf),
}

/// What becomes of a sheet.
#[derive(Debug, Default)]
pub struct Sheeted {
    /// Everything that a build and the proof-reader find.
    pub findings: Vec<Finding>,
    /// What was read, in five lines or fewer.
    pub coverage: Vec<Said>,
    /// The sheet with nothing left out; none where the edition cannot be built.
    pub sheet: Option<Sheet>,
    /// The PDF on disk.
    pub laid: Option<Laid>,
    /// Why there is none, where no finding says so.
    pub failure: Option<Failure>,
}

/// A sheet on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Laid {
    /// Its file.
    pub file: PathBuf,
    /// The number of its pages.
    pub pages: usize,
    /// Whether something had to be left out, which it says.
    pub cut: bool,
    /// Whether a byte of it was changed.
    pub changed: bool,
}

/// Makes the sheet of the edition in `folder`, absolute; `tell` hears each step before it begins.
pub fn sheet(folder: &Path, wanted: &Wanted, tell: &mut dyn FnMut(Step)) -> Sheeted {
    tell(Step::Reading);
    let config::Reading { site, edition, findings } = config::read(folder);
    let mut sheeted = Sheeted { findings, ..Sheeted::default() };
    let (Some(site), Some(edition)) = (site, edition) else { return sheeted };
    let wish = Wish { beneath: Some(check::questions), ..Wish::default() };
    let mut stage = Stage::set(&site, &edition, &wish, &mut observe::observe, tell);
    sheeted.findings.append(&mut stage.findings);
    sheeted.coverage = std::mem::take(&mut stage.coverage);
    if refused(&sheeted.findings) || stage.reports().count() < edition.langs.len() {
        return sheeted;
    }

    let kept = kept(&stage);
    let made = value(&stage, &kept, &mut sheeted, tell);
    match lay(&stage, &kept, &made, wanted, tell) {
        Ok(laid) => sheeted.laid = laid,
        Err(failure) => sheeted.failure = Some(failure),
    }
    sheeted.sheet = Some(made);
    sheeted
}

/// Where something of the edition's sheets lies on the shelf of drafts.
fn place(edition: &Edition, ending: &str) -> String {
    format!("sheets/{}.{ending}", edition.quarter)
}

fn kept(stage: &Stage<'_>) -> Kept {
    let reports = stage.reports().map(|(lang, report)| (lang.clone(), report.clone())).collect();
    Kept::next(&stage.site.drafts.join(place(stage.edition, "json")), reports)
}

/// The sheet's value, after the proof-reader has read.
fn value(stage: &Stage<'_>, kept: &Kept, sheeted: &mut Sheeted, tell: &mut dyn FnMut(Step)) -> Sheet {
    tell(Step::Checking);
    let checked = proof::check(stage, &mut sheeted.findings);
    let text = |lang| {
        let (made, job) = (stage.composed.get(lang)?, stage.job(lang)?);
        let (report, checked) = (made.report.as_ref()?, checked.get(lang)?);
        Some(Text { job, report, digest: output::identity(report), prints: &made.prints, checked })
    };
    sheet::sheet(&sheet::Job {
        site: stage.site,
        edition: stage.edition,
        texts: stage.edition.langs.iter().filter_map(text).collect(),
        findings: &sheeted.findings,
        coverage: &sheeted.coverage,
        answers: &stage.answers,
        before: kept.before(),
    })
}

/// Brings the sheet to disk, then the record of it: should that fail, the sheet made again is the same.
fn lay(
    stage: &Stage<'_>,
    kept: &Kept,
    sheet: &Sheet,
    wanted: &Wanted,
    tell: &mut dyn FnMut(Step),
) -> Result<Option<Laid>, Failure> {
    if *wanted == Wanted::Value {
        return Ok(None);
    }
    tell(Step::Typesetting);
    let (Printed { pdf, pages }, cut) = printed(sheet, &stage.fonts, &images(stage))?;
    tell(Step::Publishing);
    let Site { drafts, id, .. } = stage.site;
    let record = (place(stage.edition, "json"), kept.bytes());
    let (file, changed) = match wanted {
        Wanted::At(file) => {
            let changed = publish::replace(file, &pdf)?;
            publish::beside(drafts, id, &[record])?;
            (file.clone(), changed)
        }
        Wanted::Beside | Wanted::Value => {
            let path = place(stage.edition, "pdf");
            (drafts.join(&path), publish::beside(drafts, id, &[(path, pdf), record])?)
        }
    };
    Ok(Some(Laid { file, pages, cut, changed }))
}

/// The pictures of the edition, by the files that the sheet names.
fn images(stage: &Stage<'_>) -> BTreeMap<String, Vec<u8>> {
    let of_lang = |(lang, reading): (_, &crate::manuscript::Reading)| {
        let pictures = reading.manuscript.pictures.values();
        pictures
            .map(|picture| (format!("{lang}/{}", picture.file), picture.bytes.clone()))
            .collect::<Vec<_>>()
    };
    stage.manuscripts.iter().flat_map(of_lang).collect()
}

/// As much of the sheet as fits on its pages, and whether something was left out.
fn printed(
    sheet: &Sheet,
    fonts: &Fonts,
    images: &BTreeMap<String, Vec<u8>>,
) -> Result<(Printed, bool), Failure> {
    let most = sheet.longest();
    let fewer = ROWS.into_iter().filter(|rows| *rows < most);
    let mut tries = (most <= ROWS[0]).then_some(most).into_iter().chain(fewer).peekable();
    while let Some(rows) = tries.next() {
        let paper = sheet.on_paper(rows, fonts);
        let printed = typeset::print(&Paper { sheet: &paper, fonts, images }).map_err(ours)?;
        if printed.pages <= PAGES || tries.peek().is_none() {
            return Ok((printed, rows < most));
        }
    }
    Err(Failure::Ours(said!("承認者への一枚に載せるものがありません", "there is nothing to set")))
}

fn ours(failure: typeset::Failure) -> Failure {
    Failure::Ours(said!(
        "承認者への一枚を組めませんでした：{failure}",
        "The approver's sheet could not be typeset: {failure}"
    ))
}
