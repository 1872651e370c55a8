//! Drawings of both states of charts whose lines differ.

use std::collections::BTreeMap;

use crate::chart::{self, Svg};
use crate::compare::{Comparison, Detail, Part};
use crate::fonts::Fonts;
use crate::report::{Figure, Report};

/// A drawing for each chart of `comparison` whose lines differ and are of one unit, by its anchor. `place` tells
/// comparisons of one page apart.
pub(super) fn overlays(
    comparison: &Comparison,
    old: &Report,
    new: &Report,
    place: usize,
) -> BTreeMap<String, Svg> {
    let (before, after) = (figures(old), figures(new));
    let fonts = Fonts::shipped();
    let changed = comparison.changes.iter().filter(|change| change.part == Part::Chart);
    let redrawn = changed.filter(|change| change.details.iter().any(of_lines));
    let both = redrawn.filter_map(|change| {
        let anchor = change.anchor.as_deref()?;
        Some((anchor, *before.get(anchor)?, *after.get(anchor)?))
    });
    let both = both.filter(|(_, old, new)| {
        (&old.chart.heading, old.chart.parts) == (&new.chart.heading, new.chart.parts)
    });
    let draw = |(at, (anchor, old, new)): (usize, (&str, &Figure, &Figure))| {
        let (id, title) = (format!("overlay_{place}_{at}"), new.title());
        let desc = format!("{} → {}", old.alt, new.alt);
        (anchor.to_owned(), chart::overlay(&old.chart, &new.chart, &id, &title, &desc, &fonts))
    };
    both.enumerate().map(draw).collect()
}

/// Whether a detail is seen in the lines.
fn of_lines(detail: &Detail) -> bool {
    use Detail::{Days, SeriesAdded, SeriesRemoved, Values};
    matches!(detail, Values(_) | SeriesAdded { .. } | SeriesRemoved { .. } | Days { .. })
}

/// The charts of `report` by their anchors.
fn figures(report: &Report) -> BTreeMap<&str, &Figure> {
    report.charts().into_iter().map(|figure| (figure.label.anchor.as_str(), figure)).collect()
}
