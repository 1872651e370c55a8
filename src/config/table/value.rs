//! The fields of a table by their types: text, integer, day, switch, choice, list.

use std::ops::RangeInclusive;

use super::Table;
use super::raw::{Placed, Raw};
use crate::config::{When, mend};
use crate::finding::{Finding, Place, Said, nearest};
use crate::quarter::{Day, Moment};
use crate::said;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Value<T> {
    /// What was read.
    pub(crate) value: T,
    /// Where it stands.
    pub(crate) place: Place,
}

/// A value of whatever type, for a key that takes several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Scalar {
    /// A text.
    Text(String),
    /// A day.
    Day(Day),
    /// An integer or a decimal, as written.
    Number(String),
}

/// So many characters hold every sentence that a key may have.
const LONGEST: usize = 4_000;

impl Table {
    /// A text of at most [`LONGEST`] characters.
    pub(crate) fn text(&mut self, key: &str) -> Option<Value<String>> {
        let text = self.typed(key, said!("文字列（\"…\"）", "text (\"…\")"), |value| match value {
            Raw::Text(text) => Some(text.clone()),
            _ => None,
        })?;
        if text.value.chars().count() > LONGEST {
            let expected = said!("{LONGEST}字以内の文字列", "a text of at most {LONGEST} characters");
            self.find(mend::bad_value(key, &text.value, text.place, &expected));
            return None;
        }
        Some(text)
    }

    /// The text under `key`, or `default` where it is absent or faulty.
    pub(crate) fn text_or(&mut self, key: &str, default: &str) -> String {
        self.text(key).map_or_else(|| default.to_owned(), |text| text.value)
    }

    /// An integer within `range`.
    pub(crate) fn integer(&mut self, key: &str, range: RangeInclusive<i64>) -> Option<Value<i64>> {
        let (first, last) = (range.start(), range.end());
        let expected = match *last {
            i64::MAX => said!("{first}以上の整数", "an integer from {first} on"),
            _ => said!("{first}から{last}までの整数", "an integer from {first} to {last}"),
        };
        let read = self.typed(key, expected.clone(), |value| match value {
            Raw::Integer(integer) => Some(*integer),
            _ => None,
        })?;
        match read.value.filter(|integer| range.contains(integer)) {
            Some(value) => Some(Value { value, place: read.place }),
            None => {
                let found = read.value.map(|integer| integer.to_string()).unwrap_or_default();
                self.find(mend::bad_value(key, &found, read.place, &expected));
                None
            }
        }
    }

    /// A day, written without quotes.
    pub(crate) fn day(&mut self, key: &str) -> Option<Value<Day>> {
        let expected = said!("日付（引用符なしの 2023-02-14 の形）", "a day (2023-02-14, without quotes)");
        self.typed(key, expected, |value| match value {
            Raw::Day(day) => Some(*day),
            _ => None,
        })
    }

    /// A day and a time with its offset, written without quotes.
    pub(crate) fn moment(&mut self, key: &str) -> Option<Value<Moment>> {
        let expected = said!(
            "時差付きの日時（引用符なしの 2023-02-14T10:00:00+09:00 の形）",
            "a time with its offset (2023-02-14T10:00:00+09:00, without quotes)"
        );
        self.typed(key, expected, |value| match value {
            Raw::Moment(moment) => Some(*moment),
            _ => None,
        })
    }

    /// A day, or a day and a time with its offset.
    pub(crate) fn when(&mut self, key: &str) -> Option<Value<When>> {
        let expected = said!(
            "日付（2023-02-14 の形）か時差付きの日時（2023-02-14T10:00:00+09:00 の形）",
            "a day (2023-02-14) or a time with its offset (2023-02-14T10:00:00+09:00), without quotes"
        );
        self.typed(key, expected, |value| match value {
            Raw::Day(day) => Some(When::Day(*day)),
            Raw::Moment(moment) => Some(When::Moment(*moment)),
            _ => None,
        })
    }

    /// A text, a number or a day.
    pub(crate) fn scalar(&mut self, key: &str) -> Option<Value<Scalar>> {
        let expected = said!(
            "数（50や48.3の形）、日付（2022-12-20の形）、文字列（\"…\"）のいずれか",
            "a number (50 or 48.3), a day (2022-12-20) or text (\"…\")"
        );
        self.typed(key, expected, |value| match value {
            Raw::Text(text) => Some(Scalar::Text(text.clone())),
            Raw::Day(day) => Some(Scalar::Day(*day)),
            Raw::Integer(integer) => integer.map(|integer| Scalar::Number(integer.to_string())),
            Raw::Other(written) => {
                let decimal =
                    written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-');
                decimal.then(|| Scalar::Number(written.clone()))
            }
            Raw::Moment(_) | Raw::Bool(_) | Raw::List(_) | Raw::Table(_) => None,
        })
    }

    /// `true` or `false`.
    pub(crate) fn bool(&mut self, key: &str) -> Option<Value<bool>> {
        self.typed(key, said!("true または false", "true or false"), |value| match value {
            Raw::Bool(switch) => Some(*switch),
            _ => None,
        })
    }

    /// One of the texts of `choices`, as what stands beside it.
    pub(crate) fn choice<T: Clone>(&mut self, key: &str, choices: &[(&str, T)]) -> Option<Value<T>> {
        let Value { value, place } = self.text(key)?;
        if let Some((_, chosen)) = choices.iter().find(|(name, _)| *name == value) {
            return Some(Value { value: chosen.clone(), place });
        }
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        let near = nearest(&value, names.iter().copied());
        let found = mend::quoted(&value);
        self.find(Finding::error(
            "bad-value",
            place,
            said!("「{key}」の値「{found}」は使えません。", "`{key}` cannot be `{found}`."),
            near.map_or_else(|| mend::one_of(&names), mend::did_you_mean),
        ));
        None
    }

    /// A text that `read` can turn into something else; `expected` says into what, as a noun.
    pub(crate) fn parsed<T>(
        &mut self,
        key: &str,
        expected: Said,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<Value<T>> {
        let Value { value, place } = self.text(key)?;
        match read(&value) {
            Some(value) => Some(Value { value, place }),
            None => {
                self.find(mend::bad_value(key, &value, place, &expected));
                None
            }
        }
    }

    /// A list of texts; a text alone is a list of one.
    pub(crate) fn list_of_text(&mut self, key: &str) -> Option<Vec<Value<String>>> {
        let value = self.take(key)?;
        let items = match value.raw {
            Raw::List(items) => items,
            alone => vec![Placed { span: value.span, raw: alone }],
        };
        let expected = said!("文字列の並び（[\"…\", \"…\"]）", "a list of texts ([\"…\", \"…\"])");
        let mut texts = Vec::new();
        for item in items {
            match &item.raw {
                Raw::Text(text) => {
                    texts.push(Value { value: text.clone(), place: self.text.place(item.span.start) });
                }
                _ => self.wrong_type(key, &item, &expected),
            }
        }
        Some(texts)
    }

    /// Whether the value of `key` is a table, so that a reader can take either a text or a table.
    pub(crate) fn is_table(&self, key: &str) -> bool {
        matches!(self.entries.get(key), Some(entry) if matches!(entry.value.raw, Raw::Table(_)))
    }

    fn typed<T>(
        &mut self,
        key: &str,
        expected: Said,
        read: impl FnOnce(&Raw) -> Option<T>,
    ) -> Option<Value<T>> {
        let found = self.take(key)?;
        match read(&found.raw) {
            Some(value) => Some(Value { value, place: self.text.place(found.span.start) }),
            None => {
                self.wrong_type(key, &found, &expected);
                None
            }
        }
    }
}
