//! Where the page of an edition finds its other languages. They are no part of the report: a language that comes later
//! changes no word of the others.

use super::output::PAGE;
use crate::config::{Edition, Site};
use crate::lang::Lang;
use crate::render::Language;

/// The languages of `edition`, as its page in `lang` shows them; none where it is the only one.
pub(super) fn languages(site: &Site, edition: &Edition, lang: &Lang) -> Vec<Language> {
    if edition.langs.len() < 2 {
        return Vec::new();
    }
    let is_first = |lang: &Lang| edition.langs.first() == Some(lang);
    let path = |lang: &Lang| if is_first(lang) { PAGE.to_owned() } else { format!("{lang}/{PAGE}") };
    let up = if is_first(lang) { "" } else { "../" };
    // Drafts have no address on the web.
    let base = site.base.as_ref().filter(|_| edition.finished);
    let base = base.map(|base| format!("{base}{}/", edition.quarter));
    let language = |other: &Lang| {
        let href = if other == lang { PAGE.to_owned() } else { format!("{up}{}", path(other)) };
        Language {
            lang: other.clone(),
            name: site.words.get(other).map(|words| words.labels.language.clone()).unwrap_or_default(),
            address: base.as_ref().map_or_else(|| href.clone(), |base| format!("{base}{}", path(other))),
            href: (other != lang).then_some(href),
        }
    };
    edition.langs.iter().map(language).collect()
}
