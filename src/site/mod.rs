//! Makes the pages around the editions: the list of all that are published, what their tables told, its feed, the history
//! of ranks, a page a key, what search engines read, the page of an address where nothing is, and what stands around the
//! article in each edition's own page.
//!
//! Comes in: a site, and of each edition that is out its manifests and finished reports ([`Shelved`]). Goes out: files as
//! bytes. Whether an edition is published is its manifest's to say and nobody else's; nothing here knows of drafts, of
//! the disk or of what day it is.

mod course;
mod earlier;
mod edition;
mod feed;
mod frame;
mod history;
mod house;
mod keys;
mod page;
mod ranking;
mod record;
mod sitemap;
mod top;
mod value;

pub use value::{Around, Shelved};

use crate::config::{PAGE, Site};
use crate::digest::digest;
use crate::fonts::Fonts;
use crate::look;

/// What the list adds to the style sheet of reports.
const CSS: &str = include_str!("../../templates/site/site.css");

/// Makes the pages around `shelved`, the editions that are out. Feed and site map name whole addresses, which only a site
/// with a base has; what belongs to the root of a host is made only where the base is one.
pub fn around(site: &Site, shelved: &[Shelved], fonts: &Fonts) -> Around {
    let mut shelved: Vec<_> = shelved.iter().collect();
    shelved.sort_by_key(|edition| std::cmp::Reverse(edition.quarter));
    let css = format!("{}\n{CSS}", site.css.as_deref().unwrap_or(look::CSS));
    let style = format!("assets/site-{}.css", &digest(css.as_bytes())[..8]);
    let (rankings, told) = (ranking::rankings(site, &shelved), record::is_there(site, &shelved));
    let mut files = keys::pages(site, &rankings, &style);
    let csv = told.then_some(record::HISTORY);
    files.push((history::HISTORY.to_owned(), history::history(site, &rankings, csv, &style, fonts)));
    let pages: Vec<_> = files.iter().map(|(path, _)| path.clone()).collect();
    files.push((PAGE.to_owned(), page::list(site, &shelved, &style)));
    let mut lines = Vec::new();
    if let Some(base) = &site.base {
        files.extend(feed::feed(site, base, &shelved).map(|feed| (feed::FEED.to_owned(), feed)));
        files.push((sitemap::SITEMAP.to_owned(), sitemap::sitemap(base, &shelved, &pages)));
        if is_root(base) {
            files.push(("robots.txt".to_owned(), sitemap::robots(base)));
            files.push(("404.html".to_owned(), page::lost(site, &style)));
        } else {
            lines.push(sitemap::line(base));
        }
    }
    // What a page needs is there before it.
    let mut made =
        vec![(style, css.into_bytes()), (record::HISTORY.to_owned(), record::history(site, &shelved))];
    made.extend(files.into_iter().map(|(path, text)| (path, text.into_bytes())));
    Around { files: made, folder: keys::FOLDER, frames: frame::frames(site, &shelved), lines }
}

/// Whether `base` is all there is of a host: `https://example.jp/`.
fn is_root(base: &str) -> bool {
    base.split_once("://").is_some_and(|(_, rest)| rest.find('/') == Some(rest.len() - 1))
}

#[cfg(test)]
mod tests {
    use super::is_root;

    #[test]
    fn a_host_is_told_from_a_folder_of_one() {
        assert!(is_root("https://example.jp/") && is_root("http://localhost:8000/"));
        assert!(!is_root("https://example.jp/teiten/") && !is_root("https://example.jp/a/b/"));
    }
}
