//! What the cells of a column look like: days, counts, protocols, ports, regions. Values in, a form out; headers
//! are not looked at here.

use std::collections::BTreeSet;

use crate::key::{Port, Protocol};
use crate::names::Names;
use crate::observe::engine;
use crate::observe::words::{Word, word};

/// A form that the cells of a column may share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Days.
    Day,
    /// TCP, UDP, ICMP.
    Protocol,
    /// `23/TCP` or `TCP/23`.
    Pair,
    /// Codes or names of regions.
    Region,
    /// Whole numbers of any size.
    Integer,
    /// Anything else.
    Text,
}

/// The forms that are looked for, the most telling first.
const FORMS: [Form; 5] = [Form::Day, Form::Protocol, Form::Pair, Form::Region, Form::Integer];

/// The distinct values of a column, and what stands out among them.
#[derive(Clone, Debug, Default)]
pub struct Values {
    seen: BTreeSet<String>,
    /// Whether a cell is empty.
    pub gaps: bool,
}

/// More distinct values than these are not kept: a form shows itself before.
const KEPT: usize = 50_000;

impl Values {
    /// Adds a cell.
    pub fn add(&mut self, cell: &str) {
        let cell = cell.trim();
        if cell.is_empty() {
            self.gaps = true;
        } else if self.seen.len() < KEPT && !self.seen.contains(cell) {
            self.seen.insert(cell.to_owned());
        }
    }

    /// The values that are neither a sum nor the rest.
    pub fn plain(&self) -> impl Iterator<Item = &str> {
        self.seen
            .iter()
            .map(String::as_str)
            .filter(|value| !matches!(word(value), Some(Word::Rest | Word::Total)))
    }

    /// The values that are known to mean `meant`.
    pub fn meaning(&self, meant: Word) -> impl Iterator<Item = &str> {
        self.seen.iter().map(String::as_str).filter(move |value| word(value) == Some(meant))
    }

    /// The form that nine of ten values share.
    pub fn form(&self, names: &Names) -> Form {
        let all = self.plain().count();
        let shared = |form: &Form| {
            let fitting = self.plain().filter(|value| fits(value, *form, names)).count();
            fitting > 0 && fitting * 10 >= all * 9
        };
        FORMS.into_iter().find(shared).unwrap_or(Form::Text)
    }

    /// The values that are not of `form`, at most `most`.
    pub fn misfits(&self, form: Form, names: &Names, most: usize) -> Vec<&str> {
        self.plain().filter(|value| !fits(value, form, names)).take(most).collect()
    }
}

/// Whether `value` is of that form.
pub fn fits(value: &str, form: Form, names: &Names) -> bool {
    match form {
        Form::Day => day(value),
        Form::Protocol => {
            value.parse::<Protocol>().is_ok() && !value.bytes().all(|byte| byte.is_ascii_digit())
        }
        Form::Pair => pair(value),
        Form::Region => names.region_named(value).is_some(),
        Form::Integer => engine::integer(value).is_ok(),
        Form::Text => true,
    }
}

/// Whether a day stands here, written out; a bare number may be one of Excel's, which only a header can tell.
pub fn day(value: &str) -> bool {
    value.len() > 5 && !value.bytes().all(|byte| byte.is_ascii_digit()) && engine::day(value).is_some()
}

fn pair(value: &str) -> bool {
    let turned = || value.split_once('/').map(|(protocol, port)| format!("{port}/{protocol}"));
    value.contains('/')
        && (value.parse::<Port>().is_ok() || turned().is_some_and(|turned| turned.parse::<Port>().is_ok()))
}
