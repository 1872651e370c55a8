//! Row groups come in their order and hold what was written, whoever decodes them and however much at once.

use std::fs;

use polars::prelude::{DataFrame, IntoColumn, NamedFrom, Series};
use tempfile::TempDir;

use super::cells::{Cells, Decoded};
use super::groups::Groups;
use crate::observe::load::Kind;
use crate::observe::tests::encoded::{Texts, Way, write};

const ROWS: usize = 500;

/// A text column with gaps and repetitions, a whole one, and numbers.
fn frame() -> DataFrame {
    let gaps = (0..ROWS).map(|row| (row % 7 != 3).then(|| format!("a text of some length {}", row % 11)));
    let short = (0..ROWS).map(|row| format!("t{}", row * row % 13));
    let columns = vec![
        Series::new("gaps".into(), gaps.collect::<Vec<_>>()).into_column(),
        Series::new("short".into(), short.collect::<Vec<_>>()).into_column(),
        Series::new("numbers".into(), (0..500_i64).map(|row| row * 3 % 101).collect::<Vec<_>>())
            .into_column(),
    ];
    DataFrame::new(ROWS, columns).unwrap()
}

/// A file of `frame`, written in this way.
fn written(way: Way) -> (TempDir, Groups) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.parquet");
    write(&path, &frame(), way);
    let groups = Groups::open(&path).unwrap();
    (folder, groups)
}

/// The cells of each column as text.
fn shown(parts: &[Decoded]) -> Vec<Vec<String>> {
    let kinds = [Kind::Text, Kind::Text, Kind::Integer];
    let column =
        |(at, kind): (usize, &Kind)| parts.iter().flat_map(|part| part.columns[at].shown(kind)).collect();
    kinds.iter().enumerate().map(column).collect()
}

/// What comes from so many threads, and how it ends.
fn read(groups: &Groups, threads: usize, most: usize) -> (Vec<Decoded>, Result<(), String>) {
    let mut parts = Vec::new();
    let end = groups.each_by(threads, most, &[0, 1, 2], |part| parts.push(part));
    (parts, end)
}

#[test]
fn rows_are_the_same_whoever_decodes_them() {
    let whole = Decoded::of(&frame()).unwrap();
    let wanted = shown(&[whole]);
    for texts in [Texts::Plain, Texts::Dictionary, Texts::GivenUp, Texts::Delta] {
        for group in [3, 64, ROWS] {
            let (_folder, groups) = written(Way::new(texts, group));
            for (threads, most) in [(1, ROWS), (2, ROWS), (4, ROWS), (1, 10), (2, 37), (4, 1)] {
                let (parts, end) = read(&groups, threads, most);
                assert_eq!(end, Ok(()));
                assert!(parts.iter().all(|part| part.rows <= most));
                assert_eq!(
                    shown(&parts),
                    wanted,
                    "{texts:?}, {group} rows a group, {threads} threads, {most}"
                );
            }
            assert_eq!(groups.first(70, &[0, 1, 2]).unwrap().iter().map(|part| part.rows).sum::<usize>(), 70);
        }
    }
}

#[test]
fn texts_of_a_dictionary_stay_keys() {
    for (texts, keys) in [(Texts::Plain, false), (Texts::Dictionary, true), (Texts::GivenUp, false)] {
        let (_folder, groups) = written(Way::new(texts, 64));
        let (parts, _) = read(&groups, 2, ROWS);
        for part in &parts {
            assert_eq!(matches!(part.columns[0], Cells::Keys(_)), keys, "{texts:?}");
            assert!(matches!(part.columns[2], Cells::Long(_)));
        }
    }
}

#[test]
fn a_damaged_group_ends_the_rows_where_it_stands() {
    let (folder, groups) = written(Way::new(Texts::Dictionary, 50));
    let path = folder.path().join("a.parquet");
    let sound = fs::read(&path).unwrap();
    let (from, to) = (sound.len() / 2, sound.len() / 2 + 400);
    let mut damaged = sound;
    damaged[from..to].iter_mut().for_each(|byte| *byte ^= 0xA5);
    fs::write(&path, &damaged).unwrap();
    let (one, why) = read(&groups, 1, ROWS);
    assert!(why.is_err() && !one.is_empty() && one.len() < 10, "{} {why:?}", one.len());
    for threads in [2, 4] {
        let (several, end) = read(&groups, threads, ROWS);
        assert_eq!(shown(&several), shown(&one), "{threads}");
        assert_eq!(end, why, "{threads}");
    }
}

#[test]
fn a_file_that_is_cut_while_it_is_read_is_told() {
    let (folder, groups) = written(Way::new(Texts::Plain, 50));
    let path = folder.path().join("a.parquet");
    let length = fs::metadata(&path).unwrap().len();
    fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(length / 2).unwrap();
    let (parts, end) = read(&groups, 2, ROWS);
    assert!(!parts.is_empty() && parts.len() < 10, "{}", parts.len());
    assert_eq!(end, Err("the file ends before a column that it names".to_owned()));
}
