//! Where a binding's value comes from, in words: the label of its table or figure, its row, and what of it.

use std::collections::BTreeMap;

use super::called::called;
use super::{Job, Text};
use crate::binding::{Expression, Step};
use crate::key::Port;
use crate::manuscript::{self, Block as Written};
use crate::question::By;
use crate::report::{self, Block};
use crate::said;

/// The blocks of an edition in one language, by their ids.
pub(super) struct Origins<'a> {
    job: &'a Job<'a>,
    text: &'a Text<'a>,
    asked: BTreeMap<&'a str, &'a By>,
    finished: BTreeMap<&'a str, &'a Block>,
}

impl<'a> Origins<'a> {
    pub(super) fn new(job: &'a Job<'a>, text: &'a Text<'a>) -> Self {
        let asked = text.job.manuscript.blocks.iter().filter_map(|block| match block {
            Written::Table(manuscript::Table { id, question, .. })
            | Written::Chart(manuscript::Chart { id, question, .. }) => Some((id.as_str(), &question.by)),
            _ => None,
        });
        let finished =
            text.report.body.iter().filter_map(|block| Some((label(block)?.anchor.as_str(), block)));
        Self { job, text, asked: asked.collect(), finished: finished.collect() }
    }

    /// Where `expression` comes from: `表1 23/TCP 順位`.
    pub(super) fn of(&self, expression: &Expression) -> String {
        let [Step::Name(root), rest @ ..] = expression.path.as_slice() else { return String::new() };
        let name = match rest.last() {
            Some(Step::Name(name)) => name.as_str(),
            _ => "",
        };
        let what = self.job.say(&called(root, name));
        match self.block(root) {
            Some((label, block)) => {
                let row = match rest {
                    [row, _] => self.row(root, block, row),
                    _ => None,
                };
                let parts = [Some(label.to_owned()), row, Some(what)];
                parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
            }
            None => what,
        }
    }

    fn block(&self, id: &str) -> Option<(&'a str, &'a Block)> {
        let block = self.finished.get(id.replace('_', "-").as_str())?;
        Some((label(block)?.text.as_str(), block))
    }

    /// What a row is called. A position among the rows of a table is told by the name that stands there.
    fn row(&self, id: &str, block: &Block, row: &Step) -> Option<String> {
        match (row, self.asked.get(id)?) {
            (_, By::Total) => None,
            (Step::Name(key), By::Region) => {
                let names = &self.job.site.names;
                let region = names.region_named(key);
                Some(region.map_or_else(
                    || key.clone(),
                    |region| names.region(&region, self.text.job.lang).to_owned(),
                ))
            }
            (Step::Name(key), _) => Some(key.clone()),
            (Step::Row(position), by) => {
                let at = usize::try_from(*position).ok()?.checked_sub(1)?;
                let named = named(block, at).map(|name| if **by == By::Port { port(&name) } else { name });
                named.or_else(|| Some(self.job.say(&said!("{position}行目", "row {position}"))))
            }
        }
    }
}

fn label(block: &Block) -> Option<&report::Label> {
    match block {
        Block::Table(table) => table.label.as_ref(),
        Block::Chart(figure) => Some(&figure.label),
        Block::Image(image) => Some(&image.label),
        _ => None,
    }
}

/// What a block or heading with this anchor is called: 表1, 2.1.
pub(super) fn label_of<'a>(block: &'a Block, anchor: &str) -> Option<&'a str> {
    match (block, label(block)) {
        (_, Some(label)) if label.anchor == anchor => Some(&label.text),
        (Block::Heading(heading), _) if heading.anchor == anchor => heading.number.as_deref(),
        _ => None,
    }
}

/// The name of a table's row.
fn named(block: &Block, at: usize) -> Option<String> {
    let Block::Table(table) = block else { return None };
    let column = table.columns.iter().position(|column| column.names_row)?;
    Some(report::plain(&table.rows.get(at)?.get(column)?.runs))
}

/// The port alone of a label with its service: 23/TCP of 23/TCP（telnet）.
fn port(label: &str) -> String {
    let port = label.split(['（', '）', '(', ')']).find(|part| part.trim().parse::<Port>().is_ok());
    port.unwrap_or(label).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_gives_its_port() {
        for label in ["23/TCP（telnet）", "telnet（23/TCP）", "telnet (23/TCP)", "23/TCP"] {
            assert_eq!(port(label), "23/TCP");
        }
        assert_eq!(port("その他"), "その他");
    }
}
