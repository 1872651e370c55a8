//! The range that is normal for a chart's line: its ends by hand, its words, and what it does not tell.

use crate::site::{CHAPTER, Site, days};

/// Values of days in turn: their median is 100, the median of their distances from it 10.
const TURNS: [u32; 5] = [80, 90, 100, 110, 120];

/// 100 ± 2.5 · 1.4826 · 10, to whole packets.
const ENDS: [&str; 2] = ["63", "137"];

fn chart(more: &str) -> String {
    format!("{CHAPTER}```chart\nid = \"line\"\nrows = \"port\"\nkeys = [\"23/TCP\"]\n{more}\n```\n\n")
}

/// Rows of 23/TCP at `sensor` from `first` to `last`, in turns that are those of every sensor, `times` as many.
fn turns(sensor: &str, first: &str, last: &str, times: u32) -> String {
    let all = days("2021-10-01", last).into_iter().zip(TURNS.iter().cycle());
    all.filter(|(day, _)| day.as_str() >= first)
        .map(|(day, packets)| format!("{day},{sensor},TCP,23,CN,{}\n", packets * times))
        .collect()
}

/// 23/TCP at tokyo in turns from `first` to the end of 2022q3, and 100 packets a day in the quarter itself but its last
/// day, both `times` as many.
fn since(first: &str, times: u32) -> Site {
    let quarter = format!("tokyo,TCP,23,CN,{}", 100 * times);
    Site::new().rows(&turns("tokyo", first, "2022-09-30", times)).daily("2022-10-01", "2022-12-30", &quarter)
}

#[test]
fn the_ends_are_median_and_scatter_of_the_quarters_before() {
    let site = since("2021-10-01", 1).rows("2022-12-31,tokyo,TCP,23,CN,140\n");
    let built = site.manuscript(&chart("normal = 4")).made();
    let csv = built.csv("data/line.csv");
    assert_eq!(csv[0], "date,23/TCP,normal_low,normal_high");
    assert_eq!(csv[1], format!("2022-10-01,100,{},{}", ENDS[0], ENDS[1]));
    let svg = built.svg("line");
    assert_eq!(svg.0.matches("<polygon").count(), 1, "one band, all days alike");
    assert!(svg.words().iter().any(|word| word == "通常の範囲（直前の4四半期）"), "{:?}", svg.words());
    let page = built.page();
    let alt = page.all("#line desc").concat();
    for words in ["63パケットから137パケットまで", "上回った日は1日、下回った日は0日"]
    {
        assert!(alt.contains(words), "{alt}");
    }
    assert_eq!(page.all("#line .values th[scope=col]")[2..], ["通常の範囲の下限", "通常の範囲の上限"]);
    assert_eq!(page.all("#line .lines button").len(), 1, "the band is no line that can be hidden");
    assert!(page.all("p").concat().contains("1.4826倍した値の2.5倍"), "the method is told");
}

#[test]
fn a_sum_follows_the_sensors_of_its_day_and_a_mean_a_sensor_does_not() {
    // In the last of the quarters before there were two sensors: what is normal for one did not change.
    let site = since("2021-10-01", 1).rows(&turns("osaka", "2022-07-01", "2022-12-29", 1));
    let sums = site.manuscript(&chart("normal = 4")).made();
    let csv = sums.csv("data/line.csv");
    assert!(csv[1].ends_with(",126,274"), "{}", csv[1]);
    assert!(csv[91].ends_with(",63,137"), "{}", csv[91]);
    assert!(csv[92].ends_with(",,,"), "nobody was observed: {}", csv[92]);
    let alt = sums.page().all("#line desc").concat();
    assert!(alt.contains("最も広い日で126パケットから274パケットまで"), "{alt}");
}

#[test]
fn a_mean_of_days_is_set_against_means_of_days() {
    let site = since("2021-10-01", 1).rows("2022-12-31,tokyo,TCP,23,CN,140\n");
    let built = site.manuscript(&chart("normal = 4\nmean = 5\nper = \"sensor_day\"")).made();
    let csv = built.csv("data/line.csv");
    // Five days of the turns have the same mean, always.
    assert_eq!(csv[5..7], ["2022-10-05,100.000,100.000,100.000", "2022-10-06,100.000,100.000,100.000"]);
    assert_eq!(csv[1], "2022-10-01,,,", "before five days there is neither mean nor range");
    assert_eq!(built.svg("line").0.matches("<polygon").count(), 1);
}

#[test]
fn nothing_is_made_from_days_that_are_withheld() {
    let site = since("2021-10-01", 1).and_settings("[disclosure]\nmin_packets = 81\n");
    let built = site.manuscript(&chart("normal = 4")).made();
    assert_eq!(built.csv("data/line.csv")[0], "date,23/TCP");
    assert!(!built.svg("line").0.contains("class=\"normal"), "no band");
    let notes = built.page().all("#line p").concat();
    assert!(notes.contains("81パケットに満たない日があるため、通常の範囲は示していません"), "{notes}");
    // With no day below the limit there is nothing to withhold.
    let told = since("2021-10-01", 1).and_settings("[disclosure]\nmin_packets = 80\n");
    let told = told.manuscript(&chart("normal = 4")).made();
    assert_eq!(told.csv("data/line.csv")[0], "date,23/TCP,normal_low,normal_high");
}

#[test]
fn an_index_tells_no_packets() {
    let index = || since("2021-10-01", 37).and_settings("[disclosure]\ncounts = \"index\"\n");
    let built = index().rows("2022-12-31,tokyo,TCP,23,CN,3700\n").manuscript(&chart("normal = 4")).made();
    assert_eq!(built.csv("data/line.csv")[1], "2022-10-01,100,63,137", "its own mean is the base");
    let twice = "2022-12-31,tokyo,TCP,23,CN,3700\n2022-12-31,osaka,TCP,23,CN,340400\n";
    let built = index().rows(twice).manuscript(&chart("normal = 4")).made();
    assert_eq!(built.csv("data/line.csv")[1], "2022-10-01,50,31,69", "twice as much is the base");
}

#[test]
fn what_is_short_of_quarters_is_told_with_their_number() {
    let site = since("2022-04-01", 1).manuscript(&chart("normal = 4"));
    let built = site.build();
    let short = built.finding("normal-short");
    assert!(short.what.ja.contains("4四半期のうち、データが足りているのは2四半期だけ"), "{short:?}");
    let five = since("2021-10-01", 1).manuscript(&chart("normal = 5")).build();
    assert!(five.finding("normal-short").mend.ja.contains("normal = 4"), "{:?}", five.told());
}
