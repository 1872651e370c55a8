//! `teiten check`: rows that one sensor or one day carries, gaps and other sensors under ranks and changes, previous
//! ranks that need a note. What the manuscript says itself is no finding.

use teiten::finding::Finding;
use teiten::pipeline::{self, Proof};

use crate::site::{CHAPTER, Site};

const TABLE: &str = "```table\nid = \"ports\"\nrows = \"port\"\ntop = 2\n```\n\n";
const SENSORS: &str = "id,region,start,end,alias\na,JP,,,\nb,JP,,,\nc,JP,,,\n";

/// 23/TCP at three sensors in both quarters, and what `more` adds.
fn site(more: &str, text: &str) -> Site {
    let mut site = Site::new().file("data/sensors.csv", SENSORS);
    for sensor in ["a", "b", "c"] {
        site = site.daily("2022-07-01", "2022-12-31", &format!("{sensor},TCP,23,CN,100"));
    }
    site.rows(more).manuscript(&format!("{CHAPTER}{TABLE}{text}\n"))
}

fn proof(site: &Site) -> Proof {
    let edition = site.edition();
    pipeline::proofread(&edition, &mut |_| {})
}

/// The findings of `code`.
fn found(site: &Site, code: &str) -> Vec<Finding> {
    proof(site).findings.into_iter().filter(|finding| finding.code == code).collect()
}

#[test]
fn a_row_that_one_sensor_carries_is_told_unless_the_prose_says_so() {
    let rows = "2022-10-05,a,TCP,22,US,900\n2022-10-06,a,TCP,22,US,900\n2022-10-07,b,TCP,22,US,100\n";
    let told = found(&site(rows, ""), "one-sensor");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].what.ja.starts_with("22/TCPは、パケットの94%を1台のセンサー（a）だけで"),
        "{}",
        told[0].what.ja
    );
    let said = site(rows, "22/TCPは、センサー1台だけで観測しました。");
    assert_eq!(found(&said, "one-sensor"), [], "the prose says so");
    for text in ["22/TCPは、センサー11台で観測しました。", "8022/TCPは、センサー1台だけで観測しました。"]
    {
        assert_eq!(found(&site(rows, text), "one-sensor").len(), 1, "{text}");
    }
    let even = "2022-10-05,a,TCP,22,US,900\n2022-10-05,b,TCP,22,US,900\n";
    assert_eq!(found(&site(even, ""), "one-sensor"), [], "two sensors see it");
    let two =
        site(rows, "").file("data/sensors.csv", "id,region,start,end,alias\na,JP,,,\nb,JP,,,\nc,US,,,\n");
    assert_eq!(found(&two, "one-sensor"), [], "of two sensors none stands out");
}

#[test]
fn a_spike_that_one_sensor_carries_is_told() {
    let told = found(&site("2022-11-08,b,TCP,23,RU,9000\n", ""), "one-sensor");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].what.ja.starts_with("23/TCPの11月8日の急増は、その100%を1台のセンサー（b）だけで"),
        "{}",
        told[0].what.ja
    );
}

#[test]
fn a_row_of_one_day_is_told_unless_the_prose_says_so() {
    let rows = "2022-10-05,a,TCP,22,US,500\n2022-10-05,b,TCP,22,US,500\n2022-10-06,c,TCP,22,US,10\n";
    let told = found(&site(rows, ""), "one-day");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].what.ja.contains("99%を10月5日の1日だけで"), "{}", told[0].what.ja);
    assert_eq!(found(&site(rows, "22/TCPは1日だけ観測しました。"), "one-day"), []);
}

#[test]
fn gaps_under_ranks_and_windows_are_told_unless_the_prose_says_so() {
    let outage =
        |site: Site| site.file("data/outages.csv", "sensor,from,to,reason\nb,2022-12-25,2022-12-30,x\n");
    let bound = "期末は{{ ports[\"23/TCP\"].change_10d | wari }}でした。";
    let told = found(&outage(site("", bound)), "coverage");
    let levels: Vec<_> = told.iter().map(|finding| (finding.level, finding.what.ja.as_str())).collect();
    assert_eq!(
        levels,
        [
            (
                teiten::finding::Level::Warning,
                "「ports」の期初または期末の10日間に、欠けている観測（センサーと日の組で6組）があります。"
            ),
            (
                teiten::finding::Level::Note,
                "「ports」の集計には、欠けている観測（センサーと日の組で6組）があります。"
            ),
        ]
    );
    let said = outage(site("", &format!("{bound}12月25日からセンサー1台が停止しました。")));
    assert_eq!(found(&said, "coverage"), []);
    assert_eq!(found(&site("", bound), "coverage"), [], "nothing is missing");
}

#[test]
fn other_sensors_than_in_the_quarter_before_are_told() {
    let sensors = "id,region,start,end,alias\na,JP,,,\nb,JP,,,\nc,JP,2022-10-01,,\n";
    let told = found(&site("", "").file("data/sensors.csv", sensors), "coverage");
    assert!(
        told.iter().any(|finding| finding.what.ja.contains("前四半期2台、本四半期3台。違い：c")),
        "{told:?}"
    );
    let said = site("", "10月1日にセンサーを1台増設しました。").file("data/sensors.csv", sensors);
    assert!(!found(&said, "coverage").iter().any(|finding| finding.what.ja.contains("違い：c")));
}

#[test]
fn a_decided_previous_rank_needs_a_note() {
    let decided = |site: Site| {
        site.file("data/published.csv", "edition,revision,table,rank,key\n2022q3,1.0,ports,2,23/TCP\n")
            .and_edition("[[previous_rank]]\ntable = \"ports\"\nkey = \"23/TCP\"\nuse = \"published\"\n")
    };
    let told = found(&decided(site("", "")), "previous-rank-note");
    assert_eq!(told.len(), 1, "{told:?}");
    let noted = decided(site("", "> ※前四半期の順位は、集計の誤りのため前号と異なります。"));
    assert_eq!(found(&noted, "previous-rank-note"), []);
}

#[test]
fn the_command_counts_the_claims() {
    let site =
        site("", "23/TCPは1位で、27,600パケットでした。{{ ports[\"23/TCP\"].packets }}パケットの約5割です。");
    let counts = proof(&site).checked.into_values().next().unwrap().counts;
    assert_eq!((counts.bound, counts.agreeing, counts.wrong, counts.unmatched), (1, 2, 0, 1));
    let output = crate::site::program().arg("check").arg(site.edition()).output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.contains("numbers: 1 bound, 2 agreeing, 0 contradicting, 1 unmatched"), "{stderr}");
}
