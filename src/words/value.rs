//! A value that a sentence may bind, and the filters that say it in house style.

use super::Words;
use crate::finding::Said;
use crate::quarter::Day;
use crate::question::Ratio;
use crate::said;

/// A value with its kind, exact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A label or a word that is already printed as it should be.
    Text(String),
    /// A rank or a number of days or sensors.
    Number(i64),
    /// A previous rank, which may be none.
    Previous(Before),
    /// A number of packets.
    Packets(i64),
    /// A mean number of packets.
    Mean(Ratio),
    /// A number of packets told as an index.
    Index(Ratio),
    /// A part of a whole, 0 to 1.
    Share(Ratio),
    /// `(after − before) / before`.
    Change(Ratio),
    /// A day.
    Day(Day),
    /// Whether a condition is true: it lets words stand and is never printed by itself.
    Truth(bool),
}

/// A previous rank as it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// A rank.
    Rank(u32),
    /// Beyond the last rank that is told, which is this one.
    Beyond(u32),
    /// Neither a record nor data tell it.
    Unknown,
}

impl Value {
    /// What kind of value it is, in one word for machines.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Number(_) => "number",
            Self::Previous(_) => "previous",
            Self::Packets(_) => "packets",
            Self::Mean(_) => "mean",
            Self::Index(_) => "index",
            Self::Share(_) => "share",
            Self::Change(_) => "change",
            Self::Day(_) => "day",
            Self::Truth(_) => "truth",
        }
    }
}

/// The names of the filters.
pub const FILTERS: [&str; 12] = [
    "wari",
    "times",
    "percent",
    "number",
    "ordinal",
    "rank",
    "man",
    "index",
    "date",
    "full_date",
    "first_above",
    "last_above",
];

/// Why a value could not be said as asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaid {
    /// What does not fit.
    pub what: Said,
    /// How to mend it.
    pub mend: Said,
}

/// So many decimals may a percentage have.
const MOST_DECIMALS: u32 = 3;

impl Words {
    /// The value as it prints without a filter.
    pub fn say(&self, value: &Value) -> String {
        match value {
            Value::Text(text) => text.clone(),
            Value::Number(number) | Value::Packets(number) => self.number((*number).into()),
            Value::Previous(before) => self.before(*before),
            Value::Mean(mean) => self.mean(*mean),
            Value::Index(index) => self.index(*index),
            Value::Share(share) => self.percent(*share, 1),
            Value::Change(change) => self.signed_percent(*change, 1),
            Value::Day(day) => self.day(*day),
            Value::Truth(true) => self.truths.holds.clone(),
            Value::Truth(false) => self.truths.fails.clone(),
        }
    }

    /// The value through the filter `name` with its one optional integer argument.
    ///
    /// # Errors
    /// A filter, or an argument of it, that does not fit the value's kind.
    pub fn filtered(&self, value: &Value, name: &str, argument: Option<i64>) -> Result<String, Unsaid> {
        let digits =
            argument.and_then(|digits| u32::try_from(digits).ok()).filter(|own| *own <= MOST_DECIMALS);
        let is_fit = argument.is_none() || name == "percent" && digits.is_some();
        let digits = digits.unwrap_or(0);
        let said = match (name, value) {
            ("wari", Value::Change(change)) => self.change(*change),
            ("wari", Value::Share(share)) if self.has_tenths(*share) => self.tenths(*share),
            ("wari", Value::Share(_)) => return Err(too_small(name)),
            ("times", Value::Change(change)) if self.has_multiple(*change) => self.times(*change),
            ("times", Value::Change(_)) => return Err(too_small(name)),
            ("percent", Value::Share(share)) => self.percent(*share, digits),
            // The sentence says whether it rises or falls: 12.3%減少.
            ("percent", Value::Change(Ratio { over, under })) => {
                self.percent(Ratio { over: over.saturating_abs(), under: *under }, digits)
            }
            ("number", Value::Number(number) | Value::Packets(number)) => self.number((*number).into()),
            ("number", Value::Mean(mean)) => self.number(mean.rounded(1).unwrap_or_default()),
            ("ordinal", Value::Number(number)) => self.ordinal(*number),
            ("rank", Value::Previous(Before::Rank(rank))) => self.place(*rank),
            ("rank", Value::Previous(before)) => self.before(*before),
            ("man", Value::Number(number) | Value::Packets(number)) => self.scaled((*number).into()),
            ("man", Value::Mean(mean)) => self.scaled(mean.rounded(1).unwrap_or_default()),
            ("index", Value::Index(index)) => self.index(*index),
            ("date", Value::Day(day)) => self.day(*day),
            ("full_date", Value::Day(day)) => self.full_day(*day),
            _ => return Err(misfit(name, value)),
        };
        if is_fit { Ok(said) } else { Err(unfit_argument(name)) }
    }
}

/// A value that rounds to nothing in the steps of a filter.
fn too_small(name: &str) -> Unsaid {
    Unsaid {
        what: said!(
            "この値は小さすぎて、フィルター{name}では0になります。",
            "This value is so small that the filter {name} would say 0."
        ),
        mend: another(),
    }
}

fn another() -> Said {
    said!(
        "値に合うフィルターを選ぶか、フィルターを外してください。",
        "Choose a filter that fits the value, or none."
    )
}

/// What stands between the brackets of a filter, and cannot.
pub fn unfit_argument(name: &str) -> Unsaid {
    let what = said!(
        "フィルター{name}の( )の中は使えません。",
        "The filter {name} cannot have what stands in its brackets."
    );
    let mend = match name {
        "percent" => said!(
            "percent の( )には、小数の桁数（0～{MOST_DECIMALS}）を一つだけ書いてください。",
            "Write one number of decimals, 0 to {MOST_DECIMALS}, in the brackets of percent."
        ),
        _ => said!("( )を外して「{name}」と書いてください。", "Write “{name}” without brackets."),
    };
    Unsaid { what, mend }
}

fn misfit(name: &str, value: &Value) -> Unsaid {
    let (ja, en) = match value {
        Value::Text(_) => ("文字列", "a text"),
        Value::Number(_) => ("数", "a number"),
        Value::Previous(_) => ("前四半期の順位", "a previous rank"),
        Value::Packets(_) => ("パケット数", "a number of packets"),
        Value::Mean(_) => ("平均", "a mean"),
        Value::Index(_) => ("指数", "an index"),
        Value::Share(_) => ("割合", "a share"),
        Value::Change(_) => ("増減", "a change"),
        Value::Day(_) => ("日付", "a day"),
        Value::Truth(_) => ("条件", "a condition"),
    };
    Unsaid {
        what: said!("フィルター{name}は{ja}には使えません。", "The filter {name} does not fit {en}."),
        mend: another(),
    }
}
