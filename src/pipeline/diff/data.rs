//! An edition as it would be from either of two files of one delivery: what differs in the sums, in what the manuscript
//! prints, and in the finished reports.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::side::of_stage;
use super::{Difference, Side};
use crate::compare::{self, Print};
use crate::config::{self, Edition, Site};
use crate::finding::{Finding, Place, Said};
use crate::observe;
use crate::pipeline::order::Step;
use crate::pipeline::stage::{Stage, Wish};
use crate::question::{Observed, Plan};
use crate::said;

/// Compares the edition in `folder` with the file `old` of its observations and with `new` in its place; all absolute.
pub fn diff_data(folder: &Path, old: &Path, new: &Path, tell: &mut dyn FnMut(Step)) -> Difference {
    let mut difference = Difference::default();
    tell(Step::Reading);
    let config::Reading { site, edition, findings } = config::read(folder);
    difference.hinder(findings);
    let absent: Vec<_> = [old, new].into_iter().filter(|file| !file.is_file()).map(no_file).collect();
    let (Some(site), Some(edition), true) = (site, edition, absent.is_empty()) else {
        difference.findings.extend(absent);
        return difference;
    };
    let Some((source, rest)) = delivered(&site, old, new) else {
        difference.findings.push(no_source(&site));
        return difference;
    };
    let plan = compare::plan(&site.sources[source], edition.quarter);
    let from = |file: &Path| with(&site, source, &rest, file);
    let mut old = State::of(&from(old), &edition, &plan, &mut difference, tell);
    let mut new = State::of(&from(new), &edition, &plan, &mut difference, tell);
    let (before, after) = (std::mem::take(&mut old.findings), std::mem::take(&mut new.findings));
    difference.hinder(of_one(&before, &after, &said!("前に届いたデータ：", "The earlier data: ")));
    difference.hinder(of_one(&after, &before, &said!("後から届いたデータ：", "The later data: ")));
    if let (Some(before), Some(after)) = (&old.observed, &new.observed) {
        let delivery = compare::delivery(&plan, before, after);
        difference.delivery = Some((delivery, prints(&old.prints, &new.prints)));
        difference.compare(&old.side, &new.side);
    }
    difference
}

/// The edition from one of the files.
struct State {
    findings: Vec<Finding>,
    side: Side,
    prints: BTreeMap<Place, String>,
    /// What the source answered.
    observed: Option<Observed>,
}

impl State {
    fn of(
        site: &Site,
        edition: &Edition,
        plan: &Plan,
        difference: &mut Difference,
        tell: &mut dyn FnMut(Step),
    ) -> Self {
        let mut stage = Stage::set(site, edition, &Wish::default(), &mut observe::observe, tell);
        difference.coverage.append(&mut stage.coverage);
        tell(Step::Observing);
        let mut seen = observe::observe(site, std::slice::from_ref(plan));
        let mut findings = std::mem::take(&mut stage.findings);
        findings.append(&mut seen.findings);
        let side = of_stage(&stage);
        let prints = stage.composed.into_values().flat_map(|made| made.prints).collect();
        Self { findings, side, prints, observed: seen.observed.remove(&plan.source) }
    }
}

/// The findings of a state; `name` stands before those that the `other` has not.
fn of_one(own: &[Finding], other: &[Finding], name: &Said) -> Vec<Finding> {
    let named = |finding: &Finding| {
        let what = Said {
            ja: format!("{}{}", name.ja, finding.what.ja),
            en: format!("{}{}", name.en, finding.what.en),
        };
        if other.contains(finding) { finding.clone() } else { Finding { what, ..finding.clone() } }
    };
    own.iter().map(named).collect()
}

/// The source that reads `old` or `new`, and its other files. Where none does, the only one of the site, if it reads no
/// more than one file, which is the one they would replace.
fn delivered<'a>(site: &'a Site, old: &Path, new: &Path) -> Option<(&'a str, Vec<PathBuf>)> {
    let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let pair = [real(old), real(new)];
    let files = |name: &String| observe::files_of(site, &site.sources[name]);
    for name in site.sources.keys() {
        let (own, rest): (Vec<_>, Vec<_>) =
            files(name).into_iter().partition(|file| pair.contains(&real(file)));
        if !own.is_empty() {
            return Some((name, rest));
        }
    }
    let name = site.sources.keys().next().filter(|name| site.sources.len() == 1 && files(name).len() <= 1)?;
    Some((name, Vec::new()))
}

/// `site` with `file` beside `rest` as the files of `source`.
fn with(site: &Site, source: &str, rest: &[PathBuf], file: &Path) -> Site {
    let mut site = site.clone();
    if let Some(source) = site.sources.get_mut(source) {
        let files = rest.iter().map(PathBuf::as_path).chain([file]);
        source.files = files.map(|file| file.to_string_lossy().into_owned()).collect();
    }
    site
}

/// Bindings that do not print the same, in the order of the manuscript.
fn prints(old: &BTreeMap<Place, String>, new: &BTreeMap<Place, String>) -> Vec<Print> {
    let mut places: Vec<&Place> = old.keys().chain(new.keys()).collect();
    places.sort();
    places.dedup();
    let print = |place: &Place| Print {
        place: place.clone(),
        old: old.get(place).cloned(),
        new: new.get(place).cloned(),
    };
    places.into_iter().map(print).filter(|print| print.old != print.new).collect()
}

fn no_file(path: &Path) -> Finding {
    Finding::error(
        "diff-no-file",
        Place::file(path.to_string_lossy()),
        said!("このファイルがありません。", "There is no such file."),
        said!(
            "--dataには、前に届いたファイルと、後から届いたファイルを、この順に指定してください。",
            "Give --data the file that was delivered first, then the later one."
        ),
    )
    .of_site()
}

fn no_source(site: &Site) -> Finding {
    let names = site.sources.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
    Finding::error(
        "diff-source",
        Place::file("teiten.toml"),
        said!(
            "二つのファイルのどちらも、ソース（{names}）のfilesに当たらないので、どれを置き換えるのかわかりません。",
            "Neither file is among the files of a source ({names}), so it is not known which one they replace."
        ),
        said!(
            "後から届いたファイルを、filesの読む場所に、置き換える前のファイルの代わりに置いてください。",
            "Put the later file where files reads it, in place of the one that it replaces."
        ),
    )
    .of_site()
}
