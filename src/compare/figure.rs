//! Two charts line by line and day by day, and two pictures.

use serde::Serialize;

use super::fields;
use super::table::data;
use super::value::{Detail, Of, Values};
use super::words::{self, detail, plain};
use crate::quarter::Day;
use crate::report::{Chart, Events, Figure, Image, Label, Normal, Outage, Run, Series};

/// What stands on a chart beside its lines and follows from nothing else.
#[derive(Serialize)]
struct Around<'a> {
    mark: &'a Option<String>,
    normal: &'a Option<Normal>,
    events: &'a Option<Events>,
    outages: &'a [Outage],
    outage_label: &'a Option<String>,
}

impl<'a> Around<'a> {
    fn of(Chart { mark, normal, events, outages, outage_label, .. }: &'a Chart) -> Self {
        Self { mark, normal, events, outages, outage_label }
    }
}

/// The chart `figure` without lines and words.
pub(super) fn emptied(figure: &Figure) -> Figure {
    let mut bare = figure.clone();
    (bare.label.open, bare.label.close) = Default::default();
    bare.caption.clear();
    bare.alt.clear();
    bare.finding = None;
    bare.notes.clear();
    bare.chart.series.clear();
    bare
}

/// Everything in which two charts differ.
pub(super) fn between(old: &Figure, new: &Figure) -> Vec<Detail> {
    let mut details = Vec::new();
    details.extend(captions((&old.label, &old.caption), (&new.label, &new.caption)));
    details.extend(optional(Of::Finding, old.finding.as_deref(), new.finding.as_deref()));
    details.extend(texts(Of::Axis, &old.chart.heading, &new.chart.heading));
    series(&old.chart, &new.chart, &mut details);
    details.extend(fields::between(&Around::of(&old.chart), &Around::of(&new.chart), &[]));
    details.extend(texts(Of::Alt, &old.alt, &new.alt));
    details.extend(super::notes(&old.notes, &new.notes));
    details.extend(data(Some(&old.data), Some(&new.data)));
    details
}

/// Everything in which two pictures differ.
pub(super) fn pictures(old: &Image, new: &Image) -> Vec<Detail> {
    let mut details = Vec::new();
    details.extend(captions((&old.label, &old.caption), (&new.label, &new.caption)));
    if old.digest != new.digest {
        details.push(Detail::Picture { old: old.digest.clone(), new: new.digest.clone() });
    }
    details.extend(texts(Of::Alt, &old.alt, &new.alt));
    details.extend(optional(Of::Credit, old.credit.as_deref(), new.credit.as_deref()));
    details.extend(super::notes(&old.notes, &new.notes));
    details
}

fn captions(old: (&Label, &[Run]), new: (&Label, &[Run])) -> Option<Detail> {
    detail(Of::Caption, &words::caption(old.0, old.1), &words::caption(new.0, new.1))
}

fn optional(of: Of, old: Option<&[Run]>, new: Option<&[Run]>) -> Option<Detail> {
    detail(of, &words::of(old.unwrap_or_default()), &words::of(new.unwrap_or_default()))
}

fn texts(of: Of, old: &str, new: &str) -> Option<Detail> {
    detail(of, &plain(old).collect::<Vec<_>>(), &plain(new).collect::<Vec<_>>())
}

/// Lines by their labels; values only where days and parts are the same.
fn series(old: &Chart, new: &Chart, details: &mut Vec<Detail>) {
    let same_days = (old.first, old.days) == (new.first, new.days);
    if let (false, Some(old), Some(new)) = (same_days, ends(old), ends(new)) {
        details.push(Detail::Days { old, new });
    }
    for line in &new.series {
        match old.series.iter().find(|held| held.label == line.label) {
            None => details.push(Detail::SeriesAdded { label: line.label.clone() }),
            Some(held) if same_days && old.parts == new.parts => {
                details.extend(values(held, line, new).map(Detail::Values));
            }
            Some(_) => {}
        }
    }
    let gone = old.series.iter().filter(|held| new.series.iter().all(|line| line.label != held.label));
    details.extend(gone.map(|held| Detail::SeriesRemoved { label: held.label.clone() }));
}

/// First and last day of a chart; none where the calendar ends before.
fn ends(chart: &Chart) -> Option<(Day, Day)> {
    Some((chart.first, day(chart, usize::try_from(chart.days).ok()?.saturating_sub(1))?))
}

fn day(chart: &Chart, at: usize) -> Option<Day> {
    chart.first.checked_add_days(chrono::Days::new(at as u64))
}

/// How the values of a line differ, if they do.
fn values(old: &Series, new: &Series, chart: &Chart) -> Option<Values> {
    let value = |series: &Series, at: usize| series.values.get(at).copied().flatten();
    let days = old.values.len().max(new.values.len());
    let differing: Vec<usize> = (0..days).filter(|&at| value(old, at) != value(new, at)).collect();
    let size = |at: &usize| value(old, *at).unwrap_or(0).abs_diff(value(new, *at).unwrap_or(0));
    // The earliest of equal ones.
    let largest = *differing.iter().rev().max_by_key(|at| size(at))?;
    Some(Values {
        label: new.label.clone(),
        parts: chart.parts,
        days: differing.len(),
        first: day(chart, *differing.first()?)?,
        last: day(chart, *differing.last()?)?,
        largest: day(chart, largest)?,
        old: value(old, largest),
        new: value(new, largest),
    })
}
