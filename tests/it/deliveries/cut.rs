//! A delivery cut from the synthetic quarters: day × port and day × region at the twelve home sensors, the ten leading
//! keys of either quarter by name and all others as one その他, about 53,000 rows.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use polars::prelude::{DataFrame, DataType, LazyFrame, PlRefPath, ScanArgsParquet, col, lit};
use teiten::quarter::Day;

/// The packets of a key at a sensor on a day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    pub day: Day,
    pub sensor: String,
    /// `23/TCP`, `US`, or [`REST`].
    pub key: String,
    pub packets: i64,
}

/// The key of all others.
pub const REST: &str = "その他";

const PORTS: [&str; 12] = [
    "23/TCP",
    "6379/TCP",
    "22/TCP",
    "80/TCP",
    "443/TCP",
    "445/TCP",
    "8080/TCP",
    "8088/TCP",
    "5555/TCP",
    "0/ICMP",
    "81/TCP",
    "37215/TCP",
];

const REGIONS: [&str; 10] = ["US", "RU", "GB", "CN", "BG", "NL", "DE", "SG", "IN", "HK"];

/// What is delivered, sorted by day, sensor and key.
pub struct Cut {
    pub ports: Vec<Row>,
    pub regions: Vec<Row>,
}

/// The delivery of both quarters.
pub static CUT: LazyLock<Cut> = LazyLock::new(|| Cut {
    ports: rows(&["protocol", "dst_port"], &PORTS, |cells| match cells {
        [protocol, _] if protocol == "ICMP" => "0/ICMP".to_owned(),
        [protocol, port] => format!("{port}/{protocol}"),
        _ => unreachable!("two columns were asked for"),
    }),
    regions: rows(&["src_region"], &REGIONS, |cells| cells[0].clone()),
});

/// Sums by day, sensor and key at the home sensors; keys that are not `named` are one.
fn rows(columns: &[&str], named: &[&str], key: fn(&[String]) -> String) -> Vec<Row> {
    let by = ["date", "sensor"].iter().chain(columns).map(|name| col(*name)).collect::<Vec<_>>();
    let home = col("sensor").gt_eq(lit("home-")).and(col("sensor").lt(lit("home.")));
    let frame = observations().filter(home).group_by(by).agg([col("packets").sum()]).collect().unwrap();
    let texts = ["date", "sensor"].iter().chain(columns).map(|name| text(&frame, name)).collect::<Vec<_>>();
    let packets = frame.column("packets").unwrap().cast(&DataType::Int64).unwrap();
    let mut sums = BTreeMap::<(Day, String, String), i64>::new();
    for (row, packets) in packets.i64().unwrap().iter().enumerate() {
        let cells = texts.iter().map(|column| column[row].clone()).collect::<Vec<_>>();
        let key =
            Some(key(&cells[2..])).filter(|key| named.contains(&&**key)).unwrap_or_else(|| REST.to_owned());
        *sums.entry((cells[0].parse().unwrap(), cells[1].clone(), key)).or_default() += packets.unwrap();
    }
    sums.into_iter().map(|((day, sensor, key), packets)| Row { day, sensor, key, packets }).collect()
}

fn observations() -> LazyFrame {
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/synthetic-2022/data/packets-*.parquet");
    let frame =
        LazyFrame::scan_parquet(PlRefPath::try_from_path(&files).unwrap(), ScanArgsParquet::default());
    frame.unwrap()
}

fn text(frame: &DataFrame, name: &str) -> Vec<String> {
    let column = frame.column(name).unwrap().cast(&DataType::String).unwrap();
    column.str().unwrap().iter().map(|text| text.unwrap_or_default().to_owned()).collect()
}

#[test]
fn the_cut_is_a_delivery_of_the_size_that_people_send() {
    let Cut { ports, regions } = &*CUT;
    assert!(
        (45_000..=60_000).contains(&(ports.len() + regions.len())),
        "{} and {}",
        ports.len(),
        regions.len()
    );
    let sum = |rows: &[Row], key: &str| {
        let quarter =
            rows.iter().filter(|row| row.key == key && row.day.to_string().as_str() >= "2022-10-01");
        quarter.map(|row| row.packets).sum::<i64>()
    };
    // As the sample's README has them.
    assert_eq!(
        (sum(ports, "23/TCP"), sum(ports, "0/ICMP") > 0, sum(regions, "US")),
        (739_865, true, 1_582_011)
    );
    let all = |rows: &[Row]| rows.iter().map(|row| row.packets).sum::<i64>();
    assert_eq!(all(ports), all(regions));
}
