//! What was read, in five lines or fewer, told by every build.

use std::collections::BTreeMap;

use crate::config::{Site, Source};
use crate::finding::{Finding, Said};
use crate::quarter::{Day, Quarter};
use crate::question::{Observed, Plan};
use crate::said;

/// More lines than this nobody reads.
const LINES: usize = 5;

/// A line for each source; where there are too many, the last line counts the others.
pub(super) fn lines(quarter: Quarter, plans: &[Plan], observed: &BTreeMap<String, Observed>) -> Vec<Said> {
    let read: Vec<_> = plans.iter().filter_map(|plan| Some((plan, observed.get(&plan.source)?))).collect();
    let shown = if read.len() > LINES { LINES - 1 } else { read.len() };
    let mut lines: Vec<_> =
        read[..shown].iter().map(|(plan, observed)| line(quarter, plan, observed)).collect();
    let others = read.len() - shown;
    if others > 0 {
        lines.push(said!("ほか{others}件のデータ", "and {others} more sources"));
    }
    lines
}

fn line(quarter: Quarter, plan: &Plan, observed: &Observed) -> Said {
    let source = &plan.source;
    let rows = observed.coverage.rows;
    let (held, days) = (days(observed, 0), quarter.span().len());
    let (before, before_days) = (self::days(observed, 1), quarter.previous().span().len());
    let previous = quarter.previous();
    let sensors = observed.coverage.sensors.iter().filter(|id| !id.is_empty()).count();
    match sensors {
        0 => said!(
            "{source}：{rows}行。{quarter}は{days}日のうち{held}日、{previous}は{before_days}日のうち{before}日のデータがあります。",
            "{source}: {rows} rows; data for {held} of {days} days of {quarter}, {before} of {before_days} days of {previous}."
        ),
        _ => said!(
            "{source}：{rows}行、センサー{sensors}台。{quarter}は{days}日のうち{held}日、{previous}は{before_days}日のうち{before}日のデータがあります。",
            "{source}: {rows} rows, {sensors} sensors; data for {held} of {days} days of {quarter}, {before} of {before_days} days of {previous}."
        ),
    }
}

/// Sources that have no day of the quarter: whatever is asked of them has an empty answer.
pub(super) fn absent(
    site: &Site,
    quarter: Quarter,
    plans: &[Plan],
    observed: &BTreeMap<String, Observed>,
) -> Vec<Finding> {
    let asked = plans.iter().filter(|plan| !plan.grids.is_empty());
    let read = asked.filter_map(|plan| Some((site.sources.get(&plan.source)?, observed.get(&plan.source)?)));
    let empty = read.filter(|(_, observed)| days(observed, 0) == 0);
    empty.map(|(source, observed)| nothing(source, quarter, observed.coverage.held)).collect()
}

/// That `source` has no day of `quarter`, though it may have others.
pub(super) fn nothing(source: &Source, quarter: Quarter, held: Option<(Day, Day)>) -> Finding {
    let name = &source.name;
    let held = held.map_or_else(
        || said!("データは1行もありません", "there is no row at all"),
        |(first, last)| said!("データは{first}から{last}までです", "its data run from {first} to {last}"),
    );
    let Said { ja, en } = held;
    Finding::warning(
        "quarter-empty",
        source.place.clone(),
        said!(
            "ソース「{name}」に{quarter}のデータがありません（{ja}）。",
            "The source “{name}” has no data of {quarter} ({en})."
        ),
        said!(
            "filesがこの四半期のファイルを指しているか、日付の列が正しいかを確かめてください。",
            "Check that files names those of this quarter, and that the column of dates is right."
        ),
    )
}

/// Days of a span on which any sensor has a row.
pub(super) fn days(observed: &Observed, span: usize) -> usize {
    let days = observed.coverage.spans.get(span).map_or(&[][..], Vec::as_slice);
    days.iter().filter(|sensors| sensors.iter().any(|day| day.rows > 0)).count()
}
