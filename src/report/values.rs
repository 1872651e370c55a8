//! What a binding may name, and the value it has: paths from a block's id, or from the words of the period.

use super::desk::Desk;
use super::miss::{
    Miss, bare, count_as_index, never_added, no_key, no_row, one_filter, too_exact, unknown, unobserved,
};
use super::told::{Told, ToldRow, Untold, is_distinct};
use crate::answer::{Disagreement, Previous, Record};
use crate::binding::{Call, Expression, Step};
use crate::config::Counts;
use crate::key::{Key, Port, Region};
use crate::quarter::Quarter;
use crate::question::{By, Scope};
use crate::rules::PREVIOUS_RANK_SHOWN;
use crate::said;
use crate::words::{Unsaid, Value, fill};

/// Attributes of a row.
const ROW: [&str; 15] = [
    "rank",
    "previous",
    "label",
    "name",
    "service",
    "packets",
    "per_day",
    "per_sensor_day",
    "share",
    "change_10d",
    "change_quarter",
    "peak",
    "peak_day",
    "first_10d",
    "last_10d",
];
/// Attributes of a row of distinct counts, which are never added.
const CELLS: [&str; 5] = ["label", "name", "service", "peak", "peak_day"];
/// Attributes of a table or chart.
const BLOCK: [&str; 4] = ["packets", "rows", "sensors", "top"];
/// Attributes of a quarter.
const QUARTER: [&str; 6] = ["days", "first_day", "last_day", "months", "title", "year"];
const SENSORS: [&str; 3] = ["all", "home", "overseas"];
const COVERAGE: [&str; 4] = ["days", "of_days", "previous_days", "previous_of_days"];
/// Names that are no block's.
const ROOTS: [&str; 5] = ["coverage", "fiscal", "previous", "quarter", "sensors"];

impl<'a> Desk<'a> {
    /// The print of an expression.
    pub(super) fn print(&self, expression: &Expression) -> Result<String, Miss> {
        let value = self.value(&expression.path)?;
        self.may_print(&value, expression)?;
        let [call] = expression.calls.as_slice() else {
            return if expression.calls.is_empty() { Ok(self.say(&value)) } else { Err(one_filter()) };
        };
        let Call { name, arguments } = call;
        self.words.filtered(&value, name, arguments.first().copied()).map_err(|Unsaid(what)| {
            (
                what,
                said!(
                    "値に合うフィルターを選ぶか、フィルターを外してください。",
                    "Choose a filter that fits the value, or none."
                ),
            )
        })
    }

    /// Whether disclosure lets a value out as it is asked for.
    fn may_print(&self, value: &Value, expression: &Expression) -> Result<(), Miss> {
        let calls = &expression.calls;
        let digits = calls.iter().flat_map(|call| &call.arguments).max().copied().unwrap_or(0);
        let index = self.job.site.disclosure.counts == Counts::Index;
        match value {
            Value::Index(_) if !matches!(calls.as_slice(), [call] if call.name == "index") => {
                Err(count_as_index(&shown(&expression.path)))
            }
            Value::Share(_) if index && digits > 1 => Err(too_exact()),
            Value::Change(_) if index && digits > 0 => Err(too_exact()),
            _ => Ok(()),
        }
    }

    /// The value as it prints without a filter; a change beside an index without decimals, which could tell packets.
    pub(super) fn say(&self, value: &Value) -> String {
        match value {
            Value::Change(change) if self.job.site.disclosure.counts == Counts::Index => {
                self.words.signed_percent(*change, 0)
            }
            _ => self.words.say(value),
        }
    }

    fn value(&self, path: &[Step]) -> Result<Value, Miss> {
        let (root, rest) = match path {
            [Step::Name(root), rest @ ..] => (root.as_str(), rest),
            _ => return Err(unknown("", ROOTS.iter().copied())),
        };
        let quarter = self.job.edition.quarter;
        match (root, rest) {
            ("quarter", [Step::Name(name)]) => self.period(quarter, name),
            ("previous", [Step::Name(name)]) => self.period(quarter.previous(), name),
            ("fiscal", [Step::Name(name)]) if name == "year" => {
                Ok(Value::Text(self.words.fiscal_year(quarter.span().last)))
            }
            (root, []) => Err(self.incomplete(root)),
            ("fiscal", _) => Err(unknown(&shown(rest), ["year"].into_iter())),
            ("sensors", [Step::Name(name)]) => self.sensors(name),
            ("coverage", [Step::Name(name)]) => self.coverage(name),
            ("quarter" | "previous", _) => Err(unknown(&shown(rest), QUARTER.into_iter())),
            ("sensors", _) => Err(unknown(&shown(rest), SENSORS.into_iter())),
            ("coverage", _) => Err(unknown(&shown(rest), COVERAGE.into_iter())),
            (id, rest) => match self.ledger.answers.get(id) {
                Some(told) => self.of_block(id, told, rest),
                None => Err(unknown(id, self.ledger.answers.keys().copied().chain(ROOTS))),
            },
        }
    }

    fn period(&self, quarter: Quarter, name: &str) -> Result<Value, Miss> {
        let span = quarter.span();
        Ok(match name {
            "title" => Value::Text(self.words.quarter(quarter)),
            "months" => Value::Text(self.words.quarter_months(quarter)),
            "year" => Value::Text(self.words.year(quarter.year())),
            "first_day" => Value::Day(span.first),
            "last_day" => Value::Day(span.last),
            "days" => Value::Number(span.len() as i64),
            _ => return Err(unknown(name, QUARTER.into_iter())),
        })
    }

    fn sensors(&self, name: &str) -> Result<Value, Miss> {
        let (site, span) = (self.job.site, self.job.edition.quarter.span());
        let serving = site.sensors.iter().filter(|sensor| {
            sensor.start.is_none_or(|start| start <= span.last)
                && sensor.end.is_none_or(|end| end >= span.first)
        });
        let count = match name {
            "home" => serving.filter(|sensor| sensor.region == site.home).count(),
            "overseas" => serving.filter(|sensor| sensor.region != site.home).count(),
            "all" => serving.count(),
            _ => return Err(unknown(name, SENSORS.into_iter())),
        };
        Ok(Value::Number(count as i64))
    }

    /// Days with an observed sensor of the first block's scope.
    fn coverage(&self, name: &str) -> Result<Value, Miss> {
        let no_block = || {
            (
                said!(
                    "表もグラフもないため、観測できた日数がわかりません。",
                    "Without a table or chart no observed days are known."
                ),
                said!("表かグラフのブロックを置いてください。", "Place a table or a chart."),
            )
        };
        let told = self.first_answer().ok_or_else(no_block)?;
        let days = match name {
            "days" => told.observed_days(),
            "of_days" => told.quarter().span().len(),
            "previous_days" => told.previous_days(),
            "previous_of_days" => told.quarter().previous().span().len(),
            _ => return Err(unknown(name, COVERAGE.into_iter())),
        };
        Ok(Value::Number(days as i64))
    }

    /// The answer that speaks for the report's coverage: that of its first table or chart, home before others.
    pub(super) fn first_answer(&self) -> Option<&'a Told<'a>> {
        let answers = &self.job.manuscript.blocks;
        let questions = answers.iter().filter_map(|block| match block {
            crate::manuscript::Block::Table(table) => Some(&table.question),
            crate::manuscript::Block::Chart(chart) => Some(&chart.question),
            _ => None,
        });
        let mut answers = questions.filter_map(|question| self.answer(question));
        let first = answers.clone().next();
        answers.find(|told| told.question().filter.scope == Scope::Home).or(first)
    }

    fn of_block(&self, id: &str, told: &'a Told<'a>, rest: &[Step]) -> Result<Value, Miss> {
        let top = self.ledger.tops.get(id).copied();
        match rest {
            [Step::Name(key)] if told.question().by != By::Total && self.row(told, key).is_ok() => {
                Err(bare(&format!("{id}[\"{key}\"]"), "rank", &ROW))
            }
            [Step::Name(name)] => self.of_answer(told, top, name),
            [Step::Row(row), Step::Name(name)] => {
                let rows = told.top(top.unwrap_or(u32::MAX));
                let at = usize::try_from(*row).ok().and_then(|row| row.checked_sub(1));
                match at.and_then(|at| rows.get(at)) {
                    Some(row) => self.of_row(id, told, *row, name),
                    None => Err(no_row(id, *row, rows.len())),
                }
            }
            [Step::Name(key), Step::Name(name)] => {
                let row = self.row(told, key)?;
                self.of_row(id, told, row, name)
            }
            [Step::Row(_)] => Err(bare(&format!("{id}[{}]", shown(rest)), "rank", &ROW)),
            _ => Err(unknown(&shown(rest), BLOCK.into_iter())),
        }
    }

    /// A root alone is no value: which names may follow it.
    fn incomplete(&self, root: &str) -> Miss {
        match root {
            "quarter" | "previous" => bare(root, "title", &QUARTER),
            "fiscal" => bare(root, "year", &["year"]),
            "sensors" => bare(root, "home", &SENSORS),
            "coverage" => bare(root, "days", &COVERAGE),
            id if self.ledger.answers.contains_key(id) => bare(root, "packets", &BLOCK),
            _ => unknown(root, self.ledger.answers.keys().copied().chain(ROOTS)),
        }
    }

    fn of_answer(&self, told: &'a Told<'a>, top: Option<u32>, name: &str) -> Result<Value, Miss> {
        Ok(match name {
            "packets" if is_distinct(self.job.site, told.question()) => {
                return Err(never_added(name, &CELLS));
            }
            "packets" => told.packets().map_err(|untold| self.miss(untold, &self.words.labels.total))?,
            "top" => Value::Number(i64::from(
                top.ok_or_else(|| unknown(name, ["packets", "sensors"].into_iter()))?,
            )),
            "rows" => Value::Number(told.top(top.unwrap_or(u32::MAX)).len() as i64),
            "sensors" => Value::Number(told.sensors().unwrap_or(0) as i64),
            _ => {
                // A chart of one line has one row, whose attributes are its own.
                if let (By::Total, Some(row)) = (&told.question().by, told.rows().next()) {
                    return self.of_row("", told, row, name);
                }
                return Err(unknown(name, BLOCK.into_iter()));
            }
        })
    }

    fn miss(&self, untold: Untold, label: &str) -> Miss {
        untold.miss(label, self.job.site.disclosure.counts)
    }

    /// The row of a key as the report or the data write it.
    pub(super) fn row(&self, told: &'a Told<'a>, written: &str) -> Result<ToldRow<'a>, Miss> {
        let key = match told.question().by {
            By::Port => written.parse::<Port>().ok().map(Key::Port),
            By::Region => written
                .parse::<Region>()
                .ok()
                .or_else(|| self.job.site.names.region_named(written))
                .map(Key::Region),
            By::Total => Some(Key::Total),
            By::Sensor | By::Column(_) => Some(Key::Text(written.to_owned())),
        };
        let is_key = key.is_some();
        key.and_then(|key| told.row(&key)).ok_or_else(|| {
            let labels: Vec<_> = told.top(20).iter().map(|row| row.key().to_string()).collect();
            no_key(written, is_key, labels.iter().map(String::as_str))
        })
    }

    fn of_row(&self, id: &str, told: &Told<'_>, row: ToldRow<'_>, name: &str) -> Result<Value, Miss> {
        let by = &told.question().by;
        let label = self.key_label(by, row.key());
        let known = |value: Option<Value>| value.ok_or_else(|| unobserved(&label));
        if is_distinct(self.job.site, told.question()) && ROW.contains(&name) && !CELLS.contains(&name) {
            return Err(never_added(name, &CELLS));
        }
        let [first, last] = row.window_means();
        let number = match name {
            "rank" => return known(row.rank().map(|rank| Value::Number(rank.into()))),
            "previous" => return Ok(Value::Text(self.previous_text(id, told, row))),
            "label" => return Ok(Value::Text(label)),
            "name" => return Ok(Value::Text(self.key_name(by, row.key()))),
            "service" => match row.key() {
                Key::Port(port) => {
                    let service = self.job.site.names.service(*port);
                    return known(service.map(|service| Value::Text(service.to_owned())));
                }
                _ => return Err(unknown(name, ROW.into_iter())),
            },
            "packets" => row.packets(),
            "per_day" => row.per_day(),
            "per_sensor_day" => row.per_sensor_day(),
            "share" => row.share(),
            "change_10d" => row.change_10d(),
            "change_quarter" => row.change_quarter(),
            "peak" => row.peak(),
            "peak_day" => row.peak_day().map(Value::Day),
            "first_10d" => first,
            "last_10d" => last,
            _ => return Err(unknown(name, ROW.into_iter())),
        };
        number.map_err(|untold| self.miss(untold, &label))
    }

    /// The previous rank as tables and sentences print it: 3, TOP10外, －.
    pub(super) fn previous_text(&self, id: &str, told: &Told<'_>, row: ToldRow<'_>) -> String {
        let (previous, _) = self.previous(id, told, row);
        match previous {
            Previous::Rank(rank) => rank.to_string(),
            Previous::Outside => fill(&self.words.ranks.outside, &[("n", &PREVIOUS_RANK_SHOWN.to_string())]),
            Previous::Unknown => self.words.ranks.none.clone(),
        }
    }

    /// The previous rank, and whether record and data disagree.
    pub(super) fn previous(
        &self,
        id: &str,
        told: &Told<'_>,
        row: ToldRow<'_>,
    ) -> (Previous, Option<Disagreement>) {
        let record = Record::new(&self.job.site.published, told.quarter(), id);
        let key = row.key().to_string();
        let decided =
            self.job.edition.decided.iter().find(|decided| decided.table == id && decided.key == key);
        row.previous(&record, decided)
    }
}

fn shown(path: &[Step]) -> String {
    path.iter()
        .map(|step| match step {
            Step::Name(name) => name.clone(),
            Step::Row(row) => row.to_string(),
        })
        .collect::<Vec<_>>()
        .join(".")
}
