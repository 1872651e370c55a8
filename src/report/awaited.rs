//! Tables, charts and values whose data are not yet delivered: they have their place, number and caption, and say so
//! where the numbers will stand. Only drafts come here with such a block; the pipeline refuses any other edition.

use super::desk::Desk;
use super::ledger::Ledger;
use super::runs::plain_runs;
use super::table::heading;
use super::values::TOP;
use super::{Cell, Chart, Data, DataTable, Figure, Table, data, ticks};
use crate::binding::{Expression, Step};
use crate::config::Counts;
use crate::manuscript::{self, Column};

impl Desk<'_> {
    /// Whether a binding speaks of data that are not yet delivered; until then nothing of what was observed is known.
    pub(super) fn awaits(&self, expression: &Expression) -> bool {
        let Ledger { awaited, tops, .. } = &self.ledger;
        let Some(root) = expression.root() else { return false };
        let is_top = matches!(&expression.path[..], [_, Step::Name(name)] if name == TOP);
        let known = is_top && tops.contains_key(root);
        awaited.contains(root) && !known || root == "coverage" && !awaited.is_empty()
    }
}

/// A ranking of one row that says so.
pub(super) fn table(desk: &mut Desk<'_>, asked: &manuscript::Table) -> Table {
    let caption = desk.table_caption(asked);
    let notes = desk.paragraphs(&asked.notes);
    let index = desk.job.site.disclosure.counts == Counts::Index;
    let words = desk.words;
    let cell = |column: &Column| {
        let text = if *column == Column::Label { &words.labels.awaited } else { &words.ranks.none };
        Cell::from(plain_runs(text))
    };
    Table {
        label: Some(desk.label(&asked.id)),
        caption,
        columns: asked.columns.iter().map(|column| heading(desk, asked, index, *column)).collect(),
        rows: vec![asked.columns.iter().map(cell).collect()],
        notes,
        data: None,
        place: asked.place.clone(),
    }
}

/// The axes of the quarter without a line, under a mark that says so.
pub(super) fn figure(desk: &mut Desk<'_>, asked: &manuscript::Chart) -> Figure {
    let caption = desk.chart_caption(asked);
    let notes = desk.paragraphs(&asked.notes);
    let finding = asked.finding.as_ref().map(|words| desk.runs(words));
    let label = desk.label(&asked.id);
    let (words, awaited) = (desk.words, desk.words.labels.awaited.clone());
    let mark = desk.mark();
    Figure {
        alt: awaited.clone(),
        table: DataTable { header: vec![words.labels.date.clone()], rows: vec![vec![awaited.clone()]] },
        data: Data {
            file: format!("{}.csv", label.anchor),
            header: vec!["date".to_owned()],
            fields: vec![data::day(desk)],
            scope: String::new(),
            rows: Vec::new(),
        },
        chart: empty(desk, awaited, mark),
        label,
        caption,
        finding,
        notes,
        place: asked.place.clone(),
    }
}

fn empty(desk: &Desk<'_>, awaited: String, mark: Option<String>) -> Chart {
    let span = desk.job.edition.quarter.span();
    Chart {
        heading: awaited,
        mark,
        first: span.first,
        days: span.len() as u32,
        day_ticks: ticks::days(span),
        months: ticks::months(span, desk.words),
        parts: 1,
        value_ticks: Vec::new(),
        series: Vec::new(),
        normal: None,
        events: None,
        outages: Vec::new(),
        outage_label: None,
    }
}
