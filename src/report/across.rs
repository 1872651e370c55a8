//! References into other editions: what `published.toml` says of them, in words of this report, and where they lie.

use super::Run;
use super::desk::Desk;
use super::label::anchor;
use super::runs::plain_runs;
use crate::config::{PAGE, PublishedBlock, PublishedKind, linked};
use crate::finding::{Finding, Place, Said, nearest};
use crate::lang::Lang;
use crate::quarter::Quarter;
use crate::said;
use crate::words::fill;

/// So many ids of an edition are listed where none is like the one that was meant.
const LISTED: usize = 12;

impl Desk<'_> {
    /// A reference to the block or heading `id` of another edition.
    pub(super) fn across(&mut self, edition: Quarter, id: &str, place: &Place) -> Run {
        let site = self.job.site;
        let known = site.published_blocks.get(&edition).and_then(|blocks| blocks.get(id));
        let Some(block) = known.filter(|_| edition != self.job.edition.quarter) else {
            if !self.job.manuscript.cut {
                self.findings.push(self.nothing_there(edition, id, place));
            }
            return Run::Text { text: String::new() };
        };
        self.across.entry((edition, id.to_owned())).or_insert_with(|| place.clone());
        let (lang, folder) = self.lang_across(block);
        let name =
            block.page.as_ref().map_or_else(|| PAGE.to_owned(), |page| fill(page, &[("lang", lang.code())]));
        let page = format!("{edition}/{folder}{}#{}", linked(&name), anchor(id));
        let is_first = self.job.edition.langs.first() == Some(self.job.lang);
        let up = if is_first { "../" } else { "../../" };
        Run::Across {
            href: format!("{up}{page}"),
            address: site.base.as_ref().map(|base| format!("{base}{page}")),
            runs: self.runs_across(edition, block),
        }
    }

    /// Its print; a label stays on one line as it does in its own edition.
    fn runs_across(&self, edition: Quarter, block: &PublishedBlock) -> Vec<Run> {
        let text = fill(&self.words.labels.across, &[("period", &self.words.quarter(edition))]);
        let (before, after) = text.split_once("{label}").unwrap_or((&text, ""));
        let label = Run::Keep { text: self.label_across(block), gap_before: false, gap_after: false };
        [plain_runs(before), vec![label], plain_runs(after)].concat()
    }

    /// What it is called: 表1, 第2.1節.
    fn label_across(&self, block: &PublishedBlock) -> String {
        let labels = &self.words.labels;
        let template = match block.kind {
            PublishedKind::Table => &labels.table,
            PublishedKind::Figure => &labels.figure,
            PublishedKind::Heading if block.number.contains('.') => &labels.section_name,
            PublishedKind::Heading => &labels.chapter_name,
        };
        fill(template, &[("n", &block.number)])
    }

    /// The language in which the other edition is read, and its folder there: none for its first one, to which one
    /// without this language falls back.
    fn lang_across<'a>(&'a self, block: &'a PublishedBlock) -> (&'a Lang, String) {
        let mut others = block.langs.iter().skip(1);
        match others.find(|lang| *lang == self.job.lang) {
            Some(lang) => (lang, format!("{lang}/")),
            None => (block.langs.first().unwrap_or(self.job.lang), String::new()),
        }
    }

    /// Why there is nothing to refer to.
    fn nothing_there(&self, edition: Quarter, id: &str, place: &Place) -> Finding {
        let editions = &self.job.site.published_blocks;
        let (what, mend) = match editions.get(&edition) {
            _ if edition == self.job.edition.quarter => (
                said!(
                    "「{edition}」はこの版自身です。ほかの版への参照としては書けません。",
                    "“{edition}” is this edition itself, not another one."
                ),
                said!("[](#{id}) と書いてください。", "Write [](#{id})."),
            ),
            None => (
                said!(
                    "published.tomlに、{edition}の版の図表・見出しがありません。",
                    "published.toml has no table, figure or heading of the edition {edition}."
                ),
                self.missing_edition(edition, id),
            ),
            Some(blocks) => (
                said!(
                    "published.tomlに、{edition}の版の「{id}」がありません。",
                    "published.toml has no “{id}” of the edition {edition}."
                ),
                missing_id(edition, id, blocks.keys().map(String::as_str)),
            ),
        };
        Finding::error("reference-across", place.clone(), what, mend)
    }

    fn missing_edition(&self, edition: Quarter, id: &str) -> Said {
        let known: Vec<_> = self.job.site.published_blocks.keys().map(Quarter::to_string).collect();
        let near = nearest(&edition.to_string(), known.iter().map(String::as_str));
        match near {
            Some(near) => said!(
                "「{near}」ではありませんか。{edition}で正しければ、published.tomlに[\"{edition}#{id}\"]の節を加えてください。",
                "Did you mean “{near}”? If {edition} is right, add a section [\"{edition}#{id}\"] to published.toml."
            ),
            None => to_add(edition, id),
        }
    }
}

/// What of an edition could be meant.
fn missing_id<'a>(edition: Quarter, id: &str, known: impl Iterator<Item = &'a str> + Clone) -> Said {
    if let Some(near) = nearest(id, known.clone()) {
        return said!("「{near}」ではありませんか。", "Did you mean “{near}”?");
    }
    let Said { ja, en } = to_add(edition, id);
    let listed = known.take(LISTED).collect::<Vec<_>>().join(", ");
    said!("{ja}この版にあるもの：{listed}", "{en} The edition has: {listed}")
}

fn to_add(edition: Quarter, id: &str) -> Said {
    said!(
        "published.csvと同じフォルダーのpublished.tomlに、[\"{edition}#{id}\"]の節を加え、kind（table、figure、heading）とnumberを書いてください。",
        "In published.toml, beside published.csv, add a section [\"{edition}#{id}\"] with kind (table, figure or heading) and number."
    )
}
