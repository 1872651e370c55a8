//! The answer to an inquiry: a ranking or a trend without a report around it, by the same rules, words and disclosure.
//!
//! Comes in: a desk with a manuscript of one block and the answer to its question, and who is told. Goes out: a
//! [`Reply`], from which on nothing is worded or withheld.

mod quote;
mod reach;
mod refusal;
mod value;

use std::borrow::Cow;

pub use value::{Audience, Reach, Replied, Reply, ReplyColumn};

use super::desk::Desk;
use super::runs::plain;
use super::texts::texts;
use super::told::{Point, Told, Untold};
use super::{Align, Column, Paragraph, disclosure, figure, glyphs, method, table};
use crate::config::{Counts, Disclosure, Sensors, Site};
use crate::finding::Place;
use crate::manuscript::{self, Block, Chart, Table};
use crate::question::{By, Question};
use crate::rules::WINDOW_DAYS;
use crate::words::fill;

/// The site as `audience` may see it: nothing is withheld from the house.
pub(super) fn site(site: &Site, audience: Audience) -> Cow<'_, Site> {
    match audience {
        Audience::Public => Cow::Borrowed(site),
        Audience::House => {
            let disclosure = Disclosure { counts: Counts::Shown, sensors: Sensors::Id, min_packets: None };
            Cow::Owned(Site { disclosure, ..site.clone() })
        }
    }
}

/// Answers the one block of the desk's manuscript.
pub(super) fn reply(mut desk: Desk<'_>, audience: Audience) -> Replied {
    let composed = desk.job.manuscript.blocks.first().and_then(|block| match block {
        Block::Table(asked) => ranking(&mut desk, asked),
        Block::Chart(asked) => trend(&mut desk, asked),
        _ => None,
    });
    let reply = composed.map(|reply| finish(&mut desk, reply, audience));
    if let Some(reply) = &reply {
        let texts = texts(reply);
        glyphs::check_reply(&mut desk, &texts);
        disclosure::check_reply(&mut desk, &texts);
    }
    desk.findings.sort();
    Replied { reply, findings: desk.findings }
}

/// What is told of `question`, where there is something that may be told.
fn told<'a>(desk: &mut Desk<'a>, question: &Question, place: &Place) -> Option<&'a Told<'a>> {
    let told = desk.answer(question)?;
    let refusal = if question.by == By::Sensor && desk.job.site.disclosure.sensors == Sensors::None {
        refusal::sensors_withheld(place)
    } else if told.first().is_none() {
        refusal::nothing(place)
    } else {
        return Some(told);
    };
    desk.findings.push(refusal);
    None
}

fn ranking(desk: &mut Desk<'_>, asked: &Table) -> Option<Reply> {
    let told = told(desk, &asked.question, &asked.place)?;
    let ranked = told.top(asked.top);
    let is_told = |column: &manuscript::Column| {
        !ranked.iter().any(|row| table::number(*column, *row) == Some(Err(Untold::NoIndex)))
    };
    let columns: Vec<_> = asked.columns.iter().copied().filter(is_told).collect();
    if columns.len() < asked.columns.len() {
        desk.findings.push(refusal::left_out(&asked.place));
    }
    let made = table::computed(desk, &Table { columns, ..asked.clone() })?;
    let (period, scope) = (desk.words.span(told.span()), desk.filtered(desk.scope_of(told), told));
    let holes = [("caption", plain(&made.caption)), ("period", period), ("scope", scope)];
    let column = |column: &Column| ReplyColumn { name: plain(&column.runs), align: column.align };
    Some(Reply {
        title: desk.words.filled(&desk.words.inquiry.title, &holes),
        columns: made.columns.iter().map(column).collect(),
        rows: made.rows.iter().map(|row| row.iter().map(|cell| plain(&cell.runs)).collect()).collect(),
        notes: notes(&made.notes),
        data: made.data?,
        reach: reach::reach(told),
        sentence: Some(quote::ranked(desk, told, asked.top)),
        ..Reply::default()
    })
}

fn trend<'a>(desk: &mut Desk<'a>, asked: &'a Chart) -> Option<Reply> {
    let told = told(desk, &asked.question, &asked.place)?;
    // What one packet is in an index is the same for every line.
    let no_index = |points: Vec<Point>| points.contains(&Point::NoIndex);
    if told.top(1).into_iter().any(|row| no_index(row.points(asked.per, asked.mean))) {
        desk.findings.push(refusal::no_index(&asked.place));
        return None;
    }
    let mut figure = figure::figure(desk, asked)?;
    let holes = [("heading", figure.chart.heading), ("period", desk.words.span(told.span()))];
    figure.chart.heading = desk.words.filled(&desk.words.inquiry.heading, &holes);
    desk.used.insert("table".to_owned());
    if told.days().len() < 2 * WINDOW_DAYS {
        // So few days have no beginning and end to be compared, and only days to be told.
        desk.used.remove("chart");
        desk.used.insert("per_day".to_owned());
    }
    let scope = desk.filtered(desk.scope_of(told), told);
    let holes = [("caption", plain(&figure.caption)), ("scope", scope)];
    let column = |(at, name): (usize, &String)| {
        let align = if at == 0 { Align::Left } else { Align::Right };
        ReplyColumn { name: name.clone(), align }
    };
    Some(Reply {
        title: desk.words.filled(&desk.words.inquiry.title_trend, &holes),
        columns: figure.table.header.iter().enumerate().map(column).collect(),
        rows: figure.table.rows.clone(),
        notes: notes(&figure.notes),
        data: figure.data.clone(),
        reach: reach::reach(told),
        sentence: Some(quote::of_lines(desk, told, &asked.lines)),
        figure: Some(figure),
        ..Reply::default()
    })
}

fn notes(paragraphs: &[Paragraph]) -> Vec<String> {
    paragraphs.iter().map(|paragraph| plain(&paragraph.runs)).collect()
}

/// Mark, rules and coverage, which every answer has; the sentence only where it may be quoted.
fn finish(desk: &mut Desk<'_>, mut reply: Reply, audience: Audience) -> Reply {
    let unpublished = &desk.words.inquiry.unpublished;
    reply.mark = match (desk.mark(), audience) {
        (mark, Audience::Public) => mark,
        (None, Audience::House) => Some(unpublished.clone()),
        (Some(mark), Audience::House) => {
            Some(fill(&desk.words.inquiry.marks, &[("mark", &mark), ("unpublished", unpublished)]))
        }
    };
    if let Some(mark) = &reply.mark {
        reply.title = fill(&desk.words.labels.marked, &[("mark", mark), ("text", &reply.title)]);
    }
    if let Some(figure) = &mut reply.figure {
        figure.chart.mark.clone_from(&reply.mark);
    }
    reply.rules = method::rules(desk);
    reply.rules.extend(method::disclosure(desk));
    reply.coverage = reach::said(desk, &reply.reach);
    reply.sentence = reply.sentence.filter(|_| audience == Audience::Public).map(|text| desk.marked(text));
    if audience == Audience::Public && desk.job.site.disclosure.min_packets.is_some() {
        desk.findings.push(refusal::guarded_alone());
    }
    reply
}
