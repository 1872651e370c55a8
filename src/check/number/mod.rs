//! The rule `number`: every figure, rank, share, day and direction in the prose, held against the data.
//!
//! Comes in: what the proof-reader knows. Goes out: what is wrong, unmatched or unbound, and how many there are of each.

mod amount;
mod around;
mod counts;
mod courses;
mod dates;
mod direction;
mod figure;
mod figures;
mod ground;
mod identifier;
mod line;
mod mood;
mod moves;
mod ranking;
mod replaced;
mod scan;
mod subject;
mod tell;
#[cfg(test)]
mod tests;
mod times;
mod token;
mod verdict;
mod when;

use super::Desk;
use super::passage::{Origin, Passage, Role};
use crate::finding::{Finding, Place};
use crate::said;
use ground::{Asked, Ground};
use line::Line;

use subject::{Named, Subject};
use token::{Claim, Figure, Sense, Token, Unit};
use verdict::{Mend, Verdict};
use when::Basis;

/// How many claims of the prose are of each class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Values that bindings print.
    pub bound: usize,
    /// Typed, and the data say the same.
    pub agreeing: usize,
    /// Typed, and the data say otherwise.
    pub wrong: usize,
    /// Typed, and the data do not tell.
    pub unmatched: usize,
}

/// A claim that somebody typed and that the data bear out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Agreeing {
    /// Its words.
    pub words: String,
    /// Where they begin.
    pub place: Place,
    /// What says the same, where one value or condition does: a binding without its braces.
    pub source: Option<String>,
}

/// What the rule says.
#[derive(Default)]
pub(super) struct Numbers {
    pub(super) findings: Vec<Finding>,
    pub(super) counts: Counts,
    pub(super) agreeing: Vec<Agreeing>,
}

/// Holds every claim of the prose against the data.
pub(super) fn number(desk: &Desk<'_>) -> Numbers {
    let ground = Ground::new(desk);
    let mut numbers = Numbers::default();
    let mut near = None;
    for passage in &desk.passages {
        match &passage.role {
            Role::Heading => near = None,
            Role::Caption(id) => near = Some(id.as_str()),
            _ => {}
        }
        if !is_prose(desk, passage) {
            continue;
        }
        let bound = passage.pieces.iter().filter(|piece| matches!(piece.origin, Origin::Bound(_)));
        numbers.counts.bound += bound.count();
        Reader::new(&ground, passage, near).read(&mut numbers);
    }
    numbers
}

/// Fixed texts, references and tables written by hand are no prose of the edition.
fn is_prose(desk: &Desk<'_>, passage: &Passage) -> bool {
    let prose = matches!(
        passage.role,
        Role::Summary
            | Role::Heading
            | Role::Paragraph
            | Role::Note
            | Role::Caption(_)
            | Role::Finding(_)
            | Role::Alternative(_)
    );
    prose && desk.is_own(&passage.place)
}

/// A passage while it is read.
struct Reader<'a> {
    ground: &'a Ground<'a>,
    line: Line<'a>,
    named: Named,
    tokens: Vec<Token>,
    /// The last table or chart before it in its section.
    near: Option<&'a str>,
}

impl<'a> Reader<'a> {
    fn new(ground: &'a Ground<'a>, passage: &'a Passage, near: Option<&'a str>) -> Self {
        let line = Line::new(passage);
        let named = subject::named(ground, &line);
        let tokens = scan::scan(&line, ground.desk.job.edition.quarter);
        Self { ground, line, named, tokens, near }
    }

    fn read(&self, Numbers { findings, counts, agreeing }: &mut Numbers) {
        findings.extend(around::strangers(self.ground, &self.line, &self.named));
        let absent = around::absent(self.ground, &self.line, &self.named);
        counts.unmatched += absent.len();
        let beyond = around::beyond(&self.line);
        counts.wrong += beyond.len();
        findings.extend(beyond);
        findings.extend(absent);
        for (at, token) in self.tokens.iter().enumerate() {
            let (verdict, told) = self.judge(at, token);
            match &verdict {
                Verdict::True(mend) => {
                    counts.agreeing += 1;
                    agreeing.extend(self.agreeing(token, mend.as_ref()));
                }
                Verdict::False(..) => counts.wrong += 1,
                Verdict::Unmatched(_) => counts.unmatched += 1,
                Verdict::Outside => {}
            }
            if told {
                findings.extend(tell::tell(&self.line, token, verdict));
            }
        }
    }

    fn agreeing(&self, token: &Token, mend: Option<&Mend>) -> Option<Agreeing> {
        let (_, place) = self.line.passage.at(token.range.start)?;
        let words = self.line.words(&token.range).to_owned();
        Some(Agreeing { words, place, source: mend.and_then(Mend::source) })
    }

    fn subject(&self, at: usize) -> Subject<'a> {
        subject::subject(
            self.ground,
            &self.line,
            &self.named,
            at,
            subject::own(&self.line.passage.role),
            self.near,
        )
    }

    /// What becomes of a claim, and whether it is told by itself: a time is told with its direction.
    fn judge(&self, at: usize, token: &Token) -> (Verdict, bool) {
        if !mood::is_told(&self.line, token) {
            return (Verdict::Outside, true);
        }
        let subject = self.subject(token.range.start);
        let verdict = match &token.claim {
            Claim::Figure(figure) => match self.figure(token, figure, &subject) {
                Verdict::Unmatched(near) => {
                    figures::fact(self.ground, figure, &self.line.text[token.range.start..])
                        .map_or(Verdict::Unmatched(near), |fact| Verdict::True(Some(fact)))
                }
                verdict => verdict,
            },
            Claim::NoDay => {
                let day = self.line.words(&token.range);
                Verdict::False(said!("{day}という日はありません", "there is no such day"), None)
            }
            Claim::Day(_) | Claim::Stretch(_) => return self.time(at, token, &subject),
            Claim::Direction(sense) => self.direction(at, token, *sense, &subject),
            Claim::Swing => courses::swings(&subject),
            Claim::High => Verdict::Outside,
            Claim::Spike => courses::spikes(&subject),
            Claim::Same => ranking::same(self.ground, &subject, &self.wholes(token)),
            Claim::Differs => ranking::differs(self.ground, &subject, &self.wholes(token)),
            Claim::Most(_) if self.speaks_of_a_peak(token) => Verdict::Outside,
            Claim::Most(rank) => ranking::most(self.ground, &subject, *rank),
        };
        (verdict, true)
    }

    fn figure(&self, token: &Token, figure: &Figure, subject: &Subject<'_>) -> Verdict {
        match figure.unit {
            Unit::Packets | Unit::Percent | Unit::Tenths | Unit::Times | Unit::Rank => {
                figures::judge(self.ground, &self.line, token, figure, subject)
            }
            Unit::Other | Unit::Alien if self.silent() => Verdict::Outside,
            Unit::Alien => Verdict::Unmatched(Vec::new()),
            Unit::Other => figures::judge(self.ground, &self.line, token, figure, subject),
            _ => counts::judge(self.ground, &self.line, token, figure, &self.named, subject),
        }
    }

    fn direction(&self, at: usize, token: &Token, sense: Sense, subject: &Subject<'_>) -> Verdict {
        if let Some(verdict) = courses::beside_binding(self.ground, &self.line, token, sense) {
            return verdict;
        }
        let time = when::time_before(&self.line, &self.tokens, &self.named, at);
        let before = self.tokens[..at].iter().rev().find(|own| matches!(own.claim, Claim::Direction(_)));
        let basis = when::basis(&self.line, token, time, before.map_or(0, |own| own.range.end));
        moves::judge(self.ground, subject, sense, basis)
    }

    /// A day or stretch: with the direction or level that follows it in its sentence, else by itself. The direction tells
    /// what is wrong where it speaks of this time; a day may be known all the same.
    fn time(&self, at: usize, token: &Token, subject: &Subject<'_>) -> (Verdict, bool) {
        let (ground, line) = (self.ground, &self.line);
        let alone = match token.claim {
            Claim::Day(day) => times::day(ground, line, token, day, subject),
            Claim::Stretch(span) => times::stretch(ground, span, subject),
            _ => Verdict::Outside,
        };
        let quarter = ground.desk.job.edition.quarter.span();
        if when::span_of(&token.claim)
            .is_some_and(|span| span.last < quarter.first || quarter.last < span.first)
        {
            return (Verdict::Outside, true);
        }
        let known = matches!((&token.claim, &alone), (Claim::Day(_), Verdict::True(_)))
            || times::is_of_a_peak(line, token);
        let (Some((to, claim)), Some(basis), false) =
            (self.move_after(at), when::basis_of(line, &self.tokens, at), known)
        else {
            return (alone, true);
        };
        if !mood::is_told(line, &self.tokens[to]) {
            return (if matches!(alone, Verdict::True(_)) { alone } else { Verdict::Outside }, true);
        }
        match (claim, basis) {
            (Claim::Direction(sense), _) => {
                let its_own = when::time_before(line, &self.tokens, &self.named, to) == Some(basis);
                // The direction has another time, or tells what is wrong with this one.
                if its_own { (moves::judge(ground, subject, *sense, basis), false) } else { (alone, true) }
            }
            (_, Basis::Stretch(span)) => (times::high(ground, span, subject), true),
            _ => (moves::judge(ground, subject, Sense::Rise, basis), true),
        }
    }

    /// The first direction or level behind a time in its sentence.
    fn move_after(&self, at: usize) -> Option<(usize, &Claim)> {
        let sentence = self.line.sentence(self.tokens[at].range.start);
        let after = self.tokens.iter().enumerate().skip(at + 1);
        let mut after = after.take_while(|(_, token)| sentence.contains(&token.range.start));
        after.find_map(|(at, token)| {
            matches!(token.claim, Claim::Direction(_) | Claim::High).then_some((at, &token.claim))
        })
    }

    /// The blocks that a sentence speaks of as a whole: those it binds or refers to without naming a key.
    fn wholes(&self, token: &Token) -> Vec<&Asked<'a>> {
        let sentence = self.line.sentence(token.range.start);
        if self.named.mentions.iter().any(|mention| sentence.contains(&mention.at)) {
            return Vec::new();
        }
        let touched = self.named.touched.iter().filter(|(at, _)| sentence.contains(at));
        touched.filter_map(|(_, id)| self.ground.block(id)).collect()
    }

    /// Whether 最多 is that of one row's days, not of one key among others.
    fn speaks_of_a_peak(&self, token: &Token) -> bool {
        let clause = self.line.clause(token.range.start);
        let bound = |name: &str| {
            let pieces = self.line.pieces.iter().filter(|(range, _)| clause.contains(&range.start));
            pieces.into_iter().any(|(_, piece)| match &piece.origin {
                Origin::Bound(expression) => {
                    matches!(expression.path.last(), Some(crate::binding::Step::Name(own)) if own == name)
                }
                _ => false,
            })
        };
        let dated = self.tokens.iter().any(|own| {
            clause.contains(&own.range.start) && matches!(own.claim, Claim::Day(_) | Claim::Stretch(_))
        });
        self.line.words(&clause).contains("期間中") || dated || bound("peak") || bound("peak_day")
    }

    /// Whether the passage names neither a key nor a block.
    fn silent(&self) -> bool {
        self.named.mentions.is_empty() && self.named.touched.is_empty()
    }
}
