//! Columns that are the same in every row of a file: the sensor in a file's name, and `name=value` folders.
//!
//! In come a source and a file's path, out go columns. Opens no file.

use super::Kind;
use crate::config::{FileName, Source};
use crate::finding::{Finding, Place};
use crate::said;

/// What the column of a sensor that stands in the file's name is called.
pub const SENSOR_OF_FILE: &str = "{sensor}";

/// What a folder says that stands for rows without a value.
const NULL: &str = "__HIVE_DEFAULT_PARTITION__";

/// Adds to `columns` what the path `shown` of a file of `source` says.
pub fn add(source: &Source, shown: &str, columns: &mut Vec<(String, Kind)>, findings: &mut Vec<Finding>) {
    let mut parts = shown.split('/').collect::<Vec<_>>();
    let file = parts.pop().unwrap_or_default();
    for (name, value) in parts.iter().filter_map(|folder| folder.split_once('=')) {
        if !name.is_empty() && !columns.iter().any(|(held, _)| held == name) {
            let value = if value == NULL { String::new() } else { decoded(value) };
            columns.push((name.to_owned(), Kind::Fixed(value)));
        }
    }
    if let Some(pattern) = &source.shape.sensor_from_file {
        let sensor = sensor(pattern, file);
        // A file that does not say its sensor is not read; that it has no column is no fault of its own.
        columns.push((SENSOR_OF_FILE.to_owned(), Kind::Fixed(sensor.unwrap_or_default().to_owned())));
        findings.extend(sensor.is_none().then(|| no_sensor(pattern, shown)));
    }
}

/// The shortest text of `name` that stands where the pattern has the sensor.
fn sensor<'a>(pattern: &FileName, name: &'a str) -> Option<&'a str> {
    let cuts = name.char_indices().map(|(at, _)| at).chain([name.len()]).collect::<Vec<_>>();
    let firsts = cuts.iter().copied().filter(|&at| matches(&pattern.before, &name[..at])).collect::<Vec<_>>();
    let lasts = cuts.iter().copied().filter(|&at| matches(&pattern.after, &name[at..])).collect::<Vec<_>>();
    let pairs = firsts.iter().flat_map(|&first| lasts.iter().map(move |&last| (first, last)));
    let best = pairs.filter(|(first, last)| first < last).min_by_key(|(first, last)| (last - first, *first));
    best.map(|(first, last)| &name[first..last])
}

/// Whether `text` is `pattern`, whose `*` is any text.
fn matches(pattern: &str, text: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut text) = text.strip_prefix(start) else { return false };
    let mut pieces = rest.split('*').collect::<Vec<_>>();
    let end = pieces.pop().unwrap_or_default();
    for piece in pieces {
        let Some(at) = text.find(piece) else { return false };
        text = &text[at + piece.len()..];
    }
    text.ends_with(end)
}

/// A folder's value with `%3A` and the like as they are meant; as it stands where that is no text.
fn decoded(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| first == b'%').and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| value.to_owned())
}

fn no_sensor(pattern: &FileName, shown: &str) -> Finding {
    let pattern = format!("{}{SENSOR_OF_FILE}{}", pattern.before, pattern.after);
    Finding::error(
        "no-sensor-in-name",
        Place::file(shown),
        said!(
            "ファイル名が sensor_from_file の「{pattern}」に合わず、センサーがわかりません。",
            "The file's name does not fit “{pattern}” of sensor_from_file, so its sensor is not known."
        ),
        said!(
            "ファイル名か、teiten.toml の sensor_from_file を直してください（* は任意の文字列です）。",
            "Mend the file's name or sensor_from_file in teiten.toml (* is any text)."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sensor_is_found_in_names() {
        for (pattern, name, wanted) in [
            ("packets-{sensor}.csv", "packets-tokyo-1.csv", Some("tokyo-1")),
            ("{sensor}_*.csv", "tokyo-1_2022_10.csv", Some("tokyo-1")),
            ("*_{sensor}.csv", "2022_10_東京.csv", Some("東京")),
            ("packets-{sensor}.csv", "packets-.csv", None),
            ("packets-{sensor}.csv", "other-tokyo.csv", None),
            ("a*b*{sensor}.csv", "axbby-s.csv", Some("s")),
        ] {
            let (before, after) = pattern.split_once(SENSOR_OF_FILE).unwrap();
            let pattern = FileName { before: before.to_owned(), after: after.to_owned() };
            assert_eq!(sensor(&pattern, name), wanted, "{name}");
        }
        assert_eq!(decoded("2022-10-01 00%3A00%3a00%"), "2022-10-01 00:00:00%");
    }
}
