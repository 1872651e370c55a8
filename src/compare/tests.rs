//! Reports that differ in one thing each, and what is told of them.

use serde_json::{Value, json};

use super::*;
use crate::lang::Lang;
use crate::report::Report;

/// A report with every kind of part, as a file holds it.
fn json() -> Value {
    let text = |text: &str| json!([{"kind": "text", "text": text}]);
    let paragraph = |words: &str| json!({"kind": "paragraph", "runs": text(words)});
    let label = |print: &str, anchor: &str| json!({"text": print, "anchor": anchor, "open": format!("［{print}："), "close": "］"});
    let row = |cells: [&str; 3]| cells.map(|cell| json!({"runs": text(cell)}));
    let column = |head: &str, names: bool| json!({"runs": text(head), "align": "left", "names_row": names});
    let data = |file: &str| json!({"file": file, "header": ["key", "packets"], "rows": [["23/TCP", "100"], ["22/TCP", "90"]]});
    json!({
        "format": 1, "site": "try", "edition": "2022q4", "lang": "ja",
        "front": {
            "title": "観測レポート", "period": "2022年10～12月", "document_title": "観測レポート（2022年10～12月）",
            "header": "観測レポート", "version": "第1.0版", "date": "2023年2月14日発行", "day": "2023-02-14",
            "publisher": "観測班", "notice": null, "draft": null, "licence": null,
        },
        "summary": {"title": "要点", "points": [{"runs": text("最も多い宛先は23/TCPでした。")}]},
        "body": [
            {"kind": "heading", "level": 1, "number": "1.", "anchor": "section-1", "runs": text("概況")},
            paragraph("本四半期に観測したパケットを中心に、傾向と注目された現象を述べます。"),
            paragraph("順位は、国内に設置したセンサーで観測したパケットを対象としています。"),
            {"kind": "list", "start": null, "items": [[paragraph("一つめの項目です。")], [paragraph("二つめの項目です。")]]},
            {"kind": "table", "label": label("表1", "top-ports"), "caption": text("宛先ポート"),
             "columns": [column("順位", false), column("ポート", true), column("パケット数", false)],
             "rows": [row(["1", "23/TCP", "100"]), row(["2", "22/TCP", "90"]), row(["3", "80/TCP", "80"])],
             "notes": [{"runs": text("※番号とサービスの対応は、IANAの文書によります。")}], "data": data("top-ports.csv")},
            {"kind": "chart", "label": label("図1", "trend"), "caption": text("推移"), "alt": "折れ線グラフ。", "finding": null,
             "chart": {"heading": "パケット数／日", "mark": null, "first": "2022-10-01", "days": 4, "day_ticks": [], "months": [],
                       "parts": 1000, "value_ticks": [{"value": 0, "label": "0"}, {"value": 20000, "label": "20"}],
                       "series": [{"label": "23/TCP", "style": 0, "values": [10000, 12500, null, 11000]}],
                       "outages": [], "outage_label": null},
             "table": {"header": [], "rows": []}, "notes": [], "data": data("trend.csv")},
            {"kind": "image", "label": label("図2", "login"), "caption": text("画面"), "file": "login.png", "width": 2, "height": 2,
             "digest": "ab", "alt": "画面", "credit": null, "notes": []},
            {"kind": "quote", "paragraphs": [{"runs": text("引用した文です。")}]},
            {"kind": "references", "entries": [{"number": 1, "anchor": "ref-1", "mark": "（1）", "lines": [text("題"), text("https://example.jp/")]}]},
            {"kind": "closing", "paragraphs": [{"runs": text("商標についての文です。")}]},
        ],
        "labels": {"contents": "目次", "open_data": "{}", "data_file": "{}", "figure_file": "{}", "pdf": "PDF", "skip": "本文",
                   "page": "{page}", "scroll": "{}", "controls": {"link": "{}", "link_paragraph": "段落", "links": "段落", "ask": "{}", "ask_hint": "指す",
                   "lines": "{}", "reading": "{day}", "disturbed": "{reading}", "gap": "なし", "withheld": "伏せた値", "columns": "{}", "restore": "元の順"}},
        "attachments": true, "cover": "page", "package": [],
    })
}

#[test]
fn the_numbers_of_a_drafts_paragraphs_do_not_differ() {
    let told = after(|new| {
        new["body"][1]["number"] = 12.into();
        new["body"][5]["number"] = 13.into();
    });
    assert_eq!(told, Vec::<String>::new());
}

fn report(json: &Value) -> Report {
    serde_json::from_value(json.clone()).unwrap()
}

/// What differs after `change`, each entry in a line.
fn after(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let (old, mut new) = (json(), json());
    change(&mut new);
    told(&report(&old), &report(&new))
}

fn told(old: &Report, new: &Report) -> Vec<String> {
    let outline = of_comparison(&compare(old, new), &Lang::ja());
    let shown = |shown: &Shown| match shown {
        Shown::Values(old, new) => format!("{old} → {new}"),
        Shown::Pieces(pieces) => pieces
            .iter()
            .map(|Piece { side, text }| match side {
                Sides::Both => text.clone(),
                Sides::Old => format!("[-{text}-]"),
                Sides::New => format!("{{+{text}+}}"),
            })
            .collect(),
    };
    let line = |line: &Line| format!("｜{}{}", line.name, shown(&line.shown));
    let entry =
        |entry: &Entry| format!("{}{}", entry.title, entry.lines.iter().map(line).collect::<String>());
    outline.entries.iter().map(entry).collect()
}

fn runs(text: &str) -> Value {
    json!([{"kind": "text", "text": text}])
}

fn paragraph(text: &str) -> Value {
    json!({"kind": "paragraph", "runs": runs(text)})
}

#[test]
fn equal_reports_have_no_changes() {
    assert_eq!(after(|_| ()), Vec::<String>::new());
}

#[test]
fn a_comma_is_one_change_of_one_paragraph() {
    let comma = |new: &mut Value| {
        new["body"][1]["runs"] = runs("本四半期に観測したパケットを中心に傾向と注目された現象を述べます。");
    };
    assert_eq!(
        after(comma),
        ["段落：変更｜本四半期に観測したパケットを中心に[-、-]傾向と注目された現象を述べます。"]
    );
}

#[test]
fn one_more_paragraph_leaves_those_after_it_alone() {
    let more = |new: &mut Value| {
        new["body"].as_array_mut().unwrap().insert(1, paragraph("新しく書き足した文章です。"));
    };
    assert_eq!(after(more), ["段落：追加｜{+新しく書き足した文章です。+}"]);
    let both = |new: &mut Value| {
        new["body"][1]["runs"] = runs("本四半期に観測したパケットを中心に、傾向と現象を述べます。");
        new["body"].as_array_mut().unwrap().insert(1, paragraph("新しく書き足した文章です。"));
        new["body"][3]["runs"] = runs("順位は、国外に設置したセンサーで観測したパケットを対象としています。");
    };
    let told = after(both);
    assert_eq!(
        told,
        [
            "段落：追加｜{+新しく書き足した文章です。+}",
            "段落：変更｜本四半期に観測したパケットを中心に、傾向と[-注目された-]現象を述べます。",
            "段落：変更｜順位は、国[-内-]{+外+}に設置したセンサーで観測したパケットを対象としています。"
        ]
    );
}

#[test]
fn what_is_gone_is_told_where_it_stood() {
    let gone = |new: &mut Value| {
        new["body"].as_array_mut().unwrap().remove(2);
        new["summary"]["points"] = json!([]);
    };
    assert_eq!(
        after(gone),
        [
            "要点：削除｜[-最も多い宛先は23/TCPでした。-]",
            "段落：削除｜[-順位は、国内に設置したセンサーで観測したパケットを対象としています。-]"
        ]
    );
}

#[test]
fn parts_that_change_places_have_moved() {
    let turned = |new: &mut Value| new["body"].as_array_mut().unwrap().swap(1, 2);
    let told = after(turned);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0] == "段落：移動", "{told:?}");
    let table = |new: &mut Value| {
        new["body"][4]["caption"] = runs("ポート");
        let body = new["body"].as_array_mut().unwrap();
        let table = body.remove(4);
        body.insert(1, table);
    };
    assert_eq!(after(table), ["表1：移動｜題［表1：[-宛先-]ポート］"]);
}

#[test]
fn tables_differ_by_row_and_column() {
    let cell = |new: &mut Value| new["body"][4]["rows"][1][2]["runs"] = runs("91");
    assert_eq!(after(cell), ["表1：変更｜22/TCP・パケット数90 → 91"]);
    let swapped = |new: &mut Value| new["body"][4]["rows"].as_array_mut().unwrap().swap(0, 1);
    let told = after(swapped);
    assert!(
        ["「23/TCP」の行：1行目 → 2行目", "「22/TCP」の行：2行目 → 1行目"]
            .iter()
            .any(|row| told[0] == format!("表1：変更｜{row}")),
        "{told:?}"
    );
    let row = |new: &mut Value| {
        let rows = new["body"][4]["rows"].as_array_mut().unwrap();
        rows[2][1]["runs"] = runs("443/TCP");
        rows.pop();
        rows.push(json!([{"runs": runs("3")}, {"runs": runs("443/TCP")}, {"runs": runs("85")}]));
    };
    assert_eq!(after(row), ["表1：変更｜行{+3 | 443/TCP | 85+}｜行[-3 | 80/TCP | 80-]"]);
    let column = |new: &mut Value| {
        new["body"][4]["columns"][2]["runs"] = runs("合計");
        new["body"][4]["caption"] = runs("宛先ポート（合計）");
    };
    assert_eq!(after(column), ["表1：変更｜題［表1：宛先ポート{+（合計）+}］｜列[-パケット数-]｜列{+合計+}"]);
    let data = |new: &mut Value| new["body"][4]["data"]["rows"][0][1] = "101".into();
    assert_eq!(after(data), ["表1：変更｜data/top-ports.csv：変わった行1、増えた行0、なくなった行0"]);
    let note = |new: &mut Value| {
        new["body"][4]["notes"][0]["runs"] = runs("※番号とサービスの対応は、IANAの一覧によります。")
    };
    assert_eq!(after(note), ["表1：変更｜注※番号とサービスの対応は、IANAの[-文書-]{+一覧+}によります。"]);
}

#[test]
fn lines_differ_by_day() {
    let values = |new: &mut Value| {
        new["body"][5]["chart"]["series"][0]["values"] = json!([10000, 12750, 13000, 11000])
    };
    assert_eq!(
        after(values),
        [
            "図1：変更｜23/TCP：2日の値が異なります（2022-10-02～2022-10-03）。差が最も大きい2022-10-03は 値なし → 13 です。"
        ]
    );
    let few =
        |new: &mut Value| new["body"][5]["chart"]["series"][0]["values"] = json!([10000, 12750, null, 11000]);
    assert!(after(few)[0].contains("12.5 → 12.75"));
    let days = |new: &mut Value| new["body"][5]["chart"]["first"] = "2023-01-01".into();
    assert_eq!(after(days), ["図1：変更｜期間2022-10-01～2022-10-04 → 2023-01-01～2023-01-04"]);
    let named = |new: &mut Value| new["body"][5]["chart"]["series"][0]["label"] = "22/TCP".into();
    assert_eq!(after(named), ["図1：変更｜線{+22/TCP+}｜線[-23/TCP-]"]);
}

#[test]
fn front_and_frame_are_told_by_field() {
    let version = |new: &mut Value| {
        new["front"]["version"] = "第1.1版".into();
        new["attachments"] = false.into();
    };
    assert_eq!(
        after(version),
        ["表紙：変更｜版第1.0版 → 第1.1版", "本文の外：変更｜attachmentstrue → false"]
    );
    let package =
        |new: &mut Value| new["package"] = json!([{"file": "x-full.csv", "header": ["a"], "rows": [["1"]]}]);
    assert_eq!(after(package), ["本文の外：変更｜data/x-full.csv：変わった行0、増えた行1、なくなった行0"]);
}

#[test]
fn a_link_that_leads_elsewhere_is_told_by_its_address() {
    let link = |href: &str| json!({"kind": "paragraph", "runs": [{"kind": "link", "href": href, "runs": runs("こちら")}]});
    let (mut old, mut new) = (json(), json());
    old["body"][1] = link("https://a.example/");
    new["body"][1] = link("https://b.example/");
    assert_eq!(
        told(&report(&old), &report(&new)),
        ["段落：変更｜こちら[-〔https://a.example/〕-]{+〔https://b.example/〕+}"]
    );
}

/// Each leaf of a value, by its path, with something else in its place.
fn leaves(value: &Value, path: String, found: &mut Vec<(String, Value)>) {
    let mut below = |name: String, value: &Value| leaves(value, format!("{path}/{name}"), found);
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| below(name.clone(), value)),
        Value::Array(list) => list.iter().enumerate().for_each(|(at, value)| below(at.to_string(), value)),
        Value::String(text) => found.push((path, format!("{text}x").into())),
        Value::Bool(yes) => found.push((path, (!yes).into())),
        Value::Number(number) => found.push((path, (number.as_i64().unwrap() + 1).into())),
        Value::Null => {}
    }
}

#[test]
fn whatever_field_of_a_report_differs_something_is_told() {
    let (old, mut found, mut compared) = (json(), Vec::new(), 0);
    leaves(&old, String::new(), &mut found);
    for (path, value) in found {
        let mut new = json();
        *new.pointer_mut(&path).unwrap() = value;
        // Some fields hold one of few words.
        let Ok(changed) = serde_json::from_value::<Report>(new) else { continue };
        let comparison = compare(&report(&old), &changed);
        let told =
            comparison.changes.iter().any(|change| change.how != How::Changed || !change.details.is_empty());
        assert!(told, "{path}: {comparison:?}");
        compared += 1;
    }
    assert!(compared > 90, "{compared}");
}

#[test]
fn a_comparison_is_read_back_from_its_json() {
    let mut new = json();
    new["body"][5]["chart"]["series"][0]["values"] = json!([1, 2, 3, 4]);
    new["body"][4]["rows"][0][2]["runs"] = runs("<b>");
    let mut comparison = compare(&report(&json()), &report(&new));
    let text = serde_json::to_string(&comparison).unwrap();
    // Where something was written is for messages alone.
    comparison.changes.iter_mut().for_each(|change| change.place = None);
    assert_eq!(serde_json::from_str::<Comparison>(&text).unwrap(), comparison);
}
