//! The workbook: a first sheet that says what it is, then a sheet for each table and chart, each a table of Excel with
//! one line of headings. Numbers are numbers and days are days; no cell is a formula, whatever a text begins with.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Table, TableColumn, TableStyle, Workbook, Worksheet,
    XlsxError,
};

use super::cell::{Cell, cell, is_exact};
use super::{Part, about, names};
use crate::quarter::Day;
use crate::report::{Data, FieldKind, Report};

/// A cell holds no more characters.
const LONGEST: usize = 32_767;

/// The bytes of the workbook of `parts`.
pub(super) fn workbook(report: &Report, parts: &[Part<'_>]) -> Vec<u8> {
    // Names are free and allowed, texts short enough, and memory takes every byte.
    write(report, parts).expect("a workbook of allowed names and texts")
}

fn write(report: &Report, parts: &[Part<'_>]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(report)?);
    let labels = parts.iter().map(|part| &*part.label.text);
    let names = names::sheets(std::iter::once(&*report.labels.data.about).chain(labels));
    let (own, names) = names.split_first().expect("the first sheet has a name");
    about::write(book.add_worksheet().set_name(own)?, report, parts, names)?;
    for (number, (part, name)) in (1..).zip(parts.iter().zip(names)) {
        sheet(book.add_worksheet().set_name(name)?, part, number)?;
    }
    book.save_to_buffer()
}

/// Title and publisher; the day is the edition's, since the file must not tell when it was made.
fn properties(report: &Report) -> Result<DocProperties, XlsxError> {
    let front = &report.front;
    let properties = DocProperties::new()
        .set_title(&front.document_title)
        .set_subject(&front.period)
        .set_author(&front.publisher)
        .set_creation_datetime(&excel_day(front.day).unwrap_or(ExcelDateTime::from_ymd(1900, 1, 1)?));
    Ok(match &front.notice {
        Some(notice) => properties.set_comment(&notice.sentence),
        None => properties,
    })
}

fn sheet(sheet: &mut Worksheet, part: &Part<'_>, number: usize) -> Result<(), XlsxError> {
    let data = part.data;
    let titles = names::columns((0..data.header.len()).map(|at| title(data, at)));
    let head = Format::new().set_bold().set_text_wrap();
    for (at, title) in (0..).zip(&titles) {
        sheet.write_string_with_format(0, at, text(title), &head)?;
        sheet.set_column_width(at, width(data, usize::from(at), title))?;
    }
    for (line, row) in (1..).zip(&data.rows) {
        for (at, value) in (0..).zip(row) {
            fill(sheet, (line, at), kind(data, usize::from(at)), value)?;
        }
    }
    sheet.set_freeze_panes(1, 1)?.set_repeat_rows(0, 0)?.set_header(header(&part.title()));
    match (u32::try_from(data.rows.len()), u16::try_from(titles.len())) {
        (Ok(rows @ 1..), Ok(columns @ 1..)) => {
            sheet.add_table(0, 0, rows, columns - 1, &table(part, number, &titles, &head)).map(drop)
        }
        _ => Ok(()),
    }
}

/// The rows as a table of Excel, which readers of screens announce with its headings. An underscore keeps its name
/// apart from cells such as `A1`, its number from other tables.
fn table(part: &Part<'_>, number: usize, titles: &[String], head: &Format) -> Table {
    let columns: Vec<_> = titles
        .iter()
        .map(|title| TableColumn::new().set_header(text(title)).set_header_format(head))
        .collect();
    Table::new()
        .set_name(format!("_{number}_{}", part.label.anchor.replace('-', "_")))
        .set_columns(&columns)
        .set_style(TableStyle::Light1)
}

/// The heading of a column in the report's words.
fn title(data: &Data, at: usize) -> &str {
    let own = data.fields.get(at).map(|field| &*field.title).filter(|title| !title.is_empty());
    own.unwrap_or(&data.header[at])
}

pub(super) fn kind(data: &Data, at: usize) -> FieldKind {
    data.fields.get(at).map_or(FieldKind::Text, |field| field.kind)
}

fn fill(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    kind: FieldKind,
    value: &str,
) -> Result<(), XlsxError> {
    let right = Format::new().set_align(FormatAlign::Right);
    let number = right.clone().set_num_format(number_format(kind, value));
    match cell(kind, value) {
        Cell::Nothing => return Ok(()),
        Cell::Day(day) => write_day(sheet, (row, column), day)?,
        Cell::Whole(whole) if is_exact(value) => {
            sheet.write_number_with_format(row, column, whole as f64, &number)?
        }
        Cell::Decimal(decimal) if is_exact(value) => {
            sheet.write_number_with_format(row, column, decimal, &number)?
        }
        Cell::Text(_) if kind == FieldKind::Text => sheet.write_string(row, column, text(value))?,
        _ => sheet.write_string_with_format(row, column, text(value), &right)?,
    };
    Ok(())
}

pub(super) fn write_day(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    day: Day,
) -> Result<&mut Worksheet, XlsxError> {
    let format = Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left);
    match excel_day(day) {
        Some(excel) => sheet.write_datetime_with_format(row, column, &excel, &format),
        None => sheet.write_string(row, column, day.to_string()),
    }
}

/// `day` in Excel's calendar, which begins in 1900.
fn excel_day(day: Day) -> Option<ExcelDateTime> {
    use chrono::Datelike;
    let (year, month, date) = (day.year().try_into().ok()?, day.month() as u8, day.day() as u8);
    ExcelDateTime::from_ymd(year, month, date).ok()
}

/// How a number is shown; it is kept as exact as in the CSV.
fn number_format(kind: FieldKind, value: &str) -> &'static str {
    let decimals = value.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    match kind {
        FieldKind::Integer => "#,##0",
        FieldKind::Decimal => "#,##0.000",
        FieldKind::Ratio if decimals > 2 => "0.0%",
        FieldKind::Ratio => "0%",
        FieldKind::Text | FieldKind::Day | FieldKind::Rank | FieldKind::Before => "0",
    }
}

/// As wide as the widest of a column's first cells, within reason; wide characters take twice the room.
fn width(data: &Data, at: usize, title: &str) -> f64 {
    let columns = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<u32>();
    let cells = data.rows.iter().take(200).filter_map(|row| row.get(at)).map(|cell| columns(cell));
    let widest = cells.chain([columns(title).div_ceil(2)]).max().unwrap_or(0);
    f64::from(widest.clamp(8, 40) + 3)
}

/// As much of `text` as a cell holds.
pub(super) fn text(text: &str) -> String {
    let mut room = LONGEST;
    let fits = |c: &char| {
        room = room.saturating_sub(c.len_utf16());
        room > 0
    };
    text.chars().take_while(fits).collect()
}

/// What stands above each printed page; `&` opens a code of Excel's there.
fn header(title: &str) -> String {
    let title: String = title.chars().take(120).collect();
    format!("&L{}", title.replace('&', "&&"))
}
