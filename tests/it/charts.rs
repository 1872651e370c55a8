//! Trend charts of finished editions: gaps and zeros, outages, means, styles, chosen keys.

use crate::site::{CHAPTER, Site};

const PORTS: &str = "```table\nid = \"top_ports\"\nrows = \"port\"\n```\n\n";

fn chart(id: &str, more: &str) -> String {
    format!("```chart\nid = \"{id}\"\n{more}\n```\n\n")
}

/// 23/TCP on every day but three in November, 22/TCP on one day.
fn gapped() -> Site {
    let site = Site::new().daily("2022-10-01", "2022-11-09", "tokyo,TCP,23,CN,10");
    site.daily("2022-11-13", "2022-12-31", "tokyo,TCP,23,CN,10").rows("2022-12-01,tokyo,TCP,22,CN,1469\n")
}

#[test]
fn days_without_observation_are_gaps_and_days_without_packets_are_zero() {
    let built =
        gapped().manuscript(&format!("{CHAPTER}{PORTS}{}", chart("trend", "of = \"top_ports\""))).made();
    let svg = built.svg("trend");
    assert_eq!((svg.stretches(0), svg.stretches(1)), (vec![40, 49], vec![40, 49]));
    let heights: Vec<f64> = svg.points(0).concat().iter().map(|(_, y)| *y).collect();
    let bottom = heights.iter().copied().fold(0.0, f64::max);
    assert_eq!(heights.iter().filter(|y| **y < bottom).count(), 1, "1469 packets on one day, zero on 88");
    let csv = built.csv("data/trend.csv");
    assert_eq!(csv[0], "date,22/TCP,23/TCP");
    assert_eq!(csv.len(), 93);
    assert_eq!(
        csv[40..45],
        ["2022-11-09,0,10", "2022-11-10,,", "2022-11-11,,", "2022-11-12,,", "2022-11-13,0,10"]
    );
    assert_eq!(csv[62], "2022-12-01,1469,10");
    let alt = built.page().attribute("#trend svg", "aria-labelledby");
    assert!(!alt.is_empty());
    let words = built.page().all("#trend desc").concat();
    assert!(words.contains("観測データのない日が3日あります。"), "{words}");
    assert!(words.contains("22/TCP（ssh）は、期初10日間の平均が0.0パケット、期末10日間の平均が0.0パケット、最大は12月1日の1,469パケットです。"), "{words}");
}

#[test]
fn an_outage_is_hatched_and_touches_no_mean() {
    let site = Site::new().daily("2022-10-01", "2022-12-31", "tokyo,TCP,23,CN,10").daily(
        "2022-10-01",
        "2022-12-31",
        "osaka,TCP,23,CN,30",
    );
    let site = site.file(
        "data/outages.csv",
        "sensor,from,to,reason\ntokyo,2022-11-20,2022-11-21,line\ndallas,2022-12-01,2022-12-02,line\n",
    );
    let text = format!(
        "{CHAPTER}{}{}",
        chart("day", "rows = \"port\"\nkeys = [\"23/TCP\"]"),
        chart("rate", "rows = \"port\"\nkeys = [\"23/TCP\"]\nper = \"sensor_day\"")
    );
    let built = site.manuscript(&text).made();
    let svg = built.svg("day");
    assert_eq!(svg.0.matches("class=\"outage\"").count(), 1, "that abroad is not of this scope");
    assert!(svg.words().iter().any(|word| word.starts_with("センサーの停止")), "{:?}", svg.words());
    assert_eq!(svg.stretches(0), [92], "osaka was observed");
    assert_eq!(built.csv("data/day.csv")[50..53], ["2022-11-19,40", "2022-11-20,30", "2022-11-21,30"]);
    assert_eq!(built.csv("data/rate.csv")[50..52], ["2022-11-19,20.000", "2022-11-20,30.000"]);
    let heading = |id: &str| built.svg(id).words()[0].clone();
    assert_eq!(heading("day"), "パケット数／日（国内センサー2台の合計）");
    assert_eq!(heading("rate"), "パケット数／日・台（国内センサー2台の平均）");
}

#[test]
fn a_line_of_a_sensor_has_its_own_gaps_and_means() {
    let site = Site::new().daily("2022-10-01", "2022-12-31", "tokyo,TCP,23,CN,10").daily(
        "2022-10-01",
        "2022-11-30",
        "osaka,TCP,23,CN,30",
    );
    let table = "```table\nid = \"sensors_of\"\nrows = \"sensor\"\ncolumns = [\"label\", \"per_sensor_day\"]\n```\n\n";
    let text = format!("{CHAPTER}{table}{}", chart("each", "of = \"sensors_of\""));
    let built = site.and_settings("[disclosure]\nsensors = \"id\"\n").manuscript(&text).made();
    assert_eq!(built.page().table("sensors-of"), ["osaka | 30.0", "tokyo | 10.0"], "each by its own days");
    assert_eq!(built.csv("data/each.csv")[61..63], ["2022-11-30,30,10", "2022-12-01,,10"], "a gap, no zero");
    assert_eq!(built.svg("each").words()[0], "パケット数／日（国内センサー2台のそれぞれ）");
}

#[test]
fn a_moving_mean_takes_observed_days_only() {
    let site = gapped().rows("2022-10-03,tokyo,TCP,23,CN,20\n");
    let text = format!("{CHAPTER}{}", chart("mean", "rows = \"port\"\nkeys = [\"23/TCP\"]\nmean = 3"));
    let built = site.manuscript(&text).made();
    let csv = built.csv("data/mean.csv");
    assert_eq!(csv[1..5], ["2022-10-01,", "2022-10-02,", "2022-10-03,16.667", "2022-10-04,16.667"]);
    assert_eq!(csv[42..46], ["2022-11-11,", "2022-11-12,", "2022-11-13,10.000", "2022-11-14,10.000"]);
    assert!(built.svg("mean").words()[0].contains("3日移動平均"));
}

#[test]
fn a_key_has_one_style_in_all_figures() {
    let site = Site::new().rows(
        "2022-10-01,tokyo,TCP,23,CN,30\n2022-10-01,tokyo,TCP,22,US,20\n2022-10-01,tokyo,TCP,80,CN,10\n",
    );
    let text = format!(
        "{CHAPTER}{}{}{}{PORTS}{}{}",
        chart("first", "of = \"top_ports\""),
        chart("second", "rows = \"port\"\nkeys = [\"80/TCP\", \"22/TCP\"]"),
        chart("places", "rows = \"region\"\nkeys = [\"米国\", \"CN\"]"),
        chart("filtered", "rows = \"port\"\ntop = 1\nfilter = { region = [\"中国\"] }"),
        chart("all", "rows = \"total\"\nlabel = \"Mirai型パケット\"\nfilter = { region = [\"中国\"] }"),
    );
    let built = site.manuscript(&text).made();
    let lines = |id: &str| {
        let svg = built.svg(id).0;
        (0..8).filter(|style| svg.contains(&format!("series-{style}\""))).collect::<Vec<_>>()
    };
    assert_eq!(lines("first"), [0, 1, 2], "of a table that stands below");
    assert_eq!(lines("second"), [1, 2]);
    assert_eq!(lines("places"), [0, 1]);
    assert_eq!(built.csv("data/second.csv")[..2], ["date,80/TCP,22/TCP", "2022-10-01,10,20"]);
    assert_eq!(built.csv("data/places.csv")[..2], ["date,US,CN", "2022-10-01,20,40"]);
    assert_eq!(built.csv("data/all.csv")[..2], ["date,packets", "2022-10-01,40"]);
    let words = built.svg("all").words();
    assert_eq!(words[0], "パケット数／日（国内センサー2台の合計）", "its label says what it counts");
    let filtered = built.svg("filtered").words();
    assert!(
        filtered[0].contains("国内センサー2台") && filtered[0].contains("送信元地域：中国"),
        "{filtered:?}"
    );
    assert!(words.iter().any(|word| word.starts_with("Mirai")), "{words:?}");
    assert_eq!(
        built.page().one("#first figcaption"),
        "［図1：2022年10～12月の宛先ポート番号トップ5のパケット観測数の推移］"
    );
}

#[test]
fn axes_speak_the_language_of_the_edition() {
    let site = Site::new().daily("2022-10-01", "2022-12-31", "tokyo,TCP,23,CN,300000");
    let text = format!("{CHAPTER}{}", chart("trend", "rows = \"port\"\ntop = 1"));
    let site = site
        .change_edition("version =", "langs = [\"ja\", \"en\"]\nversion =")
        .file("2022q4/report.en.md", text.replace("概況", "Overview"))
        .manuscript(&text);
    let built = site.made();
    let japanese = built.svg("trend").words();
    let english = crate::site::Svg(built.text("en/figures/trend.svg")).words();
    for word in ["30万", "10月", "1", "15"] {
        assert!(japanese.iter().any(|said| said == word), "{word} in {japanese:?}");
    }
    for word in ["300,000", "October", "15"] {
        assert!(english.iter().any(|said| said == word), "{word} in {english:?}");
    }
}

#[test]
fn what_cannot_be_drawn_is_told_at_its_place() {
    let text = format!(
        "{CHAPTER}{}{}{}{}",
        chart("none", "of = \"top_prots\""),
        chart("two", "rows = \"port\"\nkeys = [\"23/TCP\"]\ntop = 3"),
        chart("gone", "rows = \"port\"\nkeys = [\"99/TCP\"]"),
        chart("abroad", "rows = \"port\"\nscope = \"overseas\"\ntop = 1"),
    );
    let built = gapped().manuscript(&text).build();
    assert_eq!(
        built.told(),
        [
            "2022q4/report.md:5:6 chart-of",
            "2022q4/report.md:8:1 chart-lines",
            "2022q4/report.md:18:9 chart-key",
            "2022q4/report.md:21:1 chart-empty"
        ]
    );
}
