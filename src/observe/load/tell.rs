//! Tells what an engine found wrong with rows: positions and reasons in, findings with file and line out.

use std::collections::BTreeMap;

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
    findings.extend(faults.first.iter().map(|fault| bad_cell(asked, &places, fault)));
    let rest = faults.count.saturating_sub(faults.first.len() as u64);
    if rest > 0 {
        findings.push(more(asked, "bad-cell", rest, "正しくない値", "bad cells"));
    }
    for (id, stranger) in faults.strangers.iter().take(TOLD) {
        let (place, told) = places.at(stranger.file, stranger.row);
        findings.push(unknown_sensor(asked, place, &told, id, stranger.rows));
    }
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

fn bad_cell(asked: &Asked, places: &Places, fault: &Fault) -> Finding {
    let (place, (row_ja, row_en)) = places.at(fault.file, fault.row);
    let asked_for = asked.columns.get(fault.column);
    let day = places.lines.get(&(fault.file, fault.row)).and_then(|(_, day)| day.as_deref());
    let day = day.filter(|_| asked_for.is_some_and(|column| matches!(column.role, Role::Measure(_))));
    let column = day.or(asked_for.map(|column| column.name.as_str())).unwrap_or_default();
    let value = printable(&fault.value);
    let what = match fault.why {
        Why::Empty => said!("{row_ja}列「{column}」が空です。", "{row_en}column “{column}” is empty."),
        Why::PortMissing => said!(
            "{row_ja}TCP・UDPの行ですが、列「{column}」が空です。",
            "{row_en}column “{column}” is empty on a row of TCP or UDP."
        ),
        Why::PortOfIcmp => said!(
            "{row_ja}ICMPの行の列「{column}」に「{value}」があります。ICMPの種別（type）ではありませんか。",
            "{row_en}column “{column}” holds “{value}” on a row of ICMP. Is it an ICMP type?"
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
    let (code, mend) = expected(fault.why);
    Finding::error(code, place, what, mend)
}

/// The code of a reason and what was expected.
fn expected(why: Why) -> (&'static str, crate::finding::Said) {
    match why {
        Why::Empty => ("empty-cell", said!("値を入れてください。", "Give it a value.")),
        Why::NotADay => (
            "bad-date",
            said!(
                "2022-10-01、2022/10/1、2022年10月1日、2022-10-01 12:00:00 のいずれかの形にしてください。",
                "Write it as 2022-10-01, 2022/10/1, 2022年10月1日 or 2022-10-01 12:00:00."
            ),
        ),
        Why::NotAProtocol => (
            "bad-protocol",
            said!(
                "TCP、UDP、ICMP（または 6、17、1）にしてください。その他を表す値なら、teiten.toml の rest に加えてください。",
                "Write TCP, UDP or ICMP (or 6, 17, 1); if it stands for all others, add it to rest in teiten.toml."
            ),
        ),
        Why::NotAPort => (
            "bad-port",
            said!(
                "0から65535までの整数（23/TCP、TCP/23 のようにプロトコルが付いていてもかまいません）にしてください。その他を表す値なら rest に、合計の行なら leave_out に加えてください。",
                "Write an integer from 0 to 65535, alone or with its protocol as in 23/TCP or TCP/23; add it to rest if it stands for all others, to leave_out if it is a total."
            ),
        ),
        Why::OtherProtocol => {
            ("bad-port", said!("どちらかの列を直してください。", "Mend one of the two columns."))
        }
        Why::PortOfIcmp => {
            ("icmp-port", said!("ICMPでは空か0にしてください。", "Leave it empty or 0 for ICMP."))
        }
        Why::PortMissing => ("missing-port", said!("ポート番号を入れてください。", "Give it a port number.")),
        Why::NotARegion => (
            "bad-region",
            said!(
                "ISO 3166の2文字（不明なら ZZ）か、地域名の表にある名前にしてください。その他を表す値なら rest に、合計の行なら leave_out に、teiten.toml で加えてください。",
                "Write two letters of ISO 3166 (ZZ if unknown) or a name of the table of regions; add it to rest in teiten.toml if it stands for all others, to leave_out if it is a total."
            ),
        ),
        Why::NotAnInteger => (
            "bad-integer",
            said!(
                "小数点のない、64ビットに収まる整数にしてください（1,234 のような3桁ごとの区切りは使えます）。",
                "Write an integer of at most 64 bits without decimal point; thousands may be separated as in 1,234."
            ),
        ),
        Why::Negative => {
            ("negative-number", said!("0以上の整数にしてください。", "Write an integer of 0 or more."))
        }
    }
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
            "{row_en}sensor “{id}” is not in sensors.csv ({rows} rows in all)."
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
            "ソース「{name}」の列「{column}」には、センサーとしては多すぎる種類の値があります。",
            "Column “{column}” of source “{name}” holds more different values than there can be sensors."
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
            "値の途中にある引用符 \" や、CRだけの改行を直してください。",
            "Mend quotes \" inside of values, and line ends that are a lone CR."
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
