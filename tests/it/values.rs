//! `teiten values`: what it lists is what a build prints, for people and for machines; it writes nothing.

use std::process::Output;

use serde_json::Value;

use crate::site::{CHAPTER, Site, program, tree};

const BLOCKS: &str = "```table\nid = \"regions\"\nrows = \"region\"\n```\n\n```table\nid = \"ports\"\nrows = \"port\"\n```\n\n```chart\nid = \"all\"\nrows = \"total\"\nlabel = \"全体\"\n```\n";

fn site() -> Site {
    Site::new()
        .daily("2022-10-01", "2022-12-21", "tokyo,TCP,23,US,100")
        .daily("2022-12-22", "2022-12-31", "tokyo,TCP,23,US,300")
        .daily("2022-10-01", "2022-12-31", "osaka,UDP,53,CN,40")
        .daily("2021-10-01", "2021-12-31", "osaka,UDP,53,CN,20")
        .file(
            "2022q4/facts.toml",
            "[dvr_share]\nvalue = 48.3\nunit = \"%\"\nas_of = 2022-12-20\nsource = \"s\"\nwho = \"w\"\n",
        )
        .manuscript(&format!("{CHAPTER}{BLOCKS}"))
}

fn run(site: &Site, arguments: &[&str]) -> Output {
    let edition = site.edition();
    program().arg("values").arg(edition).args(arguments).output().unwrap()
}

fn listed(site: &Site) -> Vec<Value> {
    let output = run(site, &["--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    serde_json::from_slice::<Vec<Value>>(&output.stdout).unwrap()
}

fn print<'a>(values: &'a [Value], expression: &str) -> Option<&'a str> {
    let found: Vec<_> = values.iter().filter(|value| value["expression"] == expression).collect();
    assert!(found.len() < 2, "{expression} is listed twice");
    found.first().and_then(|value| value["print"].as_str())
}

#[test]
fn machines_get_every_value_with_its_kind_and_label() {
    let values = listed(&site());
    for (expression, printed) in [
        ("quarter.title", "2022年10～12月"),
        ("method.window", "10日間平均"),
        ("facts.dvr_share | wari", "約5割"),
        ("regions[\"US\"].packets", "11,200"),
        ("regions[\"US\"].packets | man", "約1.1万"),
        ("regions[\"US\"].change_10d | wari", "約3.0倍"),
        ("regions[\"US\"].share | percent", "75%"),
        ("regions[\"US\"].by_day | last_above(150)", "12月31日"),
        ("regions[\"US\"].cause", "23/TCP（telnet）"),
        ("regions[\"CN\"].change_year", "±0.0%"),
        ("regions[\"US\"].sensor_share", "100.0%"),
        ("all.peak", "340"),
    ] {
        assert_eq!(print(&values, expression), Some(printed), "{expression}");
    }
    let of_us = values.iter().find(|value| value["expression"] == "regions[\"US\"].share").unwrap();
    assert_eq!(
        (&of_us["kind"], &of_us["label"], &of_us["lang"]),
        (&"share".into(), &"米国".into(), &"ja".into())
    );
    assert_eq!(print(&values, "regions[\"US\"].packets | number"), None, "it says what is said already");
}

#[test]
fn a_build_prints_what_was_listed() {
    let values = listed(&site());
    assert!(values.len() > 150, "{}", values.len());
    let values: Vec<_> = values.into_iter().filter(|value| value["kind"] != "truth").collect();
    let lines: String = values
        .iter()
        .enumerate()
        .map(|(at, value)| format!("値{at}：{{{{ {} }}}}。\n\n", value["expression"].as_str().unwrap()))
        .collect();
    let built = site().manuscript(&format!("{CHAPTER}{lines}{BLOCKS}")).made();
    let words = built.page().all("p");
    for (at, value) in values.iter().enumerate() {
        let line = format!("値{at}：{}。", value["print"].as_str().unwrap());
        assert!(words.contains(&line), "{line} of {}", value["expression"]);
    }
}

#[test]
fn people_get_bindings_ready_to_copy_and_nothing_is_written() {
    let site = site();
    site.edition();
    let before = tree(&site.root());
    let output = run(&site, &[]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("# regions [ja]\n") && text.contains("## 米国\n"), "{text}");
    assert!(
        text.lines().any(|line| {
            line.trim_start().starts_with("{{ ports[\"23/TCP\"].share }}") && line.ends_with("  75.3%")
        }),
        "{text}"
    );
    assert_eq!(tree(&site.root()), before);
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("packets: "));
}

#[test]
fn a_binding_without_a_value_is_why_one_lists_and_a_broken_block_is_told() {
    let bound = site().manuscript(&format!("{CHAPTER}{{{{ regions.nothing }}}}\n\n{BLOCKS}"));
    assert!(print(&listed(&bound), "regions[\"US\"].rank").is_some());
    let broken =
        site().manuscript(&format!("{CHAPTER}{BLOCKS}\n```table\nid = \"x\"\nrows = \"prot\"\n```\n"));
    let output = run(&broken, &["--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told[0]["code"], "rows-unknown");
    assert!(String::from_utf8(run(&broken, &[]).stdout).unwrap().contains("{{ regions[\"US\"].rank }}"));
    assert_eq!(program().args(["values", "/nowhere/2022q4"]).output().unwrap().status.code(), Some(2));
}

#[test]
fn conditions_that_hold_are_listed_as_claims() {
    let values = listed(&site());
    let claims: Vec<_> = values.iter().filter(|value| value["kind"] == "truth").collect();
    assert_eq!(print(&values, "\"…\" | holds(regions[\"US\"].up_10d)"), Some("成り立つ"));
    assert_eq!(print(&values, "\"…\" | holds(regions[\"US\"].down_10d)"), None);
    let lines: String = claims
        .iter()
        .enumerate()
        .map(|(at, value)| format!("文{at}：{{{{ {} }}}}。\n\n", value["expression"].as_str().unwrap()))
        .collect();
    let built = site().manuscript(&format!("{CHAPTER}{{{{ facts.dvr_share }}}}\n\n{lines}{BLOCKS}")).made();
    let words = built.page().all("p");
    assert!((0..claims.len()).all(|at| words.contains(&format!("文{at}：…。"))), "{words:?}");
}

#[test]
fn numbers_of_days_are_no_places_in_an_order() {
    let values = listed(&site());
    assert_eq!(print(&values, "regions[\"US\"].rank | ordinal"), Some("1番目"));
    assert_eq!(print(&values, "quarter.days | ordinal"), None);
}

#[test]
fn blocks_that_are_named_are_listed_alone() {
    let output = run(&site(), &["regions", "facts", "--format", "json"]);
    let values = serde_json::from_slice::<Vec<Value>>(&output.stdout).unwrap();
    let roots = ["regions", "facts"].map(|root| {
        values.iter().filter(|value| value["expression"].as_str().unwrap().contains(root)).count()
    });
    assert_eq!(roots.iter().sum::<usize>(), values.len());
    assert!(roots.iter().all(|count| *count > 0), "{roots:?}");
    let output = run(&site(), &["region", "--lang", "en"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.contains("No value begins with “region”.") && told.contains("Did you mean “regions”?"),
        "{told}"
    );
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
}

#[test]
fn nothing_is_listed_that_disclosure_withholds() {
    let index = listed(&site().and_settings("[disclosure]\ncounts = \"index\"\n"));
    assert_eq!(print(&index, "regions[\"US\"].packets"), None);
    assert_eq!(print(&index, "regions[\"US\"].packets | index"), Some("100"));
    let few = listed(&site().and_settings("[disclosure]\nmin_packets = 60\n"));
    assert_eq!(print(&few, "regions[\"CN\"].peak"), None);
    assert!(print(&few, "regions[\"CN\"].rank").is_some());
}

#[test]
fn escape_sequences_of_names_stay_harmless() {
    let fact = "[x]\nvalue = \"a\\u001b[31mb\"\nas_of = 2022-12-20\nsource = \"s\"\nwho = \"w\"\n";
    let site = site().file("2022q4/facts.toml", fact);
    for arguments in [&[][..], &["--format", "json"]] {
        assert!(!run(&site, arguments).stdout.contains(&0x1b));
    }
}
