//! Translations beside their original: what was confirmed is remembered in the edition's folder, and an original that
//! has changed since is told where its translation stands.
//!
//! The record is no input: what is made does not depend on it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::changed::around;
use super::order::{Done, Failure};
use crate::compare::{self, Outdated};
use crate::config::{self, Edition, Site, translation_bytes, translation_file};
use crate::finding::{Finding, Place, Said, refused};
use crate::lang::Lang;
use crate::manuscript::{self, Reading, units};
use crate::{publish, said};

/// A translation that was confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmed {
    /// Its language.
    pub lang: Lang,
    /// The record.
    pub file: PathBuf,
    /// How many paragraphs of it have an original.
    pub paired: usize,
    /// How many paragraphs of the original have no translation.
    pub left: usize,
}

/// Confirms that the translations of the edition in `folder` say what the original says now.
pub fn confirm(folder: &Path) -> Done<Vec<Confirmed>> {
    let config::Reading { site, edition, mut findings } = config::read(folder);
    let (Some(site), Some(edition)) = (site, edition) else { return Done::found(findings) };
    let readings = manuscript::read_all(&site, &edition);
    let translated: Vec<_> = translated(&edition, &readings).collect();
    findings.extend(translated.is_empty().then(|| untranslated(&edition)));
    if refused(&findings) {
        return Done::found(findings);
    }
    let confirmed: Result<Vec<_>, Failure> =
        translated.into_iter().map(|lang| remember(&site, &edition, lang)).collect();
    Done::found(findings).ended(confirmed.map(Some))
}

/// Remembers what the translation into `lang` says of the original as it is.
pub(super) fn remember(site: &Site, edition: &Edition, lang: &Lang) -> Result<Confirmed, Failure> {
    let first = edition.langs.first().unwrap_or(lang);
    let paragraphs = compare::remember(&units(site, edition, first), &units(site, edition, lang));
    let paired = paragraphs.iter().filter(|held| held.translation.is_some()).count();
    let left = paragraphs.len() - paired;
    let file = translation_file(edition, lang);
    publish::replace(&file, &translation_bytes(first, paragraphs))?;
    Ok(Confirmed { lang: lang.clone(), file, paired, left })
}

/// The languages in which somebody wrote, but for the first.
pub(super) fn translated<'e>(
    edition: &'e Edition,
    readings: &BTreeMap<Lang, Reading>,
) -> impl Iterator<Item = &'e Lang> {
    let written = |lang: &&Lang| readings.get(lang).is_some_and(|reading| !reading.manuscript.data_only);
    edition.langs.iter().skip(1).filter(written)
}

/// What is to be told of the translations of `edition`.
pub(super) fn standing(site: &Site, edition: &Edition, readings: &BTreeMap<Lang, Reading>) -> Vec<Finding> {
    let original = edition.langs.first().map(|first| units(site, edition, first)).unwrap_or_default();
    // An original that cannot be read is told of itself.
    if original.is_empty() {
        return Vec::new();
    }
    let of_lang = |lang: &Lang| match config::translation(edition, lang) {
        Ok(None) => Vec::new(),
        Err(config::Damaged) => vec![damaged(site, edition, lang)],
        Ok(Some(record)) => {
            let outdated = compare::outdated(&record, &original, &units(site, edition, lang));
            outdated.into_iter().map(|outdated| told(edition, outdated)).collect()
        }
    };
    translated(edition, readings).flat_map(of_lang).collect()
}

/// That nothing is remembered of a translation: who proof-reads it hears how that is done.
pub(super) fn unrecorded(edition: &Edition, readings: &BTreeMap<Lang, Reading>) -> Vec<Finding> {
    let is_new = |lang: &&Lang| config::translation(edition, lang) == Ok(None);
    translated(edition, readings).filter(is_new).map(|lang| new(edition, lang)).collect()
}

/// That the original of a paragraph is another one now. It must be looked at before anything is published.
fn told(edition: &Edition, Outdated { place, old, new }: Outdated) -> Finding {
    let line = |place: &Place| format!("{}:{}", place.file, place.line);
    let what = match (&old, &new) {
        (Some(old), Some(new)) => {
            let ((old, now), at) = (around(old, &new.text), line(&new.place));
            said!(
                "この訳を確かめた後に、原文（{at}）が変わりました：「{old}」→「{now}」",
                "The original ({at}) has changed since this translation was confirmed: “{old}” → “{now}”"
            )
        }
        (Some(old), None) => {
            let old = around(old, "").0;
            said!(
                "この訳を確かめた後に、原文の段落がなくなりました：「{old}」",
                "The original of this translation is gone: “{old}”"
            )
        }
        (None, new) => {
            let (text, at) =
                new.as_ref().map(|new| (around("", &new.text).1, line(&new.place))).unwrap_or_default();
            said!(
                "訳を確かめた後に、原文（{at}）に段落が加わりました：「{text}」",
                "A paragraph was added to the original ({at}) since the translation was confirmed: “{text}”"
            )
        }
    };
    edition.unpublishable(Finding::warning("translation-outdated", place, what, mend(edition)))
}

fn mend(edition: &Edition) -> Said {
    let quarter = edition.quarter;
    said!(
        "訳を見直してから、teiten confirm {quarter} を実行してください。それまでは公開できません。",
        "Look at the translation, then run teiten confirm {quarter}. It cannot be published before."
    )
}

fn new(edition: &Edition, lang: &Lang) -> Finding {
    let quarter = edition.quarter;
    Finding::note(
        "translation-unrecorded",
        Place::file(name(edition, &format!("report.{lang}.md"))),
        said!(
            "この訳（{lang}）がどの原文を訳したものかは、まだ記録されていません。",
            "What this translation ({lang}) was made from is not recorded yet."
        ),
        said!(
            "訳し終えたら、teiten confirm {quarter} を実行してください。その後に原文が変わると、訳のところで知らせます。",
            "Once it is translated, run teiten confirm {quarter}. What changes in the original from then on is told where its translation stands."
        ),
    )
}

fn damaged(site: &Site, edition: &Edition, lang: &Lang) -> Finding {
    let file = translation_file(edition, lang);
    let shown = file.strip_prefix(&site.root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
    edition.unpublishable(Finding::warning(
        "translation-record",
        Place::file(shown),
        said!(
            "訳と原文の対応の記録が、書かれたときと違います。原文が変わったかどうかは、わかりません。",
            "The record of the translation is not as it was written: whether the original has changed cannot be told."
        ),
        mend(edition),
    ))
}

fn untranslated(edition: &Edition) -> Finding {
    Finding::error(
        "confirm-nothing",
        edition.place.clone(),
        said!(
            "この版には、訳した原稿がありません。",
            "This edition has no manuscript that is a translation."
        ),
        said!(
            "langsに二つ目の言語を書き、report.en.mdのような原稿を置いてください。",
            "Name a second language in langs, and put a manuscript such as report.en.md there."
        ),
    )
}

/// A file of the edition's folder as the user knows it.
fn name(edition: &Edition, file: &str) -> String {
    let folder = edition.place.file.trim_end_matches("edition.toml");
    format!("{folder}{file}")
}
