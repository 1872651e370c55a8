//! Days and stretches of time against peaks, outages, sensors' service and the quarter's own days.

use super::super::passage::Origin;
use super::super::rows::ends_in;
use super::figures::attribute;
use super::ground::Ground;
use super::line::Line;
use super::subject::{Subject, counts};
use super::tell::print;
use super::token::Token;
use super::verdict::{Mend, Verdict};
use crate::answer::{Answer, Row};
use crate::finding::Said;
use crate::quarter::{Day, Span};
use crate::report::Bindable;
use crate::said;
use crate::words::Value;

/// Words that make a day that of the most packets.
const PEAK: [&str; 6] = ["最多", "最大", "ピーク", "最も多く", "peak", "突出"];

/// Judges a day that is told without a direction.
pub(super) fn day(
    ground: &Ground<'_>,
    line: &Line<'_>,
    token: &Token,
    day: Day,
    subject: &Subject<'_>,
) -> Verdict {
    let clause = line.clause(token.range.start);
    let sentence = line.sentence(token.range.start);
    let bound = line.pieces.iter().any(|(range, piece)| match &piece.origin {
        Origin::Bound(expression) => sentence.contains(&range.start) && ends_in(expression, &["peak"]),
        _ => false,
    });
    let cued = bound || PEAK.iter().any(|word| line.words(&clause).contains(word));
    let best = subject.blocks.iter().filter(|(_, block)| subject.keys.iter().any(|key| counts(block, key)));
    let fit = best.clone().map(|(fit, _)| *fit).max();
    let mut peaks = Vec::new();
    for (own, block) in best {
        for key in subject.keys.iter().filter(|key| counts(block, key)) {
            let values = ground.values(block, key).iter();
            let peak = values.filter(|value| attribute(value) == "peak_day");
            peaks.extend(peak.map(|value| (Some(*own) == fit, *value)));
            let row = block.row(key);
            if !cued && row.is_some_and(|row| spike(block.answer, row, day)) {
                return Verdict::True(None);
            }
        }
    }
    if let Some((_, peak)) = peaks.iter().find(|(_, peak)| peak.value == Value::Day(day)) {
        return Verdict::True(Some(Mend::value(peak)));
    }
    if let Some(known) = known(ground, day).filter(|_| !cued) {
        return Verdict::True(known);
    }
    let near: Vec<_> = peaks.iter().filter(|(strict, _)| *strict).map(|(_, peak)| *peak).collect();
    match near.as_slice() {
        [peak, ..] if cued && subject.keys.len() == 1 => {
            let (label, day) = (peak.label.clone().unwrap_or_default(), &peak.print);
            Verdict::False(
                said!("データでは、{label}が最多となった日は{day}です", "in the data {label} peaks on {day}"),
                Some(Mend::value(peak)),
            )
        }
        _ => Verdict::Unmatched(near.iter().take(3).map(|peak| shown(peak)).collect()),
    }
}

/// Days that the site's own tables tell: the quarter's first and last, outages, the service of sensors.
fn known(ground: &Ground<'_>, day: Day) -> Option<Option<Mend>> {
    let (site, quarter) = (ground.desk.job.site, ground.desk.job.edition.quarter);
    let span = quarter.span();
    if day == span.first || day == span.last {
        let name = if day == span.first { "first_day" } else { "last_day" };
        let is_it =
            |value: &&&Bindable| value.expression.root() == Some("quarter") && attribute(value) == name;
        return Some(ground.wholes.iter().find(is_it).map(|value| Mend::value(value)));
    }
    let outage = site.outages.iter().any(|outage| outage.from == day || outage.to == day);
    let service = site.sensors.iter().any(|sensor| sensor.start == Some(day) || sensor.end == Some(day));
    (outage || service).then_some(None)
}

/// Whether `day` lies in the spike of a row.
pub(super) fn spike(answer: &Answer, row: &Row, day: Day) -> bool {
    let spike = answer.course(row).and_then(|course| course.spike());
    let at = answer.quarter.span().index(day);
    at.zip(spike).is_some_and(|(at, spike)| spike.days.contains(&at))
}

/// Judges a month or a part of one that is told without a direction.
pub(super) fn stretch(ground: &Ground<'_>, span: Span, subject: &Subject<'_>) -> Verdict {
    // The rule of the period tells how the quarter's own months are bound.
    if span == ground.desk.job.edition.quarter.span() {
        return Verdict::True(None);
    }
    let mut near = Vec::new();
    for (block, key, row) in subject.rows() {
        let peak = block.answer.peak(row).map(|(day, _)| day);
        if peak.is_some_and(|peak| span.first <= peak && peak <= span.last) {
            return Verdict::True(None);
        }
        near.extend(
            ground
                .values(block, key)
                .iter()
                .find(|value| attribute(value) == "peak_day")
                .map(|own| shown(own)),
        );
    }
    near.truncate(3);
    Verdict::Unmatched(near)
}

/// A binding with what it prints.
fn shown(value: &Bindable) -> Said {
    print(&format!("{{{{ {} }}}}", value.expression), &value.print)
}

/// Whether the clause of a time says that it is that of the most packets.
pub(super) fn is_of_a_peak(line: &Line<'_>, token: &Token) -> bool {
    let clause = line.clause(token.range.start);
    PEAK.iter().any(|word| line.words(&clause).contains(word))
}

/// Judges a time for which a high level is told: its days must have more than the quarter's mean.
pub(super) fn high(ground: &Ground<'_>, span: Span, subject: &Subject<'_>) -> Verdict {
    let quarter = ground.desk.job.edition.quarter.span();
    if subject.rows().into_iter().any(|(_, _, row)| above(row, quarter, span)) {
        Verdict::True(None)
    } else {
        Verdict::Unmatched(Vec::new())
    }
}

/// Whether the days of `span` have more than the quarter's mean.
fn above(row: &Row, quarter: Span, span: Span) -> bool {
    let Some(days) = super::counts::positions(span, quarter) else { return false };
    is_above(&row.daily, days)
}

/// Whether the days at `days` have more than the mean of all.
fn is_above(daily: &[i64], days: std::ops::Range<usize>) -> bool {
    let sum = |days: &[i64]| days.iter().map(|packets| i128::from(*packets)).sum::<i128>();
    let within = daily.get(days).unwrap_or_default();
    sum(within) * daily.len() as i128 > sum(daily) * within.len() as i128
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_of_packets_is_too_great() {
        let most = i64::MAX / 2;
        assert!(is_above(&[most, 1], 0..1));
        assert!(!is_above(&[1, most], 0..1));
    }
}
