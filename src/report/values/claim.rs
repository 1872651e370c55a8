//! Claims: words that stand while a condition is true.

use super::super::desk::Desk;
use super::super::miss::{Miss, no_condition, not_so};
use super::super::told::{Told, ToldRow};
use super::condition::{OF_ROW, RANKING};
use crate::binding::{Expression, Step};
use crate::question::By;
use crate::words::Value;

/// What a path with a condition at its end speaks of.
#[derive(Clone, Copy)]
enum Subject<'a> {
    Ranking(&'a str, &'a Told<'a>),
    Row(&'a str, &'a Told<'a>, ToldRow<'a>),
}

impl<'a> Desk<'a> {
    /// The words of a claim, where the condition that `path` names is true; else what the data say.
    pub(super) fn claim(&self, words: &str, path: &[Step]) -> Result<String, Miss> {
        let shown = Expression::of_path(path.to_vec()).to_string();
        let name = match path.last() {
            Some(Step::Name(name)) => name.as_str(),
            _ => "",
        };
        let subject = self.subject(path);
        let known = subject.map_or(&OF_ROW[..], |subject| self.conditions(subject, path));
        if subject.is_some() && !known.contains(&name) {
            return Err(no_condition(&shown, name, known.iter().copied()));
        }
        match (self.value(path)?, subject) {
            (Value::Truth(true), _) => Ok(words.to_owned()),
            (Value::Truth(false), Some(subject)) => Err(self.not_so(words, &shown, subject, name)),
            _ => Err(no_condition(&shown, name, known.iter().copied())),
        }
    }

    /// The conditions that may stand at the end of `path`, which leads to `subject`; it may end in a row.
    fn conditions(&self, subject: Subject<'a>, path: &[Step]) -> &'static [&'static str] {
        match (subject, path) {
            (Subject::Ranking(..), [_, Step::Row(_)]) => &OF_ROW,
            (Subject::Ranking(_, told), [_, Step::Name(key)]) if self.row(told, key).is_ok() => &OF_ROW,
            (Subject::Ranking(..), _) => &RANKING,
            (Subject::Row(..), _) => &OF_ROW,
        }
    }

    fn not_so(&self, words: &str, shown: &str, subject: Subject<'a>, name: &str) -> Miss {
        let (facts, instead): (_, Vec<&str>) = match subject {
            Subject::Ranking(id, told) => (
                self.ranking_facts(id, told, name),
                RANKING.into_iter().filter(|name| self.ranking_holds(id, told, name) == Ok(true)).collect(),
            ),
            Subject::Row(id, told, row) => (
                self.row_facts(id, told, row, name),
                OF_ROW
                    .into_iter()
                    .filter(|name| self.of_row_holds(id, told, row, name) == Ok(true))
                    .collect(),
            ),
        };
        not_so(words, shown, &facts, &instead.join(", "))
    }

    /// What the path to a condition leads to.
    fn subject(&self, path: &[Step]) -> Option<Subject<'a>> {
        let (Step::Name(id), rest) = path.split_first()? else { return None };
        let (id, told) = self.ledger.answers.get_key_value(id.as_str())?;
        let row = match rest {
            [Step::Row(row), _] => self.row_at(id, told, *row)?,
            [Step::Name(key), _] => self.row(told, key).ok()?,
            _ if told.question().by == By::Total => told.rows().next()?,
            _ => return Some(Subject::Ranking(id, told)),
        };
        Some(Subject::Row(id, told, row))
    }
}
