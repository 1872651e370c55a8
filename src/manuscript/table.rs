//! The block ` ```table `: a ranking.

use super::markdown::Source;
use super::{Column, Reader, Table, block, distinct, question};
use crate::config::Table as Toml;
use crate::finding::Place;

/// Columns by their names, in the order in which messages list them.
const COLUMNS: [(&str, Column); 7] = [
    ("rank", Column::Rank),
    ("label", Column::Label),
    ("previous", Column::Previous),
    ("packets", Column::Packets),
    ("per_sensor_day", Column::PerSensorDay),
    ("share", Column::Share),
    ("change", Column::Change),
];

/// Reads the block; `None` where it has no id or no question.
pub(super) fn read(
    reader: &mut Reader<'_>,
    source: &Source<'_>,
    toml: &mut Toml,
    place: Place,
) -> Option<Table> {
    toml.require(&["rows"]);
    let id = block::id(reader, toml, &place);
    let question = question::read(reader, toml, &place);
    question.iter().for_each(|question| distinct::check_table(reader, question, &place));
    let top = toml.integer("top", 1..=1000).map_or(5, |top| top.value as u32);
    let columns = columns(reader, toml);
    let caption = block::words(reader, source, toml, "caption");
    Some(Table { id: id?, question: question?, top, columns, caption, notes: Vec::new(), place })
}

fn columns(reader: &mut Reader<'_>, toml: &mut Toml) -> Vec<Column> {
    let Some(names) = toml.list_of_text("columns") else {
        return vec![Column::Rank, Column::Label, Column::Previous];
    };
    let mut columns = Vec::new();
    for name in names {
        match COLUMNS.iter().find(|(known, _)| *known == name.value) {
            Some((_, column)) => columns.push(*column),
            None => question::unknown(reader, "column-unknown", &name, COLUMNS.iter().map(|(name, _)| *name)),
        }
    }
    if !columns.contains(&Column::Label) {
        columns.insert(0, Column::Label);
    }
    columns
}
