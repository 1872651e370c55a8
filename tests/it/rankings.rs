//! Rankings: ranks and ties, previous ranks by record and data, labels, and every column a table can have.

use crate::site::{CHAPTER, Site};

const PORTS: &str = "```table\nid = \"top_ports\"\nrows = \"port\"\n```\n";

fn table(more: &str) -> String {
    format!("{CHAPTER}```table\nid = \"top_ports\"\nrows = \"port\"\n{more}\n```\n\n")
}

/// Rows of one day: `(port, packets)`, all from tokyo and TCP.
fn on(day: &str, ports: &[(u32, i64)]) -> String {
    ports.iter().map(|(port, packets)| format!("{day},tokyo,TCP,{port},CN,{packets}\n")).collect()
}

#[test]
fn ties_share_a_rank_and_widen_the_cut() {
    let ports = [(445, 20), (23, 40), (80, 30), (22, 30), (443, 20), (25, 19)];
    let built = Site::new().rows(&on("2022-10-01", &ports)).manuscript(&table("top = 4")).made();
    let page = built.page();
    assert_eq!(
        page.table("top-ports"),
        [
            "1 | 23/TCP（telnet） | －",
            "2 | 22/TCP（ssh） | －",
            "2 | 80/TCP（http） | －",
            "4 | 443/TCP（https） | －",
            "4 | 445/TCP（microsoft-ds） | －"
        ]
    );
    assert_eq!(page.all("#top-ports .note").len(), 1, "a first edition says that it has no predecessor");
    assert!(page.one("#top-ports .note").starts_with("※前四半期のデータがないため"));
    assert_eq!(page.one("#top-ports figcaption"), "［表1：宛先ポート番号トップ4］");
}

#[test]
fn a_table_may_be_short_or_empty() {
    let overseas = "\n```table\nid = \"abroad\"\nrows = \"port\"\nscope = \"overseas\"\n```\n";
    let text = format!("{}{overseas}", table(""));
    let built = Site::new().rows(&on("2022-10-01", &[(23, 4), (22, 3)])).manuscript(&text).build();
    assert_eq!(built.told(), ["2022q4/report.md:10:1 table-empty"]);
    let page = built.page();
    assert_eq!(page.table("top-ports").len(), 2);
    assert_eq!(page.table("abroad"), Vec::<String>::new());
    assert_eq!(page.all("#abroad thead th"), ["順位", "宛先ポート番号", "前四半期の順位"]);
    assert_eq!(built.csv("data/abroad.csv"), ["key,rank,label,previous_rank"]);
}

/// In the quarter before, port 1001 to 1012 had ranks 1 to 12.
fn before() -> String {
    on("2022-07-01", &(1..=12).map(|rank| (1000 + rank, 1300 - i64::from(rank))).collect::<Vec<_>>())
}

fn bare(site: Site) -> Site {
    let names: String = (1001..=1012).map(|port| format!("{port}/TCP,\n")).collect();
    site.file("names/ports.csv", format!("port,name\n{names}60001/TCP,\n"))
}

#[test]
fn the_previous_rank_is_that_of_the_data_where_nothing_was_told() {
    let now = [(1012, 9), (1006, 8), (1010, 7), (1011, 6), (60001, 5)];
    let site = bare(Site::new()).rows(&before()).rows(&on("2022-10-01", &now)).manuscript(&table(""));
    assert_eq!(
        site.made().page().table("top-ports"),
        [
            "1 | 1012/TCP | TOP10外",
            "2 | 1006/TCP | 6",
            "3 | 1010/TCP | 10",
            "4 | 1011/TCP | TOP10外",
            "5 | 60001/TCP | TOP10外"
        ]
    );
}

const RECORD: &str =
    "edition,revision,table,rank,key\n2022q2,1.0,top_ports,1,1006/TCP\n2022q3,1.0,top_ports,9,1001/TCP\n";

#[test]
fn a_predecessor_made_by_hand_is_what_readers_were_told() {
    let record = format!(
        "{RECORD}2022q3,1.1,top_ports,1,1001/TCP\n2022q3,1.1,top_ports,2,1002/TCP\n2022q3,1.1,top_regions,3,CN\n"
    );
    let site = bare(Site::new()).file("data/published.csv", record);
    let site = site.rows(&on("2022-10-01", &[(1002, 9), (1001, 8), (1006, 7)])).manuscript(&table(""));
    // The key that the record's last revision does not list: neither told nor computable.
    let page = site.made().page();
    assert_eq!(page.table("top-ports"), ["1 | 1002/TCP | 2", "2 | 1001/TCP | 1", "3 | 1006/TCP | －"]);
    let notes = page.all("#top-ports .note");
    assert_eq!(notes.len(), 2);
    assert_eq!(notes[1], "※前四半期の順位は、訂正後の版（第1.1版）によります。");
}

#[test]
fn a_key_that_a_record_of_ten_does_not_list_was_outside() {
    let told: String =
        (1..=10).map(|rank| format!("2022q3,1.0,top_ports,{rank},{}/TCP\n", 1000 + rank)).collect();
    let site =
        bare(Site::new()).file("data/published.csv", format!("edition,revision,table,rank,key\n{told}"));
    let site = site.rows(&on("2022-10-01", &[(1011, 9), (1010, 8)])).manuscript(&table(""));
    assert_eq!(site.made().page().table("top-ports"), ["1 | 1011/TCP | TOP10外", "2 | 1010/TCP | 10"]);
}

#[test]
fn record_and_data_are_joined_key_by_key() {
    let told: String =
        (1..=5).map(|rank| format!("2022q3,1.0,top_ports,{rank},{}/TCP\n", 1000 + rank)).collect();
    let site =
        bare(Site::new()).file("data/published.csv", format!("edition,revision,table,rank,key\n{told}"));
    let site = site.rows(&before()).rows(&on("2022-10-01", &[(1005, 9), (1006, 8), (1012, 7)]));
    let rows = site.manuscript(&table("")).made().page().table("top-ports");
    assert_eq!(rows, ["1 | 1005/TCP | 5", "2 | 1006/TCP | 6", "3 | 1012/TCP | TOP10外"]);
}

#[test]
fn where_record_and_data_disagree_the_edition_decides() {
    let site = || {
        let record = "edition,revision,table,rank,key\n2022q3,1.0,top_ports,2,1001/TCP\n2022q3,1.0,top_ports,3,1003/TCP\n";
        let site = bare(Site::new()).file("data/published.csv", record).rows(&before());
        site.rows(&on("2022-10-01", &[(1001, 9), (1002, 8), (1003, 7)])).manuscript(&table(""))
    };
    let built = site().build();
    let place = "2022q4/report.md:3:1 previous-rank";
    assert_eq!(built.told(), [place, place]);
    let said: Vec<_> = built.outcome.findings.iter().map(|finding| finding.what.en.as_str()).collect();
    assert!(
        said.iter().any(|said| said
            .contains("The previous rank of 1001/TCP is 2 in the published record and 1 in the data")),
        "{said:?}"
    );
    assert!(
        said.iter().any(|said| said.contains(
            "1002/TCP is not in the published record and ranks 2 in the data of the previous quarter"
        )),
        "{said:?}"
    );
    assert_eq!(built.page().table("top-ports")[0], "1 | 1001/TCP | 2", "readers were told so");
    let decide = |site: Site, key: &str, source: &str| {
        site.and_edition(&format!(
            "[[previous_rank]]\ntable = \"top_ports\"\nkey = \"{key}\"\nuse = \"{source}\"\n"
        ))
    };
    let data = decide(decide(site(), "1001/TCP", "data"), "1002/TCP", "data").made();
    assert_eq!(data.page().table("top-ports")[..2], ["1 | 1001/TCP | 1", "2 | 1002/TCP | 2"]);
    let told = decide(decide(site(), "1001/TCP", "published"), "1002/TCP", "data").made();
    assert_eq!(told.page().table("top-ports")[0], "1 | 1001/TCP | 2");
}

#[test]
fn ports_are_labelled_as_the_house_does() {
    let rows = "2022-10-01,tokyo,ICMP,,CN,9\n2022-10-01,tokyo,TCP,8080,CN,8\n2022-10-01,tokyo,UDP,53,CN,7\n2022-10-01,tokyo,TCP,53,CN,6\n2022-10-01,tokyo,tcp,49151,CN,5\n2022-10-01,tokyo,6,5555,CN,4\n";
    let site = || {
        let names = "port,name\n8080/TCP,\n5555/TCP,Android Debug Bridge\n";
        Site::new()
            .file("names/ports.csv", names)
            .rows(rows)
            .manuscript(&table("top = 6\ncolumns = [\"label\"]"))
    };
    let labels = [
        "0/ICMP",
        "8080/TCP",
        "53/UDP（domain）",
        "53/TCP（domain）",
        "49151/TCP",
        "5555/TCP（Android Debug Bridge）",
    ];
    assert_eq!(site().made().page().table("top-ports"), labels);
    let service = site().change_settings("publisher =", "label_style = \"service-first\"\npublisher =");
    assert_eq!(service.made().page().table("top-ports")[2..4], ["domain（53/UDP）", "domain（53/TCP）"]);
}

#[test]
fn the_rest_counts_in_sums_and_shares_and_is_never_ranked() {
    let rows = "2022-10-01,tokyo,TCP,23,CN,30\n2022-10-01,tokyo,OTHER,,CN,70\n";
    let text = format!(
        "{}合計は{{{{ top_ports.packets }}}}。\n",
        table("columns = [\"rank\", \"label\", \"packets\", \"share\"]")
    );
    let site = Site::new().rows(rows).and_settings("rest = [\"OTHER\"]\n").manuscript(&text);
    let page = site.made().page();
    assert_eq!(page.table("top-ports"), ["1 | 23/TCP（telnet） | 30 | 30.0%"]);
    assert!(page.all("p").iter().any(|words| words == "合計は100。"));
}

#[test]
fn every_column_says_what_it_should() {
    let all = "columns = [\"rank\", \"label\", \"previous\", \"packets\", \"per_sensor_day\", \"share\", \"change\"]";
    let site = Site::new().daily("2022-07-01", "2022-09-30", "tokyo,TCP,23,CN,5").daily(
        "2022-07-01",
        "2022-09-30",
        "tokyo,TCP,22,CN,2",
    );
    let site = site.daily("2022-10-01", "2022-12-31", "tokyo,TCP,23,CN,10").daily(
        "2022-10-01",
        "2022-12-31",
        "osaka,TCP,23,CN,10",
    );
    let site = site.daily("2022-10-01", "2022-12-31", "tokyo,TCP,22,CN,1").daily(
        "2022-12-01",
        "2022-12-02",
        "osaka,UDP,53,CN,1",
    );
    let site = site.rows("2022-10-01,dallas,TCP,23,CN,999999\n").manuscript(&table(all));
    let built = site.made();
    let page = built.page();
    assert_eq!(
        page.all("#top-ports thead th"),
        [
            "順位",
            "宛先ポート番号",
            "前四半期の順位",
            "パケット数",
            "パケット数／日・台",
            "割合",
            "前四半期比"
        ]
    );
    // 184 sensor-days now, 92 before: the change is that of the means a sensor and day.
    assert_eq!(
        page.table("top-ports"),
        [
            "1 | 23/TCP（telnet） | 1 | 1,840 | 10.0 | 95.1% | +100.0%",
            "2 | 22/TCP（ssh） | 2 | 92 | 0.5 | 4.8% | －",
            "3 | 53/UDP（domain） | TOP10外 | 2 | 0.0 | 0.1% | －"
        ]
    );
    assert_eq!(
        built.csv("data/top-ports.csv"),
        [
            "key,rank,label,previous_rank,packets,packets_per_sensor_day,share,change",
            "23/TCP,1,23/TCP（telnet）,1,1840,10.000,0.951396,1.000000",
            "22/TCP,2,22/TCP（ssh）,2,92,0.500,0.047570,",
            "53/UDP,3,53/UDP（domain）,>10,2,0.011,0.001034,"
        ]
    );
}

#[test]
fn regions_sensors_scopes_and_filters_are_ranked_alike() {
    let text = format!(
        "{CHAPTER}```table\nid = \"regions\"\nrows = \"region\"\nscope = \"all\"\ncolumns = [\"rank\", \"label\", \"packets\"]\n```\n\n```table\nid = \"sensors_all\"\nrows = \"sensor\"\nscope = \"all\"\ncolumns = [\"rank\", \"label\", \"packets\"]\n```\n\n```table\nid = \"low\"\nrows = \"port\"\nscope = \"all\"\nfilter = {{ port = \"1-1023\", not_region = [\"日本\"], protocol = \"tcp\" }}\ncolumns = [\"rank\", \"label\", \"packets\"]\n```\n"
    );
    let rows = "2022-10-01,tokyo,TCP,23,CN,30\n2022-10-01,osaka,TCP,23,JP,50\n2022-10-01,dallas,TCP,8080,US,20\n2022-10-02,dallas,UDP,53,ZZ,1\n";
    let site = Site::new().rows(rows).and_settings("[disclosure]\nsensors = \"alias\"\n").manuscript(&text);
    let page = site.made().page();
    assert_eq!(page.table("regions")[..3], ["1 | 日本 | 50", "2 | 中国 | 30", "3 | 米国 | 20"]);
    assert_eq!(page.table("sensors-all"), ["1 | beta | 50", "2 | alpha | 30", "3 | gamma | 21"]);
    assert_eq!(page.table("low"), ["1 | 23/TCP（telnet） | 30"]);
}

#[test]
fn another_measure_is_added_up_apart() {
    let csv = "date,sensor,protocol,dst_port,src_region,packets,visits\n2022-10-01,tokyo,TCP,23,CN,5,100\n2022-10-01,tokyo,TCP,22,CN,9,1300\n";
    let site =
        Site::new().observations(csv).and_settings("[sources.packets.measures.visits]\nlabel = \"訪問数\"\n");
    let built =
        site.manuscript(&table("measure = \"visits\"\ncolumns = [\"rank\", \"label\", \"packets\"]")).build();
    let page = built.page();
    assert_eq!(page.all("#top-ports thead th"), ["順位", "宛先ポート番号", "訪問数"]);
    assert_eq!(page.table("top-ports")[0], "1 | 22/TCP（ssh） | 1,300");
}

#[test]
fn a_ranking_without_any_data_refuses_nothing_and_prints_no_row() {
    let built =
        Site::new().rows("2021-01-01,tokyo,TCP,23,CN,30\n").manuscript(&format!("{CHAPTER}{PORTS}")).build();
    built.is_made();
    assert_eq!(built.page().table("top-ports"), Vec::<String>::new());
}
