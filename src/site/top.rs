//! The first rows of the first ranking of a report, as it prints them.

use crate::report::{Block, Report, Table, plain};

/// So many ranks are told.
pub(super) const RANKS: u32 = 5;

/// The first rows of a ranking.
pub(super) struct Top {
    /// What is ranked.
    pub(super) caption: String,
    /// Rank and label of each.
    pub(super) rows: Vec<(u32, String)>,
}

/// The first ranks of the first table of `report` that has ranks and labels.
pub(super) fn top(report: &Report) -> Option<Top> {
    first(&report.body)
}

fn first(blocks: &[Block]) -> Option<Top> {
    blocks.iter().find_map(|block| match block {
        Block::Table(table) => of_table(table),
        Block::List(list) => list.items.iter().find_map(|item| first(item)),
        _ => None,
    })
}

fn of_table(table: &Table) -> Option<Top> {
    let (label, data) = (table.label.as_ref()?, table.data.as_ref()?);
    let column = |name: &str| data.header.iter().position(|held| held == name);
    let (rank, shown) = (column("rank")?, column("label")?);
    let row = |cells: &Vec<String>| Some((cells.get(rank)?.parse().ok()?, cells.get(shown)?.clone()));
    let rows = data.rows.iter().filter_map(row).filter(|(rank, _)| *rank <= RANKS).collect();
    Some(Top { caption: format!("{}{}{}", label.open, plain(&table.caption), label.close), rows })
}
