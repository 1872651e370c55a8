//! Every value that the manuscript may bind, with the path that names it.

use super::super::desk::Desk;
use super::block::BLOCK;
use super::fact::METHOD;
use super::period::{COVERAGE, QUARTER, SENSORS};
use super::row::ROW;
use crate::binding::{Expression, Step};
use crate::question::By;
use crate::words::Value;

/// A value that the manuscript may bind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bindable {
    /// The path that names it; it has no filters.
    pub expression: Expression,
    /// The value, exact.
    pub value: Value,
    /// The label of the row it is of: 23/TCP（telnet）, 米国.
    pub label: Option<String>,
    /// As it prints without a filter.
    pub print: String,
}

impl Desk<'_> {
    /// Every value, in the order of roots, blocks, rows and attributes; those that cannot be told are left out.
    pub(in crate::report) fn every(&self) -> Vec<Bindable> {
        let mut every = Vec::new();
        let facts: Vec<&str> = self.job.edition.facts.keys().map(String::as_str).collect();
        let roots: [(&str, &[&str]); 8] = [
            ("quarter", &QUARTER),
            ("previous", &QUARTER),
            ("year_before", &QUARTER),
            ("fiscal", &["year"]),
            ("sensors", &SENSORS),
            ("coverage", &COVERAGE),
            ("method", &METHOD),
            ("facts", &facts),
        ];
        for (root, names) in roots {
            every.extend(names.iter().filter_map(|name| self.bindable(&[root, name], None)));
        }
        for (&id, told) in &self.ledger.answers {
            every.extend(BLOCK.iter().filter_map(|name| self.bindable(&[id, name], None)));
            let by = &told.question().by;
            if *by == By::Total {
                let own = ROW.iter().filter(|name| !BLOCK.contains(name));
                every.extend(own.filter_map(|name| self.bindable(&[id, name], None)));
                continue;
            }
            for row in self.listed(id, told) {
                let (key, label) = (row.key().to_string(), self.key_label(by, row.key()));
                let of_row = |name: &&str| self.bindable(&[id, &key, name], Some(&label));
                every.extend(ROW.iter().filter_map(of_row));
            }
        }
        every
    }

    fn bindable(&self, path: &[&str], label: Option<&str>) -> Option<Bindable> {
        let path = path.iter().map(|step| Step::Name((*step).to_owned())).collect();
        let expression = Expression { path, calls: Vec::new() };
        let value = self.value(&expression.path).ok()?;
        let print = self.say(&value);
        Some(Bindable { expression, value, label: label.map(str::to_owned), print })
    }
}
