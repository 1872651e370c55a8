//! What stands out among the rows of a table: sums, the rest, unlike cells, lists that are cut. Columns with what they
//! are for in, marks and doubts out. Knows no header.

use std::collections::{BTreeMap, BTreeSet};

use super::doubt::Doubt;
use super::form::{Form, Values};
use super::shape::Part;
use crate::names::Names;
use crate::observe::load::Record;
use crate::observe::words::Word;

/// What stands out among the rows.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// その他.
    pub rest: BTreeSet<String>,
    /// 合計.
    pub totals: BTreeSet<String>,
    /// The round number of keys at which every day is cut.
    pub cut_at: Option<usize>,
}

/// The sums and the rest among keys; a sum may also be named where the day stands.
pub fn marks(keyed: &[(Part, &Values)]) -> Marks {
    let mut marks = Marks::default();
    for (part, values) in keyed {
        if matches!(part, Part::Protocol | Part::Port | Part::Pair | Part::Region) {
            marks.rest.extend(values.meaning(Word::Rest).map(str::to_owned));
        }
        if !matches!(part, Part::Packets | Part::Distinct | Part::Unused) {
            marks.totals.extend(values.meaning(Word::Total).map(str::to_owned));
        }
    }
    marks
}

/// What the cells of keys leave unsure.
pub fn judge(keyed: &[(Part, &Values)], names: &Names, doubts: &mut Vec<Doubt>) {
    for (part, values) in keyed {
        let form = match part {
            Part::Date => Form::Day,
            Part::Pair => Form::Pair,
            Part::Region => Form::Region,
            Part::Packets | Part::Distinct | Part::Port => Form::Integer,
            _ => continue,
        };
        let misfits = values.misfits(form, names, 3);
        if !misfits.is_empty() {
            let values = misfits.into_iter().map(str::to_owned).collect();
            doubts.push(Doubt::Misfits { part: *part, values });
        }
    }
}

/// The number at which every day's keys are cut, if it is the same round one for nearly all days.
pub fn cut_at(below: &[Record], parts: &[Part]) -> Option<usize> {
    let mut days = BTreeMap::<Vec<&str>, usize>::new();
    for row in below {
        let unit = parts.iter().zip(&row.cells).filter(|(part, _)| matches!(part, Part::Date | Part::Sensor));
        *days.entry(unit.map(|(_, cell)| &**cell).collect()).or_default() += 1;
    }
    let most = *days.values().max()?;
    let full = days.values().filter(|count| **count == most).count();
    let round = most >= 5 && (most % 10 == 0 || most == 5);
    (round && days.len() >= 5 && full * 10 >= days.len() * 9).then_some(most)
}
