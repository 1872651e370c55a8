//! Where a sentence finds its numbers: the block of the manuscript that asks the same, or one that is proposed.

use std::collections::BTreeSet;

use super::{Block, Job};
use crate::binding::{Expression, Step};
use crate::key::Key;
use crate::manuscript::{self, Lines, Manuscript};
use crate::question::{Filter, PACKETS, Question, Scope, Values};

/// Lines of a proposed chart: no more than can be told apart at a glance.
const LINES: usize = 6;

/// The blocks that sentences name.
pub(super) struct Places<'a> {
    job: Job<'a>,
    taken: BTreeSet<String>,
    /// Tables that are proposed, by what they ask.
    tables: Vec<(Question, Block)>,
}

impl<'a> Places<'a> {
    pub(super) fn new(job: Job<'a>) -> Self {
        let taken =
            job.manuscript.blocks.iter().filter_map(manuscript::Block::id).map(str::to_owned).collect();
        Self { job, taken, tables: Vec::new() }
    }

    /// The tables that were named and are in no manuscript yet.
    pub(super) fn into_blocks(self) -> Vec<Block> {
        self.tables.into_iter().map(|(_, block)| block).collect()
    }

    /// The id of a block that asks `question`: the manuscript's own, else a table that is proposed.
    pub(super) fn id(&mut self, question: &Question) -> String {
        if let Some(id) = own(self.job.manuscript, question) {
            return id.to_owned();
        }
        if let Some((_, block)) = self.tables.iter().find(|(asked, _)| asked == question) {
            return block.id.clone();
        }
        let mut name = format!("top_{}s", question.by.column().unwrap_or("total"));
        for condition in &question.filter.conditions {
            name += &format!("_{}", slug(&values(&condition.values).concat()));
        }
        if question.filter.scope == Scope::Overseas {
            name += "_overseas";
        }
        let id = self.take(&name);
        let text = format!("```table\nid = \"{id}\"\n{}top = 5\n```", self.asks(question));
        self.tables.push((question.clone(), Block { id: id.clone(), text }));
        id
    }

    /// The path of `attribute` of the row of `key`.
    pub(super) fn path(&mut self, question: &Question, key: &Key, attribute: &str) -> String {
        let id = self.id(question);
        path(&id, key, attribute)
    }

    /// A chart of `keys` among what `question` asks.
    pub(super) fn chart(&mut self, question: &Question, keys: &[&Key], name: &str) -> Block {
        self.chart_with(question, keys, name, "")
    }

    /// A chart of `key` alone, a sensor and day, with what was normal in so many `quarters` before.
    pub(super) fn normal(&mut self, question: &Question, key: &Key, name: &str, quarters: u32) -> Block {
        let more = format!("per = \"sensor_day\"\nnormal = {quarters}\n");
        self.chart_with(question, &[key], name, &more)
    }

    fn chart_with(&mut self, question: &Question, keys: &[&Key], name: &str, more: &str) -> Block {
        let id = self.take(&slug(name));
        let keys: Vec<String> = keys.iter().take(LINES).map(|key| quoted(&key.to_string())).collect();
        let (asks, keys) = (self.asks(question), keys.join(", "));
        Block { text: format!("```chart\nid = \"{id}\"\n{asks}keys = [{keys}]\n{more}```"), id }
    }

    /// A chart that shows the distinct counts of `key`: the manuscript's own, else one that is proposed.
    pub(super) fn distinct(&mut self, question: &Question, key: &Key) -> (String, Option<Block>) {
        if let Some(id) = drawn(self.job, question, key) {
            return (id.to_owned(), None);
        }
        let block = self.chart(question, &[key], &format!("{key}_{}", question.measure));
        (block.id.clone(), Some(block))
    }

    /// The lines of a block that say what it asks.
    fn asks(&self, question: &Question) -> String {
        let Filter { scope, conditions } = &question.filter;
        let scope = match scope {
            Scope::Home => "home",
            Scope::Overseas => "overseas",
            Scope::All => "all",
        };
        let source = match self.job.site.sources.len() {
            1 => String::new(),
            _ => format!("source = {}\n", quoted(&question.source)),
        };
        let condition = |condition: &crate::question::Condition| {
            let not = if condition.exclude { "not_" } else { "" };
            let values: Vec<String> = values(&condition.values).iter().map(|value| quoted(value)).collect();
            format!("{not}{} = [{}]", condition.column, values.join(", "))
        };
        let filter: Vec<String> = conditions.iter().map(condition).collect();
        let filter = match filter.as_slice() {
            [] => String::new(),
            filter => format!("filter = {{ {} }}\n", filter.join(", ")),
        };
        let measure = match question.measure.as_str() {
            PACKETS => String::new(),
            measure => format!("measure = {}\n", quoted(measure)),
        };
        let rows = question.by.column().unwrap_or("total");
        format!("rows = \"{rows}\"\n{source}{measure}scope = \"{scope}\"\n{filter}")
    }

    /// `name`, or with a number where a block has it already.
    fn take(&mut self, name: &str) -> String {
        let name: String = name.chars().take(36).collect();
        let mut numbered = (2..).map(|n| format!("{name}_{n}"));
        let mut id = name.clone();
        while !self.taken.insert(id.clone()) {
            id = numbered.next().unwrap_or_default();
        }
        id
    }
}

/// The path of `attribute` of the row of `key` in the block `id`.
pub(super) fn path(id: &str, key: &Key, attribute: &str) -> String {
    let steps = [id.to_owned(), key.to_string(), attribute.to_owned()];
    Expression::of_path(steps.map(Step::Name).to_vec()).to_string()
}

/// The block of the manuscript that asks `question`, a table before a chart.
pub(super) fn own<'m>(manuscript: &'m Manuscript, question: &Question) -> Option<&'m str> {
    let table = manuscript.blocks.iter().find_map(|block| match block {
        manuscript::Block::Table(table) if table.question == *question => Some(table.id.as_str()),
        _ => None,
    });
    table.or_else(|| {
        manuscript.blocks.iter().find_map(|block| match block {
            manuscript::Block::Chart(chart) if chart.question == *question => Some(chart.id.as_str()),
            _ => None,
        })
    })
}

/// The chart of the manuscript that asks `question` and has a line of `key`.
fn drawn<'a>(job: Job<'a>, question: &Question, key: &Key) -> Option<&'a str> {
    let is_it = |written: &str| job.site.names.key(&question.by, written).as_ref() == Some(key);
    job.manuscript.blocks.iter().find_map(|block| match block {
        manuscript::Block::Chart(chart) if chart.question == *question => match &chart.lines {
            Lines::Keys(keys) if keys.iter().any(|(written, _)| is_it(written)) => Some(chart.id.as_str()),
            _ => None,
        },
        _ => None,
    })
}

fn values(values: &Values) -> Vec<String> {
    match values {
        Values::OneOf(values) => values.iter().cloned().collect(),
        Values::Numbers(first, last) => vec![format!("{first}-{last}")],
    }
}

/// A text in TOML.
fn quoted(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|c| match c {
            '"' | '\\' => format!("\\{c}"),
            c if c.is_control() => format!("\\u{:04X}", u32::from(c)),
            c => c.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}

/// A name of small letters, digits and underscores that begins with a letter and is no paragraph's number.
fn slug(text: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
    let plain: String = text.chars().map(plain).collect();
    let plain = plain.trim_matches('_');
    if plain.starts_with(|c: char| c.is_ascii_alphabetic()) {
        plain.to_owned()
    } else {
        format!("port_{plain}")
    }
}
