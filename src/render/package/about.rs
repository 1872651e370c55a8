//! The workbook's first sheet: what the data are, how they were made, and what stands on which sheet.

use rust_xlsxwriter::{Format, FormatAlign, Url, Worksheet, XlsxError};

use super::Part;
use super::workbook::{text, write_day};
use crate::report::{Block, Origin, Paragraph, Report, plain};

/// Widths of the columns.
const WIDTHS: [f64; 5] = [24.0, 60.0, 40.0, 40.0, 60.0];

/// The chapter that says how the numbers were made.
const METHOD: &str = "method";

/// A sheet that is written line by line.
struct Page<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
    bold: Format,
    wrapped: Format,
}

/// Writes what there is to know of `parts`, which lie on the sheets `names`.
pub(super) fn write(
    sheet: &mut Worksheet,
    report: &Report,
    parts: &[Part<'_>],
    names: &[String],
) -> Result<(), XlsxError> {
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let mut page = Page { sheet, row: 0, bold: wrapped.clone().set_bold(), wrapped };
    page.line(&[&report.front.document_title], 1)?;
    page.front(report)?;
    page.origins(report)?;
    page.marks(report)?;
    let mut name = &*report.labels.data.method;
    for rule in method(&report.body) {
        page.entry(name, &[&rule])?;
        name = "";
    }
    page.row += 1;
    page.list(report, parts, names)
}

impl Page<'_> {
    /// A line of cells, the first `bold` of them bold.
    fn line(&mut self, cells: &[&str], bold: usize) -> Result<(), XlsxError> {
        for (at, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            let format = if usize::from(at) < bold { &self.bold } else { &self.wrapped };
            self.sheet.write_string_with_format(self.row, at, text(cell), format)?;
        }
        self.row += 1;
        Ok(())
    }

    /// A name and what it says.
    fn entry(&mut self, name: &str, cells: &[&str]) -> Result<(), XlsxError> {
        self.line(&[&[name], cells].concat(), 1)
    }

    fn front(&mut self, report: &Report) -> Result<(), XlsxError> {
        let (front, about, labels) = (&report.front, &report.about, &report.labels.data);
        if let Some(draft) = &front.draft {
            self.entry(draft, &[])?;
        }
        if let Some(notice) = &front.notice {
            self.entry(&notice.mark, &[&notice.sentence])?;
        }
        write_day(self.sheet, (self.row, 2), about.first)?;
        write_day(self.sheet, (self.row, 3), about.last)?;
        self.entry(&labels.period, &[&front.period])?;
        self.entry(&labels.version, &[&front.version, &front.date])?;
        self.entry(&labels.publisher, &[&front.publisher])?;
        match (&about.licence, &front.licence) {
            (Some(name), Some(licence)) => {
                self.entry(&labels.licence, &[name, &licence.url, &licence.credit])
            }
            _ => Ok(()),
        }
    }

    /// Time zones and databases of regions.
    fn origins(&mut self, report: &Report) -> Result<(), XlsxError> {
        let labels = &report.labels.data;
        for Origin { time_zone, region_database, region_database_date } in &report.about.origins {
            if let Some(zone) = time_zone {
                self.entry(&labels.time_zone, &[zone])?;
            }
            if let Some(database) = region_database {
                if let Some(day) = region_database_date {
                    write_day(self.sheet, (self.row, 2), *day)?;
                }
                self.entry(&labels.region_database, &[database])?;
            }
        }
        Ok(())
    }

    fn marks(&mut self, report: &Report) -> Result<(), XlsxError> {
        let labels = &report.labels.data;
        let mut name = &*labels.marks;
        for mark in &report.about.marks {
            let mark_text = if mark.text.is_empty() { &labels.empty } else { &mark.text };
            self.entry(name, &[mark_text, &mark.meaning])?;
            name = "";
        }
        Ok(())
    }

    /// What stands on which sheet, with a link to it.
    fn list(&mut self, report: &Report, parts: &[Part<'_>], names: &[String]) -> Result<(), XlsxError> {
        let labels = &report.labels.data;
        let head = [&labels.sheet, &labels.caption, &labels.scope, &labels.unit, &labels.notes];
        self.line(&head.map(|name| &**name), head.len())?;
        for (part, name) in parts.iter().zip(names) {
            let link = Url::new(format!("internal:'{}'!A1", name.replace('\'', "''"))).set_text(name);
            self.sheet.write_url(self.row, 0, link)?;
            let units = part.units().join("\n");
            self.entry("", &[&part.caption, &part.data.scope, &units, &part.notes.join("\n")])?;
        }
        Ok(())
    }
}

/// The paragraphs of the chapter on the method.
pub(super) fn method(body: &[Block]) -> Vec<String> {
    let is_method = |block: &Block| matches!(block, Block::Heading(heading) if heading.anchor == METHOD);
    let Some(at) = body.iter().position(is_method) else { return Vec::new() };
    let chapter =
        body[at + 1..].iter().take_while(|block| !matches!(block, Block::Heading(_) | Block::Closing(_)));
    let mut words = Vec::new();
    chapter.for_each(|block| paragraphs(block, &mut words));
    words
}

fn paragraphs(block: &Block, words: &mut Vec<String>) {
    match block {
        Block::Paragraph(Paragraph { runs, .. }) => words.push(plain(runs)),
        Block::List(list) => list.items.iter().flatten().for_each(|item| paragraphs(item, words)),
        _ => {}
    }
}
