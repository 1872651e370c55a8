//! The tables beside the observations: sensors, outages, what readers were told.

use std::collections::BTreeMap;

use super::files::{Files, Named};
use super::format::is_id;
use super::moment;
use super::sheet::{Columns, Row, Sheet};
use super::{Outage, PublishedRank, Sensor, mend};
use crate::finding::{Finding, Place, Said, nearest};
use crate::key::{Key, Region};
use crate::names::Names;
use crate::quarter::Day;
use crate::said;

/// The sensors of `sensors.csv`, in the order of the file.
pub(super) fn sensors(files: &mut Files, named: &Named, names: &Names) -> Vec<Sensor> {
    let columns = &["id", "region"];
    let Some(mut sheet) = sheet(files, "sensors", named, columns, &["start", "end", "alias"], |_| false)
    else {
        return Vec::new();
    };
    let (mut sensors, mut ids, mut aliases) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
    for row in std::mem::take(&mut sheet.rows) {
        sheet.once(&row, "id", &mut ids);
        sheet.once(&row, "alias", &mut aliases);
        sensors.extend(sensor(&mut sheet, &row, names));
    }
    files.findings.append(&mut sheet.findings);
    sensors
}

fn sensor(sheet: &mut Sheet, row: &Row, names: &Names) -> Option<Sensor> {
    let id = sheet.need(row, "id", said!("センサーのid", "a sensor's id"), |text| Some(text.to_owned()));
    let named =
        said!("JP のような2文字の国・地域コードか、日本 のような地域名", "a region such as JP or Japan");
    let region = sheet.need(row, "region", named, |text| names.region_named(text));
    let start = sheet.cell(row, "start", moment::day_expected(), moment::day);
    let end = sheet.cell(row, "end", moment::day_expected(), moment::day);
    sheet.check_order(row, start, "end", end);
    // One whose region cannot be read is there all the same, so that its rows are no second fault.
    let region = region.or_else(|| row.text("region").map(|_| Region::UNKNOWN));
    Some(Sensor { id: id?, region: region?, start, end, alias: row.text("alias").map(str::to_owned) })
}

/// The outages of `outages.csv`, in the order of the file, by the days they touch.
pub(super) fn outages(files: &mut Files, named: &Named, sensors: &[Sensor]) -> Vec<Outage> {
    let Some(mut sheet) = sheet(files, "outages", named, &["from"], &["sensor", "to", "reason"], |_| false)
    else {
        return Vec::new();
    };
    let mut outages = Vec::new();
    for row in std::mem::take(&mut sheet.rows) {
        let sensor = row.text("sensor").filter(|sensor| *sensor != "*");
        if let Some(sensor) = sensor.filter(|id| !sensors.is_empty() && !sensors.iter().any(|s| s.id == **id))
        {
            sheet.findings.push(unknown_sensor(sensor, row.place("sensor"), sensors));
        }
        let from = sheet.need(&row, "from", moment::expected(), moment::begins);
        let to = sheet.cell(&row, "to", moment::expected(), |text| moment::ends(text, from));
        sheet.check_order(&row, from, "to", to);
        outages.extend(from.map(|from| Outage {
            sensor: sensor.map(str::to_owned),
            from,
            to: to.unwrap_or(from),
            reason: row.text("reason").unwrap_or("").to_owned(),
        }));
    }
    files.findings.append(&mut sheet.findings);
    outages
}

/// What readers were told, in the order of `published.csv`; which of several revisions counts is not decided here.
pub(super) fn published(files: &mut Files, named: &Named) -> Vec<PublishedRank> {
    let columns = &["edition", "table", "rank", "key"];
    let Some(mut sheet) = sheet(files, "published", named, columns, &["revision"], |_| false) else {
        return Vec::new();
    };
    let rows = std::mem::take(&mut sheet.rows);
    let ranks = rows.iter().filter_map(|row| published_rank(&mut sheet, row)).collect();
    files.findings.append(&mut sheet.findings);
    ranks
}

fn published_rank(sheet: &mut Sheet, row: &Row) -> Option<PublishedRank> {
    let quarter = said!("2022q4 のような四半期", "a quarter such as 2022q4");
    let edition = sheet.need(row, "edition", quarter, |text| text.parse().ok());
    let id = said!("表のid（top_ports など）", "a table's id such as top_ports");
    let table = sheet.need(row, "table", id, |text| is_id(text).then(|| text.to_owned()));
    let number = said!("1以上の整数", "an integer from 1 on");
    let rank = sheet.need(row, "rank", number, |text| text.parse().ok().filter(|rank| *rank > 0));
    let key = sheet.need(row, "key", said!("23/TCP や CN のようなキー", "a key such as 23/TCP or CN"), key);
    let revision = row.text("revision").unwrap_or("").to_owned();
    let (edition, table, rank, key) = (edition?, table?, rank?, key?);
    Some(PublishedRank { edition, revision, table, rank, key, place: row.place.clone() })
}

/// `23/TCP` is a port, two capital letters are a region, anything else is a text as it stands.
fn key(text: &str) -> Option<Key> {
    if let Ok(port) = text.parse() {
        return Some(Key::Port(port));
    }
    let capitals = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    let region = capitals.then(|| text.parse().ok()).flatten();
    Some(region.map_or_else(|| Key::Text(text.to_owned()), Key::Region))
}

/// Reads the table of that name, if it is there.
pub(super) fn sheet(
    files: &mut Files,
    role: &'static str,
    named: &Named,
    required: &[&str],
    optional: &[&str],
    open: fn(&str) -> bool,
) -> Option<Sheet> {
    let (file, text) = files.text(role, named)?;
    Some(Sheet::read(&file, &text, &Columns { required, optional, open }))
}

impl Sheet {
    /// Finds a value of `column` that an earlier row has; `seen` keeps where each stood first.
    pub(super) fn once(&mut self, row: &Row, column: &str, seen: &mut BTreeMap<String, Place>) {
        let Some(text) = row.text(column) else { return };
        let place = row.place(column);
        match seen.get(text) {
            Some(first) => self.findings.push(twice(column, text, first.line, place)),
            None => drop(seen.insert(text.to_owned(), place)),
        }
    }

    /// Finds a last day before the first.
    fn check_order(&mut self, row: &Row, from: Option<Day>, column: &str, to: Option<Day>) {
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            self.findings.push(mend::backwards(from, to, row.place(column)));
        }
    }
}

pub(super) fn region_code() -> Said {
    said!("JP のような2文字の国・地域コード", "a region code of two letters such as JP")
}

fn twice(column: &str, text: &str, line: u32, place: Place) -> Finding {
    let text = mend::quoted(text);
    Finding::error(
        "double-row",
        place,
        said!(
            "「{column}」の値「{text}」は{line}行目にもあります。",
            "The {column} `{text}` is also in line {line}."
        ),
        said!(
            "どちらかの行を削除するか、値を直してください。",
            "Remove one of the rows or correct the value."
        ),
    )
}

fn unknown_sensor(sensor: &str, place: Place, sensors: &[Sensor]) -> Finding {
    let near = nearest(sensor, sensors.iter().map(|sensor| sensor.id.as_str()));
    let sensor = mend::quoted(sensor);
    Finding::error(
        "unknown-sensor",
        place,
        said!("センサー「{sensor}」はセンサーの表にありません。", "The table of sensors has no `{sensor}`."),
        near.map_or_else(
            || {
                said!(
                    "センサーの表に加えるか、idを直してください。全センサーなら空にします。",
                    "Add it to the table of sensors or correct the id; leave it empty for all sensors."
                )
            },
            mend::did_you_mean,
        ),
    )
}
