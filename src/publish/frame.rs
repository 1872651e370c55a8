//! The frame of an edition's pages: what stands between two marks, around the links to other editions. It follows what
//! those do, while everything else of a page never changes; whoever replaces an edition's folder carries it along, as
//! versions are carried.
//!
//! In come pages as bytes and a folder; out come the same pages with the frame that stands there.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

/// What opens a frame and what closes it. No text of a page can hold them: text is escaped.
const MARKS: [&str; 2] = ["<!-- teiten:editions -->\n", "<!-- /teiten:editions -->\n"];

/// All that tags and attributes of a frame are made of.
const TAGS: [&str; 14] = [
    "nav",
    "/nav",
    "ul",
    "/ul",
    "li",
    "/li",
    "a",
    "/a",
    "class=",
    "aria-label=",
    "data-extra",
    "href=",
    "rel=",
    "hreflang=",
];

/// The files of an edition: path and bytes of each.
type Files = [(String, Vec<u8>)];

/// `files`, each page with the frame that stands in the page of its path in `folder`. A frame that holds anything but a
/// list of links into the same shelf is nobody's to carry.
pub fn standing<'a>(folder: &Path, files: &'a Files) -> Cow<'a, Files> {
    let mut files = Cow::Borrowed(files);
    for at in 0..files.len() {
        let (path, page) = &files[at];
        if let Some(framed) = carried(&folder.join(path), page) {
            files.to_mut()[at].1 = framed;
        }
    }
    files
}

/// `page` with the frame of the page at `path`, if there is one that can be carried.
fn carried(path: &Path, page: &[u8]) -> Option<Vec<u8>> {
    let [_, own, _] = cut(page)?;
    let standing = fs::read(path).ok()?;
    let [_, frame, _] = cut(&standing)?;
    (frame != own && is_harmless(frame)).then(|| framed(page, frame)).flatten()
}

/// `page` with `frame` between its marks; none where it has no marks.
pub(super) fn framed(page: &[u8], frame: &str) -> Option<Vec<u8>> {
    let [before, _, after] = cut(page)?;
    Some([before, MARKS[0], frame, MARKS[1], after].concat().into_bytes())
}

/// `page` with nothing between its marks; none where that is so already.
pub(super) fn bare(page: &[u8]) -> Option<Vec<u8>> {
    let [_, frame, _] = cut(page)?;
    (!frame.is_empty()).then(|| framed(page, "")).flatten()
}

/// What stands before the marks of `page`, between them and behind them.
fn cut(page: &[u8]) -> Option<[&str; 3]> {
    let (before, rest) = std::str::from_utf8(page).ok()?.split_once(MARKS[0])?;
    let (frame, after) = rest.split_once(MARKS[1])?;
    Some([before, frame, after])
}

/// Whether `frame` is nothing but a list of links into the same shelf.
fn is_harmless(frame: &str) -> bool {
    frame.split('<').skip(1).all(|piece| piece.split_once('>').is_some_and(|(tag, _)| is_link(tag)))
}

/// Whether `tag`, all between its angle brackets, is one that a list of links is made of.
fn is_link(tag: &str) -> bool {
    // Words and quoted values take turns; an odd number of quotes would let a value run on.
    let parts: Vec<&str> = tag.split('"').collect();
    let known =
        parts.iter().step_by(2).flat_map(|words| words.split_whitespace()).all(|word| TAGS.contains(&word));
    let leads = |words: &str| words.split_whitespace().last() == Some("href=");
    let inside = parts.windows(2).all(|pair| !leads(pair[0]) || pair[1].starts_with("../"));
    parts.len() % 2 == 1 && known && inside
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINKS: &str = "<nav class=\"editions\" aria-label=\"他の版\" data-extra>\n<a href=\"../2022q3/index.html\">前</a>\n</nav>\n";

    fn page(text: &str, frame: &str) -> Vec<u8> {
        format!("<body>\n{}{frame}{}<main>{text}</main>", MARKS[0], MARKS[1]).into_bytes()
    }

    #[test]
    fn a_frame_is_carried_and_nothing_else_of_its_page() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("index.html"), page("old", LINKS)).unwrap();
        let files = ["index.html", "fragment.html"].map(|path| (path.to_owned(), page("new", "")));
        let carried = standing(folder.path(), &files);
        assert_eq!(carried[0].1, page("new", LINKS));
        assert_eq!(carried[1], files[1]);
        assert_eq!(bare(&carried[0].1).unwrap(), files[0].1);
        assert!(
            bare(&files[0].1).is_none() && bare(b"no marks").is_none() && framed(b"no marks", "x").is_none()
        );
    }

    #[test]
    fn what_is_no_list_of_links_is_not_carried() {
        assert!(is_harmless(LINKS) && is_harmless(""));
        for harm in [
            "<script src=\"../x.js\"></script>",
            "<a href=\"https://example.com/\">x</a>",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<a\thref=\"javascript:alert(1)\">x</a>",
            "<a href='../x'>x</a>",
            "<a href=../x>x</a>",
            "<a href=\"../x>y\" onclick=\"alert(1)\">x</a>",
            "<a href=\"../x\" onclick=\"alert(1)\">x</a>",
            "<!-- x -->",
            "<nav",
        ] {
            assert!(!is_harmless(harm), "{harm}");
        }
    }
}
