//! Writes what the press is given: the finished report comes in, plain texts go out. They hold nothing that the page
//! does not.
//!
//! UTF-8 without a byte order mark, which would be pasted along; lines end in CR LF, as in mails.

use unicode_width::UnicodeWidthStr;

use super::File;
use super::runs::{listed, plain};
use crate::lang::Lang;
use crate::report::{Align, Block, Catalogue, Front, Paragraph, Report, Table};

/// Between the columns of a table.
const GAP: &str = "  ";

/// `press/announce.txt`, and `press/tables.txt` where the report has rankings.
pub fn press(report: &Report, catalogue: &Catalogue) -> Vec<File> {
    let mut files = vec![file("announce.txt", &announcement(report, catalogue))];
    let tables: Vec<Vec<String>> =
        rankings(&report.body).map(|(title, table)| set(title, table, &report.lang)).collect();
    if !tables.is_empty() {
        let head = [report.front.document_title.clone(), catalogue.credit.clone()];
        files.push(file("tables.txt", &[&[head.to_vec()], &*tables].concat()));
    }
    files
}

/// Parts of a text with an empty line between them.
fn file(name: &str, parts: &[Vec<String>]) -> File {
    let parts = parts.iter().filter(|part| !part.is_empty()).map(|part| part.join("\r\n"));
    let text = parts.collect::<Vec<_>>().join("\r\n\r\n") + "\r\n";
    File { path: format!("press/{name}"), bytes: text.into_bytes() }
}

/// Title, key points, address, whom to ask, terms.
fn announcement(report: &Report, catalogue: &Catalogue) -> Vec<Vec<String>> {
    let Front { document_title, publisher, version, date, notice, licence, .. } = &report.front;
    let bullet = if report.lang == Lang::ja() { "・" } else { "• " };
    let points = report.summary.iter().flat_map(|summary| {
        let points = summary.points.iter().map(|point| format!("{bullet}{}", plain(&listed(&point.runs))));
        std::iter::once(summary.title.clone()).chain(points)
    });
    let licence = licence
        .iter()
        .flat_map(|licence| [format!("{} {}", licence.name, licence.url), licence.credit.clone()]);
    vec![
        vec![document_title.clone(), publisher.clone(), version.clone(), date.clone()],
        notice.iter().map(|notice| notice.sentence.clone()).collect(),
        points.collect(),
        catalogue.address.iter().cloned().collect(),
        catalogue.contact.clone(),
        licence.collect(),
    ]
}

/// The computed tables, each with label and caption.
fn rankings(body: &[Block]) -> impl Iterator<Item = (String, &Table)> {
    body.iter().filter_map(|block| match block {
        Block::Table(table) if table.data.is_some() => Some((table.title()?, table)),
        _ => None,
    })
}

/// A table in columns that stand under each other where letters are as wide as their half or full width says.
fn set(title: String, table: &Table, lang: &Lang) -> Vec<String> {
    let head: Vec<String> = table.columns.iter().map(|column| plain(&column.runs)).collect();
    let rows = table.rows.iter().map(|row| row.iter().map(|cell| plain(&cell.runs)).collect());
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(rows).collect();
    let widest = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| width(cell, lang)).max();
    let widths: Vec<usize> = (0..table.columns.len()).map(|at| widest(at).unwrap_or(0)).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&table.columns).zip(&widths);
        let cells = cells.map(|((cell, column), most)| padded(cell, *most, column.align, lang));
        cells.collect::<Vec<_>>().join(GAP).trim_end().to_owned()
    };
    let notes = table.notes.iter().map(|Paragraph { runs, .. }| plain(&listed(runs)));
    std::iter::once(title).chain(rows.iter().map(line)).chain(notes).collect()
}

fn padded(cell: &str, most: usize, align: Align, lang: &Lang) -> String {
    let lack = most.saturating_sub(width(cell, lang));
    let before = match align {
        Align::Left => 0,
        Align::Center => lack / 2,
        Align::Right => lack,
    };
    format!("{}{cell}{}", " ".repeat(before), " ".repeat(lack - before))
}

/// Half widths of a text. What is as wide as its neighbours, such as `※`, is full where kanji are.
fn width(text: &str, lang: &Lang) -> usize {
    if ["ja", "ko", "zh"].contains(&lang.code()) { text.width_cjk() } else { text.width() }
}
