//! The text alternative of a chart, made from its answer: the same words in PDF and HTML.

use super::desk::Desk;
use super::series::Drawn;
use crate::answer::Answer;
use crate::manuscript::Chart;
use crate::question::Ratio;
use crate::words::fill;

/// Kind, period, unit and scope, then for each line its means and its highest day.
pub(super) fn alt(
    desk: &Desk<'_>,
    chart: &Chart,
    answer: &Answer,
    heading: &str,
    lines: &[Drawn<'_>],
) -> String {
    let words = &desk.words.chart;
    let period = desk.words.quarter(answer.quarter);
    let mut text = fill(&words.alt, &[("period", &period), ("heading", heading)]);
    let gaps = answer.days.len() - answer.observed_days();
    if gaps > 0 {
        text.push_str(&fill(&words.alt_gap, &[("n", &gaps.to_string())]));
    }
    for line in lines {
        text.push_str(&self::line(desk, chart, answer, line));
    }
    text.trim_end().to_owned()
}

fn line(desk: &Desk<'_>, chart: &Chart, answer: &Answer, line: &Drawn<'_>) -> String {
    let words = &desk.words.chart;
    let packets = |text: String| fill(&words.unit, &[("n", &text)]);
    let parts = super::series::parts(chart);
    let highest = line.values.iter().enumerate().filter_map(|(at, value)| Some((at, (*value)?)));
    let Some((at, peak)) = highest.max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0))) else {
        return fill(&words.alt_empty, &[("label", &line.label)]);
    };
    let day = desk.words.day(answer.quarter.span().day(at));
    let peak = match parts {
        1 => desk.words.number(peak.into()),
        parts => desk.words.mean(Ratio { over: peak.into(), under: parts.into() }),
    };
    let (label, peak) = (&line.label, packets(peak));
    if desk.is_distinct(&answer.question) {
        return fill(&words.alt_peak, &[("label", label), ("day", &day), ("peak", &peak)]);
    }
    match desk.means(chart, answer, line) {
        Means::Windows(first, last) => fill(
            &words.alt_series,
            &[
                ("label", label),
                ("first", &packets(first)),
                ("last", &packets(last)),
                ("day", &day),
                ("peak", &peak),
            ],
        ),
        Means::Whole(mean) => fill(
            &words.alt_short,
            &[("label", label), ("mean", &packets(mean)), ("day", &day), ("peak", &peak)],
        ),
    }
}

enum Means {
    Windows(String, String),
    Whole(String),
}

impl Desk<'_> {
    /// Means of the first and the last ten valid days, or of the whole quarter where there are too few.
    fn means(&self, chart: &Chart, answer: &Answer, line: &Drawn<'_>) -> Means {
        let per_sensor = chart.per == crate::manuscript::Per::SensorDay;
        let windows = if per_sensor { answer.window_rates(line.row) } else { answer.window_means(line.row) };
        match windows {
            Some([first, last]) => Means::Windows(self.words.mean(first), self.words.mean(last)),
            None => {
                let mean =
                    if per_sensor { answer.per_sensor_day(line.row) } else { answer.per_day(line.row) };
                Means::Whole(mean.map_or_else(|| self.words.ranks.none.clone(), |mean| self.words.mean(mean)))
            }
        }
    }
}
