//! What is detected in the lines of a chart, and marked: its days, its words, and what one sensor carries.

use crate::site::{CHAPTER, Site, days};

/// Values of days in turn, around 100.
const TURNS: [u32; 5] = [96, 98, 100, 102, 104];

fn chart(more: &str) -> String {
    format!(
        "{CHAPTER}```chart\nid = \"line\"\nrows = \"port\"\nkeys = [\"23/TCP\"]\nmark = \"detected\"\n{more}\n```\n\n"
    )
}

/// 23/TCP at three sensors at home on all days, with `more` packets at those that `sees` names.
fn site(sees: &[&str], more: impl Fn(&str) -> u32) -> Site {
    let sensors = ["tokyo", "osaka", "nagoya"];
    let row = |(at, day): (usize, &String), sensor: &str| {
        let extra = if sees.contains(&sensor) { more(day) } else { 0 };
        format!("{day},{sensor},TCP,23,CN,{}\n", TURNS[at % TURNS.len()] + extra)
    };
    let all = days("2022-10-01", "2022-12-31");
    let rows = all.iter().enumerate().flat_map(|day| sensors.map(|sensor| row(day, sensor)));
    let list = "id,region,start,end,alias\ntokyo,JP,,,\nosaka,JP,,,\nnagoya,JP,,,\n";
    Site::new().file("data/sensors.csv", list).rows(&rows.collect::<String>())
}

const ALL: [&str; 3] = ["tokyo", "osaka", "nagoya"];

fn burst(day: &str) -> u32 {
    if ("2022-11-05".."2022-11-08").contains(&day) { 300 } else { 0 }
}

fn rise(day: &str) -> u32 {
    if day >= "2022-12-01" { 200 } else { 0 }
}

#[test]
fn a_burst_and_a_new_level_are_marked_with_their_days() {
    let built = site(&ALL, |day| burst(day) + rise(day)).manuscript(&chart("")).made();
    let svg = built.svg("line");
    let words = svg.words();
    for word in ["11月5日～7日", "12月1日から", "検出した増減"] {
        assert!(words.iter().any(|held| held == word), "{word} in {words:?}");
    }
    assert_eq!(svg.0.matches("class=\"event\"").count(), 2);
    let alt = built.page().all("#line desc").concat();
    let told = "検出した増減は、23/TCP（telnet）の11月5日～7日の一時的な増加、23/TCP（telnet）の12月1日からの水準の上昇です。";
    assert!(alt.contains(told), "{alt}");
    let csv = built.csv("data/line.csv");
    assert_eq!(csv[0], "date,23/TCP,events");
    assert_eq!((csv[35].as_str(), csv[36].as_str()), ("2022-11-04,312,", "2022-11-05,1188,23/TCP burst"));
    assert!(csv[62].ends_with(",23/TCP rise"), "{}", csv[62]);
    let table = built.page().table("line");
    assert!(table[35].ends_with(" | 23/TCP（telnet）：一時的な増加"), "{}", table[35]);
    assert!(!built.text("index.html").contains("data-untold=\"gap\""), "nothing detected is no gap");
    assert!(built.page().all("p").concat().contains("検出した増減"), "the method is told");
}

#[test]
fn what_one_sensor_carries_is_no_level_of_all() {
    let built = site(&["osaka"], rise).manuscript(&chart("")).made();
    let alt = built.page().all("#line desc").concat();
    assert!(alt.contains("12月1日からの1台のセンサーでの増加です。"), "{alt}");
    assert!(!alt.contains("水準"), "{alt}");
    assert!(built.svg("line").words().iter().any(|word| word == "12月1日から（1台のみ）"));
    assert!(built.csv("data/line.csv")[62].ends_with(",23/TCP one_sensor_up"));
}

#[test]
fn where_nothing_happens_nothing_is_marked_and_that_is_said() {
    let built = site(&[], |_| 0).manuscript(&chart("")).made();
    assert!(!built.svg("line").0.contains("class=\"event"));
    assert_eq!(built.csv("data/line.csv")[0], "date,23/TCP");
    let alt = built.page().all("#line desc").concat();
    assert!(alt.ends_with("増減は検出されませんでした。"), "{alt}");
}

#[test]
fn nothing_is_detected_in_days_that_are_withheld() {
    let hidden = site(&ALL, burst).and_settings("[disclosure]\nmin_packets = 300\n");
    let built = hidden.manuscript(&chart("")).made();
    assert!(!built.svg("line").0.contains("class=\"event"));
    assert_eq!(built.csv("data/line.csv")[0], "date,23/TCP");
    let page = built.page();
    assert!(page.all("#line p").concat().contains("増減を検出していません"));
    assert!(
        !page.all("#line desc").concat().contains("検出され"),
        "neither that there is something nor nothing"
    );
}
