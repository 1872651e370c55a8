//! Captions: the written one, or one worded from the block's own question, so that none is ever copied.

use super::Run;
use super::desk::Desk;
use super::runs::{plain, plain_runs};
use super::told::Told;
use crate::manuscript::{Block, Chart, Lines, Table};
use crate::question::{By, PACKETS, Question};
use crate::words::fill;

impl<'a> Desk<'a> {
    /// The caption of a table.
    pub(super) fn table_caption(&mut self, table: &Table) -> Vec<Run> {
        match &table.caption {
            Some(written) => self.runs(written),
            None => plain_runs(&self.scoped(&table.question, self.table_words(table))),
        }
    }

    /// The caption of a chart.
    pub(super) fn chart_caption(&mut self, chart: &Chart) -> Vec<Run> {
        match &chart.caption {
            Some(written) => self.runs(written),
            None => {
                let words = self.chart_words(chart);
                // What it takes from a table is said in the table's caption.
                let words =
                    if self.of(chart).is_some() { words } else { self.scoped(&chart.question, words) };
                plain_runs(&words)
            }
        }
    }

    /// `caption` with scope and filter where nobody wrote captions: two of them would be the same.
    fn scoped(&self, question: &Question, caption: String) -> String {
        match self.answer(question).filter(|_| self.job.manuscript.data_only) {
            Some(told) => {
                let holes = [("caption", caption), ("scope", self.filtered(self.scope_of(told), told))];
                self.words.filled(&self.words.inquiry.title_trend, &holes)
            }
            None => caption,
        }
    }

    fn table_words(&self, table: &Table) -> String {
        let captions = &self.words.captions;
        let template = match &table.question.by {
            By::Port => &captions.table_port,
            By::Region => &captions.table_region,
            By::Sensor => &captions.table_sensor,
            By::Column(_) => &captions.table_column,
            By::Total => &captions.table_total,
        };
        fill(template, &[("n", &table.top.to_string()), ("column", column(&table.question.by))])
    }

    fn chart_words(&mut self, chart: &Chart) -> String {
        let quarter = self.job.edition.quarter;
        let span = self.answer(&chart.question).map_or(quarter.span(), Told::span);
        let period = self.words.span(span);
        let captions = &self.words.captions;
        if let Some(table) = self.of(chart) {
            let caption = plain(&self.table_caption(table));
            return fill(&captions.chart_of, &[("period", &period), ("caption", &caption)]);
        }
        let by = &chart.question.by;
        if let Some(rows) = by.column().filter(|_| chart.question.measure != PACKETS) {
            let (rows, measure) = (self.column(rows), self.measure(&chart.question));
            let holes = [("period", &*period), ("rows", &rows), ("measure", &measure)];
            return fill(&captions.chart_measure, &holes);
        }
        let template = match by {
            By::Port => &captions.chart_port,
            By::Region => &captions.chart_region,
            By::Sensor => &captions.chart_sensor,
            By::Column(_) => &captions.chart_column,
            By::Total => &captions.chart_total,
        };
        let label = if let Lines::Total(label) = &chart.lines { label } else { "" };
        fill(template, &[("period", &period), ("label", label), ("column", column(by))])
    }

    /// The table whose keys a chart draws.
    pub(super) fn of(&self, chart: &Chart) -> Option<&'a Table> {
        let Lines::Of(id, _) = &chart.lines else { return None };
        self.job.manuscript.blocks.iter().find_map(|block| match block {
            Block::Table(table) if table.id == *id => Some(table),
            _ => None,
        })
    }
}

fn column(by: &By) -> &str {
    if let By::Column(name) = by { name } else { "" }
}
