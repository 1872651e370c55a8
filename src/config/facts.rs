//! Facts by hand: `facts.toml` of an edition, numbers and words that no observation tells, each with where it is from.
//!
//! Comes in: the edition's folder and quarter. Goes out: facts by their ids. It does not know what binds them.

use std::collections::BTreeMap;

use super::files::{Files, Named};
use super::table::{Origin, Scalar, Table, Value};
use super::{Fact, FactValue, format, mend};
use crate::finding::{Finding, Place};
use crate::lang::Lang;
use crate::quarter::{Day, Quarter};
use crate::question::Ratio;
use crate::said;

/// The unit of a share.
const PERCENT: &str = "%";

/// The facts of the edition in `folder`, relative to the site's; none where it has no such file.
pub(super) fn facts(
    files: &mut Files,
    folder: &str,
    quarter: Option<Quarter>,
    first: &Lang,
) -> BTreeMap<String, Fact> {
    let mut facts = BTreeMap::new();
    let named = Named::or(None, &format!("{folder}/facts.toml"));
    let Some((file, text)) = files.text_of_edition("facts", &named) else { return facts };
    let (mut table, syntax) = Table::parse(&file, &text, Origin::START);
    files.findings.extend(syntax);
    for id in table.keys() {
        format::check_id(&mut table, &id);
        let read = |entry: &mut Table| fact(entry, id.place.clone(), quarter, first);
        facts.extend(table.table(&id.value, read).flatten().map(|fact| (id.value, fact)));
    }
    files.findings.extend(table.finish());
    facts
}

fn fact(entry: &mut Table, place: Place, quarter: Option<Quarter>, first: &Lang) -> Option<Fact> {
    entry.require(&["value", "as_of", "source", "who"]);
    let unit = entry.text_or("unit", "");
    let (as_of, source, who) = (entry.day("as_of"), entry.text("source"), entry.text("who"));
    let value = value(entry, &unit, first);
    if let (Some(as_of), Some(quarter)) = (&as_of, quarter)
        && as_of.value < quarter.span().first
    {
        let old = old(as_of.place.clone(), as_of.value, quarter);
        entry.find(old);
    }
    let (as_of, source, who) = (as_of?.value, source?.value, who?.value);
    Some(Fact { value: value?, unit, as_of, source, who, place })
}

/// Words, a day, a whole number, or, where the unit is a percent sign, a share of 0 to 100.
fn value(entry: &mut Table, unit: &str, first: &Lang) -> Option<FactValue> {
    if entry.is_table("value") {
        return format::by_lang(entry, "value", first).map(FactValue::Text);
    }
    let Value { value, place } = entry.scalar("value")?;
    let written = match value {
        Scalar::Number(written) => written,
        Scalar::Day(day) => return Some(FactValue::Day(day)),
        Scalar::Text(text) => return Some(FactValue::Text([(first.clone(), text)].into())),
    };
    let (read, expected) = match unit {
        PERCENT => (
            percent(&written).map(FactValue::Share),
            said!("0から100までのパーセント（48.3など）", "a percentage from 0 to 100 such as 48.3"),
        ),
        _ => (
            written.parse().ok().map(FactValue::Number),
            said!(
                "整数（割合なら、unit = \"%\" と書いてパーセントの数）",
                "an integer (or a percentage, with unit = \"%\")"
            ),
        ),
    };
    if read.is_none() {
        entry.find(mend::bad_value("value", &written, place, &expected));
    }
    read
}

/// `48.3` as an exact part of a whole; at most six decimals.
fn percent(written: &str) -> Option<Ratio> {
    let (whole, decimals) = written.split_once('.').unwrap_or((written, ""));
    let digits = u32::try_from(decimals.len()).ok().filter(|digits| *digits <= 6)?;
    let plain = whole.len() <= 3 && format!("{whole}{decimals}").bytes().all(|byte| byte.is_ascii_digit());
    let over = format!("{whole}{decimals}").parse().ok().filter(|_| plain)?;
    let under = 100 * 10_i128.pow(digits);
    Ratio::new(over, under).filter(|share| share.over <= share.under)
}

fn old(place: Place, as_of: Day, quarter: Quarter) -> Finding {
    let first = quarter.span().first;
    Finding::warning(
        "fact-old",
        place,
        said!(
            "{as_of}時点の事実で、{quarter}の初日（{first}）より前のものです。",
            "This fact is as of {as_of}, before {quarter} began ({first})."
        ),
        said!(
            "調べ直してvalueとas_ofを改めるか、もう使わない事実なら消してください。",
            "Look it up again and change value and as_of, or remove it."
        ),
    )
}
