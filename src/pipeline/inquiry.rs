//! Answers an inquiry: a question to the observations of an edition's site without a manuscript. One plan, of one
//! source, of the days that are asked; nothing is written.

use std::collections::BTreeMap;
use std::path::Path;

use super::order::Step;
use super::{ask, coverage, output};
use crate::config::{self, Edition, Site};
use crate::finding::{Finding, Level, Place, refused};
use crate::fonts::Fonts;
use crate::lang::Lang;
use crate::manuscript::{self, Inquiry, Manuscript};
use crate::quarter::Span;
use crate::question::{Observed, Plan};
use crate::report::{self, Audience, Job, Replied, Reply};
use crate::rules::ASKED_DAYS;
use crate::{chart, observe, render, said};

/// Who asks what of which days, and who is told.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// The folder of an edition, absolute: its site is asked.
    pub edition: &'a Path,
    /// The language of the answer.
    pub lang: &'a Lang,
    /// What is asked.
    pub inquiry: Inquiry,
    /// Of which days; those of the edition's quarter where none are named.
    pub days: Option<Span>,
    /// Who is told.
    pub audience: Audience,
}

/// What became of it.
#[derive(Debug, Default)]
pub struct Answered {
    /// What is wrong, or must be known.
    pub findings: Vec<Finding>,
    /// The answer; none where an error says why.
    pub reply: Option<Reply>,
    /// The same as files, by the endings of their names: `csv`, and `svg` of a chart.
    pub files: BTreeMap<&'static str, Vec<u8>>,
}

/// Answers; `tell` hears each step before it begins.
pub fn inquire(asked: &Asked<'_>, tell: &mut dyn FnMut(Step)) -> Answered {
    tell(Step::Reading);
    let config::Reading { site, edition, mut findings } = config::read(asked.edition);
    // What an edition should mend is no matter of the answer.
    findings.retain(|finding| finding.level == Level::Error);
    let (Some(site), Some(edition)) = (site, edition) else {
        return Answered { findings, ..Answered::default() };
    };
    let span = asked.days.unwrap_or_else(|| edition.quarter.span());
    let mut reading = manuscript::inquire(&site, &edition, asked.lang, &asked.inquiry);
    findings.append(&mut reading.findings);
    findings.extend(too_many(span));
    let questions = ask::questions(std::iter::once(&reading.manuscript));
    let Some(question) = questions.first().filter(|_| !refused(&findings)) else {
        return Answered { findings, ..Answered::default() };
    };

    tell(Step::Observing);
    let plan = ask::plan(&question.source, vec![span], &questions);
    let seen = observe::observe(&site, std::slice::from_ref(&plan));
    findings.extend(seen.findings);
    findings.extend(seen.observed.get(&question.source).and_then(|observed| beyond(observed, span)));
    if refused(&findings) {
        return Answered { findings, ..Answered::default() };
    }
    tell(Step::Reporting);
    let on = Ground { site: &site, edition: &edition, manuscript: &reading.manuscript };
    answered(asked, on, &plan, &seen.observed, findings)
}

/// What an answer is made from besides the observations.
struct Ground<'a> {
    site: &'a Site,
    edition: &'a Edition,
    manuscript: &'a Manuscript,
}

fn answered(
    asked: &Asked<'_>,
    Ground { site, edition, manuscript }: Ground<'_>,
    plan: &Plan,
    observed: &BTreeMap<String, Observed>,
    mut findings: Vec<Finding>,
) -> Answered {
    let (fonts, unreadable) = Fonts::with(&site.fonts);
    findings.extend(unreadable.into_iter().map(output::unreadable_font));
    let questions = ask::questions(std::iter::once(manuscript));
    let answers = ask::answers(site, edition.quarter, &questions, std::slice::from_ref(plan), observed);
    let job = Job { site, edition, lang: asked.lang, manuscript, answers: &answers, fonts: &fonts };
    let Replied { reply, findings: found } = report::reply(job, asked.audience);
    findings.extend(found);
    let reply = reply.filter(|_| !refused(&findings));
    let files = reply.as_ref().map(|reply| files(reply, &fonts)).unwrap_or_default();
    Answered { findings, reply, files }
}

fn files(reply: &Reply, fonts: &Fonts) -> BTreeMap<&'static str, Vec<u8>> {
    let drawing = reply.figure.as_ref().map(|figure| {
        let svg = chart::draw(&figure.chart, "answer", &reply.title, &figure.alt, fonts);
        ("svg", render::drawing(&svg))
    });
    [("csv", render::answer(reply))].into_iter().chain(drawing).collect()
}

/// More days than are asked at once.
fn too_many(span: Span) -> Option<Finding> {
    let days = span.len();
    (days > ASKED_DAYS).then(|| {
        Finding::error(
            "days-many",
            Place::file("--days"),
            said!("{days}日分を一度に尋ねることはできません。", "{days} days cannot be asked at once."),
            said!("{ASKED_DAYS}日以内にしてください。", "Ask {ASKED_DAYS} at most."),
        )
        .of_site()
    })
}

/// Days that the data do not reach: none of them, an error, or some.
fn beyond(observed: &Observed, span: Span) -> Option<Finding> {
    let (first, last) = observed.coverage.held?;
    let make = match coverage::days(observed, 0) {
        0 => Finding::error,
        _ if first <= span.first && span.last <= last => return None,
        _ => Finding::warning,
    };
    let Span { first: from, last: to } = span;
    Some(make(
        "days-beyond",
        Place::file("--days"),
        said!(
            "{from}から{to}までを尋ねていますが、データは{first}から{last}までです。",
            "{from} to {to} are asked, and the data run from {first} to {last}."
        ),
        said!("--days をデータのある期間にしてください。", "Ask days that the data have by --days."),
    ))
}
