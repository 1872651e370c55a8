//! What every page around the editions says of the site.

use super::edition::title;
use crate::config::{Site, Text};
use crate::words::{Words, fill};

/// What every page says of the site.
pub(super) struct House<'a> {
    pub(super) lang: &'a str,
    pub(super) words: &'a Words,
    pub(super) title: String,
    pub(super) document_title: String,
    pub(super) publisher: String,
    pub(super) notice: Option<(String, String)>,
    pub(super) style: &'a str,
}

impl<'a> House<'a> {
    /// That of the page called `what`.
    pub(super) fn new(site: &'a Site, words: &'a Words, what: &str, style: &'a str) -> Self {
        let said = |text: &Text| text.get(&site.lang).cloned().unwrap_or_default();
        let notice = site.notice.as_ref().map(|(mark, sentence)| (said(mark), said(sentence)));
        let document_title = match &notice {
            Some((mark, _)) => fill(&words.labels.marked, &[("mark", mark), ("text", what)]),
            None => what.to_owned(),
        };
        let (title, publisher) = (title(site), said(&site.publisher));
        Self { lang: site.lang.code(), words, title, document_title, publisher, notice, style }
    }
}
