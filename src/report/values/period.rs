//! Values of the period, the sensors and the coverage: what no block's id stands before.

use super::super::desk::Desk;
use super::super::miss::{Miss, unknown};
use super::super::told::Told;
use crate::quarter::Quarter;
use crate::question::Scope;
use crate::said;
use crate::words::Value;

/// Attributes of a quarter.
pub(super) const QUARTER: [&str; 6] = ["days", "first_day", "last_day", "months", "title", "year"];
pub(super) const SENSORS: [&str; 3] = ["all", "home", "overseas"];
pub(super) const COVERAGE: [&str; 4] = ["days", "of_days", "previous_days", "previous_of_days"];

impl<'a> Desk<'a> {
    pub(super) fn period(&self, quarter: Quarter, name: &str) -> Result<Value, Miss> {
        let span = quarter.span();
        Ok(match name {
            "title" => Value::Text(self.words.quarter(quarter)),
            "months" => Value::Text(self.words.quarter_months(quarter)),
            "year" => Value::Text(self.words.year(quarter.year())),
            "first_day" => Value::Day(span.first),
            "last_day" => Value::Day(span.last),
            "days" => Value::Number(span.len() as i64),
            _ => return Err(unknown(name, QUARTER.into_iter())),
        })
    }

    pub(super) fn sensors(&self, name: &str) -> Result<Value, Miss> {
        let (site, span) = (self.job.site, self.job.edition.quarter.span());
        let serving = site.sensors.iter().filter(|sensor| {
            sensor.start.is_none_or(|start| start <= span.last)
                && sensor.end.is_none_or(|end| end >= span.first)
        });
        let count = match name {
            "home" => serving.filter(|sensor| sensor.region == site.home).count(),
            "overseas" => serving.filter(|sensor| sensor.region != site.home).count(),
            "all" => serving.count(),
            _ => return Err(unknown(name, SENSORS.into_iter())),
        };
        Ok(Value::Number(count as i64))
    }

    /// Days with an observed sensor of the first block's scope.
    pub(super) fn coverage(&self, name: &str) -> Result<Value, Miss> {
        let no_block = || {
            (
                said!(
                    "表もグラフもないため、観測できた日数がわかりません。",
                    "Without a table or chart no observed days are known."
                ),
                said!("表かグラフのブロックを置いてください。", "Place a table or a chart."),
            )
        };
        let told = self.first_answer().ok_or_else(no_block)?;
        let days = match name {
            "days" => told.observed_days(),
            "of_days" => told.quarter().span().len(),
            "previous_days" => told.previous_days(),
            "previous_of_days" => told.quarter().previous().span().len(),
            _ => return Err(unknown(name, COVERAGE.into_iter())),
        };
        Ok(Value::Number(days as i64))
    }

    /// The answer that speaks for the report's coverage: that of its first table or chart, home before others.
    pub(in crate::report) fn first_answer(&self) -> Option<&'a Told<'a>> {
        let answers = &self.job.manuscript.blocks;
        let questions = answers.iter().filter_map(|block| match block {
            crate::manuscript::Block::Table(table) => Some(&table.question),
            crate::manuscript::Block::Chart(chart) => Some(&chart.question),
            _ => None,
        });
        let mut answers = questions.filter_map(|question| self.answer(question));
        let first = answers.clone().next();
        answers.find(|told| told.question().filter.scope == Scope::Home).or(first)
    }
}
