//! Withdrawal: the addresses of an edition answer with the reason; what they held leaves. Nothing is read but its
//! settings and the manifest in `out`, so that it can be withdrawn whatever has become of its data.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::order::{Done, Failure, Step};
use super::publication::{Issued, change_edition, change_record, told, unfinished, unseen};
use super::revision::{begun, listed};
use super::site::with_archive;
use crate::config::{self, Edition, Revision, RevisionKind, Site, Status, rewrite};
use crate::finding::{Finding, Level, refused};
use crate::lang::Lang;
use crate::publish::{self, MANIFEST, Manifest, Revised};
use crate::quarter::{Day, Quarter};
use crate::{look, render, report, said};

/// Withdraws the edition in `folder` on `day` for the reason `reason`. A run that ends between its writes is completed by
/// the next.
pub fn withdraw(folder: &Path, reason: &str, day: Day, tell: &mut dyn FnMut(Step)) -> Done<Issued> {
    tell(Step::Reading);
    let config::Reading { site, edition, mut findings } = config::read(folder);
    let (Some(site), Some(edition)) = (site, edition) else { return Done::found(findings) };
    let manifest = manifest(&site, edition.quarter);
    findings.extend(manifest.is_none().then(|| unpublished(&edition)));
    findings.extend(unseen(&edition, "--reason", reason));
    findings.extend(untold(&edition));
    let Some(manifest) = manifest.filter(|_| !refused(&findings)) else { return Done::found(findings) };
    tell(Step::Publishing);
    let done = Done::found(findings).ended(write(&site, &edition, manifest, reason, day).map(Some));
    with_archive(done, &site)
}

/// What is out of the edition.
pub(super) fn manifest(site: &Site, edition: Quarter) -> Option<Manifest> {
    manifest_in(&site.out.join(edition.to_string())).filter(|manifest| manifest.site == site.id)
}

fn manifest_in(folder: &Path) -> Option<Manifest> {
    serde_json::from_slice(&fs::read(folder.join(MANIFEST)).ok()?).ok()
}

/// The manifests of the versions that lie in `folder`.
fn versions(folder: &Path) -> Vec<Manifest> {
    let inside = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    inside.filter_map(|entry| manifest_in(&entry.path())).collect()
}

/// `manifest` with the languages, too, that only earlier versions have: their addresses answer as well.
fn widened(manifest: Manifest, versions: &[Manifest]) -> Manifest {
    let mut earlier: BTreeSet<_> = versions.iter().flat_map(|version| version.langs.clone()).collect();
    earlier.retain(|lang| !manifest.langs.contains(lang));
    let mut page = manifest.page.clone();
    for version in versions.iter().filter(|version| version.langs.iter().any(|lang| earlier.contains(lang))) {
        let names = version.page.iter().filter(|(lang, _)| earlier.contains(lang));
        page.extend(names.map(|(lang, name)| (lang.clone(), name.clone())));
    }
    let langs = manifest.langs.iter().cloned().chain(earlier).collect();
    Manifest { langs, page, pdf: BTreeMap::new(), ..manifest }
}

/// What the page was ever called in `lang`: each of these addresses answers.
fn pages(lang: &Lang, manifest: &Manifest, versions: &[Manifest]) -> BTreeSet<String> {
    let having = versions.iter().filter(|version| version.langs.contains(lang));
    having.chain([manifest]).map(|version| version.page_name(lang).to_owned()).collect()
}

fn write(
    site: &Site,
    edition: &Edition,
    manifest: Manifest,
    reason: &str,
    day: Day,
) -> Result<Issued, Failure> {
    let version = manifest.version.clone();
    let versions = versions(&site.out.join(&manifest.edition));
    let manifest = widened(manifest, &versions);
    let css = site.css.as_deref().unwrap_or(look::CSS);
    let mut files = Vec::new();
    for lang in &manifest.langs {
        let Some(page) = report::withdrawn(site, edition, lang, day, reason) else { continue };
        let made = render::withdrawn(&page, &pages(lang, &manifest, &versions), css).into_iter();
        files.extend(made.map(|file| (manifest.place(lang, &file.path), file.bytes)));
    }
    let revision = Some(Revised { kind: RevisionKind::Withdrawal, date: day, what: reason.to_owned() });
    let manifest = Manifest { status: Status::Withdrawn.name().to_owned(), revision, ..manifest };
    let record = || {
        if site.published.iter().any(|rank| rank.edition == edition.quarter) {
            change_record(site, |record| config::withdrawn(record, edition.quarter))?;
        }
        if tells(edition, &version) {
            return Ok(());
        }
        change_edition(edition, |text| changed(text, site, edition, (&version, day, reason)))
    };
    let issued = publish::withdraw(&publish::Job { shelf: &site.out, manifest, files: &files }, || {
        record().map_err(unfinished)
    })?;
    Ok(told(site, edition, version.clone(), issued))
}

/// Whether the settings of `edition` say already that its `version` is withdrawn.
fn tells(edition: &Edition, version: &str) -> bool {
    let told = |entry: &Revision| entry.kind == Some(RevisionKind::Withdrawal) && entry.version == version;
    edition.status == Status::Withdrawn || edition.version != version && edition.history.iter().any(told)
}

/// `edition.toml` of the withdrawn edition, with an entry of its history. A draft of the next version stays one.
fn changed(
    text: &str,
    site: &Site,
    edition: &Edition,
    (version, day, reason): (&str, Day, &str),
) -> Option<String> {
    let quoted = rewrite::quoted;
    let text = if edition.version == version {
        rewrite::with_value(text, "status", &quoted(Status::Withdrawn.name()))?
    } else {
        text.to_owned()
    };
    let kind = quoted(RevisionKind::Withdrawal.name(&site.lang));
    let (version, what) = (quoted(version), quoted(reason));
    let begun = begun(site, edition);
    let entry =
        format!("{begun}\n[[history]]\nversion = {version}\ndate = {day}\nkind = {kind}\nwhat = {what}\n");
    rewrite::with_end(&text, &entry).or(Some(text))
}

/// That the history cannot tell of it. That the edition is withdrawn matters more.
fn untold(edition: &Edition) -> Option<Finding> {
    let text = fs::read_to_string(edition.root.join("edition.toml")).ok()?;
    let takes = rewrite::with_end(&text, "[[history]]\n").is_some();
    (!takes).then(|| Finding { level: Level::Warning, ..listed(edition) })
}

fn unpublished(edition: &Edition) -> Finding {
    let quarter = edition.quarter;
    Finding::error(
        "withdraw-unpublished",
        edition.place.clone(),
        said!("{quarter}は、outにありません。", "There is no {quarter} in out."),
        said!(
            "取り下げられるのは、公開した版だけです。teiten.tomlのoutを確かめてください。",
            "Only what is published can be withdrawn. Check out in teiten.toml."
        ),
    )
}
