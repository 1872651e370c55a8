//! Days, sensors and ten-day windows that an outage or a missing file touches, where ranks and changes rest on them.

use std::collections::BTreeSet;

use super::{Desk, rows};
use crate::answer::{Answer, DayState};
use crate::config::Sensor;
use crate::finding::{Finding, Said};
use crate::manuscript::Column;
use crate::quarter::{Quarter, Span};
use crate::question::Scope;
use crate::rules::{FLAT_PERCENT, WINDOW_DAYS};
use crate::said;

/// Words that tell readers of days or sensors that are missing.
const DAYS_SAID: [&str; 9] =
    ["停止", "欠測", "休止", "故障", "障害", "日分", "観測できな", "outage", "was down"];
/// Words that tell readers of other sensors.
const SENSORS_SAID: [&str; 7] = ["増設", "新設", "追加", "廃止", "撤去", "センサーの数", "number of sensors"];

/// What a sentence must speak of besides: サービスは停止してください tells nothing of observations.
const OBSERVED: [&str; 7] = ["センサー", "観測", "データ", "集計", "計測", "sensor", "observ"];

/// Blocks whose numbers rest on days or sensors that are missing or differ, of which no passage speaks.
pub(super) fn coverage(desk: &Desk<'_>) -> Vec<Finding> {
    let days_said = says(desk, &DAYS_SAID);
    let sensors_said = says(desk, &SENSORS_SAID);
    let mut findings = Vec::new();
    let mut told = BTreeSet::new();
    for table in rows::tables(desk.job) {
        let source = desk.job.site.sources.get(&table.answer.question.source);
        let whole = source.is_none_or(|source| source.whole);
        let compares = compares(desk, &table);
        // Blocks of one source and scope lack the same: the first one tells it.
        let question = &table.answer.question;
        let mut tell = |kind: u8, what: Option<(Said, bool)>| {
            let fresh = |_: &(Said, bool)| told.insert((kind, &question.source, question.filter.scope));
            if let Some((what, heavy)) = what.filter(fresh) {
                findings.push(finding(&table, what, heavy));
            }
        };
        if !days_said {
            tell(0, quarter(&table, whole));
            tell(1, windows(desk, &table, whole));
            tell(2, (whole && compares).then(|| before(&table)).flatten());
        }
        if !sensors_said && compares {
            tell(3, other_sensors(desk, table.answer));
        }
    }
    findings
}

fn says(desk: &Desk<'_>, words: &[&str]) -> bool {
    desk.passages.iter().filter(|passage| desk.is_own(&passage.place)).any(|passage| {
        let text = passage.text();
        let mut sentences = text.split(['。', '\n']);
        let has = |sentence: &str, words: &[&str]| words.iter().any(|word| sentence.contains(word));
        sentences.any(|sentence| has(sentence, words) && has(sentence, &OBSERVED))
    })
}

fn finding(table: &rows::Table<'_>, what: Said, heavy: bool) -> Finding {
    let mend = said!(
        "※の注か本文に、いつ、何台の観測が欠けている（または異なる）かを書いてください。",
        "Say in a note or in the text when, and of how many sensors, observations are missing or differ."
    );
    let place = table.place.clone();
    if heavy {
        Finding::warning("coverage", place, what, mend)
    } else {
        Finding::note("coverage", place, what, mend)
    }
}

/// Sensor-days that are missing of those in service, and whether they are as many as a change must have to be told.
/// A source that is declared to be a part lacks no day.
fn missing<'d>(days: impl Iterator<Item = &'d DayState>, whole: bool) -> Option<(u32, bool)> {
    let due = days.filter(|day| whole || day.observed > 0 || day.outage);
    let (missing, all) = due.fold((0, 0), |(missing, all), day| {
        let due = day.in_service.max(day.observed);
        (missing + due - day.observed, all + due)
    });
    (missing > 0).then(|| (missing, i128::from(missing) * 100 >= i128::from(all) * FLAT_PERCENT))
}

/// What is missing of the quarter.
fn quarter(table: &rows::Table<'_>, whole: bool) -> Option<(Said, bool)> {
    let (missing, heavy) = missing(table.answer.days.iter(), whole)?;
    let id = table.id;
    Some((
        said!(
            "「{id}」の集計には、欠けている観測（延べ{missing}日分。センサー1台につき1日を1と数える）があります。",
            "“{id}” lacks observations ({missing} sensor-days)."
        ),
        heavy,
    ))
}

/// What is missing of the first and last ten days, where a binding compares them.
fn windows(desk: &Desk<'_>, table: &rows::Table<'_>, whole: bool) -> Option<(Said, bool)> {
    let bound = desk.job.manuscript.bindings();
    let compared = |name: &[&str]| {
        bound.iter().any(|(_, bound)| bound.root() == Some(table.id) && rows::ends_in(bound, name))
    };
    if !compared(&["change_10d", "first_10d", "last_10d"]) {
        return None;
    }
    let answer = table.answer;
    let windows = answer.windows(answer.rows.first()?)?;
    let days = windows.iter().flatten().filter_map(|&day| answer.days.get(day));
    let (missing, heavy) = missing(days, whole)?;
    let id = table.id;
    Some((
        said!(
            "「{id}」の期初または期末の{WINDOW_DAYS}日間に、欠けている観測（延べ{missing}日分。センサー1台につき1日を1と数える）があります。",
            "The first or last {WINDOW_DAYS} days of “{id}” lack observations ({missing} sensor-days)."
        ),
        heavy,
    ))
}

/// Whether the block or a binding of it speaks of the previous quarter.
fn compares(desk: &Desk<'_>, table: &rows::Table<'_>) -> bool {
    let prints = table.columns.iter().any(|column| matches!(column, Column::Previous | Column::Change));
    prints
        || desk.job.manuscript.bindings().iter().any(|(_, bound)| {
            bound.root() == Some(table.id) && rows::ends_in(bound, &["previous", "change_quarter"])
        })
}

/// What is missing of the quarter before.
fn before(table: &rows::Table<'_>) -> Option<(Said, bool)> {
    let (days, all) = (table.answer.previous_days, table.answer.quarter.previous().span().len());
    let id = table.id;
    // Without any day the table itself says that nothing is compared.
    (days > 0 && days < all).then(|| {
        (
            said!(
                "「{id}」が比べる前四半期には、{all}日のうち{days}日分のデータしかありません。",
                "The previous quarter that “{id}” compares with has data of {days} of {all} days."
            ),
            true,
        )
    })
}

/// Sensors that served in one of the two quarters only.
fn other_sensors(desk: &Desk<'_>, answer: &Answer) -> Option<(Said, bool)> {
    let (now, before) =
        (serving(desk, answer, answer.quarter), serving(desk, answer, answer.quarter.previous()));
    let changed: Vec<_> = now.symmetric_difference(&before).copied().collect();
    answer.sensors.filter(|_| !changed.is_empty())?;
    let (now, before, changed) = (now.len(), before.len(), changed.join("、"));
    Some((
        said!(
            "前四半期と比べていますが、観測したセンサーが異なります（前四半期{before}台、本四半期{now}台。違い：{changed}）。",
            "The quarters compared have other sensors ({before} before, {now} now; differing: {changed})."
        ),
        true,
    ))
}

fn serving<'a>(desk: &'a Desk<'_>, answer: &Answer, quarter: Quarter) -> BTreeSet<&'a str> {
    let site = desk.job.site;
    let inside = |sensor: &&Sensor| match answer.question.filter.scope {
        Scope::Home => sensor.region == site.home,
        Scope::Overseas => sensor.region != site.home,
        Scope::All => true,
    };
    let Span { first, last } = quarter.span();
    let serves = |sensor: &&Sensor| {
        sensor.start.is_none_or(|start| start <= last) && sensor.end.is_none_or(|end| end >= first)
    };
    site.sensors.iter().filter(inside).filter(serves).map(|sensor| sensor.id.as_str()).collect()
}
