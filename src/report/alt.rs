//! The text alternative of a chart, made from its answer: the same words in PDF and HTML.

use super::desk::Desk;
use super::events::Marks;
use super::normal::Band;
use super::series::Drawn;
use super::told::{Number, Told, is_distinct};
use crate::manuscript::{Chart, Per};
use crate::words::{Value, fill};

/// Kind, period, unit and scope, then for each line its means and its highest day, the range
/// that is normal for it, and what was detected.
pub(super) fn alt(
    desk: &Desk<'_>,
    chart: &Chart,
    told: &Told<'_>,
    heading: &str,
    lines: &[Drawn<'_>],
    (band, marks): (&Band, &Marks),
) -> String {
    let words = &desk.words.chart;
    let period = desk.words.span(told.span());
    let mut text = fill(&words.alt, &[("period", &period), ("heading", heading)]);
    let gaps = told.days().len() - told.observed_days();
    if gaps > 0 {
        text.push_str(&fill(&words.alt_gap, &[("n", &gaps.to_string())]));
    }
    if lines.iter().any(Drawn::withholds) {
        text.push_str(&desk.words.withheld.alt_days);
    }
    for line in lines {
        text.push_str(&self::line(desk, chart, told, line));
        text.push_str(&band.alt(desk, told, told.parts(chart.per, chart.mean), line));
    }
    text.push_str(&marks.alt(desk, told.span(), lines));
    text.trim_end().to_owned()
}

fn line(desk: &Desk<'_>, chart: &Chart, told: &Told<'_>, line: &Drawn<'_>) -> String {
    let words = &desk.words.chart;
    let said = |value: &Value| desk.with_unit(value);
    let label = &line.label;
    let highest = line.points.iter().enumerate().filter_map(|(at, point)| Some((at, point.told()?)));
    let Some((at, peak)) = highest.max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0))) else {
        let template = if line.withholds() { &desk.words.withheld.alt_none } else { &words.alt_empty };
        return fill(template, &[("label", label)]);
    };
    let day = desk.words.day(told.span().day(at));
    let peak = said(&told.value(peak, told.parts(chart.per, chart.mean)));
    let holes = [("label", label.as_str()), ("day", &day), ("peak", &peak)];
    let (windows, whole) = means(chart, line);
    match (is_distinct(desk.job.site, told.question()), windows, whole) {
        (false, [Ok(first), Ok(last)], _) => fill(
            &words.alt_series,
            &[&holes[..], &[("first", &said(&first)), ("last", &said(&last))]].concat(),
        ),
        (false, _, Ok(mean)) => fill(&words.alt_short, &[&holes[..], &[("mean", &said(&mean))]].concat()),
        _ => fill(&words.alt_peak, &holes),
    }
}

/// Means of the first and of the last ten valid days, and of the whole quarter for where there are none.
fn means(chart: &Chart, line: &Drawn<'_>) -> ([Number; 2], Number) {
    match chart.per {
        Per::SensorDay => (line.row.window_rates(), line.row.per_sensor_day()),
        Per::Day => (line.row.window_means(), line.row.per_day()),
    }
}

impl Desk<'_> {
    /// A number of packets or an index in a sentence: 16,874パケット, 指数98.
    pub(super) fn with_unit(&self, value: &Value) -> String {
        let template = match value {
            Value::Index(_) => &self.words.index.unit,
            _ => &self.words.chart.unit,
        };
        fill(template, &[("n", &self.words.say(value))])
    }
}
