//! Where the page of an edition finds its other languages. They are no part of the report: a language that comes later
//! changes no word of the others.

use crate::config::{Edition, Site, linked, page_address};
use crate::lang::Lang;
use crate::render::Language;

/// The languages of `edition`, as its page in `lang` shows them; none where it is the only one.
pub(super) fn languages(site: &Site, edition: &Edition, lang: &Lang) -> Vec<Language> {
    if edition.langs.len() < 2 {
        return Vec::new();
    }
    let is_first = |lang: &Lang| edition.langs.first() == Some(lang);
    let folder = |lang: &Lang| if is_first(lang) { String::new() } else { format!("{lang}/") };
    let page = |lang: &Lang| site.page_name(edition.quarter, lang);
    let up = if is_first(lang) { "" } else { "../" };
    // Drafts have no address on the web.
    let base = site.base.as_ref().filter(|_| edition.finished);
    let base = base.map(|base| format!("{base}{}/", edition.quarter));
    let language = |other: &Lang| {
        let above = if other == lang { String::new() } else { format!("{up}{}", folder(other)) };
        let href = format!("{above}{}", linked(&page(other)));
        let whole = |base: &String| format!("{base}{}{}", folder(other), page_address(&page(other)));
        Language {
            lang: other.clone(),
            name: site.words.get(other).map(|words| words.labels.language.clone()).unwrap_or_default(),
            address: base.as_ref().map_or_else(|| href.clone(), whole),
            href: (other != lang).then_some(href),
        }
    };
    edition.langs.iter().map(language).collect()
}
