//! References: numbered by first citation over the finished order of blocks, captions and notes included.

use std::collections::BTreeSet;

use super::desk::Desk;
use super::runs::plain_runs;
use super::{Block, Entry, Heading, References, Run};
use crate::config::Reference;
use crate::finding::{Finding, Place, nearest};
use crate::manuscript::Footnote;
use crate::said;
use crate::words::fill;

/// What was cited so far, in order.
#[derive(Default)]
pub(super) struct Citations {
    names: Vec<String>,
    undefined: BTreeSet<String>,
}

/// A citation; its number is that of the first citation of the same reference.
pub(super) fn cite(desk: &mut Desk<'_>, name: &str, place: &Place) -> Run {
    if footnote(desk, name).is_none() && reference(desk, name).is_none() {
        undefined(desk, name, place);
        return Run::Text { text: String::new() };
    }
    let at = match desk.citations.names.iter().position(|cited| cited == name) {
        Some(at) => at,
        None => {
            desk.citations.names.push(name.to_owned());
            desk.citations.names.len() - 1
        }
    };
    let number = at as u32 + 1;
    let n = number.to_string();
    Run::Citation {
        number,
        anchor: anchor(number),
        text: fill(&desk.words.labels.citation, &[("n", &n)]),
        name: fill(&desk.words.labels.citation_name, &[("n", &n)]),
    }
}

/// Names of the site's references that were cited.
pub(super) fn of_site(desk: &Desk<'_>) -> Vec<String> {
    let names = desk.citations.names.iter();
    names.filter(|name| footnote(desk, name).is_none() && reference(desk, name).is_some()).cloned().collect()
}

fn anchor(number: u32) -> String {
    format!("reference-{number}")
}

fn footnote<'a>(desk: &Desk<'a>, name: &str) -> Option<&'a Footnote> {
    desk.job.manuscript.footnotes.get(name)
}

fn reference<'a>(desk: &Desk<'a>, name: &str) -> Option<&'a Reference> {
    desk.job.site.references.get(name)
}

fn undefined(desk: &mut Desk<'_>, name: &str, place: &Place) {
    if desk.job.manuscript.cut || !desk.citations.undefined.insert(name.to_owned()) {
        return;
    }
    let known = desk.job.manuscript.footnotes.keys().chain(desk.job.site.references.keys());
    let mend = match nearest(name, known.map(String::as_str)) {
        Some(near) => said!("「{near}」ではありませんか。", "Did you mean “{near}”?"),
        None => said!(
            "references.tomlに[{name}]を加えるか、原稿に「[^{name}]: …」を書いてください。",
            "Add [{name}] to references.toml, or write “[^{name}]: …” in the manuscript."
        ),
    };
    desk.findings.push(Finding::error(
        "citation-undefined",
        place.clone(),
        said!("参考文献「{name}」が定義されていません。", "The reference “{name}” is not defined."),
        mend,
    ));
}

/// The references chapter; absent where nothing is cited.
pub(super) fn chapter(desk: &mut Desk<'_>) -> Vec<Block> {
    // A footnote may cite in its turn: the list grows while it is made.
    let mut entries = Vec::new();
    while let Some(name) = desk.citations.names.get(entries.len()).cloned() {
        let lines = match (footnote(desk, &name), reference(desk, &name)) {
            (Some(footnote), _) => footnote.lines.iter().map(|line| desk.runs(line)).collect(),
            (None, Some(reference)) => lines(desk, reference),
            (None, None) => Vec::new(),
        };
        let number = entries.len() as u32 + 1;
        let mark = fill(&desk.words.labels.citation, &[("n", &number.to_string())]);
        entries.push(Entry { number, anchor: anchor(number), mark, lines });
    }
    if entries.is_empty() {
        return Vec::new();
    }
    let heading = Heading {
        level: 1,
        number: Some(desk.ledger.chapter()),
        anchor: "references".to_owned(),
        runs: plain_runs(&desk.words.labels.references),
        place: Place::default(),
    };
    vec![Block::Heading(heading), Block::References(References { entries })]
}

/// Publisher, title and address, a line each; what is in another language says so.
fn lines(desk: &Desk<'_>, reference: &Reference) -> Vec<Vec<Run>> {
    let words = |text: &str| {
        let runs = plain_runs(text);
        if reference.lang == *desk.job.lang {
            runs
        } else {
            vec![Run::Foreign { lang: reference.lang.clone(), runs }]
        }
    };
    let url =
        Run::Link { href: reference.url.clone(), runs: vec![Run::Text { text: reference.url.clone() }] };
    let mut lines = vec![words(&reference.publisher), words(&reference.title), vec![url]];
    lines.retain(|line| !super::runs::plain(line).is_empty());
    lines
}

/// Footnotes of the manuscript that nobody cites.
pub(super) fn unused(desk: &mut Desk<'_>) {
    if desk.job.manuscript.cut {
        return;
    }
    let footnotes = &desk.job.manuscript.footnotes;
    for (name, footnote) in footnotes.iter().filter(|(name, _)| !desk.citations.names.contains(name)) {
        desk.findings.push(Finding::warning(
            "citation-unused",
            footnote.place.clone(),
            said!(
                "参考文献「{name}」は本文のどこからも引用されていません。",
                "The reference “{name}” is cited nowhere."
            ),
            said!(
                "本文で[^{name}]と引用するか、定義を消してください。",
                "Cite it by [^{name}], or remove it."
            ),
        ));
    }
}
