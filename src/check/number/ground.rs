//! What the claims are held against: the blocks with their answers, the names of their keys, the values to bind.

use std::collections::BTreeMap;

use super::super::Desk;
use super::verdict::Mend;
use crate::answer::{Answer, Row};
use crate::binding::{Expression, Step};
use crate::key::Key;
use crate::manuscript::{Block, Lines};
use crate::question::{By, Question};
use crate::report::Bindable;
use crate::words::Value;

/// A table or chart with what answers it.
pub(super) struct Asked<'a> {
    pub(super) id: &'a str,
    pub(super) question: &'a Question,
    pub(super) answer: &'a Answer,
    /// How many ranks or lines it shows.
    pub(super) shows: usize,
    /// The keys whose rows or lines it shows.
    pub(super) shown: Vec<&'a Key>,
    /// What the one line of a chart is called.
    pub(super) label: Option<String>,
}

/// What the claims are held against.
pub(super) struct Ground<'a> {
    pub(super) desk: &'a Desk<'a>,
    pub(super) blocks: Vec<Asked<'a>>,
    /// Words that name a key: 米国, telnet, 東京; the longest first.
    pub(super) names: Vec<(String, Key)>,
    /// The values of each row of a block.
    rows: BTreeMap<&'a str, BTreeMap<&'a str, Vec<&'a Bindable>>>,
    /// The values of blocks as a whole, and of the period, the sensors and the coverage.
    pub(super) wholes: Vec<&'a Bindable>,
}

impl<'a> Ground<'a> {
    pub(super) fn new(desk: &'a Desk<'a>) -> Self {
        let blocks: Vec<_> =
            desk.job.manuscript.blocks.iter().filter_map(|block| asked(desk, block)).collect();
        let (mut rows, mut wholes) = (BTreeMap::<_, BTreeMap<_, Vec<_>>>::new(), Vec::new());
        // Truths are claimed, never printed.
        for value in desk.values.iter().filter(|value| !matches!(value.value, Value::Truth(_))) {
            match value.expression.path.as_slice() {
                [Step::Name(id), Step::Name(key), Step::Name(_)] => {
                    rows.entry(id.as_str()).or_default().entry(key.as_str()).or_default().push(value);
                }
                // A chart of one line has one row, whose attributes are its own.
                [Step::Name(id), Step::Name(_)] if is_total(&blocks, id) => {
                    rows.entry(id.as_str()).or_default().entry("").or_default().push(value);
                }
                _ => wholes.push(value),
            }
        }
        let names = names(desk, &blocks);
        Self { desk, blocks, names, rows, wholes }
    }

    pub(super) fn block(&self, id: &str) -> Option<&Asked<'a>> {
        self.blocks.iter().find(|block| block.id == id)
    }

    /// The values of the row `key` of `block`.
    pub(super) fn values(&self, block: &Asked<'a>, key: &Key) -> &[&'a Bindable] {
        let key = if *key == Key::Total { String::new() } else { key.to_string() };
        self.rows.get(block.id).and_then(|rows| rows.get(key.as_str())).map_or(&[], Vec::as_slice)
    }

    /// What says the words of a claim while the condition `name` of a row holds, where it does and may be told.
    pub(super) fn claim(&self, block: &Asked<'a>, key: &Key, name: &str) -> Option<Mend> {
        let key = key.to_string();
        let is_it = |value: &&Bindable| {
            value.value == Value::Truth(true)
                && match value.expression.path.as_slice() {
                    [Step::Name(id), Step::Name(own), Step::Name(last)] => {
                        id == block.id && *own == key && last == name
                    }
                    [Step::Name(id), Step::Name(last)] => {
                        block.question.by == By::Total && id == block.id && last == name
                    }
                    _ => false,
                }
        };
        let value = self.desk.values.iter().find(is_it)?;
        Some(Mend::Claim(value.expression.to_string()))
    }

    /// The block and key of a row that `expression` names.
    pub(super) fn row_of(&self, expression: &Expression) -> Option<(&Asked<'a>, Key)> {
        let block = self.block(expression.root()?)?;
        let key = match expression.path.get(1)? {
            _ if block.question.by == By::Total => Key::Total,
            Step::Row(at) => block.answer.rows.get(usize::try_from(*at).ok()?.checked_sub(1)?)?.key.clone(),
            Step::Name(written) if expression.path.len() > 2 => {
                self.desk.job.site.names.key(&block.question.by, written)?
            }
            Step::Name(_) => return None,
        };
        Some((block, key))
    }
}

impl<'a> Asked<'a> {
    pub(super) fn row(&self, key: &Key) -> Option<&'a Row> {
        self.answer.row(key)
    }
}

fn asked<'a>(desk: &'a Desk<'a>, block: &'a Block) -> Option<Asked<'a>> {
    let (id, question) = match block {
        Block::Table(table) => (&table.id, &table.question),
        Block::Chart(chart) => (&chart.id, &chart.question),
        _ => return None,
    };
    let mut keys = Vec::new();
    let shows = match block {
        Block::Table(table) => table.top as usize,
        Block::Chart(chart) => match &chart.lines {
            Lines::Top(top) => *top as usize,
            Lines::Keys(named) => {
                keys = named.iter().map(|(key, _)| key.as_str()).collect();
                named.len()
            }
            Lines::Of(table, _) => top_of(&desk.job.manuscript.blocks, table).unwrap_or(0),
            Lines::Total(_) => 1,
        },
        _ => 0,
    };
    let answer = desk.job.answers.get(question)?;
    let shown = shown(answer, shows, &keys);
    let label = match block {
        Block::Chart(chart) => match &chart.lines {
            Lines::Total(label) => Some(label.clone()),
            _ => None,
        },
        _ => None,
    };
    Some(Asked { id, question, answer, shows, shown, label })
}

/// The keys that a chart names, else those of the first ranks.
fn shown<'a>(answer: &'a Answer, shows: usize, named: &[&str]) -> Vec<&'a Key> {
    if named.is_empty() {
        return answer.top(shows as u32).iter().map(|row| &row.key).collect();
    }
    answer.rows.iter().map(|row| &row.key).filter(|key| named.contains(&key.to_string().as_str())).collect()
}

fn is_total(blocks: &[Asked<'_>], id: &str) -> bool {
    blocks.iter().any(|block| block.id == id && block.question.by == By::Total)
}

fn top_of(blocks: &[Block], id: &str) -> Option<usize> {
    blocks.iter().find_map(|block| match block {
        Block::Table(table) if table.id == id => Some(table.top as usize),
        _ => None,
    })
}

/// The words that name the keys of regions, sensors and single lines, and the services of ports.
fn names(desk: &Desk<'_>, blocks: &[Asked<'_>]) -> Vec<(String, Key)> {
    let (site, lang) = (desk.job.site, desk.job.lang);
    let mut names = Vec::new();
    if blocks.iter().any(|block| block.question.by == By::Region) {
        names.extend(site.names.regions(lang).map(|(region, name)| (name.to_owned(), Key::Region(region))));
    }
    if blocks.iter().any(|block| block.question.by == By::Sensor) {
        for sensor in &site.sensors {
            let shown = sensor.alias.iter().chain([&sensor.id]);
            names.extend(shown.map(|name| (name.clone(), Key::Text(sensor.id.clone()))));
        }
    }
    for block in &desk.job.manuscript.blocks {
        if let Block::Chart(chart) = block
            && let Lines::Total(label) = &chart.lines
        {
            names.push((label.clone(), Key::Total));
            let short = label.rsplit(['の', 'る', 'た']).next().filter(|short| short.chars().count() > 5);
            names.extend(short.map(|short| (short.to_owned(), Key::Total)));
        }
    }
    for block in blocks {
        let labelled = block.answer.top(10).iter().filter_map(|row| match &row.key {
            Key::Text(text) => Some((text.clone(), row.key.clone())),
            Key::Port(port) => Some((site.names.service(*port)?.to_owned(), row.key.clone())),
            _ => None,
        });
        names.extend(labelled.filter(|(name, _)| name.chars().count() > 2));
    }
    names.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
    names.dedup();
    names
}
