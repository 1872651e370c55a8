//! What a binding may name, and the value it has: paths from a block's id, or from the words of the period.

mod block;
mod cause;
mod claim;
mod condition;
mod earlier;
mod every;
mod evidence;
mod fact;
mod listing;
mod normal;
mod pair;
mod period;
mod row;

use super::desk::Desk;
use super::miss::{Miss, bare, condition_as_value, count_as_index, one_filter, too_exact, unknown};
use crate::binding::{Call, Expression, Step};
use crate::config::Counts;
use crate::words::{Unsaid, Value, unfit_argument};
use block::BLOCK;
pub(super) use cause::drilled;
pub(super) use earlier::looking_back;
pub use every::Bindable;
use fact::METHOD;
pub use listing::Listed;
use period::{COVERAGE, QUARTER, SENSORS};

/// How many ranks a table asks for, which its manuscript says.
pub(super) const TOP: &str = "top";

/// Names that are no block's.
const ROOTS: [&str; 8] =
    ["coverage", "facts", "fiscal", "method", "previous", "quarter", "sensors", "year_before"];

impl<'a> Desk<'a> {
    /// The print of an expression.
    pub(super) fn print(&self, expression: &Expression) -> Result<String, Miss> {
        if self.awaits(expression) {
            return Ok(self.words.labels.awaited_value.clone());
        }
        if let Some(words) = &expression.claim {
            return self.claim(words, &expression.path);
        }
        let (value, calls) = self.chosen(expression)?;
        self.may_print(&value, expression)?;
        let [call] = calls else {
            return if calls.is_empty() { Ok(self.say(&value)) } else { Err(one_filter()) };
        };
        let Call { name, arguments } = call;
        let said = match arguments.as_slice() {
            [] => self.words.filtered(&value, name, None),
            [argument] => self.words.filtered(&value, name, Some(*argument)),
            _ => Err(unfit_argument(name)),
        };
        said.map_err(|Unsaid { what, mend }| (what, mend))
    }

    /// The value that is printed, and the filters that say it: the first filter of a row's days chooses one of them.
    pub(super) fn chosen<'e>(&self, expression: &'e Expression) -> Result<(Value, &'e [Call]), Miss> {
        let Expression { path, calls, .. } = expression;
        if let ([Step::Name(id), rest @ ..], [call, calls @ ..]) = (path.as_slice(), calls.as_slice())
            && rest.last() == Some(&Step::Name("by_day".to_owned()))
            && let Some(told) = self.ledger.answers.get(id.as_str())
        {
            let (row, _) = self.row_of(id, told, rest)?;
            return Ok((self.day_above(id, told, row, call)?, calls));
        }
        Ok((self.value(path)?, calls))
    }

    /// Whether disclosure lets a value out as it is asked for.
    fn may_print(&self, value: &Value, expression: &Expression) -> Result<(), Miss> {
        let calls = &expression.calls;
        let digits = calls.iter().flat_map(|call| &call.arguments).max().copied().unwrap_or(0);
        let index = self.job.site.disclosure.counts == Counts::Index;
        match value {
            Value::Truth(_) => Err(condition_as_value(expression)),
            Value::Index(_) if !matches!(calls.as_slice(), [call] if call.name == "index") => {
                Err(count_as_index(&shown(&expression.path)))
            }
            Value::Share(_) if index && digits > 1 => Err(too_exact()),
            Value::Change(_) if index && digits > 0 => Err(too_exact()),
            _ => Ok(()),
        }
    }

    /// The value as it prints without a filter; a change beside an index without decimals, which could tell packets.
    pub(super) fn say(&self, value: &Value) -> String {
        match value {
            Value::Change(change) if self.job.site.disclosure.counts == Counts::Index => {
                self.words.signed_percent(*change, 0)
            }
            _ => self.words.say(value),
        }
    }

    fn value(&self, path: &[Step]) -> Result<Value, Miss> {
        let (root, rest) = match path {
            [Step::Name(root), rest @ ..] => (root.as_str(), rest),
            _ => return Err(unknown("", ROOTS.iter().copied())),
        };
        let quarter = self.job.edition.quarter;
        match (root, rest) {
            ("quarter", [Step::Name(name)]) => self.period(quarter, name),
            ("previous", [Step::Name(name)]) => self.period(quarter.previous(), name),
            ("year_before", [Step::Name(name)]) => self.period(quarter.year_before(), name),
            ("facts", [Step::Name(id)]) => self.fact(id),
            ("method", [Step::Name(name)]) => self.method(name),
            ("fiscal", [Step::Name(name)]) if name == "year" => {
                Ok(Value::Text(self.words.fiscal_year(quarter.span().last)))
            }
            (root, []) => Err(self.incomplete(root)),
            ("fiscal", _) => Err(unknown(&shown(rest), ["year"].into_iter())),
            ("sensors", [Step::Name(name)]) => self.sensors(name),
            ("coverage", [Step::Name(name)]) => self.coverage(name),
            ("facts", _) => Err(self.bare_fact()),
            ("method", _) => Err(unknown(&shown(rest), METHOD.into_iter())),
            (id, [Step::Name(name)]) if name == TOP && self.ledger.awaited.contains(id) => {
                Ok(Value::Number(self.ledger.tops.get(id).copied().unwrap_or(0).into()))
            }
            ("quarter" | "previous" | "year_before", _) => Err(unknown(&shown(rest), QUARTER.into_iter())),
            ("sensors", _) => Err(unknown(&shown(rest), SENSORS.into_iter())),
            ("coverage", _) => Err(unknown(&shown(rest), COVERAGE.into_iter())),
            (id, rest) => match self.ledger.answers.get(id) {
                Some(told) => self.of_block(id, told, rest),
                None => Err(unknown(id, self.ledger.answers.keys().copied().chain(ROOTS))),
            },
        }
    }

    /// A root alone is no value: which names may follow it.
    fn incomplete(&self, root: &str) -> Miss {
        match root {
            "facts" => self.bare_fact(),
            "method" => bare(root, "window", &METHOD),
            "quarter" | "previous" | "year_before" => bare(root, "title", &QUARTER),
            "fiscal" => bare(root, "year", &["year"]),
            "sensors" => bare(root, "home", &SENSORS),
            "coverage" => bare(root, "days", &COVERAGE),
            id if self.ledger.answers.contains_key(id) => bare(root, "packets", &BLOCK),
            _ => unknown(root, self.ledger.answers.keys().copied().chain(ROOTS)),
        }
    }
}

fn shown(path: &[Step]) -> String {
    path.iter()
        .map(|step| match step {
            Step::Name(name) => name.clone(),
            Step::Row(row) => row.to_string(),
        })
        .collect::<Vec<_>>()
        .join(".")
}
