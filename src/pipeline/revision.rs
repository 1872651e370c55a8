//! The next version of an edition that is out: what the published one was made from is kept, and the edition is a draft
//! again.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::order::{Done, Failure, Step};
use super::publication::{change_edition, unseen};
use super::stage::{Stage, Wish};
use super::{inputs, output};
use crate::config::{self, APPROVAL, Edition, Input, RevisionKind, Site, Status, rewrite};
use crate::digest::digest;
use crate::finding::{Finding, Place, refused};
use crate::lang::Lang;
use crate::publish::{MANIFEST, Manifest};
use crate::quarter::Day;
use crate::{observe, publish, said};

/// Where the versions of an edition are kept, in its folder.
const VERSIONS: &str = "versions";

/// What a version was made from: a digest and a path a line.
const LIST: &str = "inputs.sha256";

/// An edition that is a draft again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revised {
    /// The version that it will be.
    pub version: String,
    /// Where the one before is kept.
    pub kept: std::path::PathBuf,
}

/// Opens the next version of the edition in `folder`, for the reason `reason`, on `day`.
pub fn revise(
    folder: &Path,
    kind: RevisionKind,
    reason: &str,
    day: Day,
    tell: &mut dyn FnMut(Step),
) -> Done<Revised> {
    tell(Step::Reading);
    let config::Reading { site, edition, mut findings } = config::read(folder);
    let (Some(site), Some(edition)) = (site, edition) else { return Done::found(findings) };
    findings.extend(unpublished(&edition));
    findings.extend(unseen(&edition, "--reason", reason));
    let version = next(&edition.version);
    let change = |text: &str| changed(text, &site, &edition, kind, (&version, day, reason));
    let text = fs::read_to_string(edition.root.join("edition.toml")).unwrap_or_default();
    findings.extend(change(&text).is_none().then(|| listed(&edition)));
    if refused(&findings) {
        return Done::found(findings);
    }
    // The observations are read for their digests; what is wrong with them, the next build tells.
    let stage = Stage::set(&site, &edition, &Wish::default(), &mut observe::observe, tell);
    let inputs = inputs(&stage);
    findings.extend(differing(&site, &edition, &inputs));
    tell(Step::Publishing);
    let revised = keep(&site, &edition, &inputs).and_then(|kept| {
        change_edition(&edition, change)?;
        Ok(Some(Revised { version: version.clone(), kept }))
    });
    Done::found(findings).ended(revised)
}

/// The version after `version`: 1.1 after 1.0.
fn next(version: &str) -> String {
    let mut parts = version.split('.');
    let major = parts.next().unwrap_or("1");
    let minor: u32 = parts.next().and_then(|minor| minor.parse().ok()).unwrap_or(0);
    format!("{major}.{}", minor + 1)
}

/// `edition.toml` as a draft of the next version, with an entry of its history.
fn changed(
    text: &str,
    site: &Site,
    edition: &Edition,
    kind: RevisionKind,
    (version, day, reason): (&str, Day, &str),
) -> Option<String> {
    let quoted = rewrite::quoted;
    let text = rewrite::with_value(text, "version", &quoted(version))?;
    let text = rewrite::with_value(&text, "status", &quoted(Status::Draft.name()))?;
    let ja = site.lang.code() == "ja";
    let mut entries = begun(site, edition);
    let (version, kind_name, what) = (quoted(version), quoted(kind.name(&site.lang)), quoted(reason));
    entries +=
        &format!("\n[[history]]\nversion = {version}\ndate = {day}\nkind = {kind_name}\nwhat = {what}\n");
    if kind == RevisionKind::Correction {
        entries += if ja { NOTICE_JA } else { NOTICE_EN };
    }
    rewrite::with_end(&text, &entries)
}

/// The entry of the publication, with which a history begins that has none yet.
pub(super) fn begun(site: &Site, edition: &Edition) -> String {
    if !edition.history.is_empty() {
        return String::new();
    }
    let (version, date) = (rewrite::quoted(&edition.version), edition.date);
    let what = rewrite::quoted(if site.lang.code() == "ja" { "公開" } else { "Published" });
    format!("\n[[history]]\nversion = {version}\ndate = {date}\nwhat = {what}\n")
}

const NOTICE_JA: &str = "\
# 訂正のお知らせ。ページの最初と、PDFの表紙の次に印刷されます。三つとも書かなければ、公開できません。
# 何が誤っていたか
wrong = \"\"
# 正しくは何か
right = \"\"
# だれに、何に影響するか
affected = \"\"
";

const NOTICE_EN: &str = "\
# The notice of correction: first on the page, and behind the cover of the PDF. It cannot be published without these.
# What was wrong
wrong = \"\"
# What is right
right = \"\"
# Who is affected
affected = \"\"
";

/// Keeps what the published version was made from: every file of the site under its digest, and of all, observations
/// included, a list. Gives the folder.
fn keep(site: &Site, edition: &Edition, inputs: &[Input]) -> Result<std::path::PathBuf, Failure> {
    let folder = edition.root.join(VERSIONS).join(&edition.version);
    let (mut list, mut files) = (BTreeMap::new(), BTreeMap::new());
    for input in inputs.iter().filter(|input| !input.path.is_empty()) {
        let own = fs::read(site.root.join(&input.path)).ok().filter(|_| input.role != "observations");
        let hash = own.as_ref().map_or_else(|| input.digest.clone(), |bytes| digest(bytes));
        files.extend(own.map(|bytes| (hash.clone(), bytes)));
        list.insert(input.path.clone(), hash);
    }
    if let Ok(record) = fs::read(edition.root.join(APPROVAL)) {
        files.insert(APPROVAL.to_owned(), record);
    }
    files.extend(told(site, edition));
    // Each in one step: a run that was killed leaves no torn file under the digest of a whole one.
    let files: Vec<_> = files.into_iter().collect();
    publish::renew(&folder, &files)?;
    let list: String = list.iter().map(|(path, hash)| format!("{hash}  {path}\n")).collect();
    publish::replace(&folder.join(LIST), list.as_bytes())?;
    Ok(folder)
}

/// The finished reports that readers have at the address of the version, by the paths they are kept under; none where
/// it has no address of its own, or was withdrawn.
fn told(site: &Site, edition: &Edition) -> BTreeMap<String, Vec<u8>> {
    let folder = site.out.join(edition.quarter.to_string()).join(format!("v{}", edition.version));
    let manifest = publish::manifest_in(&folder).ok().filter(|manifest| manifest.site == site.id);
    let report = |lang: &Lang| {
        let listed = manifest.as_ref()?.reports.get(lang)?;
        let bytes = fs::read(folder.join(output::place(edition, lang, output::REPORT))).ok()?;
        (digest(&bytes) == *listed).then(|| (format!("reports/{lang}.json"), bytes))
    };
    edition.langs.iter().filter_map(report).collect()
}

/// That the files of now are not those that the published version was made from.
fn differing(site: &Site, edition: &Edition, inputs: &[Input]) -> Option<Finding> {
    let manifest = output::shelf(site, edition).join(edition.quarter.to_string()).join(MANIFEST);
    let manifest: Manifest = serde_json::from_slice(&fs::read(manifest).ok()?).ok()?;
    let known = |input: &&Input| manifest.inputs.iter().any(|known| known.digest == input.digest);
    let other: Vec<_> =
        inputs.iter().filter(|input| !known(input)).map(|input| input.path.as_str()).collect();
    if other.is_empty() {
        return None;
    }
    let (ja, en) = (other.join("、"), other.join(", "));
    let version = &edition.version;
    Some(Finding::warning(
        "revise-changed",
        edition.place.clone(),
        said!(
            "第{version}版を公開した後に変わったファイルがあります：{ja}。versionsには、いまのものを残しました。",
            "Files have changed since version {version} was published: {en}. What they are now was kept in versions/."
        ),
        said!(
            "公開したときの内容が要るときは、控えから{version}の内容を戻してください。",
            "If you need what was published, bring it back from your own copies."
        ),
    ))
}

fn unpublished(edition: &Edition) -> Option<Finding> {
    let version = &edition.version;
    let out = matches!(edition.status, Status::Published | Status::Withdrawn);
    (!out).then(|| {
        Finding::error(
            "revise-unpublished",
            edition.place.clone(),
            said!("第{version}版は、まだ公開されていません。", "Version {version} is not published yet."),
            said!(
                "公開する前の直しは、原稿をそのまま直してください。",
                "Before it is published, simply change the manuscript."
            ),
        )
    })
}

pub(super) fn listed(edition: &Edition) -> Finding {
    Finding::error(
        "revise-history",
        Place::file(&edition.place.file),
        said!(
            "履歴（history）が [[history]] の形でないため、書き加えられません。",
            "The history is not written as [[history]], so that nothing can be added to it."
        ),
        said!(
            "1件ごとに [[history]] という行で始まる形に直してください。",
            "Begin each of its entries with a line [[history]]."
        ),
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_version_follows_another() {
        let next = super::next;
        assert_eq!([next("1.0"), next("1.9"), next("2"), next("1.0.3")], ["1.1", "1.10", "2.1", "1.1"]);
    }
}
