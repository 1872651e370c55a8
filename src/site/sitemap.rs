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

/// The list and the page of every edition of `shelved` that is not withdrawn, in each language. Addresses of versions
/// are left out: what lies at them lies, or lay, at the edition's own.
pub(super) fn sitemap(base: &str, shelved: &[&Shelved]) -> String {
    let list =
        Page { address: base.to_owned(), changed: shelved.iter().map(|edition| edition.updated()).max() };
    let mut pages = vec![list];
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
