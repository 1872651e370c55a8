//! Distinct counts answer a question of exactly their grain, and are never added: questions in, findings out.

use std::collections::BTreeSet;

use super::{Chart, Lines, Per, Reader};
use crate::config::MeasureKind;
use crate::finding::{Finding, Place};
use crate::question::{By, Question};
use crate::said;

/// A ranking adds the days of the quarter.
pub(super) fn check_table(reader: &mut Reader<'_>, question: &Question, place: &Place) {
    if let Some(per) = grain(reader, question) {
        reader.findings.push(refused(question, &per, place));
    }
}

/// A chart draws the counts of the days as they are, or not at all.
pub(super) fn check_chart(reader: &mut Reader<'_>, chart: &Chart) {
    let Some(per) = grain(reader, &chart.question) else { return };
    let plain = chart.mean == 1
        && chart.per == Per::Day
        && chart.normal.is_none()
        && !chart.events
        && !matches!(chart.lines, Lines::Top(_));
    if !(plain && same(&chart.question, &per)) {
        reader.findings.push(refused(&chart.question, &per, &chart.place));
    }
}

/// The grain of a question's measure, if it counts distinct things.
fn grain(reader: &Reader<'_>, question: &Question) -> Option<BTreeSet<String>> {
    let source = reader.site.sources.get(&question.source)?;
    match &source.measures.get(&question.measure)?.kind {
        MeasureKind::Distinct(per) => Some(per.clone()),
        MeasureKind::Sum => None,
    }
}

/// Whether the days of a question are of exactly that grain; its conditions may only choose among its rows.
fn same(question: &Question, per: &BTreeSet<String>) -> bool {
    let by = match &question.by {
        By::Port => &["protocol", "port"][..],
        By::Region => &["region"],
        By::Sensor => &["sensor"],
        By::Column(name) => &[name.as_str()],
        By::Total => &[],
    };
    let asked = || by.iter().copied().chain(["date"]);
    let named = per.iter().map(String::as_str).all(|grain| asked().any(|held| held == grain));
    // A port is one with its protocol, whether the grain names it or not.
    let whole = asked().all(|held| per.contains(held) || (held == "protocol" && per.contains("port")));
    named
        && whole
        && question.filter.conditions.iter().all(|held| asked().any(|column| column == held.column))
}

fn refused(question: &Question, per: &BTreeSet<String>, place: &Place) -> Finding {
    let (measure, per) = (&question.measure, per.iter().map(String::as_str).collect::<Vec<_>>().join(", "));
    Finding::error(
        "distinct-added",
        place.clone(),
        said!(
            "「{measure}」は {per} の単位で重複を除いて数えた値で、足し合わせたり平均したりできません。",
            "“{measure}” counts distinct things by {per}; it can be neither added nor averaged."
        ),
        said!(
            "同じ単位の日ごとの図（keysで線を選び、per = \"day\"、mean・normal・markなし）にするか、加算できるmeasureを使ってください。",
            "Draw a chart by day of exactly that grain (lines chosen by keys, per = \"day\", no mean, normal or mark), or use a measure that may be added."
        ),
    )
}
