//! Facts by hand: `facts.toml` of an edition, numbers and words that no observation tells, each with where it is from.
//!
//! Comes in: the edition's folder and quarter. Goes out: facts by their ids. It does not know what binds them.

use std::collections::{BTreeMap, BTreeSet};

use super::files::{Files, Named};
use super::table::{Origin, Scalar, Table, Value};
use super::{Edition, Fact, FactValue, format, mend};
use crate::finding::{Finding, Place, Said};
use crate::lang::Lang;
use crate::quarter::{Day, Quarter};
use crate::question::Ratio;
use crate::said;

/// The unit of a share.
const PERCENT: &str = "%";

/// So many decimals may a percentage have.
const DECIMALS: usize = 6;

/// What `facts.toml` holds.
#[derive(Default)]
pub(super) struct Facts {
    pub(super) read: BTreeMap<String, Fact>,
    /// The ids of facts that are there and could not be read.
    pub(super) faulty: BTreeSet<String>,
}

/// The facts of the edition in `folder`, relative to the site's; none where it has no such file. Of a faulty `edition`
/// the days are not known.
pub(super) fn facts(files: &mut Files, folder: &str, edition: Option<&Edition>, first: &Lang) -> Facts {
    let mut facts = Facts::default();
    let named = Named::or(None, &format!("{folder}/facts.toml"));
    let Some((file, text)) = files.text_of_edition("facts", &named) else { return facts };
    let (mut table, syntax) = Table::parse(&file, &text, Origin::START);
    files.findings.extend(syntax);
    let (sections, loose): (Vec<_>, Vec<_>) =
        table.keys().into_iter().partition(|key| table.is_table(&key.value));
    if let Some(key) = loose.first() {
        table.find(without_section(key));
        loose.iter().for_each(|key| table.leave(&key.value));
    }
    for id in sections {
        format::check_id(&mut table, &id);
        let read = |entry: &mut Table| fact(entry, id.place.clone(), edition, first);
        match table.table(&id.value, read).flatten().filter(|_| format::is_id(&id.value)) {
            Some(fact) => drop(facts.read.insert(id.value, fact)),
            None => drop(facts.faulty.insert(id.value)),
        }
    }
    files.findings.extend(table.finish());
    facts
}

fn fact(entry: &mut Table, place: Place, edition: Option<&Edition>, first: &Lang) -> Option<Fact> {
    entry.require(&["value", "as_of", "source", "who"]);
    let unit = unit(entry);
    let (as_of, source, who) = (entry.day("as_of"), said(entry, "source"), said(entry, "who"));
    let value = unit.as_ref().and_then(|unit| value(entry, unit, first));
    if unit.is_none() {
        entry.leave("value");
    }
    if let (Some(as_of), Some(edition)) = (&as_of, edition) {
        check_day(entry, as_of, edition);
    }
    let (as_of, source, who) = (as_of?.value, source?, who?);
    Some(Fact { value: value?, unit: unit?, as_of, source, who, place })
}

/// The unit; none where it is a percent sign of another width, which would make no share.
fn unit(entry: &mut Table) -> Option<String> {
    let Some(unit) = entry.text("unit") else { return Some(String::new()) };
    if matches!(unit.value.trim(), "％" | "﹪") || unit.value != PERCENT && unit.value.trim() == PERCENT {
        let expected = said!("半角の「%」だけ", "a half-width % alone");
        entry.find(mend::bad_value("unit", &unit.value, unit.place, &expected));
        return None;
    }
    Some(unit.value)
}

/// Words that say something.
fn said(entry: &mut Table, key: &str) -> Option<String> {
    let text = entry.text(key)?;
    if text.value.trim().is_empty() {
        entry.find(empty(key, text.place));
        return None;
    }
    Some(text.value)
}

/// A fact is of the quarter or later, and no later than the edition.
fn check_day(entry: &mut Table, as_of: &Value<Day>, edition: &Edition) {
    let place = as_of.place.clone();
    if as_of.value < edition.quarter.span().first {
        entry.find(old(place, as_of.value, edition.quarter));
    } else if as_of.value > edition.date {
        entry.find(later(place, as_of.value, edition.date));
    }
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
        PERCENT => (percent(&written).map(FactValue::Share), percentage(&written)),
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

/// What a percentage must be, for one that is not.
fn percentage(written: &str) -> Said {
    match written.split_once('.') {
        Some((_, decimals)) if decimals.len() > DECIMALS => said!(
            "小数が{DECIMALS}桁までのパーセント（48.3など）",
            "a percentage of at most {DECIMALS} decimals such as 48.3"
        ),
        _ => said!("0から100までのパーセント（48.3など）", "a percentage from 0 to 100 such as 48.3"),
    }
}

/// `48.3` as an exact part of a whole; at most [`DECIMALS`].
fn percent(written: &str) -> Option<Ratio> {
    let (whole, decimals) = written.split_once('.').unwrap_or((written, ""));
    let digits = u32::try_from(decimals.len()).ok().filter(|_| decimals.len() <= DECIMALS)?;
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

fn later(place: Place, as_of: Day, date: Day) -> Finding {
    Finding::warning(
        "fact-later",
        place,
        said!(
            "{as_of}時点の事実ですが、版の発行日（{date}）より後です。",
            "This fact is as of {as_of}, after the edition's date ({date})."
        ),
        said!(
            "as_ofを確かめてください。正しければ、edition.tomlのdateを直してください。",
            "Check as_of; if it is right, correct the date in edition.toml."
        ),
    )
}

fn empty(key: &str, place: Place) -> Finding {
    Finding::error(
        "bad-value",
        place,
        said!("「{key}」が空です。", "`{key}` is empty."),
        said!(
            "後から確かめられるように、出どころ（source）と調べた人（who）を書いてください。",
            "Say where the fact is from (source) and who looked it up (who)."
        ),
    )
}

/// Told once for all keys that stand above the first section.
fn without_section(key: &Value<String>) -> Finding {
    let name = mend::quoted(&key.value);
    Finding::error(
        "fact-section",
        key.place.clone(),
        said!("「{name}」が、どの事実の節にも入っていません。", "`{name}` stands in no section of a fact."),
        said!(
            "value、as_of、source、whoは、[dvr_share]のような節の中に書いてください。",
            "Write value, as_of, source and who below a line such as [dvr_share]."
        ),
    )
}
