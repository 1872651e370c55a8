//! Tells what an engine found wrong with rows: positions and reasons in, findings with file and line out.

use std::collections::BTreeMap;

use super::marked::Marks;
use super::value::expected;
use super::{Delivery, Format, csv};
use crate::finding::{Finding, Place, nearest};
use crate::observe::asked::{Asked, Role};
use crate::observe::engine::Answer;
use crate::observe::fault::{Fault, TOLD, Why};
use crate::said;

/// Adds a finding for every file that could not be read, bad cell, unknown sensor and overflow in `answer`.
pub fn tell(asked: &Asked, deliveries: &[Delivery], answer: &Answer, findings: &mut Vec<Finding>) {
    for (file, why) in &answer.broken {
        findings.push(*super::bytes::damaged(&deliveries[*file].shown, why, why));
    }
    for (file, rows) in &answer.miscounted {
        findings.push(miscounted(&deliveries[*file], *rows));
    }
    let faults = &answer.faults;
    let places = Places::of(deliveries, answer);
    let marks = marks(asked, &places, answer);
    let plain = faults.first.iter().filter(|fault| {
        let (place, row) = places.at(fault.file, fault.row);
        !marks.told(fault.file, &place, &row)
    });
    findings.extend(plain.map(|fault| bad_cell(asked, &places, fault)));
    let rest = faults.count.saturating_sub(faults.first.len() as u64);
    if rest > 0 {
        findings.push(more(asked, "bad-cell", rest, "正しくない値", "bad cells"));
    }
    for (id, stranger) in faults.strangers.iter().take(TOLD) {
        let (place, told) = places.at(stranger.file, stranger.row);
        if !marks.told(stranger.file, &place, &told) {
            findings.push(unknown_sensor(asked, place, &told, id, stranger.rows));
        }
    }
    findings.extend(marks.findings(asked.source));
    let rest = faults.strangers.len().saturating_sub(TOLD) as u64;
    if rest > 0 {
        findings.push(more(
            asked,
            "unknown-sensor",
            rest,
            "sensors.csv にないセンサー",
            "sensors that sensors.csv does not list",
        ));
    }
    if faults.crowded {
        findings.push(crowded(asked));
    }
    if answer.overflow {
        findings.push(overflow(asked));
    }
}

/// Where rows stand: file and row → line, and the header of the day column in a wide table.
struct Places<'a> {
    deliveries: &'a [Delivery],
    lines: BTreeMap<(usize, u64), (u64, Option<String>)>,
}

impl<'a> Places<'a> {
    /// Finds the lines of all rows that will be told; reads only files that have some.
    fn of(deliveries: &'a [Delivery], answer: &Answer) -> Self {
        let mut wanted = BTreeMap::<usize, Vec<u64>>::new();
        for fault in &answer.faults.first {
            wanted.entry(fault.file).or_default().push(fault.row);
        }
        for stranger in answer.faults.strangers.values().take(TOLD) {
            wanted.entry(stranger.file).or_default().push(stranger.row);
        }
        let mut lines = BTreeMap::new();
        for (file, mut rows) in wanted {
            if let Some(turned) = deliveries[file].turned() {
                let origin = |row: u64| {
                    let (line, day) = turned.origin(row)?;
                    Some(((file, row), (u64::from(line), day.map(str::to_owned))))
                };
                lines.extend(rows.into_iter().filter_map(origin));
            } else if deliveries[file].format == Format::Csv {
                rows.sort_unstable();
                rows.dedup();
                let found = csv::lines(&deliveries[file], &rows);
                let found = found.into_iter().map(|line| (line, None));
                lines.extend(rows.into_iter().map(|row| (file, row)).zip(found));
            }
        }
        Self { deliveries, lines }
    }

    /// The place of a row, and the words for it where the format has no lines.
    fn at(&self, file: usize, row: u64) -> (Place, (String, String)) {
        let shown = &*self.deliveries[file].shown;
        let line = self.lines.get(&(file, row)).map(|(line, _)| *line);
        match line.filter(|_| self.deliveries[file].format == Format::Csv) {
            Some(line) => (Place::at(shown, csv::number(line), 0), Default::default()),
            None => {
                let number = line.unwrap_or(row.saturating_add(1));
                (Place::file(shown), (format!("{number}行目: "), format!("Row {number}: ")))
            }
        }
    }
}

/// The rows among the faults that say in words what they are.
fn marks(asked: &Asked, places: &Places, answer: &Answer) -> Marks {
    let faults = answer.faults.first.iter().filter(|fault| {
        // A number is never a word, and a text may be any.
        let role = asked.columns.get(fault.column).map(|column| &column.role);
        !matches!(role, Some(Role::Measure(_) | Role::Text(_)))
    });
    let strangers = answer.faults.strangers.iter().take(TOLD);
    let values = faults.map(|fault| (fault.file, fault.row, &fault.value));
    let mut marks = Marks::default();
    for (file, row, value) in values.chain(strangers.map(|(id, held)| (held.file, held.row, id))) {
        let (place, words) = places.at(file, row);
        marks.take(file, value, place, words);
    }
    marks
}

fn bad_cell(asked: &Asked, places: &Places, fault: &Fault) -> Finding {
    let (place, (row_ja, row_en)) = places.at(fault.file, fault.row);
    let asked_for = asked.columns.get(fault.column);
    let day = places.lines.get(&(fault.file, fault.row)).and_then(|(_, day)| day.as_deref());
    let day = day.filter(|_| asked_for.is_some_and(|column| matches!(column.role, Role::Measure(_))));
    let column = day.or(asked_for.map(|column| column.name.as_str())).unwrap_or_default();
    let value = printable(&fault.value);
    let what = match fault.why {
        Why::Empty => said!("{row_ja}列「{column}」が空です。", "{row_en}Column “{column}” is empty."),
        Why::PortMissing => said!(
            "{row_ja}TCP・UDPの行ですが、列「{column}」が空です。",
            "{row_en}Column “{column}” is empty on a row of TCP or UDP."
        ),
        Why::PortOfIcmp => said!(
            "{row_ja}ICMPの行の列「{column}」に「{value}」があります。ICMPの種別（type）ではありませんか。",
            "{row_en}Column “{column}” holds “{value}” on a row of ICMP. Is it an ICMP type?"
        ),
        Why::OtherProtocol => said!(
            "{row_ja}列「{column}」の「{value}」は、プロトコルの列と異なるプロトコルです。",
            "{row_en}“{value}” in column “{column}” names another protocol than the protocol's column."
        ),
        _ => said!(
            "{row_ja}列「{column}」の「{value}」は使えません。",
            "{row_en}“{value}” cannot stand in column “{column}”."
        ),
    };
    let (code, mend) = expected(fault.why, asked_for.map(|column| &column.role), &fault.value);
    Finding::error(code, place, what, mend)
}

/// At most 60 characters of a value, without control characters.
fn printable(value: &str) -> String {
    let mut text =
        value.chars().take(60).map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect::<String>();
    if value.chars().nth(60).is_some() {
        text.push('…');
    }
    text
}

fn unknown_sensor(asked: &Asked, place: Place, row: &(String, String), id: &str, rows: u64) -> Finding {
    let (row_ja, row_en) = row;
    let meant = nearest(id, asked.ground.sensors.iter().map(|sensor| sensor.id.as_str()));
    let (ja, en) = meant.map_or_else(Default::default, |meant| {
        (format!("「{meant}」のことではありませんか。"), format!("Is “{meant}” meant? "))
    });
    let id = printable(id);
    Finding::error(
        "unknown-sensor",
        place,
        said!(
            "{row_ja}センサー「{id}」が sensors.csv にありません（全部で{rows}行）。",
            "{row_en}Sensor “{id}” is not in sensors.csv (rows in all: {rows})."
        ),
        said!(
            "{ja}名前を直すか、sensors.csv に加えてください。",
            "{en}Mend its name or add it to sensors.csv."
        ),
    )
}

fn crowded(asked: &Asked) -> Finding {
    let name = &asked.source.name;
    let column = asked.columns.iter().find(|column| column.role == Role::Sensor);
    let column = column.map(|column| column.name.as_str()).unwrap_or_default();
    Finding::error(
        "too-many-sensors",
        asked.source.place.clone(),
        said!(
            "ソース「{name}」の列「{column}」には、センサーとしては多すぎる種類の値があります（1万種類まで、日数との積で400万まで）。",
            "Column “{column}” of source “{name}” holds more different values than there can be sensors (10,000, and 4,000,000 times days)."
        ),
        said!(
            "teiten.toml の columns で、センサーの列名が正しいか確かめてください。",
            "Check in columns of teiten.toml whether this is the column of the sensors."
        ),
    )
}

fn more(asked: &Asked, code: &str, count: u64, ja: &str, en: &str) -> Finding {
    let name = &asked.source.name;
    Finding::error(
        code,
        asked.source.place.clone(),
        said!(
            "ソース「{name}」には、{ja}がほかに{count}件あります。",
            "Source “{name}” has {count} more {en}."
        ),
        said!("上に挙げたものから直してください。", "Begin with those told above."),
    )
}

fn miscounted(delivery: &Delivery, rows: u64) -> Finding {
    let lines = delivery.lines.unwrap_or_default().saturating_sub(1);
    Finding::error(
        "ambiguous-rows",
        Place::file(&*delivery.shown),
        said!(
            "行の区切りが一通りに読めません（{lines}行とも{rows}行とも読めます）。",
            "Its rows can be read in two ways ({lines} or {rows} of them)."
        ),
        said!(
            "見出しの前の空行を除き、値の途中にある引用符 \" や、CRだけの改行を直してください。",
            "Remove blank lines before the header; mend quotes \" inside of values, and line ends that are a lone CR."
        ),
    )
}

fn overflow(asked: &Asked) -> Finding {
    let name = &asked.source.name;
    Finding::error(
        "sum-overflow",
        asked.source.place.clone(),
        said!(
            "ソース「{name}」の合計が64ビットの整数に収まりません。",
            "A sum of source “{name}” leaves 64 bits."
        ),
        said!("桁の誤った値がないか確かめてください。", "Look for values with too many digits."),
    )
}
