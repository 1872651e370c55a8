//! A finished report as lines of words, each with where it stands: 表1 23/TCP, 2.1, 要点.

use crate::report::{self, Block, Cell, Figure, Image, Paragraph, Report, Table};

/// So many characters of a heading tell which it is.
const HEADING: usize = 8;

/// Words of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Flat {
    /// Where they stand.
    pub(super) at: String,
    /// The words.
    pub(super) words: String,
    /// Whether they say nothing but where they stand: a row of a table, the values of a line.
    pub(super) bound: bool,
}

impl Flat {
    /// What is the same in two reports, though a chapter before it was added.
    pub(super) fn same(&self) -> (&str, &str) {
        (if self.bound { &self.at } else { "" }, &self.words)
    }
}

/// The lines of `report` in order.
pub(super) fn flat(report: &Report) -> Vec<Flat> {
    let mut lines = Lines { section: String::new(), lines: Vec::new() };
    let front = &report.front;
    let notice = front.notice.iter().flat_map(|notice| [&notice.mark, &notice.sentence]);
    let licence = front.licence.iter().flat_map(|licence| [&licence.name, &licence.url, &licence.credit]);
    let front = [&front.title, &front.period, &front.version, &front.date, &front.publisher].into_iter();
    front.chain(report.front.draft.iter()).chain(notice).chain(licence).for_each(|words| {
        lines.add(&report.front.title, words.clone());
    });
    for correction in &report.corrections {
        let words = correction.paragraphs.iter().map(|paragraph| report::plain(&paragraph.runs));
        words.for_each(|words| lines.add(&correction.title, words));
    }
    if let Some(summary) = &report.summary {
        summary.points.iter().for_each(|point| lines.add(&summary.title, report::plain(&point.runs)));
    }
    report.body.iter().for_each(|block| lines.block(block));
    lines.lines
}

/// A chapter by its number and the first words of its heading.
fn named(number: &str, words: &str) -> String {
    let first: String = words.chars().take(HEADING).collect();
    let cut = if first.len() < words.len() { "…" } else { "" };
    format!("{number} {first}{cut}").trim_start().to_owned()
}

struct Lines {
    /// The number of the heading that was met last.
    section: String,
    lines: Vec<Flat>,
}

impl Lines {
    fn add(&mut self, at: &str, words: String) {
        self.lines.push(Flat { at: at.to_owned(), words, bound: false });
    }

    fn add_bound(&mut self, at: &str, words: String) {
        self.lines.push(Flat { at: at.to_owned(), words, bound: true });
    }

    fn paragraphs(&mut self, at: &str, paragraphs: &[Paragraph]) {
        paragraphs.iter().for_each(|paragraph| self.add(at, report::plain(&paragraph.runs)));
    }

    fn block(&mut self, block: &Block) {
        let section = self.section.clone();
        match block {
            Block::Heading(heading) => {
                let words = report::plain(&heading.runs);
                self.section = named(heading.number.as_deref().unwrap_or(""), &words);
                self.add(&self.section.clone(), words);
            }
            Block::Paragraph(own) => self.add(&section, report::plain(&own.runs)),
            Block::List(list) => list.items.iter().flatten().for_each(|block| self.block(block)),
            Block::Quote(quote) => self.paragraphs(&section, &quote.paragraphs),
            Block::Closing(closing) => self.paragraphs(&section, &closing.paragraphs),
            Block::References(references) => {
                for entry in &references.entries {
                    let lines = entry.lines.iter().map(|line| report::plain(line));
                    self.add(&entry.mark, lines.collect::<Vec<_>>().join(" "));
                }
            }
            Block::Table(table) => self.table(&section, table),
            Block::Chart(figure) => self.figure(figure),
            Block::Image(image) => self.image(image),
        }
    }

    fn table(&mut self, section: &str, table: &Table) {
        let at = table.label.as_ref().map_or(section, |label| &label.text);
        self.add(at, report::plain(&table.caption));
        let named = table.columns.iter().position(|column| column.names_row);
        for row in &table.rows {
            let cells: Vec<_> = row.iter().map(|Cell { runs }| report::plain(runs)).collect();
            let name = named.and_then(|column| cells.get(column)).map_or("", String::as_str);
            self.add_bound(format!("{at} {name}").trim_end(), cells.join(" / "));
        }
        self.paragraphs(at, &table.notes);
    }

    fn figure(&mut self, figure: &Figure) {
        let at = &figure.label.text;
        self.add(at, report::plain(&figure.caption));
        figure.finding.iter().for_each(|finding| self.add(at, report::plain(finding)));
        // A line a series: who signs looks at the figure, not at ninety days.
        for (column, name) in figure.table.header.iter().enumerate().skip(1) {
            let values = figure.table.rows.iter().filter_map(|row| row.get(column)).map(String::as_str);
            self.add_bound(&format!("{at} {name}"), values.collect::<Vec<_>>().join(" / "));
        }
        self.paragraphs(at, &figure.notes);
    }

    fn image(&mut self, image: &Image) {
        let at = &image.label.text;
        let words =
            [report::plain(&image.caption), image.alt.clone(), image.file.clone(), image.digest.clone()];
        words.into_iter().chain(image.credit.iter().map(|credit| report::plain(credit))).for_each(|words| {
            self.add(at, words);
        });
        self.paragraphs(at, &image.notes);
    }
}
