//! Deliveries of every format and shape that give the same answer, and files that cannot be read.

use super::*;

#[test]
fn every_delivery_of_the_same_rows_gives_the_same_answer() {
    let wanted = House::csv(ROWS).good(&every_grid());
    let quoted = ROWS.replace("2022-10-01", "\"2022/10/1\"").replace("2022-10-02", "2022-10-02T01:02:03");
    let marked = format!("\u{FEFF}{}\r\n\r\n", ROWS.replace('\n', "\r\n"));
    let mut turned = String::new();
    for line in ROWS.lines() {
        let mut cells = line.split(',').collect::<Vec<_>>();
        cells.reverse();
        turned += &format!("x{},{}\n", turned.len(), cells.join(","));
    }
    for (name, bytes) in [
        ("a.csv", quoted.into_bytes()),
        ("a.csv", marked.clone().into_bytes()),
        ("a.csv", ROWS.trim_end().replace("\n2022-12", "\n\n2022-12").into_bytes()),
        ("a.csv", turned.into_bytes()),
        ("a.CSV.GZ", gzip(ROWS.as_bytes())),
        ("a.csv.gz", [gzip(&marked.as_bytes()[..50]), gzip(&marked.as_bytes()[50..])].concat()),
    ] {
        let house = House::of(&[name]);
        house.put(name, &bytes);
        assert_eq!(house.good(&every_grid()), wanted, "{}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn parquet_of_every_type_gives_the_same_answer() {
    let wanted = House::csv(ROWS).good(&every_grid());
    let dictionary =
        || DataType::from_categories(Categories::new("t".into(), "t".into(), CategoricalPhysical::U32));
    let kinds: [&dyn Fn(&str) -> DataType; 4] = [
        &|_| DataType::String,
        &|name| match name {
            "date" => DataType::Date,
            "dst_port" => DataType::UInt32,
            "packets" => DataType::Int64,
            _ => DataType::String,
        },
        &|name| match name {
            "date" => DataType::Datetime(TimeUnit::Microseconds, None),
            "dst_port" => DataType::Int32,
            "packets" => DataType::UInt64,
            _ => dictionary(),
        },
        &|name| if name == "packets" { DataType::Int32 } else { dictionary() },
    ];
    for (at, kind) in kinds.into_iter().enumerate() {
        let house = House::of(&["*.parquet"]);
        let frame = frame(ROWS, |name| if name == "date" { DataType::String } else { kind(name) });
        let date = match kind("date") {
            kind @ (DataType::Date | DataType::Datetime(..)) => col("date").cast(DataType::Date).cast(kind),
            kind => col("date").cast(kind),
        };
        let date = if at == 1 || at == 2 { parsed_days(&frame).cast(kind("date")) } else { date };
        let frame = frame.lazy().with_column(date.alias("date")).collect().unwrap();
        parquet(&house.folder.path().join("a.parquet"), frame);
        assert_eq!(house.good(&every_grid()), wanted, "{at}");
    }
}

/// The days of column `date` as dates.
fn parsed_days(frame: &DataFrame) -> polars::prelude::Expr {
    let days = frame.column("date").unwrap().str().unwrap().iter();
    let days = days.map(|text| (day(text.unwrap()) - Day::default()).num_days() as i32).collect::<Vec<_>>();
    polars::prelude::lit(Series::new("date".into(), days)).cast(DataType::Date)
}

#[test]
fn files_folders_and_globs_are_read_once_each_whatever_their_order() {
    let wanted = House::csv(ROWS).good(&every_grid());
    let (head, rows) = ROWS.split_once('\n').unwrap();
    let lines = rows.lines().collect::<Vec<_>>();
    for files in [&["d"][..], &["d/*"], &["d/b.csv", "d/*.parquet", "d/a*"], &["d", "d/b.csv", "./d"]] {
        let house = House::of(files);
        fs::create_dir_all(house.folder.path().join("d")).unwrap();
        house.put("d/b.csv", format!("{head}\n{}\n", lines[..3].join("\n")).as_bytes());
        house.put("d/a.csv", format!("{head}\n{}\n", lines[7..].join("\n")).as_bytes());
        house.put("d/.hidden.csv", b"x");
        parquet(
            &house.folder.path().join("d/c.parquet"),
            frame(&format!("{head}\n{}\n", lines[3..7].join("\n")), |_| DataType::String),
        );
        assert_eq!(house.good(&every_grid()), wanted, "{files:?}");
        let inputs = house.ask(&every_grid()).inputs;
        assert_eq!(
            inputs.iter().map(|input| &*input.path).collect::<Vec<_>>(),
            ["d/a.csv", "d/b.csv", "d/c.parquet"]
        );
        let bytes = fs::read(house.folder.path().join("d/a.csv")).unwrap();
        assert_eq!(
            (&inputs[0].digest, inputs[0].bytes),
            (&crate::digest::digest(&bytes), bytes.len() as u64)
        );
    }
}

#[test]
fn files_that_cannot_be_read_are_told() {
    let many = (0..5000)
        .map(|at: u64| format!("2022-10-01,tokyo,TCP,23,CN,{},\n", at.wrapping_mul(at) % 9973))
        .collect::<String>();
    let gz = gzip(format!("{ROWS}{many}").as_bytes());
    let shift_jis = [b"date,sensor,protocol,dst_port,src_region,packets,signature\n2022-10-01,\x93\x8c\x8b\x9e,TCP,23,CN,1,\n" as &[u8], b"\n"].concat();
    let doubled = ROWS.replacen("signature", "sensor", 1);
    let open = ROWS.replacen("mirai\n2022-10-01", "\"mirai\n2022-10-01", 1);
    let stray = ROWS.replacen("mirai", "mi\"rai", 1);
    let cases: [(&str, &[u8], &str, u32); 12] = [
        ("a.csv", stray.as_bytes(), "stray-quote", 2),
        ("a.csv", b"", "no-header", 1),
        ("a.csv", b"\n\n", "no-header", 1),
        ("a.csv", &shift_jis, "not-utf8", 2),
        ("a.csv", ROWS.replacen("src_region", "region", 1).leak().as_bytes(), "missing-dimension", 9),
        ("a.csv", ROWS.replacen("packets", "Packets", 1).leak().as_bytes(), "missing-column", 1),
        ("a.csv", doubled.as_bytes(), "doubled-column", 1),
        ("a.csv", open.as_bytes(), "open-quote", 0),
        ("a.csv.gz", &gz[..gz.len() / 2], "damaged-file", 0),
        ("a.csv.gz", ROWS.as_bytes(), "damaged-file", 0),
        ("a.parquet", b"PAR1 no", "damaged-file", 0),
        ("a.txt", ROWS.as_bytes(), "unknown-format", 9),
    ];
    for (name, bytes, code, line) in cases {
        let house = House::of(&[name]);
        house.put(name, bytes);
        let found = house.bad(&every_grid());
        assert_eq!(found[0].0, code, "{found:?}");
        assert!(line == 0 || found[0].2 == line, "{found:?}");
    }
    assert_eq!(
        House::of(&["none*.csv"]).bad(&every_grid()),
        [("no-observations".to_owned(), "teiten.toml".to_owned(), 9)]
    );
    let house = House::of(&["*.parquet"]);
    fs::create_dir(house.folder.path().join("a.parquet")).unwrap();
    assert_eq!(house.bad(&every_grid())[0].0, "unreadable-file");
}

#[test]
fn damaged_parquet_is_told_and_never_panics() {
    let house = House::of(&["a.parquet"]);
    let path = house.folder.path().join("a.parquet");
    let many = ROWS.lines().skip(1).collect::<Vec<_>>().join("\n") + "\n";
    let content = format!("{}\n{}", ROWS.lines().next().unwrap(), many.repeat(200));
    parquet(
        &path,
        frame(&content, |name| if name == "packets" { DataType::Int64 } else { DataType::String }),
    );
    let bytes = fs::read(&path).unwrap();
    let wanted = house.good(&every_grid());
    let mut refused = 0;
    for at in 0..60 {
        let mut damaged = bytes.clone();
        let position = bytes.len() * at / 60;
        damaged[position..(position + 24).min(bytes.len())].iter_mut().for_each(|byte| *byte ^= 0xA5);
        house.put("a.parquet", &damaged);
        let outcome = house.ask(&every_grid());
        // Damage may hit bytes that mean nothing, or turn one value into another; it never goes by without an answer.
        match outcome.observed.get("packets") {
            None => assert!(!outcome.findings.is_empty(), "{at}"),
            Some(observed) => assert_eq!(observed.coverage.rows, wanted.coverage.rows, "{at}"),
        }
        refused += usize::from(outcome.observed.is_empty());
    }
    assert!(refused > 20, "{refused}");
    house.put("a.parquet", &bytes[..bytes.len() / 2]);
    assert_eq!(house.bad(&every_grid())[0].0, "damaged-file");
}
