//! A chart with everything decided: heading, ticks, lines, text alternative, data.

use super::desk::Desk;
use super::events::{self, Marks};
use super::normal::{self, Band};
use super::runs::plain_runs;
use super::series::{Drawn, drawn, styled};
use super::told::{Point, Told};
use super::{Chart, DataTable, Figure, Outage, Paragraph, alt, awaited, data, disclosure, ticks};
use crate::finding::Finding;
use crate::manuscript::{self, Lines, Per};
use crate::question::{By, Question};
use crate::said;
use crate::words::fill;

/// A chart.
pub(super) fn figure<'a>(desk: &mut Desk<'a>, asked: &'a manuscript::Chart) -> Option<Figure> {
    let Some(told) = desk.answer(&asked.question) else { return Some(awaited::figure(desk, asked)) };
    if let Some(refusal) = disclosure::refusal(desk, told, &asked.place) {
        desk.findings.push(refusal);
        return None;
    }
    let lines = drawn(desk, asked, told);
    if lines.iter().any(|line| line.points.contains(&Point::NoIndex)) {
        desk.findings.push(disclosure::no_index(&asked.place));
        return None;
    }
    if lines.is_empty() {
        // Keys that were not observed are told one by one.
        if !matches!(asked.lines, manuscript::Lines::Keys(_)) {
            desk.findings.push(nothing(asked));
        }
        return None;
    }
    desk.used.insert("chart".to_owned());
    let label = desk.label(&asked.id);
    let caption = desk.chart_caption(asked);
    let heading = heading(desk, asked, told);
    let band = normal::band(desk, asked, &lines);
    let marks = events::marks(desk, asked, told, &lines);
    let parts = told.parts(asked.per, asked.mean);
    Some(Figure {
        alt: alt::alt(desk, asked, told, &heading, &lines, (&band, &marks)),
        finding: asked.finding.as_ref().map(|words| desk.runs(words)),
        table: table(desk, told, parts, &lines, (&band, &marks)),
        data: data::of_chart(desk, told, parts, &lines, (&band, &marks), &heading, &label.anchor),
        chart: chart(desk, told, parts, heading, &lines, (&band, &marks)),
        notes: notes(desk, asked, &lines, (&band, &marks)),
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
    /// What the measure of a question counts: パケット数.
    pub(super) fn measure(&self, question: &Question) -> String {
        let label = self.job.site.counted(question, self.job.lang).map(str::to_owned);
        label.unwrap_or_else(|| self.words.chart.measure.clone())
    }
}

/// The notes that were written, and what a broken line means where days are withheld.
fn notes(
    desk: &mut Desk<'_>,
    asked: &manuscript::Chart,
    lines: &[Drawn<'_>],
    (band, marks): (&Band, &Marks),
) -> Vec<Paragraph> {
    let mut notes = desk.paragraphs(&asked.notes);
    if lines.iter().any(Drawn::withholds) {
        let text = desk.withheld(&desk.words.withheld.note_chart, [&asked.question]);
        notes.push(Paragraph::new(plain_runs(&text), asked.place.clone()));
    }
    notes.extend(band.note(desk, asked));
    notes.extend(marks.note(desk, asked));
    notes
}

/// Measure, unit and scope: パケット数／日（国内センサー12台の合計）.
fn heading(desk: &Desk<'_>, asked: &manuscript::Chart, told: &Told<'_>) -> String {
    let (words, scope) = (desk.words, desk.scope_of(told));
    let over = match (asked.per, told.sensors(), &asked.question.by) {
        (_, None | Some(1), _) => scope,
        (_, Some(_), By::Sensor) => fill(&words.scopes.each, &[("scope", &scope)]),
        (Per::Day, Some(_), _) => fill(&words.scopes.sum, &[("scope", &scope)]),
        (Per::SensorDay, Some(_), _) => fill(&words.scopes.average, &[("scope", &scope)]),
    };
    let template = match (asked.per, told.is_index()) {
        (Per::Day, false) => &words.chart.per_day,
        (Per::SensorDay, false) => &words.chart.per_sensor_day,
        (Per::Day, true) => &words.index.per_day,
        (Per::SensorDay, true) => &words.index.per_sensor_day,
    };
    // A line that the writer named says itself what it counts.
    let named = matches!(asked.lines, Lines::Total(_)) && !desk.job.manuscript.data_only;
    let over = if named { over } else { desk.filtered(over, told) };
    let holes = [("measure", desk.measure(&asked.question)), ("scope", over), ("base", desk.base(told))];
    let heading = fill(template, &holes.each_ref().map(|(name, text)| (*name, text.as_str())));
    match asked.mean {
        1 => heading,
        days => fill(&words.chart.mean, &[("heading", &heading), ("n", &days.to_string())]),
    }
}

impl Desk<'_> {
    /// What is 100 in an index: 23/TCP（telnet）の期間平均＝100.
    fn base(&self, told: &Told<'_>) -> String {
        let words = &self.words.index;
        let by = &told.question().by;
        match told.first() {
            Some(first) if *by != By::Total => fill(&words.base, &[("first", &self.key_label(by, first))]),
            _ => words.base_own.clone(),
        }
    }
}

fn chart(
    desk: &mut Desk<'_>,
    told: &Told<'_>,
    parts: i64,
    heading: String,
    lines: &[Drawn<'_>],
    (band, marks): (&Band, &Marks),
) -> Chart {
    let series = styled(desk, told, lines);
    let points = lines.iter().flat_map(|line| &line.points).chain(band.ends().as_flattened());
    let highest = points.filter_map(|point| point.told()).max().unwrap_or(0);
    let outages = outages(told);
    Chart {
        heading,
        mark: desk.mark(),
        first: told.span().first,
        days: told.days().len() as u32,
        day_ticks: ticks::days(told.span()),
        months: ticks::months(told.span(), desk.words),
        parts,
        value_ticks: ticks::values(highest, parts, desk.words),
        normal: band.drawn(desk),
        events: marks.drawn(desk, told.span(), lines, &series),
        series,
        outage_label: (!outages.is_empty()).then(|| desk.words.labels.outage.clone()),
        outages,
    }
}

/// Runs of days on which an outage touches a sensor of the scope.
fn outages(told: &Told<'_>) -> Vec<Outage> {
    let mut outages: Vec<Outage> = Vec::new();
    for (at, _) in told.days().iter().enumerate().filter(|(_, day)| day.outage) {
        let at = at as u32;
        match outages.last_mut() {
            Some(outage) if outage.last + 1 == at => outage.last = at,
            _ => outages.push(Outage { first: at, last: at }),
        }
    }
    outages
}

fn table(
    desk: &Desk<'_>,
    told: &Told<'_>,
    parts: i64,
    lines: &[Drawn<'_>],
    (band, marks): (&Band, &Marks),
) -> DataTable {
    let words = desk.words;
    let print = |point: Point| match point {
        Point::Gap => words.ranks.none.clone(),
        // A chart with a point that has no index is refused before it comes here.
        Point::Withheld | Point::NoIndex => words.withheld.mark.clone(),
        Point::Told(value) => words.say(&told.value(value, parts)),
    };
    let mut header = vec![words.labels.date.clone()];
    header.extend(lines.iter().map(|line| line.label.clone()));
    header.extend(band.headings(desk));
    header.extend(marks.heading(desk));
    let rows = told.span().days().enumerate().map(|(at, day)| {
        let ends = band.ends().get(at).into_iter().flatten();
        let cells = lines.iter().map(|line| line.points[at]).chain(ends.copied()).map(print);
        std::iter::once(words.day(day)).chain(cells).chain(marks.cell(desk, lines, at)).collect()
    });
    DataTable { header, rows: rows.collect() }
}
