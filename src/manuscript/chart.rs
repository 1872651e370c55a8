//! The block ` ```chart `: lines over the days of the quarter.

use super::markdown::Source;
use super::{Block, Chart, Lines, Per, Reader, Table, block, distinct, question};
use crate::config::{Table as Toml, Value};
use crate::finding::{Finding, Place, nearest};
use crate::question::{By, Filter, Question, Scope};
use crate::rules::{NORMAL_QUARTERS, SERIES_STYLES};
use crate::said;

/// Reads the block; `None` where it has no id, no lines or no question.
pub(super) fn read(
    reader: &mut Reader<'_>,
    source: &Source<'_>,
    toml: &mut Toml,
    place: Place,
) -> Option<Chart> {
    let id = block::id(reader, toml, &place);
    let of = toml.text("of");
    let lines = lines(reader, toml, of.as_ref(), &place);
    let question = match of {
        Some(_) => Some(unresolved()),
        None => {
            toml.require(&["rows"]);
            question::read(reader, toml, &place)
        }
    };
    let per = toml.choice("per", &[("day", Per::Day), ("sensor_day", Per::SensorDay)]);
    let mean = toml.integer("mean", 1..=31).map_or(1, |mean| mean.value as u32);
    let events = toml.choice("mark", &[("detected", true)]).is_some();
    let [fewest, most] = NORMAL_QUARTERS;
    let normal = toml.integer("normal", fewest..=most).map(|normal| (normal.value as u32, normal.place));
    let caption = block::words(reader, source, toml, "caption");
    let finding = block::words(reader, source, toml, "finding");
    let per = per.map_or(Per::Day, |per| per.value);
    let (id, question, lines) = (id?, question?, lines?);
    let chart =
        Chart { id, question, lines, per, mean, events, normal, caption, finding, notes: Vec::new(), place };
    distinct::check_chart(reader, &chart);
    Some(chart)
}

/// Stands until [`resolve`] has found the table.
fn unresolved() -> Question {
    let filter = Filter { scope: Scope::All, conditions: Vec::new() };
    Question { source: String::new(), by: By::Total, filter, measure: "packets".to_owned() }
}

fn lines(
    reader: &mut Reader<'_>,
    toml: &mut Toml,
    of: Option<&Value<String>>,
    place: &Place,
) -> Option<Lines> {
    if let Some(of) = of {
        return Some(Lines::Of(of.value.clone(), of.place.clone()));
    }
    let (keys, label) = (toml.list_of_text("keys"), toml.text("label"));
    let top = toml.integer("top", 1..=SERIES_STYLES as i64);
    match (keys, label, top) {
        (Some(keys), None, None) if (1..=SERIES_STYLES).contains(&keys.len()) => {
            Some(Lines::Keys(keys.into_iter().map(|key| (key.value, key.place)).collect()))
        }
        (None, Some(label), None) => Some(Lines::Total(label.value)),
        (None, None, Some(top)) => Some(Lines::Top(top.value as u32)),
        _ => {
            reader.findings.push(Finding::error(
                "chart-lines",
                place.clone(),
                said!("どの線を描くかが決まりません。", "It is not clear which lines to draw."),
                said!(
                    "of（表のid）、keys（1～{SERIES_STYLES}個）、top（1～{SERIES_STYLES}）、rows = \"total\"とlabelのうち、一つだけを書いてください。",
                    "Write exactly one of: of (a table's id), keys (1 to {SERIES_STYLES}), top (1 to {SERIES_STYLES}), or rows = \"total\" with label."
                ),
            ));
            None
        }
    }
}

/// Gives each chart of a table that table's question.
pub(super) fn resolve(reader: &mut Reader<'_>) {
    let mut blocks = std::mem::take(&mut reader.manuscript.blocks);
    let tables: Vec<Table> = blocks.iter().filter_map(table).cloned().collect();
    for chart in blocks.iter_mut().filter_map(chart) {
        let Lines::Of(id, place) = &chart.lines else { continue };
        match tables.iter().find(|table| table.id == *id) {
            Some(table) if table.top as usize > SERIES_STYLES => reader.findings.push(too_many(table, place)),
            Some(table) => chart.question = table.question.clone(),
            None if reader.manuscript.broken.contains(id) => {}
            None => reader.findings.push(no_table(id, place, &tables)),
        }
    }
    blocks.retain(|block| !matches!(block, Block::Chart(chart) if chart.question.source.is_empty()));
    reader.manuscript.blocks = blocks;
}

pub(super) fn table(block: &Block) -> Option<&Table> {
    if let Block::Table(table) = block { Some(table) } else { None }
}

fn chart(block: &mut Block) -> Option<&mut Chart> {
    if let Block::Chart(chart) = block { Some(chart) } else { None }
}

fn too_many(table: &Table, place: &Place) -> Finding {
    let (id, top) = (&table.id, table.top);
    Finding::error(
        "chart-lines",
        place.clone(),
        said!(
            "表「{id}」は{top}項目あり、線で見分けられる数を超えます。",
            "The table “{id}” has {top} keys, more than lines can be told apart."
        ),
        said!(
            "keysかtopで{SERIES_STYLES}項目以下を選んでください。",
            "Choose up to {SERIES_STYLES} by keys or top."
        ),
    )
}

pub(super) fn no_table(id: &str, place: &Place, tables: &[Table]) -> Finding {
    let mend = match nearest(id, tables.iter().map(|table| table.id.as_str())) {
        Some(near) => said!("「{near}」ではありませんか。", "Did you mean “{near}”?"),
        None => said!("表のブロックのidを書いてください。", "Write the id of a table block."),
    };
    Finding::error(
        "chart-of",
        place.clone(),
        said!("「{id}」という表はありません。", "There is no table “{id}”."),
        mend,
    )
}
