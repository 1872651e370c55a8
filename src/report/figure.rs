//! A chart with everything decided: heading, ticks, lines, text alternative, data.

use super::desk::Desk;
use super::series::{Drawn, drawn, parts, styled};
use super::table::{decimal, sensors_withheld};
use super::{Chart, Data, DataTable, Figure, Outage, alt, ticks};
use crate::answer::Answer;
use crate::config::{MeasureKind, Sensors};
use crate::finding::Finding;
use crate::manuscript::{self, Lines, Per};
use crate::question::{By, Question, Ratio};
use crate::said;
use crate::words::fill;

/// A chart.
pub(super) fn figure(desk: &mut Desk<'_>, asked: &manuscript::Chart) -> Option<Figure> {
    let answer = desk.answer(&asked.question)?;
    if asked.question.by == By::Sensor && desk.job.site.disclosure.sensors == Sensors::None {
        desk.findings.push(sensors_withheld(&asked.place));
        return None;
    }
    let lines = drawn(desk, asked, answer);
    if lines.is_empty() {
        // Keys that were not observed are told one by one.
        if !matches!(asked.lines, manuscript::Lines::Keys(_)) {
            desk.findings.push(nothing(asked));
        }
        return None;
    }
    let label = desk.label(&asked.id);
    let caption = desk.chart_caption(asked);
    let heading = heading(desk, asked, answer);
    Some(Figure {
        alt: alt::alt(desk, asked, answer, &heading, &lines),
        finding: asked.finding.as_ref().map(|words| desk.runs(words)),
        table: table(desk, answer, parts(asked), &lines),
        data: data(answer, parts(asked), &lines, &label.anchor),
        chart: chart(desk, asked, answer, heading, &lines),
        notes: desk.paragraphs(&asked.notes),
        label,
        caption,
        place: asked.place.clone(),
    })
}

fn nothing(asked: &manuscript::Chart) -> Finding {
    Finding::error(
        "chart-empty",
        asked.place.clone(),
        said!("このグラフに描くデータがありません。", "There are no data to draw in this chart."),
        said!("対象の期間・範囲・条件を確かめてください。", "Check the period, the scope and the filter."),
    )
}

impl Desk<'_> {
    /// Whether a question's measure counts distinct things, which are never added.
    pub(super) fn is_distinct(&self, question: &Question) -> bool {
        let source = self.job.site.sources.get(&question.source);
        let measure = source.and_then(|source| source.measures.get(&question.measure));
        measure.is_some_and(|measure| matches!(measure.kind, MeasureKind::Distinct(_)))
    }

    /// What the measure of a question counts: パケット数.
    pub(super) fn measure(&self, question: &Question) -> String {
        let measure = self
            .job
            .site
            .sources
            .get(&question.source)
            .and_then(|source| source.measures.get(&question.measure));
        let label = measure.and_then(|measure| measure.label.get(self.job.lang));
        label.cloned().unwrap_or_else(|| self.words.chart.measure.clone())
    }
}

/// Measure, unit and scope: パケット数／日（国内センサー12台の合計）.
fn heading(desk: &Desk<'_>, asked: &manuscript::Chart, answer: &Answer) -> String {
    let (words, scope) = (desk.words, desk.scope_of(answer));
    let over = match (asked.per, answer.sensors, &asked.question.by) {
        (_, None | Some(1), _) => scope,
        (_, Some(_), By::Sensor) => fill(&words.scopes.each, &[("scope", &scope)]),
        (Per::Day, Some(_), _) => fill(&words.scopes.sum, &[("scope", &scope)]),
        (Per::SensorDay, Some(_), _) => fill(&words.scopes.average, &[("scope", &scope)]),
    };
    let template = match asked.per {
        Per::Day => &words.chart.per_day,
        Per::SensorDay => &words.chart.per_sensor_day,
    };
    // A line that the writer named says itself what it counts.
    let over = if matches!(asked.lines, Lines::Total(_)) { over } else { desk.filtered(over, answer) };
    let heading = fill(template, &[("measure", &desk.measure(&asked.question)), ("scope", &over)]);
    match asked.mean {
        1 => heading,
        days => fill(&words.chart.mean, &[("heading", &heading), ("n", &days.to_string())]),
    }
}

fn chart(
    desk: &mut Desk<'_>,
    asked: &manuscript::Chart,
    answer: &Answer,
    heading: String,
    lines: &[Drawn<'_>],
) -> Chart {
    let parts = parts(asked);
    let highest = lines.iter().flat_map(|line| line.values.iter().flatten()).copied().max().unwrap_or(0);
    let outages = outages(answer);
    Chart {
        heading,
        mark: desk.mark(),
        first: answer.quarter.span().first,
        days: answer.days.len() as u32,
        day_ticks: ticks::days(answer.quarter),
        months: ticks::months(answer.quarter, desk.words),
        parts,
        value_ticks: ticks::values(highest, parts, desk.words),
        series: styled(desk, answer, lines),
        outage_label: (!outages.is_empty()).then(|| desk.words.labels.outage.clone()),
        outages,
    }
}

/// Runs of days on which an outage touches a sensor of the scope.
fn outages(answer: &Answer) -> Vec<Outage> {
    let mut outages: Vec<Outage> = Vec::new();
    for (at, _) in answer.days.iter().enumerate().filter(|(_, day)| day.outage) {
        let at = at as u32;
        match outages.last_mut() {
            Some(outage) if outage.last + 1 == at => outage.last = at,
            _ => outages.push(Outage { first: at, last: at }),
        }
    }
    outages
}

fn table(desk: &Desk<'_>, answer: &Answer, parts: i64, lines: &[Drawn<'_>]) -> DataTable {
    let words = desk.words;
    let print = |value: Option<i64>| match value {
        None => words.ranks.none.clone(),
        Some(value) if parts == 1 => words.number(value.into()),
        Some(value) => words.mean(Ratio { over: value.into(), under: parts.into() }),
    };
    let mut header = vec![words.labels.date.clone()];
    header.extend(lines.iter().map(|line| line.label.clone()));
    let rows = answer.quarter.span().days().enumerate().map(|(at, day)| {
        let cells = lines.iter().map(|line| print(line.values.get(at).copied().flatten()));
        std::iter::once(words.day(day)).chain(cells).collect()
    });
    DataTable { header, rows: rows.collect() }
}

fn data(answer: &Answer, parts: i64, lines: &[Drawn<'_>], anchor: &str) -> Data {
    let print = |value: Option<i64>| match value {
        None => String::new(),
        Some(value) if parts == 1 => value.to_string(),
        Some(value) => decimal(Ratio { over: value.into(), under: parts.into() }, 3),
    };
    let mut header = vec!["date".to_owned()];
    header.extend(lines.iter().map(|line| line.name.clone()));
    let rows = answer.quarter.span().days().enumerate().map(|(at, day)| {
        let cells = lines.iter().map(|line| print(line.values.get(at).copied().flatten()));
        std::iter::once(day.to_string()).chain(cells).collect()
    });
    Data { file: format!("{anchor}.csv"), header, rows: rows.collect() }
}
