//! What stands around the article of an edition's page: the editions before and after it, and the list of all. A
//! function of what is out, as every page around the editions.

use askama::Template;

use super::value::Shelved;
use crate::config::Site;
use crate::lang::Lang;
use crate::publish::Framing;
use crate::words::{ArchiveWords, Words, fill};

#[derive(Template)]
#[template(path = "site/frame.html")]
struct Frame<'a> {
    words: &'a ArchiveWords,
    links: Vec<Link>,
}

/// A link as the frame has it.
struct Link {
    href: String,
    rel: Option<&'static str>,
    /// The language of what it leads to, where that is not the page's.
    lang: Option<Lang>,
    text: String,
}

/// The frames of all of `shelved`, the newest first.
pub(super) fn frames(site: &Site, shelved: &[&Shelved]) -> Vec<Framing> {
    let framing = |edition: &&Shelved| {
        let readable = shelved.iter().filter(|other| !other.is_withdrawn());
        let before = readable.clone().find(|other| other.quarter < edition.quarter);
        let after = readable.rev().find(|other| other.quarter > edition.quarter);
        let page = |lang| Page { site, edition, lang };
        let frame = |lang| Some((page(lang).path(), page(lang).frame([before, after])?));
        let frames = edition.manifest.langs.iter().filter_map(frame).collect();
        Framing { edition: edition.quarter.to_string(), frames }
    };
    shelved.iter().map(framing).collect()
}

/// A page of an edition.
struct Page<'a> {
    site: &'a Site,
    edition: &'a Shelved,
    lang: &'a Lang,
}

impl Page<'_> {
    /// Where it is below the edition's folder.
    fn path(&self) -> String {
        let path = self.edition.file(self.lang);
        path.split_once('/').map_or(path.clone(), |(_, inside)| inside.to_owned())
    }

    /// Its frame between the editions before and after it; none in a language without words.
    fn frame(&self, [before, after]: [Option<&&Shelved>; 2]) -> Option<String> {
        let words = self.site.words.get(self.lang)?;
        let archive = &words.archive;
        let all = Link {
            href: self.up("index.html"),
            rel: None,
            lang: self.other(&self.site.lang),
            text: archive.back.clone(),
        };
        let before = before.map(|edition| self.beside(words, edition, "prev", &archive.before));
        let after = after.map(|edition| self.beside(words, edition, "next", &archive.after));
        let links = before.into_iter().chain([all]).chain(after).collect();
        Some(Frame { words: archive, links }.to_string())
    }

    /// The link to another edition, in the page's language where it has that.
    fn beside(&self, words: &Words, edition: &Shelved, rel: &'static str, text: &str) -> Link {
        let lang = edition.lang(self.lang);
        let text = fill(text, &[("period", &words.quarter(edition.quarter))]);
        Link { href: self.up(&edition.page(&lang)), rel: Some(rel), lang: self.other(&lang), text }
    }

    /// `lang`, if it is another than the page's.
    fn other(&self, lang: &Lang) -> Option<Lang> {
        (lang != self.lang).then(|| lang.clone())
    }

    /// The way from this page to `path` below the folder of all editions.
    fn up(&self, path: &str) -> String {
        let depth = self.edition.page(self.lang).matches('/').count();
        "../".repeat(depth) + path
    }
}
