//! What is withheld stands in no byte that leaves the house; what is disclosed does.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use lopdf::{Document, Object};

use crate::site::{Built, CHAPTER, Site, tree};

const BLOCKS: &str = "```table\nid = \"top_ports\"\nrows = \"port\"\ntop = 2\n```\n\n```chart\nid = \"trend\"\nof = \"top_ports\"\n```\n";

/// Files inside a PDF by name.
pub fn attachments(pdf: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let document = Document::load_mem(pdf).unwrap();
    let specs =
        document.objects.values().filter_map(|object| object.as_dict().ok()).filter(|dict| dict.has(b"EF"));
    let content = |spec: &lopdf::Dictionary| {
        let files = document.dereference(spec.get(b"EF").ok()?).ok()?.1.as_dict().ok()?;
        let stream = document.dereference(files.get(b"F").ok()?).ok()?.1.as_stream().ok()?;
        let name = lopdf::decode_text_string(spec.get(b"UF").ok()?).ok()?;
        Some((name, stream.get_plain_content().ok()?))
    };
    specs.filter_map(content).collect()
}

/// Everything that a PDF's bytes hold: streams unpacked, texts decoded, the text of its pages.
pub fn inside(pdf: &[u8]) -> String {
    let document = Document::load_mem(pdf).unwrap();
    let mut found = String::new();
    for object in document.objects.values() {
        if let Ok(stream) = object.as_stream() {
            found.push_str(&String::from_utf8_lossy(&stream.get_plain_content().unwrap_or_default()));
        }
        texts(object, &mut found);
    }
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    found + &document.extract_text(&pages).unwrap_or_default()
}

pub fn texts(object: &Object, found: &mut String) {
    match object {
        Object::String(..) => found.push_str(&lopdf::decode_text_string(object).unwrap_or_default()),
        Object::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Object::Dictionary(dict) => dict.iter().for_each(|(_, item)| texts(item, found)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, item)| texts(item, found)),
        _ => {}
    }
    found.push('\n');
}

/// Everything that a file's bytes hold, as text: PDFs and workbooks unpacked.
pub fn unpacked(path: &str, bytes: &[u8]) -> String {
    match path.rsplit('.').next() {
        Some("pdf") => inside(bytes),
        // Colours and fonts are the same in every workbook, and have words of their own.
        Some("xlsx") => {
            let parts = parts(bytes).into_iter();
            parts.filter(|(name, _)| !name.starts_with("xl/theme/")).map(|(_, text)| text).collect()
        }
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// The parts of a workbook by their path, as text.
pub fn parts(workbook: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    let text = |name: String| {
        let mut text = String::new();
        archive.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
        (name, text)
    };
    names.into_iter().map(text).collect()
}

/// Files of an edition in which one of `words` stands.
fn holding(built: &Built, words: &[&str]) -> Vec<String> {
    let files = tree(built.folder());
    let holds = |path: &String, bytes: &Vec<u8>| {
        let text = unpacked(path, bytes);
        words.iter().any(|word| text.contains(word))
    };
    files.iter().filter(|(path, bytes)| holds(path, bytes)).map(|(path, _)| path.clone()).collect()
}

fn site() -> Site {
    let site = Site::new().daily("2022-10-01", "2022-12-31", "tokyo,TCP,23,CN,10").daily(
        "2022-10-01",
        "2022-12-31",
        "osaka,TCP,22,CN,9",
    );
    site.rows("2022-10-05,osaka,TCP,4444,CN,8\n2022-10-05,dallas,TCP,23,CN,8\n")
        .manuscript(&format!("{CHAPTER}{BLOCKS}"))
}

#[test]
fn a_sensor_without_a_name_outside_stands_in_no_byte() {
    let filtered = "\n```chart\nid = \"one\"\nrows = \"total\"\nlabel = \"1台\"\nfilter = { sensor = [\"tokyo\"] }\n```\n";
    let built = site().manuscript(&format!("{CHAPTER}{BLOCKS}{filtered}")).made();
    assert_eq!(
        holding(&built, &["tokyo", "osaka", "dallas", "alpha", "beta", "gamma"]),
        Vec::<String>::new()
    );
    // The search does find what is there, in the PDF too.
    let there = holding(&built, &["23/TCP"]);
    let files = ["report.pdf", "index.html", "report.json", "data/top-ports.csv", "data/trend.csv"];
    for path in [&files[..], &["data.xlsx", "data.json"]].concat() {
        assert!(there.contains(&path.to_owned()), "{path} in {there:?}");
    }
}

#[test]
fn a_name_that_somebody_wrote_is_refused_wherever_it_stands() {
    for text in [
        "本文のtokyoです。",
        "## tokyoの節",
        "| a | b |\n|---|---|\n| tokyo | 1 |",
        "- 項目\n- osaka",
        "> 引用 tokyo",
        "[^a]\n\n[^a]: tokyo",
    ] {
        let built = site().manuscript(&format!("{CHAPTER}{BLOCKS}\n{text}\n")).build();
        assert_eq!(built.outcome.made, None, "{text}");
        assert_eq!(built.finding("sensor-named").place.file, "2022q4/report.md", "{text}");
    }
    let image_free = site()
        .manuscript(&format!("{CHAPTER}{}\n", BLOCKS.replace("top = 2", "top = 2\ncaption = \"tokyoの表\"")))
        .build();
    assert_eq!(image_free.told(), ["2022q4/report.md:3:1 sensor-named"]);
    let within = site().manuscript(&format!("{CHAPTER}{BLOCKS}\ntokyometropolis、tokyo-2は別のものです。\n"));
    within.made();
}

#[test]
fn a_name_is_found_across_what_must_not_break() {
    let sensors = "id,region,start,end,alias\n12-tokyo,JP,,,\nosaka,JP,,,\n";
    let built = site()
        .file("data/sensors.csv", sensors)
        .observations("date,sensor,protocol,dst_port,src_region,packets\n2022-10-01,osaka,TCP,23,CN,1\n");
    let built = built.manuscript(&format!("{CHAPTER}{BLOCKS}\n停止したのは12-tokyoです。\n")).build();
    assert_eq!(built.finding("sensor-named").place.line, 14);
}

#[test]
fn tables_and_charts_by_sensor_are_withheld() {
    let blocks = "```table\nid = \"sensors_top\"\nrows = \"sensor\"\n```\n\n```chart\nid = \"trend\"\nrows = \"sensor\"\ntop = 2\n```\n";
    let site = || site().manuscript(&format!("{CHAPTER}{blocks}"));
    assert_eq!(
        site().build().told(),
        ["2022q4/report.md:3:1 sensors-withheld", "2022q4/report.md:8:1 sensors-withheld"]
    );
    let alias = site().and_settings("[disclosure]\nsensors = \"alias\"\n").made();
    assert_eq!(holding(&alias, &["tokyo", "osaka"]), Vec::<String>::new());
    assert_eq!(alias.csv("data/trend.csv")[0], "date,alpha,beta");
    let id = site().and_settings("[disclosure]\nsensors = \"id\"\n").made();
    assert_eq!(id.csv("data/trend.csv")[0], "date,tokyo,osaka");
}

#[test]
fn what_is_shown_is_all_that_leaves() {
    let built = site().made();
    assert_eq!(
        built.csv("data/top-ports.csv")[0],
        "key,rank,label,previous_rank",
        "no column that was not asked for"
    );
    assert_eq!(built.csv("data/trend.csv")[0], "date,23/TCP,22/TCP");
    assert_eq!(holding(&built, &["4444"]), Vec::<String>::new(), "a key that no table shows");
    let files: Vec<_> = tree(built.folder()).into_keys().filter(|path| path.starts_with("data/")).collect();
    assert_eq!(files, ["data/top-ports.csv", "data/trend.csv"]);
    let attached: Vec<_> = attachments(&built.bytes("report.pdf")).into_keys().collect();
    assert_eq!(attached, ["data/top-ports.csv", "data/trend.csv", "provenance.json"]);
    let without = site().and_settings("[pdf]\nattachments = false\n").made();
    assert!(attachments(&without.bytes("report.pdf")).is_empty());
}

#[test]
fn the_data_package_leaves_where_counts_are_disclosed_in_full() {
    let built = site().and_settings("[disclosure]\ncounts = \"full\"\n").made();
    let csv = built.csv("data/top-ports-full.csv");
    assert_eq!(csv[..2], ["date,key,packets", "2022-10-01,23/TCP,10"]);
    assert!(csv.contains(&"2022-10-05,4444/TCP,8".to_owned()));
    assert_eq!(csv.len(), 1 + 92 + 92 + 1);
    assert_eq!(
        attachments(&built.bytes("report.pdf")).get("data/top-ports-full.csv"),
        Some(&built.bytes("data/top-ports-full.csv"))
    );
    assert_eq!(holding(&built, &["tokyo", "osaka", "dallas"]), Vec::<String>::new());
}

#[test]
fn inputs_leave_without_names() {
    let built = site().file("data/packets-secret-place.csv", crate::site::HEAD).made();
    assert_eq!(holding(&built, &["secret", "packets.csv", "sensors.csv", "report.md"]), Vec::<String>::new());
    let manifest: serde_json::Value = serde_json::from_slice(&built.bytes("manifest.json")).unwrap();
    assert!(manifest["inputs"].as_array().unwrap().len() > 5);
}
