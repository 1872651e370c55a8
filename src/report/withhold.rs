//! Which numbers are withheld where `min_packets` is set: those below it, and as many others as keep them from being
//! had by a subtraction.
//!
//! Comes in: all answers of an edition. Goes out: for each, a mark for every day and quarter's sum of its rows. It
//! does not know what the manuscript prints: everything that may be asked of the answers is taken for printed.

use std::collections::BTreeMap;

use crate::answer::{Answer, Row};
use crate::key::Key;
use crate::question::{By, Question};

/// For each row of an answer, whether each day is withheld and, in the last place, whether the quarter's sum is.
pub(super) type Marks = Vec<Vec<bool>>;

/// The numbers of a row: each day's, none where it was not observed, and the quarter's sum in the last place.
struct Line {
    numbers: Vec<Option<i64>>,
    hidden: Vec<bool>,
}

/// Lines that add up to another, on each day and over the quarter; none where nothing tells what they add up to.
struct Sum {
    parts: Vec<usize>,
    whole: Option<usize>,
}

/// A number: the position of its line and its own in it.
type At = (usize, usize);

/// All lines of an edition. What two answers have in common stands here once, so that both withhold the same.
struct Lines {
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
    let rows: BTreeMap<&Question, Vec<usize>> = answers
        .iter()
        .map(|(question, answer)| {
            (question, answer.rows.iter().map(|row| lines.line(numbers(answer, row))).collect())
        })
        .collect();
    let adding: Vec<&Answer> = answers.values().filter(|answer| adds(&answer.question)).collect();
    let own = adding.iter().flat_map(|answer| rows[&answer.question].iter().copied()).collect();
    let sums = lines.sums(answers, &adding, &rows);
    lines.settle(own, &sums);
    let marks = |line: &usize| lines.lines[*line].hidden.clone();
    rows.into_iter().map(|(question, rows)| (question, rows.iter().map(marks).collect())).collect()
}

fn numbers(answer: &Answer, row: &Row) -> Vec<Option<i64>> {
    let days = answer.days_of(row).iter().zip(&row.daily);
    let days = days.map(|(day, packets)| (day.observed > 0).then_some(*packets));
    days.chain([Some(row.sums.observed.min(row.sums.every))]).collect()
}

impl Lines {
    fn line(&mut self, numbers: Vec<Option<i64>>) -> usize {
        if let Some(line) = self.known.get(&numbers) {
            return *line;
        }
        let hidden = numbers.iter().map(|number| number.is_some_and(|number| number < self.below)).collect();
        self.known.insert(numbers.clone(), self.lines.len());
        self.lines.push(Line { numbers, hidden });
        self.lines.len() - 1
    }

    /// The rows of each answer add up to its total, and so do answers that part another.
    fn sums(
        &mut self,
        answers: &BTreeMap<Question, Answer>,
        adding: &[&Answer],
        rows: &BTreeMap<&Question, Vec<usize>>,
    ) -> Vec<Sum> {
        let wholes: Vec<Option<usize>> =
            adding.iter().map(|answer| self.whole(answers, answer, rows)).collect();
        let of_answer = |(answer, whole): (&&Answer, &Option<usize>)| {
            let ranked =
                answer.rows.iter().zip(&rows[&answer.question]).filter(|(row, _)| row.rank.is_some());
            Sum { parts: ranked.map(|(_, line)| *line).collect(), whole: *whole }
        };
        let of_total = |(answer, _): &(&&Answer, &Option<usize>)| answer.question.by == By::Total;
        let mut sums: Vec<Sum> =
            adding.iter().zip(&wholes).filter(|pair| !of_total(pair)).map(of_answer).collect();
        sums.extend(self.parted(adding, &wholes, rows));
        sums
    }

    /// What the rows of `answer` add up to: the total where it was asked, else their sum where nothing is missing in it.
    fn whole(
        &mut self,
        answers: &BTreeMap<Question, Answer>,
        answer: &Answer,
        rows: &BTreeMap<&Question, Vec<usize>>,
    ) -> Option<usize> {
        let total = Question { by: By::Total, ..answer.question.clone() };
        if answers.contains_key(&total) {
            return rows[&total].first().copied();
        }
        if answer.rest > 0 {
            return None;
        }
        let lines: Vec<&Line> = rows[&answer.question].iter().map(|line| &self.lines[*line]).collect();
        let at = |at: usize| lines.iter().filter_map(|line| line.numbers.get(at).copied().flatten()).sum();
        let days = answer.days.iter().enumerate().map(|(day, seen)| (seen.observed > 0).then(|| at(day)));
        let numbers = days.chain([Some(at(answer.days.len()))]).collect();
        Some(self.line(numbers))
    }

    /// Answers of which two add up to a third: home and overseas, a filter and its opposite.
    fn parted(
        &self,
        adding: &[&Answer],
        wholes: &[Option<usize>],
        rows: &BTreeMap<&Question, Vec<usize>>,
    ) -> Vec<Sum> {
        let known = adding.iter().zip(wholes).filter_map(|(answer, whole)| Some((*answer, (*whole)?)));
        let known: Vec<(&Answer, usize)> = known.collect();
        let line = |answer: &Answer, key: &Key| {
            let at = answer.rows.iter().position(|row| row.key == *key)?;
            Some(rows[&answer.question][at])
        };
        let mut sums = Vec::new();
        for (at, (first, one)) in known.iter().enumerate() {
            for (second, other) in &known[at + 1..] {
                let wholes = known.iter().filter(|(whole, sum)| {
                    alike(whole, first) && alike(whole, second) && self.adds_up(&[*one, *other], *sum)
                });
                for (whole, _) in wholes {
                    sums.extend(whole.rows.iter().filter_map(|row| {
                        let parts = vec![line(first, &row.key)?, line(second, &row.key)?];
                        let whole = line(whole, &row.key)?;
                        self.adds_up(&parts, whole).then_some(Sum { parts, whole: Some(whole) })
                    }));
                }
            }
        }
        sums
    }

    /// Whether `parts` add up to `whole` everywhere, none of them being nothing.
    fn adds_up(&self, parts: &[usize], whole: usize) -> bool {
        let number = |line: usize, at: usize| self.lines[line].numbers[at].unwrap_or(0);
        let places = self.lines[whole].numbers.len();
        let something = |part: &usize| (0..places).any(|at| number(*part, at) != 0);
        parts.iter().all(something)
            && (0..places)
                .all(|at| parts.iter().map(|part| number(*part, at)).sum::<i64>() == number(whole, at))
    }

    /// Withholds more until no sum of `lines` over the quarter and none of `sums` tells what is withheld.
    fn settle(&mut self, lines: Vec<usize>, sums: &[Sum]) {
        let places = self.lines.first().map_or(0, |line| line.numbers.len());
        loop {
            let mut more = false;
            for &line in &lines {
                let days: Vec<At> = (0..places - 1).map(|day| (line, day)).collect();
                more |= self.guard(&days, Some((line, places - 1)), self.below);
            }
            for sum in sums {
                for at in 0..places {
                    let parts: Vec<At> = sum.parts.iter().map(|part| (*part, at)).collect();
                    // A key of a ranking has at least one packet: two that have two together have one each.
                    let each = i64::from(at + 1 == places);
                    let hidden = parts.iter().filter(|at| self.hidden(**at)).count() as i64;
                    more |= self.guard(&parts, sum.whole.map(|whole| (whole, at)), each * hidden + 1);
                }
            }
            if !more {
                return;
            }
        }
    }

    /// Withholds one number more where those that are withheld of a sum do not hide each other: where the whole is
    /// told, they must be two or more, together no less than `least`, and not as many as they can be.
    fn guard(&mut self, parts: &[At], whole: Option<At>, least: i64) -> bool {
        let hidden: Vec<i64> =
            parts.iter().filter(|at| self.hidden(**at)).filter_map(|at| self.number(*at)).collect();
        let whole_hidden = whole.is_some_and(|whole| self.hidden(whole));
        let together: i64 = hidden.iter().sum();
        let enough = match (whole_hidden, hidden.len() as i64) {
            (false, 0) => true,
            (true, count) => count > 0,
            (false, count) => count > 1 && together >= least && together != count * (self.below - 1),
        };
        if enough {
            return false;
        }
        let told = parts.iter().filter(|at| !self.hidden(**at));
        let smallest = told.filter_map(|at| Some((self.number(*at)?, *at))).min();
        match (smallest, whole.filter(|_| !whole_hidden)) {
            (Some((_, (line, at))), _) | (None, Some((line, at))) => {
                self.lines[line].hidden[at] = true;
                true
            }
            (None, None) => false,
        }
    }

    fn hidden(&self, (line, at): At) -> bool {
        self.lines[line].hidden[at]
    }

    fn number(&self, (line, at): At) -> Option<i64> {
        self.lines[line].numbers[at]
    }
}

/// Whether two answers have the same kind of rows and count the same.
fn alike(one: &Answer, other: &Answer) -> bool {
    one.question.by == other.question.by && one.question.measure == other.question.measure
}
