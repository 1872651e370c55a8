//! How an edition stands, as the browser is told: a number that grows, the pages there are, what is to be mended.

use std::collections::BTreeMap;

use serde::Serialize;
use teiten::config::linked;
use teiten::finding::{Finding, Place, Said};
use teiten::lang::Lang;
use teiten::pipeline::{Failure, View};
use teiten::report::Spot;
use teiten::said;

use super::super::say::Line;

/// How an edition stands.
#[derive(Clone, Default, Serialize)]
pub struct State {
    /// Of this look at the edition, from 1; 0 before the first.
    pub number: u64,
    /// Language of messages.
    lang: String,
    /// Whether the pages are of this look; else they are of the last good one.
    current: bool,
    /// What can be looked at.
    tabs: Vec<Tab>,
    /// What is to be mended, by place.
    findings: Vec<Line>,
    /// Where each paragraph of a page stands, by the page's address and its id there; empty where it is in no manuscript.
    places: BTreeMap<String, BTreeMap<String, String>>,
    /// How often the observations were read so far.
    read: usize,
    /// What the frame says.
    words: Words,
}

/// A page or PDF and what it is called.
#[derive(Clone, Serialize)]
pub struct Tab {
    name: String,
    address: String,
}

/// What the frame says.
#[derive(Clone, Default, Serialize)]
struct Words {
    refused: String,
    levels: [String; 3],
    mend: String,
    gone: String,
    nowhere: String,
}

impl State {
    /// The state after a look.
    pub fn new(
        number: u64,
        current: bool,
        view: Option<&View>,
        (findings, failure): (&[Finding], Option<&Failure>),
        read: usize,
        lang: &Lang,
    ) -> Self {
        let findings = lines(findings, failure, lang);
        let (tabs, places) = (view.map(tabs).unwrap_or_default(), view.map(places).unwrap_or_default());
        Self {
            number,
            lang: lang.code().to_owned(),
            current,
            tabs,
            findings,
            places,
            read,
            words: words(lang),
        }
    }
}

/// Findings and a failure as machines are told them.
pub fn lines(findings: &[Finding], failure: Option<&Failure>, lang: &Lang) -> Vec<Line> {
    let failure = failure.map(|failure| Line::of_failure(failure, lang));
    failure.into_iter().chain(findings.iter().map(|finding| Line::of(finding, lang))).collect()
}

/// The page and the PDF of each language.
fn tabs(view: &View) -> Vec<Tab> {
    let several = view.langs().len() > 1;
    let of_lang = |lang: &Lang| {
        let (page, pdf) = view.paths(lang);
        [("HTML", page), ("PDF", pdf)].map(|(name, path)| Tab {
            name: if several { format!("{name} ({lang})") } else { name.to_owned() },
            address: address(&path),
        })
    };
    view.langs().iter().flat_map(of_lang).collect()
}

fn address(path: &str) -> String {
    format!("/edition/{}", linked(path))
}

/// File and line of each paragraph that has a number.
fn places(view: &View) -> BTreeMap<String, BTreeMap<String, String>> {
    let of_spot = |Spot { id, place: Place { file, line, column }, .. }: Spot| {
        let place = if line == 0 { file } else { format!("{file}:{line}:{column}") };
        (id, place)
    };
    let of_lang = |lang: &Lang| {
        let spots = view.spots(lang).into_iter().map(of_spot).collect();
        (address(&view.paths(lang).0), spots)
    };
    view.langs().iter().map(of_lang).collect()
}

fn words(lang: &Lang) -> Words {
    let of = |said: Said| said.in_lang(lang).to_owned();
    Words {
        refused: of(said!(
            "エラーがあります。下のページは、最後に作れたときのものです。",
            "There are errors. The page below is the last one that could be made."
        )),
        levels: [said!("エラー", "error"), said!("警告", "warning"), said!("参考", "note")].map(of),
        mend: of(said!("対処", "help")),
        gone: of(said!("teiten previewは終了しています。", "teiten preview has ended.")),
        nowhere: of(said!("原稿にはなく、teitenが書く文です", "in no manuscript: teiten words it")),
    }
}
