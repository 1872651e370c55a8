//! What a binding may name, and the value it has: paths from a block's id, or from the words of the period.

use super::desk::{Desk, Source};
use crate::answer::{Answer, Previous, Record, Row, TooSmall};
use crate::binding::{Call, Expression, Step};
use crate::finding::{Said, nearest};
use crate::key::{Key, Port, Region};
use crate::quarter::Quarter;
use crate::question::{By, Scope};
use crate::rules::{MIN_BASE, PREVIOUS_RANK_SHOWN};
use crate::said;
use crate::words::{Unsaid, Value, fill};

/// Why there is no value, and how to mend it.
pub(super) type Miss = (Said, Said);

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
        let [call] = expression.calls.as_slice() else {
            return if expression.calls.is_empty() { Ok(self.words.say(&value)) } else { Err(one_filter()) };
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
                Some(source) => self.of_block(id, *source, rest),
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
        let (_, answer) = self.first_answer().ok_or_else(no_block)?;
        let days = match name {
            "days" => answer.observed_days(),
            "of_days" => answer.quarter.span().len(),
            "previous_days" => answer.previous_days,
            "previous_of_days" => answer.quarter.previous().span().len(),
            _ => return Err(unknown(name, COVERAGE.into_iter())),
        };
        Ok(Value::Number(days as i64))
    }

    /// The answer that speaks for the report's coverage: that of its first table or chart, home before others.
    pub(super) fn first_answer(&self) -> Option<Source<'a>> {
        let answers = &self.job.manuscript.blocks;
        let questions = answers.iter().filter_map(|block| match block {
            crate::manuscript::Block::Table(table) => Some(&table.question),
            crate::manuscript::Block::Chart(chart) => Some(&chart.question),
            _ => None,
        });
        let mut sources = questions.filter_map(|question| Some((question, self.answer(question)?)));
        let first = sources.clone().next();
        sources.find(|(question, _)| question.filter.scope == Scope::Home).or(first)
    }

    fn of_block(&self, id: &str, (question, answer): Source<'a>, rest: &[Step]) -> Result<Value, Miss> {
        let top = self.ledger.tops.get(id).copied();
        match rest {
            [Step::Name(key)] if question.by != By::Total && self.row(answer, key).is_ok() => {
                Err(bare(&format!("{id}[\"{key}\"]"), "rank", &ROW))
            }
            [Step::Name(name)] => self.of_answer(answer, top, name),
            [Step::Row(row), Step::Name(name)] => {
                let rows = answer.top(top.unwrap_or(u32::MAX));
                let at = usize::try_from(*row).ok().and_then(|row| row.checked_sub(1));
                match at.and_then(|at| rows.get(at)) {
                    Some(row) => self.of_row(id, question, answer, row, name),
                    None => Err(no_row(id, *row, rows.len())),
                }
            }
            [Step::Name(key), Step::Name(name)] => {
                let row = self.row(answer, key)?;
                self.of_row(id, question, answer, row, name)
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

    fn of_answer(&self, answer: &Answer, top: Option<u32>, name: &str) -> Result<Value, Miss> {
        Ok(match name {
            "packets" if self.is_distinct(&answer.question) => return Err(never_added(name)),
            "packets" => Value::Packets(answer.total),
            "top" => Value::Number(i64::from(
                top.ok_or_else(|| unknown(name, ["packets", "sensors"].into_iter()))?,
            )),
            "rows" => Value::Number(answer.top(top.unwrap_or(u32::MAX)).len() as i64),
            "sensors" => Value::Number(answer.sensors.unwrap_or(0) as i64),
            _ => {
                // A chart of one line has one row, whose attributes are its own.
                if let (By::Total, [row]) = (&answer.question.by, answer.rows.as_slice()) {
                    return self.of_row("", &answer.question, answer, row, name);
                }
                return Err(unknown(name, BLOCK.into_iter()));
            }
        })
    }

    /// The row of a key as the report or the data write it.
    pub(super) fn row<'b>(&self, answer: &'b Answer, written: &str) -> Result<&'b Row, Miss> {
        let key = match answer.question.by {
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
        key.and_then(|key| answer.row(&key)).ok_or_else(|| {
            let labels: Vec<_> = answer.top(20).iter().map(|row| row.key.to_string()).collect();
            (
                if is_key {
                    said!(
                        "「{written}」のパケットは、この表の期間・範囲・条件では観測されていません。",
                        "No packets of “{written}” were observed in the period, scope and filter of this table."
                    )
                } else {
                    said!("「{written}」は、この表の項目の書き方ではありません。", "“{written}” is no key of this table.")
                },
                match nearest(written, labels.iter().map(String::as_str)) {
                    Some(near) => said!("「{near}」ではありませんか。", "Did you mean “{near}”?"),
                    None => said!(
                        "キーは「23/TCP」「CN」「中国」のように書きます。",
                        "Keys are written 23/TCP, CN or China."
                    ),
                },
            )
        })
    }

    fn of_row(
        &self,
        id: &str,
        question: &crate::question::Question,
        answer: &Answer,
        row: &Row,
        name: &str,
    ) -> Result<Value, Miss> {
        let label = self.key_label(&question.by, &row.key);
        let missing = |_: TooSmall| too_small(&label);
        let known = |value: Option<Value>| value.ok_or_else(|| unobserved(&label));
        if self.is_distinct(question) && ROW.contains(&name) && !CELLS.contains(&name) {
            return Err(never_added(name));
        }
        match name {
            "rank" => known(row.rank.map(|rank| Value::Number(rank.into()))),
            "previous" => Ok(Value::Text(self.previous_text(id, answer, row))),
            "label" => Ok(Value::Text(label)),
            "name" => Ok(Value::Text(self.key_name(&question.by, &row.key))),
            "service" => match &row.key {
                Key::Port(port) => {
                    known(self.job.site.names.service(*port).map(|service| Value::Text(service.to_owned())))
                }
                _ => Err(unknown(name, ROW.into_iter())),
            },
            "packets" => Ok(Value::Packets(row.sums.every)),
            "per_day" => known(answer.per_day(row).map(Value::Mean)),
            "per_sensor_day" => known(answer.per_sensor_day(row).map(Value::Mean)),
            "share" if self.is_cut(question) && answer.share(row).is_none() => Err(no_share(&label)),
            "share" => known(answer.share(row).map(Value::Share)),
            "change_10d" => answer.change_10d(row).map(Value::Change).map_err(missing),
            "change_quarter" => answer.change_quarter(row).map(Value::Change).map_err(missing),
            "peak" => known(answer.peak(row).map(|(_, packets)| Value::Packets(packets))),
            "peak_day" => known(answer.peak(row).map(|(day, _)| Value::Day(day))),
            "first_10d" => known(answer.window_means(row).map(|[first, _]| Value::Mean(first))),
            "last_10d" => known(answer.window_means(row).map(|[_, last]| Value::Mean(last))),
            _ => Err(unknown(name, ROW.into_iter())),
        }
    }

    /// Whether the source of `question` lists only the first of its keys.
    fn is_cut(&self, question: &crate::question::Question) -> bool {
        self.job.site.sources.get(&question.source).is_some_and(|source| !source.complete)
    }

    /// The previous rank as tables and sentences print it: 3, TOP10外, －.
    pub(super) fn previous_text(&self, id: &str, answer: &Answer, row: &Row) -> String {
        let (previous, _) = self.previous(id, answer, row);
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
        answer: &Answer,
        row: &Row,
    ) -> (Previous, Option<crate::answer::Disagreement>) {
        let record = Record::new(&self.job.site.published, answer.quarter, id);
        let key = row.key.to_string();
        let decided =
            self.job.edition.decided.iter().find(|decided| decided.table == id && decided.key == key);
        answer.previous(row, &record, decided)
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

fn unknown<'n>(name: &str, known: impl Iterator<Item = &'n str> + Clone) -> Miss {
    let list = known.clone().collect::<Vec<_>>().join(", ");
    let mend = match nearest(name, known) {
        Some(near) => said!(
            "「{near}」ではありませんか。使える名前：{list}",
            "Did you mean “{near}”? Known names: {list}"
        ),
        None => said!("使える名前：{list}", "Known names: {list}"),
    };
    (said!("「{name}」という値はありません。", "There is no value “{name}”."), mend)
}

/// A path that names a whole and none of its values.
fn bare(path: &str, example: &str, known: &[&str]) -> Miss {
    let list = known.join(", ");
    (
        said!("「{path}」のどの値かが書かれていません。", "It is not said which value of “{path}” is meant."),
        said!(
            "「{path}.{example}」のように続けてください。使える名前：{list}",
            "Go on as in “{path}.{example}”. Known names: {list}"
        ),
    )
}

fn no_row(id: &str, row: i64, count: usize) -> Miss {
    let mend = match count {
        0 => said!(
            "この表に載る行が一つもありません。対象の期間・範囲・条件を確かめてください。",
            "It has no rows at all: check the period, the scope and the filter."
        ),
        _ => said!("1から{count}までの行を書いてください。", "Name a row from 1 to {count}."),
    };
    (said!("「{id}」に{row}行目はありません。", "“{id}” has no row {row}."), mend)
}

fn one_filter() -> Miss {
    (
        said!("フィルターは一つだけ使えます。", "Only one filter can be used."),
        said!("最後の一つだけを残してください。", "Keep the last one."),
    )
}

fn too_small(label: &str) -> Miss {
    (
        said!(
            "「{label}」は比べる期間のいずれかで{MIN_BASE}パケットに満たないか、有効な日が足りず、増減を示せません。",
            "“{label}” has fewer than {MIN_BASE} packets in either period, or too few valid days, to speak of a change."
        ),
        said!("増減に触れないか、件数で書いてください。", "Do not speak of a change, or give the numbers."),
    )
}

/// A sum or mean of distinct counts.
fn never_added(name: &str) -> Miss {
    let known = CELLS.join(", ");
    (
        said!(
            "重複を除いた数は足し合わせられないため、「{name}」の値はありません。",
            "Distinct counts are never added, so there is no “{name}”."
        ),
        said!("使える名前：{known}", "Known names: {known}"),
    )
}

/// A share of a whole that was not delivered.
fn no_share(label: &str) -> Miss {
    (
        said!(
            "上位だけの一覧（complete = false）に「その他」の行がないため、全体に占める「{label}」の割合を求められません。",
            "The list is cut (complete = false) and has no row for all others, so the share of “{label}” is not known."
        ),
        said!(
            "「その他」の行がある一覧にして teiten.toml の rest にその値を書くか、割合に触れない文に改めてください。",
            "Deliver it with a row for all others, named by rest in teiten.toml, or do not speak of a share."
        ),
    )
}

fn unobserved(label: &str) -> Miss {
    (
        said!(
            "「{label}」のこの値は、対象の期間のデータからは求められません。",
            "This value of “{label}” cannot be had from the data of the period."
        ),
        said!("別の値を使うか、文を改めてください。", "Use another value, or reword the sentence."),
    )
}
