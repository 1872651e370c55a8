//! What search engines read: the site map, and where it is.

use askama::Template;

use super::value::Shelved;
use crate::publish::MARK;
use crate::quarter::Day;

/// The site map's name.
pub(super) const SITEMAP: &str = "sitemap.xml";

#[derive(Template)]
#[template(path = "site/sitemap.xml")]
struct Sitemap {
    pages: Vec<Page>,
}

struct Page {
    address: String,
    changed: Option<Day>,
}

/// The list, `pages` around the editions, and the page of every edition of `shelved` that is not withdrawn, in each language. Addresses of versions
/// are left out: what lies at them lies, or lay, at the edition's own.
pub(super) fn sitemap(base: &str, shelved: &[&Shelved], around: &[String]) -> String {
    let changed = shelved.iter().map(|edition| edition.updated()).max();
    let around = around.iter().map(String::as_str).filter(|path| path.ends_with(".html"));
    let around =
        [""].into_iter().chain(around).map(|path| Page { address: format!("{base}{path}"), changed });
    let mut pages: Vec<_> = around.collect();
    for edition in shelved.iter().filter(|edition| !edition.is_withdrawn()) {
        pages.extend(edition.manifest.langs.iter().map(|lang| Page {
            address: format!("{base}{}", edition.address(lang)),
            changed: Some(edition.updated()),
        }));
    }
    Sitemap { pages }.to_string()
}

/// `robots.txt` of a host that is the site's alone.
pub(super) fn robots(base: &str) -> String {
    format!("# {MARK}\nUser-agent: *\nAllow: /\n\n{}\n", line(base))
}

/// The line of `robots.txt` that tells where the site map is.
pub(super) fn line(base: &str) -> String {
    format!("Sitemap: {base}{SITEMAP}")
}
