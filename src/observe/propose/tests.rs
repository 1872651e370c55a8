//! What is proposed for small deliveries, and what is said about them.

use std::fs;
use std::path::PathBuf;

use encoding_rs::SHIFT_JIS;
use tempfile::TempDir;

use super::*;
use crate::finding::Level;

/// Proposes for files with these contents, in a folder `d`.
fn proposed(files: &[(&str, &[u8])]) -> Proposal {
    let root = TempDir::new().unwrap();
    fs::create_dir(root.path().join("d")).unwrap();
    for (name, content) in files {
        fs::write(root.path().join("d").join(name), content).unwrap();
    }
    propose(root.path(), &[PathBuf::from("d")], &Names::shipped(), &Lang::en())
}

/// The proposal without its comments, blank lines left out.
fn lines(proposal: &Proposal) -> Vec<&str> {
    proposal.toml.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect()
}

fn codes(proposal: &Proposal) -> Vec<&str> {
    proposal.findings.iter().map(|finding| &*finding.code).collect()
}

#[test]
fn a_table_that_names_its_columns_as_we_do_is_proposed_as_it_is() {
    let table = "date,sensor,protocol,dst_port,src_region,packets,signature\n2022-10-01,a,TCP,23,CN,5,mirai\n2022-10-01,a,OTHER,,US,7,\n";
    let proposal = proposed(&[("a.csv", table.as_bytes())]);
    let expected = [
        "[sources.packets]",
        "files = [\"d/a.csv\"]",
        "rest = [\"OTHER\"]",
        "[sources.packets.columns]",
        "date = \"date\"",
        "sensor = \"sensor\"",
        "protocol = \"protocol\"",
        "port = \"dst_port\"",
        "region = \"src_region\"",
        "texts = { signature = \"signature\" }",
    ];
    assert_eq!(lines(&proposal), expected);
    assert_eq!(codes(&proposal), ["text-column"]);
    assert!(proposal.toml.starts_with("# Please check: The column “signature”"), "{}", proposal.toml);
}

#[test]
fn titles_days_across_and_sums_are_seen_in_cp932() {
    let text = "宛先ポート別観測数\n\n国内センサー計\n宛先ポート,2022/10/1,2022/10/2,2022/10/3,計\n23/TCP,\"1,234\",2,3,9\nTCP/80,1,,3,4\nその他,5,5,5,15\n合計,9,9,9,27\n";
    let (bytes, _, _) = SHIFT_JIS.encode(text);
    let proposal = proposed(&[("今期.csv", &bytes)]);
    let expected = [
        "[sources.ports]",
        "files = [\"d/今期.csv\"]",
        "shape = \"wide\"",
        "skip = 3",
        "encoding = \"cp932\"",
        "rest = [\"その他\"]",
        "leave_out = [\"合計\", \"計\"]",
        "scope = \"home\"",
        "[sources.ports.columns]",
        "sensor = \"\"",
        "protocol = \"\"",
        "port = \"宛先ポート\"",
        "region = \"\"",
    ];
    assert_eq!(lines(&proposal), expected);
    assert_eq!(codes(&proposal), ["total-column", "scope-assumed"]);
}

#[test]
fn files_of_one_shape_are_one_source_and_their_names_tell_sensors() {
    let ports = |port: &str| format!("日付,ポート番号,件数\n2022-10-01,{port},3\n");
    let regions = "日付,国名,件数\n2022-10-01,米国,3\n2022-10-01,アメリカ共和国,3\n2022-10-01,CN,1\n2022-10-02,JP,1\n2022-10-02,韓国,1\n2022-10-02,台湾,1\n2022-10-02,英国,1\n2022-10-02,FR,1\n2022-10-02,DE,1\n2022-10-02,IT,1\n";
    let proposal = proposed(&[
        ("p_東京_202210.csv", ports("23").as_bytes()),
        ("p_東京_202211.csv", ports("80").as_bytes()),
        ("p_大阪_202210.csv", ports("22").as_bytes()),
        ("r.csv", regions.as_bytes()),
    ]);
    let lines = lines(&proposal);
    for line in [
        "[sources.ports]",
        "files = [\"d/p_*.csv\"]",
        "sensor_from_file = \"p_{sensor}_*.csv\"",
        "protocol_is = \"TCP\"",
        "[sources.ports.measures.packets]",
        "column = \"件数\"",
        "[sources.regions]",
        "files = [\"d/r.csv\"]",
    ] {
        assert!(lines.contains(&line), "{line}\n{}", proposal.toml);
    }
    assert_eq!(codes(&proposal), ["protocol-assumed", "sensor-from-name", "unlike-cells", "scope-assumed"]);
    let unlike = &proposal.findings[2];
    assert_eq!((unlike.level, &*unlike.place.file, unlike.place.line), (Level::Warning, "d/r.csv", 1));
    assert!(unlike.what.en.contains("アメリカ共和国"));
}

#[test]
fn a_list_cut_at_ten_counts_of_sources_and_unknown_columns_are_told() {
    let mut table = "day,sensor,proto,port,hits,unique_ips,memo\n".to_owned();
    for day in 1..=9 {
        for port in 1..=10 {
            table += &format!("2022-10-0{day},a,6,{port},5,2,{}\n", if port == 3 { "見" } else { "" });
        }
    }
    let proposal = proposed(&[("a.csv", table.replace("memo", "備考").as_bytes())]);
    let lines = lines(&proposal);
    for line in [
        "complete = false",
        "protocol = \"proto\"",
        "column = \"hits\"",
        "[sources.ports.measures.sources]",
        "column = \"unique_ips\"",
        "kind = \"distinct\"",
        "per = [\"date\", \"sensor\", \"port\"]",
    ] {
        assert!(lines.contains(&line), "{line}\n{}", proposal.toml);
    }
    assert_eq!(codes(&proposal), ["unknown-column", "list-is-cut", "distinct-grain"]);
}

#[test]
fn what_cannot_be_read_is_told_and_hostile_names_stay_strings() {
    let proposal = proposed(&[
        ("a.csv", b"1,2,3\n4,5,6\n"),
        ("b.csv", b"date,port,packets\n2022-10-01,\x81,3\n"),
        ("c.txt", b"x"),
        ("d.csv", "date,port,\"packets\"\"\\\u{7f}\u{1b}[2J\"\n2022-10-01,23/TCP,3\n".as_bytes()),
    ]);
    assert_eq!(codes(&proposal)[..2], ["no-header-found", "not-utf8"]);
    assert!(!proposal.toml.contains('\u{1b}') && !proposal.toml.contains('\u{7f}'), "{}", proposal.toml);
    assert!(proposal.toml.contains(r#"column = "packets\"\\\u007F\u001b[2J""#), "{}", proposal.toml);
    let none = propose(&PathBuf::from("/"), &[PathBuf::from("no/such.csv")], &Names::shipped(), &Lang::ja());
    assert_eq!((codes(&none), &*none.toml), (vec!["no-observations"], ""));
}
