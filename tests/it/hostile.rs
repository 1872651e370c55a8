//! What nobody would write by mistake alone: no depth, length, character, sum or link brings the program down or
//! leads it out of the site; each is a finding at its place.

use std::fs;

use crate::site::{CHAPTER, HEAD, Site};

const TABLE: &str = "```table\nid = \"top_ports\"\nrows = \"port\"\n```\n\n";

/// What is told of a chapter with this text below a table.
fn told(text: &str) -> Vec<String> {
    let site = Site::new().daily("2022-10-01", "2022-12-31", "tokyo,TCP,23,CN,10");
    site.manuscript(&format!("{CHAPTER}{TABLE}{text}\n")).build().told()
}

#[test]
fn no_depth_or_length_brings_it_down() {
    let nested: String = (0..300).map(|depth| format!("{}- あ\n", "  ".repeat(depth))).collect();
    assert_eq!(told(&nested), ["2022q4/report.md:20:25 nested-deep"]);
    let starred = format!("{}c{}", "**a *b ".repeat(30), "* d**".repeat(30));
    for (text, code) in [
        (format!("{}x", ">".repeat(100_000)), "nested-deep"),
        (starred, "nested-deep"),
        ("[".repeat(40_000), "text-long"),
        (format!("## {}", "あ".repeat(40_000)), "text-long"),
        (format!("[語](https://example.com/{})", "a".repeat(9_000)), "link-refused"),
    ] {
        let told = told(&text);
        assert!(told.iter().any(|told| told.ends_with(code)), "{code}: {told:?}");
    }
    let title = Site::new().change_settings("観測レポート", &"題".repeat(40_000)).build();
    assert_eq!(title.told(), ["teiten.toml:4:9 bad-value"]);
}

#[test]
fn characters_that_no_page_can_hold_are_told_where_they_stand() {
    assert_eq!(told("あ\u{7}い"), ["2022q4/report.md:8:2 control-character"]);
    let title = Site::new().change_settings("観測レポート", "観測\\u0000").build();
    assert_eq!(title.told(), ["teiten.toml:0:0 control-character"]);
}

#[test]
fn sums_over_keys_and_days_stay_within_64_bits() {
    let rows =
        "2022-10-01,tokyo,TCP,23,CN,9223372036854775807\n2022-10-02,tokyo,TCP,22,CN,9223372036854775807\n";
    let site = Site::new().observations(&format!("{HEAD}{rows}")).manuscript(&format!("{CHAPTER}{TABLE}"));
    assert_eq!(site.build().told(), ["teiten.toml:6:10 sum-overflow"]);
}

#[test]
fn citations_and_values_that_say_nothing_are_told() {
    assert_eq!(
        told("[^日本]と[^a b]と[^who]"),
        ["2022q4/report.md:8:1 citation-undefined", "2022q4/report.md:8:14 citation-undefined"]
    );
    assert_eq!(
        told("{{ quarter }}と{{ top_ports[1] }}と{{ top_ports[\"23/TCP\"] }}"),
        ["2022q4/report.md:8:1 binding", "2022q4/report.md:8:15 binding", "2022q4/report.md:8:34 binding"]
    );
    assert_eq!(told("## 節 {#con}"), ["2022q4/report.md:8:8 id-form"]);
    // Columns are counted in what was written: an entity counts as one character.
    assert_eq!(told("{{  top_ports[\"23/TCP\"].rank  }}【要確認】"), ["2022q4/report.md:8:33 to-confirm"]);
}

#[test]
fn a_quarter_without_data_is_told_with_what_there_is() {
    let site = Site::new().rows("2020-10-01,tokyo,TCP,23,CN,10").manuscript(&format!("{CHAPTER}{TABLE}"));
    let built = site.build();
    let finding = built.finding("quarter-empty");
    assert!(finding.what.ja.contains("2020-10-01から2020-10-01まで"), "{}", finding.what.ja);
}

#[cfg(unix)]
#[test]
fn a_manuscript_outside_the_site_is_not_read() {
    let elsewhere = tempfile::NamedTempFile::new().unwrap();
    fs::write(elsewhere.path(), "# 秘密\n").unwrap();
    let site = Site::new().without("2022q4/report.md");
    std::os::unix::fs::symlink(elsewhere.path(), site.root().join("2022q4/report.md")).unwrap();
    assert_eq!(site.build().told(), ["2022q4/report.md:0:0 outside-site"]);
}
