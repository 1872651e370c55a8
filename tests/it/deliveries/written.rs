//! Tables written as people deliver them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;

use polars::prelude::{Column, DataFrame, DataType, IntoColumn, NamedFrom, ParquetWriter, Series};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::cut::{REST, Row};

/// Rows of cells.
pub type Cells = Vec<Vec<String>>;

/// A row of cells.
pub fn cells<const N: usize>(texts: [&str; N]) -> Vec<String> {
    texts.map(str::to_owned).to_vec()
}

/// Port and protocol of a key apart; the rest stands in the protocol's column.
pub fn apart(key: &str) -> (String, String) {
    match key.split_once('/') {
        Some((_, "ICMP")) => (String::new(), "ICMP".to_owned()),
        Some((port, protocol)) => (port.to_owned(), protocol.to_owned()),
        None => (String::new(), key.to_owned()),
    }
}

/// An integer with thousands apart.
pub fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let from_right = digits.len();
    let pieces = digits.chars().enumerate().map(|(at, digit)| {
        let comma = at > 0 && (from_right - at).is_multiple_of(3);
        if comma { format!(",{digit}") } else { digit.to_string() }
    });
    pieces.collect()
}

/// A CSV with these ends of lines; cells are quoted where they must be.
pub fn csv(cells: &Cells, end: &str) -> String {
    let quoted = |cell: &String| {
        if cell.contains([',', '"', '\n']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    let lines = cells.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(",") + end);
    lines.collect()
}

/// Text in CP932.
pub fn cp932(text: &str) -> Vec<u8> {
    let (bytes, _, lost) = encoding_rs::SHIFT_JIS.encode(text);
    assert!(!lost, "the text is not all CP932");
    bytes.into_owned()
}

/// Bytes in gzip.
pub fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Packets by sensor and key, one for each day.
pub type Lines = BTreeMap<(String, String), Vec<Option<i64>>>;

/// Rows by sensor and key, a column a day, in the order of days; a day without a row is empty.
pub fn wide(rows: &[Row]) -> (Vec<String>, Lines) {
    let days = rows.iter().map(|row| row.day).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>();
    let mut table = BTreeMap::new();
    for row in rows {
        let line =
            table.entry((row.sensor.clone(), row.key.clone())).or_insert_with(|| vec![None; days.len()]);
        line[days.binary_search(&row.day).unwrap()] = Some(row.packets);
    }
    (days.into_iter().map(|day| day.format("%Y/%-m/%-d").to_string()).collect(), table)
}

/// A Parquet of rows; keys are one column of regions, or protocol and port.
pub fn parquet(path: &Path, rows: &[Row], by_port: bool) {
    let days = rows.iter().map(|row| (row.day - chrono::NaiveDate::default()).num_days());
    let days = Series::new("date".into(), days.map(|days| i32::try_from(days).unwrap()).collect::<Vec<_>>());
    let text = |name: &str, texts: Vec<String>| Series::new(name.into(), texts).into_column();
    let mut columns: Vec<Column> = vec![days.cast(&DataType::Date).unwrap().into_column()];
    columns.push(text("sensor", rows.iter().map(|row| row.sensor.clone()).collect()));
    if by_port {
        let (ports, protocols): (Vec<_>, Vec<_>) = rows.iter().map(|row| apart(&row.key)).unzip();
        columns
            .push(text("protocol", protocols.into_iter().map(|name| name.replace(REST, "OTHER")).collect()));
        let ports = ports.iter().map(|port| port.parse::<i64>().ok()).collect::<Vec<_>>();
        columns.push(Series::new("dst_port".into(), ports).into_column());
    } else {
        columns.push(text("src_region", rows.iter().map(|row| row.key.replace(REST, "OTHER")).collect()));
    }
    let packets = rows.iter().map(|row| row.packets).collect::<Vec<_>>();
    columns.push(Series::new("packets".into(), packets).into_column());
    let mut frame = DataFrame::new(rows.len(), columns).unwrap();
    ParquetWriter::new(std::fs::File::create(path).unwrap()).finish(&mut frame).unwrap();
}

/// A workbook of sheets with cells; those that look like integers are numbers, and days are days.
pub fn xlsx(path: &Path, sheets: &[(&str, Cells)]) {
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("yyyy/m/d");
    for (name, cells) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (line, row) in cells.iter().enumerate() {
            for (at, cell) in row.iter().enumerate() {
                let (line, at) = (u32::try_from(line).unwrap(), u16::try_from(at).unwrap());
                match (cell.parse::<i32>(), ExcelDateTime::parse_from_str(cell)) {
                    _ if cell.is_empty() => continue,
                    (Ok(number), _) => sheet.write_number(line, at, number),
                    (_, Ok(date)) if cell.len() == 10 => {
                        sheet.write_datetime_with_format(line, at, date, &day)
                    }
                    _ => sheet.write_string(line, at, cell),
                }
                .unwrap();
            }
        }
    }
    book.save(path).unwrap();
}

/// Bytes in Zstandard.
pub fn zst(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).unwrap()
}
