//! Files and sites that are measured: made from a fixed seed, the same on every machine.

use std::fs;
use std::path::{Path, PathBuf};

use polars::prelude::{
    Column, CsvWriter, DataFrame, DataType, IntoColumn, NamedFrom, ParquetWriter, SerWriter, Series,
};

/// 1 July 2022, in days from 1970; files hold the 184 days from then on, in order.
const FIRST_DAY: usize = 19_174;
const DAYS: usize = 184;

/// Regions of two letters that the house knows.
const REGIONS: &str = "US RU GB CN BG NL DE SG IN HK JP FR KR TW VN TH ID MY PH BR AR CL CO MX CA ES PT IT CH AT BE \
                       LU DK SE NO FI PL CZ SK HU RO GR TR UA LT LV EE IE IS ZA EG NG KE MA TN IL SA AE PK BD";

/// What the rows of a file are drawn from.
#[derive(Clone, Copy)]
pub struct Shape {
    /// Number of rows.
    pub rows: usize,
    /// Rows written at once.
    pub group: usize,
}

/// The next of a row of numbers that look like chance.
fn chance(seed: &mut u64, below: usize) -> usize {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    usize::try_from(*seed % below as u64).expect("below a usize")
}

/// The rows from `first` to before `end` of `shape`: twelve sensors, 200 ports in uneven numbers, 60 regions.
fn frame(shape: Shape, first: usize, end: usize, seed: &mut u64) -> DataFrame {
    let regions = REGIONS.split_whitespace().collect::<Vec<_>>();
    let (mut days, mut sensors, mut ports, mut from, mut packets) = (vec![], vec![], vec![], vec![], vec![]);
    for row in first..end {
        days.push(i32::try_from(FIRST_DAY + row * DAYS / shape.rows).expect("a day"));
        sensors.push(format!("home-{:02}", chance(seed, 12) + 1));
        let port = chance(seed, 200) * (chance(seed, 200) + 1) / 200;
        ports.push(i64::try_from(port * 37 + 22).expect("a port"));
        from.push(regions[chance(seed, regions.len()) * (chance(seed, 60) + 1) / 60]);
        packets.push(i64::try_from(chance(seed, 1000)).expect("packets"));
    }
    let days = Series::new("date".into(), days).cast(&DataType::Date).expect("days");
    let columns: Vec<Column> = vec![
        days.into_column(),
        Series::new("sensor".into(), sensors).into_column(),
        Series::new("protocol".into(), vec!["TCP"; end - first]).into_column(),
        Series::new("dst_port".into(), ports).into_column(),
        Series::new("src_region".into(), from).into_column(),
        Series::new("packets".into(), packets).into_column(),
    ];
    DataFrame::new(end - first, columns).expect("a table")
}

/// Writes a Parquet of `shape` at `path`, in row groups of its own size.
pub fn parquet(shape: Shape, path: &Path) {
    let mut seed = 0x2545_f491_4f6c_dd1d;
    let schema = frame(shape, 0, 1, &mut 1).schema().as_ref().clone();
    let file = fs::File::create(path).expect("a file");
    let writer = ParquetWriter::new(file).with_row_group_size(Some(shape.group));
    let mut writer = writer.batched(&schema).expect("Parquet");
    for first in (0..shape.rows).step_by(shape.group) {
        let end = (first + shape.group).min(shape.rows);
        writer.write_batch(&frame(shape, first, end, &mut seed)).expect("rows");
    }
    writer.finish().expect("Parquet");
}

/// Writes a CSV of `rows` rows at `path`.
pub fn csv(rows: usize, path: &Path) {
    let mut frame = frame(Shape { rows, group: rows }, 0, rows, &mut 0x2545_f491_4f6c_dd1d);
    CsvWriter::new(fs::File::create(path).expect("a file")).finish(&mut frame).expect("CSV");
}

/// A site below `folder` whose only source is `file`, with an edition of four pages; the edition's folder.
pub fn site(folder: &Path, file: &Path) -> PathBuf {
    let edition = folder.join("2022q4");
    fs::create_dir_all(&edition).expect("a folder");
    let files = serde_json::to_string(&[file.display().to_string()]).expect("a path");
    let sensors = (1..=12).map(|at| format!("home-{at:02},JP,,,\n")).collect::<String>();
    let put = |name: &str, text: String| fs::write(folder.join(name), text).expect("a file");
    put("sensors.csv", format!("id,region,start,end,alias\n{sensors}"));
    put("2022q4/report.md", MANUSCRIPT.to_owned());
    put("2022q4/edition.toml", EDITION.to_owned());
    put(
        "teiten.toml",
        format!(
            "teiten = 1\n[site]\nid = \"bench\"\ntitle = \"観測レポート\"\npublisher = \"観測担当\"\n[files]\nsensors = \"sensors.csv\"\n[sources.packets]\nfiles = {files}\n"
        ),
    );
    edition
}

const EDITION: &str =
    "teiten = 1\nquarter = \"2022q4\"\nstatus = \"draft\"\ndate = 2023-01-20\nversion = \"1.0\"\n";

const MANUSCRIPT: &str = r#"# 概況

{{ quarter.title }}に最も多く観測した宛先ポートは{{ top_ports[1].label }}で、全体の{{ top_ports[1].share | percent }}でした。順位を[](#top_ports)に、推移を[](#trend_ports)に示します。

```table
id = "top_ports"
rows = "port"
columns = ["rank", "label", "previous", "packets", "share", "change"]
top = 8
```

```chart
id = "trend_ports"
of = "top_ports"
```

# 送信元地域

最も多かった送信元地域は{{ top_regions[1].label }}です。順位を[](#top_regions)に、推移を[](#trend_regions)に示します。

```table
id = "top_regions"
rows = "region"
columns = ["rank", "label", "previous", "packets", "share", "change"]
top = 8
```

```chart
id = "trend_regions"
of = "top_regions"
```
"#;
