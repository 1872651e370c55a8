//! TOML as it was written: every key and value with its bytes' span, nothing resolved. The only file that
//! knows the TOML reader's own types.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeInteger, DeTable, DeValue};

use super::mend;
use crate::finding::Said;
use crate::quarter::{Day, Moment};
use crate::said;

/// A value as written.
pub(super) enum Raw {
    Text(String),
    /// None where 64 bits do not hold it.
    Integer(Option<i64>),
    /// A day without a time.
    Day(Day),
    /// A day and a time with its offset.
    Moment(Moment),
    Bool(bool),
    List(Vec<Placed>),
    Table(BTreeMap<String, Entry>),
    /// A decimal, a time, or a day with one, as written.
    Other(String),
}

/// A value and its bytes.
pub(super) struct Placed {
    pub(super) span: Range<usize>,
    pub(super) raw: Raw,
}

/// A key's bytes and its value.
pub(super) struct Entry {
    pub(super) key: Range<usize>,
    pub(super) value: Placed,
}

/// What could be read of `text`, and the errors: a message and the byte it belongs to.
pub(super) fn parse(text: &str) -> (BTreeMap<String, Entry>, Vec<(String, usize)>) {
    let (root, errors) = DeTable::parse_recoverable(text);
    let errors =
        errors.iter().map(|error| (error.message().to_owned(), error.span().map_or(0, |span| span.start)));
    (entries(root.get_ref()), errors.collect())
}

fn entries(table: &DeTable<'_>) -> BTreeMap<String, Entry> {
    let entry = |(key, value): (&Spanned<_>, _)| Entry { key: key.span(), value: placed(value) };
    // after a syntax error the TOML reader fills in values that stand nowhere
    let stands = |value: &Spanned<DeValue<'_>>| value.get_ref().is_table() || !value.span().is_empty();
    table
        .iter()
        .filter(|(_, value)| stands(value))
        .map(|(key, value)| (key.get_ref().to_string(), entry((key, value))))
        .collect()
}

fn placed(value: &Spanned<DeValue<'_>>) -> Placed {
    let raw = match value.get_ref() {
        DeValue::String(text) => Raw::Text(text.to_string()),
        DeValue::Integer(integer) => Raw::Integer(whole(integer)),
        DeValue::Float(number) => Raw::Other(number.to_string()),
        DeValue::Boolean(switch) => Raw::Bool(*switch),
        DeValue::Datetime(time) => datetime(time),
        DeValue::Array(items) => Raw::List(list(items)),
        DeValue::Table(table) => Raw::Table(entries(table)),
    };
    Placed { span: value.span(), raw }
}

fn list(items: &DeArray<'_>) -> Vec<Placed> {
    items.iter().map(placed).collect()
}

fn whole(integer: &DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(integer.as_str(), integer.radix()).ok()
}

fn datetime(written: &toml::value::Datetime) -> Raw {
    let moment = written.offset.and_then(|_| Moment::parse_from_rfc3339(&written.to_string()).ok());
    let other = || Raw::Other(written.to_string());
    day(written).map(Raw::Day).or(moment.map(Raw::Moment)).unwrap_or_else(other)
}

/// The bytes of the value of `key` at the top of `text`.
pub(super) fn span(text: &str, key: &str) -> Option<Range<usize>> {
    let (entries, errors) = parse(text);
    entries.get(key).filter(|_| errors.is_empty()).map(|entry| entry.value.span.clone())
}

fn day(datetime: &toml::value::Datetime) -> Option<Day> {
    let date = datetime.date.filter(|_| datetime.time.is_none())?;
    Day::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
}

impl Raw {
    /// How to mend a value whose quotes are too many or too few; none where that is not the fault.
    pub(super) fn requoted(&self, key: &str, expected: &Said) -> Option<Said> {
        let bare = match self {
            Self::Text(text) => {
                let (entries, errors) = parse(&format!("x = {text}"));
                let value = entries.into_values().next().filter(|_| errors.is_empty())?.value.raw;
                let fits = value.noun().is_some_and(|noun| expected.en.contains(noun));
                let text = mend::quoted(text);
                return fits.then(|| {
                    said!(
                        "引用符を外して `{key} = {text}` と書いてください。",
                        "Write it without quotes: `{key} = {text}`."
                    )
                });
            }
            Self::Integer(Some(number)) => number.to_string(),
            Self::Day(day) => day.to_string(),
            Self::Moment(moment) => moment.to_rfc3339(),
            Self::Bool(switch) => switch.to_string(),
            Self::Other(written) => written.clone(),
            Self::Integer(None) | Self::List(_) | Self::Table(_) => return None,
        };
        expected.en.starts_with("text").then(|| {
            said!(
                "引用符で囲んで `{key} = \"{bare}\"` と書いてください。",
                "Put it between quotes: `{key} = \"{bare}\"`."
            )
        })
    }

    /// The English noun by which readers ask for such a value.
    fn noun(&self) -> Option<&'static str> {
        match self {
            Self::Integer(_) => Some("integer"),
            Self::Day(_) => Some("a day"),
            Self::Moment(_) => Some("a time"),
            Self::Bool(_) => Some("true or false"),
            _ => None,
        }
    }

    /// The value as a message calls it.
    pub(super) fn described(&self) -> Said {
        match self {
            Self::Text(text) => {
                let text = mend::quoted(text);
                said!("文字列「{text}」", "the text `{text}`")
            }
            Self::Integer(Some(number)) => said!("整数{number}", "the integer {number}"),
            Self::Integer(None) => said!("大きすぎる整数", "an integer beyond 64 bits"),
            Self::Day(day) => said!("日付{day}", "the day {day}"),
            Self::Moment(moment) => {
                let moment = moment.to_rfc3339();
                said!("日時{moment}", "the time {moment}")
            }
            Self::Bool(switch) => said!("{switch}", "{switch}"),
            Self::List(_) => said!("並び（[…]）", "a list"),
            Self::Table(_) => said!("表", "a table"),
            Self::Other(written) => said!("「{written}」", "`{written}`"),
        }
    }
}
