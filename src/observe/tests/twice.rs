//! Deliveries that overlap, that are cut short, and sources that do not agree.

use super::*;

/// The last days of ROWS, delivered again.
const AGAIN: &str = "\
date,sensor,protocol,dst_port,src_region,packets,signature
2022-10-02,oslo,UDP,53,ZZ,60,
2022-10-02,oslo,UDP,53,ZZ,40,
2022-10-02,tokyo,ICMP,,JP,3,
2022-10-02,tokyo,TCP,0,CN,0,
2022-12-31,osaka,TCP,23,JP,1,mirai
";

fn two(second: &str) -> House {
    let house = House::of(&["*.csv"]);
    house.put("a.csv", ROWS.as_bytes());
    house.put("b.csv", second.as_bytes());
    house
}

/// Codes of findings but for the days that are lacking.
fn codes(outcome: &Outcome) -> Vec<&str> {
    let codes = outcome.findings.iter().map(|finding| finding.code.as_str());
    codes.filter(|code| *code != "undelivered").collect()
}

fn total(outcome: &Outcome) -> i64 {
    sums(&outcome.observed["packets"], 4)[0].1[0]
}

#[test]
fn what_is_delivered_again_counts_once() {
    let outcome = two(AGAIN).ask(&every_grid());
    assert_eq!(codes(&outcome), ["delivered-twice"]);
    assert_eq!(outcome.observed["packets"].grids, House::csv(ROWS).good(&every_grid()).grids);
    let finding = &outcome.findings[0];
    assert!(
        finding.what.ja.starts_with("2022-10-02, 2022-12-31（osaka, oslo, tokyo）"),
        "{}",
        finding.what.ja
    );
    assert_eq!(finding.place.file, "b.csv");
    // Also where nobody asks for anything but the coverage.
    assert_eq!(codes(&two(AGAIN).ask(&plan(vec![], &[]))), ["delivered-twice"]);
}

#[test]
fn what_differs_is_an_error_unless_the_source_says_what_counts() {
    // Of the same rows and the same sum, but of another port.
    let changed = AGAIN.replace("TCP,23,JP,1", "TCP,22,JP,1").replace("ZZ,60", "ZZ,50");
    let mut house = two(&changed);
    let outcome = house.ask(&every_grid());
    assert_eq!(codes(&outcome), ["delivered-twice", "delivered-differently"]);
    let what = &outcome.findings[1].what.ja;
    assert!(what.starts_with("2022-10-02, 2022-12-31（osaka, oslo）"), "{what}");
    assert!(what.contains("53/UDP × ZZ 100 / 90; 22/TCP × JP × mirai 0 / 1"), "{what}");
    assert!(outcome.observed.is_empty());
    house.source().overlap = Overlap::LaterReplaces;
    let outcome = house.ask(&every_grid());
    assert_eq!((codes(&outcome), total(&outcome)), (vec!["replaced"], 116));
    house.source().overlap = Overlap::PartsAdd;
    let outcome = house.ask(&every_grid());
    assert_eq!((codes(&outcome), total(&outcome)), (vec![], 220));
}

#[test]
fn what_is_cut_short_replaces_only_what_it_brings() {
    let (cut, _) = AGAIN.split_once("2022-10-02,tokyo,TCP").unwrap();
    let mut house = two(&cut.replace("JP,3", "JP,2"));
    assert_eq!(codes(&house.ask(&every_grid())), ["delivered-twice", "delivered-differently"]);
    house.source().overlap = Overlap::LaterReplaces;
    let outcome = house.ask(&every_grid());
    assert_eq!((codes(&outcome), total(&outcome)), (vec!["replaced"], 125));
    assert_eq!(outcome.observed["packets"].coverage.rows, 10);
    // Without sensors the unit is the day.
    let mut house = House::of(&["*.csv"]);
    house.put("a.csv", b"date,packets\n2022-10-01,1\n2022-10-02,2\n");
    house.put("b.csv", b"date,packets\n2022/10/2,2\n2022-10-03,3\n");
    let asked = plan(vec![all()], &[By::Total]);
    let outcome = house.ask(&asked);
    assert_eq!(codes(&outcome), ["delivered-twice"]);
    assert_eq!(sums(&outcome.observed["packets"], 0), told(&[("total", [6, 0])]));
    house.source().files.reverse();
    assert_eq!(house.ask(&asked).observed, outcome.observed);
}

#[test]
fn days_that_no_file_brings_are_listed() {
    let mut house = House::csv(ROWS);
    house.sensors[2].end = Some(day("2022-10-03"));
    let (from, to) = (day("2022-10-05"), day("2022-12-31"));
    house.outages.push(Outage { sensor: None, from, to, reason: String::new() });
    let outcome = house.ask(&every_grid());
    let [finding] = &outcome.findings[..] else { panic!("{:?}", outcome.findings) };
    assert_eq!((&*finding.code, finding.level), ("undelivered", Level::Warning));
    assert!(
        finding.what.ja.ends_with(
            "：2022-10-01, 2022-10-03（oslo）；2022-10-02～2022-10-04（osaka）；2022-10-03～2022-10-04（tokyo）。"
        ),
        "{}",
        finding.what.ja
    );
    house.source().whole = false;
    assert_eq!(house.ask(&every_grid()).findings, []);
}

#[test]
fn sources_of_the_same_days_must_agree() {
    let mut house =
        House::csv("date,sensor,packets\n2022-10-01,tokyo,5000\n2022-10-01,oslo,9\n2022-10-02,tokyo,5000\n");
    house.put("b.csv", b"date,packets\n2022-10-01,5005\n2022-10-02,5006\n2022-10-03,1\n");
    let mut second = source("second", &["b.csv"]);
    second.scope = Some(Scope::Home);
    house.sources.insert("second".to_owned(), second);
    let mut plans = vec![plan(vec![], &[]), plan(vec![], &[])];
    plans[1].source = "second".to_owned();
    let outcome = house.ask_all(&plans);
    assert_eq!(codes(&outcome), ["totals-disagree"]);
    let what = &outcome.findings.last().unwrap().what.en;
    assert!(
        what.ends_with("0.1 % (2022-10-02). The largest difference is on 2022-10-02: 5000 / 5006."),
        "{what}"
    );
    house.source().whole = false;
    assert_eq!(codes(&house.ask_all(&plans)), [""; 0]);
}

#[test]
fn distinct_counts_are_drawn_and_never_added() {
    let mut house = House::csv(
        "date,src_region,packets,hosts\n2022-10-01,CN,9,4\n2022-10-02,CN,8,3\n2022-07-01,CN,8,3\n",
    );
    let per = ["date", "region"].map(str::to_owned).into_iter().collect();
    house.source().measures.insert("hosts".to_owned(), measure("hosts", MeasureKind::Distinct(per)));
    let mut asked = plan(vec![all()], &[By::Region]);
    asked.measures = vec!["hosts".to_owned()];
    let observed = house.good(&asked);
    let row = &observed.grids[0].rows[0];
    assert_eq!((row.daily[..3].to_vec(), row.sums.clone()), (vec![4, 3, 0], vec![Sums::default(); 2]));
    house.put("a.csv", b"date,src_region,packets,hosts\n2022-10-01,CN,9,4\n2022-10-01,CN,8,3\n");
    let outcome = house.ask(&asked);
    assert!(outcome.observed.is_empty());
    assert_eq!(codes(&outcome), ["distinct-added"]);
}
