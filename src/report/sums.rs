//! Which numbers of an edition add up to which: rows to a total, and what home and overseas, or a filter and its
//! opposite, have to what all have.
//!
//! Comes in: the answers whose numbers may be added, and the lines of their rows. Goes out: sums of lines. It does not
//! know which of them are withheld.

use std::collections::BTreeMap;
use std::ops::Range;

use super::withhold::Lines;
use crate::answer::{Answer, Row};
use crate::key::Key;
use crate::question::{By, Question};

/// Lines that add up to another at each of `places`.
pub(super) struct Sum {
    pub(super) parts: Vec<usize>,
    pub(super) whole: usize,
    pub(super) places: Range<usize>,
}

/// What the answers to one filter add up to, whatever their rows are.
pub(super) struct Total<'a> {
    pub(super) line: usize,
    packets: i64,
    /// Whether its days are known, too: not where rows stand for all others.
    daily: bool,
    answers: Vec<&'a Answer>,
}

/// The lines of the rows of each answer.
pub(super) type Rows<'a> = BTreeMap<&'a Question, Vec<usize>>;

/// The totals of `adding`.
pub(super) fn totals<'a>(lines: &mut Lines, adding: &[&'a Answer], rows: &Rows<'_>) -> Vec<Total<'a>> {
    let mut same: BTreeMap<(Question, i64), Vec<&Answer>> = BTreeMap::new();
    for answer in adding {
        let total = Question { by: By::Total, ..answer.question.clone() };
        same.entry((total, answer.total)).or_default().push(answer);
    }
    let total = |((_, packets), answers): ((Question, i64), Vec<&'a Answer>)| {
        // The total itself, where it was asked, is the last of them.
        let listed = answers.iter().rev().find(|answer| answer.rest == 0);
        let numbers = match listed {
            Some(answer) => added(lines, answer, &rows[&answer.question]),
            None => answers[0].days.iter().map(|_| None).chain([Some(packets)]).collect(),
        };
        Total { line: lines.line(numbers), packets, daily: listed.is_some(), answers }
    };
    same.into_iter().map(total).collect()
}

/// The numbers that the rows of `answer` add up to.
fn added(lines: &Lines, answer: &Answer, rows: &[usize]) -> Vec<Option<i64>> {
    let at = |at: usize| rows.iter().filter_map(|row| lines.number((*row, at))).sum();
    let days = answer.days.iter().enumerate().map(|(day, seen)| (seen.observed > 0).then(|| at(day)));
    days.chain([Some(at(answer.days.len()))]).collect()
}

/// Everything that adds up in `totals` and the rows of their answers.
pub(super) fn sums(lines: &Lines, totals: &[Total<'_>], rows: &Rows<'_>) -> Vec<Sum> {
    let mut sums = Vec::new();
    for total in totals {
        let listing = total.answers.iter().filter(|answer| answer.question.by != By::Total);
        sums.extend(listing.map(|answer| {
            let ranked =
                answer.rows.iter().zip(&rows[&answer.question]).filter(|(row, _)| row.rank.is_some());
            let parts = ranked.map(|(_, line)| *line).collect();
            Sum { parts, whole: total.line, places: lines.places() }
        }));
        if !total.daily {
            sums.extend(same(lines, total, totals, rows));
        }
    }
    sums.extend(parted(lines, totals, rows));
    sums
}

/// Numbers of the quarter that are the same as a total whose days are not known: by those it would be known.
fn same(lines: &Lines, total: &Total<'_>, totals: &[Total<'_>], rows: &Rows<'_>) -> Vec<Sum> {
    let of_total = |other: &Total<'_>| (other.packets == total.packets).then_some(other.line);
    let of_rows = |answer: &&Answer| {
        let rows = answer.rows.iter().zip(&rows[&answer.question]);
        let same = rows.filter(|(row, _)| row.sums.every == total.packets);
        same.map(|(_, line)| *line).collect::<Vec<_>>()
    };
    let others = totals.iter().filter_map(of_total);
    let others = others.chain(totals.iter().flat_map(|other| other.answers.iter().flat_map(of_rows)));
    let others = others.filter(|line| *line != total.line);
    others.map(|line| Sum { parts: vec![line], whole: total.line, places: lines.quarter() }).collect()
}

/// Totals of which two add up to a third, and with them the rows of the same key.
fn parted(lines: &Lines, totals: &[Total<'_>], rows: &Rows<'_>) -> Vec<Sum> {
    let mut sums = Vec::new();
    for (at, one) in totals.iter().enumerate() {
        for other in &totals[at + 1..] {
            // Where one is nothing, the other is the whole.
            let parts: Vec<_> = [one, other].into_iter().filter(|part| part.packets > 0).collect();
            for whole in totals {
                if let Some(sum) = total_of(lines, &parts, whole) {
                    sums.push(sum);
                    sums.extend(rows_of(lines, &parts, whole, rows));
                }
            }
        }
    }
    sums
}

fn total_of(lines: &Lines, parts: &[&Total<'_>], whole: &Total<'_>) -> Option<Sum> {
    let packets: i128 = parts.iter().map(|part| i128::from(part.packets)).sum();
    if whole.packets == 0
        || packets != i128::from(whole.packets)
        || !parts.iter().all(|part| part.alike(whole))
    {
        return None;
    }
    let daily = whole.daily && parts.iter().all(|part| part.daily);
    let parts: Vec<usize> = parts.iter().map(|part| part.line).collect();
    if daily && !lines.add_up(&parts, whole.line) {
        return None;
    }
    let places = if daily { lines.places() } else { lines.quarter() };
    (parts != [whole.line]).then_some(Sum { parts, whole: whole.line, places })
}

fn rows_of(lines: &Lines, parts: &[&Total<'_>], whole: &Total<'_>, rows: &Rows<'_>) -> Vec<Sum> {
    let of_answer = |answer: &&Answer| {
        let parts: Vec<_> = parts.iter().filter_map(|part| part.keyed(&answer.question.by, rows)).collect();
        let sum = |(row, whole): (&Row, &usize)| {
            let parts = parts.iter().filter_map(|keyed| keyed.get(&row.key).copied());
            let parts: Vec<usize> = parts.filter(|part| lines.is_something(*part)).collect();
            let add_up = !parts.is_empty() && parts != [*whole] && lines.add_up(&parts, *whole);
            add_up.then(|| Sum { parts, whole: *whole, places: lines.places() })
        };
        answer.rows.iter().zip(&rows[&answer.question]).filter_map(sum).collect::<Vec<_>>()
    };
    whole.answers.iter().flat_map(of_answer).collect()
}

impl Total<'_> {
    /// Whether it is the total of the answer to `question`.
    pub(super) fn is_of(&self, question: &Question) -> bool {
        self.answers.iter().any(|answer| answer.question == *question)
    }

    /// Whether it counts the same as `other`.
    fn alike(&self, other: &Self) -> bool {
        self.measure() == other.measure()
    }

    fn measure(&self) -> Option<&str> {
        self.answers.first().map(|answer| answer.question.measure.as_str())
    }

    /// The lines of the rows of the answer whose rows are `by`, by their keys.
    fn keyed(&self, by: &By, rows: &Rows<'_>) -> Option<BTreeMap<&Key, usize>> {
        let answer = self.answers.iter().find(|answer| answer.question.by == *by)?;
        Some(answer.rows.iter().map(|row| &row.key).zip(rows[&answer.question].iter().copied()).collect())
    }
}
