//! An edition as the list of all tells it: everything worded.

use super::top::{Top, top};
use super::value::{Shelved, updated, withdrawal};
use crate::config::{RevisionKind, Site};
use crate::lang::Lang;
use crate::publish::{Manifest, Revised};
use crate::quarter::{Day, Quarter};
use crate::words::{Words, fill};

/// An edition in the list.
pub(super) struct Entry {
    /// Its quarter.
    pub(super) quarter: Quarter,
    /// Its language, where that is not the list's.
    pub(super) lang: Option<Lang>,
    /// Its page; none of what was made before teiten.
    pub(super) href: Option<String>,
    /// Its period.
    pub(super) period: String,
    /// Its title, where that is not the site's.
    pub(super) title: Option<String>,
    /// Its version.
    pub(super) version: Option<String>,
    /// When it was published.
    pub(super) date: Option<Dated>,
    /// When and why there is this version after another.
    pub(super) changed: Option<String>,
    /// That it is withdrawn.
    pub(super) mark: Option<String>,
    /// What there is to say of it.
    pub(super) sentences: Vec<String>,
    /// Its first ranks.
    pub(super) top: Option<Top>,
    /// Its PDF.
    pub(super) pdf: Option<Link>,
    /// Its page in other languages.
    pub(super) others: Vec<Link>,
    /// Its versions, once there is more than one.
    pub(super) versions: Vec<Version>,
}

/// A day and how it is printed.
pub(super) struct Dated {
    pub(super) day: Day,
    pub(super) text: String,
}

/// A link to a page or a file.
pub(super) struct Link {
    pub(super) href: String,
    pub(super) text: String,
    pub(super) lang: Lang,
}

/// A version with an address of its own.
pub(super) struct Version {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) date: Dated,
    /// What changed.
    pub(super) what: Option<String>,
}

/// `shelved` in the first language of `site`, whose words these are.
pub(super) fn entry(site: &Site, words: &Words, shelved: &Shelved) -> Entry {
    let manifest = &shelved.manifest;
    let lang = shelved.lang(&site.lang);
    let report = shelved.reports.get(&lang);
    let period = words.quarter(shelved.quarter);
    let out = !shelved.is_withdrawn();
    let revision = manifest.revision.as_ref().filter(|_| out);
    Entry {
        quarter: shelved.quarter,
        href: Some(shelved.page(&lang)),
        title: report.map(|report| report.front.title.clone()).filter(|own| *own != title(site)),
        version: out.then(|| version(words, &manifest.version)),
        date: out.then(|| Dated {
            day: manifest.date,
            text: fill(&words.labels.published, &[("date", &words.full_day(manifest.date))]),
        }),
        changed: revision.map(|revision| changed(words, revision)),
        mark: (!out).then(|| words.labels.withdrawal.clone()),
        sentences: if out { Vec::new() } else { withdrawn(words, manifest) },
        top: report.filter(|_| out).and_then(top),
        pdf: shelved.pdf(&lang).map(|href| Link {
            href,
            text: fill(&words.archive.pdf, &[("period", &period)]),
            lang: lang.clone(),
        }),
        others: others(shelved, &lang),
        versions: versions(words, shelved, &period),
        lang: (lang != site.lang).then_some(lang),
        period,
    }
}

/// The title of a site's reports, in its first language.
pub(super) fn title(site: &Site) -> String {
    site.title.get(&site.lang).cloned().unwrap_or_default()
}

fn version(words: &Words, version: &str) -> String {
    fill(&words.labels.version, &[("version", version)])
}

fn kind(words: &Words, kind: RevisionKind) -> &str {
    match kind {
        RevisionKind::Correction => &words.labels.correction,
        RevisionKind::Revision => &words.labels.revision,
        RevisionKind::Withdrawal => &words.labels.withdrawal,
    }
}

fn changed(words: &Words, revision: &Revised) -> String {
    let (kind, date) = (kind(words, revision.kind), words.full_day(revision.date));
    fill(&words.archive.changed, &[("kind", kind), ("date", &date)])
}

/// That and why the edition of `manifest` was withdrawn, as its page says it.
fn withdrawn(words: &Words, manifest: &Manifest) -> Vec<String> {
    let Some((day, reason)) = withdrawal(manifest) else { return Vec::new() };
    let labels = &words.labels;
    vec![
        fill(&labels.withdrawn, &[("date", &words.full_day(day))]),
        fill(&labels.withdrawn_reason, &[("reason", reason)]),
    ]
}

/// Its pages in other languages than `lang`, called as they call themselves.
fn others(shelved: &Shelved, lang: &Lang) -> Vec<Link> {
    let other = |(own, report): (&Lang, &crate::report::Report)| Link {
        href: shelved.page(own),
        text: report.front.document_title.clone(),
        lang: own.clone(),
    };
    shelved.reports.iter().filter(|(own, _)| *own != lang).map(other).collect()
}

fn versions(words: &Words, shelved: &Shelved, period: &str) -> Vec<Version> {
    if shelved.versions.len() < 2 {
        return Vec::new();
    }
    let line = |manifest: &Manifest| {
        let (name, day) = (version(words, &manifest.version), updated(manifest));
        let what = manifest.revision.as_ref().map(|Revised { kind: of, what, .. }| {
            fill(&words.labels.revised, &[("kind", kind(words, *of)), ("what", what)])
        });
        Version {
            href: format!("{}/v{}/index.html", shelved.quarter, manifest.version),
            name: fill(&words.archive.version_of, &[("period", period), ("version", &name)]),
            date: Dated { day, text: words.full_day(day) },
            what,
        }
    };
    shelved.versions.iter().map(line).collect()
}
