//! The first read of an edition's quarter: every port and region, then what lies beneath what was found, in two rounds;
//! then each proposal composed as the report would be. Nothing is written.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::drill::{Beneath, Drilled, drill};
use super::order::Step;
use super::output;
use super::stage::look_back;
use crate::answer::Answer;
use crate::chart::{self, Svg};
use crate::config::{self, Edition, Site};
use crate::draft::{self, Draft, Printed, Survey};
use crate::finding::{Finding, Level, Said, refused};
use crate::fonts::Fonts;
use crate::lang::Lang;
use crate::manuscript::{self, Manuscript, Snippet};
use crate::quarter::Quarter;
use crate::question::Question;
use crate::report::{self, Block, Figure};
use crate::{observe, render};

/// What becomes of a first read.
#[derive(Debug, Default)]
pub struct Drafted {
    /// What keeps the quarter from being read.
    pub findings: Vec<Finding>,
    /// The draft; none where an error says why.
    pub draft: Option<Draft>,
    /// The drawings of its proposals by their names, in the language that was asked for.
    pub drawings: BTreeMap<String, Svg>,
}

impl Drafted {
    /// The draft as a page in `lang`, which stands alone.
    pub fn page(&self, lang: &Lang) -> Option<String> {
        Some(render::draft(self.draft.as_ref()?, &self.drawings, lang))
    }
}

/// Reads the quarter of the edition in `folder`, absolute, for somebody who reads `lang`.
pub fn draft(folder: &Path, lang: &Lang, tell: &mut dyn FnMut(Step)) -> Drafted {
    tell(Step::Reading);
    let config::Reading { site, edition, mut findings } = config::read(folder);
    findings.retain(|finding| finding.level == Level::Error);
    let (Some(site), Some(edition)) = (site, edition) else {
        return Drafted { findings, ..Drafted::default() };
    };
    let own = edition.langs.first().map(|lang| manuscript::read(&site, &edition, lang).manuscript);
    let own = own.unwrap_or_default();

    tell(Step::Observing);
    let first = first(&site, edition.quarter, draft::questions(&site, &own));
    findings.extend(first.findings.into_iter().filter(|finding| finding.level == Level::Error));
    if refused(&findings) {
        return Drafted { findings, ..Drafted::default() };
    }
    let mut answers = first.answers;
    let same = draft::same(&answers);
    answers.extend(same);
    let job = draft::Job { site: &site, edition: &edition, manuscript: &own, answers: &answers };
    let survey = Survey::new(job);
    let open = survey.beneath().into_iter().filter(|question| !answers.contains_key(question));
    let open = Beneath { questions: open.collect(), before: survey.before(), year: false };
    let beneath = drill(&site, edition.quarter, &open, &mut observe::observe);
    let Drilled { answers: found, earlier, sensors, .. } = &beneath;
    let mut draft = survey.draft(draft::Past { beneath: found, earlier, sensors });

    tell(Step::Reporting);
    let mut all: BTreeMap<_, _> =
        answers.iter().chain(&beneath.answers).map(|(q, a)| (q.clone(), a.clone())).collect();
    look_back(&mut all, beneath.earlier);
    let (fonts, unreadable) = Fonts::with(&site.fonts);
    findings.extend(unreadable.into_iter().map(output::unreadable_font));
    let desk = Desk { site: &site, edition: &edition, own: &own, answers: &all, fonts: &fonts };
    let drawings = desk.compose(&mut draft, lang);
    Drafted { findings, draft: Some(draft), drawings }
}

/// The first round: `questions`, and the distinct counts of the same rows. What is wrong with those alone hinders
/// nothing: then they are not asked.
fn first(site: &Site, quarter: Quarter, questions: BTreeSet<Question>) -> Drilled {
    let ask = |questions: BTreeSet<Question>| {
        drill(site, quarter, &Beneath { questions, year: true, ..Beneath::default() }, &mut observe::observe)
    };
    let distinct = draft::distinct(site, &questions);
    let all = ask(questions.union(&distinct).cloned().collect());
    if distinct.is_subset(&questions) || !refused(&all.findings) { all } else { ask(questions) }
}

/// What proposals are composed from.
struct Desk<'a> {
    site: &'a Site,
    edition: &'a Edition,
    own: &'a Manuscript,
    answers: &'a BTreeMap<Question, Answer>,
    fonts: &'a Fonts,
}

/// What a language's composing brings, by the names of snippets.
#[derive(Default)]
struct Composed {
    prints: BTreeMap<String, String>,
    faulty: BTreeSet<String>,
    figures: BTreeMap<String, Figure>,
}

impl Desk<'_> {
    /// Puts into `draft` what its sentences print; the drawings of its blocks in `lang`.
    fn compose(&self, draft: &mut Draft, lang: &Lang) -> BTreeMap<String, Svg> {
        let (ja, en) = (self.in_lang(draft, &Lang::ja()), self.in_lang(draft, &Lang::en()));
        for proposal in &mut draft.proposals {
            let prints = |at: &usize| {
                let name = way(&proposal.id, *at);
                let print = |made: &Composed| {
                    made.prints.get(&name).filter(|_| !made.faulty.contains(&name)).cloned()
                };
                Some(Said { ja: print(&ja)?, en: print(&en)? })
            };
            let first = (0..proposal.ways.len()).find_map(|at| Some((at, prints(&at)?)));
            proposal.said = first.map(|(at, print)| Printed { paste: proposal.ways[at].clone(), print });
            // A chart that only an untold way names is not to be pasted.
            let said = proposal.said.as_ref();
            let unnamed = |block: &mut draft::Block| !said.is_some_and(|said| said.names(&block.id));
            if let Some(counted) = &mut proposal.distinct {
                counted.block.take_if(unnamed);
            }
        }
        let figures = if lang.code() == "ja" { ja.figures } else { en.figures };
        let drawn = figures.into_iter().map(|(id, figure)| {
            let svg = chart::draw(&figure.chart, &id, &figure.label.text, &figure.alt, self.fonts);
            (id, svg)
        });
        drawn.collect()
    }

    fn in_lang(&self, draft: &Draft, lang: &Lang) -> Composed {
        let reading =
            manuscript::read_snippets(self.site, self.edition, lang, self.own, &snippets(draft, lang));
        let job = report::Job {
            site: self.site,
            edition: self.edition,
            lang,
            manuscript: &reading.manuscript,
            answers: self.answers,
            fonts: self.fonts,
        };
        let made = report::compose(job);
        let errors = reading.findings.iter().chain(&made.findings);
        let errors = errors.filter(|finding| finding.level == Level::Error);
        let mut composed =
            Composed { faulty: errors.map(|one| one.place.file.clone()).collect(), ..Composed::default() };
        for block in made.report.into_iter().flat_map(|report| report.body) {
            match block {
                Block::Paragraph(paragraph) => {
                    composed.prints.insert(paragraph.place.file.clone(), report::plain(&paragraph.runs));
                }
                Block::Chart(figure) => {
                    composed.figures.insert(figure.place.file.clone(), figure);
                }
                _ => {}
            }
        }
        composed
    }
}

/// Everything of `draft` that is composed, each under a name of its own.
fn snippets(draft: &Draft, lang: &Lang) -> Vec<Snippet> {
    let block = |block: &draft::Block| Snippet { name: block.id.clone(), text: block.text.clone() };
    let of = |proposal: &draft::Proposal| {
        let ways = proposal.ways.iter().enumerate();
        let ways = ways
            .map(|(at, said)| Snippet { name: way(&proposal.id, at), text: said.in_lang(lang).to_owned() });
        proposal.blocks().map(block).chain(ways).collect::<Vec<_>>()
    };
    draft.blocks.iter().map(block).chain(draft.proposals.iter().flat_map(of)).collect()
}

/// The name of a way to say a proposal; no id of a block has such a sign.
fn way(id: &str, at: usize) -> String {
    format!("{id}#{at}")
}
