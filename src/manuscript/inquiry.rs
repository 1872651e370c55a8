//! What somebody asks without a manuscript. Comes in: the words of a command line. Goes out: a manuscript of one table
//! or chart, and what of those words is not known.

mod condition;

use super::question::{Written, meant, unknown};
use super::{Block, Chart, Column, Lines, Per, Reader, Reading, Table, distinct};
use crate::config::{Edition, Site, Value};
use crate::finding::{Finding, Place};
use crate::lang::Lang;
use crate::question::Question;
use crate::rules::SERIES_STYLES;
use crate::said;

/// What every source may be ranked by.
const KEYS: [&str; 3] = ["port", "region", "sensor"];

/// The id of the one block.
const ID: &str = "answer";

/// What is asked, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inquiry {
    /// What the rows or lines are: `port`, `region`, `sensor` or another column of texts.
    pub rank: String,
    /// In what shape it is to be answered.
    pub shape: Shape,
    /// Which rows count: `region=US`, `region!=JP,CN`, `port=1-1023`, `scope=all`.
    pub conditions: Vec<String>,
    /// The source, where the site has more than one.
    pub source: Option<String>,
    /// The measure; packets where none is named.
    pub measure: Option<String>,
}

/// What an inquiry is answered with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// The first ranks, so many.
    Ranking(u32),
    /// A line a day for each of the first ranks, so many.
    Trend(u32),
    /// A line a day for each of these keys.
    Chosen(Vec<String>),
}

impl Default for Shape {
    fn default() -> Self {
        Self::Ranking(10)
    }
}

/// Reads `inquiry`, which is put to the observations of `site`.
pub fn inquire(site: &Site, edition: &Edition, lang: &Lang, inquiry: &Inquiry) -> Reading {
    let mut reader = Reader::new(site, edition, lang);
    let block = question(&mut reader, inquiry).and_then(|asked| block(&mut reader, inquiry, asked));
    reader.manuscript.blocks.extend(block);
    let mut reading = reader.done();
    // What was typed on a command line is usage.
    reading.findings = reading.findings.into_iter().map(Finding::of_site).collect();
    reading
}

fn question(reader: &mut Reader<'_>, inquiry: &Inquiry) -> Option<Question> {
    let before = reader.findings.len();
    let rows = option("--rank", &inquiry.rank);
    let mut written = Written {
        source: inquiry.source.as_deref().map(|name| option("--source", name)),
        measure: inquiry.measure.as_deref().map(|name| option("--measure", name)),
        ..Written::default()
    };
    for text in &inquiry.conditions {
        condition::read(reader, text, &mut written);
    }
    let sources = &reader.site.sources;
    if written.source.is_none() && sources.len() > 1 {
        reader.findings.push(unsaid(sources.keys().map(String::as_str)));
        return None;
    }
    let named = written.source.as_ref().map_or_else(|| sources.keys().next(), |source| Some(&source.value));
    if let Some(source) = named.and_then(|name| sources.get(name)) {
        let texts = source.columns.texts.keys().map(String::as_str);
        let columns: Vec<&str> = KEYS.into_iter().chain(texts).collect();
        if !columns.contains(&rows.value.as_str()) {
            unknown(reader, "rows-unknown", &rows, columns.iter().copied());
        }
        condition::check(reader, &written.filter, &columns);
    }
    if reader.findings.len() > before {
        return None;
    }
    let place = rows.place.clone();
    meant(reader, Written { rows: Some(rows), ..written }, &place).filter(|_| reader.findings.len() == before)
}

/// A value of an option, whose place is the option itself.
fn option(name: &str, value: &str) -> Value<String> {
    Value { value: value.to_owned(), place: Place::file(format!("{name} {value}")) }
}

fn block(reader: &mut Reader<'_>, inquiry: &Inquiry, question: Question) -> Option<Block> {
    let place = Place::file(format!("--rank {}", inquiry.rank));
    let lines = match &inquiry.shape {
        Shape::Ranking(top) => {
            distinct::check_table(reader, &question, &place);
            let columns = vec![Column::Rank, Column::Label, Column::Packets, Column::Share];
            let (id, top) = (ID.to_owned(), *top);
            let table = Table { id, question, top, columns, caption: None, notes: Vec::new(), place };
            return Some(Block::Table(table));
        }
        Shape::Trend(top) => (*top as usize, Lines::Top(*top)),
        Shape::Chosen(keys) => {
            let key = |key: &String| (key.clone(), Place::file(format!("--series {key}")));
            (keys.len(), Lines::Keys(keys.iter().map(key).collect()))
        }
    };
    if lines.0 > SERIES_STYLES {
        reader.findings.push(too_many(lines.0, place));
        return None;
    }
    let (id, per, mean) = (ID.to_owned(), Per::Day, 1);
    let chart = Chart {
        id,
        question,
        lines: lines.1,
        per,
        mean,
        events: false,
        normal: None,
        caption: None,
        finding: None,
        notes: Vec::new(),
        place,
    };
    distinct::check_chart(reader, &chart);
    Some(Block::Chart(chart))
}

fn unsaid<'n>(sources: impl Iterator<Item = &'n str>) -> Finding {
    let names = sources.collect::<Vec<_>>().join(", ");
    Finding::error(
        "source-unsaid",
        Place::file("--source"),
        said!("どのデータに尋ねるかが指定されていません。", "It is not said which source is asked."),
        said!("--source で選んでください：{names}", "Choose one by --source: {names}"),
    )
}

fn too_many(count: usize, place: Place) -> Finding {
    Finding::error(
        "chart-lines",
        place,
        said!(
            "グラフに{count}本の線は描けません。線で見分けられるのは{SERIES_STYLES}本までです。",
            "A chart cannot have {count} lines: no more than {SERIES_STYLES} can be told apart."
        ),
        said!(
            "--top か --series を{SERIES_STYLES}項目以下にしてください。",
            "Choose up to {SERIES_STYLES} by --top or --series."
        ),
    )
}
