//! Withdrawal: the addresses of an edition answer with the reason; what they held leaves. Nothing is read but its
//! settings and the manifest in `out`, so that it can be withdrawn whatever has become of its data.

use std::fs;
use std::path::Path;

use super::order::{Done, Failure, Step};
use super::publication::{Issued, change_edition, change_record, told};
use super::site::with_archive;
use crate::config::{self, Edition, RevisionKind, Site, Status, rewrite};
use crate::finding::{Finding, refused};
use crate::fonts::is_hidden;
use crate::publish::{self, MANIFEST, Manifest, Revised};
use crate::quarter::Day;
use crate::{look, render, report, said};

/// Withdraws the edition in `folder` on `day` for the reason `reason`. A run that ends between its writes is completed by
/// the next.
pub fn withdraw(folder: &Path, reason: &str, day: Day, tell: &mut dyn FnMut(Step)) -> Done<Issued> {
    tell(Step::Reading);
    let config::Reading { site, edition, mut findings } = config::read(folder);
    let (Some(site), Some(edition)) = (site, edition) else { return Done::found(findings) };
    let manifest = manifest(&site, &edition);
    findings.extend(manifest.is_none().then(|| unpublished(&edition)));
    findings.extend(unseen(&edition, reason));
    let Some(manifest) = manifest.filter(|_| !refused(&findings)) else { return Done::found(findings) };
    tell(Step::Publishing);
    let done = Done::found(findings).ended(write(&site, &edition, manifest, reason, day).map(Some));
    with_archive(done, &site)
}

/// What is out of the edition.
fn manifest(site: &Site, edition: &Edition) -> Option<Manifest> {
    let path = site.out.join(edition.quarter.to_string()).join(MANIFEST);
    serde_json::from_slice(&fs::read(path).ok()?).ok().filter(|manifest: &Manifest| manifest.site == site.id)
}

fn write(
    site: &Site,
    edition: &Edition,
    manifest: Manifest,
    reason: &str,
    day: Day,
) -> Result<Issued, Failure> {
    let (version, first) = (manifest.version.clone(), manifest.langs.first().cloned());
    let css = site.css.as_deref().unwrap_or(look::CSS);
    let mut files = Vec::new();
    for lang in &manifest.langs {
        let Some(page) = report::withdrawn(site, edition, lang, day, reason) else { continue };
        let below = if first.as_ref() == Some(lang) { String::new() } else { format!("{lang}/") };
        let made = render::withdrawn(&page, css).into_iter();
        files.extend(made.map(|file| (format!("{below}{}", file.path), file.bytes)));
    }
    let revision = Revised { kind: RevisionKind::Withdrawal, date: day, what: reason.to_owned() };
    let manifest =
        Manifest { status: Status::Withdrawn.name().to_owned(), revision: Some(revision), ..manifest };
    let issued = publish::withdraw(&publish::Job { shelf: &site.out, manifest, files: &files })?;
    if site.published.iter().any(|rank| rank.edition == edition.quarter) {
        change_record(site, |record| config::withdrawn(record, edition.quarter))?;
    }
    if edition.status != Status::Withdrawn {
        change_edition(edition, |text| changed(text, site, (&version, day, reason)))?;
    }
    Ok(told(site, edition, issued))
}

/// `edition.toml` of the withdrawn edition, with an entry of its history.
fn changed(text: &str, site: &Site, (version, day, reason): (&str, Day, &str)) -> Option<String> {
    let quoted = rewrite::quoted;
    let text = rewrite::with_value(text, "status", &quoted(Status::Withdrawn.name()))?;
    let kind = quoted(RevisionKind::Withdrawal.name(&site.lang));
    let (version, what) = (quoted(version), quoted(reason));
    let entry = format!("\n[[history]]\nversion = {version}\ndate = {day}\nkind = {kind}\nwhat = {what}\n");
    // A history that is one list cannot take an entry; that the edition is withdrawn matters more.
    rewrite::with_end(&text, &entry).or(Some(text))
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

/// A character in the reason that nobody sees.
fn unseen(edition: &Edition, reason: &str) -> Option<Finding> {
    let hidden = reason.chars().find(|c| is_hidden(*c) || c.is_control())?;
    let code = u32::from(hidden);
    Some(Finding::error(
        "reason-hidden",
        edition.place.clone(),
        said!(
            "理由に、見えない文字（U+{code:04X}）が含まれています。",
            "There is a character that nobody sees (U+{code:04X}) in the reason."
        ),
        said!("その文字を除いて、1行で書いてください。", "Write it in one line without that character."),
    ))
}
