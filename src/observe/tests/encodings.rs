//! The same rows in every encoding, compression and size of groups give the same answer.

use polars::prelude::DataFrame;
use polars_parquet::write::{CompressionOptions, Version};

use super::encoded::{Texts, Way, write};
use super::*;

/// Enough rows for several pages and groups.
const TIMES: usize = 30;

const TEXTS: [Texts; 4] = [Texts::Plain, Texts::Dictionary, Texts::GivenUp, Texts::Delta];

/// The rows again and again, with a text that no other row has.
fn content() -> String {
    let (head, rows) = ROWS.split_once('\n').unwrap();
    let mut content = format!("{head}\n");
    for time in 0..TIMES {
        content += rows;
        content += &format!("2022-10-03,oslo,UDP,{},ZZ,1,a longer signature, number {time}\n", time * 11)
            .replacen("signature, number", "signature number", 1);
    }
    content
}

fn numbers_apart(name: &str) -> DataType {
    match name {
        "packets" => DataType::Int64,
        "dst_port" => DataType::Int32,
        _ => DataType::String,
    }
}

/// What the room makes of `frame`, written in this way.
fn answered(frame: &DataFrame, way: Way) -> Observed {
    let house = House::of(&["a.parquet"]);
    write(&house.folder.path().join("a.parquet"), frame, way);
    house.good(&every_grid())
}

#[test]
fn parquet_of_every_encoding_and_size_of_groups_gives_the_same_answer() {
    let wanted = House::csv(&content()).good(&every_grid());
    for frame in [frame(&content(), |_| DataType::String), frame(&content(), numbers_apart)] {
        for texts in TEXTS {
            for group in [1, 7, 100, 1000] {
                let way = Way::new(texts, group);
                assert_eq!(answered(&frame, way), wanted, "{way:?}");
                let way = Way { version: Version::V2, page: 1 << 20, ..way };
                assert_eq!(answered(&frame, way), wanted, "{way:?}");
            }
        }
    }
}

#[test]
fn parquet_of_every_compression_gives_the_same_answer() {
    let wanted = House::csv(&content()).good(&every_grid());
    let frame = frame(&content(), numbers_apart);
    for compression in [
        CompressionOptions::Uncompressed,
        CompressionOptions::Snappy,
        CompressionOptions::Gzip(None),
        CompressionOptions::Brotli(None),
        CompressionOptions::Zstd(None),
        CompressionOptions::Lz4Raw,
    ] {
        for (texts, version) in
            TEXTS.into_iter().flat_map(|texts| [(texts, Version::V1), (texts, Version::V2)])
        {
            let way = Way { compression, version, ..Way::new(texts, 100) };
            assert_eq!(answered(&frame, way), wanted, "{way:?}");
        }
    }
}

#[test]
fn a_compression_that_nobody_knows_is_told() {
    let house = House::of(&["a.parquet"]);
    let way = Way { compression: CompressionOptions::Lzo, ..Way::new(Texts::Plain, 100) };
    write(&house.folder.path().join("a.parquet"), &frame(&content(), numbers_apart), way);
    let outcome = house.ask(&every_grid());
    assert_eq!(outcome.findings.len(), 1, "{:?}", outcome.findings);
    assert_eq!(outcome.findings[0].code, "damaged-file");
    let what = &outcome.findings[0].what.en;
    assert!(what.to_lowercase().contains("lzo"), "{what}");
}

#[test]
fn bad_cells_are_told_with_their_rows_whatever_the_encoding() {
    let content = content().replace("2022-10-03,oslo,UDP,99,ZZ", "2022-10-03,oslo,UDP,99,ZZZ").replacen(
        "2021-01-01,tokyo,TCP,1,CN,9,",
        "2021-01-01,nobody,TCP,1,CN,,",
        1,
    );
    let told = |way| {
        let house = House::of(&["a.parquet"]);
        write(&house.folder.path().join("a.parquet"), &frame(&content, |_| DataType::String), way);
        house.ask(&every_grid()).findings
    };
    let wanted = told(Way::new(Texts::Plain, 1000));
    let what = wanted.iter().map(|finding| &*finding.what.ja).collect::<Vec<_>>();
    assert_eq!(wanted.len(), 3, "{what:?}");
    assert!(what[0].starts_with("10行目: ") && what[1].starts_with("110行目: "), "{what:?}");
    for texts in TEXTS {
        for group in [1, 7, 100] {
            assert_eq!(told(Way::new(texts, group)), wanted, "{texts:?} {group}");
        }
    }
}
