//! The data package: every key of every question, where disclosure is `counts = "full"`.

use super::Data;
use super::desk::Desk;
use super::label::anchor;
use crate::answer::Answer;
use crate::config::{Counts, Sensors};
use crate::question::By;

/// A file for each table and chart: its ranking over all keys, day by day; none unless counts are disclosed in full.
pub(super) fn package(desk: &Desk<'_>) -> Vec<Data> {
    if desk.job.site.disclosure.counts != Counts::Full {
        return Vec::new();
    }
    let withheld = |by: &By| *by == By::Sensor && desk.job.site.disclosure.sensors == Sensors::None;
    let answers = desk.ledger.answers.iter().filter(|(_, (question, _))| !withheld(&question.by));
    answers.map(|(id, (_, answer))| file(desk, id, answer)).collect()
}

fn file(desk: &Desk<'_>, id: &str, answer: &Answer) -> Data {
    let header = ["date", "key", "packets"].map(str::to_owned).to_vec();
    let observed = |at: usize| answer.days.get(at).is_some_and(|day| day.observed > 0);
    let mut rows = Vec::new();
    for row in answer.rows.iter().filter(|row| row.rank.is_some()) {
        let key = desk.key_name(&answer.question.by, &row.key);
        let days = answer.quarter.span().days().zip(&row.daily).enumerate();
        let seen = days.filter(|(at, (_, packets))| observed(*at) && **packets > 0);
        rows.extend(seen.map(|(_, (day, packets))| vec![day.to_string(), key.clone(), packets.to_string()]));
    }
    Data { file: format!("{}-full.csv", anchor(id)), header, rows }
}
