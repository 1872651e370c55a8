//! How an edition stands, as the browser is told: a number that grows, the pages there are, what is to be mended.

use serde::Serialize;
use teiten::finding::{Finding, Said};
use teiten::lang::Lang;
use teiten::pipeline::{Failure, View};
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
}

impl State {
    /// The state after a look.
    pub fn new(
        number: u64,
        current: bool,
        tabs: Vec<Tab>,
        (findings, failure): (&[Finding], Option<&Failure>),
        read: usize,
        lang: &Lang,
    ) -> Self {
        let findings = lines(findings, failure, lang);
        Self { number, lang: lang.code().to_owned(), current, tabs, findings, read, words: words(lang) }
    }
}

/// Findings and a failure as machines are told them.
pub fn lines(findings: &[Finding], failure: Option<&Failure>, lang: &Lang) -> Vec<Line> {
    let failure = failure.map(|failure| Line::of_failure(failure, lang));
    failure.into_iter().chain(findings.iter().map(|finding| Line::of(finding, lang))).collect()
}

/// The page and the PDF of each language.
pub fn tabs(view: &View) -> Vec<Tab> {
    let several = view.langs().len() > 1;
    let of_lang = |lang: &Lang| {
        let (page, pdf) = view.paths(lang);
        [("HTML", page), ("PDF", pdf)].map(|(name, path)| Tab {
            name: if several { format!("{name} ({lang})") } else { name.to_owned() },
            address: format!("/edition/{path}"),
        })
    };
    view.langs().iter().flat_map(of_lang).collect()
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
    }
}
