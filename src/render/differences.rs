//! Writes differences as one page that stands alone: outlines and drawings come in, HTML goes out.

use std::collections::BTreeMap;

use askama::Template;

use super::figure::Drawing;
use crate::chart::Svg;
use crate::compare::{
    Comparison, Delivery, Outline, Print, Shown, Sides, of_comparison, of_delivery, only_one_side,
    unpublished,
};
use crate::finding::Said;
use crate::fonts::is_hidden;
use crate::lang::Lang;
use crate::said;

/// The drawings of one comparison by their anchor.
type Drawings = BTreeMap<String, Svg>;

/// The page in `lang`: what differs between two deliveries, then between the reports of each language; `only` are the
/// languages that one side has alone, the old one's first.
pub fn differences(
    lang: &Lang,
    compared: &[(&Comparison, &Drawings)],
    only: (&[Lang], &[Lang]),
    delivery: Option<(&Delivery, &[Print])>,
) -> String {
    let of_reports = compared.iter().map(|(comparison, drawings)| Section {
        outline: of_comparison(comparison, lang),
        drawings: Some(drawings),
    });
    let of_data = delivery
        .map(|(delivery, prints)| Section { outline: of_delivery(delivery, prints, lang), drawings: None });
    let said = |said: Said| said.in_lang(lang).to_owned();
    let page = Page {
        lang,
        title: said(said!("二つの版の違い", "What differs")),
        internal: delivery.map(|_| said(unpublished())),
        only: only_one_side(only.0, only.1).map(said),
        legend: said(said!("灰色の破線が旧、色の線が新です。", "Grey and dashed: old. In colour: new.")),
        sections: of_data.into_iter().chain(of_reports).collect(),
    };
    page.to_string()
}

#[derive(Template)]
#[template(path = "differences/page.html")]
struct Page<'a> {
    lang: &'a Lang,
    title: String,
    internal: Option<String>,
    only: Option<String>,
    legend: String,
    sections: Vec<Section<'a>>,
}

struct Section<'a> {
    outline: Outline,
    drawings: Option<&'a Drawings>,
}

impl Section<'_> {
    /// The language of what is quoted, else of the page.
    fn lang<'l>(&'l self, page: &'l Lang) -> &'l Lang {
        self.outline.lang.as_ref().unwrap_or(page)
    }

    /// The heading above the entry at `at`, where another one stands above the entry before.
    fn opens(&self, at: &usize) -> Option<&str> {
        let within = |at: usize| self.outline.entries.get(at).map_or("", |entry| entry.within.as_str());
        let before = at.checked_sub(1).map_or("", within);
        Some(within(*at)).filter(|here| *here != before && !here.is_empty())
    }

    fn drawing(&self, anchor: &Option<String>) -> Option<Drawing<'_>> {
        self.drawings?.get(anchor.as_deref()?).map(Drawing)
    }
}

/// `text` with a mark for each character that nobody sees and that HTML does not hold.
fn visible(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() || is_hidden(c) { char::REPLACEMENT_CHARACTER } else { c })
        .collect()
}
