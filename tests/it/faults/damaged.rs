//! Deliveries that were damaged on their way: a finding, whatever byte is hit; never a panic, not even in words.

use std::fs;
use std::path::Path;

use polars::prelude::{DataFrame, NamedFrom, ParquetWriter, Series};
use rust_xlsxwriter::Workbook;

use super::told;
use crate::site::Site;

/// Rows of a delivery.
const ROWS: usize = 2000;

/// Damages at so many places.
const PLACES: usize = 60;

/// Writes a sound delivery.
type Writer = fn(&Path);

/// A site whose observations are the one file called `name`.
fn site(name: &str) -> Site {
    Site::new().change_settings("data/packets*.csv", &format!("data/{name}"))
}

/// What the program makes of the site; it may not break down.
fn code(site: &Site) -> Option<i32> {
    let output = site.program().output().unwrap();
    let told = told(&output);
    assert!(!told.contains("panicked") && !told.contains("fault in teiten"), "{told}");
    let code = output.status.code();
    assert!(code == Some(0) || told.contains("data/delivered."), "{code:?}: {told}");
    code
}

/// Days, ports and packets that do not compress away.
fn rows() -> impl Iterator<Item = (String, u32, u32)> {
    let number = |at: usize| u32::try_from(at).unwrap().wrapping_mul(2_654_435_761);
    (0..ROWS).map(move |at| (format!("2022-10-{:02}", at % 31 + 1), number(at) % 65536, number(at + 7) >> 8))
}

/// Several groups of rows in one file.
fn parquet(path: &Path) {
    let column = |name: &str, texts: Vec<String>| Series::new(name.into(), texts).into();
    let dates = column("date", rows().map(|(date, _, _)| date).collect());
    let sensors = column("sensor", rows().map(|_| "tokyo".to_owned()).collect());
    let ports = Series::new("dst_port".into(), rows().map(|(_, port, _)| port).collect::<Vec<_>>()).into();
    let packets =
        Series::new("packets".into(), rows().map(|(_, _, packets)| packets).collect::<Vec<_>>()).into();
    let mut frame = DataFrame::new(ROWS, vec![dates, sensors, ports, packets]).unwrap();
    let file = fs::File::create(path).unwrap();
    ParquetWriter::new(file).with_row_group_size(Some(ROWS / 4)).finish(&mut frame).unwrap();
}

fn csv() -> String {
    let lines = rows().map(|(date, port, packets)| format!("{date},tokyo,TCP,{port},CN,{packets}\n"));
    [crate::site::HEAD.to_owned()].into_iter().chain(lines).collect()
}

fn gz(path: &Path) {
    let mut packed =
        flate2::write::GzEncoder::new(fs::File::create(path).unwrap(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, csv().as_bytes()).unwrap();
    packed.finish().unwrap();
}

fn zst(path: &Path) {
    fs::write(path, zstd::encode_all(csv().as_bytes(), 1).unwrap()).unwrap();
}

fn xlsx(path: &Path) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in csv().lines().enumerate() {
        for (column, cell) in line.split(',').enumerate() {
            sheet.write_string(row.try_into().unwrap(), column.try_into().unwrap(), cell).unwrap();
        }
    }
    book.save(path).unwrap();
}

/// The site with a sound delivery, where it lies, and its bytes.
fn delivered(name: &str, write: Writer) -> (Site, std::path::PathBuf, Vec<u8>) {
    let site = site(name);
    site.edition();
    let path = site.root().join("data").join(name);
    write(&path);
    assert_eq!(code(&site), Some(0), "{name} is sound");
    let bytes = fs::read(&path).unwrap();
    (site, path, bytes)
}

#[test]
fn damaged_parquet_is_a_finding() {
    let (site, path, bytes) = delivered("delivered.parquet", parquet);
    let mut refused = 0;
    for at in 0..PLACES {
        let mut damaged = bytes.clone();
        // Every second damage is to the footer, on which all depends.
        let from = if at % 2 == 0 { 0 } else { bytes.len() - 1024 };
        let position = from + (bytes.len() - from) * at / PLACES;
        let end = (position + 1 + at % 16).min(bytes.len());
        damaged[position..end].iter_mut().for_each(|byte| *byte ^= 0xA5);
        fs::write(&path, &damaged).unwrap();
        // Damage may hit bytes that mean nothing, or turn one value into another.
        let code = code(&site);
        assert!(matches!(code, Some(0 | 1)), "{position}: {code:?}");
        refused += usize::from(code == Some(1));
    }
    assert!(refused > PLACES / 4, "{refused}");
}

#[test]
fn truncated_deliveries_are_findings() {
    let writers: [(&str, Writer); 4] = [
        ("delivered.parquet", parquet),
        ("delivered.csv.gz", gz),
        ("delivered.csv.zst", zst),
        ("delivered.xlsx", xlsx),
    ];
    for (name, write) in writers {
        let (site, path, bytes) = delivered(name, write);
        for part in 0..12 {
            let length = if part == 11 { bytes.len() - 1 } else { bytes.len() * part / 11 };
            fs::write(&path, &bytes[..length]).unwrap();
            assert_eq!(code(&site), Some(1), "{name} of {length} bytes");
        }
    }
}
