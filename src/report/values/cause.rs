//! Values that a second round answers: which part of a row moved most with it, and how much one sensor brought.
//!
//! Comes in: a row and the name of such a value. Goes out: the question beneath the row, and the value once that has
//! an answer.

use std::collections::BTreeSet;

use super::super::desk::Desk;
use super::super::miss::{Miss, never_added};
use super::super::told::{Told, ToldRow, is_distinct};
use super::row::CELLS;
use crate::binding::Step;
use crate::manuscript::Manuscript;
use crate::question::{By, Question};
use crate::said;
use crate::words::Value;

/// Attributes of a row that only a second round answers.
pub(super) const DRILLED: [&str; 5] = ["cause", "cause_change", "cause_share", "sensor_share", "one_sensor"];

/// The paths of a manuscript's bindings that only a second round answers.
pub(in crate::report) fn drilled(manuscript: &Manuscript) -> Vec<&[Step]> {
    let is_drilled =
        |path: &[Step]| matches!(path.last(), Some(Step::Name(name)) if DRILLED.contains(&&**name));
    let bindings = manuscript.bindings().into_iter().map(|(_, expression)| expression.path.as_slice());
    bindings.filter(|path| is_drilled(path)).collect()
}

impl<'a> Desk<'a> {
    /// The questions that the bindings ask beneath rows of tables and charts.
    pub(in crate::report) fn drills(&self) -> BTreeSet<Question> {
        drilled(self.job.manuscript).iter().filter_map(|path| self.drill(path)).collect()
    }

    /// The questions beneath every row that could be asked for by such a value.
    pub(in crate::report) fn every_drill(&self) -> BTreeSet<Question> {
        let of_block = |(&id, &told): (&&str, &&'a Told<'a>)| {
            let rows = self.listed(id, told);
            let asked = rows.iter().flat_map(|row| DRILLED.map(|name| self.beneath(told, *row, name).ok()));
            asked.flatten().collect::<Vec<_>>()
        };
        self.ledger.answers.iter().flat_map(of_block).collect()
    }

    /// The question beneath the row that `path` names; none where it names none, or needs no second round.
    fn drill(&self, path: &[Step]) -> Option<Question> {
        let [Step::Name(id), rest @ ..] = path else { return None };
        let told = self.ledger.answers.get(id.as_str())?;
        let (row, name) = self.row_of(id, told, rest).ok()?;
        self.beneath(told, row, DRILLED.into_iter().find(|drilled| *drilled == name)?).ok()
    }

    /// The question that parts `row` by sensor, where its source has them.
    pub(in crate::report) fn by_sensor(&self, told: &Told<'_>, row: ToldRow<'_>) -> Option<Question> {
        self.beneath(told, row, "one_sensor").ok()
    }

    /// The question whose answer tells `name` of `row`.
    fn beneath(&self, told: &Told<'_>, row: ToldRow<'_>, name: &str) -> Result<Question, Miss> {
        let question = told.question();
        if is_distinct(self.job.site, question) {
            return Err(never_added(name, &CELLS));
        }
        let by = match (&question.by, name) {
            (By::Sensor, "sensor_share" | "one_sensor") => return Err(no_parts(name)),
            (_, "sensor_share" | "one_sensor") => By::Sensor,
            (By::Port, _) => By::Region,
            (By::Region, _) => By::Port,
            _ => return Err(no_parts(name)),
        };
        let source = self.job.site.sources.get(&question.source);
        let has = source.is_none_or(|source| match by {
            By::Sensor => source.columns.sensor.is_some() || source.shape.sensor_from_file.is_some(),
            By::Region => source.columns.region.is_some(),
            _ => source.columns.port.is_some(),
        });
        if has { Ok(question.within(row.key(), by)) } else { Err(apart(&question.source)) }
    }

    /// A value of `row` that a second round answers.
    pub(super) fn of_parts(&self, told: &Told<'_>, row: ToldRow<'_>, name: &str) -> Result<Value, Miss> {
        let question = self.beneath(told, row, name)?;
        let parts = self.answer(&question).ok_or_else(|| apart(&question.source))?;
        let label = self.key_label(&told.question().by, row.key());
        let number = match name {
            "sensor_share" => parts.largest_share(),
            "one_sensor" => parts.is_carried().map(Value::Truth),
            "cause_share" => row.cause_share(parts),
            "cause_change" => row.cause(parts).and_then(ToldRow::change_10d),
            _ => row.cause(parts).map(|cause| Value::Text(self.key_label(&question.by, cause.key()))),
        };
        number.map_err(|untold| self.miss(untold, &label))
    }
}

/// A row that has no such parts.
fn no_parts(name: &str) -> Miss {
    (
        said!("「{name}」は、この図表の行にはありません。", "Rows of this table or chart have no “{name}”."),
        said!(
            "cause、cause_change、cause_shareはrows = \"port\"か\"region\"の図表、sensor_shareとone_sensorはrows = \"sensor\"でない図表で使えます。",
            "cause, cause_change and cause_share need rows = \"port\" or \"region\", sensor_share and one_sensor any rows but \"sensor\"."
        ),
    )
}

/// A source whose rows are not told apart by what is asked.
fn apart(source: &str) -> Miss {
    (
        said!(
            "ソース「{source}」では、宛先ポート、送信元地域、センサーの表が別々になっているため、増減の要因や1台の割合を求められません。",
            "The source “{source}” does not have destination port, source region and sensor in one table, so no cause or part of one sensor is known."
        ),
        said!(
            "それらの列がそろったデータをソースにするか、要因に触れない文に改めてください。",
            "Take a source whose rows have those columns together, or do not speak of a cause."
        ),
    )
}
