//! The data package: every key of every question, where disclosure is `counts = "full"`.

use super::desk::Desk;
use super::label::anchor;
use super::told::Told;
use super::{Data, Field, FieldKind, data};
use crate::config::{Counts, Sensors};
use crate::manuscript::Per;
use crate::question::By;

/// A file for each table and chart: its ranking over all keys, day by day; none unless counts are disclosed in full.
pub(super) fn package(desk: &Desk<'_>) -> Vec<Data> {
    if desk.job.site.disclosure.counts != Counts::Full {
        return Vec::new();
    }
    let withheld = |by: &By| *by == By::Sensor && desk.job.site.disclosure.sensors == Sensors::None;
    let answers = desk.ledger.answers.iter().filter(|(_, told)| !withheld(&told.question().by));
    answers.map(|(id, told)| file(desk, id, told)).collect()
}

fn file<'a>(desk: &Desk<'_>, id: &str, told: &'a Told<'a>) -> Data {
    let header = ["date", "key", "packets"].map(str::to_owned).to_vec();
    let mut rows = Vec::new();
    for row in told.rows().filter(|row| row.rank().is_some()) {
        let key = desk.key_name(&told.question().by, row.key());
        let days = told.span().days().zip(row.points(Per::Day, 1));
        let seen = days.filter_map(|(day, point)| Some((day, point.told().filter(|packets| *packets > 0)?)));
        rows.extend(seen.map(|(day, packets)| vec![day.to_string(), key.clone(), packets.to_string()]));
    }
    let unit = desk.measure(told.question());
    let count = Field { title: unit.clone(), kind: FieldKind::Integer, unit: Some(unit) };
    let fields = vec![data::day(desk), data::code(desk), count];
    let scope = desk.filtered(desk.scope_of(told), told);
    Data { file: format!("{}-full.csv", anchor(id)), header, fields, scope, rows }
}
