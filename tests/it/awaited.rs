//! Drafts whose data are not yet delivered: they are made and say so; any other edition is refused, and so is damage.

use std::fs;

use teiten::finding::Level;

use crate::site::{Built, CHAPTER, Site};

const BLOCKS: &str = "```table\nid = \"top_ports\"\nrows = \"port\"\ncolumns = [\"rank\", \"label\", \"packets\", \"share\"]\n```\n\n> ※届き次第、差し替えます。\n\n```chart\nid = \"trend\"\nof = \"top_ports\"\nfinding = \"最多は{{ top_ports[1].label }}\"\n```\n\n[](#top_ports)の1位は{{ top_ports[1].label }}、{{ top_ports[1].packets | man }}。{{ \"前と同じ\" | holds(top_ports.same_order) }}。上位{{ top_ports.top }}件、観測日{{ coverage.days }}、要因{{ top_ports[1].cause }}、{{ quarter.title }}。\n";

/// A draft; its one file of observations is not there.
fn without_data(status: &str) -> Site {
    let site =
        Site::new().change_edition("published", status).change_settings("data/packets*.csv", "late/*.csv");
    site.manuscript(&format!("{CHAPTER}{BLOCKS}"))
}

fn paragraph(built: &Built) -> String {
    built.page().all("p").into_iter().find(|words| words.contains("の1位は")).unwrap()
}

#[test]
fn a_draft_without_data_says_so_where_the_numbers_will_stand() {
    let site = without_data("draft");
    let built = site.build();
    assert_eq!(built.told(), ["teiten.toml:6:10 data-awaited"]);
    assert_eq!(built.finding("data-awaited").level, Level::Warning);
    let page = built.page();
    assert_eq!(page.table("top-ports"), ["－ | データ未着 | － | －"]);
    assert_eq!(page.all("#top-ports thead th"), ["順位", "宛先ポート番号", "パケット数", "割合"]);
    assert!(page.all("figure.table p").contains(&"※届き次第、差し替えます。".to_owned()));
    let svg = built.svg("trend");
    assert_eq!(svg.words()[0], "データ未着");
    assert!(!svg.0.contains("series-"), "no line is drawn");
    assert_eq!(page.one("#trend .finding"), "最多は〔データ未着〕");
    assert_eq!(
        paragraph(&built),
        "［表1］の1位は〔データ未着〕、〔データ未着〕。〔データ未着〕。上位5件、観測日〔データ未着〕、要因〔データ未着〕、2022年10～12月。"
    );
    assert_eq!(page.one("p.draft"), "草稿");
    assert_eq!(page.attribute("meta[name=robots]", "content"), "noindex");
    assert!(built.bytes("report.pdf").starts_with(b"%PDF"));
    assert!(!site.build().changed(), "the same bytes again");
}

#[test]
fn once_the_data_are_there_nothing_says_so() {
    let site = without_data("draft");
    site.build().is_made();
    let text = format!("{CHAPTER}{}", BLOCKS.replace("、要因{{ top_ports[1].cause }}", ""));
    let text = text.replace("{{ \"前と同じ\" | holds(top_ports.same_order) }}。", "");
    let site = site.manuscript(&text);
    let edition = site.edition();
    fs::create_dir(site.root().join("late")).unwrap();
    fs::copy(site.root().join("data/packets.csv"), site.root().join("late/packets.csv")).unwrap();
    let site = site.rows("2022-10-01,tokyo,TCP,23,CN,10\n");
    assert_eq!(site.edition(), edition);
    // A delivery without a day of the quarter is none.
    let early = site.build();
    assert!(early.told().contains(&"teiten.toml:6:10 quarter-empty".to_owned()), "{:?}", early.told());
    assert!(paragraph(&early).contains("〔データ未着〕"));
    fs::copy(site.root().join("data/packets.csv"), site.root().join("late/packets.csv")).unwrap();
    let built = site.build();
    assert_eq!(built.told(), Vec::<String>::new());
    assert!(!built.text("index.html").contains("未着"));
    assert!(paragraph(&built).starts_with("［表1］の1位は23/TCP（telnet）、10。"));
}

#[test]
fn only_the_blocks_of_the_source_that_is_late_say_so() {
    let site =
        without_data("draft").and_settings("[sources.now]\nfiles = [\"data/packets*.csv\"]\nwhole = false\n");
    let text = BLOCKS.replace("rows = \"port\"\n", "rows = \"port\"\nsource = \"packets\"\n");
    let now =
        "```table\nid = \"now\"\nsource = \"now\"\nrows = \"port\"\n```\n\n今は{{ now[1].label }}。\n\n";
    let site = site.rows("2022-10-01,tokyo,TCP,22,CN,10\n").manuscript(&format!("{CHAPTER}{now}{text}"));
    let built = site.build();
    assert_eq!(built.told(), ["teiten.toml:6:10 data-awaited"]);
    assert!(built.page().all("p").contains(&"今は22/TCP（ssh）。".to_owned()));
    assert_eq!(built.page().table("top-ports"), ["－ | データ未着 | － | －"]);
}

#[test]
fn editions_that_are_no_drafts_and_files_that_are_damaged_are_refused() {
    for status in ["approved", "published", "withdrawn"] {
        let built = without_data(status).build();
        assert_eq!(built.told(), ["teiten.toml:6:10 no-observations"], "{status}");
        assert!(built.outcome.made.is_none());
    }
    let damaged = without_data("draft").file("late/packets.csv", "date,sensor\n2022-10-01,\"tokyo");
    let built = damaged.build();
    assert!(built.outcome.made.is_none() && !built.told().is_empty(), "{:?}", built.told());
    let misspelt =
        without_data("draft").manuscript(&format!("{CHAPTER}{BLOCKS}\n{{{{ top_prots.rows }}}}\n"));
    assert!(misspelt.build().outcome.made.is_none(), "a name that is no block's is wrong without data, too");
}

#[test]
fn proof_reader_and_list_of_values_go_on_without_data() {
    let site = without_data("draft");
    for command in ["check", "values"] {
        let told = crate::site::program().arg(command).arg(site.edition()).output().unwrap();
        let words = String::from_utf8(told.stderr).unwrap();
        assert_eq!(told.status.code(), Some(0), "{command}: {words}");
    }
}
