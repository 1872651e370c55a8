//! A delivery cut from the synthetic quarters: day × port and day × region at the twelve home sensors, the ten leading
//! keys of either quarter by name and all others as one その他, about 53,000 rows.

use std::path::Path;
use std::sync::LazyLock;

use polars::prelude::{
    DataFrame, DataType, Expr, LazyFrame, PlRefPath, PlSmallStr, ScanArgsParquet, SortMultipleOptions, col, lit, when,
};
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
    "23/TCP", "6379/TCP", "22/TCP", "80/TCP", "443/TCP", "445/TCP", "8080/TCP", "8088/TCP", "5555/TCP", "0/ICMP", "81/TCP",
    "37215/TCP",
];

const REGIONS: [&str; 10] = ["US", "RU", "GB", "CN", "BG", "NL", "DE", "SG", "IN", "HK"];

/// What is delivered, sorted by day, sensor and key.
pub struct Cut {
    pub ports: Vec<Row>,
    pub regions: Vec<Row>,
}

/// The delivery of both quarters.
pub static CUT: LazyLock<Cut> = LazyLock::new(|| {
    let number = when(col("protocol").eq(lit("ICMP"))).then(lit("0")).otherwise(col("dst_port").cast(DataType::String));
    let port = number + lit("/") + col("protocol");
    Cut { ports: rows(port, &PORTS), regions: rows(col("src_region"), &REGIONS) }
});

fn rows(key: Expr, named: &[&str]) -> Vec<Row> {
    let is_named = named.iter().map(|name| col("key").eq(lit(*name))).reduce(Expr::or).unwrap();
    let grouped = observations()
        .filter(col("sensor").gt_eq(lit("home-")).and(col("sensor").lt(lit("home."))))
        .with_column(key.alias("key"))
        .with_column(when(is_named).then(col("key")).otherwise(lit(REST)).alias("key"))
        .group_by([col("date").cast(DataType::String).alias("day"), col("sensor"), col("key")])
        .agg([col("packets").sum()])
        .sort(["day", "sensor", "key"], SortMultipleOptions::default());
    told(&grouped.collect().unwrap())
}

fn observations() -> LazyFrame {
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/synthetic-2022/data/packets-*.parquet");
    let columns = ["date", "sensor", "protocol", "dst_port", "src_region", "packets"].map(col);
    let frame = LazyFrame::scan_parquet(PlRefPath::try_from_path(&files).unwrap(), ScanArgsParquet::default());
    frame.unwrap().select(columns)
}

fn told(frame: &DataFrame) -> Vec<Row> {
    let text = |name: &str| {
        let column = frame.column(name).unwrap().str().unwrap();
        column.iter().map(|text| text.unwrap().to_owned()).collect::<Vec<_>>()
    };
    let packets = frame.column(&PlSmallStr::from("packets")).unwrap().cast(&DataType::Int64).unwrap();
    let packets = packets.i64().unwrap().iter().map(Option::unwrap).collect::<Vec<_>>();
    let keys = text("day").into_iter().zip(text("sensor")).zip(text("key"));
    keys.zip(packets)
        .map(|(((day, sensor), key), packets)| Row { day: day.parse().unwrap(), sensor, key, packets })
        .collect()
}

#[test]
fn the_cut_is_a_delivery_of_the_size_that_people_send() {
    let Cut { ports, regions } = &*CUT;
    assert!((45_000..=60_000).contains(&(ports.len() + regions.len())), "{} and {}", ports.len(), regions.len());
    let sum = |rows: &[Row], key: &str| {
        let quarter = rows.iter().filter(|row| row.key == key && row.day.to_string() >= "2022-10-01".to_owned());
        quarter.map(|row| row.packets).sum::<i64>()
    };
    // As the sample's README has them.
    assert_eq!((sum(ports, "23/TCP"), sum(ports, "0/ICMP") > 0, sum(regions, "US")), (739_865, true, 1_582_011));
    let all = |rows: &[Row]| rows.iter().map(|row| row.packets).sum::<i64>();
    assert_eq!(all(ports), all(regions));
}
