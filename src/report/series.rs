//! The lines of a chart: which keys, which values a day, which style.

use std::collections::BTreeMap;

use super::Series;
use super::desk::Desk;
use crate::answer::{Answer, Row};
use crate::finding::{Finding, Place};
use crate::key::Key;
use crate::manuscript::{Chart, Lines, Per};
use crate::question::{By, Ratio};
use crate::rules::{MEAN_PARTS, SERIES_STYLES};

/// Styles by key, the same in all figures of an edition; keys of different kinds share them.
#[derive(Default)]
pub(super) struct Styles {
    given: BTreeMap<(By, String), u8>,
}

impl Styles {
    /// The style of `key`: its own, else the first that no key of its kind has, else the first this figure lacks.
    fn of(&mut self, by: &By, key: &str, in_figure: &[u8]) -> u8 {
        let own = (by.clone(), key.to_owned());
        if let Some(style) = self.given.get(&own).filter(|style| !in_figure.contains(style)) {
            return *style;
        }
        let taken = |style: &u8| self.given.iter().any(|((kind, _), given)| kind == by && given == style);
        let all = 0..SERIES_STYLES as u8;
        let free = all.clone().find(|style| !taken(style) && !in_figure.contains(style));
        let style = free.or_else(|| all.clone().find(|style| !in_figure.contains(style))).unwrap_or(0);
        self.given.entry(own).or_insert(style);
        style
    }
}

/// A line before it is styled: its row, its label and its values in `1 / parts` packets.
pub(super) struct Drawn<'a> {
    pub(super) row: &'a Row,
    pub(super) label: String,
    pub(super) name: String,
    pub(super) values: Vec<Option<i64>>,
}

/// How many parts of a packet a chart's values count.
pub(super) fn parts(chart: &Chart) -> i64 {
    if chart.per == Per::Day && chart.mean == 1 { 1 } else { MEAN_PARTS }
}

/// The lines of `chart`, in the order of the ranking or as chosen.
pub(super) fn drawn<'a>(desk: &mut Desk<'_>, chart: &Chart, answer: &'a Answer) -> Vec<Drawn<'a>> {
    let rows: Vec<&Row> = match &chart.lines {
        Lines::Of(id, _) => {
            answer.top(desk.ledger.tops.get(id.as_str()).copied().unwrap_or(0)).iter().collect()
        }
        Lines::Top(top) => answer.top(*top).iter().collect(),
        Lines::Total(_) => answer.rows.iter().collect(),
        Lines::Keys(keys) => {
            keys.iter().filter_map(|(key, place)| chosen(desk, answer, key, place)).collect()
        }
    };
    let by = &answer.question.by;
    rows.into_iter()
        .take(SERIES_STYLES)
        .map(|row| Drawn {
            row,
            label: match &chart.lines {
                Lines::Total(label) => label.clone(),
                _ => desk.key_label(by, &row.key),
            },
            name: if matches!(chart.lines, Lines::Total(_)) {
                "packets".to_owned()
            } else {
                desk.key_name(by, &row.key)
            },
            values: values(chart, answer, row),
        })
        .collect()
}

fn chosen<'a>(desk: &mut Desk<'_>, answer: &'a Answer, written: &str, place: &Place) -> Option<&'a Row> {
    desk.row(answer, written)
        .map_err(|(what, mend)| desk.findings.push(Finding::error("chart-key", place.clone(), what, mend)))
        .ok()
}

/// The value of each day: zero where the key had no packet, none where no sensor was observed.
fn values(chart: &Chart, answer: &Answer, row: &Row) -> Vec<Option<i64>> {
    let (window, seen) = (chart.mean as usize, answer.days_of(row));
    (0..seen.len())
        .map(|at| {
            let days = (at + 1).checked_sub(window)?..=at;
            (seen[at].observed > 0).then_some(())?;
            let packets: i128 =
                days.clone().map(|day| i128::from(row.daily.get(day).copied().unwrap_or(0))).sum();
            let under: i128 = match chart.per {
                Per::Day => days.filter(|&day| seen[day].observed > 0).count() as i128,
                Per::SensorDay => days.map(|day| i128::from(seen[day].observed)).sum(),
            };
            let value = Ratio::new(packets, under)?.rounded(parts(chart).into())?;
            i64::try_from(value).ok()
        })
        .collect()
}

/// Gives each line its style, in the order of the ranking, and puts the lines in the order in which they end.
pub(super) fn styled(desk: &mut Desk<'_>, answer: &Answer, lines: &[Drawn<'_>]) -> Vec<Series> {
    let mut used = Vec::new();
    let mut series = Vec::new();
    for line in lines {
        let key = if line.row.key == Key::Total { &line.label } else { &line.name };
        let style = desk.styles.of(&answer.question.by, key, &used);
        used.push(style);
        series.push(Series { label: line.label.clone(), style, values: line.values.clone() });
    }
    series.sort_by_key(|series| std::cmp::Reverse(series.values.iter().rev().find_map(|value| *value)));
    series
}
