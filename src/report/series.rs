//! The lines of a chart: which keys, which values a day, which style.

use std::collections::BTreeMap;

use super::Series;
use super::desk::Desk;
use super::told::{Point, Told, ToldRow};
use crate::finding::{Finding, Place};
use crate::key::Key;
use crate::manuscript::{Chart, Lines};
use crate::question::By;
use crate::rules::SERIES_STYLES;

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

/// A line before it is styled: its row, its label and its values in parts.
pub(super) struct Drawn<'a> {
    pub(super) row: ToldRow<'a>,
    pub(super) label: String,
    pub(super) name: String,
    pub(super) points: Vec<Point>,
}

impl Drawn<'_> {
    /// Whether some of its days are withheld.
    pub(super) fn withholds(&self) -> bool {
        self.points.contains(&Point::Withheld)
    }
}

/// The lines of `chart`, in the order of the ranking or as chosen.
pub(super) fn drawn<'a>(desk: &mut Desk<'a>, chart: &Chart, told: &'a Told<'a>) -> Vec<Drawn<'a>> {
    let (rows, unknown): (Vec<_>, Vec<_>) = rows(desk, chart, told).into_iter().partition(Result::is_ok);
    desk.findings.extend(unknown.into_iter().filter_map(|unknown| unknown.err().map(|finding| *finding)));
    let by = &told.question().by;
    rows.into_iter()
        .flatten()
        .take(SERIES_STYLES)
        .map(|row| Drawn {
            row,
            label: match &chart.lines {
                Lines::Total(label) => label.clone(),
                _ => desk.key_label(by, row.key()),
            },
            name: match chart.lines {
                Lines::Total(_) if told.is_index() => "packets_index".to_owned(),
                Lines::Total(_) => "packets".to_owned(),
                _ => desk.key_name(by, row.key()),
            },
            points: row.points(chart.per, chart.mean),
        })
        .collect()
}

/// The rows that are its lines, or why a key has none.
pub(super) fn rows<'a>(
    desk: &Desk<'a>,
    chart: &Chart,
    told: &'a Told<'a>,
) -> Vec<Result<ToldRow<'a>, Box<Finding>>> {
    let unknown =
        |place: &Place, (what, mend)| Box::new(Finding::error("chart-key", place.clone(), what, mend));
    let chosen = |(key, place): &(String, Place)| desk.row(told, key).map_err(|miss| unknown(place, miss));
    match &chart.lines {
        Lines::Of(id, _) => {
            let top = desk.ledger.tops.get(id.as_str()).copied().unwrap_or(0);
            told.top(top).into_iter().map(Ok).collect()
        }
        Lines::Top(top) => told.top(*top).into_iter().map(Ok).collect(),
        Lines::Total(_) => told.rows().map(Ok).collect(),
        Lines::Keys(keys) => keys.iter().map(chosen).collect(),
    }
}

/// Gives each line its style, in the order of the ranking, and puts the lines in the order in which they end.
pub(super) fn styled(desk: &mut Desk<'_>, told: &Told<'_>, lines: &[Drawn<'_>]) -> Vec<Series> {
    let mut used = Vec::new();
    let mut series = Vec::new();
    for line in lines {
        let key = if *line.row.key() == Key::Total { &line.label } else { &line.name };
        let style = desk.styles.of(&told.question().by, key, &used);
        used.push(style);
        let values = line.points.iter().map(|point| point.told()).collect();
        series.push(Series { label: line.label.clone(), style, values });
    }
    series.sort_by_key(|series| std::cmp::Reverse(series.values.iter().rev().find_map(|value| *value)));
    series
}
