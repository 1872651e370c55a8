//! Previous ranks that record and data tell differently, once the edition has decided: readers need a note.

use super::{Desk, rows};
use crate::answer::{Disagreement, Record};
use crate::finding::Finding;
use crate::manuscript::{Column, Inline};
use crate::said;

/// Tables with a decided previous rank and no ※ note that speaks of it.
pub(super) fn previous_rank(desk: &Desk<'_>) -> Vec<Finding> {
    rows::tables(desk.job).flat_map(|table| of_table(desk, &table)).collect()
}

fn of_table(desk: &Desk<'_>, table: &rows::Table<'_>) -> Vec<Finding> {
    let (site, edition) = (desk.job.site, desk.job.edition);
    if !table.columns.contains(&Column::Previous) || noted(table) {
        return Vec::new();
    }
    let record = Record::new(&site.published, edition.quarter, table.id);
    let finding = |row: &crate::answer::Row| {
        let key = row.key.to_string();
        let decided = edition.decided.iter().find(|own| own.table == table.id && own.key == key)?;
        let Disagreement { told, data, .. } = table.answer.previous(row, &record, None).1?;
        let told = told?;
        let (used, other) = if decided.from_data { (data, told) } else { (told, data) };
        let (ja, en) = if decided.from_data {
            ("掲載の記録", "the published record")
        } else {
            ("データ", "the data")
        };
        Some(Finding::warning(
            "previous-rank-note",
            table.place.clone(),
            said!(
                "{key}の前四半期の順位は、表では{used}位、{ja}では{other}位です。食い違いを読み手に伝える注がありません。",
                "The previous rank of {key} is {used} in the table and {other} in {en}; no note tells readers."
            ),
            said!(
                "表のすぐ下に、「> ※{key}の前四半期の順位は、…のため、前号の掲載と異なります。」のような注を書いてください。",
                "Write a note below the table that says why the previous rank differs from what was published."
            ),
        ))
    };
    table.answer.top(table.top).iter().filter_map(finding).collect()
}

/// Whether a note of the table speaks of previous ranks.
fn noted(table: &rows::Table<'_>) -> bool {
    let text = |inline: &Inline| match inline {
        Inline::Text { text, .. } => text.clone(),
        _ => String::new(),
    };
    table.notes.iter().any(|note| {
        let words: String = note.inlines.iter().map(text).collect();
        (words.contains("前四半期") || words.contains("previous"))
            && (words.contains("順位") || words.contains("rank"))
    })
}
