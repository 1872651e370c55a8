//! What a second round tells: causes and parts of single sensors, set against sums by hand; days above a level; the
//! same quarter of the year before.

use teiten::pipeline::{self, Order, Step};

use crate::site::{CHAPTER, Site};

const REGIONS: &str = "```table\nid = \"regions\"\nrows = \"region\"\n```\n\n";
const PORTS: &str = "```table\nid = \"ports\"\nrows = \"port\"\n```\n\n";

/// From the US, a day: tokyo 23/TCP 100, at the end 300; osaka 22/TCP 50, at the end 60; tokyo 53/UDP 40. From CN 70
/// to 23/TCP, at the end 20.
fn site() -> Site {
    Site::new()
        .daily("2022-10-01", "2022-12-21", "tokyo,TCP,23,US,100")
        .daily("2022-12-22", "2022-12-31", "tokyo,TCP,23,US,300")
        .daily("2022-10-01", "2022-12-21", "osaka,TCP,22,US,50")
        .daily("2022-12-22", "2022-12-31", "osaka,TCP,22,US,60")
        .daily("2022-10-01", "2022-12-31", "tokyo,UDP,53,US,40")
        .daily("2022-10-01", "2022-12-21", "osaka,TCP,23,CN,70")
        .daily("2022-12-22", "2022-12-31", "osaka,TCP,23,CN,20")
}

fn words(site: Site, text: &str) -> String {
    let built = site.manuscript(&format!("{CHAPTER}{text}\n\n{REGIONS}{PORTS}")).made();
    built.page().all("p").into_iter().find(|words| words.starts_with("答：")).unwrap()
}

/// Why a binding has no value, in English.
fn refused(site: Site, binding: &str) -> String {
    let built = site.manuscript(&format!("{CHAPTER}{{{{ {binding} }}}}\n\n{REGIONS}{PORTS}")).build();
    built.finding("binding").what.en.clone()
}

#[test]
fn the_part_that_moved_most_is_the_cause() {
    // US: 190 → 400 a day, +210; 23/TCP +200 (95.2 %), 22/TCP +10. 23/TCP: 170 → 320, +150; US +200, CN −50.
    let text = "答：{{ regions[\"US\"].cause }}、{{ regions[1].cause_share }}、{{ regions[1].cause_change }}、{{ ports[1].cause }}、{{ ports[1].cause_change | wari }}、{{ regions[\"中国\"].cause }}";
    assert_eq!(words(site(), text), "答：23/TCP（telnet）、95.2%、+200.0%、米国、約3.0倍、23/TCP（telnet）");
}

#[test]
fn the_largest_part_of_a_single_sensor_is_a_number_without_a_name() {
    // US: tokyo 8,200 + 3,000 + 3,680 = 14,880 of 19,580; 22/TCP is all osaka's.
    let text = "答：{{ regions[\"US\"].sensor_share }}、{{ ports[\"22/TCP\"].sensor_share | percent }}";
    assert_eq!(words(site(), text), "答：76.0%、100%");
}

#[test]
fn a_second_round_runs_only_where_something_asks() {
    let rounds = |text: &str| {
        let site = site().manuscript(&format!("{CHAPTER}{text}\n\n{REGIONS}{PORTS}"));
        let mut rounds = 0;
        let order = Order { edition: site.edition(), out: None };
        let outcome = pipeline::build(&order, &mut |step| rounds += usize::from(step == Step::Observing));
        assert!(outcome.made.is_some(), "{:?}", outcome.findings);
        rounds
    };
    assert_eq!(rounds("{{ regions[1].change_10d }}"), 1);
    assert_eq!(rounds("{{ regions[1].cause }}と{{ ports[1].sensor_share }}"), 2);
}

#[test]
fn what_cannot_be_explained_is_told() {
    let cut = |site: Site| site.and_settings("complete = false\n");
    for (site, binding, why) in [
        (site(), "ports[1].cause_share", "Others moved against"),
        (site(), "ports[\"53/UDP\"].cause", "nearly flat"),
        (site(), "regions.cause", "There is no value “cause”"),
        (site(), "regions[\"KR\"].cause", "No packets of “KR”"),
        (cut(site()), "regions[1].cause", "a list that is cut"),
        (site().rows("2022-12-30,tokyo,TCP,1,KR,1\n"), "regions[\"KR\"].cause", "fewer than 100 packets"),
    ] {
        let said = refused(site, binding);
        assert!(said.contains(why), "{binding}: {said}");
    }
}

#[test]
fn separate_tables_are_told_at_the_binding() {
    let rows: String = crate::site::days("2022-10-01", "2022-12-31")
        .iter()
        .enumerate()
        .map(|(at, day)| format!("{day},tokyo,US,{}\n", 100 + at * 5))
        .collect();
    let site = Site::new().observations(&format!("date,sensor,src_region,packets\n{rows}"));
    let text = format!("{CHAPTER}{{{{ regions[1].cause }}}}と{{{{ regions[1].sensor_share }}}}\n\n{REGIONS}");
    let built = site.manuscript(&text).build();
    assert_eq!(built.told(), ["2022q4/report.md:3:1 binding"]);
    assert!(built.finding("binding").what.en.contains("does not have destination port"));
}

#[test]
fn what_is_withheld_is_no_cause() {
    let few = |packets: i64| site().and_settings(&format!("[disclosure]\nmin_packets = {packets}\n"));
    assert_eq!(words(few(10), "答：{{ regions[\"US\"].cause }}"), "答：23/TCP（telnet）");
    assert!(refused(few(110), "regions[\"US\"].cause").contains("withheld"));
    let index = site().and_settings("[disclosure]\ncounts = \"index\"\n");
    assert_eq!(words(index, "答：{{ regions[\"US\"].cause_share }}"), "答：95.2%");
}

#[test]
fn days_above_a_level_are_the_first_and_the_last() {
    let text = "答：{{ ports[\"23/TCP\"].by_day | first_above(300) }}、{{ ports[1].by_day | last_above(319) | full_date }}、{{ regions[\"CN\"].by_day | last_above(20) }}";
    assert_eq!(words(site(), text), "答：12月22日、2022年12月31日、12月21日");
    for (binding, why) in [
        ("ports[1].by_day", "not said which day"),
        ("ports[1].by_day | first_above", "not said which day"),
        ("ports[1].by_day | date", "not said which day"),
        ("ports[1].by_day | first_above(320)", "above 320 on no day"),
        ("ports[1].packets | first_above(320)", "does not fit a number of packets"),
        ("ports[1].by_day | first_above(1) | date | date", "Only one filter"),
    ] {
        let said = refused(site(), binding);
        assert!(said.contains(why), "{binding}: {said}");
    }
    let few = site().and_settings("[disclosure]\nmin_packets = 60\n");
    assert!(refused(few, "regions[\"CN\"].by_day | last_above(60)").contains("withheld"));
}

#[test]
fn the_same_quarter_of_the_year_before_is_asked_where_a_binding_needs_it() {
    let before = site().daily("2021-10-01", "2021-12-31", "tokyo,TCP,23,CN,100");
    // CN: a sensor and day 100 then; now (82 × 70 + 10 × 20) / 184 = 32.28…
    let text = "答：{{ year_before.title }}から{{ regions[\"CN\"].change_year }}、{{ regions[\"CN\"].change_year | times }}";
    assert_eq!(words(before, text), "答：2021年10～12月から−67.7%、約0.3倍");
    assert!(refused(site(), "regions[\"CN\"].change_year").contains("no data of the same quarter"));
}

#[test]
fn windows_are_told_by_sensor_and_blocks_tell_their_days() {
    let text = "答：{{ regions[\"US\"].first_10d }}、{{ regions[\"US\"].first_10d_per_sensor }}、{{ regions[\"US\"].last_10d_per_sensor }}、{{ regions.days }}、{{ regions.previous_days }}、{{ method.window }}、{{ method.window_days }}、{{ method.base }}";
    assert_eq!(words(site(), text), "答：190、95.0、200、92、0、10日間平均、10、100");
}

#[test]
fn a_share_or_multiple_that_rounds_to_nothing_is_told() {
    let site = || site().rows("2022-12-30,tokyo,TCP,1,KR,1\n");
    assert!(refused(site(), "regions[\"KR\"].share | wari").contains("would say 0"));
    assert!(refused(site(), "regions[\"KR\"].share | times").contains("does not fit a share"));
}
