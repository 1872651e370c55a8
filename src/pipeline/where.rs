//! Finds where something was written that a reader points at: everything a build does up to the finished report, and
//! nothing is written.

use std::path::Path;

use super::order::Step;
use super::output;
use super::stage::{Stage, Wish};
use crate::config;
use crate::finding::{Finding, Level, Place, Said, nearest};
use crate::lang::Lang;
use crate::report::{self, Report, Spot};
use crate::{observe, said};

/// What is sought.
#[derive(Clone, Copy, Debug)]
pub struct Sought<'a> {
    /// What the reader points at, as written: `¶12`, `en:12`, `表1`, `2.1`, `top_ports`.
    pub spot: &'a str,
    /// The digest, or how it begins, of the draft that the reader has.
    pub build: Option<&'a str>,
}

/// Where it stands, and what is to be known of that.
#[derive(Debug, Default)]
pub struct Whereabouts {
    /// What keeps the edition from being made, and what makes the answer doubtful.
    pub findings: Vec<Finding>,
    /// What was read, in five lines or fewer.
    pub coverage: Vec<Said>,
    /// What was found; none where findings say why.
    pub found: Option<Found>,
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// In which language of the edition.
    pub lang: Lang,
    /// It.
    pub spot: Spot,
    /// What the draft calls itself now.
    pub build: String,
    /// Whether the edition is another than the one that the reader has, if that was asked.
    pub changed: Option<bool>,
}

/// Seeks in the edition in `folder`, absolute; `tell` hears each step before it begins.
pub fn whereabouts(folder: &Path, sought: Sought<'_>, tell: &mut dyn FnMut(Step)) -> Whereabouts {
    tell(Step::Reading);
    let config::Reading { site, edition, findings } = config::read(folder);
    let (Some(site), Some(edition)) = (site, edition) else {
        return Whereabouts { findings, ..Whereabouts::default() };
    };
    let stage = Stage::set(&site, &edition, &Wish::default(), &mut observe::observe, tell);
    let told = findings.into_iter().chain(stage.findings.iter().cloned());
    let mut findings: Vec<_> = told.filter(|finding| finding.level == Level::Error).collect();
    let found = seek(&stage, sought, &mut findings);
    Whereabouts { findings, coverage: stage.coverage, found }
}

fn seek(stage: &Stage<'_>, sought: Sought<'_>, findings: &mut Vec<Finding>) -> Option<Found> {
    let builds: Vec<_> =
        stage.reports().map(|(lang, report)| (lang, report, output::identity(report))).collect();
    let build = sought.build.map(str::to_ascii_lowercase);
    let is_read = |digest: &str| build.as_ref().map(|build| digest.starts_with(build.as_str()));
    let (lang, point) = cut(sought.spot, &stage.edition.langs);
    // A digest says by itself of which language the reader's copy is.
    let read = || builds.iter().find(|(_, _, digest)| is_read(digest) == Some(true)).map(|(lang, ..)| *lang);
    let lang = lang.or_else(read).or(stage.edition.langs.first())?;
    let (_, report, digest) = builds.iter().find(|(known, ..)| *known == lang)?;
    let spots = report::spots(report);
    let Some(spot) = report::found(&spots, point) else {
        findings.push(unknown(point, &stage.edition.place, report, &spots));
        return None;
    };
    let now = output::short(digest);
    let changed = is_read(digest).map(|same| !same);
    if changed == Some(true) {
        let written = !spot.place.file.is_empty();
        let place = if written { &spot.place } else { &stage.edition.place };
        findings.push(other(sought.build.unwrap_or_default(), place));
    }
    Some(Found { lang: lang.clone(), spot: spot.clone(), build: now.to_owned(), changed })
}

/// The language that `spot` begins with, `en:12`, where it names one of the edition's, and the rest.
fn cut<'a, 'l>(spot: &'a str, langs: &'l [Lang]) -> (Option<&'l Lang>, &'a str) {
    let named = spot.split_once([':', '：']).and_then(|(code, rest)| {
        let lang = langs.iter().find(|lang| lang.code() == code.trim())?;
        Some((Some(lang), rest))
    });
    named.unwrap_or((None, spot))
}

/// Nothing is called so.
fn unknown(point: &str, place: &Place, report: &Report, spots: &[Spot]) -> Finding {
    let point = point.trim();
    let last = spots.iter().rev().find(|spot| spot.name.starts_with('¶')).map(|spot| spot.name.as_str());
    let others = spots.iter().filter(|spot| !spot.name.starts_with('¶'));
    let near = nearest(point, others.flat_map(|spot| [spot.name.as_str(), spot.id.as_str()]));
    let numbers = match last {
        Some(last) => said!("段落番号は¶1～{last}です。", "Paragraphs are ¶1 to {last}."),
        None => said!(
            "段落番号は、公開前の版にだけ付きます。",
            "Only an edition that is not published has numbers of paragraphs."
        ),
    };
    let near = match near {
        Some(near) => said!("「{near}」ではありませんか。", "Did you mean “{near}”? "),
        None => said!("", ""),
    };
    let (ja, en, lang) = (near.ja + &numbers.ja, near.en + &numbers.en, &report.lang);
    Finding::error(
        "where-unknown",
        place.clone(),
        said!(
            "「{point}」は、この版（{lang}）にありません。",
            "There is no “{point}” in this edition ({lang})."
        ),
        said!(
            "{ja}図表は「表1」「図2」、見出しは「2.1」のように書くか、idを書いてください。",
            "{en} Name tables and figures as they are printed, such as Table 1, headings such as 2.1, or any of them by its id."
        ),
    )
}

/// The reader has another build than the one that was searched.
fn other(read: &str, place: &Place) -> Finding {
    Finding::warning(
        "where-changed",
        place.clone(),
        said!(
            "照合番号{read}は、いまの版のものではありません。原稿かデータが変わっていて、段落番号がずれているかもしれません。",
            "{read} is not the build of this edition as it is now. Manuscript or data may have changed, and numbers of paragraphs moved."
        ),
        said!(
            "引用された言葉が、書き込みのある段落と同じか、確かめてください。違えば、前後の番号も調べてください。",
            "Compare the quoted words with the paragraph that was remarked on; if they differ, ask for the numbers around it."
        ),
    )
}
