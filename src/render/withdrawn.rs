//! The page that stays where an edition was withdrawn, and its style sheet.

use std::collections::BTreeSet;

use askama::Template;

use super::{File, asset, file};
use crate::report::Withdrawn;

#[derive(Template)]
#[template(path = "html/withdrawn.html")]
struct Page<'a> {
    page: &'a Withdrawn,
    style: &'a str,
}

/// The page under each of `names`, and its style sheet `css` under `assets/`.
pub fn withdrawn(page: &Withdrawn, names: &BTreeSet<String>, css: &str) -> Vec<File> {
    let style = asset(css, "css");
    let text = Page { page, style: &style }.to_string();
    let pages = names.iter().map(|name| file(name.clone(), text.clone()));
    pages.chain([file(style, css.to_owned())]).collect()
}
