//! Sites that differ by configuration alone.

use crate::site::{CHAPTER, Site};

/// A site of one file: date, port, region, packets; no sensors, no labels.
fn least() -> Site {
    let csv =
        "date,dst_port,src_region,packets\n2022-10-01,23,CN,10\n2022-10-01,22,US,20\n2022-12-31,23,CN,5\n";
    let settings = "teiten = 1\n[site]\nid = \"least\"\ntitle = \"題\"\npublisher = \"発行\"\n[sources.all]\nfiles = [\"data/packets.csv\"]\nwhole = false\n";
    Site::new().settings(settings).observations(csv).without("data/sensors.csv")
}

const BLOCKS: &str = "```table\nid = \"top_ports\"\nrows = \"port\"\ncolumns = [\"rank\", \"label\", \"packets\", \"per_sensor_day\"]\n```\n\n```chart\nid = \"trend\"\nof = \"top_ports\"\n```\n\n```table\nid = \"regions\"\nrows = \"region\"\n```\n";

#[test]
fn one_file_without_sensors_is_a_site() {
    let built = least().manuscript(&format!("{CHAPTER}{BLOCKS}")).made();
    let page = built.page();
    assert_eq!(page.table("top-ports"), ["1 | 22/TCP（ssh） | 20 | 10.0", "2 | 23/TCP（telnet） | 15 | 7.5"]);
    assert_eq!(page.table("regions"), ["1 | 米国 | －", "2 | 中国 | －"]);
    assert_eq!(built.svg("trend").words()[0], "パケット数／日（全データ）");
    for path in ["index.html", "figures/trend.svg", "data/trend.csv"] {
        let text = built.text(path);
        assert!(!text.contains("国内") && !text.contains("海外"), "{path}");
    }
    let method = page.all("section[aria-labelledby=method] p");
    assert!(method.last().unwrap().contains("92日中2日"), "{method:?}");
}

#[test]
fn one_sensor_without_a_table_is_a_site() {
    let csv = "date,sensor,protocol,dst_port,src_region,packets\n2022-10-01,tokyo,TCP,23,CN,10\n";
    let built = least().observations(csv).manuscript(&format!("{CHAPTER}{BLOCKS}")).made();
    assert_eq!(built.svg("trend").words()[0], "パケット数／日（センサー1台）");
    assert!(!built.text("index.html").contains("国内"));
}

#[test]
fn home_cannot_be_asked_of_a_source_that_has_none() {
    let table = "```table\nid = \"x\"\nrows = \"port\"\nscope = \"home\"\n```\n";
    assert_eq!(least().manuscript(&format!("{CHAPTER}{table}")).build().told(), ["teiten.toml:6:10 scope"]);
    let declared = least().and_settings("scope = \"home\"\n").manuscript(&format!("{CHAPTER}{table}"));
    assert_eq!(declared.made().page().table("x").len(), 2);
}

#[test]
fn columns_sources_and_labels_may_be_called_anything() {
    let settings = "teiten = 1\n[site]\nid = \"other\"\ntitle = \"題\"\npublisher = \"発行\"\nhome = \"US\"\n[files]\nsensors = \"lists/probes.csv\"\n[sources.ports]\nfiles = [\"in/**/*.csv\"]\nwhole = false\n[sources.ports.columns]\ndate = \"day\"\nsensor = \"probe\"\nprotocol = \"proto\"\nport = \"port\"\nregion = \"country\"\ntexts = { family = \"malware\" }\n[sources.ports.measures.packets]\ncolumn = \"count\"\nlabel = \"検知数\"\n[sources.mirai]\nfiles = [\"mirai.csv\"]\nwhole = false\nscope = \"home\"\n";
    let csv = "day,probe,proto,port,country,malware,count\n2022/10/1,p1,6,23,cn,mirai,10\n2022-10-02 13:00:00,p1,17,53,us,,7\n2022/10/2,p2,6,23,cn,mirai,99\n";
    let site = Site::new()
        .settings(settings)
        .file("lists/probes.csv", "id,region,start,end,alias\np1,US,,,\np2,JP,,,\n");
    let site = site
        .file("in/a/ports.csv", csv)
        .file("mirai.csv", "date,dst_port,src_region,packets\n2022-10-01,2323,JP,3\n");
    let text = "```table\nid = \"ports\"\nsource = \"ports\"\nrows = \"port\"\ncolumns = [\"label\", \"packets\"]\n```\n\n```table\nid = \"families\"\nsource = \"ports\"\nrows = \"family\"\nscope = \"all\"\nfilter = { family = \"mirai\" }\ncolumns = [\"label\", \"packets\"]\n```\n\n```table\nid = \"mirai\"\nsource = \"mirai\"\nrows = \"port\"\ncolumns = [\"label\", \"packets\"]\n```\n\n国内は{{ sensors.home }}台。\n";
    let site = site.manuscript(&format!("{CHAPTER}{text}"));
    let page = site.made().page();
    assert_eq!(page.table("ports"), ["23/TCP（telnet） | 10", "53/UDP（domain） | 7"]);
    assert_eq!(page.all("#ports thead th")[1], "検知数");
    assert_eq!(page.table("families"), ["mirai | 109"]);
    assert_eq!(page.table("mirai"), ["2323/TCP（3d-nfsd） | 3"]);
    let built = site.manuscript(&format!("{CHAPTER}```table\nid = \"x\"\nrows = \"port\"\n```\n")).build();
    assert_eq!(built.told(), ["2022q4/report.md:3:1 source-unsaid"]);
}

#[test]
fn regions_and_words_are_the_houses_own() {
    let site = least().file("names/regions.csv", "region,ja,en\nUS,アメリカ,America\n");
    let table = "```table\nid = \"regions\"\nrows = \"region\"\n```\n\n{{ regions[\"アメリカ\"].rank }}位\n";
    let page = site.manuscript(&format!("{CHAPTER}{table}")).made().page();
    assert_eq!(page.table("regions")[0], "1 | アメリカ | －");
    assert!(page.all("p").contains(&"1位".to_owned()));
}
