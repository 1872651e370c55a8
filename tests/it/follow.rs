//! What is added to the observations follows everywhere: data files, cells of the page, files inside the PDF.

use std::fs;
use std::path::Path;

use teiten::pipeline::{self, Order};

use crate::disclosure::attachments;
use crate::site::{Built, CHAPTER, Site};

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target)
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn build(edition: &Path, out: &Path) -> Built {
    let order = Order { edition: edition.to_owned(), out: Some(out.to_owned()) };
    pipeline::build(&order, &mut |_| ()).into()
}

const SYNTHETIC: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/synthetic-2022");

#[test]
fn packets_added_on_one_day_follow_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("synthetic-2022");
    copy(Path::new(SYNTHETIC), &site);
    let before = build(&site.join("2022q4"), &folder.path().join("before"));
    let sensor = fs::read_to_string(site.join("data/sensors.csv")).unwrap();
    let sensor =
        sensor.lines().find(|line| line.contains(",JP")).unwrap().split(',').next().unwrap().to_owned();
    let csv = format!(
        "date,sensor,protocol,dst_port,src_region,packets,signature\n2022-11-15,{sensor},TCP,22,NL,1000,\n"
    );
    fs::write(site.join("data/added.csv"), csv).unwrap();
    let settings = fs::read_to_string(site.join("teiten.toml")).unwrap();
    let settings = settings.replace(
        "files = [\"data/packets-*.parquet\"]",
        "files = [\"data/packets-*.parquet\", \"data/added.csv\"]\nparts = \"add\"",
    );
    fs::write(site.join("teiten.toml"), settings).unwrap();
    let after = build(&site.join("2022q4"), &folder.path().join("after"));

    let day = |built: &Built, figure: &str, column: &str| -> i64 {
        let csv = built.csv(&format!("data/{figure}.csv"));
        let at = csv[0]
            .split(',')
            .position(|name| name == column)
            .unwrap_or_else(|| panic!("{column} in {}", csv[0]));
        let row = csv.iter().find(|row| row.starts_with("2022-11-15,")).unwrap();
        row.split(',').nth(at).unwrap().parse().unwrap()
    };
    assert_eq!(day(&after, "trend-ports", "22/TCP"), day(&before, "trend-ports", "22/TCP") + 1_000);
    assert_eq!(day(&after, "trend-ports", "23/TCP"), day(&before, "trend-ports", "23/TCP"));

    let cell = |built: &Built| -> String {
        let rows = built.page().table("trend-ports details");
        rows.iter().find(|row| row.starts_with("11月15日")).unwrap().clone()
    };
    let more = day(&after, "trend-ports", "22/TCP").to_string();
    let grouped = format!("{},{}", &more[..more.len() - 3], &more[more.len() - 3..]);
    assert!(
        cell(&after).contains(&grouped) && !cell(&before).contains(&grouped),
        "{grouped} in {}",
        cell(&after)
    );

    for built in [&before, &after] {
        let attached = attachments(&built.bytes("report.pdf"));
        for name in ["trend-ports", "top-ports", "trend-regions", "top-regions"] {
            let file = format!("data/{name}.csv");
            assert_eq!(attached.get(&file), Some(&built.bytes(&file)), "{file}");
        }
    }
    assert_ne!(before.bytes("figures/trend-ports.svg"), after.bytes("figures/trend-ports.svg"));
    assert_ne!(before.bytes("report.pdf"), after.bytes("report.pdf"));
    assert!(!after.text("manifest.json").contains("added.csv"), "inputs have no names");
}

#[test]
fn sums_change_in_cells_sentences_and_machines_alike() {
    let table = "```table\nid = \"top_ports\"\nrows = \"port\"\ncolumns = [\"rank\", \"label\", \"packets\"]\n```\n\n{{ top_ports[1].name }}は{{ top_ports[1].packets }}、最大は{{ top_ports[1].peak_day }}の{{ top_ports[1].peak }}。\n";
    let site = || {
        Site::new()
            .daily("2022-10-01", "2022-12-31", "tokyo,TCP,23,CN,10")
            .daily("2022-10-01", "2022-12-31", "tokyo,TCP,22,CN,9")
            .manuscript(&format!("{CHAPTER}{table}"))
    };
    let plain = site().made();
    assert_eq!(plain.page().table("top-ports")[0], "1 | 23/TCP（telnet） | 920");
    assert_eq!(plain.csv("data/top-ports.csv")[1], "23/TCP,1,23/TCP（telnet）,920");
    let added = site()
        .file(
            "data/packets-added.csv",
            "date,sensor,protocol,dst_port,src_region,packets\n2022-11-15,osaka,TCP,22,NL,100000\n",
        )
        .made();
    assert_eq!(added.page().table("top-ports")[0], "1 | 22/TCP（ssh） | 100,828");
    assert!(
        added.page().all("p").contains(&"22/TCPは100,828、最大は11月15日の100,009。".to_owned()),
        "{:?}",
        added.page().all("p")
    );
    assert_eq!(added.csv("data/top-ports.csv")[1], "22/TCP,1,22/TCP（ssh）,100828");
}
