//! Reads how a source's tables are laid out, and what holds where they overlap. Comes in: the table of a source.
//! Goes out: values of the configuration. It opens no file.

use std::collections::BTreeSet;

use super::table::{Table, Value};
use super::{Columns, Encoding, FileName, Layout, MeasureKind, Overlap, Shape, mend};
use crate::finding::{Finding, Place};
use crate::said;

const LAYOUTS: &[(&str, Layout)] = &[("long", Layout::Long), ("wide", Layout::Wide)];

const ENCODINGS: &[(&str, Encoding)] = &[("utf-8", Encoding::Utf8), ("cp932", Encoding::Cp932)];

/// More title lines than this are a mistake.
const MOST_TITLES: i64 = 1000;

/// Where the sensor stands in the pattern of a file's name.
const SENSOR: &str = "{sensor}";

/// The grains that every source can have.
const GRAINS: &[&str] = &["date", "sensor", "protocol", "port", "region"];

/// How the tables of a source are laid out.
pub(super) fn read(entry: &mut Table) -> Shape {
    let layout = entry.choice("shape", LAYOUTS).map(|layout| layout.value).unwrap_or_default();
    let skip = entry.integer("skip", 0..=MOST_TITLES).map_or(0, |skip| skip.value);
    let encoding = entry.choice("encoding", ENCODINGS).map(|encoding| encoding.value).unwrap_or_default();
    let sheet = entry.text("sheet").map(|sheet| sheet.value);
    let expected = said!(
        "{SENSOR} を一つだけ含むファイル名（例: packets-{SENSOR}.csv）",
        "a file's name with one {SENSOR}, such as packets-{SENSOR}.csv"
    );
    let sensor_from_file = entry.parsed("sensor_from_file", expected, file_name).map(|name| name.value);
    Shape { layout, skip: usize::try_from(skip).unwrap_or_default(), encoding, sheet, sensor_from_file }
}

fn file_name(text: &str) -> Option<FileName> {
    let (before, after) = text.split_once(SENSOR)?;
    let plain = !text.contains('/') && !after.contains(SENSOR);
    plain.then(|| FileName { before: before.to_owned(), after: after.to_owned() })
}

/// What holds where two files bring the same sensor-day.
pub(super) fn overlap(entry: &mut Table) -> Overlap {
    let later = entry.choice("later", &[("replaces", Overlap::LaterReplaces)]);
    let parts = entry.choice("parts", &[("add", Overlap::PartsAdd)]);
    match (later, parts) {
        (Some(_), Some(parts)) => {
            entry.find(contrary(parts.place));
            Overlap::Equal
        }
        (later, parts) => later.or(parts).map(|overlap| overlap.value).unwrap_or_default(),
    }
}

/// Whether a measure is added, or counts distinct things at a grain.
pub(super) fn measure_kind(entry: &mut Table, name: &str, columns: &Columns) -> MeasureKind {
    let kind = entry.choice("kind", &[("sum", false), ("distinct", true)]);
    let per = entry.list_of_text("per");
    let known = || GRAINS.iter().copied().chain(columns.texts.keys().map(String::as_str)).collect::<Vec<_>>();
    for grain in per.iter().flatten().filter(|grain| !known().contains(&grain.value.as_str())) {
        entry.find(unknown_grain(grain, &known()));
    }
    match (kind, per) {
        (Some(Value { value: true, .. }), Some(per)) if name != "packets" => {
            MeasureKind::Distinct(per.into_iter().map(|grain| grain.value).collect::<BTreeSet<_>>())
        }
        (Some(Value { value: true, place }), Some(_)) => {
            entry.find(distinct_packets(place));
            MeasureKind::Sum
        }
        (Some(Value { value: true, place }), None) => {
            entry.find(no_grain(place));
            MeasureKind::Sum
        }
        (_, per) => {
            let first = per.and_then(|per| per.into_iter().next());
            if let Some(grain) = first {
                entry.find(grain_of_sum(grain.place));
            }
            MeasureKind::Sum
        }
    }
}

fn contrary(place: Place) -> Finding {
    Finding::error(
        "contrary-keys",
        place,
        said!(
            "later = \"replaces\" と parts = \"add\" は同時に指定できません。",
            "`later = \"replaces\"` and `parts = \"add\"` exclude each other."
        ),
        said!(
            "再配信なら later、重ならない部分に分かれたファイルなら parts だけを残してください。",
            "Keep `later` for data delivered again, `parts` for files that hold different parts."
        ),
    )
}

fn unknown_grain(grain: &Value<String>, known: &[&str]) -> Finding {
    let found = mend::quoted(&grain.value);
    Finding::error(
        "bad-value",
        grain.place.clone(),
        said!("per の「{found}」は列の役割ではありません。", "`{found}` in `per` is no role of a column."),
        mend::one_of(known),
    )
}

fn no_grain(place: Place) -> Finding {
    Finding::error(
        "missing-key",
        place,
        said!(
            "kind = \"distinct\" には、どの単位で数えたかを示す per が必要です。",
            "`kind = \"distinct\"` needs `per`: the grain at which it was counted."
        ),
        said!(
            "日・地域ごとの数なら per = [\"date\", \"region\"] と書いてください。",
            "Write per = [\"date\", \"region\"] for a count by day and region."
        ),
    )
}

fn grain_of_sum(place: Place) -> Finding {
    Finding::error(
        "contrary-keys",
        place,
        said!("per は kind = \"distinct\" のときだけ使えます。", "`per` belongs to `kind = \"distinct\"`."),
        said!(
            "kind = \"distinct\" を書き加えるか、per を消してください。",
            "Add kind = \"distinct\", or remove `per`."
        ),
    )
}

fn distinct_packets(place: Place) -> Finding {
    Finding::error(
        "bad-value",
        place,
        said!(
            "packets は加算する値なので、kind は \"sum\" です。",
            "`packets` is what is added up; its kind is \"sum\"."
        ),
        said!(
            "重複を除いた数には、別の名前の measures を定義してください。",
            "Declare a measure of another name for distinct counts."
        ),
    )
}

/// A wide table holds one measure only.
pub(super) fn wide_measures(place: Place) -> Finding {
    Finding::error(
        "wide-measures",
        place,
        said!(
            "shape = \"wide\" の表が持てる測定値は packets だけです。",
            "A table of `shape = \"wide\"` holds the measure `packets` only."
        ),
        said!(
            "ほかの measures を消すか、shape = \"long\" の表で渡してください。",
            "Remove the other measures, or deliver them in a table of `shape = \"long\"`."
        ),
    )
}
