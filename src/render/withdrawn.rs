//! The page that stays where an edition was withdrawn, and its style sheet.

use askama::Template;

use super::{File, asset, file};
use crate::report::Withdrawn;

#[derive(Template)]
#[template(path = "html/withdrawn.html")]
struct Page<'a> {
    page: &'a Withdrawn,
    style: &'a str,
}

/// The page `index.html` and its style sheet `css` under `assets/`.
pub fn withdrawn(page: &Withdrawn, css: &str) -> Vec<File> {
    let style = asset(css, "css");
    let text = Page { page, style: &style }.to_string();
    vec![file("index.html".to_owned(), text), file(style, css.to_owned())]
}
