//! Drawings against golden files, and what must hold of every drawing.

use std::path::Path;

use roxmltree::{Document, Node};
use serde_json::{Map, Value, json};

use super::*;
use crate::look;
use crate::quarter::Quarter;
use crate::report::{Chart, DayTick, EventMark, Events, Month, Normal, Outage, Report, Series, ValueTick};

const DAYS: [u32; 3] = [31, 30, 31];

/// October to December 2022 with value ticks every `step` up to `top`.
fn quarter(step: i64, top: i64) -> Chart {
    let firsts = [0, 31, 61];
    let day_ticks = firsts.iter().flat_map(|&first| [(first, "1"), (first + 14, "15")]);
    let months = firsts.iter().zip(DAYS).zip(["10月", "11月", "12月"]);
    let label = |value: i64| if value == 0 { "0".to_owned() } else { format!("{}万", value / 10_000) };
    Chart {
        heading: "パケット数／日（国内センサー12台の合計）".to_owned(),
        mark: Some("合成データ".to_owned()),
        first: Quarter::new(2022, 4).unwrap().span().first,
        days: 92,
        day_ticks: day_ticks.map(|(day, label)| DayTick { day, label: label.to_owned() }).collect(),
        months: months
            .map(|((&first, days), label)| Month { first, last: first + days - 1, label: label.to_owned() })
            .collect(),
        parts: 1,
        value_ticks: (0..=top / step)
            .map(|n| ValueTick { value: n * step, label: label(n * step) })
            .collect(),
        series: Vec::new(),
        outages: Vec::new(),
        outage_label: None,
        normal: None,
        events: None,
    }
}

/// A line from `first` to `last` with bumps that depend on `seed` alone.
fn series(style: u8, label: &str, first: i64, last: i64, seed: i64) -> Series {
    let bump = |day: i64| (day * day * 37 + seed * day * 101 + seed * 13) % 97 - 48;
    let value = |day: i64| first + (last - first) * day / 91 + bump(day) * (first + last) / 1200;
    Series { label: label.to_owned(), style, values: (0..92).map(|day| Some(value(day).max(0))).collect() }
}

fn ports() -> Chart {
    let mut chart = quarter(50_000, 350_000);
    chart.series = vec![
        series(0, "23/TCP（telnet）", 280_000, 215_000, 3),
        series(2, "22/TCP（ssh）", 90_000, 108_000, 7),
        series(1, "6379/TCP（redis）", 60_000, 101_000, 11),
        series(3, "445/TCP（microsoft-ds）", 82_000, 72_000, 5),
        series(4, "0/ICMP", 41_000, 38_000, 2),
    ];
    chart.series[0].values[40] = Some(330_000);
    for series in &mut chart.series {
        series.values[20..23].fill(None);
        series.values[70] = None;
        series.values[72] = None;
    }
    chart.outages =
        vec![Outage { first: 20, last: 22 }, Outage { first: 70, last: 70 }, Outage { first: 72, last: 72 }];
    chart.outage_label = Some("観測を停止した日を含む期間".to_owned());
    chart
}

fn one() -> Chart {
    let mut chart = quarter(10_000, 40_000);
    chart.heading = "Mirai型パケット数／日（送信元地域が日本のもの、国内センサー12台の合計）".to_owned();
    chart.mark = None;
    chart.series = vec![series(0, "Mirai型パケット（日本国内から）", 12_000, 33_000, 9)];
    chart
}

/// One line, what is normal for it, a day without a sensor, one with fewer, and two events beside each other.
fn normal() -> Chart {
    let mut chart = one();
    chart.mark = Some("合成データ".to_owned());
    chart.outages = vec![Outage { first: 50, last: 52 }];
    chart.outage_label = ports().outage_label;
    let mut ends = vec![Some([9_000, 24_000]); 92];
    (ends[50], ends[51], ends[52]) = (Some([7_500, 20_000]), None, Some([7_500, 20_000]));
    chart.series[0].values[51] = None;
    chart.normal = Some(Normal { label: "通常の範囲（直前の4四半期）".to_owned(), ends });
    chart.events = Some(events(&[
        (0, 25, 26, 25, "10月26日～27日"),
        (0, 28, 28, 28, "10月29日"),
        (0, 91, 91, 91, "12月31日から"),
    ]));
    chart
}

fn events(marks: &[(usize, u32, u32, u32, &str)]) -> Events {
    let mark = |&(series, first, last, peak, label): &(usize, u32, u32, u32, &str)| EventMark {
        series,
        first,
        last,
        peak,
        label: label.to_owned(),
    };
    Events { label: "検出した増減".to_owned(), marks: marks.iter().map(mark).collect() }
}

/// Several lines, marked in as many places as a chart may be.
fn marked() -> Chart {
    let mut chart = ports();
    chart.events = Some(events(&[
        (0, 40, 41, 40, "11月10日～11日"),
        (1, 42, 42, 42, "11月12日"),
        (2, 43, 48, 45, "11月13日～18日"),
        (3, 60, 62, 61, "11月30日～12月2日（1台のみ）"),
        (1, 82, 84, 83, "12月22日から"),
    ]));
    chart
}

fn eight() -> Chart {
    let mut chart = quarter(100_000, 400_000);
    let names = ["米国", "中国", "ロシア", "オランダ", "英国", "ドイツ", "ボリビア多民族国", "韓国"];
    let ends = [190, 185, 180, 176, 174, 60, 22, 8];
    chart.series = (0..8_u8)
        .zip(names.iter().zip(ends))
        .map(|(n, (name, end))| {
            series(n, name, (8 - i64::from(n)) * 4_000 + 350_000 - end * 1_800, end * 1_000, i64::from(n) + 2)
        })
        .collect();
    chart
}

fn drawn(chart: &Chart) -> Svg {
    draw(chart, "figure", "図1：パケット数の推移", "折れ線グラフ。", &Fonts::shipped())
}

fn number(node: Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).unwrap().parse().unwrap()
}

fn groups<'a>(document: &'a Document<'a>, class: &str) -> Vec<Node<'a, 'a>> {
    let has = |node: &Node<'_, '_>| {
        node.tag_name().name() == "g"
            && node.attribute("class").is_some_and(|all| all.split(' ').any(|c| c == class))
    };
    document.descendants().filter(has).collect()
}

fn children<'a>(node: Node<'a, 'a>, tag: &str) -> Vec<Node<'a, 'a>> {
    node.children().filter(|child| child.tag_name().name() == tag).collect()
}

fn points(line: Node<'_, '_>) -> Vec<(f64, f64)> {
    let point = |pair: &str| pair.split_once(',').map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap()));
    line.attribute("points").unwrap().split(' ').map(|pair| point(pair).unwrap()).collect()
}

/// Compares with the committed picture; with `TEITEN_BLESS` set, commits the new one.
fn golden(name: &str, svg: &Svg) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/chart/golden").join(format!("{name}.svg"));
    if std::env::var_os("TEITEN_BLESS").is_some() {
        std::fs::write(&path, svg.as_str()).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap();
    assert!(committed == svg.as_str(), "{name}.svg differs; look at it, then bless it with TEITEN_BLESS=1");
}

#[test]
fn pictures_are_those_that_were_looked_at() {
    golden("ports", &drawn(&ports()));
    golden("one", &drawn(&one()));
    golden("eight", &drawn(&eight()));
    golden("normal", &drawn(&normal()));
    golden("marked", &drawn(&marked()));
}

#[test]
fn ranks_cross_over_editions_and_pause_where_there_is_none() {
    let at = |ranks: &[u32]| ranks.iter().map(|&rank| (rank > 0).then_some(rank)).collect::<Vec<_>>();
    let lines = [
        ("23/TCP（telnet）", at(&[1, 1, 1, 2, 0, 2, 1, 1, 1, 1])),
        ("22/TCP（ssh）", at(&[2, 3, 2, 1, 0, 1, 2, 2, 3, 2])),
        ("6379/TCP（redis）", at(&[0, 0, 0, 5, 0, 4, 3, 3, 2, 2])),
        ("445/TCP（microsoft-ds）", at(&[3, 2, 3, 3, 0, 3, 4, 12, 4, 4])),
        ("0/ICMP", at(&[5, 4, 4, 4, 0, 5, 5, 0, 0, 0])),
    ];
    let bump = Bump {
        heading: "順位".to_owned(),
        mark: Some("合成データ".to_owned()),
        first: Quarter::new(2020, 3).unwrap(),
        quarters: (0..10).map(|quarter| format!("第{}四半期", (quarter + 2) % 4 + 1)).collect(),
        years: ["2020年", "2021年", "2022年"].map(str::to_owned).to_vec(),
        ranks: (1..=5).map(|rank| format!("{rank}位")).collect(),
        lines: lines.map(|(label, ranks)| Line { label: label.to_owned(), ranks }).to_vec(),
    };
    let svg = ranks(&bump, "figure", "図1：順位の推移", "線グラフ。", &Fonts::shipped());
    golden("ranks", &svg);
    let document = Document::parse(svg.as_str()).unwrap();
    let dots: Vec<_> =
        (0..5).map(|line| children(groups(&document, &format!("ranks-{line}"))[0], "circle").len()).collect();
    assert_eq!(dots, [9, 9, 6, 8, 6]);
    // 445/TCP was twelfth once, which is beyond the axis: its line pauses there, and where there is no edition.
    assert_eq!(children(groups(&document, "series-3")[0], "polyline").len(), 3);
}

/// A report with `chart` in it, and points.
fn report(chart: Option<&Chart>) -> Report {
    let run = |text: &str| json!([{"kind": "text", "text": text}]);
    let figure = chart.map(|chart| {
        json!({"kind": "chart", "label": {"text": "図1", "anchor": "trend", "open": "［図1：", "close": "］"}, "caption": run("推移"),
               "alt": "折れ線", "finding": null, "chart": chart, "table": {"header": [], "rows": []}, "notes": [],
               "data": {"file": "trend.csv", "header": [], "rows": []}})
    });
    let points = [
        "23/TCP（telnet）が最多でした。期末の10日間平均は、期初と比べて約2割減となりました。",
        "80/TCPが3位に上がりました。",
    ];
    let points = points.map(|point| json!({"runs": run(point)}));
    let names = ["contents", "open_data", "data_file", "figure_file", "pdf", "skip", "page", "scroll"];
    let controls = [
        "link",
        "link_paragraph",
        "links",
        "ask",
        "ask_hint",
        "lines",
        "reading",
        "disturbed",
        "gap",
        "withheld",
        "columns",
        "restore",
    ];
    let words =
        |names: &[&str]| names.iter().map(|name| ((*name).to_owned(), json!("x"))).collect::<Map<_, _>>();
    let mut labels = words(&names);
    labels.insert("controls".to_owned(), Value::Object(words(&controls)));
    let report = json!({
        "format": 1, "site": "try", "edition": "2022q4", "lang": "ja",
        "front": {
            "title": "インターネット定点観測レポート", "period": "2022年10～12月", "document_title": "インターネット定点観測レポート（2022年10～12月）",
            "header": "x", "version": "第1.0版", "date": "2023年2月14日発行", "day": "2023-02-14", "publisher": "架空インターネット観測センター",
            "notice": {"mark": "合成データ", "sentence": "合成データです。"}, "draft": null,
            "licence": {"name": "ライセンス：CC BY 4.0", "url": "https://example.jp/", "credit": "x"},
        },
        "summary": {"title": "要点", "points": points}, "body": figure.into_iter().collect::<Vec<_>>(), "labels": labels,
        "attachments": true, "cover": "page", "package": [],
    });
    serde_json::from_value(report).unwrap()
}

#[test]
fn cards_are_those_that_were_looked_at() {
    for (name, chart) in [("card", Some(ports())), ("card-eight", Some(eight())), ("card-points", None)] {
        let svg = card(&report(chart.as_ref()), "代替", &Fonts::shipped());
        golden(name, &svg);
        let document = Document::parse(svg.as_str()).unwrap();
        assert_eq!(document.root_element().attribute("viewBox"), Some("0 0 600 315"));
        inside(&document, 315.0, 600.0);
    }
}

#[test]
fn who_must_be_named_stands_below_the_drawing() {
    let credit = [
        "出典：架空インターネット観測センター「インターネット定点観測レポート（2022年10～12月）」第1.0版（CC BY 4.0）",
        "名を示してください。",
    ];
    let svg = credited(&ports(), "trend", "題", "代替", &credit, &Fonts::shipped());
    golden("credit", &svg);
    let document = Document::parse(svg.as_str()).unwrap();
    let view = document.root_element().attribute("viewBox").unwrap();
    assert!(view.starts_with("-16 -16 832 "), "{view}");
    inside(&document, 400.0, look::CHART_WIDTH);
}

/// No text begins outside of the sheet, or ends there.
fn inside(document: &Document<'_>, height: f64, width: f64) {
    let fonts = Fonts::shipped();
    let texts = document.descendants().filter(|node| node.has_tag_name("text"));
    for text in texts {
        let number = |name| text.attribute(name).unwrap().parse::<f64>().unwrap();
        let (words, x, long) =
            (text.text().unwrap(), number("x"), fonts.width(text.text().unwrap(), number("font-size")));
        let left = match text.attribute("text-anchor").unwrap() {
            "start" => x,
            "middle" => x - long / 2.0,
            _ => x - long,
        };
        assert!(
            left >= 0.0 && left + long <= width && number("y") <= height,
            "{words} from {left}, {long} long"
        );
    }
}

/// The ports as they were before a day of one was delivered anew.
fn before() -> Chart {
    let mut chart = ports();
    chart.series[0].values[40] = Some(270_000);
    chart.series[2].values[50..60].fill(Some(140_000));
    chart.series.remove(4);
    chart
}

fn overlaid(old: &Chart, new: &Chart) -> Svg {
    overlay(old, new, "figure", "図1：パケット数の推移", "折れ線グラフ。", &Fonts::shipped())
}

#[test]
fn an_overlay_has_the_old_lines_grey_and_dashed_below_the_new_ones() {
    let svg = overlaid(&before(), &ports());
    golden("overlay", &svg);
    let document = Document::parse(svg.as_str()).unwrap();
    let old = groups(&document, "series-old");
    assert_eq!((old.len(), groups(&document, "series").len()), (4, 9));
    let new = groups(&document, "series-0");
    assert!(old[0].range().start < new[0].range().start);
    for (group, stroke) in [(old[0], Some("#808080")), (new[0], Some("#0a4a94"))] {
        let line = children(group, "polyline")[0];
        assert_eq!(
            (line.attribute("stroke"), line.has_attribute("stroke-dasharray")),
            (stroke, group == old[0])
        );
    }
    // The new lines lie where they lie alone, since the axis is the same.
    let alone = drawn(&ports());
    let alone = Document::parse(alone.as_str()).unwrap();
    let line = |document: &Document<'_>| points(children(groups(document, "series-0")[0], "polyline")[0]);
    assert_eq!(line(&document), line(&alone));
}

#[test]
fn an_overlay_has_room_for_the_taller_state_and_no_day_too_many() {
    let mut taller = eight();
    taller.days = 120;
    taller.series[0].values.resize(120, Some(390_000));
    for (old, new) in [(&taller, &one()), (&one(), &taller)] {
        let svg = overlaid(old, new);
        let document = Document::parse(svg.as_str()).unwrap();
        let axis = points(children(groups(&document, "days")[0], "polyline")[0]);
        let lines = groups(&document, "series").into_iter().flat_map(|group| children(group, "polyline"));
        for (x, y) in lines.flat_map(points) {
            assert!(x >= axis[0].0 && x <= axis[1].0 && y > 0.0 && y <= axis[0].1, "{x},{y}");
        }
    }
}

#[test]
fn every_run_of_days_is_one_line_of_true_points() {
    let chart = ports();
    let svg = drawn(&chart);
    let document = Document::parse(svg.as_str()).unwrap();
    let axis = points(children(groups(&document, "days")[0], "polyline")[0]);
    let grid: Vec<f64> =
        children(groups(&document, "grid")[0], "polyline").iter().map(|line| points(*line)[0].1).collect();
    let (left, right, zero, top) = (axis[0].0, axis[1].0, axis[0].1, grid[chart.value_ticks.len() - 2]);
    let lines = groups(&document, "series");
    assert_eq!(lines.len(), chart.series.len());
    for (group, series) in lines.into_iter().zip(&chart.series) {
        assert_eq!(group.attribute("class").unwrap(), format!("series series-{}", series.style));
        let lines = children(group, "polyline");
        assert_eq!(lines.len(), 4, "0–19, 23–69, 71, 73–91");
        assert_eq!(children(group, "circle").len(), 1, "a day alone is seen");
        let observed = series.values.iter().enumerate().filter_map(|(day, value)| Some((day, (*value)?)));
        let places = lines.into_iter().flat_map(points);
        assert_eq!(places.clone().count(), observed.clone().count());
        for ((x, y), (day, value)) in places.zip(observed) {
            assert!(
                (x - left - (right - left) * (day as f64 + 0.5) / 92.0).abs() <= 0.11,
                "day {day} at {x}"
            );
            let read = (zero - y) / (zero - top) * 350_000.0;
            assert!((read - value as f64).abs() <= 350_000.0 / (zero - top) * 0.11, "{value} read as {read}");
        }
    }
}

#[test]
fn outages_are_hatched_to_the_day() {
    let svg = drawn(&ports());
    let document = Document::parse(svg.as_str()).unwrap();
    let axis = points(children(groups(&document, "days")[0], "polyline")[0]);
    let (left, day) = (axis[0].0, (axis[1].0 - axis[0].0) / 92.0);
    let outages = groups(&document, "outage");
    assert_eq!(outages.len(), 4, "three and the legend");
    for (outage, (first, last)) in outages.into_iter().zip([(20.0, 22.0), (70.0, 70.0), (72.0, 72.0)]) {
        let ground = children(outage, "rect")[0];
        let (from, to) = (number(ground, "x"), number(ground, "x") + number(ground, "width"));
        assert!((from - left - day * first).abs() < 0.2 && (to - left - day * (last + 1.0)).abs() < 0.2);
        for (x, _) in children(outage, "polyline").into_iter().flat_map(points) {
            assert!((from..=to + 0.1).contains(&x));
        }
    }
    assert!(
        groups(&document, "legend")[0]
            .descendants()
            .any(|node| node.text() == Some("観測を停止した日を含む期間"))
    );
}

#[test]
fn labels_lie_over_nothing_and_inside_the_picture() {
    let fonts = Fonts::shipped();
    let mut alone = one();
    (alone.outages, alone.outage_label) = (ports().outages, ports().outage_label);
    for chart in [ports(), one(), alone, eight(), normal(), marked()] {
        let svg = drawn(&chart);
        let document = Document::parse(svg.as_str()).unwrap();
        let size: Vec<f64> = document
            .root_element()
            .attribute("viewBox")
            .unwrap()
            .split(' ')
            .map(|n| n.parse().unwrap())
            .collect();
        let texts: Vec<_> = document.descendants().filter(|node| node.tag_name().name() == "text").collect();
        let boxes: Vec<[f64; 4]> = texts.iter().map(|text| text_box(*text, &fonts)).collect();
        for (n, &[left, top, right, bottom]) in boxes.iter().enumerate() {
            assert!(
                left >= 0.0 && top >= 0.0 && right <= size[2] && bottom <= size[3],
                "{:?}",
                texts[n].text()
            );
            for (m, other) in boxes.iter().enumerate().skip(n + 1) {
                let apart = right <= other[0] || other[2] <= left || bottom <= other[1] || other[3] <= top;
                assert!(apart, "{:?} and {:?}", texts[n].text(), texts[m].text());
            }
        }
    }
}

/// Left, top, right and bottom of a text in its em box.
fn text_box(text: Node<'_, '_>, fonts: &Fonts) -> [f64; 4] {
    let (x, y, size) = (number(text, "x"), number(text, "y"), number(text, "font-size"));
    let width = fonts.width(text.text().unwrap(), size);
    let left = match text.attribute("text-anchor").unwrap() {
        "start" => x,
        "middle" => x - width / 2.0,
        _ => x - width,
    };
    [left, y - 0.88 * size, left + width, y + 0.12 * size]
}

#[test]
fn hostile_words_stay_words() {
    let evil = "</text><script>alert(1)</script>&\"'\u{0}\u{1b}\u{ffff}]]>";
    let mut chart = ports();
    chart.heading = evil.to_owned();
    chart.mark = Some(evil.to_owned());
    chart.series[0].label = evil.to_owned();
    chart.outage_label = Some(evil.to_owned());
    chart.normal = Some(Normal { label: evil.to_owned(), ends: vec![Some([1, 2]); 92] });
    chart.events = Some(events(&[(0, 3, 4, 3, evil), (99, 5, 5, 999, "5")]));
    chart.months[0].label = evil.to_owned();
    chart.day_ticks[0].label = evil.to_owned();
    chart.value_ticks[1].label = evil.to_owned();
    let svg = draw(&chart, "\"><script>", evil, evil, &Fonts::shipped());
    let document = Document::parse(svg.as_str()).unwrap();
    let known = ["svg", "title", "desc", "g", "rect", "polyline", "polygon", "circle", "text"];
    for node in document.descendants().filter(Node::is_element) {
        assert!(known.contains(&node.tag_name().name()), "{:?}", node.tag_name());
        assert!(
            node.attributes()
                .all(|a| a.name() != "style" && a.name() != "href" && !a.name().starts_with("on"))
        );
    }
    let title = document.descendants().find(|node| node.tag_name().name() == "title").unwrap();
    assert_eq!(title.text().unwrap(), "</text><script>alert(1)</script>&\"']]>");
    assert_eq!(title.attribute("id").unwrap(), "\"><script>-title");
}

#[test]
fn long_words_are_wrapped_and_cut() {
    let mut chart = ports();
    chart.series[1].label = "1433/TCP（ms-sql-s、データベースの遠隔管理）".to_owned();
    chart.series[2].label = "とても長い名前".repeat(40);
    let svg = drawn(&chart);
    let document = Document::parse(svg.as_str()).unwrap();
    let words = |class: &str| -> Vec<String> {
        let texts = children(groups(&document, class)[0], "text").into_iter();
        texts.map(|text| text.text().unwrap().to_owned()).collect()
    };
    assert_eq!(words("label-2")[0], "1433/TCP");
    assert_eq!(words("label-2").concat(), chart.series[1].label);
    assert_eq!(words("label-1").len(), crate::look::LABEL_LINES);
    assert!(words("label-1")[2].ends_with('…'));
}

#[test]
fn nothing_is_too_little_or_too_much() {
    let mut charts = vec![quarter(1, 0)];
    let mut bare = quarter(1, 0);
    (bare.days, bare.value_ticks, bare.day_ticks, bare.months) = (0, Vec::new(), Vec::new(), Vec::new());
    charts.push(bare);
    let mut single = quarter(10_000, 10_000);
    single.days = 1;
    single.value_ticks.truncate(1);
    single.series = vec![Series { label: "一日".to_owned(), style: 255, values: vec![Some(0)] }];
    single.outages = vec![Outage { first: 0, last: u32::MAX }, Outage { first: 5, last: 2 }];
    charts.push(single);
    let mut empty = ports();
    empty.series.iter_mut().for_each(|series| series.values.fill(None));
    charts.push(empty);
    let mut huge = ports();
    huge.value_ticks[7].value = i64::MAX / 2;
    huge.series[0].values = vec![Some(i64::MAX), None, Some(i64::MIN), Some(i64::MAX / 2)];
    huge.series[1].values = vec![Some(1); 500];
    charts.push(huge);
    let mut crowd = ports();
    crowd.series = (0..60).map(|n| series(n, "同じところ", 100, 100, 1)).collect();
    charts.push(crowd);
    let all = charts.iter().map(drawn).collect::<Vec<_>>();
    for svg in &all {
        let document = Document::parse(svg.as_str()).unwrap();
        assert!(!svg.as_str().contains("NaN") && !svg.as_str().contains("inf"));
        let height = document.root_element().attribute("viewBox").unwrap().split(' ').next_back().unwrap();
        let height: f64 = height.parse().unwrap();
        for (_, y) in
            groups(&document, "series").into_iter().flat_map(|g| children(g, "polyline")).flat_map(points)
        {
            assert!((0.0..=height).contains(&y));
        }
    }
    let document = Document::parse(all[2].as_str()).unwrap();
    assert_eq!(children(groups(&document, "series")[0], "circle").len(), 1, "a quarter of one day");
}
