//! Tables: a ranking with the columns it asks for, and tables written by hand.

use super::desk::Desk;
use super::runs::plain_runs;
use super::told::{Number, Told, ToldRow, Untold};
use super::{Align, Cell, Column, Paragraph, Run, Table, actions, awaited, data, disclosure};
use crate::answer::{Disagreement, Previous, Record};
use crate::config::PublishedRank;
use crate::finding::Finding;
use crate::key::Key;
use crate::manuscript::{self, Alignment, Column as Asked};
use crate::question::By;
use crate::said;
use crate::words::fill;

/// A ranking.
pub(super) fn computed(desk: &mut Desk<'_>, asked: &manuscript::Table) -> Option<Table> {
    let Some(told) = desk.answer(&asked.question) else { return Some(awaited::table(desk, asked)) };
    let ranked = told.top(asked.top);
    let no_index = || has(asked, &ranked, Untold::NoIndex).then(|| disclosure::no_index(&asked.place));
    if let Some(refusal) = disclosure::refusal(desk, told, &asked.place).or_else(no_index) {
        desk.findings.push(refusal);
        return None;
    }
    if ranked.is_empty() {
        desk.findings.push(empty(asked));
    }
    desk.used.extend(used(asked).map(str::to_owned));
    let caption = desk.table_caption(asked);
    let mut notes = desk.paragraphs(&asked.notes);
    if asked.columns.contains(&Asked::Previous) {
        let unread = unread_record(desk, asked);
        // What cannot be read may be the very row that seems to be lacking.
        if unread.is_empty() {
            disagreements(desk, asked, told, &ranked);
        }
        desk.findings.extend(unread);
        notes.extend(unknown_note(desk, asked, told, &ranked));
        notes.extend(corrected_note(desk, asked));
    }
    notes.extend(disclosure_notes(desk, asked, told, &ranked));
    let rows = ranked.iter().map(|row| cells(desk, asked, told, *row)).collect();
    let columns = asked.columns.iter().map(|column| heading(desk, asked, told.is_index(), *column)).collect();
    let label = desk.label(&asked.id);
    let data = data::of_table(desk, asked, told, &ranked, &label.anchor);
    Some(Table {
        label: Some(label),
        caption,
        columns,
        rows,
        notes,
        data: Some(data),
        place: asked.place.clone(),
    })
}

/// The ranks that the tables of the desk's manuscript print: table, rank and key.
pub(super) fn ranks(desk: &Desk<'_>) -> Vec<(String, u32, Key)> {
    let asked = desk.job.manuscript.blocks.iter().filter_map(|block| match block {
        manuscript::Block::Table(asked) if asked.columns.contains(&Asked::Rank) => Some(asked),
        _ => None,
    });
    let of_table = |asked: &manuscript::Table| {
        let ranked = desk.answer(&asked.question).map(|told| told.top(asked.top)).unwrap_or_default();
        let rank = |row: ToldRow<'_>| Some((asked.id.clone(), row.rank()?, row.key().clone()));
        ranked.into_iter().filter_map(rank).collect::<Vec<_>>()
    };
    asked.flat_map(of_table).collect()
}

/// What a table uses of the rules.
fn used(asked: &manuscript::Table) -> impl Iterator<Item = &'static str> {
    let of_column = |column: &Asked| match column {
        Asked::Previous => Some("previous"),
        Asked::PerSensorDay => Some("per_sensor_day"),
        Asked::Change => Some("change"),
        Asked::Rank | Asked::Label | Asked::Packets | Asked::Share => None,
    };
    std::iter::once("table").chain(asked.columns.iter().filter_map(of_column))
}

/// The head of a column; of counts as an index where `index`.
pub(super) fn heading(desk: &Desk<'_>, asked: &manuscript::Table, index: bool, column: Asked) -> Column {
    let words = &desk.words.columns;
    let measure = desk.measure(&asked.question);
    let text = match (column, &asked.question.by) {
        (Asked::Rank, _) => words.rank.clone(),
        (Asked::Label, By::Port) => words.port.clone(),
        (Asked::Label, By::Region) => words.region.clone(),
        (Asked::Label, By::Sensor) => words.sensor.clone(),
        (Asked::Label, By::Column(name)) => fill(&words.column, &[("column", name)]),
        (Asked::Label, By::Total) => words.total.clone(),
        (Asked::Previous, _) => words.previous.clone(),
        (Asked::Packets, _) => fill(&words.packets, &[("measure", &measure)]),
        (Asked::PerSensorDay, _) => fill(&words.per_sensor_day, &[("measure", &measure)]),
        (Asked::Share, _) => words.share.clone(),
        (Asked::Change, _) => words.change.clone(),
    };
    let text = match is_count(column) && index {
        true => fill(&desk.words.index.column, &[("column", &text)]),
        false => text,
    };
    let align = match column {
        Asked::Label => Align::Left,
        Asked::Rank | Asked::Previous => Align::Center,
        Asked::Packets | Asked::PerSensorDay | Asked::Share | Asked::Change => Align::Right,
    };
    Column { runs: plain_runs(&text), align, names_row: column == Asked::Label }
}

/// Whether a column counts packets.
fn is_count(column: Asked) -> bool {
    matches!(column, Asked::Packets | Asked::PerSensorDay)
}

/// The number in a column, where it holds one.
pub(super) fn number(column: Asked, row: ToldRow<'_>) -> Option<Number> {
    match column {
        Asked::Rank | Asked::Label | Asked::Previous => None,
        Asked::Packets => Some(row.packets()),
        Asked::PerSensorDay => Some(row.per_sensor_day()),
        Asked::Share => Some(row.share()),
        Asked::Change => Some(row.change_quarter()),
    }
}

/// Whether a number of the table is not told for the reason `untold`.
fn has(asked: &manuscript::Table, ranked: &[ToldRow<'_>], untold: Untold) -> bool {
    let of_row =
        |row: &ToldRow<'_>| asked.columns.iter().any(|column| number(*column, *row) == Some(Err(untold)));
    ranked.iter().any(of_row)
}

/// What is 100, and what the mark of a withheld number means.
fn disclosure_notes(
    desk: &Desk<'_>,
    asked: &manuscript::Table,
    told: &Told<'_>,
    ranked: &[ToldRow<'_>],
) -> Vec<Paragraph> {
    let index = told.is_index() && asked.columns.iter().any(|column| is_count(*column));
    let first = ranked.first().filter(|_| index).map(|row| desk.key_label(&asked.question.by, row.key()));
    let index = first.map(|first| fill(&desk.words.index.note, &[("first", &first)]));
    let withheld = has(asked, ranked, Untold::Withheld);
    let withheld = withheld.then(|| desk.withheld(&desk.words.withheld.note_table, [&asked.question]));
    let note = |text: String| Paragraph::new(plain_runs(&text), asked.place.clone());
    index.into_iter().chain(withheld).map(note).collect()
}

fn cells(desk: &Desk<'_>, asked: &manuscript::Table, told: &Told<'_>, row: ToldRow<'_>) -> Vec<Cell> {
    let words = desk.words;
    let text = |column: &Asked| match (column, number(*column, row)) {
        (_, Some(Ok(value))) => desk.say(&value),
        (_, Some(Err(Untold::Withheld))) => words.withheld.mark.clone(),
        (_, Some(Err(_))) => words.ranks.none.clone(),
        (Asked::Label, _) => desk.key_label(&asked.question.by, row.key()),
        (Asked::Previous, _) => desk.previous_text(&asked.id, told, row),
        _ => row.rank().map_or_else(|| words.ranks.none.clone(), |rank| rank.to_string()),
    };
    let action = |column: &Asked| match column {
        Asked::Label => actions::action(desk, &asked.id, row.key()),
        _ => None,
    };
    let cell = |column| Cell { runs: plain_runs(&text(column)), action: action(column) };
    asked.columns.iter().map(cell).collect()
}

/// Where record and data of the previous quarter do not agree, both are shown, and the edition decides.
fn disagreements(desk: &mut Desk<'_>, asked: &manuscript::Table, told: &Told<'_>, ranked: &[ToldRow<'_>]) {
    for row in ranked {
        let (_, Some(disagreement)) = desk.previous(&asked.id, told, *row) else {
            continue;
        };
        let Disagreement { key, told, data } = disagreement;
        let id = &asked.id;
        let (what, mend) = match told {
            Some(told) => (
                said!(
                    "{key}の前四半期の順位は、掲載の記録では{told}位、データでは{data}位です。",
                    "The previous rank of {key} is {told} in the published record and {data} in the data."
                ),
                said!(
                    "edition.tomlの[[previous_rank]]に table = \"{id}\"、key = \"{key}\"、use = \"published\" または \"data\" を書いて決めてください。",
                    "Decide in edition.toml: [[previous_rank]] table = \"{id}\", key = \"{key}\", use = \"published\" or \"data\"."
                ),
            ),
            // What was not told cannot be chosen.
            None => (
                said!(
                    "{key}は、掲載の記録になく、前四半期のデータでは{data}位です。",
                    "{key} is not in the published record and ranks {data} in the data of the previous quarter."
                ),
                said!(
                    "記録に漏れがあればpublished.csvを直し、データの順位でよければedition.tomlの[[previous_rank]]に table = \"{id}\"、key = \"{key}\"、use = \"data\" と書いてください。",
                    "Mend published.csv where it lacks a row; if the data's rank is right, say so in edition.toml: [[previous_rank]] table = \"{id}\", key = \"{key}\", use = \"data\"."
                ),
            ),
        };
        desk.findings.push(Finding::warning("previous-rank", asked.place.clone(), what, mend));
    }
}

fn empty(asked: &manuscript::Table) -> Finding {
    Finding::warning(
        "table-empty",
        asked.place.clone(),
        said!("この表に載る行が一つもありません。", "This table has no row at all."),
        said!(
            "対象の期間・範囲（scope）・条件（filter）を確かめてください。",
            "Check the period, the scope and the filter."
        ),
    )
}

/// Keys of the record that are no ports or regions, as those of this table are.
fn unread_record(desk: &Desk<'_>, asked: &manuscript::Table) -> Vec<Finding> {
    let (ja, en) = match asked.question.by {
        By::Port => ("23/TCP のようなポート", "a port such as 23/TCP"),
        By::Region => ("CN のような2文字の地域コード", "a region code of two letters such as CN"),
        By::Sensor | By::Column(_) | By::Total => return Vec::new(),
    };
    let told = desk.job.site.published.iter().filter(|told| {
        told.table == asked.id
            && told.edition == desk.job.edition.quarter.previous()
            && matches!(told.key, Key::Text(_))
    });
    let finding = |told: &PublishedRank| {
        let (key, id) = (told.key.to_string(), &asked.id);
        Finding::error(
            "published-key",
            told.place.clone(),
            said!(
                "表「{id}」の掲載の記録にある「{key}」を読めません。",
                "The key “{key}” in the record of the table “{id}” cannot be read."
            ),
            said!("key の列に、{ja}を書いてください。", "Write {en} in the column key."),
        )
    };
    told.map(finding).collect()
}

/// Without a predecessor the table says so itself.
fn unknown_note(
    desk: &Desk<'_>,
    asked: &manuscript::Table,
    told: &Told<'_>,
    ranked: &[ToldRow<'_>],
) -> Option<Paragraph> {
    let unknown = ranked.iter().any(|row| desk.previous(&asked.id, told, *row).0 == Previous::Unknown);
    let text = fill(&desk.words.method.note_previous, &[("none", &desk.words.ranks.none)]);
    unknown.then(|| Paragraph::new(plain_runs(&text), asked.place.clone()))
}

/// That previous ranks are not those of the version that most readers know.
fn corrected_note(desk: &Desk<'_>, asked: &manuscript::Table) -> Option<Paragraph> {
    let record = Record::new(&desk.job.site.published, desk.job.edition.quarter, &asked.id);
    let version = fill(&desk.words.labels.version, &[("version", record.corrected()?)]);
    let text = fill(&desk.words.method.note_corrected, &[("version", &version)]);
    Some(Paragraph::new(plain_runs(&text), asked.place.clone()))
}

/// A table that was written by hand.
pub(super) fn written(desk: &mut Desk<'_>, written: &manuscript::Written) -> Table {
    let columns = written.header.iter().enumerate().map(|(at, words)| Column {
        runs: desk.runs(words),
        align: match written.alignments.get(at) {
            Some(Alignment::Right) => Align::Right,
            Some(Alignment::Center) => Align::Center,
            _ => Align::Left,
        },
        names_row: at == 0,
    });
    let columns = columns.collect();
    let rows = written.rows.iter().map(|row| row.iter().map(|cell| Cell::from(desk.runs(cell))).collect());
    let rows = rows.collect();
    let notes = desk.paragraphs(&written.notes);
    Table {
        label: None,
        caption: Vec::<Run>::new(),
        columns,
        rows,
        notes,
        data: None,
        place: written.place.clone(),
    }
}
