//! Writes a first read of a quarter as one page that stands alone: a draft and its drawings come in, HTML goes out.

use std::collections::BTreeMap;

use askama::Template;

use super::figure::Drawing;
use crate::chart::Svg;
use crate::draft::{Draft, Figure, Proposal, headings, internal, level, summary, unsaid};
use crate::finding::Said;
use crate::lang::Lang;
use crate::said;

/// The page in `lang`; `drawings` are those of the proposals, by their names.
pub fn draft(draft: &Draft, drawings: &BTreeMap<String, Svg>, lang: &Lang) -> String {
    let edition = &draft.edition;
    let said = |said: Said| said.in_lang(lang).to_owned();
    Page {
        lang,
        title: said(said!("{edition}の下読み", "First read of {edition}")),
        internal: said(internal()),
        summary: said(summary(draft)),
        tables: said(said!("先に貼る表", "Tables to paste first")),
        method: said(said!("調べ方", "Method")),
        unsaid: said(unsaid()),
        headings: headings().map(said),
        draft,
        drawings,
    }
    .to_string()
}

#[derive(Template)]
#[template(path = "draft/page.html")]
struct Page<'a> {
    lang: &'a Lang,
    title: String,
    internal: String,
    summary: String,
    tables: String,
    method: String,
    unsaid: String,
    headings: [String; 4],
    draft: &'a Draft,
    drawings: &'a BTreeMap<String, Svg>,
}

impl Page<'_> {
    fn say<'s>(&self, said: &'s Said) -> &'s str {
        said.in_lang(self.lang)
    }

    fn line(&self, figure: &Figure) -> String {
        figure.line().in_lang(self.lang).to_owned()
    }

    fn level(&self, proposal: &Proposal) -> String {
        level(proposal.level).in_lang(self.lang).to_owned()
    }

    fn drawings(&self, proposal: &Proposal) -> impl Iterator<Item = Drawing<'_>> {
        proposal.blocks().filter_map(|block| self.drawings.get(&block.id).map(Drawing))
    }
}
