//! What stays at the address of an edition that has been withdrawn, in words.

use serde::{Deserialize, Serialize};

use crate::config::{Edition, Site, Text};
use crate::lang::Lang;
use crate::quarter::Day;
use crate::words::fill;

/// A withdrawn edition in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// Language of the text.
    pub lang: Lang,
    /// Title of the report, and its period.
    pub title: String,
    /// The period as titles print it.
    pub period: String,
    /// Title of the page: what it is, and of which report.
    pub document_title: String,
    /// 取り下げ.
    pub mark: String,
    /// When it was withdrawn, and why; a sentence each.
    pub sentences: Vec<String>,
    /// Who publishes.
    pub publisher: String,
}

/// Says in `lang` that `edition` was withdrawn on `day` for the reason `reason`; nothing in a language without words.
pub fn withdrawn(site: &Site, edition: &Edition, lang: &Lang, day: Day, reason: &str) -> Option<Withdrawn> {
    let words = site.words.get(lang)?;
    let said = |text: &Text| text.get(lang).or_else(|| text.get(&site.lang)).cloned().unwrap_or_default();
    let (title, period, labels) = (said(&site.title), words.quarter(edition.quarter), &words.labels);
    let document = fill(&labels.document_title, &[("title", &title), ("period", &period)]);
    Some(Withdrawn {
        lang: lang.clone(),
        document_title: fill(&labels.marked, &[("mark", &labels.withdrawal), ("text", &document)]),
        mark: labels.withdrawal.clone(),
        sentences: vec![
            fill(&labels.withdrawn, &[("date", &words.full_day(day))]),
            fill(&labels.withdrawn_reason, &[("reason", reason)]),
        ],
        publisher: said(&site.publisher),
        title,
        period,
    })
}
