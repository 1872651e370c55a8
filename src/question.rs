//! What a report asks of the observations, and the plain integers that come back.
//!
//! A [`Question`] is what a block of the manuscript asks. `pipeline` gathers all of them into one [`Plan`] a
//! source; an engine answers a plan with a [`Coverage`] and one [`Grid`] for each that was asked. Nothing here
//! knows how the observations are stored.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::key::Key;
use crate::quarter::{Day, Span};

/// The measure that is asked where none is named.
pub const PACKETS: &str = "packets";

/// What the rows of a ranking or the lines of a chart are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// Destination ports with their protocol.
    Port,
    /// Source regions.
    Region,
    /// Sensors.
    Sensor,
    /// The values of another text column.
    Column(String),
    /// One row: everything that passes the filter.
    Total,
}

impl By {
    /// The column that its keys stand in, as conditions name it.
    pub fn column(&self) -> Option<&str> {
        match self {
            Self::Port => Some("port"),
            Self::Region => Some("region"),
            Self::Sensor => Some("sensor"),
            Self::Column(name) => Some(name),
            Self::Total => None,
        }
    }
}

/// Which sensors count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Sensors in the site's home region.
    Home,
    /// Sensors outside the site's home region.
    Overseas,
    /// All sensors.
    All,
}

/// The values a [`Condition`] names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Values {
    /// Any of these, as [`Key`] prints them for ports (`23/TCP`) and regions, else as the column has them.
    OneOf(BTreeSet<String>),
    /// Port numbers from the first to the last, both included, of any protocol.
    Numbers(u16, u16),
}

/// `column ∈ values`, or `∉` where `exclude` is set.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Condition {
    /// `sensor`, `protocol`, `port`, `region` or the name of another text column.
    pub column: String,
    /// Whether the values are left out instead of kept.
    pub exclude: bool,
    /// The values.
    pub values: Values,
}

/// Which rows count: a scope and a conjunction of conditions, sorted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Filter {
    /// Which sensors.
    pub scope: Scope,
    /// All of these must hold.
    pub conditions: Vec<Condition>,
}

/// What one block asks. Equal questions have the same answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Question {
    /// Name of the source in `teiten.toml`.
    pub source: String,
    /// What the rows are.
    pub by: By,
    /// Which rows of the source count.
    pub filter: Filter,
    /// The measure that is added up; [`PACKETS`] unless said otherwise.
    pub measure: String,
}

impl Question {
    /// What the row of `key` is made of: the same rows of the source, told apart by `by`.
    pub fn within(&self, key: &Key, by: By) -> Self {
        let mut filter = self.filter.clone();
        filter.conditions.extend(self.by.column().map(|column| Condition {
            column: column.to_owned(),
            exclude: false,
            values: Values::OneOf(BTreeSet::from([key.to_string()])),
        }));
        filter.conditions.sort();
        filter.conditions.dedup();
        Self { by, filter, ..self.clone() }
    }

    /// Whether it asks the same rows of the same source, by another measure.
    pub fn is_beside(&self, other: &Self) -> bool {
        (&self.source, &self.by, &self.filter) == (&other.source, &other.by, &other.filter)
            && self.measure != other.measure
    }

    /// Whether its days are of exactly the grain `per`; its conditions may only choose among its rows.
    pub fn is_of_grain(&self, per: &BTreeSet<String>) -> bool {
        let protocol = (self.by == By::Port).then_some("protocol");
        let asked = || self.by.column().into_iter().chain(protocol).chain(["date"]);
        let named = per.iter().map(String::as_str).all(|grain| asked().any(|held| held == grain));
        // A port is one with its protocol, whether the grain names it or not.
        let whole = asked().all(|held| per.contains(held) || (held == "protocol" && per.contains("port")));
        let chosen = |condition: &Condition| asked().any(|column| column == condition.column);
        named && whole && self.filter.conditions.iter().all(chosen)
    }
}

/// One table of sums that a plan asks for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct GridPlan {
    /// What the rows are.
    pub by: By,
    /// Position in [`Plan::filters`].
    pub filter: usize,
    /// Position in [`Plan::measures`].
    pub measure: usize,
}

/// All that is asked of one source in one round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Name of the source in `teiten.toml`.
    pub source: String,
    /// The edition's quarter first, then the quarters it is compared with; the days of an inquiry alone.
    pub spans: Vec<Span>,
    /// Of so many of the first spans the numbers of each day are kept where one row is asked ([`By::Total`]), and of the
    /// first alone where many are; of the others their sums.
    pub daily: usize,
    /// At most [`rules::FILTERS`](crate::rules::FILTERS), without repetition.
    pub filters: Vec<Filter>,
    /// Names of measures, without repetition.
    pub measures: Vec<String>,
    /// What is asked, without repetition.
    pub grids: Vec<GridPlan>,
}

impl Plan {
    /// What answers `question` alone over `spans`.
    pub fn of(question: &Question, spans: Vec<Span>) -> Self {
        Self {
            source: question.source.clone(),
            spans,
            daily: 1,
            filters: vec![question.filter.clone()],
            measures: vec![question.measure.clone()],
            grids: vec![GridPlan { by: question.by.clone(), filter: 0, measure: 0 }],
        }
    }
}

/// The sums of one key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridRow {
    /// The key.
    pub key: Key,
    /// For each span of the plan, the sum over every row, and the sum over observed sensor-days only.
    pub sums: Vec<Sums>,
    /// For each day of the spans that are kept by day, in their order, the sum over observed sensor-days.
    pub daily: Vec<i64>,
}

/// A sum told two ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// Over every row: what rankings and shares use.
    pub every: i64,
    /// Over observed sensor-days: what means, changes and series use.
    pub observed: i64,
}

/// The answer to one [`GridPlan`]: rows in the order of their keys; keys without a row are absent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grid {
    /// Sorted by key.
    pub rows: Vec<GridRow>,
}

/// What a source holds of one sensor on one day, whatever the key, before any filter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SensorDay {
    /// Number of rows.
    pub rows: i64,
    /// Sum of the default measure.
    pub packets: i64,
    /// Whether it counts for means: it has a row, lies within the sensor's service, and no outage touches it.
    pub observed: bool,
}

/// Which sensor-days a source holds, asked in every build.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Sensors in the order of their identities; one empty identity for a source without sensors.
    pub sensors: Vec<String>,
    /// For each span of the plan: `days[day][sensor]`.
    pub spans: Vec<Vec<Vec<SensorDay>>>,
    /// First and last day that any row of the source has, inside a span or not.
    pub held: Option<(Day, Day)>,
    /// Rows read, inside a span or not.
    pub rows: i64,
}

/// What an engine gives back for a [`Plan`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observed {
    /// Which sensor-days there are.
    pub coverage: Coverage,
    /// One for each of the plan's grids, in its order.
    pub grids: Vec<Grid>,
}

/// An exact fraction of two sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ratio {
    /// Numerator.
    pub over: i128,
    /// Denominator, above 0.
    pub under: i128,
}

impl Ratio {
    /// `over / under`, if the denominator is above 0.
    pub fn new(over: i128, under: i128) -> Option<Self> {
        (under > 0).then_some(Self { over, under })
    }

    /// The nearest integer to `self × parts`, halves away from zero; `None` when it leaves 128 bits.
    pub fn rounded(self, parts: i128) -> Option<i128> {
        let doubled = self.over.checked_mul(parts)?.checked_mul(2)?;
        let under = self.under.checked_mul(2)?;
        Some(if self.over < 0 { (doubled - self.under) / under } else { (doubled + self.under) / under })
    }

    /// Whether a change is a rise (1), a fall (−1) or, below `flat` percent, nearly none (0).
    pub fn direction(self, flat: i128) -> i128 {
        let is_flat = self.over.unsigned_abs().saturating_mul(100) < (flat * self.under).unsigned_abs();
        if is_flat { 0 } else { self.over.signum() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_away_from_zero() {
        for (over, under, parts, rounded) in [
            (1, 4, 10, 3),
            (-1, 4, 10, -3),
            (1, 3, 100, 33),
            (2, 3, 100, 67),
            (0, 7, 10, 0),
            (-149, 1000, 10, -1),
        ] {
            assert_eq!(Ratio::new(over, under).unwrap().rounded(parts), Some(rounded), "{over}/{under}");
        }
        assert_eq!(Ratio::new(1, 0), None);
    }

    #[test]
    fn a_grain_answers_the_rows_that_it_counts_and_a_choice_of_them() {
        let question = |by: By, column: Option<&str>| Question {
            source: String::new(),
            by,
            filter: Filter { scope: Scope::All, conditions: column.map(condition).into_iter().collect() },
            measure: "hosts".to_owned(),
        };
        for (by, column, per, holds) in [
            (By::Region, None, "date region", true),
            (By::Region, Some("region"), "date region", true),
            (By::Region, Some("signature"), "date region", false),
            (By::Region, None, "date sensor region", false),
            (By::Region, None, "region", false),
            (By::Port, None, "date port", true),
            (By::Port, None, "date protocol port", true),
            (By::Port, None, "date protocol", false),
            (By::Total, None, "date", true),
            (By::Total, None, "date region", false),
            (By::Column("signature".to_owned()), Some("signature"), "date signature", true),
        ] {
            let grain = per.split(' ').map(str::to_owned).collect();
            assert_eq!(question(by.clone(), column).is_of_grain(&grain), holds, "{by:?} {column:?} {per}");
        }
    }

    fn condition(column: &str) -> Condition {
        let values = Values::OneOf(BTreeSet::from(["x".to_owned()]));
        Condition { column: column.to_owned(), exclude: false, values }
    }

    #[test]
    fn a_change_below_the_limit_has_no_direction() {
        for (permille, direction) in [(50, 1), (49, 0), (0, 0), (-49, 0), (-50, -1), (i128::MAX, 1)] {
            assert_eq!(Ratio { over: permille, under: 1000 }.direction(5), direction, "{permille}");
        }
    }
}
