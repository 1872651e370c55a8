//! How the PDF begins: a page of its own, a block above the text, or no cover; what is printed is the same.

use lopdf::Document;

use crate::site::{Built, Site};

fn with(cover: &str) -> Built {
    let chapters: String =
        (1..=3).map(|n| format!("# 章その{n} {{#c{n}}}\n\n本文その{n}です。\n\n")).collect();
    let text = format!("- 要点一\n- 要点二\n- 要点三\n\n{chapters}");
    Site::new().and_settings(&format!("[pdf]\ncover = \"{cover}\"\n")).manuscript(&text).made()
}

fn pages(built: &Built) -> usize {
    Document::load_mem(&built.bytes("report.pdf")).unwrap().get_pages().len()
}

/// Page numbers from 0 of the destinations of the chapters.
fn page_of(built: &Built, chapter: &str) -> usize {
    let document = Document::load_mem(&built.bytes("report.pdf")).unwrap();
    let pages: Vec<_> = document.get_pages().into_values().collect();
    let toc = document.get_toc().unwrap().toc;
    let entry = toc.iter().find(|entry| entry.title.contains(chapter)).unwrap_or_else(|| panic!("{chapter}"));
    assert!(entry.page <= pages.len());
    entry.page
}

#[test]
fn text_begins_where_the_cover_says() {
    let [page, block, none] = ["page", "block", "none"].map(with);
    assert_eq!((pages(&page), pages(&block), pages(&none)), (2, 1, 1));
    assert_eq!((page_of(&page, "章その1"), page_of(&block, "章その1"), page_of(&none, "章その1")), (2, 1, 1));
    assert_eq!(page.text("index.html"), block.text("index.html"), "a page of the web has no cover");
    assert_eq!(page.text("index.html"), none.text("index.html"));
}

#[test]
fn a_cover_that_is_no_word_of_these_is_told() {
    let built = Site::new().and_settings("[pdf]\ncover = \"blok\"\n").build();
    assert!(built.finding("bad-value").mend.en.contains("block"), "{:?}", built.finding("bad-value"));
}
