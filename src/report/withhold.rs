//! Which numbers are withheld where `min_packets` is set: those below it, and as many others as keep them from being
//! had by a subtraction.
//!
//! Comes in: all answers of an edition. Goes out: for each, a mark for every day and quarter's sum of its rows, and for
//! its total. It does not know what the manuscript prints: everything that may be asked is taken for printed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::sums::{Rows, Sum, sums, totals};
use crate::answer::{Answer, Row};
use crate::question::Question;

/// What is withheld of an answer.
#[derive(Default)]
pub(super) struct Marks {
    /// For each row, whether each day is withheld and, in the last place, whether the quarter's sum is.
    pub(super) rows: Vec<Vec<bool>>,
    /// Whether the total of the quarter is withheld.
    pub(super) total: bool,
}

/// The numbers of a row or total: each day's, none where it was not observed, and the quarter's sum in the last place.
struct Line {
    numbers: Vec<Option<i64>>,
    hidden: Vec<bool>,
}

/// A number: the position of its line and its own in it.
type At = (usize, usize);

/// All lines of an edition. What two answers have in common stands here once, so that both withhold the same.
pub(super) struct Lines {
    below: i64,
    lines: Vec<Line>,
    known: BTreeMap<Vec<Option<i64>>, usize>,
}

/// The marks of each answer; `adds` tells which questions have numbers that may be added.
pub(super) fn withheld<'a>(
    answers: &'a BTreeMap<Question, Answer>,
    below: i64,
    adds: impl Fn(&Question) -> bool,
) -> BTreeMap<&'a Question, Marks> {
    let mut lines = Lines { below, lines: Vec::new(), known: BTreeMap::new() };
    let mut rows = Rows::new();
    for (question, answer) in answers {
        rows.insert(question, answer.rows.iter().map(|row| lines.line(numbers(answer, row))).collect());
    }
    let adding: Vec<&Answer> = answers.values().filter(|answer| adds(&answer.question)).collect();
    let totals = totals(&mut lines, &adding, &rows);
    let sums = sums(&lines, &totals, &rows);
    let of_rows = adding.iter().flat_map(|answer| rows[&answer.question].iter().copied());
    lines.settle(&of_rows.chain(totals.iter().map(|total| total.line)).collect(), &sums);
    let of_question = |(question, own): (&'a Question, Vec<usize>)| {
        let total = totals.iter().find(|total| total.is_of(question));
        let total = total.is_some_and(|total| lines.hidden((total.line, lines.quarter().start)));
        (question, Marks { rows: own.iter().map(|line| lines.lines[*line].hidden.clone()).collect(), total })
    };
    rows.into_iter().map(of_question).collect()
}

fn numbers(answer: &Answer, row: &Row) -> Vec<Option<i64>> {
    let days = answer.days_of(row).iter().zip(&row.daily);
    let days = days.map(|(day, packets)| (day.observed > 0).then_some(*packets));
    days.chain([Some(row.sums.observed.min(row.sums.every))]).collect()
}

impl Lines {
    /// The line of `numbers`.
    pub(super) fn line(&mut self, numbers: Vec<Option<i64>>) -> usize {
        if let Some(line) = self.known.get(&numbers) {
            return *line;
        }
        let hidden = numbers.iter().map(|number| number.is_some_and(|number| number < self.below)).collect();
        self.known.insert(numbers.clone(), self.lines.len());
        self.lines.push(Line { numbers, hidden });
        self.lines.len() - 1
    }

    /// The days and the quarter.
    pub(super) fn places(&self) -> Range<usize> {
        0..self.lines.first().map_or(0, |line| line.numbers.len())
    }

    /// The quarter alone.
    pub(super) fn quarter(&self) -> Range<usize> {
        let end = self.places().end;
        end.saturating_sub(1)..end
    }

    /// Whether `parts` add up to `whole` at every place.
    pub(super) fn add_up(&self, parts: &[usize], whole: usize) -> bool {
        let number = |line: usize, at: usize| i128::from(self.number((line, at)).unwrap_or(0));
        let sum = |at: usize| parts.iter().map(|part| number(*part, at)).sum::<i128>();
        self.places().all(|at| sum(at) == number(whole, at))
    }

    /// Whether a line has a packet.
    pub(super) fn is_something(&self, line: usize) -> bool {
        self.lines[line].numbers.iter().flatten().any(|number| *number != 0)
    }

    /// Withholds more until no sum of `lines` over the quarter and none of `sums` tells what is withheld.
    fn settle(&mut self, lines: &BTreeSet<usize>, sums: &[Sum]) {
        let quarter = self.quarter().start;
        loop {
            let mut more = false;
            for &line in lines {
                if self.is_marked(line) {
                    let days: Vec<At> = (0..quarter).map(|day| (line, day)).collect();
                    more |= self.guard(&days, (line, quarter), self.below);
                }
            }
            for sum in sums {
                if sum.parts.iter().chain([&sum.whole]).any(|line| self.is_marked(*line)) {
                    more |= sum.places.clone().fold(false, |more, at| self.guard_place(sum, at) | more);
                }
            }
            if !more {
                return;
            }
        }
    }

    fn guard_place(&mut self, sum: &Sum, at: usize) -> bool {
        let parts: Vec<At> = sum.parts.iter().map(|part| (*part, at)).collect();
        // A key of a ranking has at least one packet: two that have two together have one each.
        let each = i64::from(at == self.quarter().start);
        let hidden = parts.iter().filter(|at| self.hidden(**at)).count() as i64;
        self.guard(&parts, (sum.whole, at), each * hidden + 1)
    }

    /// Withholds one number more where those that are withheld of a sum do not hide each other: where the whole is
    /// told, they must be two or more, together no less than `least`, and not as many as they can be.
    fn guard(&mut self, parts: &[At], whole: At, least: i64) -> bool {
        let hidden = parts.iter().filter(|at| self.hidden(**at)).filter_map(|at| self.number(*at));
        let hidden: Vec<i128> = hidden.map(i128::from).collect();
        let (together, most) = (hidden.iter().sum::<i128>(), i128::from(self.below) - 1);
        let enough = match (self.hidden(whole), hidden.len()) {
            (false, 0) => true,
            (true, count) => count > 0,
            (false, count) => count > 1 && together >= i128::from(least) && together != count as i128 * most,
        };
        if enough {
            return false;
        }
        let told = parts.iter().filter(|at| !self.hidden(**at));
        let smallest = told.filter_map(|at| Some((self.number(*at)?, *at))).min();
        let next = smallest.map(|(_, at)| at).or_else(|| (!self.hidden(whole)).then_some(whole));
        if let Some((line, at)) = next {
            self.lines[line].hidden[at] = true;
        }
        next.is_some()
    }

    fn is_marked(&self, line: usize) -> bool {
        self.lines[line].hidden.contains(&true)
    }

    fn hidden(&self, (line, at): At) -> bool {
        self.lines[line].hidden[at]
    }

    /// A number; none of a day that was not observed.
    pub(super) fn number(&self, (line, at): At) -> Option<i64> {
        self.lines[line].numbers[at]
    }
}
