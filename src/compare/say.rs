//! Differences in words, in both languages of the messages: what a change is called, and each of its details as a text
//! of both sides, an old and a new value, or a sentence.

use super::value::{Change, DaySum, Detail, How, Of, Part, Piece, Print, SensorDay, Sides, Sum, Values};
use crate::finding::{Place, Said};
use crate::said;

/// So many digits of a digest tell it from others.
const DIGITS: usize = 12;

/// A detail in words.
pub(super) enum Told<'a> {
    /// A text word by word, after its name; a part's own words have none.
    Words(Option<Said>, &'a [Piece]),
    /// Something's name, its old and its new print.
    Values(Said, Said, Said),
    /// What only one side has, after its name.
    Only(Said, Sides, Said),
    /// A sentence.
    Sentence(Said),
}

/// A change in a line: 表1：変更.
pub(super) fn title(change: &Change) -> Said {
    let part = change.label.clone().map_or_else(|| part(change.part), same);
    let how = how(change.how);
    Said { ja: format!("{}：{}", part.ja, how.ja), en: format!("{}: {}", part.en, how.en) }
}

/// A detail of a change.
pub(super) fn told(detail: &Detail) -> Told<'_> {
    match detail {
        Detail::Words { of: which, pieces } => Told::Words(of(*which), pieces),
        Detail::Cell { row, column, old, new } => {
            Told::Values(said!("{row}・{column}", "{row}, {column}"), same(old), same(new))
        }
        Detail::RowAdded { cells } => Told::Only(said!("行", "row"), Sides::New, same(cells.join(" | "))),
        Detail::RowRemoved { cells } => Told::Only(said!("行", "row"), Sides::Old, same(cells.join(" | "))),
        Detail::RowMoved { row, old, new } => Told::Sentence(said!(
            "「{row}」の行：{old}行目 → {new}行目",
            "row “{row}”: from place {old} to place {new}"
        )),
        Detail::ColumnAdded { column } => Told::Only(said!("列", "column"), Sides::New, same(column)),
        Detail::ColumnRemoved { column } => Told::Only(said!("列", "column"), Sides::Old, same(column)),
        Detail::ColumnsMoved { old, new } => {
            Told::Values(said!("列の順", "order of columns"), same(old.join(" | ")), same(new.join(" | ")))
        }
        Detail::Days { old, new } => {
            let days = |(first, last)| said!("{first}～{last}", "{first} to {last}");
            Told::Values(said!("期間", "days"), days(*old), days(*new))
        }
        Detail::SeriesAdded { label } => Told::Only(said!("線", "line"), Sides::New, same(label)),
        Detail::SeriesRemoved { label } => Told::Only(said!("線", "line"), Sides::Old, same(label)),
        Detail::Values(values) => Told::Sentence(of_values(values)),
        Detail::Picture { old, new } => {
            let head = |digest: &String| same(digest.chars().take(DIGITS).collect::<String>());
            Told::Values(said!("画像のSHA-256", "SHA-256 of the picture"), head(old), head(new))
        }
        Detail::Data { file, changed, added, removed } => Told::Sentence(said!(
            "data/{file}：変わった行{changed}、増えた行{added}、なくなった行{removed}",
            "data/{file}: rows changed {changed}, added {added}, removed {removed}"
        )),
        Detail::Field { path, old, new } => Told::Values(field(path), same(old), same(new)),
    }
}

/// What a field is called: those of the front matter in words, any other by its name in the JSON.
fn field(path: &str) -> Said {
    match path {
        "title" => said!("題名", "title"),
        "period" => said!("対象の期間", "period"),
        "document_title" => said!("文書の題名", "document title"),
        "header" => said!("柱", "running header"),
        "version" => said!("版", "version"),
        "date" => said!("発行日", "date"),
        "day" => said!("発行日（属性）", "date in the metadata"),
        "publisher" => said!("発行者", "publisher"),
        "draft" => said!("草稿の表示", "mark of a draft"),
        other => same(other),
    }
}

fn of_values(values: &Values) -> Said {
    let Values { label, parts, days, first, last, largest, old, new } = values;
    let (old, new) = (value(*old, *parts), value(*new, *parts));
    let (ja, en) = (format!("{} → {}", old.ja, new.ja), format!("{} → {}", old.en, new.en));
    let span = if first == last { first.to_string() } else { format!("{first}～{last}") };
    said!(
        "{label}：{days}日の値が異なります（{span}）。差が最も大きい{largest}は {ja} です。",
        "{label}: {days} days differ ({span}), most of all {largest}: {en}"
    )
}

/// A value in parts of one, where there is one.
fn value(value: Option<i64>, parts: i64) -> Said {
    value.map_or_else(|| said!("値なし", "no value"), |value| same(amount(value, parts)))
}

/// An amount in parts of one, exactly: `12,345` or `12,345.6`.
fn amount(value: i64, parts: i64) -> String {
    let parts = parts.unsigned_abs().max(1);
    let (whole, rest) = ((value.unsigned_abs() / parts).to_string(), value.unsigned_abs() % parts);
    let mut text = if value < 0 { "-".to_owned() } else { String::new() };
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if rest > 0 {
        // Parts are powers of ten.
        let width = parts.ilog10() as usize;
        text += format!(".{rest:0width$}").trim_end_matches('0');
    }
    text
}

/// The sums of a key.
pub(super) fn sum(Sum { quarter, key, old, new, .. }: &Sum) -> Told<'static> {
    let key = called(key);
    let name = Said {
        ja: format!("{}（{quarter}からの四半期）", key.ja),
        en: format!("{} (quarter from {quarter})", key.en),
    };
    Told::Values(name, same(amount(*old, 1)), same(amount(*new, 1)))
}

/// A key as people say it.
pub(super) fn called(key: &str) -> Said {
    match key {
        "" => said!("（空）", "(empty)"),
        "total" => said!("合計", "total"),
        "rest" => said!("その他", "others"),
        key => same(key),
    }
}

/// The sums of `key` on a day.
pub(super) fn day_sum(key: &str, DaySum { day, old, new }: &DaySum) -> Told<'static> {
    let key = called(key);
    let name = Said { ja: format!("{} {day}", key.ja), en: format!("{} {day}", key.en) };
    Told::Values(name, same(amount(*old, 1)), same(amount(*new, 1)))
}

/// What a binding prints.
pub(super) fn print(Print { place: Place { file, line, column }, old, new }: &Print) -> Told<'static> {
    let shown = |print: &Option<String>| print.clone().map_or_else(|| said!("値なし", "no value"), same);
    Told::Values(same(format!("{file}:{line}:{column}")), shown(old), shown(new))
}

/// What a sensor delivered of a day.
pub(super) fn sensor_day(SensorDay { day, sensor, old, new }: &SensorDay) -> Told<'static> {
    let name = same(format!("{day} {sensor}").trim_end());
    let held = |(rows, packets): (i64, i64)| {
        let (rows, packets) = (amount(rows, 1), amount(packets, 1));
        said!("{rows}行、{packets}パケット", "{rows} rows, {packets} packets")
    };
    match (old, new) {
        (Some(old), None) => Told::Only(name, Sides::Old, held(*old)),
        (None, Some(new)) => Told::Only(name, Sides::New, held(*new)),
        (old, new) => Told::Values(name, held(old.unwrap_or_default()), held(new.unwrap_or_default())),
    }
}

/// The same in every language.
pub(super) fn same(text: impl Into<String>) -> Said {
    let text = text.into();
    Said { ja: text.clone(), en: text }
}

fn part(part: Part) -> Said {
    match part {
        Part::Front => said!("表紙", "front matter"),
        Part::Point => said!("要点", "key point"),
        Part::Heading => said!("見出し", "heading"),
        Part::Paragraph => said!("段落", "paragraph"),
        Part::Item => said!("箇条書きの項目", "list item"),
        Part::Quote => said!("引用", "quotation"),
        Part::Table => said!("表", "table"),
        Part::Chart => said!("グラフ", "chart"),
        Part::Image => said!("画像", "picture"),
        Part::Reference => said!("参考文献", "reference"),
        Part::Closing => said!("末尾の段落", "closing paragraph"),
        Part::Frame => said!("本文の外", "around the text"),
    }
}

fn how(how: How) -> Said {
    match how {
        How::Added => said!("追加", "added"),
        How::Removed => said!("削除", "removed"),
        How::Changed => said!("変更", "changed"),
        How::Moved => said!("移動", "moved"),
    }
}

fn of(of: Of) -> Option<Said> {
    match of {
        Of::Text => None,
        Of::Caption => Some(said!("題", "caption")),
        Of::Finding => Some(said!("グラフの説明", "what it shows")),
        Of::Alt => Some(said!("代替テキスト", "text alternative")),
        Of::Axis => Some(said!("軸の見出し", "axis")),
        Of::Credit => Some(said!("出典", "credit")),
        Of::Note => Some(said!("注", "note")),
    }
}
