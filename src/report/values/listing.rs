//! Every value that the manuscript may bind as it would print, without a filter and through every filter that fits it.
//!
//! Comes in: a desk. Goes out: bindings ready to copy, each with its print. What disclosure does not let out is left out.

use super::super::desk::Desk;
use super::Bindable;
use crate::binding::{Call, Expression, Step};
use crate::words::{FILTERS, Value};

/// A binding, ready to copy, and what it prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The first name of its path: a block's id, or `quarter`.
    pub root: String,
    /// What stands between the braces.
    pub expression: String,
    /// What it prints; of a claim, that its condition holds.
    pub print: String,
    /// What kind of value it is: `packets`, `share`, `day`.
    pub kind: &'static str,
    /// The label of the row it is of: 23/TCP（telnet）, 米国.
    pub label: Option<String>,
}

impl Desk<'_> {
    /// Every binding that prints, in the order of [`Desk::every`].
    pub(in crate::report) fn listing(&self) -> Vec<Listed> {
        self.every().iter().flat_map(|bindable| self.ways(bindable)).collect()
    }

    /// The ways in which a value can be printed; of a condition, a claim where it is true.
    fn ways(&self, bindable: &Bindable) -> Vec<Listed> {
        if let Value::Truth(is_so) = bindable.value {
            return is_so.then(|| self.claimable(bindable)).flatten().into_iter().collect();
        }
        let path = &bindable.expression.path;
        let fits = |name: &&str| *name != "ordinal" || is_counted_off(path);
        let calls = FILTERS.into_iter().filter(fits).map(|name| vec![call(name, None)]);
        let calls = std::iter::once(Vec::new()).chain(calls).chain([vec![call("percent", Some(1))]]);
        let said = calls.map(|calls| Expression { calls, ..Expression::of_path(path.clone()) });
        let mut ways: Vec<Listed> = Vec::new();
        for way in said.chain(levels(bindable)).filter_map(|expression| self.way(bindable, &expression)) {
            // A filter that says what is said already helps nobody.
            if !ways.iter().any(|said| said.print == way.print && said.kind == way.kind) {
                ways.push(way);
            }
        }
        ways
    }

    /// A claim with room for its words, beside what its condition is.
    fn claimable(&self, bindable: &Bindable) -> Option<Listed> {
        let path = bindable.expression.path.clone();
        let claim = Expression { claim: Some("…".to_owned()), ..Expression::of_path(path) };
        listed(bindable, &claim, bindable.print.clone(), bindable.value.kind())
    }

    fn way(&self, bindable: &Bindable, expression: &Expression) -> Option<Listed> {
        let print = self.print(expression).ok()?;
        let (value, _) = self.chosen(expression).ok()?;
        listed(bindable, expression, print, value.kind())
    }
}

/// `expression` with its print, where somebody could write it: a key may hold what no binding can be written with.
fn listed(bindable: &Bindable, expression: &Expression, print: String, kind: &'static str) -> Option<Listed> {
    let written = expression.to_string();
    let copied = !written.contains("}}") && Expression::read(&written, &FILTERS).as_ref() == Ok(expression);
    copied.then(|| Listed {
        root: expression.root().unwrap_or_default().to_owned(),
        expression: written,
        print,
        kind,
        label: bindable.label.clone(),
    })
}

/// Whether a number is said as a place in an order: a rank, or the last of so many sensors; not a number of days.
fn is_counted_off(path: &[Step]) -> bool {
    let sensors = path.first() == Some(&Step::Name("sensors".to_owned()));
    sensors || matches!(path.last(), Some(Step::Name(name)) if name == "rank" || name == "sensors")
}

fn call(name: &str, argument: Option<i64>) -> Call {
    Call { name: name.to_owned(), arguments: argument.into_iter().collect() }
}

/// Beside a row's peak, the days above half of it: an example of a level.
fn levels(bindable: &Bindable) -> Vec<Expression> {
    let half = match &bindable.value {
        Value::Packets(peak) => peak / 2,
        Value::Index(peak) => peak.rounded(1).and_then(|peak| i64::try_from(peak / 2).ok()).unwrap_or(0),
        _ => return Vec::new(),
    };
    let mut path = bindable.expression.path.clone();
    if path.pop() != Some(Step::Name("peak".to_owned())) {
        return Vec::new();
    }
    path.push(Step::Name("by_day".to_owned()));
    let days = ["first_above", "last_above"].map(|name| vec![call(name, Some(half))]);
    days.map(|calls| Expression { calls, ..Expression::of_path(path.clone()) }).to_vec()
}
