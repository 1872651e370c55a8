//! Distinct counts answer a question of exactly their grain, and are never added: questions in, findings out.

use std::collections::BTreeSet;

use super::{Chart, Lines, Per, Reader};
use crate::finding::{Finding, Place};
use crate::question::Question;
use crate::said;

/// A ranking adds the days of the quarter.
pub(super) fn check_table(reader: &mut Reader<'_>, question: &Question, place: &Place) {
    if let Some(per) = reader.site.grain(question) {
        reader.findings.push(refused(question, per, place));
    }
}

/// A chart draws the counts of the days as they are, or not at all.
pub(super) fn check_chart(reader: &mut Reader<'_>, chart: &Chart) {
    let Some(per) = reader.site.grain(&chart.question) else { return };
    let plain = chart.mean == 1
        && chart.per == Per::Day
        && chart.normal.is_none()
        && !chart.events
        && !matches!(chart.lines, Lines::Top(_));
    if !(plain && chart.question.is_of_grain(per)) {
        reader.findings.push(refused(&chart.question, per, &chart.place));
    }
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
